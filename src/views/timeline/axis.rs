//! The axis above the rows: its lines, their labels and the time zone.

use super::{TimelineLayout, VisibleRows, row_stack::BAND, ticks::Tick};
use crate::{
    analysis::zone_name,
    views::{
        Paint,
        theme::{letters, space},
        widgets::clipped,
    },
};

use std::sync::Arc;

use egui::{
    Align2, Color32, FontId, Galley, Id, Painter, Rangef, Rect, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Role, pos2,
};

/// Height of the header: days above hours.
pub(super) const HEIGHT: f32 = 46.0;

pub(super) fn show_header(ui: &mut Ui, paint: &mut Paint<'_>, layout: &TimelineLayout, rect: Rect) {
    show_zone(ui, paint, layout, rect);
    let across = Rect::from_x_y_ranges(layout.axis.across, rect.y_range());
    let inside = clipped(ui, across);
    let painter = inside.painter();
    let middle = across.center().y;
    paint_coarse(painter, paint, layout, across.with_max_y(middle));
    for tick in &layout.ticks.fine {
        let x = layout.axis.x(tick.at);
        let words = laid_out(painter, tick, paint.theme.faint);
        let at = pos2(x + 4.0, across.bottom() - 4.0 - words.size().y);
        // Half a label would be misread.
        if at.x >= across.left() && at.x + words.size().x <= across.right() {
            painter.galley(at, words, paint.theme.faint);
        }
        let line = Stroke::new(1.0, paint.theme.line);
        painter.vline(x, Rangef::new(middle + 2.0, across.bottom()), line);
    }
    if layout.ticks.fine.is_empty() {
        let at = pos2(across.left() + space::SMALL, middle);
        let words = "No dates yet";
        small(painter, at, Align2::LEFT_CENTER, words, paint.theme.faint);
    }
    if let Some(undated) = layout.undated {
        let at = pos2(undated.min + space::SMALL, across.bottom() - 4.0);
        small(
            ui.painter(),
            at,
            Align2::LEFT_BOTTOM,
            "No date",
            paint.theme.text,
        );
    }
    let line = Stroke::new(1.0, paint.theme.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
}

fn show_zone(ui: &Ui, paint: &mut Paint<'_>, layout: &TimelineLayout, rect: Rect) {
    let words = format!("Times in {}", zone_name(layout.axis.zone));
    let corner = Rect::from_x_y_ranges(layout.headers, rect.y_range());
    let response = ui.interact(corner, Id::unique("timeline zone"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let at = pos2(corner.left(), corner.bottom() - 4.0);
    small(
        ui.painter(),
        at,
        Align2::LEFT_BOTTOM,
        &words,
        paint.theme.faint,
    );
    response.on_hover_text(
        "The time zone of most articles. If a date has no zone, thin lines beside its bar show how far other time zones would shift \
         it; with all claims, only for the selected mark",
    );
}

/// Paints days, months or years. A label stays in view while part of its unit is.
fn paint_coarse(painter: &Painter, paint: &Paint<'_>, layout: &TimelineLayout, across: Rect) {
    let ticks = &layout.ticks.coarse;
    let begins = |tick: &Tick| layout.axis.x(tick.at);
    for (nth, tick) in ticks.iter().enumerate() {
        let end = ticks.get(nth + 1).map_or(across.right(), begins);
        let words = laid_out(painter, tick, paint.theme.text);
        let left = begins(tick).max(across.left()) + 4.0;
        let at = pos2(left, across.center().y - 0.5 * words.size().y);
        if left + words.size().x <= end.min(across.right()) {
            painter.galley(at, words, paint.theme.text);
        }
        if begins(tick) > across.left() {
            let line = Stroke::new(1.0, paint.theme.faint);
            painter.vline(begins(tick), across.y_range(), line);
        }
    }
}

fn laid_out(painter: &Painter, tick: &Tick, color: Color32) -> Arc<Galley> {
    let font = FontId::proportional(letters::SMALL);
    painter.layout_no_wrap(tick.label.clone(), font, color)
}

fn small(painter: &Painter, at: egui::Pos2, align: Align2, words: &str, color: Color32) {
    painter.text(
        at,
        align,
        words,
        FontId::proportional(letters::SMALL),
        color,
    );
}

/// Paints the lines behind the dated rows.
pub(super) fn paint_lines(ui: &mut Ui, paint: &Paint<'_>, rows: &VisibleRows<'_>) {
    let layout = rows.layout;
    let window = Rect::from_x_y_ranges(layout.axis.across, rows.window.y_range());
    let high = rows.dated();
    let inside = clipped(ui, window);
    let painter = inside.painter();
    let fine = Stroke::new(1.0, paint.theme.line.gamma_multiply(0.55));
    for tick in &layout.ticks.fine {
        painter.vline(layout.axis.x(tick.at), high, fine);
    }
    let coarse = Stroke::new(1.0, paint.theme.unlinked.gamma_multiply(0.6));
    for tick in &layout.ticks.coarse {
        painter.vline(layout.axis.x(tick.at), high, coarse);
    }
    let edge = Stroke::new(1.0, paint.theme.line);
    ui.painter()
        .vline(layout.axis.across.min, rows.window.y_range(), edge);
    if let Some(undated) = layout.undated {
        ui.painter().vline(undated.min, rows.window.y_range(), edge);
    }
}

/// Shows the band above the undated rows.
pub(super) fn show_band(ui: &Ui, paint: &Paint<'_>, rows: &VisibleRows<'_>, count: usize) {
    let Some(high) = rows.stack.band() else {
        return;
    };
    let room = rows.layout.rect;
    let top = rows.top + high.min;
    let rect = Rect::from_x_y_ranges(room.x_range(), Rangef::new(top, top + BAND));
    let ground = rect.shrink2(egui::vec2(0.0, 3.0));
    ui.painter().rect_filled(ground, 4.0, paint.theme.hover);
    let at = pos2(rect.left() + space::SMALL, rect.center().y);
    let words = format!("{count} without a date");
    small(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &words,
        paint.theme.text,
    );
    let response = ui.interact(rect, Id::unique("timeline band"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}

//! The axis above the rows: lines, what they are called, whose clocks it shows.

use super::{Frame, Rows, part, stack::BAND, ticks::Tick};
use crate::{
    analysis::zone_name,
    views::{
        Paint,
        theme::{letters, space},
    },
};

use std::sync::Arc;

use egui::{
    Align2, Color32, FontId, Galley, Painter, Rangef, Rect, Stroke, Ui, WidgetInfo,
    accesskit::Role, pos2,
};

/// Height of what stands above the rows: days over hours.
pub(super) const HEIGHT: f32 = 46.0;

/// Paints the names of the lines.
pub(super) fn head(ui: &mut Ui, paint: &mut Paint<'_>, frame: &Frame, rect: Rect) {
    zone(ui, paint, frame, rect);
    let across = Rect::from_x_y_ranges(frame.axis.across, rect.y_range());
    let inside = part(ui, across);
    let painter = inside.painter();
    let middle = across.center().y;
    coarse(painter, paint, frame, across.with_max_y(middle));
    for tick in &frame.ticks.fine {
        let x = frame.axis.x(tick.at);
        let words = laid_out(painter, tick, paint.theme.faint);
        let at = pos2(x + 4.0, across.bottom() - 4.0 - words.size().y);
        // Half a word says something else.
        if at.x >= across.left() && at.x + words.size().x <= across.right() {
            painter.galley(at, words, paint.theme.faint);
        }
        let line = Stroke::new(1.0, paint.theme.line);
        painter.vline(x, Rangef::new(middle + 2.0, across.bottom()), line);
    }
    if frame.ticks.fine.is_empty() {
        let at = pos2(across.left() + space::SMALL, middle);
        let words = "Nothing here has a date yet";
        small(painter, at, Align2::LEFT_CENTER, words, paint.theme.faint);
    }
    if let Some(undated) = frame.undated {
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

/// Whose clocks the axis shows.
fn zone(ui: &Ui, paint: &mut Paint<'_>, frame: &Frame, rect: Rect) {
    let words = format!("Times in {}", zone_name(frame.axis.zone));
    let corner = Rect::from_x_y_ranges(frame.heads, rect.y_range());
    let response = ui.interact(
        corner,
        egui::Id::unique("timeline zone"),
        egui::Sense::hover(),
    );
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
        "The clocks that most of the articles have their times by. Where no zone is written, thin lines beside a bar show how far \
         other clocks would shift the date: in the lanes of all claims for the chosen mark, else for every one",
    );
}

/// Days or years: each name stays in view as long as something of it is.
fn coarse(painter: &Painter, paint: &Paint<'_>, frame: &Frame, across: Rect) {
    let ticks = &frame.ticks.coarse;
    let begins = |tick: &Tick| frame.axis.x(tick.at);
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
    painter.layout_no_wrap(tick.words.clone(), font, color)
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

/// The lines behind the rows that have a date.
pub(super) fn lines(ui: &mut Ui, paint: &Paint<'_>, rows: &Rows<'_>) {
    let frame = rows.frame;
    let window = Rect::from_x_y_ranges(frame.axis.across, rows.window.y_range());
    let end = rows
        .stack
        .band()
        .map_or(rows.stack.height(), |band| band.min);
    let high = Rangef::new(window.top(), (rows.top + end).min(window.bottom()));
    let inside = part(ui, window);
    let painter = inside.painter();
    let fine = Stroke::new(1.0, paint.theme.line.gamma_multiply(0.55));
    for tick in &frame.ticks.fine {
        painter.vline(frame.axis.x(tick.at), high, fine);
    }
    let coarse = Stroke::new(1.0, paint.theme.unlinked.gamma_multiply(0.6));
    for tick in &frame.ticks.coarse {
        painter.vline(frame.axis.x(tick.at), high, coarse);
    }
    let edge = Stroke::new(1.0, paint.theme.line);
    ui.painter()
        .vline(frame.axis.across.min, rows.window.y_range(), edge);
    if let Some(undated) = frame.undated {
        ui.painter().vline(undated.min, rows.window.y_range(), edge);
    }
}

/// Says that what follows has no date.
pub(super) fn band(ui: &Ui, paint: &Paint<'_>, rows: &Rows<'_>, count: usize) {
    let Some(high) = rows.stack.band() else {
        return;
    };
    let room = rows.frame.room;
    let top = rows.top + high.min;
    let rect = Rect::from_x_y_ranges(room.x_range(), Rangef::new(top, top + BAND));
    let ground = rect.shrink2(egui::vec2(0.0, 3.0));
    ui.painter().rect_filled(ground, 4.0, paint.theme.hover);
    let at = pos2(rect.left() + space::SMALL, rect.center().y);
    let words = format!("No date: {count}. These stand at no place of the axis");
    small(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &words,
        paint.theme.text,
    );
    let response = ui.interact(
        rect,
        egui::Id::unique("timeline band"),
        egui::Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}

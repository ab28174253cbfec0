//! The axis above the rows: ticks, labels, the time zone, and arrows to marks outside the view.

use super::{
    TimelineLayout, TimelineScratch,
    camera::Axis,
    mark_paint::{self, MarkRect},
    rows::VisibleRows,
    ticks::Tick,
};
use crate::{
    analysis::{EventTime, zone_name},
    text::without_isolates,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{clipped, small_text, tip},
    },
};

use std::{fmt::Debug, hash::Hash};

use egui::{
    Align2, FontId, Id, Rangef, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// Height of the header: days above hours.
pub(super) const HEIGHT: f32 = 46.0;

pub(super) fn show_header(ui: &mut Ui, paint: &mut Paint<'_>, layout: &TimelineLayout, rect: Rect) {
    let theme = paint.theme;
    let label = format!("Times in {}", zone_name(layout.axis.zone));
    let corner = Rect::from_x_y_ranges(layout.headers, rect.y_range());
    let zone = ui.interact(corner, Id::unique("timeline zone"), Sense::hover());
    zone.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    let at = pos2(corner.left(), corner.bottom() - 4.0);
    small_text(ui.painter(), at, Align2::LEFT_BOTTOM, &label, theme.faint);
    zone.on_hover_text(
        "The time zone of most articles. Thin lines beside a bar show how far a missing time zone could shift it.",
    );

    let axis_rect = Rect::from_x_y_ranges(layout.axis.across, rect.y_range());
    let inside = clipped(ui, axis_rect);
    let painter = inside.painter();
    let middle = axis_rect.center().y;
    // The longest label that fits.
    let fitting_label = |tick: &Tick, room: f32, color| {
        let font = FontId::proportional(letters::SMALL);
        let mut labels = tick.labels.iter();
        labels.find_map(|label| {
            let galley = painter.layout_no_wrap(label.clone(), font.clone(), color);
            (galley.size().x <= room).then_some(galley)
        })
    };
    // Days, months or years. A label sticks to the edge while its day, month or year is partly visible.
    let coarse = &layout.ticks.coarse;
    for (nth, tick) in coarse.iter().enumerate() {
        let begin = layout.axis.x(tick.at);
        let next = coarse.get(nth + 1).map(|next| layout.axis.x(next.at));
        let end = next.unwrap_or(axis_rect.right()).min(axis_rect.right());
        let left = begin.max(axis_rect.left()) + 4.0;
        if let Some(galley) = fitting_label(tick, end - left, theme.text) {
            let y = axis_rect.center().y - 0.25 * axis_rect.height() - 0.5 * galley.size().y;
            painter.galley(pos2(left, y), galley, theme.text);
        }
        if begin > axis_rect.left() {
            let y_range = Rangef::new(axis_rect.top(), middle);
            painter.vline(begin, y_range, Stroke::new(1.0, theme.faint));
        }
    }
    for tick in &layout.ticks.fine {
        let x = layout.axis.x(tick.at);
        let left = x + 4.0;
        // A label cut in half would be misread.
        if left >= axis_rect.left()
            && let Some(galley) = fitting_label(tick, axis_rect.right() - left, theme.faint)
        {
            let at = pos2(left, axis_rect.bottom() - 4.0 - galley.size().y);
            painter.galley(at, galley, theme.faint);
        }
        let y_range = Rangef::new(middle + 2.0, axis_rect.bottom());
        painter.vline(x, y_range, Stroke::new(1.0, theme.line));
    }
    if layout.ticks.fine.is_empty() {
        let at = pos2(axis_rect.left() + space::SMALL, middle);
        small_text(
            painter,
            at,
            Align2::LEFT_CENTER,
            "No dates yet",
            theme.faint,
        );
    }
    if let Some(undated) = layout.undated {
        let at = pos2(undated.min + space::SMALL, axis_rect.bottom() - 4.0);
        small_text(ui.painter(), at, Align2::LEFT_BOTTOM, "No date", theme.text);
    }
    let line = Stroke::new(1.0, theme.line);
    let bottom = rect.bottom() - 0.5;
    ui.painter().hline(rect.x_range(), bottom, line);
}

/// Paints the lines behind the dated rows.
pub(super) fn paint_lines(ui: &mut Ui, paint: &Paint<'_>, rows: &VisibleRows<'_>) {
    let layout = rows.layout;
    let y_range = rows.dated();
    let window = Rect::from_x_y_ranges(layout.axis.across, rows.window.y_range());
    let inside = clipped(ui, window);
    for (ticks, color) in [
        (&layout.ticks.fine, paint.theme.line.gamma_multiply(0.55)),
        (
            &layout.ticks.coarse,
            paint.theme.unlinked.gamma_multiply(0.6),
        ),
    ] {
        for tick in ticks {
            let x = layout.axis.x(tick.at);
            inside.painter().vline(x, y_range, Stroke::new(1.0, color));
        }
    }
    let edge = Stroke::new(1.0, paint.theme.line);
    let undated = layout.undated.map(|undated| undated.min);
    for x in std::iter::once(layout.axis.across.min).chain(undated) {
        ui.painter().vline(x, rows.window.y_range(), edge);
    }
}

/// Shows the band above the undated rows.
pub(super) fn show_band(ui: &Ui, paint: &Paint<'_>, rows: &VisibleRows<'_>, count: usize) {
    let Some(rect) = rows.band() else {
        return;
    };
    let ground = rect.shrink2(vec2(0.0, 3.0));
    ui.painter().rect_filled(ground, 4.0, paint.theme.hover);
    let at = pos2(rect.left() + space::SMALL, rect.center().y);
    let label = format!("{count} without a date");
    small_text(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &label,
        paint.theme.text,
    );
    let response = ui.interact(rect, Id::unique("timeline band"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
}

/// Width of an edge arrow including its margin.
const ARROW_WIDTH: f32 = 36.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum AxisEnd {
    Earlier,
    Later,
}

impl AxisEnd {
    pub(super) const ALL: [Self; 2] = [Self::Earlier, Self::Later];

    /// The end of the axis that a time lies beyond; `None` if it is at least partly visible.
    pub(super) fn of(axis: &Axis, time: EventTime) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|end| end.distance(axis, time) > 0.0)
    }

    /// The part of the axis not covered by arrows. `hides` says whether an end has one.
    pub(super) fn space_between_arrows(axis: &Axis, hides: impl Fn(Self) -> bool) -> Rangef {
        let mut free = Rangef::EVERYTHING;
        if hides(Self::Earlier) {
            free.min = axis.across.min + ARROW_WIDTH;
        }
        if hides(Self::Later) {
            free.max = axis.across.max - ARROW_WIDTH;
        }
        free
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Earlier => "earlier",
            Self::Later => "later",
        }
    }

    /// Distance of a time beyond this end, in points.
    pub(super) fn distance(self, axis: &Axis, time: EventTime) -> f32 {
        let core = MarkRect::on(axis, time, 0.0).core();
        match self {
            Self::Earlier => axis.across.min - core.max,
            Self::Later => core.min - axis.across.max,
        }
    }

    /// Shows an arrow at this end of a row, with a `count` (which may be empty) and the accessible `name`. A click brings
    /// `time` into view.
    pub(super) fn show(
        self,
        ui: &Ui,
        paint: &mut Paint<'_>,
        scratch: &mut TimelineScratch,
        (rect, row): (Rect, impl Hash + Debug),
        (count, name): (&str, &str),
        time: EventTime,
    ) {
        let (x, text) = match self {
            Self::Earlier => (rect.left() + 18.0, format!("\u{2039}{count}")),
            Self::Later => (rect.right() - 18.0, format!("{count}\u{203a}")),
        };
        let at = Rect::from_center_size(pos2(x, rect.center().y), vec2(30.0, 24.0));
        let id = Id::unique(("timeline beyond", row, self));
        let response = ui.interact(at, id, Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, without_isolates(name)));
        mark_paint::paint_plate(ui.painter(), paint.theme, at, &text, response.hovered());
        if response.clicked() {
            scratch.view.reveal(time);
        }
        tip(response, paint, name);
    }
}

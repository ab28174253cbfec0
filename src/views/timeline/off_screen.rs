//! Arrows at the ends of the axis that count what is out of view; a click brings it into view.

use super::{
    TimelineScratch,
    camera::Axis,
    mark_paint::{self, MarkRect},
};
use crate::{
    analysis::EventTime,
    text::without_isolates,
    views::{Paint, widgets::tip},
};

use std::{fmt::Debug, hash::Hash};

use egui::{Id, Rect, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

/// An end of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum AxisEnd {
    Earlier,
    Later,
}

impl AxisEnd {
    pub(super) const ALL: [Self; 2] = [Self::Earlier, Self::Later];

    /// The end beyond which a time is; `None` if it is at least partly visible.
    pub(super) fn of(axis: &Axis, time: EventTime) -> Option<Self> {
        let core = MarkRect::on(axis, time, 0.0).core();
        if core.max < axis.across.min {
            Some(Self::Earlier)
        } else if core.min > axis.across.max {
            Some(Self::Later)
        } else {
            None
        }
    }

    pub(super) fn word(self) -> &'static str {
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

    /// Shows an arrow at this end of a row, with `count` (which may be empty) and the accessible `name`. A click brings `time` into
    /// view.
    pub(super) fn show(
        self,
        ui: &Ui,
        paint: &mut Paint<'_>,
        scratch: &mut TimelineScratch,
        (rect, row): (Rect, impl Hash + Debug),
        (count, name): (&str, &str),
        time: EventTime,
    ) {
        let (x, words) = match self {
            Self::Earlier => (rect.left() + 18.0, format!("\u{2039}{count}")),
            Self::Later => (rect.right() - 18.0, format!("{count}\u{203a}")),
        };
        let at = Rect::from_center_size(pos2(x, rect.center().y), vec2(30.0, 24.0));
        let id = Id::unique(("timeline beyond", row, self));
        let response = ui.interact(at, id, Sense::CLICK);
        response.widget_info(|| {
            let name = without_isolates(name);
            WidgetInfo::labeled(Role::Button, true, name)
        });
        mark_paint::paint_plate(ui.painter(), paint.theme, at, &words, response.hovered());
        if response.clicked() {
            scratch.view.reveal(time);
        }
        tip(response, paint, name);
    }
}

//! What lies beyond the ends of the axis: told there, and brought into view by a click.

use super::{
    TimelineScratch,
    camera::Axis,
    mark::{self, Place},
};
use crate::{
    analysis::When,
    text::without_isolates,
    views::{Paint, widgets::tip},
};

use std::{fmt::Debug, hash::Hash};

use egui::{Id, Rect, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

/// An end of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum End {
    Earlier,
    Later,
}

impl End {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::Earlier, Self::Later];

    /// Beyond which end something lies; `None` where some of it is seen.
    pub(super) fn of(axis: &Axis, when: When) -> Option<Self> {
        let core = Place::on(axis, when, 0.0).core();
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

    /// How far out of view something beyond this end lies.
    pub(super) fn distance(self, axis: &Axis, when: When) -> f32 {
        let core = Place::on(axis, when, 0.0).core();
        match self {
            Self::Earlier => axis.across.min - core.max,
            Self::Later => core.min - axis.across.max,
        }
    }

    /// Paints an arrow at this end of the row at `rect`, with `figure` (which may be empty) beside it; `name` is told. A click
    /// brings `when` into view.
    pub(super) fn show(
        self,
        ui: &Ui,
        paint: &mut Paint<'_>,
        scratch: &mut TimelineScratch,
        (rect, row): (Rect, impl Hash + Debug),
        (figure, name): (&str, &str),
        when: When,
    ) {
        let (x, words) = match self {
            Self::Earlier => (rect.left() + 18.0, format!("\u{2039}{figure}")),
            Self::Later => (rect.right() - 18.0, format!("{figure}\u{203a}")),
        };
        let at = Rect::from_center_size(pos2(x, rect.center().y), vec2(30.0, 24.0));
        let id = Id::unique(("timeline beyond", row, self));
        let response = ui.interact(at, id, Sense::CLICK);
        response.widget_info(|| {
            let name = without_isolates(name);
            WidgetInfo::labeled(Role::Button, true, name)
        });
        mark::plate(ui.painter(), paint.theme, at, &words, response.hovered());
        if response.clicked() {
            scratch.look.reveal(when);
        }
        tip(response, paint, name);
    }
}

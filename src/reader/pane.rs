//! The rectangle of a pane, and what points in it mean.

use super::{
    interface::ReaderInput,
    layout::{TextEngine, Typeset},
};

use egui::{Id, Pos2, Rect, Response, Sense, Ui, pos2, vec2};

/// Width of the scroll bar in points.
pub(super) const BAR_WIDTH: f32 = 12.0;
/// The least space beside the column in points: brackets and signs stand there. A narrow pane has room for fewer.
const MARGIN: std::ops::RangeInclusive<f32> = 24.0..=44.0;
/// That space as a part of the pane's width.
const MARGIN_PART: f32 = 0.075;

/// Where the pane is this frame. "Pixels" are physical ones, from the column's left and the pane's top.
#[derive(Clone)]
pub(super) struct Pane {
    pub(super) id: Id,
    /// The whole pane in points.
    pub(super) rect: Rect,
    /// Pixels a point.
    pub(super) scale: f32,
    /// The column's left edge and the pane's top in physical pixels of the window, whole numbers.
    pub(super) source: Pos2,
    /// The column's width in pixels.
    pub(super) width: f32,
    /// The pane's height in pixels.
    pub(super) height: f32,
    pub(super) set: Typeset,
}

impl Pane {
    /// Takes all the room that `ui` has left, and puts the column in its middle.
    pub(super) fn allocate(
        ui: &mut Ui,
        engine: &mut TextEngine,
        input: &ReaderInput,
    ) -> (Self, Response) {
        let rect = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("reading pane");
        ui.advance_cursor_after_rect(rect);
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let scale = ui.pixels_per_point();
        let set = typeset(input, scale);
        let full = engine.character_width(&set) * input.style.line_width;
        let free = (rect.width() - BAR_WIDTH).max(0.0);
        let margin = (free * MARGIN_PART).clamp(*MARGIN.start(), *MARGIN.end());
        let room = (free - 2.0 * margin) * scale;
        let width = full.min(room).max(set.size * 6.0).floor();
        let left = ((rect.left() + free / 2.0) * scale - width / 2.0)
            .max((rect.left() + margin.min(free / 8.0)) * scale);
        let pane = Self {
            id,
            rect,
            scale,
            source: pos2(left.round(), (rect.top() * scale).round()),
            width,
            height: (rect.height() * scale).floor().max(1.0),
            set,
        };
        (pane, response)
    }

    /// A point of the window in pixels of the pane.
    pub(super) fn inside(&self, point: Pos2) -> Pos2 {
        point * self.scale - self.source.to_vec2()
    }

    /// A rectangle in pixels of the pane as one of the window, in points.
    pub(super) fn outside(&self, rect: Rect) -> Rect {
        rect.translate(self.source.to_vec2()) / self.scale
    }

    /// Room to the left and right of the column in pixels.
    pub(super) fn margins(&self) -> (f32, f32) {
        let left = self.source.x - self.rect.left() * self.scale;
        let right = (self.rect.right() - BAR_WIDTH) * self.scale - self.source.x - self.width;
        (left, right)
    }

    /// The strip for the scroll bar, in points.
    pub(super) fn bar(&self) -> Rect {
        Rect::from_min_max(
            pos2(self.rect.right() - BAR_WIDTH, self.rect.top()),
            self.rect.max,
        )
        .shrink2(vec2(2.0, 2.0))
    }
}

fn typeset(input: &ReaderInput, scale: f32) -> Typeset {
    let size = input.style.size * scale;
    Typeset {
        family: input.style.family.clone(),
        size,
        line: (size * input.style.line_height).round().max(1.0),
        weight: 400.0,
        quiet_isolates: false,
    }
}

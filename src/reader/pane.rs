//! Geometry of a pane: its rectangle, its text column, and conversion between points and pixels.

use super::{
    interface::ReaderInput,
    layout::{FontSpec, TextEngine},
};

use egui::{Id, Pos2, Rect, Response, Sense, Ui, pos2, vec2};
use parley::Language;

/// Width of the scroll bar in points.
pub(super) const BAR_WIDTH: f32 = 12.0;
/// Space on each side of the column in points, for brackets and stance icons. A narrow pane has room for fewer.
const MARGIN: std::ops::RangeInclusive<f32> = 24.0..=44.0;
/// That space as a fraction of the pane's width.
const MARGIN_FRACTION: f32 = 0.075;

/// The pane in one frame. Pixels are physical ones.
#[derive(Clone)]
pub(super) struct PaneGeometry {
    pub(super) id: Id,
    /// The whole pane in points.
    pub(super) rect: Rect,
    /// Pixels per point.
    pub(super) scale: f32,
    /// The column's left edge and the pane's top in pixels of the window, whole numbers.
    pub(super) origin: Pos2,
    /// The column's width in pixels.
    pub(super) width: f32,
    /// The pane's height in pixels.
    pub(super) height: f32,
    pub(super) font: FontSpec,
}

impl PaneGeometry {
    /// Takes the available space of `ui`, and centres the column in it.
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
        let size = input.style.size * scale;
        let line_height = (size * input.style.line_height).round().max(1.0);
        let language = Language::parse_prefix(input.language).ok();
        let font = FontSpec {
            language: language.map(|(language, _)| language),
            ..FontSpec::regular(input.style.family.clone(), size, line_height)
        };
        let full = engine.character_width(&font) * input.style.line_width;
        let free = (rect.width() - BAR_WIDTH).max(0.0);
        let margin = (free * MARGIN_FRACTION).clamp(*MARGIN.start(), *MARGIN.end());
        let room = (free - 2.0 * margin) * scale;
        let width = full.min(room).max(font.size * 6.0).floor();
        let left = ((rect.left() + free / 2.0) * scale - width / 2.0)
            .max((rect.left() + margin.min(free / 8.0)) * scale);
        let pane = Self {
            id,
            rect,
            scale,
            origin: pos2(left.round(), (rect.top() * scale).round()),
            width,
            height: (rect.height() * scale).floor().max(1.0),
            font,
        };
        (pane, response)
    }

    /// Converts a point of the window to pixels of the pane.
    pub(super) fn inside(&self, point: Pos2) -> Pos2 {
        point * self.scale - self.origin.to_vec2()
    }

    /// Converts a rectangle in pixels of the pane to points of the window.
    pub(super) fn outside(&self, rect: Rect) -> Rect {
        rect.translate(self.origin.to_vec2()) / self.scale
    }

    /// Space to the left and right of the column in pixels.
    pub(super) fn margins(&self) -> (f32, f32) {
        let left = self.origin.x - self.rect.left() * self.scale;
        let right = (self.rect.right() - BAR_WIDTH) * self.scale - self.origin.x - self.width;
        (left, right)
    }

    /// The rectangle of the scroll bar, in points.
    pub(super) fn bar(&self) -> Rect {
        Rect::from_min_max(
            pos2(self.rect.right() - BAR_WIDTH, self.rect.top()),
            self.rect.max,
        )
        .shrink2(vec2(2.0, 2.0))
    }
}

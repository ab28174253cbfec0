//! Pan and zoom of the graph view.

use crate::analysis::graph::{LayoutPoint, NodeRect};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// The visible part of the layout, and its scale.
///
/// Heights follow the zoom. Widths never shrink below the width of the view, so that columns stay legible when thousands of nodes
/// are visible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct GraphCamera {
    /// 1 is the natural size.
    zoom: f32,
    /// Point of the layout at the upper left corner of the view.
    corner: Pos2,
    /// Size of the layout.
    size: Vec2,
    /// Rectangle of the view, in window coordinates.
    pub(super) view: Rect,
}

const MAX_ZOOM: f32 = 3.0;
/// Minimum zoom, unless the whole layout fits only at a smaller one. A layout that fits at it or above is first shown whole;
/// any other is shown from its top.
const MIN_FIT_ZOOM: f32 = 0.22;
/// Maximum zoom at which the top of a layout that does not fit is first shown.
const MAX_TOP_ZOOM: f32 = 0.6;
/// Maximum zoom at which a small layout is shown whole.
const MAX_FIT_ZOOM: f32 = 1.2;
/// Free space around the layout, in points of the view.
const MARGIN: f32 = 14.0;

impl Default for GraphCamera {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            corner: Pos2::ZERO,
            size: Vec2::splat(1.0),
            view: Rect::ZERO,
        }
    }
}

impl GraphCamera {
    /// Adjusts to changes of the layout and the window.
    pub(super) fn resize(&mut self, (width, height): (f32, f32), view: Rect) {
        self.size = vec2(width, height);
        self.view = view;
    }

    /// Shows the whole layout, or its top if the whole would be illegible.
    pub(super) fn show_first(&mut self) {
        self.fit();
        if self.zoom < MIN_FIT_ZOOM {
            self.zoom = self.scale_to_width().clamp(MIN_FIT_ZOOM, MAX_TOP_ZOOM);
            self.corner = pos2(0.0, -MARGIN);
        }
    }

    /// Shows the whole layout; [`Self::clamp`] then centres it.
    pub(super) fn fit(&mut self) {
        self.zoom = self.zoom_to_fit();
        self.corner = Pos2::ZERO;
    }

    fn zoom_to_fit(&self) -> f32 {
        let high = (self.view.height() - 2.0 * MARGIN) / self.size.y.max(1.0);
        high.min(self.view.width() / self.size.x).min(MAX_FIT_ZOOM)
    }

    /// Horizontal scale at which the whole width is visible; never more than 1.
    fn scale_to_width(&self) -> f32 {
        (self.view.width() / self.size.x).min(1.0)
    }

    /// Points of the view per point of the layout, horizontally and vertically.
    pub(super) fn scale(&self) -> Vec2 {
        vec2(self.zoom.max(self.scale_to_width()), self.zoom)
    }

    /// Converts a point of the layout to window coordinates.
    pub(super) fn point(&self, point: LayoutPoint) -> Pos2 {
        self.view.min + (pos2(point.x, point.y) - self.corner) * self.scale()
    }

    /// Converts a rectangle of the layout to window coordinates.
    pub(super) fn rect(&self, area: NodeRect) -> Rect {
        let corner = LayoutPoint {
            x: area.left,
            y: area.top,
        };
        Rect::from_min_size(
            self.point(corner),
            vec2(area.width, area.height) * self.scale(),
        )
    }

    /// The visible vertical range of the layout.
    pub(super) fn visible_y(&self) -> (f32, f32) {
        (
            self.corner.y,
            self.corner.y + self.view.height() / self.zoom,
        )
    }

    /// Pans by this many points of the view, as a drag does.
    pub(super) fn pan(&mut self, by: Vec2) {
        self.corner -= by / self.scale();
    }

    /// Zooms in by a factor about a point of the window.
    pub(super) fn zoom_at(&mut self, by: f32, at: Pos2) {
        let fixed = (at - self.view.min) / self.scale() + self.corner.to_vec2();
        self.zoom = (self.zoom * by).clamp(self.zoom_to_fit().min(MIN_FIT_ZOOM), MAX_ZOOM);
        self.corner = (fixed - (at - self.view.min) / self.scale()).to_pos2();
    }

    /// Pans as little as needed to show an area of the layout.
    pub(super) fn reveal(&mut self, area: NodeRect) {
        let (seen, target) = (self.rect(area), self.view.shrink(MARGIN));
        let shift = |low: f32, high: f32, from: f32, to: f32| {
            if low < from {
                from - low
            } else {
                (to - high).min(0.0)
            }
        };
        self.pan(vec2(
            shift(seen.left(), seen.right(), target.left(), target.right()),
            shift(seen.top(), seen.bottom(), target.top(), target.bottom()),
        ));
    }

    /// Clamps panning: a layout smaller than the view is centred, a larger one covers it.
    pub(super) fn clamp(&mut self) {
        let seen = self.view.size() / self.scale();
        let around = MARGIN / self.zoom;
        let within = |corner: f32, seen: f32, whole: f32, around: f32| {
            if seen >= whole + 2.0 * around {
                0.5 * (whole - seen)
            } else {
                corner.clamp(-around, whole + around - seen)
            }
        };
        self.corner = pos2(
            within(self.corner.x, seen.x, self.size.x, 0.0),
            within(self.corner.y, seen.y, self.size.y, around),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect {
        min: pos2(100.0, 50.0),
        max: pos2(900.0, 650.0),
    };
    const TALL: (f32, f32) = (1000.0, 20_000.0);

    fn camera(size: (f32, f32)) -> GraphCamera {
        let mut camera = GraphCamera::default();
        camera.resize(size, VIEW);
        camera.show_first();
        camera
    }

    #[test]
    fn the_whole_layout_fits_at_any_size() {
        for size in [(1000.0, 100.0), (1000.0, 600.0), TALL] {
            let mut camera = camera(size);
            camera.fit();
            camera.clamp();
            let whole = NodeRect {
                left: 0.0,
                top: 0.0,
                width: size.0,
                height: size.1,
            };
            assert!(
                VIEW.expand(0.5).contains_rect(camera.rect(whole)),
                "{size:?}"
            );
        }
    }

    #[test]
    fn columns_stay_as_wide_as_the_view_when_zoomed_out() {
        let mut camera = camera(TALL);
        camera.fit();
        assert!((camera.scale().x - 0.8).abs() < 1e-6);
        assert!(camera.scale().y < 0.05);
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer_in_place() {
        let mut camera = camera(TALL);
        camera.pan(vec2(0.0, -3000.0));
        let point = LayoutPoint {
            x: 500.0,
            y: 5000.0,
        };
        let at = camera.point(point);
        camera.zoom_at(1.5, at);
        assert!((camera.point(point) - at).length() < 0.1);
    }

    #[test]
    fn revealing_brings_a_node_into_view() {
        let mut camera = camera(TALL);
        let area = NodeRect {
            left: 10.0,
            top: 9000.0,
            width: 200.0,
            height: 40.0,
        };
        camera.reveal(area);
        assert!(VIEW.contains_rect(camera.rect(area)));
    }
}

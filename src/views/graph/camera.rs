use crate::analysis::graph::{LayoutPoint, NodeRect};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Which part of the picture is seen, and how large.
///
/// Heights are scaled as far as it is zoomed. Widths never shrink below what fills the view: columns stay wide enough to be read
/// when thousands of nodes are seen at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct GraphCamera {
    /// 1 is the natural size.
    zoom: f32,
    /// Point of the layout at the upper left corner of the view.
    corner: Pos2,
}

impl Default for GraphCamera {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            corner: Pos2::ZERO,
        }
    }
}

/// Largest zoom.
const LARGEST: f32 = 3.0;
/// The whole is shown first where it is no smaller than this; otherwise its top, large enough to be read.
const READABLE: f32 = 0.6;
/// Free room around the picture, in points of the view.
const AROUND: f32 = 14.0;

/// Width and height of a picture.
pub(super) type Size = (f32, f32);

impl GraphCamera {
    /// How a picture is first seen.
    pub(super) fn beginning(size: Size, view: Vec2) -> Self {
        let whole = Self::fitting(size, view);
        if whole.zoom >= READABLE {
            return whole;
        }
        Self {
            zoom: widest(size, view).clamp(READABLE, 1.0),
            corner: pos2(0.0, -AROUND),
        }
    }

    /// The whole picture.
    pub(super) fn fitting(size: Size, view: Vec2) -> Self {
        let high = (view.y - 2.0 * AROUND) / size.1.max(1.0);
        Self {
            zoom: high.min(view.x / size.0).min(1.2),
            corner: Pos2::ZERO,
        }
    }

    /// Points of the view for a point of the picture, across and down.
    pub(super) fn scale(self, size: Size, view: Vec2) -> Vec2 {
        vec2(self.zoom.max(widest(size, view)), self.zoom)
    }

    /// Converts a point of the layout to the view.
    pub(super) fn place(self, point: LayoutPoint, size: Size, view: Rect) -> Pos2 {
        let scale = self.scale(size, view.size());
        view.min + (pos2(point.x, point.y) - self.corner) * scale
    }

    /// The same for an x alone.
    pub(super) fn x(self, x: f32, size: Size, view: Rect) -> f32 {
        self.place(LayoutPoint { x, y: 0.0 }, size, view).x
    }

    /// Converts a rectangle of the layout to the view.
    pub(super) fn area(self, area: NodeRect, size: Size, view: Rect) -> Rect {
        let corner = LayoutPoint {
            x: area.left,
            y: area.top,
        };
        let scale = self.scale(size, view.size());
        Rect::from_min_size(
            self.place(corner, size, view),
            vec2(area.width, area.height) * scale,
        )
    }

    /// The heights of the picture that the view shows, from top to bottom.
    pub(super) fn heights(self, view: Rect) -> (f32, f32) {
        (self.corner.y, self.corner.y + view.height() / self.zoom)
    }

    /// Moves the picture by so many points of the view.
    pub(super) fn pan(&mut self, by: Vec2, size: Size, view: Vec2) {
        self.corner -= by / self.scale(size, view);
    }

    /// Zooms by a factor; what is at `at` stays there.
    pub(super) fn zoom(&mut self, by: f32, at: Pos2, size: Size, view: Rect) {
        let whole = Self::fitting(size, view.size()).zoom;
        let held = (at - view.min) / self.scale(size, view.size()) + self.corner.to_vec2();
        self.zoom = (self.zoom * by).clamp(whole.min(READABLE), LARGEST);
        self.corner = (held - (at - view.min) / self.scale(size, view.size())).to_pos2();
    }

    /// Moves as little as is needed for an area to be seen.
    pub(super) fn reveal(&mut self, area: NodeRect, size: Size, view: Rect) {
        let seen = self.area(area, size, view);
        let room = view.shrink(AROUND);
        let need = |low: f32, high: f32, from: f32, to: f32| {
            if low < from {
                from - low
            } else if high > to {
                to - high
            } else {
                0.0
            }
        };
        let by = vec2(
            need(seen.left(), seen.right(), room.left(), room.right()),
            need(seen.top(), seen.bottom(), room.top(), room.bottom()),
        );
        self.pan(by, size, view.size());
    }

    /// Lets nobody lose the picture: what is smaller than the view stands in its middle, what is larger covers it.
    pub(super) fn stay_within(&mut self, size: Size, view: Vec2) {
        let seen = view / self.scale(size, view);
        let around = AROUND / self.zoom;
        let within = |corner: f32, seen: f32, whole: f32, around: f32| {
            if seen >= whole + 2.0 * around {
                0.5 * (whole - seen)
            } else {
                corner.clamp(-around, whole + around - seen)
            }
        };
        self.corner = pos2(
            within(self.corner.x, seen.x, size.0, 0.0),
            within(self.corner.y, seen.y, size.1, around),
        );
    }
}

/// How many points of the view a point of the picture has where its width fills the view; never more than 1.
fn widest(size: Size, view: Vec2) -> f32 {
    (view.x / size.0).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect {
        min: pos2(100.0, 50.0),
        max: pos2(900.0, 650.0),
    };
    const TALL: Size = (1000.0, 20_000.0);

    #[test]
    fn the_whole_fits_whatever_its_size() {
        for size in [(1000.0, 100.0), (1000.0, 600.0), TALL] {
            let mut camera = GraphCamera::fitting(size, VIEW.size());
            camera.stay_within(size, VIEW.size());
            let whole = NodeRect {
                left: 0.0,
                top: 0.0,
                width: size.0,
                height: size.1,
            };
            assert!(
                VIEW.expand(0.5)
                    .contains_rect(camera.area(whole, size, VIEW)),
                "{size:?}"
            );
        }
    }

    #[test]
    fn columns_stay_as_wide_as_the_view_however_far_away() {
        let camera = GraphCamera::fitting(TALL, VIEW.size());
        assert!((camera.scale(TALL, VIEW.size()).x - 0.8).abs() < 1e-6);
        assert!(camera.scale(TALL, VIEW.size()).y < 0.05);
    }

    #[test]
    fn zooming_holds_what_is_under_the_pointer() {
        let mut camera = GraphCamera::beginning(TALL, VIEW.size());
        camera.pan(vec2(0.0, -3000.0), TALL, VIEW.size());
        let point = LayoutPoint {
            x: 500.0,
            y: 5000.0,
        };
        let at = camera.place(point, TALL, VIEW);
        camera.zoom(1.5, at, TALL, VIEW);
        assert!((camera.place(point, TALL, VIEW) - at).length() < 0.1);
    }

    #[test]
    fn what_gets_the_keyboard_comes_into_view() {
        let mut camera = GraphCamera::beginning(TALL, VIEW.size());
        let area = NodeRect {
            left: 10.0,
            top: 9000.0,
            width: 200.0,
            height: 40.0,
        };
        camera.reveal(area, TALL, VIEW);
        assert!(VIEW.contains_rect(camera.area(area, TALL, VIEW)));
    }
}

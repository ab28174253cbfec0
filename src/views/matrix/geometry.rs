//! Positions of the cells. All cells have the same size, so a position is a multiplication, however many cells there are.

use std::ops::Range;

use egui::{Rect, Vec2, vec2};

/// Sizes of the grid in points. Positions are relative to its upper left corner, as if all of it were painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// Width of the claims' headers and height of the articles' headers, which do not scroll.
    pub(super) headers: Vec2,
    pub(super) cell: Vec2,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Geometry {
    /// Size of the whole grid.
    pub(super) fn size(&self) -> Vec2 {
        self.headers + vec2(self.columns as f32, self.rows as f32) * self.cell
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> Rect {
        let min = self.headers + vec2(column as f32, row as f32) * self.cell;
        Rect::from_min_size(min.to_pos2(), self.cell)
    }

    /// Rows and columns that are at least partly visible when the window shows the part `view`.
    pub(super) fn visible(&self, view: Rect) -> (Range<usize>, Range<usize>) {
        // The headers cover what is under them.
        let (from, to) = (view.min, view.max - self.headers);
        let along = |from: f32, to: f32, step: f32, count: usize| {
            let first = (from / step).floor().max(0.0) as usize;
            let end = (to / step).ceil().max(0.0) as usize;
            first.min(count)..end.min(count)
        };
        (
            along(from.y, to.y, self.cell.y, self.rows),
            along(from.x, to.x, self.cell.x, self.columns),
        )
    }

    /// Scroll offset nearest to `offset` that shows a whole cell beside the headers, in a window of size `room`.
    pub(super) fn offset_showing(&self, cell: (usize, usize), offset: Vec2, room: Vec2) -> Vec2 {
        let rect = self.cell(cell.0, cell.1);
        let near = |offset: f32, min: f32, max: f32, headers: f32, room: f32| {
            let most = (min - headers).max(0.0);
            offset.max(max - room).min(most)
        };
        vec2(
            near(offset.x, rect.min.x, rect.max.x, self.headers.x, room.x),
            near(offset.y, rect.min.y, rect.max.y, self.headers.y, room.y),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    const BIG: Geometry = Geometry {
        headers: vec2(200.0, 80.0),
        cell: vec2(100.0, 50.0),
        rows: 5_000,
        columns: 2_000,
    };

    fn view(offset: Vec2) -> Rect {
        Rect::from_min_size(offset.to_pos2(), vec2(700.0, 480.0))
    }

    #[test]
    fn only_cells_in_the_window_are_visible() {
        assert_eq!(BIG.visible(view(Vec2::ZERO)), (0..8, 0..5));
        assert_eq!(BIG.visible(view(vec2(250.0, 75.0))), (1..10, 2..8));
        let end = BIG.size() - vec2(700.0, 480.0);
        assert_eq!(BIG.visible(view(end)), (4_992..5_000, 1_995..2_000));
        let few = Geometry {
            rows: 2,
            columns: 0,
            ..BIG
        };
        assert_eq!(few.visible(view(Vec2::ZERO)), (0..2, 0..0));
    }

    #[test]
    fn a_cell_is_scrolled_into_view_by_the_shortest_way() {
        let room = vec2(700.0, 480.0);
        let showing = |cell, offset| BIG.offset_showing(cell, offset, room);
        assert_eq!(showing((0, 0), vec2(900.0, 300.0)), Vec2::ZERO);
        assert_eq!(showing((3, 2), vec2(50.0, 20.0)), vec2(50.0, 20.0));
        assert_eq!(showing((9, 8), Vec2::ZERO), vec2(400.0, 100.0));
        // If the window is smaller than a cell, it shows the cell's upper left corner.
        let tiny = BIG.offset_showing((9, 8), Vec2::ZERO, vec2(220.0, 90.0));
        assert_eq!(tiny, vec2(800.0, 450.0));
        assert_eq!(BIG.cell(9, 8).min, pos2(1_000.0, 530.0));
    }
}

//! Where the cells of the matrix lie. Every cell has one size, so a place is found by arithmetic however many there are.

use std::ops::Range;

use egui::{Rect, Vec2, vec2};

/// The sizes of the matrix in points. Places are measured from its upper left corner as if all of it were painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// Width of the heads of claims, and height of the heads of articles, which stay where they are.
    pub heads: Vec2,
    /// Of a cell.
    pub cell: Vec2,
    /// How many claims.
    pub rows: usize,
    /// How many articles.
    pub columns: usize,
}

impl Geometry {
    /// How large all of it is.
    pub(super) fn size(&self) -> Vec2 {
        self.heads + vec2(self.columns as f32, self.rows as f32) * self.cell
    }

    /// Where a cell lies.
    pub(super) fn cell(&self, row: usize, column: usize) -> Rect {
        let min = self.heads + vec2(column as f32, row as f32) * self.cell;
        Rect::from_min_size(min.to_pos2(), self.cell)
    }

    /// The rows and columns of which something can be seen, where the window shows the part `view`.
    pub(super) fn visible(&self, view: Rect) -> (Range<usize>, Range<usize>) {
        // What lies under the heads is not seen.
        let (from, to) = (view.min, view.max - self.heads);
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

    /// The offset next to `offset` at which a cell is whole beside the heads, in a window of the size `room`.
    pub(super) fn offset_showing(&self, cell: (usize, usize), offset: Vec2, room: Vec2) -> Vec2 {
        let rect = self.cell(cell.0, cell.1);
        let near = |offset: f32, min: f32, max: f32, heads: f32, room: f32| {
            let most = (min - heads).max(0.0);
            offset.max(max - room).min(most)
        };
        vec2(
            near(offset.x, rect.min.x, rect.max.x, self.heads.x, room.x),
            near(offset.y, rect.min.y, rect.max.y, self.heads.y, room.y),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    const BIG: Geometry = Geometry {
        heads: vec2(200.0, 80.0),
        cell: vec2(100.0, 50.0),
        rows: 5_000,
        columns: 2_000,
    };

    fn view(offset: Vec2) -> Rect {
        Rect::from_min_size(offset.to_pos2(), vec2(700.0, 480.0))
    }

    #[test]
    fn only_what_is_seen_is_visible() {
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
    fn a_cell_is_shown_by_the_shortest_way() {
        let room = vec2(700.0, 480.0);
        let showing = |cell, offset| BIG.offset_showing(cell, offset, room);
        assert_eq!(showing((0, 0), vec2(900.0, 300.0)), Vec2::ZERO);
        assert_eq!(showing((3, 2), vec2(50.0, 20.0)), vec2(50.0, 20.0));
        assert_eq!(showing((9, 8), Vec2::ZERO), vec2(400.0, 100.0));
        // A window that is smaller than a cell shows its beginning.
        let tiny = BIG.offset_showing((9, 8), Vec2::ZERO, vec2(220.0, 90.0));
        assert_eq!(tiny, vec2(800.0, 450.0));
        assert_eq!(BIG.cell(9, 8).min, pos2(1_000.0, 530.0));
    }
}

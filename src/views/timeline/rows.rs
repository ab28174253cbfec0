//! Positions of the rows, only the visible ones of which are painted.

use super::TimelineLayout;
use crate::{
    views::widgets::uncut,
    workbench::{TimelineSession, TimelineSubject},
};

use std::ops::Range;

use egui::{Rangef, Rect};

/// Positions in points from the top of the first row. All rows have the same height, so a position is a multiplication,
/// however many rows there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowStack {
    count: usize,
    row_height: f32,
    /// First undated row. A band above it says so.
    undated: Option<usize>,
}

/// Minimum height of a lane: three rows of marks.
const LANE_HEIGHT: f32 = 70.0;
/// Height of a passage: three short lines.
const PASSAGE_HEIGHT: f32 = 66.0;
/// Height of the band above the undated rows.
pub(super) const BAND_HEIGHT: f32 = 38.0;

impl RowStack {
    /// `room` is the height of the window of the rows.
    pub(super) fn new(timeline: &TimelineSession, room: f32) -> Self {
        let passages = &timeline.passages;
        match timeline.subject {
            TimelineSubject::All => Self {
                count: timeline.claims.len(),
                row_height: uncut(room, timeline.claims.len(), LANE_HEIGHT),
                undated: None,
            },
            TimelineSubject::Claim(_) | TimelineSubject::Article(_) => Self {
                count: passages.len(),
                row_height: PASSAGE_HEIGHT,
                undated: passages.iter().position(|passage| passage.time.is_none()),
            },
        }
    }

    pub(super) fn height(&self) -> f32 {
        self.count as f32 * self.row_height + self.undated.map_or(0.0, |_| BAND_HEIGHT)
    }

    fn row(&self, row: usize) -> Rangef {
        let band = self.undated.filter(|first| row >= *first);
        let top = row as f32 * self.row_height + band.map_or(0.0, |_| BAND_HEIGHT);
        Rangef::new(top, top + self.row_height)
    }

    fn band(&self) -> Option<Rangef> {
        let top = self.undated? as f32 * self.row_height;
        Some(Rangef::new(top, top + BAND_HEIGHT))
    }

    /// Rows that are at least partly visible when the window shows `view`.
    pub(super) fn visible(&self, view: Rangef) -> Range<usize> {
        let first = ((view.min - BAND_HEIGHT) / self.row_height)
            .floor()
            .max(0.0) as usize;
        let end = (view.max / self.row_height).ceil().max(0.0) as usize;
        let seen = |row: &usize| self.row(*row).max > view.min;
        let first = (first..self.count).find(seen).unwrap_or(self.count);
        first..end.clamp(first, self.count.max(first))
    }

    /// Number of rows that a page key moves by, in a window of that height.
    pub(super) fn page(&self, height: f32) -> usize {
        ((height / self.row_height) as usize).max(2) - 1
    }

    /// Scroll offset nearest to `offset` that shows a whole row in a window of that height.
    pub(super) fn offset_showing(&self, row: usize, offset: f32, height: f32) -> f32 {
        let row = self.row(row);
        offset.max(row.max - height).min(row.min).max(0.0)
    }
}

/// Rows painted in this frame.
pub(super) struct VisibleRows<'a> {
    pub(super) layout: &'a TimelineLayout,
    /// Top of the first row on the screen. May be out of view.
    pub(super) top: f32,
    /// Visible part of the screen.
    pub(super) window: Rect,
    pub(super) visible: Range<usize>,
}

impl VisibleRows<'_> {
    /// A row on the screen, across all columns.
    pub(super) fn rect(&self, row: usize) -> Rect {
        self.across(self.layout.stack.row(row))
    }

    /// The band above the undated rows.
    pub(super) fn band(&self) -> Option<Rect> {
        self.layout.stack.band().map(|band| self.across(band))
    }

    fn across(&self, high: Rangef) -> Rect {
        let high = Rangef::new(self.top + high.min, self.top + high.max);
        Rect::from_x_y_ranges(self.layout.rect.x_range(), high)
    }

    /// Visible heights of the dated rows.
    pub(super) fn dated(&self) -> Rangef {
        let stack = &self.layout.stack;
        let end = stack.band().map_or(stack.height(), |band| band.min);
        let bottom = (self.top + end).min(self.window.bottom());
        Rangef::new(self.window.top(), bottom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_in_the_window_are_visible() {
        let lanes = RowStack {
            count: 5_000,
            row_height: 70.0,
            undated: None,
        };
        assert_eq!(lanes.visible(Rangef::new(0.0, 700.0)), 0..10);
        assert_eq!(lanes.visible(Rangef::new(75.0, 775.0)), 1..12);
        let end = lanes.height();
        assert_eq!(lanes.visible(Rangef::new(end - 700.0, end)), 4_990..5_000);
        let offset = |row, from| lanes.offset_showing(row, from, 700.0) as usize;
        assert_eq!(
            (offset(20, 0.0), offset(2, 700.0), offset(12, 700.0)),
            (770, 140, 700)
        );
    }

    #[test]
    fn undated_rows_are_below_a_band() {
        let rows = RowStack {
            count: 4,
            row_height: 66.0,
            undated: Some(3),
        };
        assert_eq!(rows.band(), Some(Rangef::new(198.0, 236.0)));
        assert_eq!(rows.row(3), Rangef::new(236.0, 302.0));
        assert_eq!(rows.height() as usize, 302);
        assert_eq!(rows.visible(Rangef::new(240.0, 302.0)), 3..4);
        assert_eq!(rows.visible(Rangef::new(0.0, 302.0)), 0..4);
    }
}

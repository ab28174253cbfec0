use crate::workbench::{TimelineSession, TimelineSubject};

use std::ops::Range;

use egui::Rangef;

/// Where rows lie below one another. All have one height, so a place is found by arithmetic however many there are. Places are
/// measured from the top of the first, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stack {
    count: usize,
    /// Of a row.
    each: f32,
    /// The first of the rows without a date, above which a band says so.
    undated: Option<usize>,
}

/// Height of the lane of a claim: three rows of marks.
const LANE: f32 = 70.0;
/// Height of the row of a passage: three short lines.
const PASSAGE: f32 = 66.0;
/// Height of the band above what has no date.
pub(super) const BAND: f32 = 38.0;

impl Stack {
    /// That of what is shown.
    pub(super) fn of(timeline: &TimelineSession) -> Self {
        if timeline.subject() == TimelineSubject::All {
            return Self {
                count: timeline.claims().len(),
                each: LANE,
                undated: None,
            };
        }
        let passages = timeline.passages();
        Self {
            count: passages.len(),
            each: PASSAGE,
            undated: passages.iter().position(|passed| passed.when.is_none()),
        }
    }

    /// How high all of it is.
    pub(super) fn height(&self) -> f32 {
        self.count as f32 * self.each + self.undated.map_or(0.0, |_| BAND)
    }

    /// Where a row lies.
    pub(super) fn row(&self, row: usize) -> Rangef {
        let band = self.undated.filter(|first| row >= *first);
        let top = row as f32 * self.each + band.map_or(0.0, |_| BAND);
        Rangef::new(top, top + self.each)
    }

    /// Where the band above what has no date lies.
    pub(super) fn band(&self) -> Option<Rangef> {
        let top = self.undated? as f32 * self.each;
        Some(Rangef::new(top, top + BAND))
    }

    /// The rows of which something is seen where the window shows `view`.
    pub(super) fn visible(&self, view: Rangef) -> Range<usize> {
        let first = ((view.min - BAND) / self.each).floor().max(0.0) as usize;
        let end = (view.max / self.each).ceil().max(0.0) as usize;
        let seen = |row: &usize| self.row(*row).max > view.min;
        let first = (first..self.count).find(seen).unwrap_or(self.count);
        first..end.clamp(first, self.count.max(first))
    }

    /// How many rows a page key goes.
    pub(super) fn page(&self, height: f32) -> usize {
        ((height / self.each) as usize).max(2) - 1
    }

    /// The offset next to `offset` at which a row is whole in a window of that height.
    pub(super) fn offset_showing(&self, row: usize, offset: f32, height: f32) -> f32 {
        let row = self.row(row);
        offset.max(row.max - height).min(row.min).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_is_visible() {
        let lanes = Stack {
            count: 5_000,
            each: 70.0,
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
    fn what_has_no_date_stands_below_a_band() {
        let rows = Stack {
            count: 4,
            each: 66.0,
            undated: Some(3),
        };
        assert_eq!(rows.band(), Some(Rangef::new(198.0, 236.0)));
        assert_eq!(rows.row(3), Rangef::new(236.0, 302.0));
        assert_eq!(rows.height() as usize, 302);
        assert_eq!(rows.visible(Rangef::new(240.0, 302.0)), 3..4);
        assert_eq!(rows.visible(Rangef::new(0.0, 302.0)), 0..4);
    }
}

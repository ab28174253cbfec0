//! Packs the marks of a lane into rows so that no two marks overlap.

use egui::Rangef;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MarkExtent {
    /// Index in the lane.
    pub(super) place: usize,
    pub(super) all: Rangef,
    /// The whole of a point; of a bar, the end with its icon.
    pub(super) sign: Rangef,
}

impl MarkExtent {
    fn is_bar(&self) -> bool {
        self.all.max > self.sign.max
    }
}

/// One mark, or several that do not fit beside one another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PackedMark {
    pub(super) first: MarkExtent,
    /// Indices in the lane of the marks that do not fit.
    pub(super) others: Vec<usize>,
    pub(super) row: usize,
    /// Start of the next mark in its row.
    pub(super) free_to: f32,
}

/// Minimum space between two marks, in points.
const GAP: f32 = 3.0;
/// Space after a mark that leaves room for its label, in points.
const LABEL_WIDTH: f32 = 110.0;

/// The used part of a row.
#[derive(Clone, Copy)]
struct PackRow {
    /// Index of the last mark among the packed ones.
    last: Option<usize>,
    /// End of the last mark.
    end: f32,
    /// End of the row.
    limit: f32,
}

impl PackRow {
    fn has_room(&self, mark: &MarkExtent, gap: f32) -> bool {
        self.end + gap <= mark.all.min && mark.all.max <= self.limit
    }
}

/// Packs marks, sorted by their left ends, into `rows` rows: points from the first row down, bars from the last row up.
/// The first row is for points only, so that zooming in separates them. A mark that does not fit joins the last one in a
/// row. The lane ends at `end`. Its middle row has marks only within `middle`, to keep clear of the arrows at both ends.
pub(super) fn pack(marks: &[MarkExtent], rows: usize, end: f32, middle: Rangef) -> Vec<PackedMark> {
    let mut packed: Vec<PackedMark> = Vec::new();
    let empty = PackRow {
        last: None,
        end: f32::NEG_INFINITY,
        limit: f32::INFINITY,
    };
    let mut used = vec![empty; rows];
    if let Some(row) = used.get_mut(rows / 2) {
        (row.end, row.limit) = (middle.min, middle.max);
    }
    for mark in marks {
        let first = usize::from(mark.is_bar() && rows > 1);
        let row = row_for(mark, &used[first..]) + first;
        let state = &mut used[row];
        if let Some(at) = state.last {
            if !state.has_room(mark, GAP) {
                packed[at].others.push(mark.place);
                // A group is one mark as wide as an icon.
                state.end = packed[at].first.sign.max;
                continue;
            }
            packed[at].free_to = mark.all.min;
        }
        state.last = Some(packed.len());
        state.end = mark.all.max;
        packed.push(PackedMark {
            first: *mark,
            others: Vec::new(),
            row,
            free_to: end,
        });
    }
    packed
}

/// The best row for a mark; if none has room, the one that is free first.
fn row_for(mark: &MarkExtent, rows: &[PackRow]) -> usize {
    let has = |gap| move |row: &PackRow| row.has_room(mark, gap);
    let row = if mark.is_bar() {
        rows.iter().rposition(has(GAP))
    } else {
        let roomy = rows.iter().position(has(LABEL_WIDTH));
        roomy.or_else(|| rows.iter().position(has(GAP)))
    };
    let end = |row: &usize| rows[*row].end;
    let used = || (0..rows.len()).filter(|row| rows[*row].last.is_some());
    let free_first = || used().min_by(|one, other| end(one).total_cmp(&end(other)));
    row.or_else(free_first).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row of each packed mark and the number of marks it represents, given start and length. A mark longer than an icon
    /// is a bar.
    fn packed(marks: &[(f32, f32)]) -> Vec<(usize, usize)> {
        let packed = pack(&extents(marks), 3, 1_000.0, Rangef::EVERYTHING);
        packed
            .iter()
            .map(|one| (one.row, 1 + one.others.len()))
            .collect()
    }

    fn extents(marks: &[(f32, f32)]) -> Vec<MarkExtent> {
        let marks = marks.iter().enumerate();
        let extent = |(place, (at, length)): (usize, &(f32, f32))| MarkExtent {
            place,
            all: Rangef::new(*at, at + length),
            sign: Rangef::new(*at, at + 20.0),
        };
        marks.map(extent).collect()
    }

    fn points(at: &[f32]) -> Vec<(f32, f32)> {
        at.iter().map(|at| (*at, 20.0)).collect()
    }

    #[test]
    fn marks_with_room_for_their_labels_share_a_row() {
        let apart = points(&[0.0, 200.0, 400.0]);
        assert_eq!(packed(&apart), [(0, 1), (0, 1), (0, 1)]);
    }

    #[test]
    fn close_marks_use_more_rows_and_the_rest_is_counted() {
        let near = points(&[0.0, 30.0, 60.0, 90.0]);
        assert_eq!(packed(&near), [(0, 1), (1, 1), (2, 1), (0, 1)]);
        let nearer = points(&[0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(packed(&nearer), [(0, 3), (1, 1), (2, 1)]);
        let all: usize = packed(&points(&[5.0; 40]))
            .iter()
            .map(|(_, count)| count)
            .sum();
        assert_eq!(all, 40);
    }

    #[test]
    fn bars_fill_rows_from_below_and_leave_the_first_to_points() {
        let days = [
            (0.0, 200.0),
            (0.0, 200.0),
            (0.0, 200.0),
            (80.0, 20.0),
            (120.0, 20.0),
        ];
        assert_eq!(packed(&days), [(2, 1), (1, 2), (0, 1), (0, 1)]);
        let day_by_day = [(0.0, 190.0), (200.0, 190.0), (400.0, 190.0)];
        assert_eq!(packed(&day_by_day), [(2, 1), (2, 1), (2, 1)]);
    }

    #[test]
    fn marks_beside_the_edge_arrows_skip_the_middle_row() {
        let near = extents(&points(&[0.0, 1.0, 960.0, 961.0]));
        let packed = pack(&near, 3, 1_000.0, Rangef::new(36.0, 964.0));
        let rows: Vec<usize> = packed.iter().map(|one| one.row).collect();
        assert_eq!(rows, [0, 2, 0, 2]);
    }

    #[test]
    fn marks_do_not_overlap() {
        // Four pieces on two days, and many in between.
        let some = [(0.0, 200.0), (0.0, 200.0), (90.0, 20.0), (90.0, 200.0)];
        let many: Vec<(f32, f32)> = (0..60)
            .map(|nth| (nth as f32 * 7.0, if nth % 3 == 0 { 150.0 } else { 20.0 }))
            .collect();
        for marks in [&some[..], &many] {
            let packed = pack(&extents(marks), 3, 1_000.0, Rangef::EVERYTHING);
            let end = |one: &PackedMark| match one.others.as_slice() {
                [] => one.first.all.max,
                _ => one.first.sign.max,
            };
            for (nth, one) in packed.iter().enumerate() {
                let mut before = packed[..nth].iter().filter(|other| other.row == one.row);
                assert!(before.all(|other| end(other) < one.first.all.min));
            }
            let all: usize = packed.iter().map(|one| 1 + one.others.len()).sum();
            assert_eq!(all, marks.len());
        }
    }
}

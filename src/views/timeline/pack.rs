//! Packs the marks of a lane into rows so that no mark covers the sign of another.

use egui::Rangef;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MarkExtent {
    /// Index in the lane.
    pub(super) place: usize,
    pub(super) all: Rangef,
    /// The part that nothing may cover: all of a point, and the end of a bar that holds its sign.
    pub(super) sign: Rangef,
}

/// One mark, or several for which there is no room beside one another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PackedMark {
    pub(super) first: MarkExtent,
    /// Indices in the lane of the marks for which there is no room.
    pub(super) others: Vec<usize>,
    pub(super) row: usize,
    /// Start of the next sign in its row.
    pub(super) free_to: f32,
}

/// Least space between two signs, in points.
const GAP: f32 = 3.0;
/// Space after a sign that leaves room for its words, in points.
const WORDS: f32 = 110.0;

/// Used part of a row.
#[derive(Clone, Copy)]
struct PackRow {
    /// Last mark, by its index among the packed ones.
    last: Option<usize>,
    /// End of the last sign.
    signs: f32,
    /// End of the last bar.
    bars: f32,
}

/// Packs marks, sorted by their left ends, into `rows` rows: points from the first row down, bars from the last row up. A point may
/// cover the plain part of a bar. A mark without room joins the one in its way. The lane ends at `end`.
pub(super) fn pack(marks: &[MarkExtent], rows: usize, end: f32) -> Vec<PackedMark> {
    let mut packed: Vec<PackedMark> = Vec::new();
    let empty = PackRow {
        last: None,
        signs: f32::NEG_INFINITY,
        bars: f32::NEG_INFINITY,
    };
    let mut taken = vec![empty; rows];
    for mark in marks {
        let is_clear = |row: &PackRow| row.bars <= mark.all.min;
        let is_free = |row: &PackRow| is_clear(row) && row.signs + GAP <= mark.sign.min;
        let is_roomy = |row: &PackRow| row.signs + WORDS <= mark.sign.min;
        let is_bar = mark.all.max > mark.sign.max;
        let row = if is_bar {
            // The last row without a bar at this position.
            taken.iter().rposition(is_free)
        } else {
            // The first row with room for words, preferably without a bar.
            let clear = taken.iter().position(|row| is_roomy(row) && is_clear(row));
            clear.or_else(|| taken.iter().position(is_roomy))
        };
        // Or else the row that is free first.
        let signs = |row: &usize| taken[*row].signs;
        let free_first = || (0..rows).min_by(|one, other| signs(one).total_cmp(&signs(other)));
        let row = row.or_else(free_first);
        let Some(row) = row else {
            continue;
        };
        let state = &mut taken[row];
        if let Some(at) = state.last {
            if state.signs + GAP > mark.sign.min {
                packed[at].others.push(mark.place);
                continue;
            }
            packed[at].free_to = mark.sign.min;
        }
        state.last = Some(packed.len());
        state.signs = mark.sign.max;
        state.bars = state.bars.max(mark.all.max);
        packed.push(PackedMark {
            first: *mark,
            others: Vec::new(),
            row,
            free_to: end,
        });
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row of each packed mark and the number of marks it stands for, given start and length. A mark longer than a sign is a bar.
    fn packed(marks: &[(f32, f32)]) -> Vec<(usize, usize)> {
        let marks: Vec<MarkExtent> = marks
            .iter()
            .enumerate()
            .map(|(place, (at, length))| MarkExtent {
                place,
                all: Rangef::new(*at, at + length),
                sign: Rangef::new(*at, at + 20.0),
            })
            .collect();
        let packed = pack(&marks, 3, 1_000.0);
        packed
            .iter()
            .map(|one| (one.row, 1 + one.others.len()))
            .collect()
    }

    fn points(at: &[f32]) -> Vec<(f32, f32)> {
        at.iter().map(|at| (*at, 20.0)).collect()
    }

    #[test]
    fn marks_with_room_for_their_words_share_a_row() {
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
    fn bars_fill_rows_from_below_and_points_may_cover_them() {
        let days = [
            (0.0, 200.0),
            (0.0, 200.0),
            (80.0, 20.0),
            (90.0, 20.0),
            (95.0, 20.0),
        ];
        assert_eq!(packed(&days), [(2, 1), (1, 1), (0, 1), (1, 1), (2, 1)]);
        let day_by_day = [(0.0, 200.0), (200.0, 200.0), (400.0, 200.0)];
        assert_eq!(packed(&day_by_day), [(2, 1), (2, 1), (2, 1)]);
    }
}

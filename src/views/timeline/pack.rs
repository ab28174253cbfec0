//! Marks of one lane put side by side, so that none lies on another's sign.

use egui::Rangef;

/// What a mark covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// Its place in the lane.
    pub(super) place: usize,
    /// All of it.
    pub(super) all: Rangef,
    /// What nothing may lie on: all of a point, of a bar the end with its sign.
    pub(super) sign: Rangef,
}

impl Extent {
    fn is_bar(&self) -> bool {
        self.all.max > self.sign.max
    }
}

/// One mark or several that find no room beside one another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Packed {
    /// The first of them.
    pub(super) first: Extent,
    /// Those for which there is no room beside it, by their places in the lane.
    pub(super) others: Vec<usize>,
    /// In which of the lane's rows.
    pub(super) row: usize,
    /// Where the next sign in its row begins.
    pub(super) free_to: f32,
}

/// Between two signs, in points.
const GAP: f32 = 3.0;
/// Free room after a sign that its words would like to have, in points.
const WORDS: f32 = 110.0;

/// How far a row of the lane is taken.
#[derive(Clone, Copy)]
struct Row {
    last: Option<usize>,
    signs: f32,
    bars: f32,
}

/// Puts marks, by their left ends, into `rows` rows: points from the first on, bars from the last, where a point may lie on the
/// plain part of a bar. Those that find no room stand with one that is there. `end` is where the lane ends.
pub(super) fn pack(marks: &[Extent], rows: usize, end: f32) -> Vec<Packed> {
    let mut packed: Vec<Packed> = Vec::new();
    let empty = Row {
        last: None,
        signs: f32::NEG_INFINITY,
        bars: f32::NEG_INFINITY,
    };
    let mut taken = vec![empty; rows];
    for mark in marks {
        let row = if mark.is_bar() {
            row_of_bar(&taken, mark)
        } else {
            row_of_point(&taken, mark)
        };
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
        packed.push(Packed {
            first: *mark,
            others: Vec::new(),
            row,
            free_to: end,
        });
    }
    packed
}

/// The last row in which no bar goes on; else the one that is free first.
fn row_of_bar(rows: &[Row], mark: &Extent) -> Option<usize> {
    let is_free = |row: &Row| row.bars <= mark.all.min && row.signs + GAP <= mark.sign.min;
    rows.iter().rposition(is_free).or_else(|| free_first(rows))
}

/// The first row with room for words, if there is one without a bar; else the one that is free first.
fn row_of_point(rows: &[Row], mark: &Extent) -> Option<usize> {
    let is_roomy = |row: &Row| row.signs + WORDS <= mark.sign.min;
    let is_clear = |row: &Row| is_roomy(row) && row.bars <= mark.all.min;
    let clear = rows.iter().position(is_clear);
    let roomy = || rows.iter().position(is_roomy);
    clear.or_else(roomy).or_else(|| free_first(rows))
}

fn free_first(rows: &[Row]) -> Option<usize> {
    let signs = |row: &usize| rows[*row].signs;
    (0..rows.len()).min_by(|one, other| signs(one).total_cmp(&signs(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of marks of that length that begin there, and how many stand for one. What is longer than a sign is a bar.
    fn packed(marks: &[(f32, f32)]) -> Vec<(usize, usize)> {
        let marks: Vec<Extent> = marks
            .iter()
            .enumerate()
            .map(|(place, (at, length))| Extent {
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
    fn marks_with_room_for_their_words_stand_in_one_row() {
        let apart = points(&[0.0, 200.0, 400.0]);
        assert_eq!(packed(&apart), [(0, 1), (0, 1), (0, 1)]);
    }

    #[test]
    fn near_marks_stand_below_one_another_and_what_finds_no_room_is_counted() {
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
    fn bars_stand_below_and_points_may_lie_on_them() {
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

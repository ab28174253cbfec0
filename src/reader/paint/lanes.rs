//! Stretches that overlap, put side by side in as many lanes as there are.

use egui::Rangef;

/// One or more stretches that stand together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Packed {
    /// What the stretches belong to, as given; several where lanes ran out.
    pub(crate) items: Vec<usize>,
    /// From the beginning of the first stretch to the end of the last.
    pub(crate) y: Rangef,
    /// Counted from 0.
    pub(crate) lane: usize,
}

/// Gives every stretch the first of `most` lanes in which it touches no other. Those for which there is none share
/// the last lane with what is there.
pub(crate) fn pack(stretches: &[(usize, Rangef)], most: usize) -> Vec<Packed> {
    let mut packed: Vec<Packed> = Vec::new();
    for (item, y) in stretches {
        let taken = |lane: usize| {
            packed
                .iter()
                .any(|other| other.lane == lane && other.y.intersects(*y))
        };
        let free = (0..most).find(|lane| !taken(*lane));
        let mut new = Packed {
            items: vec![*item],
            y: *y,
            lane: free.unwrap_or(most - 1),
        };
        if free.is_none() {
            swallow(&mut packed, &mut new);
        }
        packed.push(new);
    }
    packed
}

/// Takes in all that overlaps `new` in its lane, and what overlaps it then.
fn swallow(packed: &mut Vec<Packed>, new: &mut Packed) {
    while let Some(index) = packed
        .iter()
        .position(|other| other.lane == new.lane && other.y.intersects(new.y))
    {
        let other = packed.remove(index);
        new.y = Rangef::new(new.y.min.min(other.y.min), new.y.max.max(other.y.max));
        new.items.splice(0..0, other.items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stretches: &[(f32, f32)], most: usize, expected: &[(usize, &[usize])]) {
        let stretches: Vec<(usize, Rangef)> = stretches
            .iter()
            .map(|(from, to)| Rangef::new(*from, *to))
            .enumerate()
            .collect();
        let packed = pack(&stretches, most);
        let mut found: Vec<(usize, &[usize])> = packed
            .iter()
            .map(|lane| (lane.lane, lane.items.as_slice()))
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_overlaps_goes_side_by_side() {
        let stretches = [(0.0, 9.0), (5.0, 20.0), (10.0, 15.0)];
        check(&stretches, 3, &[(0, &[0]), (0, &[2]), (1, &[1])]);
    }

    #[test]
    fn what_has_no_lane_shares_the_last() {
        let over_one_another = [(0.0, 9.0), (1.0, 9.0), (2.0, 9.0), (3.0, 12.0)];
        check(&over_one_another, 2, &[(0, &[0]), (1, &[1, 2, 3])]);
        let apart = [(0.0, 9.0), (1.0, 9.0), (2.0, 9.0), (20.0, 29.0)];
        check(&apart, 2, &[(0, &[0]), (0, &[3]), (1, &[1, 2])]);
    }
}

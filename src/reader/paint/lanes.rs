//! Assignment of overlapping intervals to a limited number of lanes.

use egui::Rangef;

/// One interval, or several that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LaneGroup {
    /// The items of the intervals, as the caller numbers them; more than one only if the lanes ran out.
    pub(super) items: Vec<usize>,
    /// From the start of the first interval to the end of the last.
    pub(super) y: Rangef,
    /// Index of the lane, from 0.
    pub(super) lane: usize,
}

/// Assigns every interval to the first of `lanes` lanes (at least one) in which it touches no other. Intervals without
/// a free lane are merged into the last lane.
pub(super) fn assign_lanes(intervals: &[(usize, Rangef)], lanes: usize) -> Vec<LaneGroup> {
    let mut groups: Vec<LaneGroup> = Vec::new();
    for (item, y) in intervals {
        let is_taken = |lane: usize| {
            groups
                .iter()
                .any(|other| other.lane == lane && other.y.intersects(*y))
        };
        let free = (0..lanes).find(|lane| !is_taken(*lane));
        let mut new = LaneGroup {
            items: vec![*item],
            y: *y,
            lane: free.unwrap_or(lanes - 1),
        };
        if free.is_none() {
            absorb_overlapping(&mut groups, &mut new);
        }
        groups.push(new);
    }
    groups
}

/// Merges `new` with the groups that it overlaps in its lane. Repeats that, because `new` grows with each.
fn absorb_overlapping(groups: &mut Vec<LaneGroup>, new: &mut LaneGroup) {
    while let Some(index) = groups
        .iter()
        .position(|other| other.lane == new.lane && other.y.intersects(new.y))
    {
        let other = groups.remove(index);
        new.y = Rangef::new(new.y.min.min(other.y.min), new.y.max.max(other.y.max));
        new.items.splice(0..0, other.items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(intervals: &[(f32, f32)], lanes: usize, expected: &[(usize, &[usize])]) {
        let intervals: Vec<(usize, Rangef)> = intervals
            .iter()
            .map(|(from, to)| Rangef::new(*from, *to))
            .enumerate()
            .collect();
        let groups = assign_lanes(&intervals, lanes);
        let mut found: Vec<(usize, &[usize])> = groups
            .iter()
            .map(|group| (group.lane, group.items.as_slice()))
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn overlapping_intervals_go_side_by_side() {
        let intervals = [(0.0, 9.0), (5.0, 20.0), (10.0, 15.0)];
        check(&intervals, 3, &[(0, &[0]), (0, &[2]), (1, &[1])]);
    }

    #[test]
    fn intervals_without_a_free_lane_share_the_last() {
        let over_one_another = [(0.0, 9.0), (1.0, 9.0), (2.0, 9.0), (3.0, 12.0)];
        check(&over_one_another, 2, &[(0, &[0]), (1, &[1, 2, 3])]);
        let apart = [(0.0, 9.0), (1.0, 9.0), (2.0, 9.0), (20.0, 29.0)];
        check(&apart, 2, &[(0, &[0]), (0, &[3]), (1, &[1, 2])]);
    }
}

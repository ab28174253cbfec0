//! The graph from afar: nodes are bars, and as many have their names over them as find room.

use super::scene::{LEAST_WITH_WORDS, Scene};
use crate::analysis::graph::Node;

use std::collections::BTreeSet;

/// How high a label over bars is, with the room around it.
pub(super) const LABEL: f32 = 20.0;

/// The nodes of a column, of those in view, that get a label: what is lit first, then those with most edges, and none so near
/// to another that they overlap. None where nodes have room for their own words.
pub(super) fn labelled(scene: &Scene<'_>, in_view: &[usize]) -> BTreeSet<usize> {
    let picture = scene.picture;
    let is_low = |at: &usize| {
        let placed = &picture.nodes()[*at];
        let is_wanted = !matches!(placed.node, Node::Passage(_)) || scene.is_lit(*at, *at);
        placed.area.height * scene.scale.y < LEAST_WITH_WORDS && is_wanted
    };
    let mut by_weight: Vec<usize> = in_view.iter().copied().filter(is_low).collect();
    by_weight.sort_by_key(|at| {
        let edges = picture.edges_at(*at).len();
        (scene.steps_back(*at), std::cmp::Reverse(edges), *at)
    });
    let mut taken = BTreeSet::new();
    let mut labelled = BTreeSet::new();
    for at in by_weight {
        let y = picture.nodes()[at].area.middle() * scene.scale.y;
        // Heights in whole points are enough to keep labels apart.
        let (from, to) = ((y - LABEL) as i64, (y + LABEL) as i64);
        if taken.range(from..=to).next().is_none() {
            taken.insert(y as i64);
            labelled.insert(at);
        }
    }
    labelled
}

//! Finds which of many names may be the same, without comparing each with every other.

use super::name_comparison::{ComparableName, NameComparison};

use std::collections::BTreeMap;

/// Number of names that each is compared with, in each order.
const NEIGHBOURS: usize = 30;

/// The pairs among many names that may be the same, by index. Names of one alphabet must also differ in few letters,
/// since a text has many words with the same consonants. Each name is compared with its neighbours in the order of
/// the consonants, read forwards and backwards (the sorted neighbourhood method, Hernández and Stolfo 1995).
pub(super) fn similar_pairs(names: &[ComparableName]) -> BTreeMap<(usize, usize), NameComparison> {
    let mut found = BTreeMap::new();
    let forward: Vec<Vec<u32>> = names.iter().map(ComparableName::key).collect();
    let backward = forward
        .iter()
        .map(|key| key.iter().rev().copied().collect());
    for keys in [backward.collect(), forward] {
        let keys: Vec<Vec<u32>> = keys;
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|one, other| keys[*one].cmp(&keys[*other]));
        for (nth, one) in order.iter().enumerate() {
            for other in order[nth + 1..].iter().take(NEIGHBOURS) {
                let pair = (*one.min(other), *one.max(other));
                let comparison = names[pair.0].compare(&names[pair.1]);
                if !comparison.is_different() && names[pair.0].may_be_respelled(&names[pair.1]) {
                    found.insert(pair, comparison);
                }
            }
        }
    }
    found
}

/// Names sorted by their consonants, read forwards and backwards.
pub(super) struct NameIndex {
    names: Vec<ComparableName>,
    orders: [Vec<(Vec<u32>, usize)>; 2],
}

impl NameIndex {
    pub(super) fn new(names: Vec<ComparableName>) -> Self {
        let keys = names.iter().map(ComparableName::key).enumerate();
        let mut forward: Vec<(Vec<u32>, usize)> = keys.map(|(at, key)| (key, at)).collect();
        let mut backward: Vec<(Vec<u32>, usize)> = forward
            .iter()
            .map(|(key, at)| (key.iter().rev().copied().collect(), *at))
            .collect();
        forward.sort_unstable();
        backward.sort_unstable();
        Self {
            names,
            orders: [forward, backward],
        }
    }

    /// The comparisons with the names whose consonants are nearest, by index.
    pub(super) fn compare(
        &self,
        name: &ComparableName,
    ) -> impl Iterator<Item = (usize, NameComparison)> {
        let forward = name.key();
        let backward = forward.iter().rev().copied().collect();
        let mut near: Vec<usize> = Vec::new();
        for (order, key) in self.orders.iter().zip([forward, backward]) {
            let index = order.partition_point(|(other, _)| *other < key);
            let first = index.saturating_sub(NEIGHBOURS);
            let last = (index + NEIGHBOURS).min(order.len());
            near.extend(order[first..last].iter().map(|(_, at)| *at));
        }
        near.sort_unstable();
        near.dedup();
        near.into_iter()
            .map(|at| (at, self.names[at].compare(name)))
    }
}

//! Groups of spellings of one name, some of which are known to be of one speaker.

use super::{
    name_comparison::{ComparableName, NameAgreement, NameComparison},
    name_index::similar_pairs,
};

use std::collections::{BTreeMap, BTreeSet};

/// Minimum consonants of a name that may differ in one.
const MIN_CONSONANTS_IF_NEAR: usize = 6;

/// An index of a spelling, and how it compares with the first of its group.
pub(super) type Member = (usize, Option<NameComparison>);

/// Groups spellings of the same name, most frequent first: each joins the spelling that it agrees with best, or the
/// most frequent of those. A surname alone joins a full name only if exactly one matches. Names with one spelling are
/// in no group. `same_as` returns, for each spelling, the first one known to be of the same name, if any.
pub(super) fn spellings_of_one_name<'a>(
    spellings: impl Iterator<Item = &'a str>,
    same_as: &dyn Fn(usize) -> Option<usize>,
) -> Vec<Vec<Member>> {
    let names: Vec<ComparableName> = spellings.map(ComparableName::new).collect();
    let near = neighbours(&names);
    let words = |at: usize| names[at].word_count();
    let first_known = |at: usize| same_as(at).unwrap_or(at);
    let mut head: Vec<usize> = (0..names.len()).map(first_known).collect();
    // A known spelling stands for its first one, any other only for itself, so that no chain of variants forms.
    let stands_for = |head: &[usize], at: usize| match same_as(at) {
        Some(first) => Some(first),
        None => (head[at] == at).then_some(at),
    };
    for at in (0..names.len()).filter(|at| same_as(*at).is_none()) {
        let is_before = |other: usize| other < at || same_as(other).is_some();
        let alike = near[at].iter().filter(|(other, _)| {
            words(*other) == words(at) && is_before(*other) && stands_for(&head, *other).is_some()
        });
        let best = alike.max_by_key(|(other, agreement)| (*agreement, std::cmp::Reverse(*other)));
        head[at] = best
            .and_then(|(other, _)| stands_for(&head, *other))
            .unwrap_or(at);
    }
    join_known(&mut head, &near, same_as);
    for at in 0..names.len() {
        let longer = near[at]
            .iter()
            .filter(|(other, _)| words(*other) > words(at));
        let fitting: BTreeSet<usize> = longer
            .filter_map(|(other, _)| stands_for(&head, *other))
            .collect();
        if fitting.len() == 1 && head[at] == at && same_as(at).is_none() {
            let full = fitting.into_iter().next().unwrap_or(at);
            head.iter_mut()
                .filter(|head| **head == at)
                .for_each(|head| *head = full);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for (at, first) in head.into_iter().enumerate() {
        let comparison = (at != first).then(|| names[first].compare(&names[at]));
        let group = groups.entry(first).or_default();
        let index = if at == first { 0 } else { group.len() };
        group.insert(index, (at, comparison));
    }
    groups.into_values().filter(|it| it.len() > 1).collect()
}

/// Lets each name that is still alone join the known name that it agrees with, if there is exactly one.
fn join_known(
    head: &mut [usize],
    near: &[Vec<(usize, NameAgreement)>],
    same_as: &dyn Fn(usize) -> Option<usize>,
) {
    for at in 0..head.len() {
        let known = near[at].iter().filter_map(|(other, _)| same_as(*other));
        let known: BTreeSet<usize> = known.collect();
        if let (1, Some(first)) = (known.len(), known.first().copied())
            && head[at] == at
            && same_as(at).is_none()
        {
            head.iter_mut()
                .filter(|head| **head == at)
                .for_each(|head| *head = first);
        }
    }
}

/// For each name, the others that may be the same, and how closely they agree.
fn neighbours(names: &[ComparableName]) -> Vec<Vec<(usize, NameAgreement)>> {
    let mut near = vec![Vec::new(); names.len()];
    for ((one, other), comparison) in similar_pairs(names) {
        let agreement = comparison.agreement;
        let is_certain = agreement >= NameAgreement::Consonants;
        let is_long = |at: usize| names[at].key().len() >= MIN_CONSONANTS_IF_NEAR;
        if is_certain || is_long(one) {
            near[one].push((other, agreement));
        }
        if is_certain || is_long(other) {
            near[other].push((one, agreement));
        }
    }
    near
}

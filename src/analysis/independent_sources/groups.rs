use super::{
    piece::Piece,
    root_groups::RootGroups,
    roots::{IndependentSource, Root, RootLink, Roots},
};
use crate::project::{ArticleId, EvidenceId, EvidenceSet};

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Evidence that counts as one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceGroup {
    /// Known sources; empty if all roots are open.
    pub sources: BTreeSet<IndependentSource>,
    /// Articles at which the trace of some pieces ends.
    pub open: Vec<OpenRoot>,
    /// Pieces that may be somebody else's statement.
    pub unattributed: Vec<Unattributed>,
    /// In the analyst's order.
    pub evidence: Vec<EvidenceId>,
    pub ways: BTreeSet<RootLink>,
    /// Whether the group consists of sets with a piece that may be excluded; their roots may be in other groups too.
    pub may_be_excluded: bool,
    /// Whether the group adds no source: every root it may have (for a set that may be excluded: any root) is in
    /// another group.
    pub covered: bool,
}

/// An article at which a trace ends without a known source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRoot {
    pub article: ArticleId,
    /// Possible roots if the article derives from several; empty if its provenance is not recorded. Without excluded
    /// ones.
    pub candidates: Vec<Root>,
    /// Whether a possible root is excluded.
    pub may_be_excluded: bool,
    /// In the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// Unattributed evidence; see [`Root::Unattributed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unattributed {
    /// The source through which it came.
    pub source: IndependentSource,
    /// In the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// The groups of [`IndependentSources`](super::IndependentSources), as many as there can be, in order of their first pieces.
pub(crate) fn groups(
    pieces: &[Piece],
    uncertain: &BTreeSet<EvidenceSet>,
    roots: &Roots<'_>,
) -> Vec<SourceGroup> {
    let is_loose = |piece: &&Piece| piece.set.is_some_and(|set| uncertain.contains(&set));
    let counted = Counted {
        root_groups: RootGroups::new(pieces.iter().filter(|piece| !is_loose(piece))),
        roots,
    };
    let loose = Loose::new(pieces.iter().filter(is_loose), &counted);
    let mut indices: BTreeMap<GroupKey, usize> = BTreeMap::new();
    let mut found: Vec<(GroupKey, Vec<&Piece>)> = Vec::new();
    for piece in pieces {
        let of_set = piece.set.and_then(|set| loose.key(set));
        let key = of_set.unwrap_or_else(|| GroupKey::Firm(counted.root_groups.head(piece.root)));
        let at = *indices.entry(key).or_insert_with(|| {
            found.push((key, Vec::new()));
            found.len() - 1
        });
        found[at].1.push(piece);
    }
    let group = |(key, pieces): (GroupKey, Vec<&Piece>)| counted.group(key, &pieces);
    found.into_iter().map(group).collect()
}

/// Identifies a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum GroupKey {
    /// Single pieces and sets that certainly count: the head of their joined roots.
    Firm(usize),
    /// Sets that may be excluded and share a root, by the first of them.
    Loose(EvidenceSet),
    /// A set that may be excluded, and adds no source if it is not.
    AddsNothing(EvidenceSet),
}

/// Roots that count in any case.
struct Counted<'a> {
    root_groups: RootGroups,
    roots: &'a Roots<'a>,
}

impl Counted<'_> {
    /// Whether the root must be one of these unless it is excluded.
    fn must_have(&self, root: Root) -> bool {
        self.root_groups.contains(root) || self.has_all_candidates(root)
    }

    fn has_all_candidates(&self, root: Root) -> bool {
        match root {
            Root::Open { article, .. } => {
                let candidates = self.roots.candidates(article);
                let mut all = candidates.iter();
                !candidates.is_empty() && all.all(|root| self.root_groups.contains(*root))
            }
            Root::Unattributed {
                source,
                others_count,
                ..
            } => others_count && self.root_groups.contains(Root::Settled(source)),
            Root::Settled(_) | Root::Excluded(_) => false,
        }
    }

    fn group(&self, key: GroupKey, pieces: &[&Piece]) -> SourceGroup {
        let mut ending_at: BTreeMap<Root, Vec<EvidenceId>> = BTreeMap::new();
        for piece in pieces {
            ending_at.entry(piece.root).or_default().push(piece.id);
        }
        let covered = match key {
            GroupKey::Firm(_) => ending_at.keys().all(|root| self.has_all_candidates(*root)),
            GroupKey::Loose(_) => false,
            GroupKey::AddsNothing(_) => true,
        };
        let mut group = SourceGroup {
            evidence: pieces.iter().map(|piece| piece.id).collect(),
            ways: pieces.iter().map(|piece| piece.way).collect(),
            may_be_excluded: !matches!(key, GroupKey::Firm(_)),
            covered,
            ..SourceGroup::default()
        };
        for (root, evidence) in ending_at {
            group.rests_on(root, evidence, self.roots);
        }
        group
    }
}

impl SourceGroup {
    fn rests_on(&mut self, root: Root, evidence: Vec<EvidenceId>, roots: &Roots<'_>) {
        match root {
            Root::Settled(source) => {
                self.sources.insert(source);
            }
            Root::Open {
                article,
                may_be_excluded,
            } => self.open.push(OpenRoot {
                article,
                candidates: roots.candidates(article).to_vec(),
                may_be_excluded,
                evidence,
            }),
            Root::Unattributed { source, .. } => {
                self.unattributed.push(Unattributed { source, evidence });
            }
            // Excluded pieces were separated before.
            Root::Excluded(_) => {}
        }
    }
}

/// Sets that may be excluded, and the group of each.
#[derive(Default)]
struct Loose {
    keys: BTreeMap<EvidenceSet, GroupKey>,
}

impl Loose {
    fn new<'a>(pieces: impl Iterator<Item = &'a Piece>, counted: &Counted<'_>) -> Self {
        let mut roots_of: BTreeMap<EvidenceSet, BTreeSet<Root>> = BTreeMap::new();
        for piece in pieces {
            let Some(set) = piece.set else { continue };
            roots_of.entry(set).or_default().insert(piece.root);
        }
        let mut loose = Self::default();
        let mut sharing: BTreeMap<Root, Vec<EvidenceSet>> = BTreeMap::new();
        for (set, roots) in roots_of {
            if roots.iter().any(|root| counted.must_have(*root)) {
                loose.keys.insert(set, GroupKey::AddsNothing(set));
            } else {
                for root in roots {
                    sharing.entry(root).or_default().push(set);
                }
            }
        }
        loose.gather(sharing);
        loose
    }

    /// Groups sets by shared roots, with the roots shared by most sets first, to get as few groups as possible.
    fn gather(&mut self, sharing: BTreeMap<Root, Vec<EvidenceSet>>) {
        let mut sharing: Vec<Vec<EvidenceSet>> = sharing.into_values().collect();
        // Stable: independent of the order of the evidence and of set numbers.
        sharing.sort_by_key(|sets| Reverse(sets.len()));
        for mut sets in sharing {
            sets.retain(|set| !self.keys.contains_key(set));
            if let Some(first) = sets.first().copied() {
                let keys = sets.into_iter().map(|set| (set, GroupKey::Loose(first)));
                self.keys.extend(keys);
            }
        }
    }

    fn key(&self, set: EvidenceSet) -> Option<GroupKey> {
        self.keys.get(&set).copied()
    }
}

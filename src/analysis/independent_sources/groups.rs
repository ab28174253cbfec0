//! Step 3 of counting: evidence that counts as one source.

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

use indexmap::IndexMap;

/// Evidence that counts as one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceGroup {
    /// Known sources; empty if all roots are open.
    pub sources: BTreeSet<IndependentSource>,
    /// Articles at which the trace of some pieces ends.
    pub open: Vec<OpenRoot>,
    /// Evidence that nobody is quoted for and that may repeat an attributed statement.
    pub unattributed: Vec<Unattributed>,
    /// In the analyst's order.
    pub evidence: Vec<EvidenceId>,
    pub ways: BTreeSet<RootLink>,
    /// Whether these are sets that count only if none of their pieces turns out to be excluded. Their roots may be in other
    /// groups too.
    pub may_be_excluded: bool,
    /// Whether the group adds no source, because every root that it may have is in another group. For an uncertain set, one
    /// such root is enough.
    pub adds_no_source: bool,
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

/// Divides the pieces into as many groups as there can be, in the order of their first pieces.
pub(crate) fn groups(
    pieces: &[Piece],
    uncertain: &BTreeSet<EvidenceSet>,
    roots: &Roots<'_>,
) -> Vec<SourceGroup> {
    let is_uncertain = |piece: &&Piece| piece.set.is_some_and(|set| uncertain.contains(&set));
    let certain = CertainRoots {
        root_groups: RootGroups::new(pieces.iter().filter(|piece| !is_uncertain(piece))),
        roots,
    };
    let uncertain_keys = uncertain_keys(pieces.iter().filter(is_uncertain), &certain);
    let mut found: IndexMap<GroupKey, Vec<&Piece>> = IndexMap::new();
    for piece in pieces {
        let of_set = piece.set.and_then(|set| uncertain_keys.get(&set).copied());
        let key = of_set.unwrap_or_else(|| GroupKey::Certain(certain.root_groups.head(piece.root)));
        found.entry(key).or_default().push(piece);
    }
    let group = |(key, pieces): (GroupKey, Vec<&Piece>)| certain.group(key, &pieces);
    found.into_iter().map(group).collect()
}

/// Identifies a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum GroupKey {
    /// Single pieces and sets that certainly count: the head of their joined roots.
    Certain(usize),
    /// Sets that may be excluded and share a root, by the first of them.
    Uncertain(EvidenceSet),
    /// A set that may be excluded, and adds no source if it is not.
    AddsNothing(EvidenceSet),
}

/// Roots that count in any case.
struct CertainRoots<'a> {
    root_groups: RootGroups,
    roots: &'a Roots<'a>,
}

impl CertainRoots<'_> {
    /// Whether the root, unless excluded, is certainly among these.
    fn has_certainly(&self, root: Root) -> bool {
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
        let mut evidence_by_root: BTreeMap<Root, Vec<EvidenceId>> = BTreeMap::new();
        for piece in pieces {
            evidence_by_root
                .entry(piece.root)
                .or_default()
                .push(piece.id);
        }
        let adds_no_source = match key {
            GroupKey::Certain(_) => evidence_by_root
                .keys()
                .all(|root| self.has_all_candidates(*root)),
            GroupKey::Uncertain(_) => false,
            GroupKey::AddsNothing(_) => true,
        };
        let mut group = SourceGroup {
            evidence: pieces.iter().map(|piece| piece.id).collect(),
            ways: pieces.iter().map(|piece| piece.way).collect(),
            may_be_excluded: !matches!(key, GroupKey::Certain(_)),
            adds_no_source,
            ..SourceGroup::default()
        };
        for (root, evidence) in evidence_by_root {
            group.add_root(root, evidence, self.roots);
        }
        group
    }
}

impl SourceGroup {
    fn add_root(&mut self, root: Root, evidence: Vec<EvidenceId>, roots: &Roots<'_>) {
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

/// The group of each set that may be excluded.
fn uncertain_keys<'a>(
    pieces: impl Iterator<Item = &'a Piece>,
    certain: &CertainRoots<'_>,
) -> BTreeMap<EvidenceSet, GroupKey> {
    let mut roots_of: BTreeMap<EvidenceSet, BTreeSet<Root>> = BTreeMap::new();
    for piece in pieces {
        let Some(set) = piece.set else { continue };
        roots_of.entry(set).or_default().insert(piece.root);
    }
    let mut keys = BTreeMap::new();
    let mut sharing: BTreeMap<Root, Vec<EvidenceSet>> = BTreeMap::new();
    for (set, roots) in roots_of {
        if roots.iter().any(|root| certain.has_certainly(*root)) {
            keys.insert(set, GroupKey::AddsNothing(set));
        } else {
            for root in roots {
                sharing.entry(root).or_default().push(set);
            }
        }
    }
    // The roots shared by most sets come first, to get as few groups as possible. The sort is stable, so ties keep the order
    // of the roots, whatever the order of the evidence.
    let mut sharing: Vec<Vec<EvidenceSet>> = sharing.into_values().collect();
    sharing.sort_by_key(|sets| Reverse(sets.len()));
    for mut sets in sharing {
        sets.retain(|set| !keys.contains_key(set));
        if let Some(first) = sets.first().copied() {
            keys.extend(
                sets.into_iter()
                    .map(|set| (set, GroupKey::Uncertain(first))),
            );
        }
    }
    keys
}

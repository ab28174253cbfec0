use super::{
    groups::{SourceGroup, groups},
    piece::{ExcludedEvidence, Piece, passages, uncertain_sets, without_excluded},
    root_groups::RootGroups,
    roots::{Root, Roots},
    unattributed::reopen_unattributed,
};
use crate::{
    analysis::claim_evidence::{ClaimEvidence, Passage},
    project::{ArticleId, EvidenceSet, Stance},
};

use std::collections::BTreeSet;

/// A number of independent sources, as a range because provenance may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceCount {
    pub at_least: usize,
    pub at_most: usize,
}

impl SourceCount {
    /// "2" or "1–3": spreadsheets read "1-3" as a date.
    pub fn range(self) -> String {
        let Self { at_least, at_most } = self;
        if at_least == at_most {
            at_most.to_string()
        } else {
            format!("{at_least}\u{2013}{at_most}")
        }
    }
}

/// The independent sources of the evidence of one stance.
///
/// [`Roots::of_evidence`] gives the root of each piece. Counting follows these rules:
///
/// - An unattributed piece that is not marked first-hand is unsettled if it came by way of the same source as a statement by
///   somebody else: both may be the same statement. Its root is open, somewhere between that source and the speakers of the
///   other pieces, until it is attributed or marked.
/// - The pieces of one set form a unit that rests on the sources of all of them. Any other piece is a unit by itself. Units
///   that share a source or an open root form a group.
/// - A unit with an excluded piece does not count. A unit with a piece that may be excluded does not count in `at_least`.
/// - `at_most` is the number of groups: those with a known source, and those with only open roots unless every source they
///   may have is in a group already. A set with a piece that may be excluded joins nothing here, because without it the
///   units it joins come apart. It forms a group of its own, with the sets of the same kind that share a root with it. That
///   group is not counted if it must share a source with another, because then the set adds nothing, whether it counts or
///   not.
/// - `at_least` is the number of groups with a known source after all sets have joined, because an open root may turn out to
///   be any of them. If there are only open roots, it is one. If an open root is in a set with other pieces, settling it may
///   join two groups, so each such root lowers the number by one, down to one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndependentSources {
    pub count: SourceCount,
    /// Articles with evidence that counts.
    pub articles: usize,
    /// Evidence that counts once each: groups with a known source first, then in order of evidence.
    pub groups: Vec<SourceGroup>,
    /// Evidence that does not count, in the analyst's order.
    pub excluded: Vec<ExcludedEvidence>,
}

impl IndependentSources {
    /// Counts the sources of a claim's evidence of one stance.
    pub fn new(claim: &ClaimEvidence<'_>, stance: Stance, roots: &mut Roots<'_>) -> Self {
        let passages: Vec<&Passage<'_>> = passages(claim, stance).collect();
        let of_passages = passages.iter().map(|passage| Piece::new(passage, roots));
        let mut pieces: Vec<Piece> = of_passages.collect();
        reopen_unattributed(&passages, &mut pieces, roots);
        let (counting, excluded) = without_excluded(pieces);
        let mut articles: Vec<ArticleId> = counting.iter().map(|piece| piece.article).collect();
        articles.sort_unstable();
        articles.dedup();
        let uncertain = uncertain_sets(&counting);
        let mut groups = groups(&counting, &uncertain, roots);
        // Stable: keeps the order of the evidence.
        groups.sort_by_key(|group| group.sources.is_empty());
        Self {
            count: SourceCount {
                at_least: at_least(&counting, &uncertain),
                at_most: groups.iter().filter(|group| !group.adds_no_source).count(),
            },
            articles: articles.len(),
            groups,
            excluded,
        }
    }

    /// Evidence of one stance that does not count, in the analyst's order.
    pub(crate) fn excluded_of(
        claim: &ClaimEvidence<'_>,
        stance: Stance,
        roots: &mut Roots<'_>,
    ) -> Vec<ExcludedEvidence> {
        let pieces = passages(claim, stance).map(|passage| Piece::new(passage, roots));
        let pieces: Vec<Piece> = pieces.collect();
        // Nearly always nothing is excluded.
        if pieces
            .iter()
            .any(|piece| matches!(piece.root, Root::Excluded(_)))
        {
            without_excluded(pieces).1
        } else {
            Vec::new()
        }
    }

    /// Whether several articles go back to one source.
    pub fn is_one_source_only(&self) -> bool {
        self.articles >= 2 && self.count.at_most == 1
    }
}

/// Roots that form one group if every set counts.
#[derive(Clone, Default)]
struct Tally {
    /// Some evidence counts no matter what turns out to be excluded.
    certain: bool,
    known: bool,
    open: usize,
}

impl Tally {
    /// Number of other groups it may turn out to be the same as, besides the one that an open root joins anyway.
    fn can_join(&self) -> usize {
        let ends = usize::from(self.known) + self.open;
        ends.saturating_sub(1).min(self.open)
    }
}

fn at_least(pieces: &[Piece], uncertain: &BTreeSet<EvidenceSet>) -> usize {
    let root_groups = RootGroups::new(pieces.iter());
    let mut tallies = vec![Tally::default(); root_groups.with_heads().len()];
    for (root, head) in root_groups.with_heads() {
        match root {
            Root::Open { .. } | Root::Unattributed { .. } => tallies[head].open += 1,
            Root::Settled(_) | Root::Excluded(_) => tallies[head].known = true,
        }
    }
    for piece in pieces.iter().filter(|piece| piece.is_certain(uncertain)) {
        tallies[root_groups.head(piece.root)].certain = true;
    }
    let known = tallies.iter().filter(|tally| tally.certain && tally.known);
    let can_join: usize = tallies.iter().map(Tally::can_join).sum();
    let floor = usize::from(tallies.iter().any(|tally| tally.certain));
    known.count().saturating_sub(can_join).max(floor)
}

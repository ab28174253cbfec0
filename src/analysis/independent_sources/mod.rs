//! Independent sources: how many sources a claim really has, and why.
//!
//! Ten articles that quote one minister are one independent source. For each stance, [`IndependentSources`] gives the number
//! as a range, because much is usually unknown. Each case of the rule is a named test in `tests/independent_sources`.
//!
//! # The four steps
//!
//! 1. **Find the roots.** [`Roots`] follows each piece of evidence to its root. Attributed evidence ends at its speaker.
//!    Evidence that the article itself saw or heard ends at the article. All other evidence follows the article's
//!    derivations, and ends at an independent source, at an excluded one, or *open*: at an article whose provenance nobody
//!    has recorded. Each article is visited once for all claims, with a stack instead of recursion, so a chain of
//!    derivations may have any length.
//!
//!    For each claim, `unattributed` then reopens unattributed pieces that came by way of the same source as an attributed
//!    one. If a reprint attributes a sentence to the governor, the same sentence in the original may be the governor's too.
//!    It follows at most 1,000 articles of open provenance; beyond that it treats every source as possible.
//! 2. **Set excluded evidence aside,** together with the sets that do not count without it. No figure and no conflict counts
//!    it. The source counts, the table's counts, articles and dates, the matrix, the graph, the first report on the timeline
//!    and the exports all leave out what [`ClaimSources::excluded`](super::ClaimSources::excluded) returns.
//! 3. **Group pieces that share a root** (union-find in `joined`; a set joins its pieces). `at_most` is the number of
//!    groups if they are as far apart as they may turn out to be. `at_least` is the number of groups with a known source if
//!    they are as close together as they may turn out to be.
//! 4. **Explain.** `why` turns the groups into sentences. They are the groups that were counted, so figure and reasons
//!    agree.
//!
//! # What holds
//!
//! The range is never too narrow: no later finding of the analyst can leave it. A property test generates projects together
//! with a truth about them, counts the true number by brute force, and checks that the range contains it.
//!
//! So recording a provenance never widens the range, with three exceptions: it leads to an excluded source; it shows that a
//! piece marked first-hand is in a reprint or a translation; or it shows that an unattributed piece came by way of a source
//! that an attributed piece came by way of.
//!
//! The range is wider than necessary in three cases:
//!
//! - Three or more sets may fall, and each shares a root with the next. The first and the last are treated as separate,
//!   because the exact number would require trying every combination of falling sets
//!   (`sets_in_a_chain_that_may_fall_are_taken_to_stand_apart`).
//! - A set has an open root, and every source that the root may be is in another group. The set is treated as separate
//!   (`a_set_is_taken_to_stand_apart_from_what_its_open_root_may_be`).
//! - A speaker is quoted in an article that derives from several others, and is one of those. The statement is treated as
//!   relayed by another of them.

mod exclusion;
mod groups;
mod joined;
mod roots;
mod unattributed;
mod why;

use super::table::{ClaimEvidence, Passage};
use crate::project::{ArticleId, EvidenceId, EvidenceSet, Stance};
pub(crate) use exclusion::fallen;
pub use exclusion::{Resting, all_excluded, claims_resting_on_source};
use groups::groups;
use joined::Joined;
pub use roots::{IndependentSource, Root, Roots, Way};
use unattributed::left_open;
pub use why::{Reason, source_name};

use std::collections::BTreeSet;

/// A number of independent sources, as a range because provenance may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceCount {
    pub at_least: usize,
    pub at_most: usize,
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
///   group is not counted if it must share a source with another, because then the set adds nothing, whether it falls or
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
    pub ways: BTreeSet<Way>,
    /// The group is one or more sets with a piece that may be excluded; their roots may be in other groups too.
    pub may_fall: bool,
    /// The group adds no source: every root it may have (for a set that may fall: any root) is in another group.
    pub covered: bool,
}

/// An article at which a trace ends without a known source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRoot {
    pub article: ArticleId,
    /// Roots its words may have, if it derives from several; empty if its provenance is not recorded. Excluded ones are left out.
    pub candidates: Vec<Root>,
    /// Whether a root it may have is excluded.
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

/// A piece of evidence that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExcludedEvidence {
    pub evidence: EvidenceId,
    /// The excluded source; `None` if another piece of its set is excluded.
    pub by: Option<IndependentSource>,
}

/// A piece of evidence with its root.
pub(crate) struct Piece {
    pub(crate) id: EvidenceId,
    pub(crate) article: ArticleId,
    pub(crate) set: Option<EvidenceSet>,
    pub(crate) root: Root,
    pub(crate) way: Way,
}

impl IndependentSources {
    /// Counts the sources of a claim's evidence of one stance.
    #[must_use]
    pub fn of(claim: &ClaimEvidence<'_>, stance: Stance, roots: &mut Roots<'_>) -> Self {
        let passages: Vec<&Passage<'_>> = passages(claim, stance).collect();
        let of_passages = passages.iter().map(|passage| Piece::of(passage, roots));
        let mut pieces: Vec<Piece> = of_passages.collect();
        left_open(&passages, &mut pieces, roots);
        let (counting, excluded) = without_excluded(pieces);
        let mut articles: Vec<ArticleId> = counting.iter().map(|piece| piece.article).collect();
        articles.sort_unstable();
        articles.dedup();
        let may_fall = sets_that_may_fall(&counting);
        let mut groups = groups(&counting, &may_fall, roots);
        // Stable: keeps the order of the evidence.
        groups.sort_by_key(|group| group.sources.is_empty());
        Self {
            count: SourceCount {
                at_least: at_least(&counting, &may_fall),
                at_most: groups.iter().filter(|group| !group.covered).count(),
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
        let pieces = passages(claim, stance).map(|passage| Piece::of(passage, roots));
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
    #[must_use]
    pub fn is_one_source_only(&self) -> bool {
        self.articles >= 2 && self.count.at_most == 1
    }
}

fn passages<'a>(
    claim: &'a ClaimEvidence<'a>,
    stance: Stance,
) -> impl Iterator<Item = &'a Passage<'a>> {
    let passages = claim.passages.iter();
    passages.filter(move |passage| passage.evidence.stance == stance)
}

impl Piece {
    fn of(passage: &Passage<'_>, roots: &mut Roots<'_>) -> Self {
        let Passage {
            evidence, article, ..
        } = passage;
        let (root, way) = roots.of_evidence(evidence, article);
        Self {
            id: evidence.id,
            article: article.id,
            set: evidence.set,
            root,
            way,
        }
    }

    /// Whether it counts no matter what turns out to be excluded.
    fn is_certain(&self, may_fall: &BTreeSet<EvidenceSet>) -> bool {
        let set_may_fall = self
            .set
            .is_some_and(|together| may_fall.contains(&together));
        !self.root.may_be_excluded() && !set_may_fall
    }
}

/// Separates excluded pieces, and pieces of their sets, from those that count.
fn without_excluded(pieces: Vec<Piece>) -> (Vec<Piece>, Vec<ExcludedEvidence>) {
    let is_excluded = |piece: &&Piece| matches!(piece.root, Root::Excluded(_));
    let fallen: BTreeSet<EvidenceSet> = pieces
        .iter()
        .filter(is_excluded)
        .filter_map(|piece| piece.set)
        .collect();
    let falls = |piece: &Piece| {
        is_excluded(&piece) || piece.set.is_some_and(|together| fallen.contains(&together))
    };
    let (excluded, counting): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(falls);
    let apart = excluded.iter().map(|piece| ExcludedEvidence {
        evidence: piece.id,
        by: match piece.root {
            Root::Excluded(source) => Some(source),
            _ => None,
        },
    });
    let apart = apart.collect();
    (counting, apart)
}

/// Sets that no longer count if a root turns out to be excluded.
pub(crate) fn sets_that_may_fall(pieces: &[Piece]) -> BTreeSet<EvidenceSet> {
    pieces
        .iter()
        .filter(|piece| piece.root.may_be_excluded())
        .filter_map(|piece| piece.set)
        .collect()
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

fn at_least(pieces: &[Piece], may_fall: &BTreeSet<EvidenceSet>) -> usize {
    let joined = Joined::of(pieces.iter());
    let mut tallies = vec![Tally::default(); joined.with_heads().len()];
    for (root, head) in joined.with_heads() {
        match root {
            Root::Open { .. } | Root::Unattributed { .. } => tallies[head].open += 1,
            Root::Settled(_) | Root::Excluded(_) => tallies[head].known = true,
        }
    }
    for piece in pieces.iter().filter(|piece| piece.is_certain(may_fall)) {
        tallies[joined.head(piece.root)].certain = true;
    }
    let known = tallies.iter().filter(|tally| tally.certain && tally.known);
    let can_join: usize = tallies.iter().map(Tally::can_join).sum();
    let floor = usize::from(tallies.iter().any(|tally| tally.certain));
    known.count().saturating_sub(can_join).max(floor)
}

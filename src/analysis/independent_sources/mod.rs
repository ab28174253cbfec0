//! How many independent sources a claim has: the rule, and what it found.

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

/// How many independent sources there are, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceCount {
    /// So many there are, whatever the analyst finds out about what is open.
    pub at_least: usize,
    /// More there cannot be.
    pub at_most: usize,
}

/// Where the evidence of one stance comes from.
///
/// The rule, piece by piece, is that of [`Roots::of_evidence`]. What it finds is counted so:
///
/// - A piece that nobody is recorded for is not settled where it came the way of what somebody else is recorded to have said,
///   and is not marked first-hand: it may be the same statement (`unattributed::left_open`). It is an open root then, between the
///   independent source that it came by way of and whoever said the others, until it is attributed or marked.
/// - Pieces in one set are a unit that rests on the independent sources of all of them; any other piece is a unit. Units that share an
///   independent source, or an open root, are one group.
/// - A unit of which a piece is excluded does not count; one of which a piece may be excluded is not counted in `at_least`.
/// - `at_most` counts the groups: those with a known independent source, and those that rest on open roots alone; the latter not where all
///   that they can come from is in a group already. A set of which a piece may be excluded joins nothing here, since without
///   it what it joins comes apart: it is a group of its own, with those of its kind that share a root with it. That group is
///   not counted where it must share an independent source with another, since the set adds nothing then, whether it falls or stands.
/// - `at_least` counts the groups with a known independent source, joined by every set: an open root may turn out to be any of them.
///   Where nothing but open roots is there, it is one. Where an open root is in one set with others, settling it can join two
///   groups, so each such root takes one away (down to one).
///
/// The range is never too narrow. It is wider than need be in three cases. Where three or more sets may fall, each of which shares
/// an independent source or an open root with the next, the first and the last are taken to stand apart, as if what joins them fell without
/// them. Where a set has an open root of which all that it can be is in other groups, the set is taken to stand apart from them.
/// And where what somebody said stands in an article that derives from several, of whom that somebody is one, it is taken to
/// have come by way of them from another.
///
/// So recording a provenance never widens the range, unless it leads to what is excluded, or shows that what was marked
/// first-hand is a reprint or a translation, or that what nobody is recorded for came the way of what somebody is recorded to
/// have said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndependentSources {
    /// The figure.
    pub count: SourceCount,
    /// How many articles the evidence lies in that counts.
    pub articles: usize,
    /// What counts once each; those with a known independent source first, then in the order of their evidence.
    pub groups: Vec<SourceGroup>,
    /// What counts no more, in the order of the evidence.
    pub excluded: Vec<ExcludedEvidence>,
}

/// Evidence that counts once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceGroup {
    /// The independent sources that it is known to rest on; none where all is open.
    pub sources: BTreeSet<IndependentSource>,
    /// The articles at which the trace of some of it ends.
    pub open: Vec<OpenRoot>,
    /// What of it may be what others are recorded to have said.
    pub unattributed: Vec<Unattributed>,
    /// The evidence, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
    /// The ways in which the evidence came from its independent sources.
    pub ways: BTreeSet<Way>,
    /// It is a set, or several, of which a piece may be excluded; what it rests on may be in other groups too.
    pub may_fall: bool,
    /// It cannot be an independent source of its own: all that it can come from is in other groups; or, of a set that may fall, something.
    pub covered: bool,
}

/// An article at which a trace ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRoot {
    /// Which.
    pub article: ArticleId,
    /// What its words may come from, where it derives from several; nothing where nobody has recorded its provenance.
    /// Without what is excluded.
    pub candidates: Vec<Root>,
    /// They may come from something that is excluded.
    pub may_be_excluded: bool,
    /// The evidence that ends there, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// Evidence that nobody is recorded for; see [`Root::Unattributed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unattributed {
    /// By way of which independent source it came.
    pub source: IndependentSource,
    /// Which evidence, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// A piece of evidence that counts no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExcludedEvidence {
    /// Which.
    pub evidence: EvidenceId,
    /// What is excluded; `None` where another piece of its set is, without which it does not count.
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
    /// The independent sources of the evidence of one stance of a claim.
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
        // Stable, so the order of the evidence stays.
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

    /// What counts no more of the evidence of one stance, in the order of the evidence.
    pub(crate) fn excluded_of(
        claim: &ClaimEvidence<'_>,
        stance: Stance,
        roots: &mut Roots<'_>,
    ) -> Vec<ExcludedEvidence> {
        let pieces = passages(claim, stance).map(|passage| Piece::of(passage, roots));
        let pieces: Vec<Piece> = pieces.collect();
        // Nothing falls where nothing is excluded, and that is nearly always.
        if pieces
            .iter()
            .any(|piece| matches!(piece.root, Root::Exclusion(_)))
        {
            without_excluded(pieces).1
        } else {
            Vec::new()
        }
    }

    /// Several articles say it and all of them have it from one independent source.
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

    /// It counts whatever turns out to be excluded.
    fn is_certain(&self, may_fall: &BTreeSet<EvidenceSet>) -> bool {
        let set_may_fall = self
            .set
            .is_some_and(|together| may_fall.contains(&together));
        !self.root.may_be_excluded() && !set_may_fall
    }
}

/// Sets aside what is excluded, and what counts only together with it.
fn without_excluded(pieces: Vec<Piece>) -> (Vec<Piece>, Vec<ExcludedEvidence>) {
    let is_excluded = |piece: &&Piece| matches!(piece.root, Root::Exclusion(_));
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
            Root::Exclusion(source) => Some(source),
            _ => None,
        },
    });
    let apart = apart.collect();
    (counting, apart)
}

/// The sets that fall if something turns out to be excluded.
pub(crate) fn sets_that_may_fall(pieces: &[Piece]) -> BTreeSet<EvidenceSet> {
    pieces
        .iter()
        .filter(|piece| piece.root.may_be_excluded())
        .filter_map(|piece| piece.set)
        .collect()
}

/// What is found of roots that count together if every set stands.
#[derive(Clone, Default)]
struct Tally {
    /// Some evidence counts whatever turns out to be excluded.
    certain: bool,
    known: bool,
    open: usize,
}

impl Tally {
    /// How many others it may turn out to be one with, beyond the one that an open root alone becomes a part of.
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
            Root::Settled(_) | Root::Exclusion(_) => tallies[head].known = true,
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

use super::roots::{IndependentSource, Root, RootLink, Roots};
use crate::{
    analysis::claim_evidence::{ClaimEvidence, Passage},
    project::{ArticleId, EvidenceId, EvidenceSet, Stance},
};

use std::collections::BTreeSet;

/// A piece of evidence with its root.
pub(crate) struct Piece {
    pub(crate) id: EvidenceId,
    pub(crate) article: ArticleId,
    pub(crate) set: Option<EvidenceSet>,
    pub(crate) root: Root,
    pub(crate) way: RootLink,
}

/// A piece of evidence that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExcludedEvidence {
    pub evidence: EvidenceId,
    /// The excluded source; `None` if another piece of its set is excluded.
    pub by: Option<IndependentSource>,
}

pub(crate) fn passages<'a>(
    claim: &'a ClaimEvidence<'a>,
    stance: Stance,
) -> impl Iterator<Item = &'a Passage<'a>> {
    let passages = claim.passages.iter();
    passages.filter(move |passage| passage.evidence.stance == stance)
}

impl Piece {
    pub(crate) fn new(passage: &Passage<'_>, roots: &mut Roots<'_>) -> Self {
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

    /// Whether it counts, whatever turns out to be excluded.
    pub(crate) fn is_certain(&self, uncertain: &BTreeSet<EvidenceSet>) -> bool {
        let set_is_uncertain = self
            .set
            .is_some_and(|together| uncertain.contains(&together));
        !self.root.may_be_excluded() && !set_is_uncertain
    }
}

/// Separates excluded pieces, and pieces of their sets, from those that count.
pub(crate) fn without_excluded(pieces: Vec<Piece>) -> (Vec<Piece>, Vec<ExcludedEvidence>) {
    let is_excluded = |piece: &&Piece| matches!(piece.root, Root::Excluded(_));
    let fallen: BTreeSet<EvidenceSet> = pieces
        .iter()
        .filter(is_excluded)
        .filter_map(|piece| piece.set)
        .collect();
    let is_out = |piece: &Piece| {
        is_excluded(&piece) || piece.set.is_some_and(|together| fallen.contains(&together))
    };
    let (excluded, counting): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(is_out);
    let apart = excluded.iter().map(|piece| ExcludedEvidence {
        evidence: piece.id,
        by: match piece.root {
            Root::Excluded(source) => Some(source),
            Root::Settled(_) | Root::Open { .. } | Root::Unattributed { .. } => None,
        },
    });
    let apart = apart.collect();
    (counting, apart)
}

/// Sets that do not count if a root turns out to be excluded.
pub(crate) fn uncertain_sets(pieces: &[Piece]) -> BTreeSet<EvidenceSet> {
    pieces
        .iter()
        .filter(|piece| piece.root.may_be_excluded())
        .filter_map(|piece| piece.set)
        .collect()
}

use super::{count::IndependentSources, piece::ExcludedEvidence, roots::Roots};
use crate::{
    analysis::claim_evidence::{ClaimEvidence, Passage},
    project::{EvidenceId, Stance},
};

use std::collections::BTreeSet;

/// Independent sources for and against a claim, and its excluded evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimSources {
    pub supports: IndependentSources,
    pub refutes: IndependentSources,
    /// Excluded context, in the analyst's order.
    pub excluded_context: Vec<ExcludedEvidence>,
}

impl ClaimSources {
    pub fn new(claim: &ClaimEvidence<'_>, roots: &mut Roots<'_>) -> Self {
        Self {
            supports: IndependentSources::new(claim, Stance::Supports, roots),
            refutes: IndependentSources::new(claim, Stance::Refutes, roots),
            excluded_context: IndependentSources::excluded_of(claim, Stance::Context, roots),
        }
    }

    /// All excluded evidence, of any stance.
    pub fn excluded(&self) -> impl Iterator<Item = &ExcludedEvidence> {
        let excluded = self.supports.excluded.iter().chain(&self.refutes.excluded);
        excluded.chain(&self.excluded_context)
    }

    /// The ids of all excluded evidence.
    pub(crate) fn excluded_ids(&self) -> BTreeSet<EvidenceId> {
        self.excluded().map(|piece| piece.evidence).collect()
    }

    /// Splits the claim's evidence into what counts and what is excluded.
    pub fn part<'a>(&self, claim: &ClaimEvidence<'a>) -> (ClaimEvidence<'a>, ClaimEvidence<'a>) {
        let out = self.excluded_ids();
        let is_out = |passage: &Passage<'a>| out.contains(&passage.evidence.id);
        let (out, counting) = claim.passages.iter().partition(|passage| is_out(passage));
        let with = |passages| ClaimEvidence { passages, ..*claim };
        (with(counting), with(out))
    }

    /// The side that the rules apply to: support, or refutation if it has more independent sources.
    pub fn leading(&self) -> (Stance, &IndependentSources) {
        if self.refutes.count > self.supports.count {
            (Stance::Refutes, &self.refutes)
        } else {
            (Stance::Supports, &self.supports)
        }
    }
}

/// The ids of a claim's excluded evidence; cheaper than [`ClaimSources::new`].
pub(crate) fn excluded_ids(
    claim: &ClaimEvidence<'_>,
    roots: &mut Roots<'_>,
) -> BTreeSet<EvidenceId> {
    let mut excluded_of = |stance| IndependentSources::excluded_of(claim, stance, roots);
    let excluded = Stance::ALL.into_iter().flat_map(&mut excluded_of);
    excluded.map(|piece| piece.evidence).collect()
}

//! What falls when an origin is pulled.

use std::collections::BTreeSet;

use super::{
    ClaimEvidence, ClaimOrigins, Origin, Origins, Roots,
    touched::{claims_resting_on, claims_said_by},
};
use crate::project::{Claim, ClaimId, EvidenceId, HouseRule, Project};

/// A claim that rests on an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resting {
    /// Which.
    pub claim: ClaimId,
    /// The evidence that does not count without the origin: what comes from it, and what counts only together with that.
    pub evidence: Vec<EvidenceId>,
    /// The rules that it would keep with the origin and does not keep without it; waived ones too.
    pub falls_below: Vec<HouseRule>,
    /// It has a verdict, which needs review.
    pub needs_review: bool,
}

/// The claims that rest on an origin, by id, whether it is pulled already or not.
///
/// Looks at what names the origin and what derives from it, and at nothing else of the project.
#[must_use]
pub fn claims_resting_on_origin(project: &Project, origin: Origin) -> Vec<Resting> {
    let claims: BTreeSet<ClaimId> = match origin {
        Origin::Claimant(id) => claims_said_by(project, id).collect(),
        Origin::Article(id) => claims_resting_on(project, vec![id]).into_iter().collect(),
    };
    let mut with = Roots::supposing(project, origin, false);
    let mut without = Roots::supposing(project, origin, true);
    let claims = claims.into_iter().filter_map(|id| project.claim(id));
    let resting = claims.map(|claim| resting(project, claim, &mut with, &mut without));
    resting
        .filter(|resting| !(resting.evidence.is_empty() && resting.falls_below.is_empty()))
        .collect()
}

/// Everything that is pulled: claimants, then articles, in the project's order.
pub fn all_pulled(project: &Project) -> impl Iterator<Item = Origin> + '_ {
    let claimants = project
        .claimants()
        .filter(|claimant| claimant.pulled.is_some());
    let articles = project
        .articles()
        .filter(|article| article.pulled.is_some());
    let claimants = claimants.map(|claimant| Origin::Claimant(claimant.id));
    claimants.chain(articles.map(|article| Origin::Article(article.id)))
}

fn resting(
    project: &Project,
    claim: &Claim,
    with: &mut Roots<'_>,
    without: &mut Roots<'_>,
) -> Resting {
    let evidence = ClaimEvidence::of(project, claim);
    let with = ClaimOrigins::of(&evidence, with);
    let without = ClaimOrigins::of(&evidence, without);
    let kept_out = pulled_ids(&with);
    let missed = |origins: &ClaimOrigins| -> BTreeSet<HouseRule> {
        let misses = origins.misses(project, claim);
        misses.iter().map(|miss| miss.rule).collect()
    };
    Resting {
        claim: claim.id,
        evidence: pulled_ids(&without)
            .difference(&kept_out)
            .copied()
            .collect(),
        falls_below: missed(&without)
            .difference(&missed(&with))
            .copied()
            .collect(),
        needs_review: claim.verdict.is_some(),
    }
}

fn pulled_ids(origins: &ClaimOrigins) -> BTreeSet<EvidenceId> {
    let of = |origins: &Origins| {
        origins
            .pulled
            .iter()
            .map(|piece| piece.evidence)
            .collect::<Vec<_>>()
    };
    of(&origins.supports)
        .into_iter()
        .chain(of(&origins.refutes))
        .collect()
}

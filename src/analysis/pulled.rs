//! What falls when an origin is pulled.

use std::collections::BTreeSet;

use super::{
    ClaimEvidence, ClaimOrigins, Origin, Origins, Roots,
    touched::{claims_resting_on, claims_said_by},
};
use crate::project::{Claim, ClaimId, EvidenceId, HouseRule, Project, Stance};

/// A claim that rests on an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resting {
    /// Which.
    pub claim: ClaimId,
    /// The evidence that does not count without the origin: what comes from it, and what counts only together with that.
    pub evidence: Vec<EvidenceId>,
    /// The evidence that came through the origin from somebody else, and counts with or without it.
    pub passed_on: Vec<EvidenceId>,
    /// The rules that it would keep with the origin and does not keep without it; waived ones too.
    pub falls_below: Vec<HouseRule>,
    /// It has a verdict, which needs review where evidence falls.
    pub needs_review: bool,
}

impl Resting {
    /// Something of it counts only with the origin.
    #[must_use]
    pub fn rests(&self) -> bool {
        !(self.evidence.is_empty() && self.falls_below.is_empty())
    }
}

/// The claims that rest on an origin, by id, whether it is pulled already or not; those too that only have something that it
/// passed on.
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
    let resting = claims.map(|claim| resting(project, claim, origin, &mut with, &mut without));
    resting
        .filter(|it| it.rests() || !it.passed_on.is_empty())
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
    origin: Origin,
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
    let falls = pulled_ids(&without);
    let falls: Vec<EvidenceId> = falls.difference(&kept_out).copied().collect();
    let mut passed_on = passed_on(project, claim.id, origin);
    passed_on.retain(|id| !falls.contains(id));
    Resting {
        claim: claim.id,
        needs_review: claim.verdict.is_some() && !falls.is_empty(),
        evidence: falls,
        passed_on,
        falls_below: missed(&without)
            .difference(&missed(&with))
            .copied()
            .collect(),
    }
}

/// The evidence of a claim that counts no more, whatever its stance.
pub(super) fn fallen(claim: &ClaimEvidence<'_>, roots: &mut Roots<'_>) -> BTreeSet<EvidenceId> {
    let mut of = |stance| Origins::pulled_of(claim, stance, roots);
    let pulled = Stance::ALL.into_iter().flat_map(&mut of);
    pulled.map(|piece| piece.evidence).collect()
}

fn pulled_ids(origins: &ClaimOrigins) -> BTreeSet<EvidenceId> {
    origins.pulled().map(|piece| piece.evidence).collect()
}

/// What came through a claimant and counts whether or not that is pulled, in the analyst's order: who passes it on is not who
/// said it.
fn passed_on(project: &Project, claim: ClaimId, origin: Origin) -> Vec<EvidenceId> {
    let Origin::Claimant(who) = origin else {
        return Vec::new();
    };
    let evidence = project.evidence_of(claim);
    let through = evidence.filter(|evidence| evidence.attribution.via.contains(&who));
    through.map(|evidence| evidence.id).collect()
}

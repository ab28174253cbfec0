//! Effects of excluding a source.

use super::{
    claim_sources::ClaimSources,
    roots::{IndependentSource, Roots},
};
use crate::{
    analysis::{
        affected_claims::{claims_depending_on, claims_said_by},
        claim_evidence::ClaimEvidence,
    },
    project::{Claim, ClaimId, EvidenceId, HouseRule, Project},
};

use std::collections::BTreeSet;

/// A claim with evidence from a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DependentClaim {
    pub claim: ClaimId,
    /// Evidence that does not count without the source: its own, and pieces in sets with those.
    pub evidence: Vec<EvidenceId>,
    /// Evidence that the source only relayed, which counts either way.
    pub passed_on: Vec<EvidenceId>,
    /// Rules that the claim meets with the source but not without it, including waived ones.
    pub falls_below: Vec<HouseRule>,
    /// Whether the claim has a verdict and loses evidence.
    pub needs_review: bool,
}

impl DependentClaim {
    /// Whether any evidence counts only with the source.
    pub fn rests(&self) -> bool {
        !(self.evidence.is_empty() && self.falls_below.is_empty())
    }
}

/// Claims with evidence from a source, or relayed by it, by id, whether it is excluded or not.
///
/// Visits only the records that refer to the source or derive from it.
pub fn claims_depending_on_source(
    project: &Project,
    source: IndependentSource,
) -> Vec<DependentClaim> {
    let claims: BTreeSet<ClaimId> = match source {
        IndependentSource::Speaker(id) => claims_said_by(project, id).collect(),
        IndependentSource::Article(id) => {
            claims_depending_on(project, vec![id]).into_iter().collect()
        }
    };
    let mut with = Roots::supposing(project, source, false);
    let mut without = Roots::supposing(project, source, true);
    let claims = claims.into_iter().filter_map(|id| project.claim(id));
    let resting = claims.map(|claim| resting(project, claim, source, &mut with, &mut without));
    resting
        .filter(|it| it.rests() || !it.passed_on.is_empty())
        .collect()
}

/// All excluded speakers, then articles, in project order.
pub fn all_excluded(project: &Project) -> impl Iterator<Item = IndependentSource> + '_ {
    let speakers = project
        .speakers()
        .filter(|speaker| speaker.excluded.is_some());
    let articles = project
        .articles()
        .filter(|article| article.excluded.is_some());
    let speakers = speakers.map(|speaker| IndependentSource::Speaker(speaker.id));
    speakers.chain(articles.map(|article| IndependentSource::Article(article.id)))
}

fn resting(
    project: &Project,
    claim: &Claim,
    source: IndependentSource,
    with: &mut Roots<'_>,
    without: &mut Roots<'_>,
) -> DependentClaim {
    let evidence = ClaimEvidence::new(project, claim);
    let with = ClaimSources::new(&evidence, with);
    let without = ClaimSources::new(&evidence, without);
    let kept_out = with.excluded_ids();
    let missed = |sources: &ClaimSources| -> BTreeSet<HouseRule> {
        let misses = sources.misses(project, claim);
        misses.iter().map(|miss| miss.rule).collect()
    };
    let lost = without.excluded_ids();
    let lost: Vec<EvidenceId> = lost.difference(&kept_out).copied().collect();
    let mut passed_on = passed_on(project, claim.id, source);
    passed_on.retain(|id| !lost.contains(id));
    DependentClaim {
        claim: claim.id,
        needs_review: claim.verdict.is_some() && !lost.is_empty(),
        evidence: lost,
        passed_on,
        falls_below: missed(&without)
            .difference(&missed(&with))
            .copied()
            .collect(),
    }
}

/// Evidence that a speaker relayed, in the analyst's order.
fn passed_on(project: &Project, claim: ClaimId, source: IndependentSource) -> Vec<EvidenceId> {
    let IndependentSource::Speaker(who) = source else {
        return Vec::new();
    };
    let evidence = project.evidence_of(claim);
    let through = evidence.filter(|evidence| evidence.attribution.relayed_by.contains(&who));
    through.map(|evidence| evidence.id).collect()
}

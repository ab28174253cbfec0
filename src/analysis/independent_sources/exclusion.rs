//! What falls when an independent source is excluded.

use super::{
    IndependentSources,
    roots::{IndependentSource, Roots},
};
use crate::{
    analysis::{
        house_rules::ClaimSources,
        table::{ClaimEvidence, claims_resting_on, claims_said_by},
    },
    project::{Claim, ClaimId, EvidenceId, HouseRule, Project, Stance},
};

use std::collections::BTreeSet;

/// A claim that rests on an independent source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resting {
    /// Which.
    pub claim: ClaimId,
    /// The evidence that does not count without the independent source: what comes from it, and what counts only together with that.
    pub evidence: Vec<EvidenceId>,
    /// The evidence that came through the independent source from somebody else, and counts with or without it.
    pub passed_on: Vec<EvidenceId>,
    /// The rules that it would keep with the independent source and does not keep without it; waived ones too.
    pub falls_below: Vec<HouseRule>,
    /// It has a verdict, which needs review where evidence falls.
    pub needs_review: bool,
}

impl Resting {
    /// Something of it counts only with the independent source.
    #[must_use]
    pub fn rests(&self) -> bool {
        !(self.evidence.is_empty() && self.falls_below.is_empty())
    }
}

/// The claims that rest on an independent source, by id, whether it is excluded already or not; those too that only have something that it
/// passed on.
///
/// Looks at what names the independent source and what derives from it, and at nothing else of the project.
#[must_use]
pub fn claims_resting_on_source(project: &Project, source: IndependentSource) -> Vec<Resting> {
    let claims: BTreeSet<ClaimId> = match source {
        IndependentSource::Speaker(id) => claims_said_by(project, id).collect(),
        IndependentSource::Article(id) => {
            claims_resting_on(project, vec![id]).into_iter().collect()
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

/// Everything that is excluded: speakers, then articles, in the project's order.
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
) -> Resting {
    let evidence = ClaimEvidence::of(project, claim);
    let with = ClaimSources::of(&evidence, with);
    let without = ClaimSources::of(&evidence, without);
    let kept_out = excluded_ids(&with);
    let missed = |sources: &ClaimSources| -> BTreeSet<HouseRule> {
        let misses = sources.misses(project, claim);
        misses.iter().map(|miss| miss.rule).collect()
    };
    let falls = excluded_ids(&without);
    let falls: Vec<EvidenceId> = falls.difference(&kept_out).copied().collect();
    let mut passed_on = passed_on(project, claim.id, source);
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
pub(crate) fn fallen(claim: &ClaimEvidence<'_>, roots: &mut Roots<'_>) -> BTreeSet<EvidenceId> {
    let mut of = |stance| IndependentSources::excluded_of(claim, stance, roots);
    let excluded = Stance::ALL.into_iter().flat_map(&mut of);
    excluded.map(|piece| piece.evidence).collect()
}

fn excluded_ids(sources: &ClaimSources) -> BTreeSet<EvidenceId> {
    sources.excluded().map(|piece| piece.evidence).collect()
}

/// What came through a speaker and counts whether or not that is excluded, in the analyst's order: who passes it on is not who
/// said it.
fn passed_on(project: &Project, claim: ClaimId, source: IndependentSource) -> Vec<EvidenceId> {
    let IndependentSource::Speaker(who) = source else {
        return Vec::new();
    };
    let evidence = project.evidence_of(claim);
    let through = evidence.filter(|evidence| evidence.attribution.relayed_by.contains(&who));
    through.map(|evidence| evidence.id).collect()
}

//! What a claim misses of what the house asks for: warnings, never a score.

use super::{
    independent_sources::{ExcludedEvidence, IndependentSources, Roots, SourceCount},
    table::ClaimEvidence,
};
use crate::project::{
    ArticleId, Claim, Evidence, EvidenceId, HouseRule, HouseRules, Knowledge, Naming, Project,
    Provenance, Stance, Usage, Waiver,
};

use std::collections::BTreeSet;

/// The independent sources of a claim's support and of its refutation, and what counts no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimSources {
    /// Of the evidence that supports it.
    pub supports: IndependentSources,
    /// Of the evidence that refutes it.
    pub refutes: IndependentSources,
    /// What counts no more of the evidence that gives context, in the order of the evidence.
    pub excluded_context: Vec<ExcludedEvidence>,
}

/// A rule that a claim does not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miss<'a> {
    /// Which rule.
    pub rule: HouseRule,
    /// How many are asked for; 0 for the rule that knows no number.
    pub wanted: usize,
    /// How many there are: for independent sources a range.
    pub found: SourceCount,
    /// The side that misses it; `None` where both do, as they can for the rule that knows no number.
    pub side: Option<Stance>,
    /// What is recorded of who answers for it; see [`Miss::is_waived`].
    pub waiver: Option<&'a Waiver>,
}

impl ClaimSources {
    /// Those of one claim.
    #[must_use]
    pub fn of(claim: &ClaimEvidence<'_>, roots: &mut Roots<'_>) -> Self {
        Self {
            supports: IndependentSources::of(claim, Stance::Supports, roots),
            refutes: IndependentSources::of(claim, Stance::Refutes, roots),
            excluded_context: IndependentSources::excluded_of(claim, Stance::Context, roots),
        }
    }

    /// All evidence that counts no more, of any stance: what every figure leaves out.
    pub fn excluded(&self) -> impl Iterator<Item = &ExcludedEvidence> {
        let excluded = self.supports.excluded.iter().chain(&self.refutes.excluded);
        excluded.chain(&self.excluded_context)
    }

    /// The side that the rules are held against: the support, or the refutation where that has more independent sources.
    #[must_use]
    pub fn leading(&self) -> (Stance, &IndependentSources) {
        if self.refutes.count > self.supports.count {
            (Stance::Refutes, &self.refutes)
        } else {
            (Stance::Supports, &self.supports)
        }
    }

    /// The rules of the project that the claim does not keep, in the order they are listed; those that are waived too.
    ///
    /// Only evidence that counts is looked at, of the leading side but for the last of them:
    ///
    /// - Independent sources: the least that there are.
    /// - Secondary sources of original reporting: articles with a secondary piece whose provenance is original. Nothing is
    ///   asked where a piece is primary.
    /// - First-hand sources: articles with a first-hand piece that are not known to derive from others.
    /// - One anonymous source: there is a verdict, and either side has evidence of which more than one independent source is not known, and
    ///   the source of every piece is unnamed, anonymous or on background.
    #[must_use]
    pub fn misses<'a>(&self, project: &Project, claim: &'a Claim) -> Vec<Miss<'a>> {
        let rules = project.rules();
        if *rules == HouseRules::default() {
            // Nothing is asked, so nothing has to be looked at.
            return Vec::new();
        }
        let (side, sources) = self.leading();
        let evidence = counting(project, sources);
        let asked = [
            (HouseRule::IndependentSources, rules.independent_sources),
            (HouseRule::SecondarySources, rules.secondary_sources),
            (HouseRule::FirstHand, rules.first_hand),
        ];
        let asked = asked
            .into_iter()
            .filter_map(|(rule, wanted)| Some((rule, wanted? as usize)));
        let miss = |(rule, wanted): (HouseRule, usize)| {
            let found = match rule {
                HouseRule::SecondarySources => exactly(secondary_sources(project, &evidence)?),
                HouseRule::FirstHand => exactly(first_hand_sources(project, &evidence)),
                HouseRule::IndependentSources | HouseRule::NoSingleAnonymous => sources.count,
            };
            (found.at_least < wanted).then_some(Miss {
                rule,
                wanted,
                found,
                side: Some(side),
                waiver: None,
            })
        };
        let anonymous = rules.no_single_anonymous && claim.verdict.is_some();
        let anonymous = anonymous.then(|| self.on_one_anonymous(project)).flatten();
        let misses = asked.filter_map(miss).chain(anonymous);
        let with_waiver = |miss: Miss<'a>| Miss {
            waiver: claim.waivers.iter().find(|waiver| waiver.rule == miss.rule),
            ..miss
        };
        misses.map(with_waiver).collect()
    }

    /// The sides that rest on one anonymous source, or may.
    fn on_one_anonymous<'a>(&self, project: &Project) -> Option<Miss<'a>> {
        let rests = |sources: &IndependentSources| {
            let SourceCount { at_least, at_most } = sources.count;
            at_most > 0 && at_least <= 1 && all_unnamed(&counting(project, sources))
        };
        let (found, side) = match (rests(&self.supports), rests(&self.refutes)) {
            (true, true) => (self.supports.count.max(self.refutes.count), None),
            (true, false) => (self.supports.count, Some(Stance::Supports)),
            (false, true) => (self.refutes.count, Some(Stance::Refutes)),
            (false, false) => return None,
        };
        Some(Miss {
            rule: HouseRule::NoSingleAnonymous,
            wanted: 0,
            found,
            side,
            waiver: None,
        })
    }
}

impl Miss<'_> {
    /// Somebody answers for it, by name and with a reason.
    #[must_use]
    pub fn is_waived(&self) -> bool {
        self.waiver.is_some_and(Waiver::holds)
    }

    /// What is missing, as a whole sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { wanted, found, .. } = self;
        match self.rule {
            HouseRule::IndependentSources if found.at_most >= *wanted => format!(
                "It has {found}, of which {wanted} must be independent: record where its articles have it from."
            ),
            HouseRule::IndependentSources => {
                format!("It has {found}; the house asks for {wanted} that are independent.")
            }
            HouseRule::SecondarySources => format!(
                "It has no primary source and {} of original reporting; the house asks for {wanted}.",
                sources(found.at_least, "secondary source")
            ),
            HouseRule::FirstHand => format!(
                "It has {}; the house asks for {wanted}.",
                sources(found.at_least, "first-hand source")
            ),
            HouseRule::NoSingleAnonymous => self.anonymous_sentence(),
        }
    }

    fn anonymous_sentence(&self) -> String {
        let what = match self.side {
            Some(Stance::Refutes) => "What refutes it",
            Some(_) => "What supports it",
            None => "Either side of it",
        };
        if self.found.at_most > 1 {
            format!(
                "{what} may rest on one anonymous source, and it has a verdict: record where its articles have it from."
            )
        } else {
            format!("{what} rests on one anonymous source, and it has a verdict.")
        }
    }
}

fn sources(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}"),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

fn exactly(count: usize) -> SourceCount {
    SourceCount {
        at_least: count,
        at_most: count,
    }
}

/// Each piece that counts, with its article.
fn counting<'a>(
    project: &'a Project,
    sources: &IndependentSources,
) -> Vec<(&'a Evidence, ArticleId)> {
    let with_article = |id: &EvidenceId| {
        let evidence = project.evidence(*id)?;
        Some((evidence, project.highlight(evidence.highlight)?.article))
    };
    let ids = sources.groups.iter().flat_map(|group| &group.evidence);
    ids.filter_map(with_article).collect()
}

/// `None` where a piece is primary.
fn secondary_sources(project: &Project, evidence: &[(&Evidence, ArticleId)]) -> Option<usize> {
    let is =
        |usage| move |piece: &&(&Evidence, ArticleId)| piece.0.attribution.usage == Some(usage);
    if evidence.iter().any(|piece| is(Usage::Primary)(&piece)) {
        return None;
    }
    let original = |id: &ArticleId| {
        project
            .article(*id)
            .is_some_and(|article| article.provenance == Provenance::Original)
    };
    let secondary = evidence
        .iter()
        .filter(is(Usage::Secondary))
        .map(|(_, article)| *article);
    Some(secondary.filter(original).collect::<BTreeSet<_>>().len())
}

fn first_hand_sources(project: &Project, evidence: &[(&Evidence, ArticleId)]) -> usize {
    let first_hand = |piece: &&(&Evidence, ArticleId)| {
        piece.0.attribution.knowledge == Some(Knowledge::FirstHand)
    };
    let derives = |id: &ArticleId| {
        project
            .article(*id)
            .is_some_and(|article| !article.provenance.derivations().is_empty())
    };
    let articles = evidence
        .iter()
        .filter(first_hand)
        .map(|(_, article)| *article);
    articles
        .filter(|id| !derives(id))
        .collect::<BTreeSet<_>>()
        .len()
}

/// Whoever speaks on background is not named either.
fn all_unnamed(evidence: &[(&Evidence, ArticleId)]) -> bool {
    let is_unnamed = |(piece, _): &(&Evidence, ArticleId)| {
        let naming = piece.attribution.naming;
        matches!(naming, Some(Naming::Anonymous | Naming::OnBackground))
    };
    evidence.iter().all(is_unnamed)
}

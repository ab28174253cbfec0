//! House rules that a claim does not meet: warnings, never a score.

use super::independent_sources::{ClaimSources, IndependentSources, SourceCount};
use crate::{
    project::{
        ArticleId, Claim, Evidence, EvidenceId, FirstHandOrReported, HouseRule, HouseRules, Naming,
        PrimaryOrSecondary, Project, Provenance, Stance, Waiver,
    },
    text::counted,
};

use std::collections::BTreeSet;

/// A house rule that a claim does not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miss<'a> {
    pub rule: HouseRule,
    /// Required number; 0 for the rule without a number.
    pub wanted: usize,
    /// Actual number; a range for independent sources.
    pub found: SourceCount,
    /// The side that misses it; `None` for both, which is possible only for the rule without a number.
    pub side: Option<Stance>,
    /// Its waiver, which may be incomplete; see [`Miss::is_waived`].
    pub waiver: Option<&'a Waiver>,
}

impl ClaimSources {
    /// The project's rules that the claim does not meet, in order, including waived ones.
    ///
    /// Only evidence that counts is considered, and only the leading side except for the last rule:
    ///
    /// - Independent sources: the lower end of the range.
    /// - Secondary sources of original reporting: articles with a secondary piece whose provenance is original. Met if any
    ///   piece is primary.
    /// - First-hand sources: articles with a first-hand piece that are not known to derive from others.
    /// - No single anonymous source: missed if there is a verdict and a side has at most one certain source and no named one.
    pub fn misses<'a>(&self, project: &Project, claim: &'a Claim) -> Vec<Miss<'a>> {
        let rules = project.rules();
        if *rules == HouseRules::default() {
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

    /// Sides that are, or may be, based on one anonymous source.
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
    /// Whether its waiver has a name and a reason.
    pub fn is_waived(&self) -> bool {
        self.waiver.is_some_and(Waiver::holds)
    }

    /// The shortfall, as a sentence.
    pub fn sentence(&self) -> String {
        let Self { wanted, found, .. } = self;
        match self.rule {
            HouseRule::IndependentSources if found.at_most >= *wanted => format!(
                "It has {found}, but the house rule asks for {wanted}. Record the provenance of its articles to find out."
            ),
            HouseRule::IndependentSources => {
                format!("It has {found}, but the house rule asks for {wanted}.")
            }
            HouseRule::SecondarySources => format!(
                "It has no primary source and {} of original reporting; the house rule asks for {wanted}.",
                sources(found.at_least, "secondary source")
            ),
            HouseRule::FirstHand => format!(
                "It has {}; the house rule asks for {wanted}.",
                sources(found.at_least, "first-hand source")
            ),
            HouseRule::NoSingleAnonymous => self.anonymous_sentence(),
        }
    }

    fn anonymous_sentence(&self) -> String {
        let side = match self.side {
            Some(Stance::Refutes) => "Its refutation",
            Some(_) => "Its support",
            None => "Each side",
        };
        if self.found.at_most > 1 {
            format!(
                "{side} may rest on one anonymous source, although there is a verdict. Record the provenance of its articles to find out."
            )
        } else {
            format!("{side} rests on one anonymous source, although there is a verdict.")
        }
    }
}

fn sources(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}"),
        _ => counted(count, noun),
    }
}

fn exactly(count: usize) -> SourceCount {
    SourceCount {
        at_least: count,
        at_most: count,
    }
}

/// Pieces that count, with their articles.
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

/// `None` if any piece is primary.
fn secondary_sources(project: &Project, evidence: &[(&Evidence, ArticleId)]) -> Option<usize> {
    let has_role = |primary_or_secondary| {
        move |piece: &&(&Evidence, ArticleId)| {
            piece.0.attribution.primary_or_secondary == Some(primary_or_secondary)
        }
    };
    if evidence
        .iter()
        .any(|piece| has_role(PrimaryOrSecondary::Primary)(&piece))
    {
        return None;
    }
    let original = |id: &ArticleId| {
        project
            .article(*id)
            .is_some_and(|article| article.provenance == Provenance::Original)
    };
    let secondary = evidence
        .iter()
        .filter(has_role(PrimaryOrSecondary::Secondary))
        .map(|(_, article)| *article);
    Some(secondary.filter(original).collect::<BTreeSet<_>>().len())
}

fn first_hand_sources(project: &Project, evidence: &[(&Evidence, ArticleId)]) -> usize {
    let first_hand = |piece: &&(&Evidence, ArticleId)| {
        piece.0.attribution.first_hand == Some(FirstHandOrReported::FirstHand)
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

/// Speaking on background counts as unnamed.
fn all_unnamed(evidence: &[(&Evidence, ArticleId)]) -> bool {
    let is_unnamed = |(piece, _): &(&Evidence, ArticleId)| {
        let naming = piece.attribution.naming;
        matches!(naming, Some(Naming::Anonymous | Naming::OnBackground))
    };
    evidence.iter().all(is_unnamed)
}

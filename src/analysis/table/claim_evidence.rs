use crate::{
    analysis::{house_rules::ClaimSources, timeline::PartialDate},
    project::{Article, Claim, Evidence, EvidenceId, Highlight, Project, Search, Stance},
};

use std::collections::BTreeSet;

/// A claim with its evidence and where that lies, looked up once for all that is asked of it.
#[derive(Clone, Debug)]
pub struct ClaimEvidence<'a> {
    /// What it is part of.
    pub project: &'a Project,
    /// The claim.
    pub claim: &'a Claim,
    /// In the analyst's order.
    pub passages: Vec<Passage<'a>>,
}

/// A piece of evidence and where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The link to the claim.
    pub evidence: &'a Evidence,
    /// What is marked.
    pub highlight: &'a Highlight,
    /// Where.
    pub article: &'a Article,
    /// The article's place in the list, from 0.
    pub place: usize,
}

impl<'a> Passage<'a> {
    /// The words that are marked.
    #[must_use]
    pub fn quote(&self) -> Option<&'a str> {
        self.article.quote(self.highlight.span)
    }
}

impl<'a> ClaimEvidence<'a> {
    /// That of one claim.
    #[must_use]
    pub fn of(project: &'a Project, claim: &'a Claim) -> Self {
        let passage = |evidence: &'a Evidence| {
            let highlight = project.highlight(evidence.highlight)?;
            let place = project.article_place(highlight.article)?;
            Some(Passage {
                evidence,
                highlight,
                article: project.article_at(place)?,
                place,
            })
        };
        Self {
            project,
            claim,
            passages: project.evidence_of(claim.id).filter_map(passage).collect(),
        }
    }

    /// What counts of it, and what does not, since what it rests on is excluded. `independent sources` are the claim's.
    #[must_use]
    pub fn parted(&self, sources: &ClaimSources) -> (Self, Self) {
        let out: BTreeSet<EvidenceId> = sources.excluded().map(|piece| piece.evidence).collect();
        let is_out = |passage: &Passage<'a>| out.contains(&passage.evidence.id);
        let (out, counting) = self.passages.iter().partition(|passage| is_out(passage));
        let with = |passages| Self { passages, ..*self };
        (with(counting), with(out))
    }

    /// How many pieces have that stance.
    #[must_use]
    pub fn count(&self, stance: Stance) -> usize {
        let stances = self.passages.iter().map(|passage| passage.evidence.stance);
        stances.filter(|its| *its == stance).count()
    }

    /// The articles that it lies in, each once, in the project's order.
    #[must_use]
    pub fn articles(&self) -> Vec<&'a Article> {
        let mut places: Vec<(usize, &Article)> = self
            .passages
            .iter()
            .map(|passage| (passage.place, passage.article))
            .collect();
        places.sort_unstable_by_key(|(place, _)| *place);
        places.dedup_by_key(|(place, _)| *place);
        places.into_iter().map(|(_, article)| article).collect()
    }

    /// What was certainly published after the claim was made: whoever made the claim cannot have known it.
    ///
    /// Dates that are missing, that are not read, or that are too vague to tell, mark nothing.
    #[must_use]
    pub fn leaking(&self) -> BTreeSet<EvidenceId> {
        let Some(made) = PartialDate::parse(&self.claim.made) else {
            return BTreeSet::new();
        };
        let leaks = |passage: &&Passage<'_>| {
            let published = PartialDate::parse(&passage.article.details.published);
            published.is_some_and(|date| date.is_certainly_after(&made))
        };
        let leaking = self.passages.iter().filter(leaks);
        leaking.map(|passage| passage.evidence.id).collect()
    }

    /// There is support, nothing that refutes the claim, and nobody has recorded to have looked for it ([`Search::holds`]). It is
    /// asked of what counts.
    #[must_use]
    pub fn is_unchallenged(&self) -> bool {
        !self.claim.searches.iter().any(Search::holds)
            && self.count(Stance::Supports) > 0
            && self.count(Stance::Refutes) == 0
    }
}

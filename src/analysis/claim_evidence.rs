use super::dates::PartialDate;
use crate::project::{Article, Claim, Evidence, EvidenceId, Highlight, Project, Search, Stance};

use std::collections::BTreeSet;

/// A claim's evidence with its highlights and articles, looked up once.
#[derive(Clone, Debug)]
pub struct ClaimEvidence<'a> {
    pub project: &'a Project,
    pub claim: &'a Claim,
    /// In the analyst's order.
    pub passages: Vec<Passage<'a>>,
}

/// A piece of evidence with its highlight and article.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    pub evidence: &'a Evidence,
    pub highlight: &'a Highlight,
    pub article: &'a Article,
    /// Index of the article in the project.
    pub place: usize,
}

impl<'a> Passage<'a> {
    pub fn quote(&self) -> Option<&'a str> {
        self.article.quote(self.highlight.span)
    }
}

impl<'a> ClaimEvidence<'a> {
    pub fn new(project: &'a Project, claim: &'a Claim) -> Self {
        let passage = |evidence: &'a Evidence| {
            let highlight = project.highlight(evidence.highlight)?;
            let article_index = project.article_place(highlight.article)?;
            Some(Passage {
                evidence,
                highlight,
                article: project.article_at(article_index)?,
                place: article_index,
            })
        };
        Self {
            project,
            claim,
            passages: project.evidence_of(claim.id).filter_map(passage).collect(),
        }
    }

    pub fn count(&self, stance: Stance) -> usize {
        let stances = self.passages.iter().map(|passage| passage.evidence.stance);
        stances.filter(|its| *its == stance).count()
    }

    /// The articles, each once, in project order.
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

    /// Evidence that was certainly published after the claim was made, so that whoever made the claim cannot have known
    /// it. Missing, unreadable and imprecise dates do not count.
    pub fn published_later(&self) -> BTreeSet<EvidenceId> {
        let Some(made) = PartialDate::parse(&self.claim.made) else {
            return BTreeSet::new();
        };
        let is_later = |passage: &&Passage<'_>| {
            let published = PartialDate::parse(&passage.article.details.published);
            published.is_some_and(|date| date.is_certainly_after(&made))
        };
        let published_later = self.passages.iter().filter(is_later);
        published_later.map(|passage| passage.evidence.id).collect()
    }

    /// Whether the claim has support, no refutation and no recorded search for one ([`Search::holds`]). Always false
    /// for quotations. Call it on evidence that counts.
    pub fn is_unchallenged(&self) -> bool {
        !self.claim.is_quotation()
            && !self.claim.searches.iter().any(Search::holds)
            && self.count(Stance::Supports) > 0
            && self.count(Stance::Refutes) == 0
    }
}

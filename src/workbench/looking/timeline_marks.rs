use crate::{
    analysis::TimelineEvent,
    project::{ClaimId, EvidenceId, Project},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimelineMark {
    /// The claim of the mark; `None` for the publication of an article and for a date mentioned in it.
    pub claim: Option<ClaimId>,
    pub what: TimelineEvent,
    /// The passage; in a claim's lane, the article's first passage for that claim.
    pub evidence: Option<EvidenceId>,
}

impl TimelineMark {
    /// Whether all records of the mark are in the project.
    pub(crate) fn is_in(&self, project: &Project) -> bool {
        let claim = self.claim.is_none_or(|id| project.claim(id).is_some());
        let evidence = self
            .evidence
            .is_none_or(|id| project.evidence(id).is_some());
        let what = match self.what {
            TimelineEvent::Claimed(id) => project.claim(id).is_some(),
            TimelineEvent::Published(id) => project.article(id).is_some(),
            TimelineEvent::Mentioned(mention) => {
                let article = project.article(mention.article);
                article.is_some_and(|article| article.quote(mention.span).is_some())
            }
            TimelineEvent::Searched(place) => {
                let claim = self.claim.and_then(|id| project.claim(id));
                claim.is_some_and(|claim| place < claim.searches.len())
            }
        };
        claim && evidence && what
    }
}

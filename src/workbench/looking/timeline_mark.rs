use crate::{
    analysis::Happening,
    project::{ClaimId, EvidenceId, Project},
};

/// A date on the timeline that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimelineMark {
    /// `None` for an article's own publication.
    pub claim: Option<ClaimId>,
    pub what: Happening,
    /// The passage; in the lane of a claim, the first in the article.
    pub evidence: Option<EvidenceId>,
}

impl TimelineMark {
    /// Whether all records it refers to are in the project.
    pub(super) fn is_in(&self, project: &Project) -> bool {
        let claim = self.claim.is_none_or(|id| project.claim(id).is_some());
        let evidence = self
            .evidence
            .is_none_or(|id| project.evidence(id).is_some());
        let what = match self.what {
            Happening::Claimed(id) => project.claim(id).is_some(),
            Happening::Published(id) => project.article(id).is_some(),
            Happening::Searched(place) => {
                let claim = self.claim.and_then(|id| project.claim(id));
                claim.is_some_and(|claim| place < claim.searches.len())
            }
        };
        claim && evidence && what
    }
}

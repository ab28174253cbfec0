//! What is odd about a claim's evidence in time, and in what was never looked for.

use super::{ClaimOrigins, PartialDate};
use crate::project::{Claim, Evidence, EvidenceId, Project};

/// The evidence that was certainly published after the claim was made, in the analyst's order: whoever made the claim
/// cannot have known it.
///
/// Dates that are missing, that are not read, or that are too vague to tell, mark nothing.
#[must_use]
pub fn leaking(project: &Project, claim: &Claim) -> Vec<EvidenceId> {
    let Some(made) = PartialDate::parse(&claim.made) else {
        return Vec::new();
    };
    let leaks = |evidence: &&Evidence| {
        published(project, evidence).is_some_and(|date| date.is_certainly_after(&made))
    };
    let evidence = project.evidence_of(claim.id).filter(leaks);
    evidence.map(|evidence| evidence.id).collect()
}

/// There is support, nothing that refutes the claim, and nobody has recorded to have looked for it. Only evidence that counts
/// is looked at.
#[must_use]
pub fn is_unchallenged(claim: &Claim, origins: &ClaimOrigins) -> bool {
    let ClaimOrigins {
        supports, refutes, ..
    } = origins;
    claim.searches.is_empty() && !supports.groups.is_empty() && refutes.groups.is_empty()
}

fn published(project: &Project, evidence: &Evidence) -> Option<PartialDate> {
    let article = project.highlight(evidence.highlight)?.article;
    PartialDate::parse(&project.article(article)?.source.published)
}

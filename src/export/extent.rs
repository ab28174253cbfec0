use crate::project::{Article, Claim, ClaimId, Project};

use std::collections::BTreeSet;

/// The part of a project to export. By default all claims, and a report in English without the analyst's notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// `None` for all.
    pub claims: Option<BTreeSet<ClaimId>>,
    /// Whether a report includes the analyst's notes.
    pub notes: bool,
    /// Whether a report leaves out the state of the work: status, waived rules and open questions.
    pub without_work: bool,
    /// One of [`REPORT_LANGUAGES`](super::REPORT_LANGUAGES), for the fixed words of a report.
    pub language: &'static str,
}

impl Extent {
    pub fn has(&self, claim: ClaimId) -> bool {
        let claims = self.claims.as_ref();
        claims.is_none_or(|claims| claims.contains(&claim))
    }

    /// The articles of those claims: with a passage for one, or silent on one. All articles if all claims are exported.
    pub fn articles_of<'p>(&self, project: &'p Project) -> impl Iterator<Item = &'p Article> {
        let is_read = |article: &&Article| {
            let is_linked = |highlight| {
                let links = project.links_of(highlight);
                links.iter().any(|link| self.has(link.claim))
            };
            self.claims.is_none()
                || project
                    .silent_claims(article.id)
                    .any(|claim| self.has(claim))
                || project
                    .highlights_of(article.id)
                    .any(|(_, id)| is_linked(id))
        };
        project.articles().filter(is_read)
    }

    /// The claims with their numbers, from 1.
    pub fn claims_of<'p>(&self, project: &'p Project) -> impl Iterator<Item = (usize, &'p Claim)> {
        let claims = (1..).zip(project.claims());
        claims.filter(|(_, claim)| self.has(claim.id))
    }
}

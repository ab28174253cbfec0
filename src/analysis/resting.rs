//! Which claims rest on somebody, or on an article.

use std::collections::BTreeSet;

use crate::project::{ArticleId, ClaimId, ClaimantId, Project};

/// The claims that have evidence which a claimant said or passed on, or which lies in an article that derives from it,
/// directly or through others; in the analyst's order.
#[must_use]
pub fn claims_resting_on(project: &Project, claimant: ClaimantId) -> Vec<ClaimId> {
    let attributed = project.evidence_by(claimant).map(|piece| piece.claim);
    let articles = with_those_that_derive(project, project.articles_from(claimant).collect());
    let claims = attributed.chain(claims_in(project, &articles));
    in_order(project, claims.collect())
}

/// The same for evidence in an article, or in one that derives from it.
#[must_use]
pub fn claims_resting_on_article(project: &Project, article: ArticleId) -> Vec<ClaimId> {
    let articles = with_those_that_derive(project, vec![article]);
    in_order(project, claims_in(project, &articles).collect())
}

fn with_those_that_derive(project: &Project, mut left: Vec<ArticleId>) -> BTreeSet<ArticleId> {
    let mut articles = BTreeSet::new();
    while let Some(article) = left.pop() {
        if articles.insert(article) {
            left.extend(project.derived_from(article));
        }
    }
    articles
}

fn claims_in<'a>(
    project: &'a Project,
    articles: &'a BTreeSet<ArticleId>,
) -> impl Iterator<Item = ClaimId> + 'a {
    let highlights = articles.iter().flat_map(|id| project.highlights_of(*id));
    highlights.flat_map(|(_, id)| project.links_of(id).into_iter().map(|link| link.claim))
}

fn in_order(project: &Project, claims: BTreeSet<ClaimId>) -> Vec<ClaimId> {
    let mut claims: Vec<ClaimId> = claims.into_iter().collect();
    claims.sort_by_key(|claim| project.claim_place(*claim));
    claims
}

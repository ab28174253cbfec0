//! Order of the rows and the columns of the matrix.

use super::Matrix;
use crate::{
    analysis::{dates::earliest_instant, last_if_none, table::ClaimTable},
    project::{Article, ArticleId, ClaimId, Project, name_key},
    text::{WordKey, WordOrder},
};

use std::cmp::Reverse;

/// Order of the claims or the articles. Equal ones stay in the analyst's order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatrixOrder {
    /// As listed.
    #[default]
    Analyst,
    /// Articles by publication date, claims by the date they were made, both by the earliest possible time; undated
    /// ones last.
    Time,
    /// Articles by outlet, claims by the outlet of their first article; those without one last.
    Outlet,
    /// Claims in conflict first; articles by their number of conflicts.
    Conflict,
}

/// Columns of the matrix.
pub fn matrix_articles(project: &Project, matrix: &Matrix, order: MatrixOrder) -> Vec<ArticleId> {
    let mut articles: Vec<&Article> = project.articles().collect();
    match order {
        MatrixOrder::Analyst => {}
        MatrixOrder::Time => {
            articles.sort_by_cached_key(|article| {
                last_if_none(earliest_instant(&article.details.published))
            });
        }
        MatrixOrder::Outlet => {
            articles.sort_by_cached_key(|article| last_if_none(outlet(&article.details.outlet)));
        }
        MatrixOrder::Conflict => {
            articles.sort_by_cached_key(|article| Reverse(matrix.conflicts_of(article.id)));
        }
    }
    articles.into_iter().map(|article| article.id).collect()
}

/// Rows of the matrix.
pub fn matrix_claims(
    project: &Project,
    matrix: &Matrix,
    table: &ClaimTable,
    order: MatrixOrder,
) -> Vec<ClaimId> {
    let mut claims: Vec<ClaimId> = project.claims().map(|claim| claim.id).collect();
    let row = |id: &ClaimId| table.row(*id);
    match order {
        MatrixOrder::Analyst => {}
        MatrixOrder::Time => {
            claims.sort_by_cached_key(|id| {
                last_if_none(row(id).and_then(|row| earliest_instant(&row.made)))
            });
        }
        MatrixOrder::Outlet => {
            let first = |id: &ClaimId| outlet(row(id)?.outlets.first()?);
            claims.sort_by_cached_key(|id| last_if_none(first(id)));
        }
        MatrixOrder::Conflict => claims.sort_by_cached_key(|id| !matrix.is_in_conflict(*id)),
    }
    claims
}

/// Spellings of an outlet with the same [`name_key`] sort together.
fn outlet(name: &str) -> Option<WordKey> {
    (!name.is_empty()).then(|| WordOrder::Window.key(&name_key(name)))
}

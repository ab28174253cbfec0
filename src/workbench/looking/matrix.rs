//! The matrix view of claims and articles: the selected cell, the order and the compared articles.

use super::lists::Lists;
use crate::{
    analysis::{Matrix, MatrixOrder, matrix_articles, matrix_claims},
    project::{ArticleId, ClaimId, Edit, Project},
    storage::View,
    workbench::{
        command::Command,
        editing::{ArticleIntent, ClaimIntent, EvidenceIntent, first_evidence},
        intent::Intent,
    },
};

use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixIntent {
    Select(ClaimId, ArticleId),
    /// Selects an article. The selected claim stays.
    SelectArticle(ArticleId),
    /// Shows the passage of a cell in its article, or only the article if there is none.
    Open(ClaimId, ArticleId),
    OrderClaims(MatrixOrder),
    OrderArticles(MatrixOrder),
    /// Starts or stops comparing an article. With two compared, only the claims on which they disagree are shown.
    Compare(ArticleId),
    EndComparing,
}

/// State of the matrix view. Follows the project once it has been shown.
#[derive(Debug, Default)]
pub struct MatrixSession {
    /// Built lazily, when first shown.
    pub matrix: Option<Matrix>,
    pub claim_order: MatrixOrder,
    pub article_order: MatrixOrder,
    pub claims: Vec<ClaimId>,
    pub articles: Vec<ArticleId>,
    /// At most two.
    pub compared: Vec<ArticleId>,
    /// The article of the selected cell; its claim is the selected claim.
    pub article: Option<ArticleId>,
    /// Whether `claims` and `articles` are out of date.
    stale: bool,
}

impl MatrixSession {
    /// Whether only the claims on which two articles disagree are shown.
    pub fn is_narrowed(&self) -> bool {
        self.compared.len() == 2
    }

    /// Updates the matrix after a change of the project with these edits, which affected these claims.
    pub(crate) fn project_changed(
        &mut self,
        project: &Project,
        edits: &[Edit],
        affected: &BTreeSet<ClaimId>,
    ) {
        let Some(matrix) = &mut self.matrix else {
            return;
        };
        matrix.update(project, affected);
        let of_article = edits.iter().any(|edit| matches!(edit, Edit::Article(_)));
        self.stale |= of_article || !affected.is_empty();
        self.compared.retain(|id| project.article(*id).is_some());
        self.article.take_if(|id| project.article(*id).is_none());
    }

    /// Keeps the order, and clears everything that belongs to the project.
    pub(crate) fn forget_project(&mut self) {
        *self = Self {
            claim_order: self.claim_order,
            article_order: self.article_order,
            ..Self::default()
        };
    }

    pub(crate) fn handle(&mut self, intent: MatrixIntent, project: &Project) -> Vec<Intent> {
        match intent {
            MatrixIntent::Select(claim, article) => {
                self.article = Some(article);
                return [Intent::Claim(ClaimIntent::Select(Some(claim)))].into();
            }
            MatrixIntent::SelectArticle(article) => {
                self.article = Some(article);
                return Vec::new();
            }
            MatrixIntent::Open(claim, article) => return open_cell(project, claim, article),
            MatrixIntent::OrderClaims(order) => self.claim_order = order,
            MatrixIntent::OrderArticles(order) => self.article_order = order,
            MatrixIntent::Compare(article) => self.compare(article),
            MatrixIntent::EndComparing => self.compared.clear(),
        }
        self.stale = true;
        Vec::new()
    }

    /// Updates the visible claims and articles.
    pub(crate) fn arrange(&mut self, project: &Project, lists: &Lists) {
        let is_new = self.matrix.is_none();
        let matrix = self.matrix.get_or_insert_with(|| Matrix::new(project));
        if !std::mem::take(&mut self.stale) && !is_new {
            return;
        }
        self.claims = matrix_claims(project, matrix, &lists.table, self.claim_order);
        self.articles = matrix_articles(project, matrix, self.article_order);
        if let [one, other] = self.compared[..] {
            let disagreed = matrix.disagreements(project, one, other);
            let disagreed: BTreeSet<ClaimId> = disagreed.into_iter().collect();
            self.claims.retain(|id| disagreed.contains(id));
            self.articles.retain(|id| [one, other].contains(id));
        }
    }

    /// A third article replaces the first.
    fn compare(&mut self, article: ArticleId) {
        if self.compared.contains(&article) {
            self.compared.retain(|other| *other != article);
        } else {
            if self.is_narrowed() {
                self.compared.remove(0);
            }
            self.compared.push(article);
        }
    }
}

fn open_cell(project: &Project, claim: ClaimId, article: ArticleId) -> Vec<Intent> {
    if let Some(evidence) = first_evidence(project, claim, article) {
        return [Intent::Evidence(EvidenceIntent::Show(evidence))].into();
    }
    if project.article(article).is_none() {
        return Vec::new();
    }
    [
        Intent::Command(Command::View(View::Read)),
        Intent::Article(ArticleIntent::Open(article)),
        Intent::Claim(ClaimIntent::Select(Some(claim))),
    ]
    .into()
}

//! The matrix view of claims and articles: the selected cell, the order and the compared articles.

use super::lists::Lists;
use crate::{
    analysis::{Matrix, MatrixOrder, matrix_articles, matrix_claims},
    project::{ArticleId, ClaimId, Edit, EvidenceId, Project},
    storage::View,
    workbench::{
        Workbench,
        command::Command,
        intent::{ArticleIntent, ClaimIntent},
    },
};

use std::collections::BTreeSet;

/// See [`Intent::Matrix`](crate::workbench::Intent::Matrix).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixIntent {
    /// Selects a cell.
    Select(ClaimId, ArticleId),
    /// Selects an article; the claim stays.
    SelectArticle(ArticleId),
    /// Shows the passage of a cell in its article, or only the article if there is none.
    Open(ClaimId, ArticleId),
    /// Sorts the claims.
    OrderClaims(MatrixOrder),
    /// Sorts the articles.
    OrderArticles(MatrixOrder),
    /// Starts or stops comparing an article. With two compared, only the claims on which they disagree are shown.
    Compare(ArticleId),
    /// Stops comparing.
    EndComparing,
}

/// State of the matrix view. Follows the project once it has been shown.
#[derive(Debug, Default)]
pub struct MatrixSession {
    /// Built when first shown, so that nobody waits for it before.
    matrix: Option<Matrix>,
    claim_order: MatrixOrder,
    article_order: MatrixOrder,
    claims: Vec<ClaimId>,
    articles: Vec<ArticleId>,
    /// At most two.
    compared: Vec<ArticleId>,
    article: Option<ArticleId>,
    /// `claims` and `articles` are out of date.
    stale: bool,
}

impl MatrixSession {
    /// The matrix; `None` before it is first shown.
    #[must_use]
    pub fn matrix(&self) -> Option<&Matrix> {
        self.matrix.as_ref()
    }

    /// The visible claims, in order.
    #[must_use]
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// The visible articles, in order.
    #[must_use]
    pub fn articles(&self) -> &[ArticleId] {
        &self.articles
    }

    /// Order of the claims.
    #[must_use]
    pub fn claim_order(&self) -> MatrixOrder {
        self.claim_order
    }

    /// Order of the articles.
    #[must_use]
    pub fn article_order(&self) -> MatrixOrder {
        self.article_order
    }

    /// The compared articles in the order of selection: none, one that waits for another, or two.
    #[must_use]
    pub fn compared(&self) -> &[ArticleId] {
        &self.compared
    }

    /// The article of the selected cell; its claim is the selected claim.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        self.article
    }

    /// Whether only the claims on which two articles disagree are shown.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.compared.len() == 2
    }

    /// Updates the matrix after a change of the project with these edits, which touched these claims.
    pub(crate) fn project_changed(
        &mut self,
        project: &Project,
        edits: &[Edit],
        touched: &BTreeSet<ClaimId>,
    ) {
        let Some(matrix) = &mut self.matrix else {
            return;
        };
        matrix.update(project, touched);
        let of_article = edits.iter().any(|edit| matches!(edit, Edit::Article(_)));
        self.stale |= of_article || !touched.is_empty();
        self.compared.retain(|id| project.article(*id).is_some());
        self.article.take_if(|id| project.article(*id).is_none());
    }

    /// Keeps the order, and drops all state of the project.
    pub(crate) fn forget_project(&mut self) {
        *self = Self {
            claim_order: self.claim_order,
            article_order: self.article_order,
            ..Self::default()
        };
    }

    fn arrange(&mut self, project: &Project, lists: &Lists) {
        let is_new = self.matrix.is_none();
        let matrix = self.matrix.get_or_insert_with(|| Matrix::new(project));
        if !std::mem::take(&mut self.stale) && !is_new {
            return;
        }
        self.claims = matrix_claims(project, matrix, lists.table(), self.claim_order);
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

impl Workbench {
    pub(crate) fn matrix_intent(&mut self, intent: MatrixIntent) {
        self.matrix.stale |= !matches!(
            intent,
            MatrixIntent::Select(..) | MatrixIntent::SelectArticle(_) | MatrixIntent::Open(..)
        );
        match intent {
            MatrixIntent::Select(claim, article) => {
                self.matrix.article = Some(article);
                self.select_claim(Some(claim));
            }
            MatrixIntent::SelectArticle(article) => self.matrix.article = Some(article),
            MatrixIntent::Open(claim, article) => self.open_cell(claim, article),
            MatrixIntent::OrderClaims(order) => self.matrix.claim_order = order,
            MatrixIntent::OrderArticles(order) => self.matrix.article_order = order,
            MatrixIntent::Compare(article) => self.matrix.compare(article),
            MatrixIntent::EndComparing => self.matrix.compared.clear(),
        }
    }

    /// Updates the visible claims and articles, while the matrix is in view.
    pub(crate) fn arrange_matrix(&mut self) {
        if self.view == View::Matrix {
            self.matrix.arrange(&self.project, &self.lists);
        }
    }

    fn open_cell(&mut self, claim: ClaimId, article: ArticleId) {
        if let Some(evidence) = self.first_evidence(claim, article) {
            self.show_evidence(evidence);
        } else if self.project.article(article).is_some() {
            self.show(View::Read);
            self.article_intent(ArticleIntent::Open(article));
            self.select_claim(Some(claim));
        }
    }

    /// The first piece of evidence in the article for the claim, in the analyst's order.
    fn first_evidence(&self, claim: ClaimId, article: ArticleId) -> Option<EvidenceId> {
        let lies_there = |id| {
            let highlight = self.project.highlight(id);
            highlight.is_some_and(|highlight| highlight.article == article)
        };
        let mut pieces = self.project.evidence_of(claim);
        let first = pieces.find(|evidence| lies_there(evidence.highlight));
        first.map(|evidence| evidence.id)
    }

    /// The cell for [`Command::MarkSilent`]: the selected one in the matrix, otherwise the selected claim and the
    /// focused article.
    fn cell_to_mark(&self) -> Option<(ClaimId, ArticleId)> {
        let article = if self.view == View::Matrix {
            self.matrix.article
        } else {
            self.columns.focused()
        };
        self.selection.claim.zip(article)
    }

    pub(crate) fn can_mark_silent(&self) -> (bool, &'static str) {
        let Some((claim, article)) = self.cell_to_mark() else {
            return (false, "Select a claim and an article first");
        };
        (
            self.first_evidence(claim, article).is_none(),
            "The article has evidence for this claim, so it is not silent",
        )
    }

    /// Marks the cell silent, or removes the mark.
    pub(crate) fn mark_silent(&mut self) {
        let Some((claim, article)) = self.cell_to_mark() else {
            return;
        };
        let silent = !self.project.is_silent(claim, article);
        self.claim_intent(ClaimIntent::SetSilent(claim, article, silent));
        // The matrix shows the mark; in the articles view only a notice can.
        if self.view != View::Matrix && self.project.is_silent(claim, article) == silent {
            self.tell_silence(claim, article, silent);
        }
    }

    fn tell_silence(&mut self, claim: ClaimId, article: ArticleId, silent: bool) {
        let number = self.project.claim_place(claim).map_or(0, |place| place + 1);
        let name = self
            .project
            .article(article)
            .map(crate::project::Article::shown_name);
        let name = name.unwrap_or_default();
        let words = if silent {
            format!("{name} says nothing about claim {number}")
        } else {
            format!("{name} is unread for claim {number} again")
        };
        self.notices.done(words, Some(Command::Undo));
    }
}

//! The matrix view: the selected cell, the order of claims and articles, and the articles being compared.

use crate::{
    analysis::{ClaimTable, Matrix, MatrixOrder, matrix_articles, matrix_claims},
    project::{Article, ArticleId, ClaimId, Edit, EvidenceId, Project},
    storage::View,
    workbench::{
        command::Command,
        session::{ChangeSummary, Session},
    },
};

use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixIntent {
    /// Selects a cell.
    Select(ClaimId, ArticleId),
    /// Keeps the selected claim.
    SelectArticle(ArticleId),
    /// Shows the first passage of a cell in its article; the article alone where there is none.
    Open(ClaimId, ArticleId),
    OrderClaims(MatrixOrder),
    OrderArticles(MatrixOrder),
    /// Toggles comparing an article. With two, only the claims they disagree on are shown.
    Compare(ArticleId),
    StopComparing,
}

/// Follows the project from when it is first shown.
#[derive(Debug, Default)]
pub struct MatrixSession {
    /// `None` until it is first shown, so that nobody else waits for it.
    cells: Option<Matrix>,
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
    /// `None` before the matrix is first shown.
    #[must_use]
    pub fn cells(&self) -> Option<&Matrix> {
        self.cells.as_ref()
    }

    /// The rows, in order.
    #[must_use]
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// The columns, in order.
    #[must_use]
    pub fn articles(&self) -> &[ArticleId] {
        &self.articles
    }

    #[must_use]
    pub fn claim_order(&self) -> MatrixOrder {
        self.claim_order
    }

    #[must_use]
    pub fn article_order(&self) -> MatrixOrder {
        self.article_order
    }

    /// The articles being compared, in the order they were ticked: at most two. One waits for a second.
    #[must_use]
    pub fn compared(&self) -> &[ArticleId] {
        &self.compared
    }

    /// The article of the selected cell; its claim is the selected claim.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        self.article
    }

    /// Whether only the disagreements of two articles are shown.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.compared.len() == 2
    }

    pub(in crate::workbench) fn project_changed(
        &mut self,
        project: &Project,
        changes: &ChangeSummary,
    ) {
        let Some(cells) = &mut self.cells else {
            return;
        };
        let ChangeSummary { edits, touched } = changes;
        cells.update(project, touched);
        let of_article = edits.iter().any(|edit| matches!(edit, Edit::Article(_)));
        self.stale |= of_article || !touched.is_empty();
        self.compared.retain(|id| project.article(*id).is_some());
        self.article.take_if(|id| project.article(*id).is_none());
    }

    /// Keeps the orders alone.
    pub(in crate::workbench) fn project_replaced(&mut self) {
        *self = Self {
            claim_order: self.claim_order,
            article_order: self.article_order,
            ..Self::default()
        };
    }

    /// Updates the rows and columns.
    pub(in crate::workbench) fn arrange(&mut self, project: &Project, table: &ClaimTable) {
        let is_new = self.cells.is_none();
        let cells = self.cells.get_or_insert_with(|| Matrix::new(project));
        if !std::mem::take(&mut self.stale) && !is_new {
            return;
        }
        self.claims = matrix_claims(project, cells, table, self.claim_order);
        self.articles = matrix_articles(project, cells, self.article_order);
        if let [one, other] = self.compared[..] {
            let disagreed = cells.disagreements(project, one, other);
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

    pub(in crate::workbench) fn handle(&mut self, intent: MatrixIntent, session: &mut Session) {
        match intent {
            MatrixIntent::Select(claim, article) => {
                self.article = Some(article);
                session.select_claim(Some(claim));
            }
            MatrixIntent::SelectArticle(article) => self.article = Some(article),
            MatrixIntent::Open(claim, article) => open_cell(claim, article, session),
            MatrixIntent::OrderClaims(order) => {
                self.claim_order = order;
                self.stale = true;
            }
            MatrixIntent::OrderArticles(order) => {
                self.article_order = order;
                self.stale = true;
            }
            MatrixIntent::Compare(article) => {
                self.compare(article);
                self.stale = true;
            }
            MatrixIntent::StopComparing => {
                self.compared.clear();
                self.stale = true;
            }
        }
    }

    /// The cell that [`Command::MarkSilent`] acts on: in the matrix the selected one, elsewhere that of the selected claim and
    /// the focused article.
    fn cell_to_mark(&self, session: &Session) -> Option<(ClaimId, ArticleId)> {
        let article = if session.view() == View::Matrix {
            self.article
        } else {
            session.columns.focused()
        };
        session.selection.claim.zip(article)
    }

    pub(in crate::workbench) fn can_mark_silent(&self, session: &Session) -> (bool, &'static str) {
        match self.cell_to_mark(session) {
            None => (false, "Select a claim and an article first"),
            Some((claim, article)) => (
                first_evidence(session.project(), claim, article).is_none(),
                "The article has evidence for this claim, so it is not silent",
            ),
        }
    }

    pub(in crate::workbench) fn toggle_silent(&self, session: &mut Session) {
        let Some((claim, article)) = self.cell_to_mark(session) else {
            return;
        };
        let silent = !session.project().is_silent(claim, article);
        session.set_silent(claim, article, silent);
        // The matrix shows the mark; the other views do not.
        let is_done = session.project().is_silent(claim, article) == silent;
        if is_done && session.view() != View::Matrix {
            let words = silence_in_words(session.project(), claim, article, silent);
            session.notices.done(words, Some(Command::Undo));
        }
    }
}

fn open_cell(claim: ClaimId, article: ArticleId, session: &mut Session) {
    if let Some(evidence) = first_evidence(session.project(), claim, article) {
        session.show_evidence(evidence);
    } else if session.project().article(article).is_some() {
        session.show(View::Read);
        session.open_article(article);
        session.select_claim(Some(claim));
    }
}

/// The article's first piece of evidence for the claim, in the analyst's order.
fn first_evidence(project: &Project, claim: ClaimId, article: ArticleId) -> Option<EvidenceId> {
    let is_here = |id| {
        let highlight = project.highlight(id);
        highlight.is_some_and(|highlight| highlight.article == article)
    };
    let mut pieces = project.evidence_of(claim);
    let first = pieces.find(|evidence| is_here(evidence.highlight));
    first.map(|evidence| evidence.id)
}

fn silence_in_words(project: &Project, claim: ClaimId, article: ArticleId, silent: bool) -> String {
    let number = project.claim_place(claim).map_or(0, |place| place + 1);
    let name = project.article(article).map(Article::shown_name);
    let name = name.unwrap_or_default();
    if silent {
        format!("{name} is marked as silent on claim {number}")
    } else {
        format!("{name} is marked as not yet read for claim {number}")
    }
}

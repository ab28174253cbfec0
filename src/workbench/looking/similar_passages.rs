//! Search for passages similar to the selected claim, or to a passage: the request, the results, and the actions on them.

use crate::{
    analysis::{SimilarArticle, SimilarQuery, SimilarSentence, similar_passages},
    project::{
        Article, ArticleId, Change, ClaimEdit, ClaimField, ClaimId, Dismissed, Edit, Project,
        Revision,
    },
    storage::{FindTab, Progress},
    text::Span,
    workbench::{Effect, FocusOn, Workbench, command::require, task::Worker},
};

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use foldhash::fast::RandomState;

#[derive(Clone, Copy, Debug)]
pub enum SimilarIntent {
    /// Searches for passages similar to the selected claim, or to the selected passage.
    Find(SimilarSubjectKind),
    /// Also searches articles that have evidence for the claim.
    SetReadToo(bool),
    /// Selects the passage with this index, from 0.
    Select(usize),
    /// Opens the selected passage.
    Open,
    /// Dismisses the selected passage for the claim.
    Dismiss,
    /// Lists the dismissed passages of the claim again.
    RestoreDismissed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SimilarSubjectKind {
    #[default]
    Claim,
    Passage,
}

/// The claim or the passage to find similar passages for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimilarSubject {
    Claim(ClaimId),
    Passage(ArticleId, Span),
}

/// The passages found, and the numbers of articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundSimilar {
    pub articles: Vec<SimilarArticle>,
    /// Number of articles that have no evidence for the claim and are not silent on it; for a passage, of all other
    /// articles.
    pub unread: usize,
    /// Number of those articles with at least one passage in the results.
    pub likely: usize,
}

/// Searches for similar passages; `None` if cancelled. Passages dismissed for the claim are left out.
fn find_similar(
    project: &Project,
    subject: SimilarSubject,
    claim: Option<ClaimId>,
    read_too: bool,
    progress: &Progress,
) -> Option<FoundSimilar> {
    let unread = unread(project, subject);
    let is_searched = |article: ArticleId| {
        unread.contains(&article) || read_too && !is_never_searched(project, subject, article)
    };
    let dismissed = dismissed(project, claim);
    let is_left_out = |article: ArticleId, span: Span| {
        !is_searched(article)
            || is_dismissed(project, &dismissed, article, span)
            || is_linked(project, claim, article, span)
    };
    let articles: Vec<&Article> = project.articles().collect();
    let query = query(project, subject);
    let articles = similar_passages(&articles, &query, &is_left_out, &|| progress.is_cancelled())?;
    let is_likely = |it: &&SimilarArticle| unread.contains(&it.article);
    Some(FoundSimilar {
        likely: articles.iter().filter(is_likely).count(),
        unread: unread.len(),
        articles,
    })
}

/// The words of the claim and, with less weight, those of its evidence; or the words of the passage.
fn query(project: &Project, subject: SimilarSubject) -> SimilarQuery {
    match subject {
        SimilarSubject::Passage(article, span) => {
            let quote = project.article(article).and_then(|it| it.quote(span));
            SimilarQuery::of(quote.unwrap_or_default())
        }
        SimilarSubject::Claim(id) => {
            let statement = project.claim(id).map(|claim| claim.statement.as_str());
            let mut query = SimilarQuery::of(statement.unwrap_or_default());
            for piece in project.evidence_of(id).take(MAX_EVIDENCE) {
                let quote = project.quote(piece.highlight).unwrap_or_default();
                query.add(quote, EVIDENCE_WEIGHT);
            }
            query
        }
    }
}

/// Maximum number of pieces of evidence whose words are searched for.
const MAX_EVIDENCE: usize = 20;

/// Weight of the words of the evidence. Those of the statement have weight 1.
const EVIDENCE_WEIGHT: f32 = 0.3;

fn unread(project: &Project, subject: SimilarSubject) -> HashSet<ArticleId, RandomState> {
    let read: BTreeSet<ArticleId> = match subject {
        SimilarSubject::Passage(article, _) => [article].into(),
        SimilarSubject::Claim(claim) => {
            let highlights = project.evidence_of(claim).map(|piece| piece.highlight);
            let articles = highlights.filter_map(|id| Some(project.highlight(id)?.article));
            articles.chain(project.silent_articles(claim)).collect()
        }
    };
    let all = project.articles().map(|article| article.id);
    all.filter(|id| !read.contains(id)).collect()
}

/// Whether an article is never searched: it is silent on the claim, or contains the passage.
fn is_never_searched(project: &Project, subject: SimilarSubject, article: ArticleId) -> bool {
    match subject {
        SimilarSubject::Passage(own, _) => own == article,
        SimilarSubject::Claim(claim) => project.is_silent(claim, article),
    }
}

fn dismissed(project: &Project, claim: Option<ClaimId>) -> BTreeSet<Dismissed> {
    let claim = claim.and_then(|id| project.claim(id));
    claim.map_or_else(BTreeSet::new, |claim| claim.dismissed.clone())
}

fn is_dismissed(
    project: &Project,
    dismissed: &BTreeSet<Dismissed>,
    article: ArticleId,
    span: Span,
) -> bool {
    if dismissed.is_empty() {
        return false;
    }
    let quote = project.article(article).and_then(|it| it.quote(span));
    quote.is_some_and(|quote| dismissed.contains(&Dismissed::new(article, quote)))
}

/// Whether a highlight in the sentence is linked to the claim.
fn is_linked(project: &Project, claim: Option<ClaimId>, article: ArticleId, span: Span) -> bool {
    let mut around = project.highlights_in(article, span);
    claim.is_some_and(|claim| around.any(|(_, id)| project.link(id, claim).is_some()))
}

/// A row of the list: the heading of a group, or a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimilarRow {
    Article(ArticleId),
    /// The passage with this index.
    Passage(usize),
}

#[derive(Debug, Default)]
pub struct SimilarSession {
    pub kind: SimilarSubjectKind,
    /// The passage to find similar ones for, if the analyst selected one.
    passage: Option<(ArticleId, Span)>,
    pub read_too: bool,
    pub worker: Worker<(Revision, SimilarSubject, Option<ClaimId>)>,
    pub found: FoundSimilar,
    /// The passages in the order of the list.
    pub passages: Vec<(ArticleId, SimilarSentence)>,
    pub rows: Vec<SimilarRow>,
    /// Index of the selected passage, from 0.
    pub current: usize,
}

impl SimilarSession {
    /// The row of the selected passage.
    pub fn current_row(&self) -> usize {
        let row = SimilarRow::Passage(self.current);
        self.rows.iter().position(|it| *it == row).unwrap_or(0)
    }

    fn subject(&self, claim: Option<ClaimId>) -> Option<SimilarSubject> {
        match (self.kind, self.passage) {
            (SimilarSubjectKind::Passage, Some((article, span))) => {
                Some(SimilarSubject::Passage(article, span))
            }
            (SimilarSubjectKind::Passage, None) | (SimilarSubjectKind::Claim, _) => {
                claim.map(SimilarSubject::Claim)
            }
        }
    }

    /// Requests a search if the project, the claim or the passage has changed since the last one.
    pub(crate) fn follow(
        &mut self,
        project: &Arc<Project>,
        revision: Revision,
        claim: Option<ClaimId>,
    ) -> Option<Effect> {
        let Some(subject) = self.subject(claim) else {
            self.worker.cancel();
            self.take(FoundSimilar::default());
            return None;
        };
        let (project, read_too) = (Arc::clone(project), self.read_too);
        self.worker.ask(
            "similar passages",
            (revision, subject, claim),
            move |progress| find_similar(&project, subject, claim, read_too, progress),
            |bench| &mut bench.similar.worker,
            |bench, found| match found {
                Some(found) => bench.similar.take(found),
                None => bench
                    .notices
                    .error("The search for passages failed; select another claim to try again"),
            },
        )
    }

    /// Lists the results. The selected passage stays selected; if it is gone, the one at its index is selected.
    fn take(&mut self, found: FoundSimilar) {
        let before = self.passages.get(self.current).cloned();
        self.passages.clear();
        self.rows.clear();
        for SimilarArticle { article, sentences } in &found.articles {
            self.rows.push(SimilarRow::Article(*article));
            for sentence in sentences {
                self.rows.push(SimilarRow::Passage(self.passages.len()));
                self.passages.push((*article, sentence.clone()));
            }
        }
        self.found = found;
        let is_same = |it: &(ArticleId, SimilarSentence)| {
            let before = before.as_ref();
            before.is_some_and(|(article, old)| *article == it.0 && old.sentence == it.1.sentence)
        };
        let last = self.passages.len().saturating_sub(1);
        let same = self.passages.iter().position(is_same);
        self.current = same.unwrap_or(self.current.min(last));
    }

    /// The selected passage without white space at its edges.
    fn selected(&self, project: &Project) -> Option<(ArticleId, Span)> {
        let (article, sentence) = self.passages.get(self.current)?;
        let text = project.article(*article)?.text.as_str();
        let span = crate::text::without_blank_edges(text, sentence.sentence)?;
        Some((*article, span))
    }
}

impl Workbench {
    pub(crate) fn similar_intent(&mut self, intent: SimilarIntent) {
        let alike = &mut self.similar;
        match intent {
            SimilarIntent::Find(kind) => self.find_similar(kind),
            SimilarIntent::SetReadToo(read_too) => {
                alike.read_too = read_too;
                alike.worker.cancel();
            }
            SimilarIntent::Select(nth) => {
                if nth < alike.passages.len() {
                    alike.current = nth;
                    self.select_similar();
                }
            }
            SimilarIntent::Open => {
                if let Some((article, span)) = self.similar.selected(&self.project) {
                    self.open_passage(article, span);
                }
            }
            SimilarIntent::Dismiss => self.dismiss_similar(),
            SimilarIntent::RestoreDismissed => {
                if let Some(claim) = self.selection.claim {
                    self.set_dismissed(claim, BTreeSet::new(), "restore dismissed passages");
                }
            }
        }
    }

    fn find_similar(&mut self, kind: SimilarSubjectKind) {
        if kind == SimilarSubjectKind::Passage {
            self.similar.passage = self.passage_to_look_for();
        }
        self.similar.kind = kind;
        self.similar.current = 0;
    }

    /// The selected text, or else the selected highlight.
    fn passage_to_look_for(&self) -> Option<(ArticleId, Span)> {
        let highlight = self.selection.highlight;
        let highlight = highlight.and_then(|id| self.project.highlight(id));
        let highlight = highlight.map(|it| (it.article, it.span));
        self.selected_passage().or(highlight)
    }

    /// Whether a passage is selected to search for similar ones.
    pub fn can_look_for_passage(&self) -> bool {
        self.passage_to_look_for().is_some()
    }

    /// Makes the selected passage the text selection, so that keyboard commands act on it.
    fn select_similar(&mut self) {
        if let Some((article, span)) = self.similar.selected(&self.project) {
            self.select_passage(article, span);
        }
    }

    /// The article of the passage selected in the list, while that passage is also the text selection.
    pub(crate) fn article_of_similar(&self) -> Option<ArticleId> {
        let selected = self.similar.selected(&self.project)?;
        (self.selected_passage() == Some(selected)).then_some(selected.0)
    }

    pub(crate) fn can_dismiss_similar(&self) -> Result<(), &'static str> {
        let claim = self.selection.claim;
        require(claim.is_some(), "Select a claim to dismiss passages for")?;
        let is_passage = self.similar.current < self.similar.passages.len();
        require(is_passage, "Select a passage in the list first")
    }

    pub(crate) fn dismiss_similar(&mut self) {
        let Some(claim) = self.selection.claim else {
            self.notices.hint("Select a claim to dismiss passages for");
            return;
        };
        let Some((article, sentence)) = self.similar.passages.get(self.similar.current) else {
            return;
        };
        let quote = self.project.article(*article);
        let Some(quote) = quote.and_then(|it| it.quote(sentence.sentence)) else {
            return;
        };
        let mut dismissed = dismissed(&self.project, Some(claim));
        dismissed.insert(Dismissed::new(*article, quote));
        self.set_dismissed(claim, dismissed, "dismiss passage");
        self.effects
            .push(Effect::Focus(FocusOn::FindList(FindTab::Similar)));
    }

    fn set_dismissed(&mut self, id: ClaimId, dismissed: BTreeSet<Dismissed>, label: &'static str) {
        let field = ClaimField::Dismissed(dismissed);
        let edits = vec![Edit::Claim(ClaimEdit::Set { id, field })];
        self.commit(Change::new(label, edits));
    }
}

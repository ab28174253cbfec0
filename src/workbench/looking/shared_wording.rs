//! The wording that articles share: the pairs, the selected passage, and the bars beside the text.

use super::grouped_rows::{GroupedRow, GroupedRows};
use crate::{
    analysis::{
        QuotedStatement, SharedKind, SharedPair, SharedPassage, quoted_statements, shared_wording,
    },
    project::{Article, ArticleId, Project, Revision},
    storage::Progress,
    text::Span,
    workbench::{Effect, SpeakerInput, Workbench, task::Worker},
};

use std::{cmp::Reverse, collections::HashMap, hash::BuildHasher, sync::Arc};

use foldhash::fast::{FixedState, RandomState};

#[derive(Debug)]
pub enum SharedIntent {
    SetOrder(SharedOrder),
    /// Selects the pair with this index, from 0.
    SelectPair(usize),
    /// Selects the passage with this index in the selected pair, from 0.
    SelectPassage(usize),
    /// Opens both articles side by side at the selected passage.
    Open,
    /// Opens the shared passage at this byte of an article's text, beside the other article.
    OpenAt(ArticleId, usize),
    Cancel,
    /// Compares again after a cancellation or a failure.
    CompareAgain,
    /// Records the likely derivation of the selected pair, or the opposite one.
    Derive {
        reversed: bool,
    },
    /// Records that both articles derive from an agency.
    BothFrom(SpeakerInput),
    /// Makes a claim that all passages of the selected quotation support.
    MakeClaim,
    /// Links its other passages to the claim that one of them is linked to.
    LinkOthers,
    /// Compares its passages, or both sides of the selected prose, word by word.
    CompareWords,
    /// Attributes its unattributed passages to the speaker of the others.
    AttributeAll,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SharedOrder {
    /// Pairs that share most first.
    #[default]
    Share,
    /// By the names of the outlets.
    Outlet,
}

/// A stretch of an article that it shares with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedStretch {
    pub span: Span,
    pub with: Vec<(SharedKind, ArticleId)>,
}

/// A row of the list of passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedRow {
    /// Heading of the passages of a kind, with their number.
    Kind(SharedKind, usize),
    /// One side of the passage with this index: 0 or 1.
    Side(usize, usize),
}

#[derive(Debug, Default)]
pub struct SharedSession {
    pub order: SharedOrder,
    /// In the order shown. The passages of each pair are sorted by kind, then by position.
    pub pairs: Vec<SharedPair>,
    statements: Vec<QuotedStatement>,
    /// Shared stretches of each article, in the order of the text, without overlaps.
    stretches: HashMap<ArticleId, Vec<SharedStretch>, RandomState>,
    /// Index of the selected pair, from 0.
    pub current: usize,
    /// Index of the selected passage, from 0.
    pub passage: usize,
    /// The key is the fingerprint of the articles.
    worker: Worker<u64>,
    /// The revision that was last checked for changes.
    followed: Option<Revision>,
    /// Whether this project has had an answer.
    pub is_known: bool,
    /// Whether the last comparison was cancelled or failed.
    pub is_stopped: bool,
}

impl SharedSession {
    pub fn pair(&self) -> Option<&SharedPair> {
        self.pairs.get(self.current)
    }

    pub fn passage(&self) -> Option<&SharedPassage> {
        self.pair()?.passages.get(self.passage)
    }

    /// The statement that the selected passage quotes, if it is a quotation.
    pub fn statement(&self) -> Option<&QuotedStatement> {
        let pair = self.pair()?;
        let passage = self
            .passage()
            .filter(|it| it.kind == SharedKind::Quotation)?;
        let key = (pair.articles[0], passage.spans[0]);
        self.statements
            .iter()
            .find(|statement| statement.passages.contains(&key))
    }

    /// Number of articles compared, and of all articles, while a comparison is running.
    pub fn progress(&self) -> Option<(usize, usize)> {
        self.worker.progress().map(Progress::so_far)
    }

    /// The shared stretches of an article that touch a range of its text.
    pub fn stretches_in(
        &self,
        article: ArticleId,
        range: &std::ops::Range<usize>,
    ) -> &[SharedStretch] {
        let all = self.stretches.get(&article).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|it| it.span.end() <= range.start);
        let to = all.partition_point(|it| it.span.start() < range.end);
        all.get(from..to).unwrap_or_default()
    }

    /// Number of rows of the list of passages.
    pub fn rows(&self) -> usize {
        self.grouped().len()
    }

    pub fn row(&self, row: usize) -> Option<SharedRow> {
        Some(match self.grouped().row(row)? {
            GroupedRow::Head(group) => {
                let (kind, count) = self.kinds().nth(group)?;
                SharedRow::Kind(kind, count)
            }
            GroupedRow::Entry(entry) => SharedRow::Side(entry / 2, entry % 2),
        })
    }

    /// The first row of a passage.
    pub fn row_of(&self, passage: usize) -> usize {
        self.grouped().row_of(passage * 2)
    }

    /// The two sides of the passages of each kind.
    fn grouped(&self) -> GroupedRows {
        GroupedRows::of(self.kinds().map(|(_, count)| count * 2))
    }

    /// The kinds of the passages of the selected pair, with their numbers.
    fn kinds(&self) -> impl Iterator<Item = (SharedKind, usize)> {
        let count = |kind| self.pair().map_or(0, |pair| pair.of_kind(kind).count());
        let kinds = [SharedKind::Prose, SharedKind::Quotation].map(|kind| (kind, count(kind)));
        kinds.into_iter().filter(|(_, count)| *count > 0)
    }

    /// Asks for a comparison if articles have changed since the last one: the bars beside the text need it, and so does the tab.
    pub(crate) fn follow(
        &mut self,
        project: &Arc<Project>,
        revision: Revision,
        is_in_view: bool,
    ) -> Option<Effect> {
        let is_wanted = is_in_view || self.is_known || project.articles().len() > 1;
        if !is_wanted || self.followed == Some(revision) {
            return None;
        }
        self.followed = Some(revision);
        let (project, key) = (Arc::clone(project), fingerprint(project));
        let request = self.worker.ask(
            "shared wording",
            key,
            move |progress| {
                let articles: Vec<&Article> = project.articles().collect();
                progress.begin(articles.len());
                let is_cancelled = || progress.is_cancelled();
                shared_wording(&articles, &is_cancelled, &|| progress.advance())
            },
            |bench| &mut bench.shared.worker,
            Workbench::take_shared,
        )?;
        self.is_stopped = false;
        Some(request)
    }

    pub(super) fn set_order(&mut self, order: SharedOrder, project: &Project) {
        self.order = order;
        let before = self.pair().map(|pair| pair.articles);
        let pairs = std::mem::take(&mut self.pairs);
        self.arrange(pairs, before, project);
    }

    pub(super) fn select_pair(&mut self, nth: usize) {
        if nth < self.pairs.len() && nth != self.current {
            self.select(nth, 0);
        }
    }

    pub(super) fn select(&mut self, pair: usize, passage: usize) {
        (self.current, self.passage) = (pair, passage);
    }

    /// Lets the next frame request a comparison, even if no article has changed.
    pub(super) fn compare_again(&mut self) {
        self.followed = None;
        self.worker.forget();
    }

    pub(super) fn cancel(&mut self) {
        self.is_stopped |= self.worker.stop();
    }

    /// The state for another project, in the same order.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            order: self.order,
            ..Self::default()
        }
    }

    /// Lists the results. The selected pair and passage stay selected if they still exist.
    fn take(&mut self, mut pairs: Vec<SharedPair>, project: &Project) {
        let articles = self.pair().map(|pair| pair.articles);
        let before = self.passage().cloned();
        self.statements = quoted_statements(&pairs);
        self.stretches = stretches(&pairs);
        for pair in &mut pairs {
            pair.passages.sort_by_key(|it| (it.kind, it.spans));
        }
        self.is_known = true;
        self.arrange(pairs, articles, project);
        let passages = self.pair().map_or(&[][..], |pair| &pair.passages);
        let same = passages.iter().position(|it| Some(it) == before.as_ref());
        self.passage = same.unwrap_or(0);
    }

    /// Sorts the pairs. The selected one stays selected.
    fn arrange(
        &mut self,
        mut pairs: Vec<SharedPair>,
        before: Option<[ArticleId; 2]>,
        project: &Project,
    ) {
        let name = |article| project.article(article).map(Article::name);
        match self.order {
            SharedOrder::Share => pairs.sort_by_cached_key(|pair| {
                let index = pair.articles.map(|it| project.article_place(it));
                (Reverse((pair.share(), pair.passages.len())), index)
            }),
            SharedOrder::Outlet => pairs.sort_by_cached_key(|pair| pair.articles.map(name)),
        }
        self.pairs = pairs;
        let same = self.pairs.iter().position(|it| Some(it.articles) == before);
        self.current = same.unwrap_or(0);
    }

    /// The pair and the passage shared at a byte of an article's text. If there are several, the one that begins last.
    pub(super) fn passage_at(&self, article: ArticleId, at: usize) -> Option<(usize, usize)> {
        let pairs = self.pairs.iter().enumerate();
        let found = pairs.flat_map(|(nth, pair)| {
            let side = pair.articles.iter().position(|it| *it == article);
            let passages = pair.passages.iter().enumerate();
            passages.filter_map(move |(passage, it)| {
                let span = it.spans[side?];
                (span.start() <= at && at <= span.end()).then_some((span.start(), nth, passage))
            })
        });
        let last = found.max_by_key(|(start, nth, _)| (*start, Reverse(*nth)));
        last.map(|(_, nth, passage)| (nth, passage))
    }
}

impl Workbench {
    fn take_shared(&mut self, pairs: Option<Vec<SharedPair>>) {
        if let Some(pairs) = pairs {
            self.shared.take(pairs, &self.project);
        } else {
            self.shared.is_stopped = true;
            let message = "The articles could not be compared; press Compare to try again";
            self.notices.error(message);
        }
    }
}

/// The input of a comparison: the texts, and their page clutter.
fn fingerprint(project: &Project) -> u64 {
    let articles = project.articles();
    let parts = articles.map(|it| (it.id, it.text.hash(), &it.clutter));
    FixedState::with_seed(0).hash_one(parts.collect::<Vec<_>>())
}

/// The shared stretches of each article, joined where they overlap.
fn stretches(pairs: &[SharedPair]) -> HashMap<ArticleId, Vec<SharedStretch>, RandomState> {
    let mut all: HashMap<ArticleId, Vec<SharedStretch>, RandomState> = HashMap::default();
    for pair in pairs {
        for (side, article) in pair.articles.into_iter().enumerate() {
            let other = pair.articles[1 - side];
            let shared = pair.passages.iter().map(|it| SharedStretch {
                span: it.spans[side],
                with: vec![(it.kind, other)],
            });
            all.entry(article).or_default().extend(shared);
        }
    }
    #[allow(clippy::iter_over_hash_type, reason = "each is changed by itself")]
    for stretches in all.values_mut() {
        stretches.sort_by_key(|it| it.span);
        stretches.dedup_by(|later, stretch| {
            let touches = later.span.start() <= stretch.span.end();
            if touches {
                let end = stretch.span.end().max(later.span.end());
                stretch.span = Span::new(stretch.span.start(), end).unwrap_or(stretch.span);
                let new = later.with.iter().filter(|it| !stretch.with.contains(it));
                stretch.with.extend(new.copied().collect::<Vec<_>>());
            }
            touches
        });
    }
    all
}

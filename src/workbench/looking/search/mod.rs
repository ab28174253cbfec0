//! The search tab: the query, its results, and the hits under review before they are highlighted.

mod actions;

use super::grouped_rows::{GroupedRow, GroupedRows};
use crate::{
    analysis::{
        Found, FoundElsewhere, FoundOrder, Query, QueryError, QueryOptions, SearchOptions,
        SearchTexts, other_spellings, search,
    },
    project::{ArticleId, Project, Revision},
    text::Span,
    workbench::{
        Effect, Workbench,
        task::{Task, Worker},
    },
};

use std::{collections::BTreeSet, sync::Arc};

#[derive(Debug)]
pub enum SearchIntent {
    Type(String),
    SetOptions(QueryOptions),
    SetClutter(bool),
    SetOrder(FoundOrder),
    /// Selects the hit with this index, from 0.
    Select(usize),
    /// Opens the selected hit.
    Open,
    /// Ticks or unticks a hit under review.
    Tick(usize, bool),
    TickAll(bool),
    StopReview,
    /// Highlights the ticked hits.
    HighlightTicked,
}

/// A hit of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchHit {
    Article(ArticleId, Span),
    Elsewhere(FoundElsewhere),
}

/// A row of the list: the heading of a group, or a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchRow {
    /// An article with this number of hits.
    Article(ArticleId, usize),
    /// The hits outside the articles, with their number.
    Elsewhere(usize),
    Hit(usize, SearchHit),
}

#[derive(Debug, Default)]
pub struct SearchSession {
    pub typed: String,
    pub query_options: QueryOptions,
    pub options: SearchOptions,
    pub error: Option<QueryError>,
    /// Whether the last query has words only.
    pub(crate) is_of_words: bool,
    /// Whether the last query has neither words nor a filter with a value.
    pub is_empty_query: bool,
    /// The folded texts of the last search.
    pub(crate) texts: SearchTexts,
    pub worker: Worker<Revision>,
    pub found: Found,
    /// The other spellings of the name that the last query asks for.
    pub other_spellings: Vec<String>,
    /// The groups are the articles, then everything else.
    grouped: GroupedRows,
    /// Index of the selected hit, from 0.
    pub current: usize,
    /// The hits that are unticked in a review.
    unticked: Option<BTreeSet<usize>>,
}

/// Maximum number of hits reviewed at once.
const MAX_REVIEWED: usize = 2_000;

impl SearchSession {
    pub fn count(&self) -> usize {
        self.found.count()
    }

    /// Whether a hit is ticked; `None` outside a review.
    pub fn is_ticked(&self, hit: usize) -> Option<bool> {
        Some(!self.unticked.as_ref()?.contains(&hit))
    }

    pub fn ticked_count(&self) -> Option<usize> {
        Some(self.found.count_in_articles() - self.unticked.as_ref()?.len())
    }

    /// The hits in one article, for its column.
    pub fn in_article(&self, article: ArticleId) -> (&[Span], Option<usize>) {
        let mut articles = self.found.articles.iter();
        let index = articles.position(|it| it.article == article);
        index.map_or((&[], None), |index| {
            let current = self.grouped.place(self.current);
            let current = current.filter(|(group, _)| *group == index);
            let hits = &self.found.articles[index].hits;
            (hits, current.map(|(_, within)| within))
        })
    }

    pub fn hit(&self, nth: usize) -> Option<SearchHit> {
        let (group, within) = self.grouped.place(nth)?;
        Some(match self.found.articles.get(group) {
            Some(found) => SearchHit::Article(found.article, found.hits[within]),
            None => SearchHit::Elsewhere(self.found.elsewhere[within]),
        })
    }

    /// Number of rows of the list.
    pub fn rows(&self) -> usize {
        self.grouped.len()
    }

    pub fn row(&self, row: usize) -> Option<SearchRow> {
        Some(match self.grouped.row(row)? {
            GroupedRow::Entry(hit) => SearchRow::Hit(hit, self.hit(hit)?),
            GroupedRow::Head(group) => match self.found.articles.get(group) {
                Some(found) => SearchRow::Article(found.article, found.hits.len()),
                None => SearchRow::Elsewhere(self.found.elsewhere.len()),
            },
        })
    }

    /// The row of a hit.
    pub fn row_of(&self, hit: usize) -> usize {
        self.grouped.row_of(hit)
    }

    /// Requests a search if the query or the project has changed since the last one. Hits under review stay as they are.
    pub(crate) fn follow(&mut self, project: &Arc<Project>, revision: Revision) -> Option<Effect> {
        if self.unticked.is_some() {
            return None;
        }
        let request = self.worker.begin(revision)?;
        self.other_spellings.clear();
        let query = match Query::parse(&self.typed, self.query_options) {
            Ok(query) => query,
            Err(error) => {
                self.error = Some(error);
                self.is_of_words = false;
                self.worker.stop();
                return None;
            }
        };
        self.error = None;
        self.is_of_words = query.is_of_words();
        self.is_empty_query = query.is_empty();
        if query.is_empty() {
            self.worker.stop();
            self.take(Found::default());
            return None;
        }
        let (project, texts) = (Arc::clone(project), self.texts.clone());
        let (options, progress) = (self.options, Arc::clone(&request));
        let typed = self.typed.clone();
        let work = move || {
            let texts = texts.of(&project);
            let is_cancelled = || progress.is_cancelled();
            let found = search(&project, &texts, &query, options, &is_cancelled);
            let spellings = other_spellings(&project, &typed);
            (texts, found.unwrap_or_default(), spellings)
        };
        let end = move |bench: &mut Workbench, result| {
            let is_last = bench.search.worker.ends(&request);
            match result {
                // If it was cancelled, only the folded texts are of use.
                Some((texts, found, spellings)) => {
                    bench.search.texts = texts;
                    if is_last {
                        bench.search.take(found);
                        bench.search.other_spellings = spellings;
                    }
                }
                None if is_last => {
                    let message = "The search failed; change the query to try again";
                    bench.notices.error(message);
                }
                None => {}
            }
        };
        Some(Effect::Run(Task::new("search", work, end)))
    }

    /// Ends a review, and lets the next frame request the search again.
    pub(crate) fn ask_anew(&mut self) {
        self.unticked = None;
        self.worker.cancel();
    }

    /// The state for another project, with the same options.
    pub(crate) fn emptied(&self) -> Self {
        let Self {
            query_options,
            options,
            ..
        } = self;
        Self {
            query_options: *query_options,
            options: *options,
            ..Self::default()
        }
    }

    /// Lists the results. The selected hit stays selected if it still exists.
    fn take(&mut self, found: Found) {
        let before = self.hit(self.current);
        self.found = found;
        let articles = self.found.articles.iter().map(|it| it.hits.len());
        let elsewhere = Some(self.found.elsewhere.len()).filter(|count| *count > 0);
        self.grouped = GroupedRows::of(articles.chain(elsewhere));
        let mut hits = 0..self.count();
        let same = before.and_then(|before| hits.find(|nth| self.hit(*nth) == Some(before)));
        self.current = same.unwrap_or(0);
    }

    /// The passages of the ticked hits.
    fn ticked(&self) -> Vec<(ArticleId, Span)> {
        let hits = 0..self.found.count_in_articles();
        let ticked = hits.filter(|hit| self.is_ticked(*hit) == Some(true));
        let passages = ticked.filter_map(|hit| match self.hit(hit)? {
            SearchHit::Article(article, span) => Some((article, span)),
            SearchHit::Elsewhere(_) => None,
        });
        passages.collect()
    }
}

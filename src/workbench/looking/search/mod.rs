//! The search tab: the query, its results, and the hits under review before they are highlighted.

mod actions;

use crate::{
    analysis::{
        Found, FoundElsewhere, FoundOrder, Query, QueryError, QueryOptions, SearchOptions,
        SearchTexts, search,
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
    /// The folded texts of the last search.
    pub(crate) texts: SearchTexts,
    worker: Worker<Revision>,
    pub found: Found,
    /// Index of the first hit of each group: the articles, then everything else.
    starts: Vec<usize>,
    /// Index of the selected hit, from 0.
    pub current: usize,
    /// The hits that are unticked in a review.
    unticked: Option<BTreeSet<usize>>,
}

/// Maximum number of hits reviewed at once.
const MAX_REVIEWED: usize = 2_000;

impl SearchSession {
    pub fn is_running(&self) -> bool {
        self.worker.is_running()
    }

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
        let index = self
            .found
            .articles
            .iter()
            .position(|it| it.article == article);
        index.map_or((&[], None), |index| {
            let hits = &self.found.articles[index].hits;
            let current = self.current.checked_sub(self.starts[index]);
            (hits, current.filter(|current| *current < hits.len()))
        })
    }

    pub fn hit(&self, nth: usize) -> Option<SearchHit> {
        let group = self
            .starts
            .partition_point(|start| *start <= nth)
            .checked_sub(1)?;
        let within = nth - self.starts[group];
        match self.found.articles.get(group) {
            Some(found) => {
                let span = found.hits.get(within)?;
                Some(SearchHit::Article(found.article, *span))
            }
            None => self
                .found
                .elsewhere
                .get(within)
                .copied()
                .map(SearchHit::Elsewhere),
        }
    }

    /// Number of rows of the list.
    pub fn rows(&self) -> usize {
        self.count() + self.starts.len()
    }

    pub fn row(&self, row: usize) -> Option<SearchRow> {
        let heads = self.starts.iter().enumerate();
        // The heading of a group comes after the headings and the hits of the groups before.
        let group = heads
            .take_while(|(group, start)| *start + group <= row)
            .count()
            .checked_sub(1)?;
        if self.starts[group] + group < row {
            let hit = row - group - 1;
            return Some(SearchRow::Hit(hit, self.hit(hit)?));
        }
        Some(match self.found.articles.get(group) {
            Some(found) => SearchRow::Article(found.article, found.hits.len()),
            None => SearchRow::Elsewhere(self.found.elsewhere.len()),
        })
    }

    /// The row of a hit.
    pub fn row_of(&self, hit: usize) -> usize {
        hit + self.starts.partition_point(|start| *start <= hit)
    }

    /// Requests a search if the query or the project has changed since the last one. Hits under review stay as they are.
    pub(crate) fn follow(&mut self, project: &Arc<Project>, revision: Revision) -> Option<Effect> {
        if self.unticked.is_some() {
            return None;
        }
        let request = self.worker.begin(revision)?;
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
        if query.is_empty() {
            self.worker.stop();
            self.take(Found::default());
            return None;
        }
        let (project, texts) = (Arc::clone(project), self.texts.clone());
        let (options, progress) = (self.options, Arc::clone(&request));
        let work = move || {
            let texts = texts.of(&project);
            let is_cancelled = || progress.is_cancelled();
            let found = search(&project, &texts, &query, options, &is_cancelled);
            (texts, found.unwrap_or_default())
        };
        let end = move |bench: &mut Workbench, result| {
            let is_last = bench.search.worker.ends(&request);
            match result {
                // If it was cancelled, only the folded texts are of use.
                Some((texts, found)) => {
                    bench.search.texts = texts;
                    if is_last {
                        bench.search.take(found);
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
        self.starts.clear();
        let mut start = 0;
        for found in &self.found.articles {
            self.starts.push(start);
            start += found.hits.len();
        }
        if !self.found.elsewhere.is_empty() {
            self.starts.push(start);
        }
        self.current = before.and_then(|hit| self.index_of(hit)).unwrap_or(0);
    }

    fn index_of(&self, hit: SearchHit) -> Option<usize> {
        let elsewhere = || self.found.count_in_articles();
        match hit {
            SearchHit::Elsewhere(hit) => {
                let index = self.found.elsewhere.iter().position(|it| *it == hit)?;
                Some(elsewhere() + index)
            }
            SearchHit::Article(article, span) => {
                let group = self
                    .found
                    .articles
                    .iter()
                    .position(|it| it.article == article)?;
                let index = self.found.articles[group].hits.binary_search(&span).ok()?;
                Some(self.starts[group] + index)
            }
        }
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

use super::{
    query::{Query, QueryOptions},
    search::{SearchOptions, hits_in},
    texts::SearchTexts,
};
use crate::{
    project::{Article, ArticleId, Project},
    text::FoldedText,
};

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use foldhash::fast::RandomState;
use rayon::prelude::*;
use smol_str::SmolStr;

/// How often each watch word is in each article. Cheap to clone.
///
/// A count is the number of hits that the search has for the word, page clutter left out. It is kept for as long as the article's
/// clutter stays the same; its text never changes.
#[derive(Clone, Debug, Default)]
pub struct WatchCounts(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    articles: HashMap<ArticleId, ArticleCounts, RandomState>,
    /// Occurrences of each word, and the articles that have it.
    totals: BTreeMap<SmolStr, (usize, usize)>,
}

#[derive(Clone, Debug, Default)]
struct ArticleCounts {
    clutter: BTreeSet<usize>,
    /// Of every watch word, also of those that are not there.
    words: BTreeMap<SmolStr, usize>,
}

impl WatchCounts {
    /// Whether these are the counts of a project as it is now.
    pub fn are_of(&self, project: &Project) -> bool {
        let words = &project.search_lists().watch_words;
        self.0.articles.len() == project.articles().len()
            && project.articles().all(|article| {
                let counts = self.0.articles.get(&article.id);
                counts.is_some_and(|counts| {
                    counts.clutter == article.clutter && words.iter().eq(counts.words.keys())
                })
            })
    }

    /// The counts of a project. Only words and articles that are not here yet are counted. `None` once `is_cancelled` says so.
    pub fn of(
        &self,
        project: &Project,
        texts: &SearchTexts,
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let words = project.search_lists().watch_words.iter();
        let queries: Vec<(&SmolStr, Query)> = words.map(|word| (word, query_of(word))).collect();
        let articles: Vec<&Article> = project.articles().collect();
        let counted = articles.par_iter().map(|article| {
            if is_cancelled() {
                return None;
            }
            let known = self.0.articles.get(&article.id);
            let known = known.filter(|known| known.clutter == article.clutter);
            let known = known.map(|known| &known.words);
            Some((
                article.id,
                counts_in(project, texts, &queries, article, known),
            ))
        });
        let counted: Vec<(ArticleId, ArticleCounts)> = counted.collect::<Option<_>>()?;
        let mut totals: BTreeMap<SmolStr, (usize, usize)> = BTreeMap::new();
        for (_, counts) in &counted {
            for (word, count) in &counts.words {
                let total = totals.entry(word.clone()).or_default();
                total.0 += count;
                total.1 += usize::from(*count > 0);
            }
        }
        let articles = counted.into_iter().collect();
        Some(Self(Arc::new(Counts { articles, totals })))
    }

    /// The words that an article has with their counts, the most frequent first.
    pub fn in_article(&self, article: ArticleId) -> Vec<(&str, usize)> {
        self.in_articles([article])
    }

    /// The words that these articles have together, likewise.
    pub fn in_articles(&self, articles: impl IntoIterator<Item = ArticleId>) -> Vec<(&str, usize)> {
        let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
        let counts = articles.into_iter();
        for counts in counts.filter_map(|id| self.0.articles.get(&id)) {
            for (word, count) in counts.words.iter().filter(|(_, count)| **count > 0) {
                *sums.entry(word).or_default() += count;
            }
        }
        let mut sums: Vec<(&str, usize)> = sums.into_iter().collect();
        sums.sort_by_key(|(_, count)| Reverse(*count));
        sums
    }

    /// Whether an article has been counted.
    pub fn knows(&self, article: ArticleId) -> bool {
        self.0.articles.contains_key(&article)
    }

    /// Occurrences of a word, and the number of articles that have it; `None` before they are counted.
    pub fn total(&self, word: &str) -> Option<(usize, usize)> {
        self.0.totals.get(word).copied()
    }
}

/// The terms of a watch word. A file may have any text there: nothing is found for one that is no query, and a filter is left
/// out.
fn query_of(word: &str) -> Query {
    let query = Query::parse(word, QueryOptions::default()).unwrap_or_default();
    Query {
        terms: query.terms,
        ..Query::default()
    }
}

fn counts_in(
    project: &Project,
    texts: &SearchTexts,
    queries: &[(&SmolStr, Query)],
    article: &Article,
    known: Option<&BTreeMap<SmolStr, usize>>,
) -> ArticleCounts {
    let known = |word: &str| known.and_then(|known| known.get(word).copied());
    // Folded once for all words, unless the search has done so before.
    let is_new = |(word, _): &(&SmolStr, Query)| known(word).is_none();
    let kept = texts.get(article);
    let folds = kept.is_none() && queries.iter().filter(|it| is_new(it)).count() > 1;
    let folded = folds
        .then(|| FoldedText::of(article.text.as_str()))
        .flatten();
    let folded = kept.or(folded.as_ref());
    let count = |query: &Query| {
        let options = SearchOptions::default();
        hits_in(project, folded, query, options, article).hits.len()
    };
    let words = queries.iter();
    let words =
        words.map(|(word, query)| ((*word).clone(), known(word).unwrap_or_else(|| count(query))));
    ArticleCounts {
        clutter: article.clutter.clone(),
        words: words.collect(),
    }
}

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
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use foldhash::fast::RandomState;
use rayon::prelude::*;
use smol_str::SmolStr;

/// Number of occurrences of each watch word in each article. Cheap to clone.
///
/// Counts the search hits outside page clutter. Cached until the article's clutter changes; its text never does.
#[derive(Clone, Debug, Default)]
pub struct WatchCounts(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// In the order of the counts of each article.
    words: Vec<SmolStr>,
    articles: HashMap<ArticleId, ArticleCounts, RandomState>,
    /// Occurrences of each word, and the articles that have it.
    totals: Vec<(usize, usize)>,
}

#[derive(Clone, Debug, Default)]
struct ArticleCounts {
    clutter: BTreeSet<usize>,
    counts: Vec<usize>,
}

impl WatchCounts {
    /// Whether the counts are up to date for `project`.
    pub fn are_of(&self, project: &Project) -> bool {
        self.0.words.iter().eq(&project.search_lists().watch_words)
            && self.0.articles.len() == project.articles().len()
            && project.articles().all(|article| {
                let counts = self.0.articles.get(&article.id);
                counts.is_some_and(|counts| counts.clutter == article.clutter)
            })
    }

    /// Counts a project. Counts only new words and articles. `None` if cancelled.
    pub fn of(
        &self,
        project: &Project,
        texts: &SearchTexts,
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let words: Vec<SmolStr> = project.search_lists().watch_words.iter().cloned().collect();
        let index = |word: &SmolStr| self.0.words.iter().position(|it| it == word);
        let sought: Vec<SoughtWord> = words
            .iter()
            .map(|word| SoughtWord {
                query: query_of(word),
                known_index: index(word),
            })
            .collect();
        let articles: Vec<&Article> = project.articles().collect();
        let counted = articles.par_iter().map(|article| {
            if is_cancelled() {
                return None;
            }
            let known = self.0.articles.get(&article.id);
            let known = known.filter(|known| known.clutter == article.clutter);
            let known = known.map_or(&[][..], |known| &known.counts);
            Some((
                article.id,
                counts_in(project, texts, &sought, article, known),
            ))
        });
        let counted: Vec<(ArticleId, ArticleCounts)> = counted.collect::<Option<_>>()?;
        let mut totals = vec![(0, 0); words.len()];
        for (_, article) in &counted {
            for (total, count) in totals.iter_mut().zip(&article.counts) {
                total.0 += count;
                total.1 += usize::from(*count > 0);
            }
        }
        Some(Self(Arc::new(Counts {
            words,
            articles: counted.into_iter().collect(),
            totals,
        })))
    }

    /// The watch words of an article with their counts, most frequent first.
    pub fn in_article(&self, article: ArticleId) -> Vec<(&str, usize)> {
        self.in_articles([article])
    }

    /// As `in_article`, summed over several articles.
    pub fn in_articles(&self, articles: impl IntoIterator<Item = ArticleId>) -> Vec<(&str, usize)> {
        let words = self.0.words.iter().map(|word| (word.as_str(), 0));
        let mut sums: Vec<(&str, usize)> = words.collect();
        let found = articles.into_iter();
        for article in found.filter_map(|id| self.0.articles.get(&id)) {
            for (sum, count) in sums.iter_mut().zip(&article.counts) {
                sum.1 += count;
            }
        }
        sums.retain(|(_, count)| *count > 0);
        sums.sort_by_key(|(_, count)| Reverse(*count));
        sums
    }

    /// Whether an article has been counted.
    pub fn knows(&self, article: ArticleId) -> bool {
        self.0.articles.contains_key(&article)
    }

    /// Occurrences of a word, and the number of articles with it; `None` if not counted yet.
    pub fn total(&self, word: &str) -> Option<(usize, usize)> {
        let index = self.0.words.iter().position(|it| it == word)?;
        self.0.totals.get(index).copied()
    }
}

/// A word to count, and the index of its earlier counts.
struct SoughtWord {
    query: Query,
    known_index: Option<usize>,
}

/// The terms of a watch word. A project file can contain anything: invalid queries match nothing, and filters are
/// ignored.
fn query_of(word: &str) -> Query {
    let query = Query::parse(word, QueryOptions::default()).unwrap_or_default();
    Query {
        terms: query.terms,
        ..Query::default()
    }
}

/// `known` are the earlier counts of the article, if still valid.
fn counts_in(
    project: &Project,
    texts: &SearchTexts,
    sought: &[SoughtWord],
    article: &Article,
    known: &[usize],
) -> ArticleCounts {
    let known = |word: &SoughtWord| known.get(word.known_index?).copied();
    // Folded once for all words, unless the search has cached it.
    let cached = texts.get(article);
    let needs_folding =
        cached.is_none() && sought.iter().filter(|it| known(it).is_none()).count() > 1;
    let folded = needs_folding
        .then(|| FoldedText::new(article.text.as_str()))
        .flatten();
    let folded = cached.or(folded.as_ref());
    let count = |word: &SoughtWord| {
        let options = SearchOptions::default();
        hits_in(project, folded, &word.query, options, article)
            .hits
            .len()
    };
    let counts = sought
        .iter()
        .map(|word| known(word).unwrap_or_else(|| count(word)));
    ArticleCounts {
        clutter: article.clutter.clone(),
        counts: counts.collect(),
    }
}

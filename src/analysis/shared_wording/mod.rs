//! Wording that articles share: the same prose, which means that one derives from the other, and the same quotation,
//! which only means that both quote one statement.
//!
//! Words are folded, and page clutter is left out. Prose is compared by shingles, runs of eight words: those in more
//! than a few articles are boilerplate, unless they form a long run, and neighbouring ones are joined over short gaps
//! (Broder 1997; Clough et al. 2002). A number matches any other number, and is then reported as a difference. Rewritten text is not found.

mod article_words;
mod derivation;
mod prose;
mod quotations;
mod quoted_statement;
mod shingles;

use crate::{
    project::{Article, ArticleId},
    text::Span,
};
pub(super) use article_words::{ArticleWord, ArticleWords, is_number_word};
pub use derivation::{CommonDescent, LikelyDerivation, common_descent};
pub use quoted_statement::{QuotedStatement, StatementLinks, quoted_statements};

use rayon::prelude::*;

/// The two kinds of shared wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SharedKind {
    Prose,
    Quotation,
}

/// A passage that two articles share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedPassage {
    pub kind: SharedKind,
    /// Its positions in the first and in the second article.
    pub spans: [Span; 2],
    /// Pairs of differing numbers in the first and in the second article.
    pub differing: Vec<[Span; 2]>,
}

/// Two articles that share wording, in list order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedPair {
    pub articles: [ArticleId; 2],
    /// The shared passages, in the order of the first article.
    pub passages: Vec<SharedPassage>,
    /// Percentage of the sentences of each article that are shared prose.
    pub percent: [usize; 2],
}

impl SharedPair {
    /// The passages of one kind.
    pub fn of_kind(&self, kind: SharedKind) -> impl Iterator<Item = &SharedPassage> {
        self.passages
            .iter()
            .filter(move |passage| passage.kind == kind)
    }

    /// The greater of both percentages.
    pub fn share(&self) -> usize {
        self.percent[0].max(self.percent[1])
    }

    /// Number of differing numbers in its passages.
    pub fn differing_count(&self) -> usize {
        self.passages.iter().map(|it| it.differing.len()).sum()
    }
}

/// Finds what the articles share, in their order; `None` if cancelled. Calls `compared` after each article.
pub fn shared_wording(
    articles: &[&Article],
    is_cancelled: &(impl Fn() -> bool + Sync),
    compared: &(impl Fn() + Sync),
) -> Option<Vec<SharedPair>> {
    let words: Vec<ArticleWords> = articles
        .par_iter()
        .map(|article| (!is_cancelled()).then(|| ArticleWords::new(article)))
        .collect::<Option<_>>()?;
    let mut found = prose::shared_prose(&words, is_cancelled, compared)?;
    found.extend(quotations::same_quotations(&words, is_cancelled)?);
    found.sort_by_key(|(pair, passage)| (*pair, passage.spans, passage.kind));
    let pairs = found.chunk_by(|(one, _), (other, _)| one == other);
    let pairs = pairs.map(|chunk| {
        let [one, other] = chunk[0].0;
        let passages: Vec<SharedPassage> = chunk.iter().map(|(_, it)| it.clone()).collect();
        let percent = |article: usize, side: usize| {
            let prose = passages.iter().filter(|it| it.kind == SharedKind::Prose);
            words[article].percent_of_sentences(prose.map(|it| it.spans[side]))
        };
        SharedPair {
            articles: [articles[one].id, articles[other].id],
            percent: [percent(one, 0), percent(other, 1)],
            passages,
        }
    });
    Some(pairs.collect())
}

/// A passage shared by two articles, by their indices in the list.
type FoundPassage = ([usize; 2], SharedPassage);

#[cfg(test)]
mod tests;

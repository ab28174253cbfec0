//! Sentences of articles that resemble a claim or a passage: they share its rare words, names and numbers.
//!
//! Each sentence is scored by BM25 (Robertson & Zaragoza 2009), with the sentences of all articles as the collection.
//! Only words that are rare in it count. Names and numbers of the query count more, and a number in words also matches
//! digits.

use super::{
    amounts::{AmountOrDate, amounts_and_dates, number_words},
    function_words::FUNCTION_WORDS,
    shared_wording::{ArticleWord, ArticleWords},
};
use crate::{
    project::{Article, ArticleId},
    text::{Span, folded},
};

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use foldhash::fast::RandomState;
use rayon::prelude::*;

/// The words to find sentences by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimilarQuery {
    /// Each key with its weight.
    keys: BTreeMap<String, f32>,
    /// Keys of number words of every language, such as "twelve", each with the key of its digits.
    number_words: BTreeMap<String, String>,
}

/// A sentence that shares words with the query.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarSentence {
    pub sentence: Span,
    /// The shared words, in order.
    pub shared: Vec<Span>,
    pub score: f32,
}

/// The sentences of one article, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarArticle {
    pub article: ArticleId,
    pub sentences: Vec<SimilarSentence>,
}

/// Maximum number of sentences per article.
const MAX_SENTENCES: usize = 3;

/// A word in more than one of this many sentences is not rare. In a small collection, a word in at most
/// [`RARE_AT_LEAST`] sentences is rare.
const RARE: usize = 12;
const RARE_AT_LEAST: usize = 6;

/// Weight of a name or a number; other words have 1.
const NAME_WEIGHT: f32 = 1.5;

// The usual parameters of BM25.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Minimum score, as a share of the score of a sentence with all words of weight 1 or more in the query.
const MIN_SCORE_SHARE: f32 = 0.22;

/// Minimum number of shared words.
const MIN_SHARED: usize = 2;

/// Words of more letters are compared by their first ones, so that "injured" matches "injuries".
const MAX_WHOLE_LETTERS: usize = 6;
const STEM_LETTERS: usize = 5;

impl SimilarQuery {
    /// The words of a text that may be rare: numbers, and words of at least three letters.
    pub fn of(text: &str) -> Self {
        let mut query = Self::default();
        query.add(text, 1.0);
        query
    }

    /// Adds words with another weight. Those of a weight below 1 raise a sentence's score, but no sentence needs them to
    /// be found.
    pub fn add(&mut self, text: &str, weight: f32) {
        let words = ArticleWords::of_text(text);
        let mut is_start = true;
        for word in &words.words {
            let written = words.text_of(word);
            let is_name = !is_start && written.starts_with(char::is_uppercase);
            let weight = if is_name || word.is_number {
                weight * NAME_WEIGHT
            } else {
                weight
            };
            let is_function_word = !is_name && FUNCTION_WORDS.contains(&folded(written));
            if let Some(key) = key_of(written, word).filter(|_| !is_function_word) {
                self.raise(key, weight);
            }
            is_start = text[word.end..].starts_with(['.', '!', '?']);
        }
        for found in amounts_and_dates(text, None, None) {
            if let AmountOrDate::Amount(amount) = found.what {
                self.add_number(amount.value, weight * NAME_WEIGHT);
            }
        }
    }

    fn add_number(&mut self, value: f64, weight: f32) {
        let digits = value.to_string();
        for word in number_words(value) {
            let key = stem(folded(&word));
            self.keys.remove(&key);
            self.number_words.insert(key, digits.clone());
        }
        self.raise(digits, weight);
    }

    fn raise(&mut self, key: String, weight: f32) {
        let before = self.keys.entry(key).or_default();
        *before = before.max(weight);
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

/// Key for comparing a word; `None` for a word that is too short to be rare.
fn key_of(written: &str, word: &ArticleWord) -> Option<String> {
    let mut key = folded(written);
    if word.is_number {
        key.retain(|character| !matches!(character, ',' | '.' | '\'' | ' '));
        return Some(key);
    }
    let letters = key.chars().count();
    let is_unspaced = key.starts_with(crate::text::is_unspaced);
    if letters < 3 && !is_unspaced {
        return None;
    }
    Some(stem(key))
}

fn stem(mut key: String) -> String {
    if key.chars().count() > MAX_WHOLE_LETTERS {
        let end = key.char_indices().nth(STEM_LETTERS);
        key.truncate(end.map_or(key.len(), |(at, _)| at));
    }
    key
}

/// The words of one article that are in the query, by sentence.
struct Candidates {
    article: ArticleId,
    sentences: Vec<Candidate>,
    /// Number of all its sentences, and of all their words.
    count: usize,
    words: usize,
}

struct Candidate {
    sentence: Range<usize>,
    length: usize,
    /// The indices of the query's words in the list of keys, and their positions in the text.
    found: Vec<(usize, Span)>,
}

/// Finds sentences that resemble the query, the article with the best one first; `None` if cancelled. `is_left_out`
/// says which passages to skip: they still count when it is decided which words are rare.
pub fn similar_passages(
    articles: &[&Article],
    query: &SimilarQuery,
    is_left_out: &(impl Fn(ArticleId, Span) -> bool + Sync),
    is_cancelled: &(impl Fn() -> bool + Sync),
) -> Option<Vec<SimilarArticle>> {
    let places = query.keys.keys().enumerate();
    let mut keys: HashMap<&str, usize, RandomState> =
        places.map(|(place, key)| (key.as_str(), place)).collect();
    for (word, digits) in &query.number_words {
        if let Some(place) = keys.get(digits.as_str()) {
            keys.insert(word, *place);
        }
    }
    let found: Vec<Candidates> = articles
        .par_iter()
        .map(|article| (!is_cancelled()).then(|| candidates(article, &keys)))
        .collect::<Option<_>>()?;
    let count: usize = found.iter().map(|it| it.count).sum();
    let words: usize = found.iter().map(|it| it.words).sum();
    let mean = words as f32 / count.max(1) as f32;
    let weights = weights(query, &found, count);
    let needed = query.keys.values().zip(&weights);
    let needed = needed.filter(|(weight, _)| **weight >= 1.0);
    let best: f32 = needed.map(|(_, weight)| weight).sum();
    let mut ranked = Vec::new();
    for Candidates {
        article, sentences, ..
    } in found
    {
        let scored = sentences
            .iter()
            .filter_map(|it| scored(it, &weights, mean))
            .filter(|it| it.score >= best * MIN_SCORE_SHARE && !is_left_out(article, it.sentence));
        let mut sentences: Vec<SimilarSentence> = scored.collect();
        sentences.sort_by(|one, other| other.score.total_cmp(&one.score));
        sentences.truncate(MAX_SENTENCES);
        if !sentences.is_empty() {
            ranked.push(SimilarArticle { article, sentences });
        }
    }
    ranked.sort_by(|one, other| other.sentences[0].score.total_cmp(&one.sentences[0].score));
    Some(ranked)
}

fn candidates(article: &Article, keys: &HashMap<&str, usize, RandomState>) -> Candidates {
    let words = ArticleWords::new(article);
    let mut sentences = Vec::new();
    let (mut from, mut count) = (0, 0);
    for sentence in words.sentences() {
        let to = from + words.words[from..].partition_point(|word| word.start < sentence.end);
        let inside = &words.words[from..to];
        from = to;
        if inside.is_empty() {
            continue;
        }
        count += 1;
        let found = inside.iter().filter_map(|word| {
            let key = key_of(words.text_of(word), word)?;
            Some((*keys.get(key.as_str())?, word.span()?))
        });
        let found: Vec<(usize, Span)> = found.collect();
        if !found.is_empty() {
            sentences.push(Candidate {
                sentence: sentence.clone(),
                length: inside.len(),
                found,
            });
        }
    }
    Candidates {
        article: article.id,
        sentences,
        count,
        words: words.words.len(),
    }
}

/// The weight of each key of the query; 0 if it is not rare.
fn weights(query: &SimilarQuery, found: &[Candidates], count: usize) -> Vec<f32> {
    let mut frequency = vec![0_usize; query.keys.len()];
    for candidate in found.iter().flat_map(|it| &it.sentences) {
        let mut indices: Vec<usize> = candidate.found.iter().map(|(index, _)| *index).collect();
        indices.sort_unstable();
        indices.dedup();
        for index in indices {
            frequency[index] += 1;
        }
    }
    let most = (count / RARE).max(RARE_AT_LEAST);
    let weights = query.keys.values().zip(frequency);
    weights
        .map(|(weight, frequency)| {
            if frequency == 0 || frequency > most {
                return 0.0;
            }
            let (all, with) = (count as f32, frequency as f32);
            weight * (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
        })
        .collect()
}

/// A sentence with its score; `None` if it shares too few rare words.
fn scored(candidate: &Candidate, weights: &[f32], mean: f32) -> Option<SimilarSentence> {
    let rare = candidate
        .found
        .iter()
        .filter(|(place, _)| weights[*place] > 0.0);
    let mut times: BTreeMap<usize, f32> = BTreeMap::new();
    let mut shared = Vec::new();
    for (place, span) in rare {
        *times.entry(*place).or_default() += 1.0;
        shared.push(*span);
    }
    if times.len() < MIN_SHARED {
        return None;
    }
    let length = K1 * (1.0 - B + B * candidate.length as f32 / mean.max(1.0));
    let score = times.iter().map(|(place, times)| {
        let saturated = times * (K1 + 1.0) / (times + length);
        weights[*place] * saturated
    });
    Some(SimilarSentence {
        score: score.sum(),
        sentence: Span::new(candidate.sentence.start, candidate.sentence.end)?,
        shared,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ArticleDetails, ArticleText, Id};

    const FILLER: &str = "The river was high. Nobody knew why the gate stood open. The council met at noon. Trains were late. \
        A school was closed for the day. The weather stayed cold and wet. Shops opened again on Tuesday.";

    fn article(id: u64, text: &str) -> Article {
        let text = ArticleText::new(format!("{FILLER}\n{text}"));
        Article::new(Id::new(id), text, ArticleDetails::default())
    }

    /// The sentences found in texts, each with its shared words in brackets.
    fn found(query: &str, texts: &[&str]) -> Vec<String> {
        let articles: Vec<Article> = texts
            .iter()
            .zip(1..)
            .map(|(text, id)| article(id, text))
            .collect();
        let query = SimilarQuery::of(query);
        let articles: Vec<&Article> = articles.iter().collect();
        let ranked = similar_passages(&articles, &query, &|_, _| false, &|| false).unwrap();
        let marked = ranked.iter().flat_map(|found| {
            let text = articles[found.article.number() as usize - 1].text.as_str();
            found.sentences.iter().map(|it| {
                let mut marked = text[it.sentence.range()].to_owned();
                for span in it.shared.iter().rev() {
                    marked.insert(span.end() - it.sentence.start(), ']');
                    marked.insert(span.start() - it.sentence.start(), '[');
                }
                marked.trim().to_owned()
            })
        });
        marked.collect()
    }

    #[test]
    fn evidence_hides_no_sentence_that_the_statement_finds() {
        let text = "Twelve people had been injured in the attacks.";
        let articles = [article(1, text)];
        let articles: Vec<&Article> = articles.iter().collect();
        let found = |query: &SimilarQuery| {
            let found = similar_passages(&articles, query, &|_, _| false, &|| false).unwrap();
            found.iter().map(|it| it.sentences.len()).sum::<usize>()
        };
        let mut query = SimilarQuery::of("13 people were injured in the attacks on Karveth.");
        assert_eq!(found(&query), 1);
        query.add(
            "The council met at noon, since the gate stood open, the river was high and trains were late.",
            0.3,
        );
        assert!(found(&query) >= 1);
    }

    #[test]
    fn digits_find_number_words_of_every_language() {
        let found = found(
            "At the mill, 12 workers were hurt.",
            &[
                "Twelve workers said so.",
                "Zwölf workers said so.",
                "Двенадцать workers said so.",
                "Eleven workers said so.",
            ],
        );
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.contains(&"[Zwölf] [workers] said so.".to_owned()));
    }

    #[test]
    fn names_numbers_and_rare_words_find_a_sentence_in_other_words() {
        let found = found(
            "Thirteen people were treated for injuries at the hospital in Karveth.",
            &[
                "Nothing else happened.",
                "In Karveth the hospital counted 13 injured.",
                "The hospital has a new roof.",
            ],
        );
        assert_eq!(
            found,
            ["In [Karveth] the [hospital] counted [13] [injured]."]
        );
    }

    #[test]
    fn words_that_are_in_many_sentences_find_nothing() {
        let many = "The gate is open and the river is high. ".repeat(20);
        assert_eq!(
            found("The river at the gate", &[&many, "Shops."]),
            [] as [&str; 0]
        );
    }

    #[test]
    fn passages_that_are_left_out_are_not_found() {
        let one = article(1, "The mayor Orlen Vasht denied it.");
        let query = SimilarQuery::of("Orlen Vasht denied that");
        let all = similar_passages(&[&one], &query, &|_, _| false, &|| false).unwrap();
        assert_eq!(all.len(), 1);
        let none = similar_passages(&[&one], &query, &|_, _| true, &|| false).unwrap();
        assert_eq!(none, []);
        assert_eq!(
            similar_passages(&[&one], &query, &|_, _| false, &|| true),
            None
        );
    }
}

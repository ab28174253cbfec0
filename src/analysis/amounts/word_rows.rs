//! Tables whose rows list the words for one thing in all languages.

use super::tokens::fold;

use std::{cmp::Reverse, collections::HashMap};

/// A word of a pattern, folded, and whether any ending may follow.
type PatternWord = (String, bool);

/// The first two letters of a word. No stem is shorter.
type Beginning = (Option<char>, Option<char>);

fn beginning(word: &str) -> Beginning {
    let mut letters = word.chars();
    (letters.next(), letters.next())
}

/// The rows of a table, indexed by the beginning of their patterns.
pub(super) struct WordRows {
    by_beginning: HashMap<Beginning, Vec<(Vec<PatternWord>, usize)>>,
}

impl WordRows {
    /// Each row lists its patterns, separated by commas. A pattern is one word or several; `*` stands for any ending.
    pub fn new<'t>(rows: impl Iterator<Item = &'t str>) -> Self {
        let mut all: Vec<(Vec<PatternWord>, usize)> = Vec::new();
        for (row, patterns) in rows.enumerate() {
            let words = |pattern: &str| pattern.split_whitespace().map(pattern_word).collect();
            all.extend(patterns.split(',').map(|pattern| (words(pattern), row)));
        }
        // The longest pattern wins; an exact word comes before a stem.
        all.sort_by_key(|(words, _)| {
            let length: usize = words.iter().map(|(word, _)| word.len()).sum();
            let stems = words.iter().filter(|(_, is_stem)| *is_stem).count();
            (Reverse((words.len(), length)), stems)
        });
        let mut by_beginning: HashMap<Beginning, Vec<_>> = HashMap::new();
        for (words, row) in all {
            if let Some((first, _)) = words.first() {
                let of_beginning = by_beginning.entry(beginning(first)).or_default();
                of_beginning.push((words, row));
            }
        }
        Self { by_beginning }
    }

    /// The row of the longest pattern at the beginning of these folded words, and its number of words.
    pub fn row_at(&self, words: &[&str]) -> Option<(usize, usize)> {
        let first = words.first()?;
        let found = |first: &str| {
            let patterns = self.by_beginning.get(&beginning(first))?;
            let is_match = |pattern: &[PatternWord]| {
                pattern.len() <= words.len()
                    && matches(&pattern[0], first)
                    && pattern[1..]
                        .iter()
                        .zip(&words[1..])
                        .all(|(it, word)| without_prefix(word).any(|word| matches(it, word)))
            };
            let (pattern, row) = patterns.iter().find(|(pattern, _)| is_match(pattern))?;
            Some((*row, pattern.len()))
        };
        without_prefix(first).find_map(found)
    }
}

fn pattern_word(word: &str) -> PatternWord {
    (fold(word.trim_end_matches('*')), word.ends_with('*'))
}

fn matches((pattern, is_stem): &PatternWord, word: &str) -> bool {
    if *is_stem {
        word.starts_with(pattern.as_str())
    } else {
        word == pattern
    }
}

/// A word, and the word without an Arabic conjunction, preposition or article.
fn without_prefix(word: &str) -> impl Iterator<Item = &str> {
    const PREFIXES: [&str; 8] = ["وال", "بال", "لل", "ال", "و", "ب", "ل", "ف"];
    let rests = PREFIXES
        .into_iter()
        .filter_map(move |prefix| word.strip_prefix(prefix));
    std::iter::once(word).chain(rests.filter(|rest| rest.chars().count() > 2))
}

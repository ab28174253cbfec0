//! Tables whose rows list the words for one thing in all languages.

use super::tokens::fold;

use std::collections::HashMap;

/// A word of a pattern, folded, and whether any ending may follow.
type PatternWord = (String, bool);

/// The rows of a table, indexed by the first letter of their patterns.
pub(super) struct WordRows {
    by_letter: HashMap<char, Vec<(Vec<PatternWord>, usize)>>,
}

impl WordRows {
    /// Each row lists its patterns, separated by commas. A pattern is one word or several; `*` stands for any ending.
    pub fn new<'t>(rows: impl Iterator<Item = &'t str>) -> Self {
        let mut by_letter: HashMap<char, Vec<_>> = HashMap::new();
        for (row, patterns) in rows.enumerate() {
            for pattern in patterns.split(',') {
                let words: Vec<PatternWord> = pattern
                    .split_whitespace()
                    .map(|word| (fold(word.trim_end_matches('*')), word.ends_with('*')))
                    .collect();
                let first = words.first().and_then(|(word, _)| word.chars().next());
                if let Some(letter) = first {
                    by_letter.entry(letter).or_default().push((words, row));
                }
            }
        }
        for patterns in by_letter.values_mut() {
            // The longest pattern wins; an exact word comes before a stem.
            patterns.sort_by_key(|(words, _)| {
                let length: usize = words.iter().map(|(word, _)| word.len()).sum();
                let stems = words.iter().filter(|(_, is_stem)| *is_stem).count();
                (std::cmp::Reverse((words.len(), length)), stems)
            });
        }
        Self { by_letter }
    }

    /// The row of the longest pattern at the beginning of these folded words, and its number of words.
    pub fn row_at(&self, words: &[&str]) -> Option<(usize, usize)> {
        let first = words.first()?;
        let found = |first: &str| {
            let patterns = self.by_letter.get(&first.chars().next()?)?;
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

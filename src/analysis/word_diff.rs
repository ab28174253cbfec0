//! Compares passages word by word with one of them: which words differ, which are missing, and which numbers differ.
//!
//! Words are folded, so that differences of case, accents and kinds of quotes do not count. A number is the same in
//! words and in digits, with and without thousands separators.

use super::{
    amounts::{Amount, AmountOrDate, amounts_and_dates},
    shared_wording::is_number_word,
};
use crate::text::{Span, folded};

use std::{collections::BTreeSet, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

/// Maximum number of words compared; the rest counts as equal.
const MAX_WORDS: usize = 1_000;

/// A passage to compare.
#[derive(Clone, Copy, Debug)]
pub struct PassageText<'a> {
    pub text: &'a str,
    /// Language of its article, such as "uk"; empty if it is unknown.
    pub language: &'a str,
}

/// The result of comparing a passage with the base. Spans are bytes of the passage that they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedWords {
    /// Runs of words that the other does not have at that position; for the base, those that all others lack.
    pub differing: Vec<Span>,
    /// Every number.
    pub numbers: Vec<Span>,
    /// Runs of the base's words that are left out here, as spans of the base.
    pub left_out: Vec<Span>,
}

impl ComparedWords {
    /// Whether a number is among the words that differ.
    pub fn is_differing(&self, number: Span) -> bool {
        self.differing.iter().any(|it| it.overlaps(number))
    }
}

struct Word {
    span: Span,
    key: String,
    is_number: bool,
}

/// The passage that has the most words in common with the others; of several, the longest. It makes the best base.
pub fn best_base(passages: &[PassageText<'_>]) -> usize {
    let words: Vec<Vec<Word>> = passages.iter().map(|it| words_of(*it)).collect();
    let common = |base: &Vec<Word>| {
        let equal = words.iter().map(|other| {
            let missing: usize = gaps(base, other).iter().map(|(gap, _)| gap.len()).sum();
            base.len() - missing
        });
        equal.sum::<usize>() - base.len()
    };
    let ranked = words.iter().map(|base| (common(base), base.len()));
    let best = ranked.enumerate().rev().max_by_key(|(_, rank)| *rank);
    best.map_or(0, |(place, _)| place)
}

/// Compares each passage with the one at index `base`.
pub fn compare_words(passages: &[PassageText<'_>], base: usize) -> Vec<ComparedWords> {
    let words: Vec<Vec<Word>> = passages.iter().map(|it| words_of(*it)).collect();
    let Some(base_words) = words.get(base) else {
        return Vec::new();
    };
    let mut lacked_by = vec![0; base_words.len()];
    let mut compared = Vec::new();
    for words in &words {
        let numbers = words.iter().filter(|word| word.is_number);
        let mut found = ComparedWords {
            numbers: numbers.map(|word| word.span).collect(),
            ..ComparedWords::default()
        };
        for (here, there) in gaps(base_words, words) {
            lacked_by[here.clone()]
                .iter_mut()
                .for_each(|count| *count += 1);
            match run(words, &there) {
                Some(span) => found.differing.push(span),
                None => found.left_out.extend(run(base_words, &here)),
            }
        }
        compared.push(found);
    }
    let others = words.len() - 1;
    let is_lacked = |at: &usize| others > 0 && lacked_by[*at] == others;
    let lacked: BTreeSet<usize> = (0..base_words.len()).filter(is_lacked).collect();
    compared[base].differing = runs_of(base_words, &lacked);
    compared
}

fn words_of(passage: PassageText<'_>) -> Vec<Word> {
    let PassageText { text, language } = passage;
    let words = text.unicode_word_indices().take(MAX_WORDS);
    let words = words.filter_map(|(at, word)| {
        let mut key = folded(word);
        let is_number = key.contains(|it: char| it.is_ascii_digit()) || is_number_word(&key);
        if is_number {
            key.retain(|character| !matches!(character, ',' | '.' | '\'' | '\u{2019}'));
        }
        Some(Word {
            span: Span::new(at, at + word.len())?,
            key,
            is_number,
        })
    });
    let mut words: Vec<Word> = words.collect();
    let language = (!language.is_empty()).then_some(language);
    for found in amounts_and_dates(text, language, None) {
        if let (AmountOrDate::Amount(amount), Some(span)) =
            (found.what, Span::new(found.span.start, found.span.end))
        {
            join_number(&mut words, span, &amount);
        }
    }
    words
}

/// Joins the words of a number to one, whose key is its value. Digits keep their own key: whether "5.000" is five thousand
/// depends on the language.
fn join_number(words: &mut Vec<Word>, number: Span, amount: &Amount) {
    let first = words.partition_point(|word| word.span.start() < number.start());
    let end = words.partition_point(|word| word.span.end() <= number.end());
    let has_digits = |word: &Word| word.key.contains(|it: char| it.is_ascii_digit());
    let Some(within) = words.get(first..end) else {
        return;
    };
    // A range is compared word by word.
    if !within.is_empty() && amount.to.is_none() && !within.iter().any(has_digits) {
        let joined = Word {
            span: number,
            key: amount.value.to_string(),
            is_number: true,
        };
        words.splice(first..end, [joined]);
    }
}

/// The ranges of words between equal ones, in both passages, at least one of them not empty.
fn gaps(base: &[Word], other: &[Word]) -> Vec<(Range<usize>, Range<usize>)> {
    let is_same = |one: &Word, other: &Word| one.key == other.key;
    // Length of the longest common subsequence from each pair of positions on.
    let columns = other.len() + 1;
    let mut longest = vec![0_u16; (base.len() + 1) * columns];
    for here in (0..base.len()).rev() {
        for there in (0..other.len()).rev() {
            longest[here * columns + there] = if is_same(&base[here], &other[there]) {
                longest[(here + 1) * columns + there + 1] + 1
            } else {
                let below = longest[(here + 1) * columns + there];
                below.max(longest[here * columns + there + 1])
            };
        }
    }
    let mut gaps = Vec::new();
    let (mut here, mut there) = (0, 0);
    let (mut from, mut from_there) = (0, 0);
    let mut close = |here: usize, there: usize, from: usize, from_there: usize| {
        if from < here || from_there < there {
            gaps.push((from..here, from_there..there));
        }
    };
    while here < base.len() && there < other.len() {
        if is_same(&base[here], &other[there]) {
            close(here, there, from, from_there);
            (here, there) = (here + 1, there + 1);
            (from, from_there) = (here, there);
        } else if longest[(here + 1) * columns + there] >= longest[here * columns + there + 1] {
            here += 1;
        } else {
            there += 1;
        }
    }
    close(base.len(), other.len(), from, from_there);
    gaps
}

/// The span from the first to the last word of a range.
fn run(words: &[Word], range: &Range<usize>) -> Option<Span> {
    let words = words.get(range.clone())?;
    Span::new(words.first()?.span.start(), words.last()?.span.end())
}

/// The spans of words with these indices, with neighbours joined.
fn runs_of(words: &[Word], places: &BTreeSet<usize>) -> Vec<Span> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for place in places {
        match runs.last_mut().filter(|run| run.end == *place) {
            Some(run) => run.end += 1,
            None => runs.push(*place..*place + 1),
        }
    }
    runs.iter().filter_map(|it| run(words, it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> PassageText<'_> {
        let language = "";
        PassageText { text, language }
    }

    /// Compares two passages. Differing words are marked as `[12]`; missing words follow after a slash.
    #[track_caller]
    fn check(base: &str, other: &str, expected: [&str; 2]) {
        let compared = compare_words(&[base, other].map(plain), 0);
        let marked = [base, other].into_iter().zip(&compared).map(|(text, it)| {
            let mut marked = text.to_owned();
            for span in it.differing.iter().rev() {
                marked.insert(span.end(), ']');
                marked.insert(span.start(), '[');
            }
            for span in &it.left_out {
                marked = marked + "/" + &base[span.range()];
            }
            marked
        });
        assert_eq!(marked.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn changed_added_and_missing_words_are_distinguished() {
        check(
            "We hold sixty saboteurs, and the operation goes on",
            "We hold seventy saboteurs and the great operation",
            [
                "We hold [sixty] saboteurs, and the operation [goes on]",
                "We hold [seventy] saboteurs and the [great] operation/goes on",
            ],
        );
    }

    #[test]
    fn case_accents_and_thousands_separators_are_ignored() {
        check(
            "“The Café counts 5,000”",
            "the cafe counts 5.000",
            ["“The Café counts 5,000”", "the cafe counts 5.000"],
        );
        check("12 hurt", "13 hurt", ["[12] hurt", "[13] hurt"]);
    }

    #[test]
    fn numbers_are_listed_and_those_that_differ_are_known() {
        let compared = compare_words(
            &["Twelve hurt, 340 homes", "Thirteen hurt, 340 homes"].map(plain),
            0,
        );
        let numbers = &compared[1].numbers;
        assert_eq!(numbers.len(), 2);
        assert!(compared[1].is_differing(numbers[0]));
        assert!(!compared[1].is_differing(numbers[1]));
    }

    #[test]
    fn a_number_is_the_same_in_words_and_in_figures() {
        check(
            "Sixty people were held",
            "60 people were held",
            ["Sixty people were held", "60 people were held"],
        );
    }

    #[test]
    fn a_number_in_the_words_of_any_language_is_a_number() {
        let text = |(text, language)| PassageText { text, language };
        let passages = [
            ("Douze blessés", "fr"),
            ("12 blessés", "fr"),
            ("Deux cent vingt blessés", "fr"),
        ];
        let compared = compare_words(&passages.map(text), 0);
        assert_eq!(compared[0].numbers.len(), 1);
        assert_eq!(compared[1].differing, []);
        let number = compared[2].numbers[0];
        assert_eq!(&passages[2].0[number.range()], "Deux cent vingt");
        assert!(compared[2].is_differing(number));
    }

    #[test]
    fn the_others_are_compared_with_the_passage_that_has_most_in_common_with_them() {
        let passages = [
            "neun Haftsachen stehen auf dem Aushang des Bezirksgerichts in der Stadt",
            "Sixty saboteurs are held",
            "Sixty saboteurs are held, and the operation goes on",
        ]
        .map(plain);
        assert_eq!(best_base(&passages), 2);
        assert_eq!(best_base(&[]), 0);
    }

    #[test]
    fn the_base_marks_what_all_others_lack() {
        let compared = compare_words(&["a b c d", "a c d", "a c"].map(plain), 0);
        let differing = compared[0].differing.iter();
        let words: Vec<&str> = differing.map(|it| &"a b c d"[it.range()]).collect();
        assert_eq!(words, ["b"]);
        assert_eq!(compare_words(&[], 0), []);
    }
}

//! Passages in quotation marks, and pairs of them that quote one statement.

use super::{
    FoundPassage, SharedKind, SharedPassage,
    article_words::{ArticleWord, ArticleWords, is_other_number},
    shingles::SharedShingles,
};

use std::{collections::BTreeSet, ops::Range};

use rayon::prelude::*;

/// Number of consecutive words that two quotations must share to be compared.
const SHINGLE_WORDS: usize = 3;

/// Maximum number of quotations with such a run.
const MAX_QUOTATIONS: usize = 100;

/// Minimum length of a long word, in bytes.
const MIN_LONG_WORD_BYTES: usize = 5;

/// Maximum length of a quotation that is compared word by word, in words.
const MAX_COMPARED_WORDS: usize = 400;

/// Opening quotation marks and the marks that close them.
const MARKS: [(char, &str); 11] = [
    ('\u{201C}', "\u{201D}\u{201F}"),
    ('\u{201E}', "\u{201C}\u{201D}\u{201F}"),
    ('\u{201D}', "\u{201D}"),
    ('\u{201F}', "\u{201D}"),
    ('\u{AB}', "\u{BB}"),
    ('\u{BB}', "\u{AB}\u{BB}"),
    ('"', "\""),
    ('\u{2018}', "\u{2019}"),
    ('\u{201A}', "\u{2018}\u{2019}"),
    ('\u{300C}', "\u{300D}"),
    ('\u{300E}', "\u{300F}"),
];

/// Byte ranges of a paragraph within quotation marks, without nested ones. One that is never closed extends to the end:
/// the next paragraph of a long quotation begins with opening marks again.
pub(super) fn quoted_ranges(paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    // Marks that are not closed after this position.
    let mut unclosed: Vec<char> = Vec::new();
    while let Some((at, open)) = next_opening(paragraph, from) {
        let start = at + open.len_utf8();
        from = start;
        if unclosed.contains(&open) {
            continue;
        }
        let closing = MARKS
            .iter()
            .find(|(mark, _)| *mark == open)
            .map_or("", |(_, close)| close);
        let end = closing_mark(paragraph, start, closing);
        let is_open_to_end = matches!(open, '\u{201C}' | '\u{201E}' | '\u{AB}' | '\u{300C}');
        if let Some(end) = end {
            found.push(start..end);
            from = end + paragraph[end..].chars().next().map_or(1, char::len_utf8);
        } else if is_open_to_end {
            found.push(start..paragraph.len());
            from = paragraph.len();
        } else {
            unclosed.push(open);
        }
    }
    found
}

fn next_opening(paragraph: &str, from: usize) -> Option<(usize, char)> {
    let marks = paragraph[from..].char_indices();
    let mut openings =
        marks.filter(|(_, character)| MARKS.iter().any(|(mark, _)| mark == character));
    openings.find_map(|(at, character)| {
        let at = from + at;
        let before = paragraph[..at].chars().next_back();
        let after = paragraph[at + character.len_utf8()..].chars().next();
        let opens = match character {
            '\u{300C}' | '\u{300E}' | '\u{AB}' => true,
            // It closes a quotation in German; in Chinese, it opens one right after a word.
            '\u{201C}' => {
                !before.is_some_and(is_cased_or_ends_sentence) && !after.is_some_and(is_closing)
            }
            _ => !before.is_some_and(char::is_alphanumeric),
        };
        (opens && after.is_some_and(|it| !it.is_whitespace() || character == '\u{AB}'))
            .then_some((at, character))
    })
}

fn is_cased_or_ends_sentence(character: char) -> bool {
    character.is_lowercase()
        || character.is_uppercase()
        || character.is_numeric()
        || ".!?\u{2026}".contains(character)
}

fn is_closing(character: char) -> bool {
    ".,;:!?)\u{2026}".contains(character)
}

fn closing_mark(paragraph: &str, start: usize, closing: &str) -> Option<usize> {
    let marks = paragraph[start..]
        .char_indices()
        .map(|(at, character)| (start + at, character));
    let mut marks = marks.filter(|(_, character)| closing.contains(*character));
    marks.find_map(|(at, character)| {
        let after = paragraph[at + character.len_utf8()..].chars().next();
        // An apostrophe is within a word.
        let is_apostrophe = character == '\u{2019}' && after.is_some_and(char::is_alphanumeric);
        (!is_apostrophe).then_some(at)
    })
}

/// Pairs of quotations of one statement: word for word, shortened, or within a small distance in other words.
pub(super) fn same_quotations(
    articles: &[ArticleWords],
    is_cancelled: &(impl Fn() -> bool + Sync),
) -> Option<Vec<FoundPassage>> {
    let quotations: Vec<(usize, Range<usize>)> = articles
        .iter()
        .enumerate()
        .flat_map(|(article, it)| {
            it.quotations
                .iter()
                .map(move |words| (article, words.clone()))
        })
        .collect();
    let hashes = |(article, words): &(usize, Range<usize>), least: usize| {
        let words = articles[*article].words[words.clone()].iter();
        let words = words.filter(|word| word.end - word.start >= least);
        words.map(|word| word.hash).collect()
    };
    let long: Vec<Vec<u64>> = quotations
        .par_iter()
        .map(|it| hashes(it, MIN_LONG_WORD_BYTES))
        .collect();
    let hashes: Vec<Vec<u64>> = quotations.par_iter().map(|it| hashes(it, 0)).collect();
    let shared = SharedShingles::new(&hashes, SHINGLE_WORDS, MAX_QUOTATIONS);
    let found: Option<Vec<Vec<FoundPassage>>> = (0..quotations.len())
        .into_par_iter()
        .map(|one| {
            let matches = (!is_cancelled()).then(|| shared.matches(one))?;
            let others: BTreeSet<usize> =
                matches.iter().map(|(other, ..)| *other as usize).collect();
            let found = others
                .into_iter()
                .filter(|other| quotations[*other].0 != quotations[one].0);
            let found = found.filter(|other| {
                is_one_statement(&hashes[one], &hashes[*other])
                    || is_in_other_words(
                        [&hashes[one], &hashes[*other]],
                        [&long[one], &long[*other]],
                    )
            });
            let found = found.filter_map(|other| {
                let sides = [&quotations[one], &quotations[other]];
                Some(([sides[0].0, sides[1].0], passage(articles, sides)?))
            });
            Some(found.collect())
        })
        .collect();
    Some(found?.into_iter().flatten().collect())
}

/// Whether the shorter quotation is in the longer one, or nearly all of its words are there in the same order: all but
/// one of a few words, seven in ten of more.
fn is_one_statement(one: &[u64], other: &[u64]) -> bool {
    const FEW: usize = 8;
    const MIN_EQUAL: usize = 4;
    let (shorter, longer) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if longer
        .windows(shorter.len())
        .any(|window| window == shorter)
    {
        return true;
    }
    let equal = in_common(
        &shorter[..shorter.len().min(MAX_COMPARED_WORDS)],
        &longer[..longer.len().min(MAX_COMPARED_WORDS)],
    );
    let needed = if shorter.len() < FEW {
        shorter.len() - 1
    } else {
        shorter.len() * 7 / 10
    };
    equal >= needed.max(MIN_EQUAL)
}

/// Whether two quotations have half of their words in the same order, several long ones among them: different
/// translations of a statement.
fn is_in_other_words(all: [&[u64]; 2], long: [&[u64]; 2]) -> bool {
    const MIN_LONG: usize = 3;
    let [one, other] = all;
    let shorter = one.len().min(other.len());
    one.len().max(other.len()) <= MAX_COMPARED_WORDS
        && in_common(long[0], long[1]) >= MIN_LONG
        && in_common(one, other) * 2 >= shorter
}

/// Length of the longest common subsequence.
fn in_common(one: &[u64], other: &[u64]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for word in one {
        let mut diagonal = 0;
        for (at, beside) in other.iter().enumerate() {
            let best = if word == beside {
                diagonal + 1
            } else {
                row[at].max(row[at + 1])
            };
            diagonal = row[at + 1];
            row[at + 1] = best;
        }
    }
    row[other.len()]
}

fn passage(articles: &[ArticleWords], sides: [&(usize, Range<usize>); 2]) -> Option<SharedPassage> {
    let [left, right] = sides.map(|(article, words)| {
        let words = articles[*article].words[words.clone()].iter();
        let numbers = words.filter(|word| articles[*article].is_number(word));
        numbers.collect::<Vec<&ArticleWord>>()
    });
    let text = |side: usize, word: &ArticleWord| articles[sides[side].0].text_of(word);
    let is_other =
        |(one, other): &(&ArticleWord, &ArticleWord)| is_other_number(text(0, one), text(1, other));
    let differing = if left.len() == right.len() {
        let pairs = left.into_iter().zip(right).filter(is_other);
        let spans = pairs.filter_map(|(one, other)| Some([one.span()?, other.span()?]));
        spans.collect()
    } else {
        Vec::new()
    };
    let span = |(article, words): &(usize, Range<usize>)| articles[*article].span(words);
    Some(SharedPassage {
        kind: SharedKind::Quotation,
        spans: [span(sides[0])?, span(sides[1])?],
        differing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paragraph: &str, expected: &[&str]) {
        let ranges = quoted_ranges(paragraph).into_iter();
        let quoted: Vec<&str> = ranges.map(|range| &paragraph[range]).collect();
        assert_eq!(quoted, expected, "{paragraph}");
    }

    #[test]
    fn a_german_closing_mark_does_not_open_a_quotation() {
        check("sagte er.“ Danach ging er, und alle gingen.", &[]);
        check("der Damm hielt“, sagte er und ging.", &[]);
        check("Er sagte: „Der Damm hielt“, und ging.", &["Der Damm hielt"]);
        check("He said, “The dam held”, and left.", &["The dam held"]);
        check("He said: (“The dam held”)", &["The dam held"]);
        check("他说“你好”。", &["你好"]);
    }

    #[test]
    fn unclosed_marks_do_not_hide_later_quotations() {
        check(
            "‘Abd al-‘Aziz and ‘Umar said “we stay” and ‘Ali left.",
            &["we stay"],
        );
    }
}

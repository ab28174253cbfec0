//! Passages in quotation marks, and pairs of them that quote one statement.

use super::{
    FoundPassage, SharedKind, SharedPassage,
    article_words::{ArticleWord, ArticleWords, is_other_number},
    shingles::SharedShingles,
};

use crate::text::WordList;

use std::{collections::BTreeSet, ops::Range};

use rayon::prelude::*;

/// Number of consecutive words that two quotations must share to be compared.
const SHINGLE_WORDS: usize = 3;

/// Maximum number of quotations with such a run.
const MAX_QUOTATIONS: usize = 100;

/// Minimum length of a long word, in letters.
const MIN_LONG_WORD: usize = 5;

/// Minimum number of long words that two statements in other words have in common.
const MIN_LONG_WORDS: usize = 2;

/// Maximum length of a quotation that is compared word by word, in words.
const MAX_COMPARED_WORDS: usize = 400;

/// Opening quotation marks and the marks that close them.
const MARKS: [(char, &str); 15] = [
    ('\u{201C}', "\u{201D}\u{201F}"),
    ('\u{201E}', "\u{201C}\u{201D}\u{201F}"),
    ('\u{201D}', "\u{201D}"),
    ('\u{201F}', "\u{201D}"),
    ('\u{AB}', "\u{BB}"),
    ('\u{BB}', "\u{AB}\u{BB}"),
    ('\u{2039}', "\u{203A}"),
    ('\u{203A}', "\u{2039}\u{203A}"),
    ('"', "\""),
    ('\'', "'"),
    ('\u{2018}', "\u{2019}"),
    ('\u{201A}', "\u{2018}\u{2019}"),
    ('\u{300C}', "\u{300D}"),
    ('\u{300E}', "\u{300F}"),
    ('\u{300A}', "\u{300B}"),
];

/// English words that begin with an apostrophe.
const ELIDED: WordList = WordList("twas, tis, twere, twill, til, em, n, cause, bout, round");

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
        // A straight mark must close before the next one opens.
        let is_apostrophe = open == '\''
            && end.is_none_or(|end| next_straight(paragraph, start).is_some_and(|it| it < end));
        if is_apostrophe {
            continue;
        }
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
            '\u{300C}' | '\u{300E}' | '\u{300A}' | '\u{AB}' | '\u{2039}' => true,
            '\'' | '\u{2018}' if is_elision(&paragraph[at + character.len_utf8()..]) => false,
            // It closes a quotation in German; in Chinese, it opens one right after a word.
            '\u{201C}' => {
                !before.is_some_and(is_cased_or_ends_sentence) && !after.is_some_and(is_closing)
            }
            _ => !before.is_some_and(char::is_alphanumeric),
        };
        let may_be_spaced = matches!(character, '\u{AB}' | '\u{2039}');
        (opens && after.is_some_and(|it| !it.is_whitespace() || may_be_spaced))
            .then_some((at, character))
    })
}

/// Whether an apostrophe before the text stands for what is left out: "’90s", "’twas".
fn is_elision(text: &str) -> bool {
    let word = text.split(|it: char| !it.is_alphanumeric()).next();
    let word = word.unwrap_or_default().to_lowercase();
    word.starts_with(|it: char| it.is_ascii_digit()) || ELIDED.contains(&word)
}

/// The next straight single mark that may open a quotation.
fn next_straight(paragraph: &str, from: usize) -> Option<usize> {
    let mut marks = paragraph[from..]
        .match_indices('\'')
        .map(|(at, _)| from + at);
    marks.find(|at| {
        let before = paragraph[..*at].chars().next_back();
        let after = paragraph[at + 1..].chars().next();
        !before.is_some_and(|it| it.is_alphanumeric() || is_closing(it))
            && after.is_some_and(char::is_alphanumeric)
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
    let mut possessive = None;
    let sure = marks.find_map(|(at, character)| {
        let rest = &paragraph[at + character.len_utf8()..];
        let may_be_apostrophe = matches!(character, '\u{2019}' | '\'');
        // An apostrophe is within a word.
        if may_be_apostrophe && rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        if may_be_apostrophe && is_possessive(&paragraph[start..at], rest) {
            possessive = possessive.or(Some(at));
            return None;
        }
        Some(at)
    });
    // "the drivers’ union": it closes only if nothing else does before the next quotation.
    let has_other = |end: usize| {
        let opens_again = |at: usize| {
            let after = at + paragraph[at..].chars().next().map_or(1, char::len_utf8);
            paragraph[at..end].contains(['\u{2018}', '\u{201A}', '\u{201C}', '"'])
                || next_straight(paragraph, after).is_some_and(|next| next < end)
        };
        possessive.is_some_and(opens_again)
    };
    sure.filter(|end| !has_other(*end)).or(possessive)
}

/// Whether an apostrophe may be that of "the drivers’ union".
fn is_possessive(before: &str, after: &str) -> bool {
    before.ends_with('s')
        && after
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(char::is_lowercase))
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
        let article = &articles[*article];
        let words = article.words[words.clone()].iter();
        let words = words.filter(|word| article.text_of(word).chars().count() >= least);
        words.map(|word| word.hash).collect()
    };
    let long: Vec<Vec<u64>> = quotations
        .par_iter()
        .map(|it| hashes(it, MIN_LONG_WORD))
        .collect();
    let hashes: Vec<Vec<u64>> = quotations.par_iter().map(|it| hashes(it, 0)).collect();
    let shared = SharedShingles::new(&hashes, SHINGLE_WORDS, MAX_QUOTATIONS);
    let shared_long = SharedShingles::new(&long, 1, MAX_QUOTATIONS);
    let found: Option<Vec<Vec<FoundPassage>>> = (0..quotations.len())
        .into_par_iter()
        .map(|one| {
            let matches = (!is_cancelled()).then(|| shared.matches(one))?;
            let mut others: BTreeSet<usize> =
                matches.iter().map(|(other, ..)| *other as usize).collect();
            let long_matches = shared_long.matches(one);
            let by_other = long_matches.chunk_by(|it, next| it.0 == next.0);
            let several = by_other.filter(|matches| matches.len() >= MIN_LONG_WORDS);
            others.extend(several.map(|matches| matches[0].0 as usize));
            let found = others
                .into_iter()
                .filter(|other| quotations[*other].0 != quotations[one].0);
            let found = found.filter(|other| {
                let all = [&hashes[one], &hashes[*other]].map(Vec::as_slice);
                let long = [&long[one], &long[*other]].map(Vec::as_slice);
                is_one_statement(all, long) || is_in_other_words(all, long)
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
/// one of a few words, seven in ten of more, and half of the long ones.
fn is_one_statement([one, other]: [&[u64]; 2], [long, other_long]: [&[u64]; 2]) -> bool {
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
    if in_any_order(long, other_long) * 2 < long.len().min(other_long.len()) {
        return false;
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

/// Whether two quotations of similar length have two thirds of the long words of the shorter one in common, and half of
/// all its words, in any order: different translations of a statement. With two long words, six in ten of all.
fn is_in_other_words([one, other]: [&[u64]; 2], [long, other_long]: [&[u64]; 2]) -> bool {
    let shorter = one.len().min(other.len());
    let shorter_long = long.len().min(other_long.len());
    let equal_long = in_any_order(long, other_long);
    let needed = if equal_long > MIN_LONG_WORDS {
        shorter.div_ceil(2)
    } else {
        (6 * shorter).div_ceil(10)
    };
    one.len().max(other.len()) <= 2 * shorter
        && equal_long >= MIN_LONG_WORDS.max((2 * shorter_long).div_ceil(3))
        && in_any_order(one, other) >= needed
}

/// Number of words that two lists have in common, in any order.
fn in_any_order(one: &[u64], other: &[u64]) -> usize {
    let [one, other] = [one, other].map(|words| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    });
    let (mut at, mut common) = (0, 0);
    for word in one {
        at += other[at..].partition_point(|other| *other < word);
        if other.get(at) == Some(&word) {
            at += 1;
            common += 1;
        }
    }
    common
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

    use proptest::prelude::*;

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
    fn every_style_of_marks_encloses_a_quotation() {
        for marks in [
            "“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "''", "‹›", "›‹", "「」", "『』",
            "《》",
        ] {
            let mut marks = marks.chars();
            let (open, close) = (marks.next().unwrap(), marks.next().unwrap());
            let said = "we can't open the drivers' gate";
            check(&format!("He said {open}{said}{close}, and left."), &[said]);
        }
        check("Il a dit « la digue tient », puis", &[" la digue tient "]);
    }

    #[test]
    fn an_apostrophe_never_opens_a_quotation() {
        check("In the '90s the dam wasn't safe, and it isn't now.", &[]);
        check("'Twas the dam's fault, the workers' union said.", &[]);
        check(
            "'Twas late. He said 'the dam held' and left.",
            &["the dam held"],
        );
        check(
            "the boys’ school, and ‘we stay here’ he said",
            &["we stay here"],
        );
        check(
            "He said 'the workers' union knew it' and left.",
            &["the workers' union knew it"],
        );
        check(
            "'The dam holds' said the drivers' union 'for now'.",
            &["The dam holds", "for now"],
        );
    }

    #[test]
    fn unclosed_marks_do_not_hide_later_quotations() {
        check(
            "‘Abd al-‘Aziz and ‘Umar said “we stay” and ‘Ali left.",
            &["we stay"],
        );
    }

    proptest! {
        #[test]
        fn no_marks_panic_and_ranges_are_in_order(text in "[\u{2018}\u{2019}\u{201A}\u{201C}\u{201D}\u{201E}«»‹›《》「」'\" as9.,é]{0,40}") {
            let mut from = 0;
            for range in quoted_ranges(&text) {
                prop_assert!(range.start >= from && text.get(range.clone()).is_some());
                from = range.end;
            }
        }
    }
}

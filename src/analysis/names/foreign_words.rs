//! The words of a text, as names in other alphabets and spellings are compared with them.

use super::{
    name_comparison::{ComparableName, PARTICLES},
    name_parts::article_and_name,
    sounds::{Alphabet, alphabet_of, is_small},
};
use crate::text::WordList;

use std::cell::OnceCell;

/// Endings with consonants that Russian and Ukrainian add to a name; other endings are vowels, which may differ.
const ENDINGS: WordList = WordList("ами, ого, ому, ему, ова, ом, ым, им, ем, ой, ей, ів, მ, მა, ს");

/// Minimum number of letters before such an ending.
pub(super) const MIN_STEM: usize = 3;

/// First halves of Arabic names that are one word in other alphabets.
const FIRST_HALVES: WordList =
    WordList("عبد, أبو, ابو, أبي, ابي, أبا, ابا, أم, ام, abd, abdul, abdel, abdal, abu, abou");

/// Second halves of Arabic names.
const SECOND_HALVES: WordList = WordList("الله, الدين, allah");

/// Prepositions, conjunctions and articles that Arabic and Hebrew join to a name.
const JOINED: &str = "وفبلكسהובלמשכ";

const ARTICLE: &str = "ال";

/// Minimum number of letters after such a prefix.
const MIN_AFTER_PREFIX: usize = 3;

/// A word of a text.
pub(super) struct ForeignWord<'a> {
    pub text: &'a str,
    pub start: usize,
    pub alphabet: Alphabet,
    pub is_small: bool,
    /// Whether a character other than a space joins it to the next word, as in an address, where names are in lower
    /// case.
    pub is_beside_sign: bool,
    forms: OnceCell<Vec<ComparableName>>,
}

impl<'a> ForeignWord<'a> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The word itself, without a prefix, and without an ending.
    pub fn forms(&self) -> &[ComparableName] {
        self.forms.get_or_init(|| {
            let lower = self.text.to_lowercase();
            let stems = stems(&lower, ENDINGS);
            let all = self.without_prefixes().skip(1).chain([lower.as_str()]);
            let all = all.chain(stems).map(ComparableName::new);
            // The Georgian genitive drops the last vowel.
            let stem = lower.strip_suffix("ის").into_iter();
            let nominatives = stem.flat_map(|stem| ["ე", "ა", "ი"].map(|end| [stem, end].concat()));
            all.chain(nominatives.map(|it| ComparableName::new(&it)))
                .collect()
        })
    }

    /// The word, and what remains without one or two prefixes that may be joined to it.
    pub fn without_prefixes(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let is_foreign = !self.alphabet.leaves_vowels_out();
        let rest = move |word: &'a str| {
            if is_foreign {
                return article_and_name(word).map(|(_, name)| name);
            }
            let rest = word.strip_prefix(ARTICLE);
            let rest = rest.or_else(|| word.strip_prefix(|first| JOINED.contains(first)))?;
            (rest.chars().count() >= MIN_AFTER_PREFIX).then_some(rest)
        };
        std::iter::successors(Some(self.text), move |word| rest(word)).take(3)
    }
}

/// The words of a text in alphabets that have a table of letters; two halves of a name as one.
pub(super) fn foreign_words(text: &str) -> Vec<ForeignWord<'_>> {
    with_second_halves(words(text).collect(), text)
}

fn words(text: &str) -> impl Iterator<Item = ForeignWord<'_>> {
    let words = text.split(|character: char| !(character.is_alphabetic() || is_mark(character)));
    words.filter_map(move |word| {
        let first = word.chars().next()?;
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let is_joint =
            |character: char| matches!(character, '-' | '_' | '+' | '.' | '@' | '/' | '%');
        let (before, after) = (&text[..start], &text[start + word.len()..]);
        let ends_sentence = after.strip_prefix('.').is_some_and(|rest| {
            rest.chars()
                .next()
                .is_none_or(|next| !next.is_alphanumeric())
        });
        let is_beside_sign =
            before.ends_with(is_joint) || (after.starts_with(is_joint) && !ends_sentence);
        Some(ForeignWord {
            text: word,
            start,
            is_beside_sign,
            alphabet: alphabet_of(first)?,
            is_small: is_small(first),
            forms: OnceCell::new(),
        })
    })
}

/// Joins "عبد الله" and "نصر الله" into one word, as in other alphabets, and "Григор'єва".
fn with_second_halves<'a>(words: Vec<ForeignWord<'a>>, text: &'a str) -> Vec<ForeignWord<'a>> {
    let mut joined: Vec<ForeignWord> = Vec::with_capacity(words.len());
    for word in words {
        // "Abd al-Rahman": the article is a word of its own.
        let is_after_article =
            joined.len() > 1 && joined.last().is_some_and(|it| PARTICLES.contains(&it.text));
        let before_article = joined.len().wrapping_sub(2);
        if is_after_article
            && let Some(first) = joined.get(before_article)
            && is_one_word(first, &word, between(first, &word, text))
        {
            joined.pop();
        }
        if let Some(last) = joined.last_mut()
            && last.alphabet == word.alphabet
            && is_one_word(last, &word, &text[last.end()..word.start])
        {
            last.text = &text[last.start..word.end()];
        } else {
            joined.push(word);
        }
    }
    joined
}

pub(super) fn between<'t>(one: &ForeignWord, other: &ForeignWord, text: &'t str) -> &'t str {
    text.get(one.end()..other.start).unwrap_or_default()
}

/// Whether the text between two words does not separate them: they are halves of an Arabic name, or Cyrillic with an
/// apostrophe.
fn is_one_word(one: &ForeignWord, other: &ForeignWord, between: &str) -> bool {
    let is_half = SECOND_HALVES.contains(&other.text.to_lowercase())
        || one
            .without_prefixes()
            .any(|it| FIRST_HALVES.contains(&it.to_lowercase()));
    let is_half = is_half && !one.text.contains(char::is_whitespace);
    match one.alphabet {
        Alphabet::Arabic => between.chars().all(char::is_whitespace) && is_half,
        Alphabet::Latin => {
            matches!(
                between,
                " " | "-" | " al-" | " al " | " el-" | " el " | "-al-" | " ar-" | " ur "
            ) && is_half
        }
        Alphabet::Cyrillic => matches!(between, "'" | "\u{2019}"),
        Alphabet::Greek | Alphabet::Hebrew | Alphabet::Georgian | Alphabet::Armenian => false,
    }
}

pub(super) fn stems(word: &str, endings: WordList) -> impl Iterator<Item = &str> {
    let stems = endings
        .words()
        .filter_map(move |ending| word.strip_suffix(ending));
    stems.filter(|stem| stem.chars().count() >= MIN_STEM)
}

pub(super) fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn is_mark(character: char) -> bool {
    !character.is_ascii() && unicode_normalization::char::is_combining_mark(character)
}

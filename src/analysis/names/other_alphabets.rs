//! Protected names in other alphabets: "Ivan Petrov" where "Иван Петров" is recorded.

use super::{
    name_comparison::{ComparableName, NameAgreement, PARTICLES, without_article},
    name_matches::{Certainty, NameMatch},
    name_parts::{NameParts, surname_index},
    sounds::{Alphabet, alphabet_of, letters_that_may_begin},
};
use crate::text::{Span, WordList};

use std::collections::HashSet;

use foldhash::fast::FixedState;

/// A protected name, prepared for finding it in other alphabets.
#[derive(Clone, Debug)]
pub(super) struct NameInOtherAlphabets {
    pub stand_in: String,
    parts: Vec<SpokenPart>,
    surname: Option<usize>,
    alphabet: Alphabet,
}

#[derive(Clone, Debug)]
struct SpokenPart {
    name: ComparableName,
    /// The letters that a spelling may begin with; most words of a text begin with others.
    first_letters: HashSet<char, FixedState>,
}

/// Fewest consonants of a surname that is found alone: others are in too many words.
const MIN_CONSONANTS: usize = 2;

/// The same in an alphabet without short vowels.
const MIN_CONSONANTS_ALONE: usize = 4;

/// Endings with consonants that Russian and Ukrainian add to a name; others are vowels, which may differ.
const ENDINGS: WordList = WordList("ами, ого, ому, ему, ова, ом, ым, им, ем, ой, ей, ів");

impl NameInOtherAlphabets {
    /// `None` for a name in a script without a table of letters.
    pub fn new(spelling: &str, stand_in: &str) -> Option<Self> {
        let NameParts { words, is_part } = NameParts::new(spelling);
        let counted = words.iter().zip(&is_part).filter(|(_, is_part)| **is_part);
        let counted: Vec<&String> = counted.map(|(word, _)| word).collect();
        let surname = match counted.len() {
            1 => Some(0),
            _ => surname_index(spelling, &counted),
        };
        let alphabet = counted.first()?.chars().find_map(alphabet_of)?;
        let parts = counted.iter().map(|word| SpokenPart {
            name: ComparableName::new(without_article(word)),
            first_letters: letters_that_may_begin(without_article(word)),
        });
        Some(Self {
            stand_in: stand_in.to_owned(),
            parts: parts.collect(),
            surname,
            alphabet,
        })
    }

    /// Whether a word may be a part of the name, for a quick look.
    fn may_be(&self, word: &ForeignWord) -> bool {
        let first = |part: &SpokenPart| part.first_letters.contains(&word.first);
        let may_be_name = !word.is_small || word.is_beside_sign;
        may_be_name && self.alphabet != word.alphabet && self.parts.iter().any(first)
    }

    fn part(&self, word: &ForeignWord, forms: &[ComparableName]) -> Option<(usize, NameAgreement)> {
        let parts = self.parts.iter().enumerate();
        let parts = parts.filter(|(_, part)| part.first_letters.contains(&word.first));
        let agreements = parts.map(|(nth, part)| {
            let forms = forms.iter().map(|form| part.name.compare(form).agreement);
            (nth, forms.max().unwrap_or(NameAgreement::Different))
        });
        agreements
            .filter(|(_, agreement)| *agreement >= NameAgreement::Consonants)
            .max_by_key(|(_, agreement)| *agreement)
    }

    /// Whether a word that stands alone is the surname.
    fn is_surname(&self, word: &ForeignWord, part: usize, agreement: NameAgreement) -> bool {
        let consonants = self.parts[part].name.key().len();
        let is_sure = if word.alphabet.leaves_vowels_out() || self.alphabet.leaves_vowels_out() {
            agreement >= NameAgreement::Consonants && consonants >= MIN_CONSONANTS_ALONE
        } else {
            agreement >= NameAgreement::Variants && consonants >= MIN_CONSONANTS
        };
        self.surname == Some(part) && is_sure && !word.is_small
    }
}

/// A word of a text.
struct ForeignWord<'a> {
    text: &'a str,
    start: usize,
    first: char,
    alphabet: Alphabet,
    is_small: bool,
    /// Whether a character joins it to the next word, as in an address: there names are written small.
    is_beside_sign: bool,
}

/// The places of the names: two parts side by side, or the surname alone.
pub(super) fn matches_in<'a>(
    names: &'a [NameInOtherAlphabets],
    text: &str,
) -> Vec<(&'a NameInOtherAlphabets, NameMatch)> {
    let mut found = Vec::new();
    for name in names {
        // The part before this word, if there is one.
        let mut before: Option<(usize, ForeignWord, NameAgreement)> = None;
        for word in words(text) {
            let part = name
                .may_be(&word)
                .then(|| name.part(&word, &forms(&word)))
                .flatten();
            let Some((part, agreement)) = part else {
                if !PARTICLES.contains(&word.text.to_lowercase().as_str()) {
                    before = None;
                }
                continue;
            };
            let end = word.start + word.text.len();
            let beside = before.as_ref().filter(|(other, last, _)| {
                let between = &text[last.start + last.text.len()..word.start];
                *other != part && is_narrow(between)
            });
            if let Some((_, last, weaker)) = beside {
                let is_certain = agreement.min(*weaker) >= NameAgreement::Variants;
                let certainty = if is_certain {
                    Certainty::Surely
                } else {
                    Certainty::Possibly
                };
                found.extend(found_at(name, last.start, end, certainty, false));
            } else if name.is_surname(&word, part, agreement) {
                found.extend(found_at(name, word.start, end, Certainty::Possibly, true));
            }
            before = Some((part, word, agreement));
        }
    }
    found
}

/// Whether the text between two parts of a name is a character or two, perhaps with an article: "Mohamed al-Husseini".
fn is_narrow(between: &str) -> bool {
    const WIDEST: usize = 6;
    let mut words = between
        .split(|character: char| !character.is_alphabetic())
        .filter(|it| !it.is_empty());
    let characters = between
        .chars()
        .filter(|character| !character.is_alphabetic())
        .count();
    characters <= 3
        && between.len() <= WIDEST
        && words.all(|word| PARTICLES.contains(&word.to_lowercase().as_str()))
}

fn found_at(
    name: &NameInOtherAlphabets,
    start: usize,
    end: usize,
    certainty: Certainty,
    is_part: bool,
) -> Option<(&NameInOtherAlphabets, NameMatch)> {
    let span = Span::new(start, end)?;
    Some((
        name,
        NameMatch {
            span,
            within: None,
            certainty,
            is_part,
        },
    ))
}

/// The word, and without an ending.
fn forms(word: &ForeignWord) -> Vec<ComparableName> {
    let lower = word.text.to_lowercase();
    let stems = ENDINGS
        .words()
        .filter_map(|ending| lower.strip_suffix(ending));
    let all = [lower.as_str()].into_iter().chain(stems);
    all.map(ComparableName::new).collect()
}

fn words(text: &str) -> impl Iterator<Item = ForeignWord<'_>> {
    let words = text.split(|character: char| !(character.is_alphabetic() || is_mark(character)));
    words.filter_map(move |word| {
        let first = word.chars().next()?;
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let is_joint =
            |character: char| matches!(character, '-' | '_' | '+' | '.' | '@' | '/' | '%');
        let is_beside_sign =
            text[..start].ends_with(is_joint) || text[start + word.len()..].starts_with(is_joint);
        Some(ForeignWord {
            text: word,
            start,
            is_beside_sign,
            first: first.to_lowercase().next()?,
            alphabet: alphabet_of(first)?,
            is_small: first.is_lowercase(),
        })
    })
}

fn is_mark(character: char) -> bool {
    !character.is_ascii() && unicode_normalization::char::is_combining_mark(character)
}

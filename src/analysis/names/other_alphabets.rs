//! Protected names in other alphabets: "Ivan Petrov" where "Иван Петров" is recorded.

use super::{
    name_comparison::{ComparableName, NameAgreement, PARTICLES, without_article},
    name_matches::{Certainty, NameMatch},
    name_parts::{NameParts, surname_index},
    sounds::{Alphabet, alphabet_of, is_small, letters_that_may_begin},
};
use crate::text::{Span, WordList};

use std::collections::HashSet;

use foldhash::fast::FixedState;

/// A protected name, prepared for finding it in other alphabets.
#[derive(Clone, Debug)]
pub(super) struct NameInOtherAlphabets {
    pub stand_in: String,
    parts: Vec<SpokenPart>,
    whole: ComparableName,
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

/// The same for a name of one word.
const MIN_CONSONANTS_OF_WHOLE: usize = 3;

/// Endings with consonants that Russian and Ukrainian add to a name; others are vowels, which may differ.
const ENDINGS: WordList = WordList("ами, ого, ому, ему, ова, ом, ым, им, ем, ой, ей, ів");

/// Further endings, of which a surname alone may have one.
const ENDINGS_OF_SURNAME: WordList =
    WordList("ою, ых, а, у, е, ы, и, і, ი, მა, ის, ს, ի, ին, ը, ն");

/// Fewest letters before such an ending.
const MIN_STEM: usize = 3;

/// Words that come between the parts of a name in any alphabet.
const BETWEEN_PARTS: WordList = WordList(
    "von, van, de, der, den, di, da, du, la, le, фон, ван, де, дер, ден, да, ди, дю, فون, فان, دي, די, ואן, פון, דה",
);

/// First halves of Arabic names that are one word in other alphabets.
const FIRST_HALVES: WordList = WordList("عبد, أبو, ابو, أم, ام");

const FIRST_HALVES_IN_LATIN: WordList = WordList("abd, abdul, abdal, abdel, abdol, abu, abou, umm");

/// Prepositions, conjunctions and articles that Arabic and Hebrew write together with a name.
const JOINED: &str = "وفبلكسהובלמשכ";

const ARTICLE: &str = "ال";

/// Fewest letters after such a prefix.
const MIN_AFTER_PREFIX: usize = 3;

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
            whole: ComparableName::new(&join(&counted)),
            surname,
            alphabet,
        })
    }

    /// Whether a word may be a part of the name, for a quick look.
    fn may_be(&self, word: &ForeignWord) -> bool {
        let may_be_name = !word.is_small || word.is_beside_sign;
        // Russian, Ukrainian and Belarusian spell one name in different letters of the same alphabet.
        let may_differ = self.alphabet != word.alphabet || self.alphabet == Alphabet::Cyrillic;
        may_be_name && may_differ && self.parts.iter().any(|part| part.may_be(word))
    }

    /// Whether two words may be the first and the last part.
    fn may_begin_and_end(&self, first: &ForeignWord, last: &ForeignWord) -> bool {
        let [first_part, .., last_part] = self.parts.as_slice() else {
            return false;
        };
        self.may_be(first)
            && self.may_be(last)
            && first_part.may_be(first)
            && last_part.may_be(last)
    }

    fn part(&self, word: &ForeignWord, forms: &[ComparableName]) -> Option<(usize, NameAgreement)> {
        let parts = self.parts.iter().enumerate();
        let parts = parts.filter(|(_, part)| part.may_be(word));
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
        let surname = &self.parts[part].name;
        let consonants = surname.key().len();
        let lower = word.text.to_lowercase();
        let of_stems = stems(&lower, ENDINGS_OF_SURNAME)
            .map(|stem| surname.compare(&ComparableName::new(stem)).agreement);
        let agreement = of_stems.max().map_or(agreement, |it| it.max(agreement));
        let is_sure = if word.alphabet.leaves_vowels_out() || self.alphabet.leaves_vowels_out() {
            let least = if self.parts.len() == 1 {
                MIN_CONSONANTS_OF_WHOLE
            } else {
                MIN_CONSONANTS_ALONE
            };
            agreement >= NameAgreement::Consonants && consonants >= least
        } else {
            agreement >= NameAgreement::Variants && consonants >= MIN_CONSONANTS
        };
        self.surname == Some(part) && is_sure && !word.is_small
    }
}

impl SpokenPart {
    fn may_be(&self, word: &ForeignWord) -> bool {
        let mut beginnings = word.without_prefixes();
        beginnings.any(|it| it.starts_with(|first| self.first_letters.contains(&lower(first))))
    }
}

/// A word of a text.
struct ForeignWord<'a> {
    text: &'a str,
    start: usize,
    alphabet: Alphabet,
    is_small: bool,
    /// Whether a character joins it to the next word, as in an address: there names are written small.
    is_beside_sign: bool,
}

impl<'a> ForeignWord<'a> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The word, and what follows up to two prefixes that may be written together with it.
    fn without_prefixes(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let rest = |word: &'a str| {
            let rest = word.strip_prefix(ARTICLE);
            let rest = rest.or_else(|| word.strip_prefix(|first| JOINED.contains(first)))?;
            (rest.chars().count() >= MIN_AFTER_PREFIX).then_some(rest)
        };
        std::iter::successors(Some(self.text), move |word| rest(word)).take(3)
    }
}

/// A part of a name that was found in a text.
struct PartBefore {
    part: usize,
    /// Of the first of all parts side by side.
    start: usize,
    end: usize,
    agreement: NameAgreement,
}

/// The places of the names: two parts side by side, or the surname alone.
pub(super) fn matches_in<'a>(
    names: &'a [NameInOtherAlphabets],
    text: &str,
) -> Vec<(&'a NameInOtherAlphabets, NameMatch)> {
    let mut found = Vec::new();
    if names.is_empty() {
        return found;
    }
    let words: Vec<ForeignWord> = words(text).collect();
    let words = with_second_halves(words, text);
    for name in names {
        // The part before this word, if there is one.
        let mut before: Option<PartBefore> = None;
        let mut last_word: Option<&ForeignWord> = None;
        for word in &words {
            let pair = last_word.replace(word);
            if let Some(first) = pair
                && is_narrow(&text[first.end()..word.start])
                && name.may_begin_and_end(first, word)
            {
                let both = ComparableName::new(&[first.text, " ", word.text].concat());
                if !name.whole.compare(&both).is_different() {
                    let end = word.end();
                    found.extend(found_at(name, first.start, end, Certainty::Possibly, false));
                }
            }
            let part = name
                .may_be(word)
                .then(|| name.part(word, &forms(word)))
                .flatten();
            let Some((part, agreement)) = part else {
                if !is_particle(word.text) {
                    before = None;
                }
                continue;
            };
            let end = word.end();
            let beside = before.as_ref().filter(|last| {
                let between = &text[last.end..word.start];
                last.part != part && is_narrow(between)
            });
            let start = beside.map_or(word.start, |last| last.start);
            if let Some(last) = beside {
                let is_certain = agreement.min(last.agreement) >= NameAgreement::Variants
                    && name.alphabet != word.alphabet;
                let certainty = if is_certain {
                    Certainty::Surely
                } else {
                    Certainty::Possibly
                };
                found.extend(found_at(name, start, end, certainty, false));
            } else if name.is_surname(word, part, agreement) {
                found.extend(found_at(name, word.start, end, Certainty::Possibly, true));
            }
            before = Some(PartBefore {
                part,
                start,
                end,
                agreement,
            });
        }
    }
    found
}

/// Whether the text between two parts of a name is a character or two, perhaps with an article: "Mohamed al-Husseini".
fn is_narrow(between: &str) -> bool {
    const WIDEST: usize = 12;
    const MOST_SIGNS: usize = 4;
    let mut words = between
        .split(|character: char| !character.is_alphabetic())
        .filter(|it| !it.is_empty());
    let characters = between
        .chars()
        .filter(|character| !character.is_alphabetic())
        .count();
    characters <= MOST_SIGNS && between.chars().count() <= WIDEST && words.all(is_particle)
}

fn is_particle(word: &str) -> bool {
    let word = word.to_lowercase();
    PARTICLES.contains(&word.as_str()) || BETWEEN_PARTS.contains(&word)
}

/// Whether the text between two words does not divide them: they are halves of an Arabic name, or in Cyrillic beside an apostrophe.
fn is_one_word(one: &ForeignWord, other: &ForeignWord, between: &str) -> bool {
    const SECOND_HALF: &str = "الله";
    let is_half =
        other.text == SECOND_HALF || one.without_prefixes().any(|it| FIRST_HALVES.contains(it));
    match one.alphabet {
        Alphabet::Arabic => {
            between.chars().all(char::is_whitespace)
                && !one.text.contains(char::is_whitespace)
                && is_half
        }
        Alphabet::Cyrillic => matches!(between, "'" | "\u{2019}"),
        Alphabet::Latin => {
            let first = one.text.to_lowercase();
            FIRST_HALVES_IN_LATIN.contains(&first)
                && matches!(between, " " | "-" | "\u{A0}" | "\u{2010}" | "\u{2011}")
        }
        Alphabet::Greek | Alphabet::Hebrew | Alphabet::Georgian | Alphabet::Armenian => false,
    }
}

/// "عبد الله" and "نصر الله" as one word, as other alphabets write them, and "Григор'єва".
fn with_second_halves<'a>(words: Vec<ForeignWord<'a>>, text: &'a str) -> Vec<ForeignWord<'a>> {
    let mut joined: Vec<ForeignWord> = Vec::with_capacity(words.len());
    for word in words {
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

/// The word, and without a prefix or an ending.
fn forms(word: &ForeignWord) -> Vec<ComparableName> {
    let lower = word.text.to_lowercase();
    let stems = stems(&lower, ENDINGS);
    let all = word.without_prefixes().skip(1).chain([lower.as_str()]);
    all.chain(stems).map(ComparableName::new).collect()
}

fn stems(word: &str, endings: WordList) -> impl Iterator<Item = &str> {
    let stems = endings
        .words()
        .filter_map(move |ending| word.strip_suffix(ending));
    stems.filter(|stem| stem.chars().count() >= MIN_STEM)
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn join(words: &[&String]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    words.join(" ")
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
            alphabet: alphabet_of(first)?,
            is_small: is_small(first),
        })
    })
}

fn is_mark(character: char) -> bool {
    !character.is_ascii() && unicode_normalization::char::is_combining_mark(character)
}

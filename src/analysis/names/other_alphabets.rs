//! Protected names by how they sound: "Ivan Petrov" where "Иван Петров" is recorded, "Petrow" for Petrov.

use super::{
    foreign_words::{ForeignWord, MIN_STEM, between, foreign_words, lower, stems},
    given_names::other_forms,
    name_comparison::{ComparableName, NameAgreement, PARTICLES, without_article},
    name_matches::{Certainty, NameMatch},
    name_parts::{NameParts, article_and_name, is_article, is_kunya, surname_index},
    sounds::{Alphabet, alphabet_of, letters_that_may_begin},
};
use crate::text::{Span, WordList, decoded_texts};

use std::{
    collections::{HashMap, HashSet},
    ops::RangeInclusive,
};

use foldhash::fast::FixedState;

/// A protected name, prepared for finding it in other alphabets and spellings.
#[derive(Clone, Debug)]
pub(super) struct SpokenName {
    pub stand_in: String,
    parts: Vec<SpokenPart>,
    whole: ComparableName,
    /// First and last part as one word, in both orders.
    joined: Vec<ComparableName>,
    surname: Option<usize>,
    alphabet: Alphabet,
    /// Whether a hyphen joins two of its words.
    is_double: bool,
}

#[derive(Clone, Debug)]
struct SpokenPart {
    name: ComparableName,
    /// Other forms, which count beside another part.
    nicknames: Vec<ComparableName>,
    /// First letters of all spellings; most words of a text begin with others.
    first_letters: HashSet<char, FixedState>,
    is_kunya: bool,
    /// Number of letters.
    length: usize,
}

/// Minimum consonants of a surname that is found alone: shorter ones are in too many words.
const MIN_CONSONANTS: usize = 2;

/// The same in an alphabet without short vowels.
const MIN_CONSONANTS_ALONE: usize = 4;

/// The same for a name of one word.
const MIN_CONSONANTS_OF_WHOLE: usize = 3;

/// The same for a surname in another spelling of the same alphabet.
const MIN_CONSONANTS_OF_VARIANT: usize = 4;

/// The same for a name written as one word.
const MIN_CONSONANTS_OF_JOINED: usize = 5;

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// Maximum number of words between the parts of a name: middle names.
const MAX_MIDDLE_NAMES: usize = 2;

/// More endings that only a surname alone may have.
const ENDINGS_OF_SURNAME: WordList = WordList(
    "ою, ых, а, у, е, ы, и, і, ი, მ, მა, ის, ს, ი, ի, ին, ը, ն, ից, a, u, em, om, ym, oy, y, s",
);

/// Words that come between the parts of a name in any alphabet.
const BETWEEN_PARTS: WordList = WordList(
    "ash, as, ar, ad, an, at, az, ul, ud, аш, ас, ар, ад, ан, ат, аз, von, van, de, der, den, di, da, du, la, le, фон, ван, де, дер, ден, да, ди, дю, فون, فان, دي, די, ואן, פון, דה",
);

impl SpokenName {
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
        let joined = match counted.as_slice() {
            [first, .., last] => vec![
                [first.as_str(), last].concat(),
                [last.as_str(), first].concat(),
            ],
            _ => Vec::new(),
        };
        let parts = counted.iter().enumerate().map(|(nth, word)| {
            SpokenPart::new(
                word,
                counted.len() > 1 && surname.is_some_and(|it| it != nth),
            )
        });
        Some(Self {
            stand_in: stand_in.to_owned(),
            parts: parts.collect(),
            whole: ComparableName::new(&join(&counted)),
            joined: joined.iter().map(|it| ComparableName::new(it)).collect(),
            surname,
            alphabet,
            is_double: spelling.contains(HYPHENS),
        })
    }

    /// Whether a word may be a part of the name, for a quick check.
    fn may_be(&self, word: &ForeignWord) -> bool {
        let may_be_name = !word.is_small || word.is_beside_sign;
        // Arabic and Hebrew have no capitals, by which unrelated words are told apart.
        let may_differ = self.alphabet != word.alphabet || !self.alphabet.leaves_vowels_out();
        may_be_name
            && may_differ
            && self
                .parts
                .iter()
                .any(|part| part.may_be(word) && self.has_length(part, word))
    }

    /// Whether a word of the same alphabet has about the length of a part.
    fn has_length(&self, part: &SpokenPart, word: &ForeignWord) -> bool {
        const MAX_DIFFERENCE: usize = 3;
        self.alphabet != word.alphabet
            || part.length.abs_diff(word.text.chars().count()) <= MAX_DIFFERENCE
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

    /// The least agreement of a word with a part.
    fn least(&self, word: &ForeignWord) -> NameAgreement {
        if self.alphabet == word.alphabet && self.alphabet != Alphabet::Cyrillic {
            NameAgreement::Variants
        } else {
            NameAgreement::Consonants
        }
    }

    fn part(&self, word: &ForeignWord) -> Option<PartOfName> {
        if !self.may_be(word) {
            return None;
        }
        let parts = self.parts.iter().enumerate();
        let parts = parts.filter(|(_, part)| part.may_be(word) && self.has_length(part, word));
        let agreements = parts.map(|(nth, part)| PartOfName {
            part: nth,
            agreement: agreement(&part.name, word),
            is_nickname: false,
        });
        agreements
            .filter(|it| it.agreement >= self.least(word))
            .max_by_key(|it| it.agreement)
    }

    /// The part that a word beside another part may be a nickname of.
    fn nickname(&self, word: &ForeignWord) -> Option<PartOfName> {
        if word.is_small && !word.is_beside_sign {
            return None;
        }
        self.parts.iter().enumerate().find_map(|(nth, part)| {
            let mut nicknames = part.nicknames.iter();
            let is_form = |form: &ComparableName| agreement(form, word) >= NameAgreement::Variants;
            nicknames.any(is_form).then_some(PartOfName {
                part: nth,
                agreement: NameAgreement::Variants,
                is_nickname: true,
            })
        })
    }

    /// Whether a word that stands alone is the surname.
    fn is_surname(&self, word: &ForeignWord, found: &PartOfName, has_article: bool) -> bool {
        let part = &self.parts[found.part];
        if word.is_small || !(self.surname == Some(found.part) || part.is_kunya) {
            return false;
        }
        let surname = &part.name;
        let consonants = surname.key().len();
        let lower = word.text.to_lowercase();
        let of_stems = stems(&lower, ENDINGS_OF_SURNAME)
            .map(|stem| surname.compare(&ComparableName::new(stem)).agreement);
        let agreement = of_stems
            .max()
            .map_or(found.agreement, |it| it.max(found.agreement));
        if word.alphabet.leaves_vowels_out() || self.alphabet.leaves_vowels_out() {
            let least = if self.parts.len() == 1 || has_article {
                MIN_CONSONANTS_OF_WHOLE
            } else {
                MIN_CONSONANTS_ALONE
            };
            agreement >= NameAgreement::Consonants && consonants >= least
        } else if self.alphabet == word.alphabet {
            agreement >= NameAgreement::Variants && consonants >= MIN_CONSONANTS_OF_VARIANT
        } else {
            agreement >= NameAgreement::Variants && consonants >= MIN_CONSONANTS
        }
    }

    /// Whether a word is first and last part written as one: "иванпетров".
    fn is_joined_in(&self, word: &ForeignWord) -> bool {
        let long_enough = |name: &&ComparableName| name.key().len() >= MIN_CONSONANTS_OF_JOINED;
        self.alphabet != word.alphabet
            && word.text.chars().count() > 2 * MIN_STEM
            && self.parts.iter().any(|part| part.may_be(word))
            && self.joined.iter().filter(long_enough).any(|name| {
                name.compare(&ComparableName::new(word.text)).agreement >= NameAgreement::Variants
            })
    }

    /// The parts of the name among the words, by word.
    fn parts_among<'t>(&self, words: &[ForeignWord<'t>], text: &str) -> Vec<Option<PartOfName>> {
        // Most words of a long text are there more than once.
        let mut known: HashMap<(&str, bool), Option<PartOfName>, FixedState> = HashMap::default();
        let mut part = |word: &ForeignWord<'t>| {
            let key = (word.text, word.is_beside_sign);
            *known.entry(key).or_insert_with(|| self.part(word))
        };
        let mut found: Vec<_> = words.iter().map(&mut part).collect();
        for at in 0..words.len() {
            let Some(part) = found[at].filter(|it| !it.is_nickname) else {
                continue;
            };
            // Without capitals, words agree by chance.
            if words[at].alphabet.leaves_vowels_out() && part.agreement < NameAgreement::Variants {
                continue;
            }
            for beside in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
                let is_beside = words.get(beside).is_some_and(|word| {
                    let (first, last) = (&words[at.min(beside)], &words[at.max(beside)]);
                    found[beside].is_none()
                        && word.text.len() > 1
                        && is_narrow(between(first, last, text))
                });
                if is_beside {
                    let nickname = self.nickname(&words[beside]);
                    found[beside] = nickname.filter(|it| it.part != part.part);
                }
            }
        }
        found
    }

    /// Adds the name at words that may be its parts: two or more together, or the surname alone.
    fn find_in<'a>(&'a self, words: &[ForeignWord], text: &str, all: &mut Vec<SpokenMatch<'a>>) {
        let found = self.parts_among(words, text);
        let mut at = 0;
        while at < words.len() {
            let Some(first) = found[at] else {
                if self.is_joined_in(&words[at]) {
                    all.extend(self.found_at(text, words, at..=at, Certainty::Possibly, false));
                }
                at += 1;
                continue;
            };
            let (mut last, mut parts, mut weakest) = (at, vec![first.part], first.agreement);
            let mut is_exact = first.agreement == NameAgreement::Identical;
            while let Some((next, part)) = next_part(words, &found, last, text)
                && !parts.contains(&part.part)
            {
                last = next;
                parts.push(part.part);
                weakest = weakest.min(part.agreement);
                is_exact |= part.agreement == NameAgreement::Identical;
            }
            if last > at {
                let is_other_alphabet = self.alphabet != words[at].alphabet;
                let is_certain =
                    weakest >= NameAgreement::Variants && (is_other_alphabet || is_exact);
                let certainty = if is_certain {
                    Certainty::Surely
                } else {
                    Certainty::Possibly
                };
                all.extend(self.found_at(text, words, at..=last, certainty, false));
            } else if !first.is_nickname
                && self.is_surname(&words[at], &first, has_article(words, at, text))
            {
                all.extend(self.found_at(text, words, at..=at, Certainty::Possibly, true));
            }
            at = last + 1;
        }
        for (at, pair) in words.windows(2).enumerate() {
            if self.alphabet != pair[0].alphabet
                && is_narrow(between(&pair[0], &pair[1], text))
                && self.may_begin_and_end(&pair[0], &pair[1])
            {
                let both = ComparableName::new(&[pair[0].text, " ", pair[1].text].concat());
                let has_vowels =
                    !(self.alphabet.leaves_vowels_out() || pair[0].alphabet.leaves_vowels_out());
                let has_part = has_vowels && (found[at].is_some() || found[at + 1].is_some());
                let least = if has_part {
                    NameAgreement::NearConsonants
                } else {
                    NameAgreement::Consonants
                };
                if self.whole.compare(&both).agreement >= least {
                    all.extend(self.found_at(text, words, at..=at + 1, Certainty::Possibly, false));
                }
            }
        }
    }

    fn found_at(
        &self,
        text: &str,
        words: &[ForeignWord],
        range: RangeInclusive<usize>,
        certainty: Certainty,
        is_part: bool,
    ) -> Option<SpokenMatch<'_>> {
        let end = words[*range.end()].end();
        // The other half of a double name does not stay beside the stand-in.
        let half = text[end..].strip_prefix(HYPHENS).filter(|_| self.is_double);
        let end = half.map_or(end, |half| {
            let rest = half.trim_start_matches(char::is_alphabetic);
            text.len() - rest.len()
        });
        let span = Span::new(words[*range.start()].start, end)?;
        Some((
            self,
            NameMatch {
                span,
                within: None,
                certainty,
                is_part,
            },
        ))
    }
}

/// A name and where it was found.
pub(super) type SpokenMatch<'a> = (&'a SpokenName, NameMatch);

/// The part of a name that a word may be.
#[derive(Clone, Copy, Debug)]
struct PartOfName {
    part: usize,
    agreement: NameAgreement,
    is_nickname: bool,
}

/// Whether an Arabic article is before a word in another alphabet: "al-Harbi", "Alharbi".
fn has_article(words: &[ForeignWord], at: usize, text: &str) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let is_before = before.is_some_and(|before| {
        is_article(before.text) && is_narrow(between(before, &words[at], text))
    });
    !words[at].alphabet.leaves_vowels_out()
        && (is_before || article_and_name(words[at].text).is_some())
}

/// The next word that is a part of the name, with at most middle names between.
fn next_part(
    words: &[ForeignWord],
    found: &[Option<PartOfName>],
    from: usize,
    text: &str,
) -> Option<(usize, PartOfName)> {
    let mut middle_names = 0;
    for at in from + 1..words.len() {
        if !is_narrow(between(&words[at - 1], &words[at], text)) {
            return None;
        }
        if let Some(part) = found[at] {
            return Some((at, part));
        }
        let word = &words[at];
        if is_particle(word.text) {
            continue;
        }
        let is_name = !word.is_small && word.text.starts_with(char::is_uppercase);
        if !is_name || middle_names == MAX_MIDDLE_NAMES {
            return None;
        }
        middle_names += 1;
    }
    None
}

fn agreement(name: &ComparableName, word: &ForeignWord) -> NameAgreement {
    let forms = word.forms().iter();
    let agreements = forms.map(|form| name.compare(form).agreement);
    agreements.max().unwrap_or(NameAgreement::Different)
}

impl SpokenPart {
    fn new(word: &str, has_nicknames: bool) -> Self {
        let bare = without_article(word);
        let nicknames = if has_nicknames {
            other_forms(word)
        } else {
            Vec::new()
        };
        Self {
            name: ComparableName::new(bare),
            nicknames: nicknames.into_iter().map(ComparableName::new).collect(),
            first_letters: letters_that_may_begin(bare),
            is_kunya: is_kunya(word),
            length: bare.chars().count(),
        }
    }

    fn may_be(&self, word: &ForeignWord) -> bool {
        let mut beginnings = word.without_prefixes();
        beginnings.any(|it| it.starts_with(|first| self.first_letters.contains(&lower(first))))
    }
}

/// Finds the names: two parts side by side, or the surname alone.
pub(super) fn matches_in<'a>(names: &'a [SpokenName], text: &str) -> Vec<SpokenMatch<'a>> {
    let mut found = Vec::new();
    if names.is_empty() {
        return found;
    }
    let words = foreign_words(text);
    for name in names {
        name.find_in(&words, text, &mut found);
    }
    found
}

/// Like [`matches_in`], also in what the text says with its escapes and tags decoded.
pub(super) fn matches_in_readings<'a>(names: &'a [SpokenName], text: &str) -> Vec<SpokenMatch<'a>> {
    let mut found = matches_in(names, text);
    for decoded in decoded_texts(text) {
        let inside = matches_in(names, &decoded.text).into_iter();
        found.extend(inside.filter_map(|(name, it)| {
            let span = decoded.original(text, it.span)?;
            Some((name, NameMatch { span, ..it }))
        }));
    }
    found
}

/// Whether only one or two characters are between two parts of a name, perhaps with an article: "Mohamed al-Husseini".
fn is_narrow(between: &str) -> bool {
    const MAX_BETWEEN_CHARACTERS: usize = 12;
    const MAX_PUNCTUATION: usize = 4;
    let mut words = between
        .split(|character: char| !character.is_alphabetic())
        .filter(|it| !it.is_empty());
    let characters = between
        .chars()
        .filter(|character| !character.is_alphabetic())
        .count();
    let ends_sentence = between.starts_with(['.', '!', '?', ':', ';', '\u{2026}'])
        && between.ends_with(char::is_whitespace);
    !ends_sentence
        && characters <= MAX_PUNCTUATION
        && between.chars().count() <= MAX_BETWEEN_CHARACTERS
        && words.all(is_particle)
}

fn is_particle(word: &str) -> bool {
    let word = word.to_lowercase();
    PARTICLES.contains(&word.as_str()) || BETWEEN_PARTS.contains(&word)
}

fn join(words: &[&String]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    words.join(" ")
}

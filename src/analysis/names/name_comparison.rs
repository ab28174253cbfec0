//! Whether two names may be spellings of the same name, in one alphabet or two.
//!
//! Both are converted to sounds by the [letter tables](super::letter_tables) and aligned. Differences have a cost: low
//! for vowels and for letters that write the same sound, high for consonants. Longer names may differ more.

use super::{
    near_letters::are_near,
    sounds::alphabet_of,
    spoken_form::{Distance, SpokenForm},
};
use crate::text::WordList;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Articles and particles that some spellings leave out or join to the next word.
pub(super) const PARTICLES: [&str; 14] = [
    "al", "el", "ibn", "bin", "ben", "аль", "эль", "ель", "ибн", "бен", "ال", "بن", "ابن", "אל",
];

/// Endings of adjectives and countries made from names: "узбекский" is Uzbek.
const ENDINGS: WordList = WordList(
    "ийский, анский, ийська, ский, ская, ское, ские, ський, ська, ське, ий, ая, ικά, ανός, ية, ית, ски, ка, \
    ејски, ански, ийски, ская, аўская, янская, ская, скі, екі, ური, ული, იური, ეთი, երեն, ստան, ի, یایی, ایی, ئی, ه‌ای, ای, ی, ית, אית, ки, ινά, ιανά, εζικά",
);

/// Such endings in Latin letters, which count only beside another: "Abkhazian" is "абхазский".
const LATIN_ENDINGS: WordList = WordList("ian, ean, an, ese, ish, ic, i, n, a, ia");

/// Minimum number of letters of a surname that is compared with a longer name: shorter ones are in many names.
const MIN_ALONE: usize = 5;

/// Minimum number of letters before such an ending.
const MIN_STEM: usize = 3;

/// How closely two names agree, least certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameAgreement {
    Different,
    NearConsonants,
    Consonants,
    Variants,
    OtherAlphabet,
    Identical,
}

/// The result of comparing two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameComparison {
    pub agreement: NameAgreement,
    words: WordOrder,
}

/// How the words of two names were paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordOrder {
    Same,
    Turned,
    More,
}

impl NameComparison {
    const DIFFERENT: Self = Self {
        agreement: NameAgreement::Different,
        words: WordOrder::Same,
    };

    /// "same", "maybe" or "different".
    pub fn label(self) -> &'static str {
        match (self.agreement, self.words) {
            (NameAgreement::Different, _) => "different",
            (NameAgreement::Identical | NameAgreement::OtherAlphabet, WordOrder::Same) => "same",
            (
                NameAgreement::Identical
                | NameAgreement::OtherAlphabet
                | NameAgreement::Variants
                | NameAgreement::Consonants
                | NameAgreement::NearConsonants,
                _,
            ) => "maybe",
        }
    }

    pub fn is_different(self) -> bool {
        self.agreement == NameAgreement::Different
    }

    /// Reason in words, such as "the same consonants, other vowels; one name has more words".
    pub fn reason(self) -> String {
        let reason = match self.agreement {
            NameAgreement::Different => "other consonants",
            NameAgreement::NearConsonants => "nearly the same consonants",
            NameAgreement::Consonants => "the same consonants, other vowels",
            NameAgreement::Variants => "variant spellings of the same sounds",
            NameAgreement::OtherAlphabet => "the same after transliteration",
            NameAgreement::Identical => "the same letters",
        };
        let words = match self.words {
            WordOrder::Same => "",
            WordOrder::Turned => "; words in another order",
            WordOrder::More => "; one name has more words",
        };
        [reason, words].concat()
    }
}

/// Compares two names.
pub fn compare_names(one: &str, other: &str) -> NameComparison {
    ComparableName::new(one).compare(&ComparableName::new(other))
}

/// A name prepared for comparing it with others.
#[derive(Clone, Debug)]
pub struct ComparableName {
    /// Lower-case letters and digits of all words.
    letters: String,
    /// The words that count, without articles and particles.
    words: Vec<ComparableWord>,
    /// All words joined.
    joined: ComparableWord,
}

#[derive(Clone, Debug)]
struct ComparableWord {
    form: SpokenForm,
    /// Without an adjective ending.
    stem: Option<SpokenForm>,
    /// Without the ending of an adjective in Latin letters, if it has one.
    latin_stem: Option<SpokenForm>,
    /// Its digits, which must be equal.
    digits: String,
    text: String,
}

impl ComparableName {
    pub fn new(name: &str) -> Self {
        let words = words_of(name);
        let letters: String = words
            .concat()
            .nfc()
            .filter(|it| it.is_alphanumeric())
            .collect();
        let counted = words
            .iter()
            .filter(|word| !PARTICLES.contains(&word.as_str()));
        let counted: Vec<&str> = counted.map(|word| without_article(word)).collect();
        let counted = if counted.is_empty() {
            words.iter().map(String::as_str).collect()
        } else {
            counted
        };
        Self {
            letters,
            joined: ComparableWord::new(&words.concat()),
            words: counted.into_iter().map(ComparableWord::new).collect(),
        }
    }

    pub fn compare(&self, other: &Self) -> NameComparison {
        if self.letters == other.letters {
            let agreement = if self.letters.is_empty() {
                NameAgreement::Different
            } else {
                NameAgreement::Identical
            };
            return NameComparison {
                agreement,
                ..NameComparison::DIFFERENT
            };
        }
        let (shorter, longer) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        let is_too_short = shorter.len() < longer.len()
            && shorter
                .iter()
                .map(|word| word.text.chars().count())
                .sum::<usize>()
                < MIN_ALONE;
        let by_words = if shorter.len() == longer.len() {
            let straight = pairs(shorter.iter().zip(longer), WordOrder::Same);
            let turned = longer.iter().skip(1).chain(longer.first());
            straight.or_else(|| pairs(shorter.iter().zip(turned), WordOrder::Turned))
        } else if is_too_short {
            None
        } else {
            pairs(
                shorter.iter().zip(in_order(shorter, longer)),
                WordOrder::More,
            )
        };
        let as_one = || pairs([(&self.joined, &other.joined)].into_iter(), WordOrder::Same);
        let found = if self.words.len() == 1 && other.words.len() == 1 {
            by_words.or_else(as_one)
        } else if shorter.len() == longer.len() {
            by_words
        } else {
            let both = as_one().into_iter().chain(by_words);
            both.max_by_key(|found| found.agreement)
        };
        found.unwrap_or(NameComparison::DIFFERENT)
    }

    /// Whether they are in two alphabets, or differ in few letters.
    pub fn may_be_respelled(&self, other: &Self) -> bool {
        let alphabet = |name: &Self| name.letters.chars().find_map(alphabet_of);
        let texts = |name: &Self| -> Vec<String> {
            name.words.iter().map(|word| word.text.clone()).collect()
        };
        alphabet(self) != alphabet(other) || are_near(&texts(self), &texts(other))
    }

    /// The consonants, so that similar names are sorted near each other.
    pub fn key(&self) -> Vec<u32> {
        let sounds = self.joined.form.sounds.iter();
        let consonants = sounds.filter(|it| !it.is_soft() && !it.may_be_silent);
        consonants.map(|sound| sound.usual).collect()
    }

    /// The number of words that count.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }
}

/// The words of a name in lower case. Apostrophes and accents belong to words.
fn words_of(name: &str) -> Vec<String> {
    let is_apostrophe = |character: char| "'\u{2019}\u{2018}ʼʿʾ`\u{5F3}".contains(character);
    let lower = name.to_lowercase();
    let words = lower.split(|character: char| {
        !(character.is_alphanumeric() || is_combining_mark(character) || is_apostrophe(character))
    });
    let words = words.map(|word| word.trim_matches(is_apostrophe));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The word without the Arabic article.
pub(super) fn without_article(word: &str) -> &str {
    let rest = word.strip_prefix("ال");
    rest.filter(|rest| rest.chars().count() > 2).unwrap_or(word)
}

impl ComparableWord {
    fn new(word: &str) -> Self {
        let stem = |endings: WordList| {
            let stems = endings
                .words()
                .filter_map(|ending| word.strip_suffix(ending));
            let stem = stems.min_by_key(|stem| stem.len());
            stem.filter(|stem| stem.chars().count() >= MIN_STEM)
                .map(SpokenForm::new)
        };
        Self {
            form: SpokenForm::new(word),
            stem: stem(ENDINGS),
            latin_stem: stem(LATIN_ENDINGS),
            text: word.to_owned(),
            digits: word.chars().filter(|it| it.is_numeric()).collect(),
        }
    }

    /// Cost of the cheapest alignment, and length of the two words.
    fn distance(&self, other: &Self) -> Distance {
        const OTHER_ENDING: u32 = 30;
        const OTHER_ENDINGS: u32 = 22;
        if self.digits != other.digits {
            return Distance::FAR;
        }
        let whole = self.form.distance(&other.form);
        let stem_of = |stem: Option<&SpokenForm>, form: &SpokenForm| {
            let found = stem?.distance(form);
            Some(Distance {
                cost: found.cost + OTHER_ENDING,
                ..found
            })
        };
        let stems = [
            stem_of(self.stem.as_ref(), &other.form),
            stem_of(other.stem.as_ref(), &self.form),
        ];
        let of_both = |latin: &Self, other: &Self| {
            let found = latin.latin_stem.as_ref()?.distance(other.stem.as_ref()?);
            Some(Distance {
                cost: found.cost + OTHER_ENDINGS,
                ..found
            })
        };
        let both = [of_both(self, other), of_both(other, self)];
        let all = [Some(whole)].into_iter().chain(stems).chain(both).flatten();
        all.min_by_key(|found| found.cost).unwrap_or(whole)
    }
}

/// For each word of the shorter name, the word of the longer one to compare with: the nearest after the previous one. A
/// single word is compared with the last, the surname.
fn in_order<'a>(
    shorter: &'a [ComparableWord],
    longer: &'a [ComparableWord],
) -> impl Iterator<Item = &'a ComparableWord> {
    let mut from = if shorter.len() == 1 {
        longer.len() - 1
    } else {
        0
    };
    shorter.iter().enumerate().filter_map(move |(nth, word)| {
        let remaining = shorter.len() - nth - 1;
        let near = (from..longer.len() - remaining.min(longer.len()))
            .min_by_key(|at| word.distance(&longer[*at]).percent())?;
        from = near + 1;
        longer.get(near)
    })
}

/// Compares names by pairs of their words; `None` if they differ too much.
fn pairs<'a>(
    words: impl Iterator<Item = (&'a ComparableWord, &'a ComparableWord)>,
    order: WordOrder,
) -> Option<NameComparison> {
    let words: Vec<_> = words.collect();
    let distances: Vec<Distance> = words
        .iter()
        .map(|(one, other)| one.distance(other))
        .collect();
    let worst = distances.iter().map(|it| it.percent()).max()?;
    let whole = distances
        .iter()
        .fold(Distance { cost: 0, length: 0 }, |sum, it| Distance {
            cost: sum.cost + it.cost,
            length: sum.length + it.length,
        });
    let has_all_vowels = words
        .iter()
        .all(|(one, other)| one.form.is_whole_beside(&other.form));
    let surcharge = match order {
        WordOrder::Same => 0,
        WordOrder::Turned | WordOrder::More => 8,
    };
    let percent = whole.percent().max(worst * 6 / 10) + surcharge;
    // One word may differ more than the whole, and even more across alphabets, which leave less to compare.
    let is_one_alphabet = words
        .iter()
        .all(|(one, other)| one.form.alphabet == other.form.alphabet);
    let tolerance = if is_one_alphabet { 4 } else { 26 };
    let is_far = |it: &Distance| it.percent() > most_percent(it.length, has_all_vowels) + tolerance;
    if percent > most_percent(whole.length, has_all_vowels) || distances.iter().any(is_far) {
        return None;
    }
    let agreements = words.iter().map(|(one, other)| {
        if one.text == other.text {
            NameAgreement::Identical
        } else {
            one.form.agreement(&other.form)
        }
    });
    Some(NameComparison {
        agreement: agreements.min().unwrap_or(NameAgreement::NearConsonants),
        words: order,
    })
}

/// Maximum difference of names of a length, so that only about one in a thousand unrelated names differ less. Measured,
/// see docs/performance.md.
fn most_percent(length: u32, has_all_vowels: bool) -> u32 {
    let length = length.max(1);
    if has_all_vowels {
        40_u32.saturating_sub(640 / length).min(33)
    } else {
        37_u32.saturating_sub(720 / length).min(31)
    }
}

#[cfg(test)]
mod tests;

//! Word tables of each language, indexed for lookup.

use super::{
    arabic, english, french, german, russian, spanish,
    tokens::{fold, is_apostrophe},
    ukrainian,
};
use crate::analysis::dates::weekday_in;

pub(super) use super::meaning::{Meaning, Unit};

use std::{cmp::Reverse, collections::HashMap, sync::LazyLock};

/// Maximum length of a number word, in bytes.
const MAX_COMPOUND: usize = 120;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    French,
    Spanish,
    Russian,
    Ukrainian,
    Arabic,
}

impl Language {
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Russian => "ru",
            Self::Ukrainian => "uk",
            Self::Arabic => "ar",
        }
    }

    pub fn writes_decimal_comma(self) -> bool {
        !matches!(self, Self::English | Self::Arabic)
    }
}

/// Meanings and their words. Words are separated by spaces; `_` stands for a space within a phrase, and `stem(a|b)` for
/// "stema" and "stemb".
pub(super) type Table = &'static [(Meaning, &'static str)];

/// The languages with their tables.
const LANGUAGES: [(Language, Table); 7] = [
    (Language::English, english::TABLE),
    (Language::German, german::TABLE),
    (Language::French, french::TABLE),
    (Language::Spanish, spanish::TABLE),
    (Language::Russian, russian::TABLE),
    (Language::Ukrainian, ukrainian::TABLE),
    (Language::Arabic, arabic::TABLE),
];

static LEXICONS: LazyLock<[Lexicon; 7]> =
    LazyLock::new(|| LANGUAGES.map(|(language, table)| Lexicon::new(language, table)));

/// The single words for a number in every language: "twelve", "zwölf", "douze" for 12.
pub fn number_words(value: f64) -> impl Iterator<Item = String> {
    let rows = LANGUAGES.iter().flat_map(|(_, table)| table.iter());
    let rows = rows.filter(move |(meaning, _)| *meaning == Meaning::Number(value));
    let words = rows.flat_map(|(_, words)| words.split_whitespace().flat_map(forms));
    words.filter(|word| word.chars().all(char::is_alphabetic))
}

/// The words of a phrase, folded, and its meaning.
type Phrase = (Vec<String>, Meaning);

/// The table of a language, folded and hashed.
pub(super) struct Lexicon {
    pub language: Language,
    /// The phrases by their first word, and by their last.
    by_first: HashMap<String, Vec<Phrase>>,
    by_last: HashMap<String, Vec<Phrase>>,
}

impl Lexicon {
    /// The lexicon for a language tag such as "en" or "pt-BR"; `None` for languages without one.
    pub fn of_tag(tag: &str) -> Option<&'static Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let at = LANGUAGES
            .iter()
            .position(|(language, _)| primary.eq_ignore_ascii_case(language.tag()));
        at.map(|at| &LEXICONS[at])
    }

    /// Guesses the language of a line: that of the most words. Number words and hedges count twice. The usual language
    /// of the text has one word more, and wins ties; otherwise, English does.
    pub fn guess(line: &str, usual: Option<&'static Self>) -> &'static Self {
        let is_usual = |lexicon: &Self| usual.is_some_and(|it| it.language == lexicon.language);
        let mut scores = LEXICONS.each_ref().map(|it| usize::from(is_usual(it)));
        let is_in_word = |letter: char| letter.is_alphabetic() || is_apostrophe(letter);
        for word in line.split(|letter| !is_in_word(letter)) {
            for (score, lexicon) in scores.iter_mut().zip(&*LEXICONS) {
                *score += lexicon.evidence_of(word);
            }
        }
        let likeliest = (0..scores.len())
            .max_by_key(|at| (scores[*at], is_usual(&LEXICONS[*at]), Reverse(*at)));
        &LEXICONS[likeliest.unwrap_or_default()]
    }

    /// Evidence of a word, as written, that its text is in this language.
    fn evidence_of(&self, word: &str) -> usize {
        match self.language {
            Language::Russian | Language::Ukrainian => {
                let is_cyrillic = |letter| matches!(letter, '\u{400}'..='\u{4ff}');
                if !word.contains(is_cyrillic) {
                    return 0;
                }
                let has_own_letter = if self.language == Language::Russian {
                    word.contains(['ы', 'э', 'ё', 'ъ', 'Ы', 'Э', 'Ё', 'Ъ'])
                } else {
                    let inside = word.trim_matches(is_apostrophe);
                    word.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ'])
                        || inside.contains(is_apostrophe)
                };
                1 + usize::from(has_own_letter) + self.weight(word)
            }
            Language::Arabic => {
                let is_arabic = |letter| matches!(letter, '\u{621}'..='\u{64a}');
                usize::from(word.contains(is_arabic))
            }
            Language::English | Language::German | Language::French | Language::Spanish => {
                // "l'attaque" is two words.
                let parts = word.split(is_apostrophe).filter(|part| !part.is_empty());
                parts.map(|part| self.weight(part)).sum()
            }
        }
    }

    /// 2 for a number word or a hedge, 1 for another word of the table or the name of a weekday.
    fn weight(&self, word: &str) -> usize {
        let folded = fold(word);
        if self.is(&folded, Meaning::Stop) {
            return 1;
        }
        // "k" and "m" are scales in several languages.
        if folded.chars().count() < 2 {
            return 0;
        }
        let mut meanings = self.meanings(&folded);
        if meanings.any(Meaning::is_number_or_hedge) || self.compound(&folded).is_some() {
            return 2;
        }
        usize::from(self.has(&folded) || weekday_in(self.language.tag(), word).is_some())
    }

    fn new(language: Language, table: Table) -> Self {
        let mut lexicon = Self {
            language,
            by_first: HashMap::new(),
            by_last: HashMap::new(),
        };
        for (meaning, written) in table {
            for phrase in written.split_whitespace().flat_map(forms) {
                let words: Vec<String> = phrase
                    .split('_')
                    .flat_map(|word| parts(word, language))
                    .collect();
                for (index, key) in [
                    (&mut lexicon.by_first, words.first()),
                    (&mut lexicon.by_last, words.last()),
                ] {
                    let of_key = index.entry(key.cloned().unwrap_or_default()).or_default();
                    of_key.push((words.clone(), *meaning));
                    of_key.sort_by_key(|(words, _)| Reverse(words.len()));
                }
            }
        }
        lexicon
    }

    fn meanings(&self, word: &str) -> impl Iterator<Item = Meaning> {
        let phrases = self.phrases_from(word).iter();
        let alone = phrases.filter(|(words, _)| words.len() == 1);
        alone.map(|(_, meaning)| *meaning)
    }

    pub fn is(&self, word: &str, meaning: Meaning) -> bool {
        self.meanings(word).any(|other| other == meaning)
    }

    /// The meaning of the word in numbers.
    pub fn numeral(&self, word: &str) -> Option<Meaning> {
        self.meanings(word).find(|meaning| meaning.is_numeral())
    }

    pub fn has(&self, word: &str) -> bool {
        self.meanings(word).next().is_some()
    }

    /// The phrases that begin with a word, the longest first.
    pub fn phrases_from(&self, first: &str) -> &[Phrase] {
        self.by_first.get(first).map_or(&[], Vec::as_slice)
    }

    /// The phrases that end with a word, the longest first.
    pub fn phrases_to(&self, last: &str) -> &[Phrase] {
        self.by_last.get(last).map_or(&[], Vec::as_slice)
    }

    /// Splits the prefix off an Arabic word, if the rest is in the table and the word is not.
    pub fn prefixes<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        if self.language != Language::Arabic || self.has(word) {
            return None;
        }
        let cuts = word
            .char_indices()
            .skip(1)
            .take(4)
            .map(|(at, _)| word.split_at(at));
        let mut cuts = cuts.filter(|(prefix, _)| self.is(prefix, Meaning::Prefix));
        cuts.find(|(prefix, rest)| {
            // "لست" is "I am not".
            let is_long = prefix.starts_with('و') || rest.chars().count() > 3;
            is_long && (self.has(rest) || self.compound(rest).is_some())
        })
    }

    /// Splits a compound into number words; `None` if it contains anything else.
    pub fn compound<'w>(&self, word: &'w str) -> Option<Vec<&'w str>> {
        if !matches!(self.language, Language::German | Language::Arabic) {
            return None;
        }
        let parts = if word.len() > MAX_COMPOUND {
            None
        } else {
            self.cut(word, 24)
        }?;
        // "واحد" and the like are words, not compounds.
        let is_arabic = self.language == Language::Arabic;
        let ends_in_scale =
            || matches!(self.numeral(parts.last()?), Some(Meaning::Scale(_))).then_some(());
        (parts.len() > 1 && (!is_arabic || ends_in_scale().is_some())).then_some(parts)
    }

    fn cut<'w>(&self, word: &'w str, most: usize) -> Option<Vec<&'w str>> {
        if word.is_empty() {
            return Some(Vec::new());
        }
        let ends = word
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8())
            .collect::<Vec<_>>();
        ends.into_iter().rev().find_map(|end| {
            let (first, rest) = word.split_at(end);
            self.numeral(first)
                .filter(|meaning| meaning.is_in_compound() && most > 0 && first.len() > 1)?;
            let mut parts = self.cut(rest, most - 1)?;
            parts.insert(0, first);
            Some(parts)
        })
    }
}

/// Splits a word like the tokenizer: hyphens, and apostrophes outside Cyrillic, are tokens of their own.
fn parts(word: &str, language: Language) -> Vec<String> {
    let is_cyrillic = matches!(language, Language::Russian | Language::Ukrainian);
    let is_mark = |character: char| character == '-' || (character == '\'' && !is_cyrillic);
    let mut parts = Vec::new();
    for part in word.split_inclusive(is_mark) {
        let bare = part.trim_end_matches(is_mark);
        let mark = &part[bare.len()..];
        parts.extend(
            [bare, mark]
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(fold),
        );
    }
    parts
}

/// Expands endings: "пят(ь|и)" stands for "пять" and "пяти".
fn forms(written: &str) -> Vec<String> {
    let Some((stem, rest)) = written.split_once('(') else {
        return vec![written.to_owned()];
    };
    let (endings, after) = rest.split_once(')').unwrap_or((rest, ""));
    let words = endings
        .split('|')
        .flat_map(|ending| forms(&format!("{stem}{ending}{after}")));
    words.collect()
}

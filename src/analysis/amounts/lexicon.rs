//! Word tables of each language, indexed for lookup.

use super::{arabic, english, french, german, russian, spanish, tokens::fold, ukrainian};

pub(super) use super::meaning::{Meaning, Unit};

use std::{collections::HashMap, sync::LazyLock};

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

    /// Guesses the language by counting words in its script or among its most common words. English if none match.
    pub fn guess(text: &str) -> &'static Self {
        let is_ukrainian = text.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ']);
        let by_script = |word: &str| match word.chars().next()? {
            'а'..='я' | 'ё' | 'і' | 'ї' | 'є' | 'ґ' if is_ukrainian => {
                Some(Language::Ukrainian)
            }
            'а'..='я' | 'ё' => Some(Language::Russian),
            '\u{621}'..='\u{64a}' => Some(Language::Arabic),
            _ => None,
        };
        let words = text.split(|letter: char| !letter.is_alphabetic());
        let words: Vec<String> = words.map(fold).collect();
        let mut best = (0, &LEXICONS[0]);
        for lexicon in &*LEXICONS {
            let is_its = |word: &&String| match by_script(word) {
                Some(language) => language == lexicon.language,
                None => lexicon.is(word, Meaning::Stop),
            };
            let count = words.iter().filter(is_its).count();
            if count > best.0 {
                best = (count, lexicon);
            }
        }
        best.1
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
                    of_key.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
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

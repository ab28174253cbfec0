//! How likely a decoded text is text of some language. Any file can be decoded in every single-byte encoding, so only
//! the result tells: letters of one alphabet in words, capitals at their start, quotation marks around them.

use super::languages::{COMMON_CHINESE, LANGUAGES, Language, Script};

use std::collections::BTreeMap;

/// Evidence from the non-ASCII characters that a text was decoded correctly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Likelihood {
    /// Greater is likelier; negative is hardly text.
    pub score: f32,
    /// Number of characters that it is based on.
    pub scored: usize,
    /// Those that no text has there, such as a box within a word.
    pub flaws: usize,
}

/// The score of a character that no text has where it is, at most.
const FLAW: f32 = -1.5;

pub(super) fn likelihood(text: &str) -> Likelihood {
    let mut seen = LetterCounts::default();
    seen.characters(text);
    seen.words(text);
    let best = LANGUAGES.iter().map(|language| seen.score_in(language));
    let best = best.fold(f32::MIN, f32::max);
    Likelihood {
        score: seen.score + best,
        scored: seen.scored,
        flaws: seen.flaws,
    }
}

/// Letter counts of one text, weighted for each language.
#[derive(Default)]
struct LetterCounts<'a> {
    /// Letters outside ASCII, in lower case.
    letters: BTreeMap<char, usize>,
    words: BTreeMap<&'a str, usize>,
    /// Score of what is the same in every language.
    score: f32,
    scored: usize,
    flaws: usize,
}

/// A non-ASCII character and its neighbours; a space at the ends of the text.
struct Place {
    before_last: char,
    last: char,
    here: char,
    next: char,
}

impl<'a> LetterCounts<'a> {
    fn characters(&mut self, text: &str) {
        let (mut before_last, mut last) = (' ', ' ');
        let mut characters = text.chars().peekable();
        while let Some(here) = characters.next() {
            if !here.is_ascii() {
                self.scored += 1;
                let next = characters.peek().copied().unwrap_or(' ');
                let place = Place {
                    before_last,
                    last,
                    here,
                    next,
                };
                if is_letter(here) {
                    self.score += place.as_letter();
                    // "İ" in small letters is an i of ASCII, which is in every encoding.
                    let lower = here.to_lowercase().next().filter(|it| !it.is_ascii());
                    let lower = lower.unwrap_or(here);
                    *self.letters.entry(lower).or_default() += 1;
                } else {
                    let score = place.as_sign();
                    self.score += score;
                    self.flaws += usize::from(score <= FLAW);
                }
            }
            (before_last, last) = (last, here);
        }
    }

    fn words(&mut self, text: &'a str) {
        for word in text.split(|c: char| !is_letter(c)) {
            if !word.is_empty() && word.len() <= 16 {
                *self.words.entry(word).or_default() += 1;
            }
        }
    }

    fn score_in(&self, language: &Language) -> f32 {
        let count = language.letters.chars().count() as f32;
        let letters = self.letters.iter().map(|(letter, times)| {
            let rank = language.letters.chars().position(|known| known == *letter);
            let weight = match rank {
                Some(rank) if language.script == Script::Latin => 1.0 - 0.6 * rank as f32 / count,
                // From a tenth of all letters to a thousandth.
                Some(rank) => 1.4 - 4.0 * rank as f32 / count,
                None if language.script == Script::Latin
                    && script_of(*letter) == Some(Script::Latin) =>
                {
                    -2.0
                }
                None => -3.5,
            };
            weight * *times as f32
        });
        let words = language.words.split(' ').map(|word| {
            let times = self.words.get(word).copied().unwrap_or(0) as f32;
            // ASCII words are the same in every encoding and only indicate the language.
            times * if word.is_ascii() { 0.3 } else { 1.5 }
        });
        letters.sum::<f32>() + words.sum::<f32>()
    }
}

impl Place {
    fn as_letter(&self) -> f32 {
        let Self {
            before_last,
            last,
            here,
            next,
        } = *self;
        let mut score = 0.0;
        let rises = last.is_lowercase() && here.is_uppercase();
        let falls_late = here.is_lowercase() && last.is_uppercase() && before_last.is_uppercase();
        let falls_at_once = here.is_uppercase() && next.is_lowercase() && last.is_uppercase();
        if rises || falls_late || falls_at_once {
            score -= 2.0;
        }
        let script = script_of(here);
        if script.is_none() {
            score -= 1.0;
        }
        let is_other = |c: char| is_letter(c) && script_of(c) != script;
        if is_other(last) || is_other(next) {
            score -= 2.0;
        }
        let is_final = matches!(here, 'ς' | 'ך' | 'ם' | 'ן' | 'ף' | 'ץ');
        if is_final && is_letter(next) {
            score -= 1.5;
        }
        if here.is_uppercase() && script != Some(Script::Latin) {
            score -= 0.15;
        }
        if script == Some(Script::Latin) && !last.is_ascii() && is_letter(last) && last != here {
            score -= 0.4;
        }
        score
    }

    /// Elisions ("l’eau"), contractions ("wasn’t") and the apostrophe of Ukrainian.
    fn as_apostrophe(&self) -> f32 {
        match script_of(self.next) {
            Some(Script::Latin) => {
                let is_usual = !is_letter(self.before_last) || "stdmSTDM".contains(self.next);
                if is_usual { 0.8 } else { 0.2 }
            }
            Some(Script::Cyrillic) => 0.4,
            Some(Script::Greek | Script::Hebrew | Script::Arabic | Script::Thai) | None => -0.5,
        }
    }

    fn as_sign(&self) -> f32 {
        let Self {
            last, here, next, ..
        } = *self;
        let inside = is_letter(last) && is_letter(next);
        let beside = is_letter(last) || is_letter(next);
        let at_number = last.is_ascii_digit() || next.is_ascii_digit();
        match here {
            '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => -5.0,
            '’' if inside => self.as_apostrophe(),
            '’' if is_letter(next) => -0.3,
            '—' if inside => 0.0,
            '–' | '—' | '…' | '“' | '”' | '„' | '«' | '»' | '’' | '‘' | '‹' | '›' | '‚' => {
                if inside {
                    -2.0
                } else if is_odd_sign(last) || is_odd_sign(next) {
                    -0.3
                } else {
                    0.6
                }
            }
            '¿' | '¡' => {
                if is_letter(next) && !is_letter(last) {
                    0.7
                } else {
                    -1.5
                }
            }
            '\u{A0}' => {
                if beside && !at_number {
                    0.0
                } else {
                    0.3
                }
            }
            '\u{AD}' => {
                if inside {
                    -0.3
                } else {
                    -1.0
                }
            }
            _ if inside && here != '·' => -2.0,
            '€' | '£' if at_number => 0.5,
            '№' if is_letter(last) => -1.5,
            '№' => 0.3,
            '§' | '°' | '€' | '£' => {
                if beside {
                    -1.0
                } else {
                    0.3
                }
            }
            'ª' | 'º' => {
                if at_number {
                    0.2
                } else {
                    -1.5
                }
            }
            '©' | '®' | '™' | '•' | '·' => 0.1,
            '²' | '³' | '½' | '¼' | '¾' | '±' | '×' | '÷' | 'µ' | '¹' | '‰' | '†' => {
                if at_number {
                    0.1
                } else {
                    -0.7
                }
            }
            '\u{2500}'..='\u{25FF}' => {
                if beside {
                    -2.0
                } else {
                    -0.3
                }
            }
            _ => -1.2,
        }
    }
}

/// Characters that are seldom next to a quotation mark or a dash.
fn is_odd_sign(c: char) -> bool {
    !c.is_ascii()
        && !is_letter(c)
        && !matches!(
            c,
            '\u{A0}' | '¿' | '¡' | '…' | '“' | '”' | '„' | '’' | '‘' | '–' | '—'
        )
}

fn is_letter(c: char) -> bool {
    (c.is_alphabetic() && !matches!(c, 'ª' | 'º'))
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{640}'..='\u{652}' | '\u{E31}'..='\u{E4E}')
}

/// `None` for scripts without a single-byte encoding.
fn script_of(c: char) -> Option<Script> {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '\u{C0}'..='\u{24F}'
        | '\u{300}'..='\u{36F}'
        | '\u{1E00}'..='\u{1EFF}' => Some(Script::Latin),
        '\u{370}'..='\u{3FF}' => Some(Script::Greek),
        '\u{400}'..='\u{52F}' => Some(Script::Cyrillic),
        '\u{591}'..='\u{5F4}' => Some(Script::Hebrew),
        '\u{600}'..='\u{6FF}' => Some(Script::Arabic),
        '\u{E01}'..='\u{E5B}' => Some(Script::Thai),
        _ => None,
    }
}

/// Likelihood of a text in Chinese, Japanese or Korean.
pub(super) fn likelihood_of_asian(text: &str) -> Likelihood {
    let (mut score, mut scored) = (0.0, 0);
    let mut last = ' ';
    let mut characters = text.chars().peekable();
    while let Some(here) = characters.next() {
        if !here.is_ascii() {
            scored += 1;
            score += match here {
                '\u{3041}'..='\u{30FF}' => 1.0,
                '가'..='힣' => 0.7,
                '、' | '。' | '「' | '」' | '『' | '』' | '《' | '》' | '（' | '）' | '，'
                | '：' | '；' | '？' | '！' | '“' | '”' => 0.8,
                '\u{4E00}'..='\u{9FFF}' if COMMON_CHINESE.contains(here) => 0.9,
                '\u{4E00}'..='\u{9FFF}' => 0.1,
                '\u{FF01}'..='\u{FF60}' | '…' | '—' | '·' | '\u{3000}' => 0.3,
                '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => -5.0,
                _ => -0.8,
            };
            let next = characters.peek().copied().unwrap_or(' ');
            if here.is_alphabetic() && (last.is_ascii_alphabetic() || next.is_ascii_alphabetic()) {
                score -= 2.0;
            }
        }
        last = here;
    }
    Likelihood {
        score,
        scored,
        flaws: 0,
    }
}

/// Share of common characters among the Chinese ones.
pub(super) fn common_chinese(text: &str) -> f32 {
    let chinese = || {
        text.chars()
            .filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
    };
    let common = chinese().filter(|c| COMMON_CHINESE.contains(*c)).count();
    common as f32 / chinese().count().max(1) as f32
}

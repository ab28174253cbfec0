//! Initials, given names and patronymics beside a name that was found: half a name must not stay beside the stand-in.

use super::{
    inflection::{InflectedPart, endings},
    name_comparison::{ComparableName, NameAgreement},
    name_parts::PATRONYMICS,
    nicknames::other_forms,
    sounds::{is_small, letters_that_may_begin},
};
use crate::text::{Shapes, Span, folded, letters_of};

use std::collections::HashSet;

use foldhash::fast::FixedState;

/// Most initials before or after a surname.
const MOST_INITIALS: usize = 3;

/// Most words and nicknames in quotes between a given name and the surname.
const MOST_BETWEEN: usize = 2;

/// Most bytes of a nickname in quotes.
const LONGEST_NICKNAME: usize = 60;

/// The given names of protected sources.
#[derive(Clone, Debug, Default)]
pub(super) struct GivenNames {
    /// The letters that their initials may be, in any alphabet.
    initials: HashSet<char, FixedState>,
    /// They and their other forms, such as Vanya for Ivan.
    forms: Vec<InflectedPart>,
    sounds: Vec<ComparableName>,
    endings: Vec<String>,
}

impl GivenNames {
    pub fn new(names: &[String]) -> Self {
        let forms = names.iter().flat_map(|name| {
            let part = |form: &str| InflectedPart::new(form, Shapes::Folded);
            std::iter::once(part(name)).chain(other_forms(name).map(part))
        });
        let initials = names.iter().flat_map(|name| letters_that_may_begin(name));
        Self {
            initials: initials.collect(),
            forms: forms.collect(),
            sounds: names.iter().map(|name| ComparableName::new(name)).collect(),
            endings: endings(Shapes::Folded),
        }
    }

    /// Whether a word is one of them or another form of it, perhaps inflected or in another alphabet.
    fn has(&self, word: &str) -> bool {
        if word.is_empty() || word.starts_with(is_small) || is_patronymic(word) {
            return false;
        }
        let letters = letters_of(word, Shapes::Folded);
        let is_form = |form: &InflectedPart| {
            form.letters == letters || form.inflects_to(&letters, &self.endings)
        };
        self.forms.iter().any(is_form) || {
            let word = ComparableName::new(word);
            let mut sounds = self.sounds.iter();
            sounds.any(|name| name.compare(&word).agreement >= NameAgreement::Variants)
        }
    }

    fn has_initial(&self, initial: char) -> bool {
        initial.to_lowercase().any(|it| self.initials.contains(&it))
    }
}

/// The name with what belongs to it before and after it: initials, of which one may be that of a given name, the given name with a
/// nickname or a patronymic between them, and a patronymic.
pub(super) fn with_rest_of_name(text: &str, name: Span, given: &GivenNames) -> Span {
    let start = before(text, name.start(), |it| given.has_initial(it));
    let start = before_given(text, start, given);
    let end = after(text, name.end(), |it| given.has_initial(it));
    let end = after_given(text, end, given);
    let end = after_patronymic(text, end);
    Span::new(start, end).unwrap_or(name)
}

/// The start of the given names before a name: "Vanya Petrov", "Ivan \"the Bear\" Petrov".
fn before_given(text: &str, name: usize, given: &GivenNames) -> usize {
    let (mut start, mut first) = (name, name);
    for _ in 0..=MOST_BETWEEN {
        let rest = text[..start].trim_end_matches([' ', '\u{A0}', '\n']);
        if rest.len() == start {
            break;
        }
        let word = last_word(rest);
        if let Some(nickname) = nickname_at_end(rest) {
            start = nickname;
        } else if given.has(word) {
            start = rest.len() - word.len();
            first = start;
        } else if is_patronymic(word) {
            start = rest.len() - word.len();
        } else {
            break;
        }
    }
    first
}

/// The end of a given name after a name: "Petrov Vanya".
fn after_given(text: &str, name: usize, given: &GivenNames) -> usize {
    let rest = text[name..].strip_prefix([' ', '\u{A0}']);
    let word = rest.map_or("", first_word);
    let is_given = given.has(word);
    // "Petrov. Ivan Smith": the word belongs to the next name.
    let next = rest.map_or("", |rest| rest[word.len()..].trim_start());
    let is_next =
        first_word(next).starts_with(|it: char| !is_small(it)) && !is_patronymic(first_word(next));
    if is_given && !is_next {
        rest.map_or(name, |rest| text.len() - rest.len() + word.len())
    } else {
        name
    }
}

/// The start of a nickname in quotes or brackets that a text ends with.
fn nickname_at_end(text: &str) -> Option<usize> {
    const QUOTES: [(char, &str); 7] = [
        ('"', "\""),
        ('\'', "'"),
        ('\u{201D}', "\u{201C}"),
        ('\u{201C}', "\u{201E}"),
        ('\u{2019}', "\u{2018}"),
        ('»', "«"),
        (')', "("),
    ];
    let last = text.chars().next_back()?;
    let (close, open) = QUOTES.into_iter().find(|(close, _)| *close == last)?;
    let start = text.strip_suffix(close)?.rfind(open)?;
    (text.len() - start < LONGEST_NICKNAME).then_some(start)
}

fn first_word(text: &str) -> &str {
    let end = text.find(|it: char| !it.is_alphabetic());
    &text[..end.unwrap_or(text.len())]
}

fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(char::is_alphabetic).len()..]
}

/// Whether a word is a patronymic, perhaps inflected.
fn is_patronymic(word: &str) -> bool {
    let lower = folded(word);
    word.starts_with(char::is_uppercase)
        && PATRONYMICS.split(' ').any(|ending| {
            let stem = lower.trim_end_matches(['а', 'у', 'е', 'ы', 'a', 'u', 'e']);
            let ending = folded(ending);
            lower.ends_with(&ending) || stem.ends_with(ending.trim_end_matches(['а', 'a']))
        })
}

/// The start of the initials before a name: "I. S. " or "I.S.".
fn before(text: &str, name: usize, is_given: impl Fn(char) -> bool) -> usize {
    let mut start = name;
    let mut is_one_given = false;
    for _ in 0..MOST_INITIALS {
        let rest = text[..start].trim_end_matches([' ', '\u{A0}']);
        let Some(rest) = rest.strip_suffix('.').filter(|it| start - it.len() < 6) else {
            break;
        };
        let Some(initial) = rest.chars().next_back().filter(|it| it.is_uppercase()) else {
            break;
        };
        let rest = &rest[..rest.len() - initial.len_utf8()];
        if rest.ends_with(char::is_alphanumeric) {
            break;
        }
        is_one_given |= is_given(initial);
        start = rest.len();
    }
    if is_one_given { start } else { name }
}

/// The end of the initials after a name, without the last full stop: "Petrov I. S".
fn after(text: &str, name: usize, is_given: impl Fn(char) -> bool) -> usize {
    let mut end = name;
    let mut is_one_given = ends_with_initial(&text[..name]);
    for _ in 0..MOST_INITIALS {
        let rest = text[end..].trim_start_matches([' ', '\u{A0}', ',', '.']);
        let between = &text[end..text.len() - rest.len()];
        let is_beside = match between {
            "." | ". " | ".\u{A0}" => ends_with_initial(&text[..end]),
            " " | "\u{A0}" | ", " => true,
            _ => false,
        };
        let mut letters = rest.chars();
        let Some(initial) = letters.next().filter(|it| it.is_uppercase() && is_beside) else {
            break;
        };
        if letters.next() != Some('.') {
            break;
        }
        // "Petrov, A. Smith": the initial belongs to the next name.
        let next = letters.as_str().trim_start();
        let mut next = next.chars();
        if next.next().is_some_and(char::is_uppercase) && next.next() != Some('.') {
            break;
        }
        is_one_given |= is_given(initial);
        end += between.len() + initial.len_utf8();
    }
    if is_one_given { end } else { name }
}

/// Whether the last word is a single capital.
fn ends_with_initial(text: &str) -> bool {
    let mut letters = text.chars().rev();
    letters.next().is_some_and(char::is_uppercase)
        && !letters.next().is_some_and(char::is_alphanumeric)
}

/// The end of a patronymic after a name.
fn after_patronymic(text: &str, name: usize) -> usize {
    let Some(rest) = text[name..].strip_prefix([' ', '\u{A0}']) else {
        return name;
    };
    let word = first_word(rest);
    if is_patronymic(word) {
        text.len() - rest.len() + word.len()
    } else {
        name
    }
}

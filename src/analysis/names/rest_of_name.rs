//! Extends a match by initials and patronymics: half a name must not remain beside the stand-in.

use super::name_parts::PATRONYMICS;
use crate::text::{Span, folded};

use std::collections::HashSet;

use foldhash::fast::FixedState;

/// Maximum number of initials before or after a surname.
const MAX_INITIALS: usize = 3;

/// The name with the initials before and after it, one of which must be that of a given name, and with a patronymic
/// after it.
pub(super) fn with_rest_of_name(
    text: &str,
    name: Span,
    given_initials: &HashSet<char, FixedState>,
) -> Span {
    let is_given = |initial: char| {
        initial
            .to_lowercase()
            .any(|it| given_initials.contains(&it))
    };
    let start = before(text, name.start(), is_given);
    let end = after(text, name.end(), is_given);
    let end = after_patronymic(text, end);
    Span::new(start, end).unwrap_or(name)
}

/// The start of the initials before a name: "I. S. " or "I.S.".
fn before(text: &str, name: usize, is_given: impl Fn(char) -> bool) -> usize {
    let mut start = name;
    let mut is_one_given = false;
    for _ in 0..MAX_INITIALS {
        let rest = text[..start].trim_end_matches([' ', '\u{A0}']);
        let Some(rest) = rest.strip_suffix('.').filter(|it| start - it.len() < 6) else {
            break;
        };
        let Some(initial) = rest.chars().next_back().filter(|it| it.is_uppercase()) else {
            break;
        };
        let rest = &rest[..rest.len() - initial.len_utf8()];
        let rest = rest.strip_suffix('-').unwrap_or(rest);
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
    for _ in 0..MAX_INITIALS {
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
    let word = rest
        .split(|it: char| !it.is_alphabetic())
        .next()
        .unwrap_or_default();
    let lower = folded(word);
    let is_patronymic = word.starts_with(char::is_uppercase)
        && PATRONYMICS.split(' ').any(|ending| {
            let stem = lower.trim_end_matches(['а', 'у', 'е', 'ы', 'a', 'u', 'e']);
            let ending = folded(ending);
            lower.ends_with(&ending) || stem.ends_with(ending.trim_end_matches(['а', 'a']))
        });
    if is_patronymic {
        text.len() - rest.len() + word.len()
    } else {
        name
    }
}

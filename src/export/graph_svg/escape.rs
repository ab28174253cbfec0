use crate::text::hidden_character;

use std::borrow::Cow;

/// Escapes text for XML. Invisible and direction-changing characters, and those that XML forbids, become U+FFFD; the joiners
/// that scripts need stay.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let is_safe = |letter: char| {
        !matches!(
            letter,
            '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}'
        ) && (hidden_character(letter).is_none() || is_joiner(letter))
    };
    if text.chars().all(is_safe) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            letter if is_safe(letter) => escaped.push(letter),
            _ => escaped.push('\u{fffd}'),
        }
    }
    escaped.into()
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

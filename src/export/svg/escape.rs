use crate::text::hidden_character;

use std::borrow::Cow;

/// Text as XML has it. What turns the direction round or is no character of XML becomes U+FFFD, so that a picture shows what is
/// there; the joiners that scripts need stay.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| {
        !matches!(
            letter,
            '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}'
        ) && (hidden_character(letter).is_none() || is_joiner(letter))
    };
    if text.chars().all(is_plain) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            letter if is_plain(letter) => safe.push(letter),
            _ => safe.push('\u{fffd}'),
        }
    }
    safe.into()
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

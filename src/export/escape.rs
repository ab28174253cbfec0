use crate::text::hidden_character;

use std::borrow::Cow;

/// Escapes text for XML and HTML. Invisible and direction-changing characters, and those that XML forbids, become U+FFFD; the joiners
/// that scripts need stay.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let is_safe =
        |letter: char| !matches!(letter, '&' | '<' | '>' | '"' | '\'') && is_shown(letter);
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

/// Whether a letter can be seen, or joins letters that can.
pub(super) fn is_shown(letter: char) -> bool {
    match letter {
        '\u{ad}' | '\u{200c}' | '\u{200d}' => true,
        // XML forbids them, and HTML the non-characters of every plane.
        '\u{fdd0}'..='\u{fdef}' => false,
        _ => u32::from(letter) & 0xfffe != 0xfffe && hidden_character(letter).is_none(),
    }
}

use crate::text::hidden_character;

use std::borrow::Cow;

/// Escapes text for XML and HTML. Invisible and direction-changing characters, and those that XML forbids, become
/// U+FFFD; the joiners that scripts need are kept.
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

/// The address of a link in Markdown.
pub(super) fn in_angle_brackets(url: &str) -> String {
    let url = url.replace('<', "%3C").replace('>', "%3E");
    format!("<{url}>")
}

/// A text on one line, with a backslash before each character that could have a meaning in Markdown or HTML. Invisible
/// characters become U+FFFD.
pub(super) fn escaped_in_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut is_start = true;
    for letter in text.chars() {
        match letter {
            '\n' | '\t' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '$' | '!' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            // Would begin a list or a heading.
            '+' | '-' | '=' if is_start => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '.' | ')' if escaped.bytes().all(|byte| byte.is_ascii_digit()) && !is_start => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter if is_shown(letter) => escaped.push(letter),
            _ => escaped.push('\u{fffd}'),
        }
        is_start = false;
    }
    escaped
}

/// Whether a character is visible, or joins visible letters.
pub(super) fn is_shown(letter: char) -> bool {
    match letter {
        '\u{ad}' | '\u{200c}' | '\u{200d}' => true,
        // Forbidden in XML, and the noncharacters of every plane in HTML.
        '\u{fdd0}'..='\u{fdef}' => false,
        _ => u32::from(letter) & 0xfffe != 0xfffe && hidden_character(letter).is_none(),
    }
}

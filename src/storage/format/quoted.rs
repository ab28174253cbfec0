use crate::text::hidden_character;

use std::fmt;

/// Displays a text as a RON string.
///
/// Visible characters are written as they are, so that Arabic, Hindi, Thai and combining accents stay readable in a diff.
/// Characters that are invisible, change direction or may end a line are escaped.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        let mut rest = self.0;
        while let Some((at, character)) = next_escape(rest) {
            f.write_str(&rest[..at])?;
            write_escape(f, character)?;
            rest = &rest[at + character.len_utf8()..];
        }
        f.write_str(rest)?;
        f.write_str("\"")
    }
}

/// Finds the first character that needs escaping. Skips plain ASCII bytewise, since a large project has 20 MB of it.
fn next_escape(text: &str) -> Option<(usize, char)> {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    let mut at = 0;
    loop {
        at += text.as_bytes()[at..]
            .iter()
            .position(|byte| !is_plain(*byte))?;
        let character = text[at..].chars().next()?;
        if must_be_escaped(character) {
            return Some((at, character));
        }
        at += character.len_utf8();
    }
}

fn must_be_escaped(character: char) -> bool {
    matches!(
        character,
        '"' | '\\' | '\t' | '\n' | '\u{2028}' | '\u{2029}'
    ) || hidden_character(character).is_some()
}

fn write_escape(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    match character {
        '"' => f.write_str("\\\""),
        '\\' => f.write_str("\\\\"),
        '\t' => f.write_str("\\t"),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        _ => write!(f, "\\u{{{:x}}}", u32::from(character)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let written = Quoted(text).to_string();
        assert_eq!(written, expected);
        assert_eq!(ron::from_str::<String>(&written).as_deref(), Ok(text));
    }

    #[test]
    fn visible_characters_are_not_escaped() {
        check("она сказала: «нет»", "\"она сказала: «нет»\"");
        check("نص cafe\u{301} ก็ नमस्ते 👍🏽", "\"نص cafe\u{301} ก็ नमस्ते 👍🏽\"");
    }

    #[test]
    fn control_characters_and_quotes_are_escaped() {
        check("a\"b\\c\td\ne\rf", r#""a\"b\\c\td\ne\rf""#);
        check(
            "\0\u{7f}\u{9b}\u{202e}\u{200d}\u{feff}\u{2028}",
            r#""\u{0}\u{7f}\u{9b}\u{202e}\u{200d}\u{feff}\u{2028}""#,
        );
    }
}

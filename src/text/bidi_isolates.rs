//! Bidirectional text: directional isolates around names within a sentence, and the characters that run right to left.

use std::borrow::Cow;

/// First-strong isolate (FSI) and pop directional isolate (PDI). The text between them gets a direction of its own.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// Whether `character` is one of the two isolates that [`isolated`] adds.
pub fn is_isolate(character: char) -> bool {
    matches!(character, FIRST_STRONG_ISOLATE | POP_ISOLATE)
}

/// Wraps a name in isolates, for a sentence on the screen, if any character of it runs right to left. Without them, a
/// date after an Arabic name would be drawn in the wrong order.
///
/// For display only: strip them with [`without_isolates`] before the text is stored, exported or announced.
pub fn isolated(name: &str) -> Cow<'_, str> {
    if name.chars().any(runs_right_to_left) {
        Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}"))
    } else {
        Cow::Borrowed(name)
    }
}

/// Displayed text without its isolates, for a screen reader.
pub fn without_isolates(shown: &str) -> Cow<'_, str> {
    if shown.contains(is_isolate) {
        Cow::Owned(shown.replace(is_isolate, ""))
    } else {
        Cow::Borrowed(shown)
    }
}

/// Whether the base direction of a text is right to left: that of its first letter (UAX #9, rule P2).
pub fn is_right_to_left(text: &str) -> bool {
    let first = text.chars().find(|character| character.is_alphabetic());
    first.is_some_and(runs_right_to_left)
}

/// Whether a character is in a block of right-to-left scripts: Hebrew to Arabic Extended-A, their presentation forms,
/// and those beyond the Basic Multilingual Plane.
pub fn runs_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8FF}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_right_to_left_characters_are_isolated() {
        for name in ["The Post", "Der Spiegel", "北京日报", ""] {
            assert_eq!(isolated(name), name);
        }
        for name in ["مرساة", "Haaretz (הארץ)", "\u{FEFB}"] {
            let shown = isolated(name);
            assert!(shown.starts_with(FIRST_STRONG_ISOLATE) && shown.ends_with(POP_ISOLATE));
            assert_eq!(
                without_isolates(&format!("says {shown}")),
                format!("says {name}")
            );
        }
    }
}

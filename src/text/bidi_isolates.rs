//! A name of another direction within a sentence, kept from turning what stands beside it round.

use std::borrow::Cow;

/// First strong isolate and pop directional isolate: what stands between them has a direction of its own.
const OPENS: char = '\u{2068}';
const CLOSES: char = '\u{2069}';

/// Whether it is one of the two that [`isolated`] adds.
#[must_use]
pub fn is_isolate(character: char) -> bool {
    matches!(character, OPENS | CLOSES)
}

/// The name as it goes into a sentence that is shown: between isolates where some of it runs from right to left, otherwise as
/// it is. Without them, a date behind an Arabic name is read from its end.
///
/// Never for what is stored, exported or told to a screen reader; see [`without_isolates`].
#[must_use]
pub fn isolated(name: &str) -> Cow<'_, str> {
    if name.chars().any(is_right_to_left) {
        Cow::Owned(format!("{OPENS}{name}{CLOSES}"))
    } else {
        Cow::Borrowed(name)
    }
}

/// What is said of a text that is shown.
#[must_use]
pub fn without_isolates(shown: &str) -> Cow<'_, str> {
    if shown.contains(is_isolate) {
        Cow::Owned(shown.replace(is_isolate, ""))
    } else {
        Cow::Borrowed(shown)
    }
}

/// Of the scripts that are written so: Hebrew and Arabic with their neighbours, their presentation forms, and those beyond the
/// basic plane.
fn is_right_to_left(character: char) -> bool {
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
    fn only_what_runs_from_right_to_left_is_isolated_and_it_comes_back() {
        for name in ["The Post", "Der Spiegel", "北京日报", ""] {
            assert_eq!(isolated(name), name);
        }
        for name in ["مرساة", "Haaretz (הארץ)", "\u{FEFB}"] {
            let shown = isolated(name);
            assert!(shown.starts_with(OPENS) && shown.ends_with(CLOSES));
            assert_eq!(
                without_isolates(&format!("says {shown}")),
                format!("says {name}")
            );
        }
    }
}

//! Line breaks for words joined by no-break spaces that do not fit in a line together. Parley would break them within
//! a word; breaking at a no-break space is the lesser evil.
//!
//! The text does not change: an inline box without width after the space is the break opportunity.

use parley::{Layout, layout::BreakReason};

/// The ends of the no-break spaces at which `text` must allow a break, ascending: those in the joined words within which
/// `layout` broke a line.
pub(crate) fn break_offsets(layout: &Layout<()>, text: &str) -> Vec<usize> {
    let mut break_offsets: Vec<usize> = Vec::new();
    for line in layout.lines() {
        let end = line.text_range().end.min(text.len());
        let known = break_offsets.last().is_some_and(|last| *last > end);
        if line.break_reason() == BreakReason::Emergency && !known {
            break_offsets.extend(no_break_ends_around(text, end));
        }
    }
    break_offsets.sort_unstable();
    break_offsets.dedup();
    break_offsets
}

/// The ends of the no-break spaces in the joined words around `at`.
fn no_break_ends_around(text: &str, at: usize) -> impl Iterator<Item = usize> {
    let start = text[..at]
        .rfind(is_separator)
        .map_or(0, |before| before + 1);
    let end = text[at..]
        .find(is_separator)
        .map_or(text.len(), |after| at + after);
    let start = text.ceil_char_boundary(start);
    let joined = text[start..end].char_indices();
    joined
        .filter(|(_, character)| is_no_break_space(*character))
        .map(move |(offset, character)| start + offset + character.len_utf8())
        .filter(|at| *at < text.len())
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() && !is_no_break_space(character)
}

/// No-break space, figure space, narrow no-break space.
fn is_no_break_space(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_no_break_spaces_in_the_joined_words_around_the_offset_count() {
        let text = "one two\u{A0}three\u{202F}four five\u{A0}six";
        let at = text.find("ree").unwrap();
        let ends = ["three", "four"].map(|word| text.find(word).unwrap());
        assert_eq!(no_break_ends_around(text, at).collect::<Vec<_>>(), ends);
    }
}

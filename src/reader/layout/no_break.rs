//! Words that are joined by no-break spaces and do not fit in a line together. Left alone they would break in the middle
//! of a word; they break at their no-break spaces instead, which is what their writer would mind less.
//!
//! The text stays as it is: a box without width behind the space is a place to break at.

use parley::{Layout, layout::BreakReason};

/// The bytes behind no-break spaces at which `text` has to break, in order: those of the words that a line of `layout`
/// was broken within.
pub(crate) fn places(layout: &Layout<()>, text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    for line in layout.lines() {
        let end = line.text_range().end.min(text.len());
        let known = places.last().is_some_and(|last| *last > end);
        if line.break_reason() == BreakReason::Emergency && !known {
            places.extend(joints_around(text, end));
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// The ends of the no-break spaces in the words around `at` that hang together.
fn joints_around(text: &str, at: usize) -> impl Iterator<Item = usize> {
    let start = text[..at].rfind(parts).map_or(0, |before| before + 1);
    let end = text[at..]
        .find(parts)
        .map_or(text.len(), |after| at + after);
    let start = text.ceil_char_boundary(start);
    let joined = text[start..end].char_indices();
    joined
        .filter(|(_, character)| is_joint(*character))
        .map(move |(offset, character)| start + offset + character.len_utf8())
        .filter(|at| *at < text.len())
}

fn parts(character: char) -> bool {
    character.is_whitespace() && !is_joint(character)
}

/// No-break space, figure space, narrow no-break space.
fn is_joint(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_joints_are_those_of_the_words_that_hang_together() {
        let text = "one two\u{A0}three\u{202F}four five\u{A0}six";
        let at = text.find("ree").unwrap();
        let ends = ["three", "four"].map(|word| text.find(word).unwrap());
        assert_eq!(joints_around(text, at).collect::<Vec<_>>(), ends);
    }
}

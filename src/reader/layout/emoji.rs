//! The choice between text and emoji presentation, by UTS #51.

use std::ops::Range;

use icu_properties::{
    CodePointSetData,
    props::{Emoji, EmojiPresentation},
};
use unicode_segmentation::UnicodeSegmentation;

const TEXT_SELECTOR: char = '\u{FE0E}';
const EMOJI_SELECTOR: char = '\u{FE0F}';

/// The parts of `text` to draw as emoji: characters with emoji presentation by default or by a selector, as in a keycap.
pub(super) fn emoji_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    if !text.contains(|character| character == EMOJI_SELECTOR || is_emoji_by_default(character)) {
        return ranges;
    }
    let emoji = text
        .grapheme_indices(true)
        .filter(|(_, grapheme)| is_emoji(grapheme));
    for (start, grapheme) in emoji {
        let end = start + grapheme.len();
        match ranges.last_mut() {
            Some(last) if last.end == start => last.end = end,
            Some(_) | None => ranges.push(start..end),
        }
    }
    ranges
}

fn is_emoji(grapheme: &str) -> bool {
    let mut characters = grapheme.chars();
    let first = characters.next().unwrap_or_default();
    match characters.next() {
        Some(TEXT_SELECTOR) => false,
        Some(EMOJI_SELECTOR) => CodePointSetData::new::<Emoji>().contains(first),
        Some(_) | None => grapheme.contains(is_emoji_by_default),
    }
}

fn is_emoji_by_default(character: char) -> bool {
    character >= '\u{231A}' && CodePointSetData::new::<EmojiPresentation>().contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_keycaps_flags_and_default_emoji_are_emoji() {
        let parts = |text: &'static str| -> Vec<&str> {
            let ranges = emoji_ranges(text).into_iter();
            ranges.map(|range| &text[range]).collect()
        };
        assert_eq!(parts("a 😀 b"), ["😀"]);
        assert_eq!(parts("1\u{FE0F}\u{20E3} 2"), ["1\u{FE0F}\u{20E3}"]);
        assert_eq!(parts("©\u{FE0F} © ☀\u{FE0F} ☀"), ["©\u{FE0F}", "☀\u{FE0F}"]);
        assert_eq!(parts("☝🏽👩‍👩‍👧"), ["☝🏽👩‍👩‍👧"]);
        assert_eq!(
            parts("🇺🇦, ❤\u{FE0F}\u{200D}🔥"),
            ["🇺🇦", "❤\u{FE0F}\u{200D}🔥"]
        );
        assert_eq!(parts("⌚\u{FE0E} 1 # © ☎ a\u{FE0F} 日本"), [""; 0]);
    }
}

//! The word or sentence at an offset, at a cost that does not depend on the length of the paragraph.
//!
//! Offsets are bytes of `text`; `paragraph` limits the search.

use super::graphemes::{sentence_at, word_at};

use std::ops::Range;

/// Bytes to look at on each side at first.
const REACH: usize = 1024;
/// Bytes on each side beyond which a word or sentence is cut.
const FURTHEST: usize = 64 * 1024;
/// Within this many bytes of the window's ends, the text beyond may matter.
const CONTEXT: usize = 64;

/// The word at `offset`, as [`word_at`] finds it.
#[must_use]
pub fn word_around(text: &str, paragraph: &Range<usize>, offset: usize) -> Range<usize> {
    around(text, paragraph, offset, word_at)
}

/// The sentence at `offset`, as [`sentence_at`] finds it.
#[must_use]
pub fn sentence_around(text: &str, paragraph: &Range<usize>, offset: usize) -> Range<usize> {
    around(text, paragraph, offset, sentence_at)
}

/// The start of the first word or sign that starts after `offset`, or the end of the paragraph.
#[must_use]
pub fn next_word(text: &str, paragraph: &Range<usize>, offset: usize) -> usize {
    let end = word_around(text, paragraph, offset).end;
    let rest = &text[end..paragraph.end];
    paragraph.end - rest.trim_start().len()
}

/// The start of the last word or sign that starts before `offset`, or the start of the paragraph.
#[must_use]
pub fn previous_word(text: &str, paragraph: &Range<usize>, offset: usize) -> usize {
    let before = text[paragraph.start..offset].trim_end();
    match before.char_indices().next_back() {
        Some((last, _)) => word_around(text, paragraph, paragraph.start + last).start,
        None => paragraph.start,
    }
}

fn around(
    text: &str,
    paragraph: &Range<usize>,
    offset: usize,
    find: impl Fn(&str, usize) -> Range<usize>,
) -> Range<usize> {
    let mut reach = REACH;
    loop {
        let start = text.floor_char_boundary(offset.saturating_sub(reach));
        let start = start.max(paragraph.start);
        let end = text.ceil_char_boundary(offset + reach).min(paragraph.end);
        let found = find(&text[start..end], offset - start);
        let found = start + found.start..start + found.end;
        let starts = start == paragraph.start || found.start > start + CONTEXT;
        let ends = end == paragraph.end || found.end + CONTEXT < end;
        if (starts && ends) || reach >= FURTHEST {
            return found;
        }
        reach *= 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_finds_the_same_words_as_the_whole_paragraph() {
        let sentence = "In “the old mill”, e.g. on 3.5 acres, nobody was hurt. ";
        let text = format!("Before.\n{}\nAfter.", sentence.repeat(200));
        let paragraph = 8..text.len() - 7;
        let whole = &text[paragraph.clone()];
        for offset in (0..whole.len())
            .step_by(37)
            .filter(|at| whole.is_char_boundary(*at))
        {
            let shift = |range: Range<usize>| range.start + 8..range.end + 8;
            assert_eq!(
                word_around(&text, &paragraph, offset + 8),
                shift(word_at(whole, offset))
            );
            assert_eq!(
                sentence_around(&text, &paragraph, offset + 8),
                shift(sentence_at(whole, offset))
            );
        }
    }

    #[test]
    fn long_sentences_are_found_whole_and_endless_ones_are_cut() {
        let long = format!("{}end.", "word ".repeat(4000));
        assert_eq!(
            sentence_around(&long, &(0..long.len()), 9000),
            0..long.len()
        );
        let endless = "word ".repeat(100_000);
        let found = sentence_around(&endless, &(0..endless.len()), 250_000);
        assert!((60_000..140_000).contains(&found.len()), "{found:?}");
    }

    #[test]
    fn stepping_by_word_stays_in_the_paragraph() {
        let text = "before\none, two  \nafter";
        let paragraph = 7..17;
        let next = |at| next_word(text, &paragraph, at);
        assert_eq!([7, 8, 10, 12, 14, 17].map(next), [10, 10, 12, 17, 17, 17]);
        let previous = |at| previous_word(text, &paragraph, at);
        assert_eq!([17, 13, 12, 10, 7].map(previous), [12, 12, 10, 7, 7]);
    }
}

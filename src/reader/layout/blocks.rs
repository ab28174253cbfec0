//! Blocks, the units of layout: paragraphs, or pieces of the paragraphs that are too long.

use crate::text::{Paragraphs, previous_grapheme};

use std::ops::Range;

/// A paragraph, or a piece of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Byte range in the article, without the line feed.
    pub(crate) range: Range<usize>,
    pub(crate) paragraph: usize,
    /// Whether it is the first block of its paragraph.
    pub(crate) first: bool,
    /// Estimated width of the text in half ems. An ideograph counts as two.
    pub(crate) half_ems: usize,
}

/// The blocks of an article in order; at least one.
pub(crate) struct Blocks {
    list: Vec<Block>,
    /// The first block of each paragraph.
    of_paragraph: Vec<usize>,
}

/// Maximum length of a block in bytes. A block takes about a millisecond to lay out.
const MAX_BYTES: usize = 4096;

impl Blocks {
    pub(crate) fn new(text: &str, paragraphs: &Paragraphs) -> Self {
        let mut list = Vec::with_capacity(paragraphs.len());
        let mut of_paragraph = Vec::with_capacity(paragraphs.len());
        for paragraph in 0..paragraphs.len() {
            of_paragraph.push(list.len());
            cut(text, paragraphs.range(paragraph), paragraph, &mut list);
        }
        Self { list, of_paragraph }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(&self, index: usize) -> &Block {
        &self.list[index]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Block> {
        self.list.iter()
    }

    /// The block that contains the byte `at`. A line feed belongs to the block before it.
    pub(crate) fn at(&self, at: usize) -> usize {
        self.list
            .partition_point(|block| block.range.start <= at)
            .saturating_sub(1)
    }

    /// Whether the paragraph is an empty line.
    pub(crate) fn is_blank(&self, paragraph: usize) -> bool {
        let first = self.of_paragraph.get(paragraph);
        first.is_some_and(|first| self.list[*first].range.is_empty())
    }

    pub(crate) fn of_paragraphs(&self, paragraphs: Range<usize>) -> Range<usize> {
        let first = |paragraph: usize| {
            self.of_paragraph
                .get(paragraph)
                .copied()
                .unwrap_or(self.list.len())
        };
        first(paragraphs.start)..first(paragraphs.end)
    }
}

fn cut(text: &str, range: Range<usize>, paragraph: usize, list: &mut Vec<Block>) {
    let mut start = range.start;
    loop {
        let end = piece_end(text, start..range.end);
        list.push(Block {
            range: start..end,
            paragraph,
            first: start == range.start,
            half_ems: half_ems(&text[start..end]),
        });
        start = end;
        if start >= range.end {
            return;
        }
    }
}

/// The end of the first block of `rest`: after a sentence in its second half, else after a space, else
/// between two graphemes.
fn piece_end(text: &str, rest: Range<usize>) -> usize {
    if rest.len() <= MAX_BYTES {
        return rest.end;
    }
    let most = text.floor_char_boundary(rest.start + MAX_BYTES);
    let half = text.floor_char_boundary(rest.start + MAX_BYTES / 2);
    let window = &text[half..most];
    let end = sentence_end(window)
        .or_else(|| window.rfind(' ').map(|at| at + 1))
        .map_or_else(
            || rest.start + previous_grapheme(&text[rest.clone()], most + 1 - rest.start),
            |at| half + at,
        );
    // A single grapheme longer than a block is not real text, but must not hang the program.
    if end > rest.start { end } else { most }
}

/// The end of the last sentence in `window`, after its space.
fn sentence_end(window: &str) -> Option<usize> {
    let latin = window
        .rmatch_indices(['.', '!', '?', '؟', '۔', '।'])
        .map(|(at, character)| at + character.len())
        .find(|after| window[*after..].starts_with(' '))
        .map(|after| after + 1);
    let ideographic = window
        .rmatch_indices(['。', '！', '？'])
        .next()
        .map(|(at, character)| at + character.len());
    latin.max(ideographic)
}

fn half_ems(text: &str) -> usize {
    // Counts the bytes that begin a character, and those that begin one from U+3000 on twice.
    text.bytes()
        .map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xE3))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let blocks = Blocks::new(text, &Paragraphs::new(text));
        blocks
            .iter()
            .map(|block| &text[block.range.clone()])
            .collect()
    }

    #[test]
    fn short_paragraphs_are_blocks() {
        assert_eq!(pieces("ab\n\ncd"), ["ab", "", "cd"]);
    }

    #[test]
    fn a_long_paragraph_is_cut_after_a_sentence() {
        let text = "This sentence has a certain length. ".repeat(400);
        let pieces = pieces(&text);
        assert!(pieces.len() > 3);
        assert_eq!(pieces.concat(), text);
        assert!(
            pieces
                .iter()
                .all(|piece| piece.ends_with(". ") && piece.len() <= MAX_BYTES)
        );
    }

    #[test]
    fn text_without_sentences_or_spaces_is_cut_between_graphemes() {
        let text = "नि".repeat(3000);
        let pieces = pieces(&text);
        assert_eq!(pieces.concat(), text);
        assert!(pieces.iter().all(|piece| piece.starts_with('न')));
        let one = format!("a{}", "\u{301}".repeat(9000));
        assert_eq!(self::pieces(&one).concat(), one);
    }

    #[test]
    fn a_block_is_found_by_its_bytes_and_by_its_paragraph() {
        let text = format!("ab\n{}\nc", "x ".repeat(4000));
        let blocks = Blocks::new(&text, &Paragraphs::new(&text));
        assert_eq!((blocks.at(0), blocks.at(2), blocks.at(3)), (0, 0, 1));
        assert_eq!(blocks.at(text.len()), blocks.len() - 1);
        assert_eq!(blocks.of_paragraphs(1..2), 1..blocks.len() - 1);
        assert!(!blocks.get(2).first);
    }
}

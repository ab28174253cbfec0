//! The lines of a block as AccessKit's text runs. Each run has one direction and the position and width of every
//! character, so that a screen reader can read and point by character and by word.

use crate::{
    reader::layout::{BlockLayout, LineCluster},
    text::word_starts,
};

use std::ops::Range;

use egui::{Rect, accesskit::TextDirection, pos2};
use parley::BreakReason;
use unicode_segmentation::UnicodeSegmentation;

/// AccessKit stores character indices in a byte.
const MAX_CHARACTERS: usize = 255;

/// A part of a line in logical order with one direction.
#[derive(Debug)]
pub(super) struct TextRun {
    /// Bytes of the article, including the line feed that ends a paragraph.
    pub(super) range: Range<usize>,
    /// Rectangle in the block, in pixels.
    pub(super) rect: Rect,
    pub(super) direction: TextDirection,
    characters: Vec<Character>,
}

/// A grapheme, or a part of one that is longer than the 255 bytes that AccessKit allows.
#[derive(Clone, Debug)]
struct Character {
    bytes: u8,
    left: f32,
    right: f32,
    rtl: bool,
    starts_word: bool,
}

/// The runs of a line in logical order; at least one. `text` is the whole article.
pub(super) fn runs(layout: &BlockLayout, text: &str, line: usize) -> Vec<TextRun> {
    let characters = characters(layout, text, line);
    let (top, bottom) = layout.line_bounds(line);
    let mut start = layout.line_range(line).start;
    let mut runs: Vec<TextRun> = characters
        .chunk_by(|one, next| one.rtl == next.rtl)
        .flat_map(|same| same.chunks(MAX_CHARACTERS))
        .map(|same| {
            let bytes: usize = same
                .iter()
                .map(|character| usize::from(character.bytes))
                .sum();
            let range = start..start + bytes;
            start = range.end;
            run(same, range, top, bottom)
        })
        .collect();
    if runs.is_empty() {
        let mut empty = run(&[], start..start, top, bottom);
        empty.direction = direction(layout.is_rtl());
        runs.push(empty);
    }
    runs
}

fn run(characters: &[Character], range: Range<usize>, top: f32, bottom: f32) -> TextRun {
    let left = characters.iter().map(|c| c.left).reduce(f32::min);
    let right = characters.iter().map(|c| c.right).reduce(f32::max);
    TextRun {
        range,
        rect: Rect::from_min_max(
            pos2(left.unwrap_or_default(), top),
            pos2(right.unwrap_or_default(), bottom),
        ),
        direction: direction(characters.first().is_some_and(|c| c.rtl)),
        characters: characters.to_vec(),
    }
}

fn direction(rtl: bool) -> TextDirection {
    if rtl {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    }
}

impl TextRun {
    pub(super) fn lengths(&self) -> Vec<u8> {
        self.characters.iter().map(|c| c.bytes).collect()
    }

    /// Distance of every character from the start of the run, in the run's direction, in pixels.
    pub(super) fn positions(&self) -> Vec<f32> {
        let from_beginning = |c: &Character| match self.direction {
            TextDirection::RightToLeft => self.rect.right() - c.right,
            _ => c.left - self.rect.left(),
        };
        self.characters.iter().map(from_beginning).collect()
    }

    pub(super) fn widths(&self) -> Vec<f32> {
        self.characters.iter().map(|c| c.right - c.left).collect()
    }

    /// Indices of the characters at which words begin.
    pub(super) fn word_starts(&self) -> Vec<u8> {
        // The characters come first in the zip: after the last of 255, the range of u8 would overflow.
        let indexed = self.characters.iter().zip(0..);
        indexed
            .filter(|(character, _)| character.starts_word)
            .map(|(_, index)| index)
            .collect()
    }

    /// Index of the character at an offset in the article.
    pub(super) fn index_of(&self, at: usize) -> usize {
        let mut end = self.range.start;
        let before = self.characters.iter().take_while(|character| {
            end += usize::from(character.bytes);
            end <= at
        });
        before.count()
    }

    /// Offset in the article of the character at `index`.
    pub(super) fn byte_at(&self, index: usize) -> usize {
        let before = self.characters.iter().take(index);
        self.range.start + before.map(|c| usize::from(c.bytes)).sum::<usize>()
    }
}

/// The characters of a line in logical order, including the line feed that ends the paragraph.
fn characters(layout: &BlockLayout, text: &str, line: usize) -> Vec<Character> {
    let range = layout.line_range(line);
    let words = words_of_line(layout, text, line);
    let mut clusters = layout.line_clusters(line);
    clusters.sort_unstable_by_key(|cluster| cluster.bytes.start);
    let mut found = Vec::new();
    for (offset, grapheme) in text[range.clone()].grapheme_indices(true) {
        let at = range.start + offset;
        let (left, right, rtl) = edges_of(&clusters, at..at + grapheme.len());
        let mut starts_word = words.binary_search(&at).is_ok();
        for bytes in lengths(grapheme) {
            found.push(Character {
                bytes,
                left,
                right,
                rtl,
                starts_word: std::mem::take(&mut starts_word),
            });
        }
    }
    let is_last = line + 1 == layout.layout.len();
    if is_last && text[range.end..].starts_with('\n') {
        found.push(line_feed(layout, found.last()));
    }
    found
}

/// The length of a grapheme in bytes; the lengths of its code points if it is too long for AccessKit.
fn lengths(grapheme: &str) -> Vec<u8> {
    match u8::try_from(grapheme.len()) {
        Ok(length) => vec![length],
        Err(_) => grapheme.chars().map(|c| c.len_utf8() as u8).collect(),
    }
}

/// Adds a line feed without width after the last character.
fn line_feed(layout: &BlockLayout, last: Option<&Character>) -> Character {
    let rtl = last.map_or(layout.is_rtl(), |last| last.rtl);
    let x = last.map_or(0.0, |last| if rtl { last.left } else { last.right });
    Character {
        bytes: 1,
        left: x,
        right: x,
        rtl,
        starts_word: false,
    }
}

/// Offsets at which words start in a line, ascending, except a word that starts in the previous line.
fn words_of_line(layout: &BlockLayout, text: &str, line: usize) -> Vec<usize> {
    let before = line.checked_sub(1).and_then(|line| layout.layout.get(line));
    let broken = before.is_some_and(|line| line.break_reason() == BreakReason::Emergency);
    let range = layout.line_range(line);
    word_starts(&text[range.clone()])
        .map(|at| range.start + at)
        .filter(|at| !broken || *at > range.start)
        .collect()
}

/// The left and right edge of a byte range, and whether it is right-to-left. `clusters` are in logical order.
fn edges_of(clusters: &[LineCluster], bytes: Range<usize>) -> (f32, f32, bool) {
    let from = clusters.partition_point(|cluster| cluster.bytes.end <= bytes.start);
    let over = clusters[from..]
        .iter()
        .take_while(|cluster| cluster.bytes.start < bytes.end)
        .map(|cluster| (cluster.left, cluster.right, cluster.rtl));
    over.reduce(|one, next| (one.0.min(next.0), one.1.max(next.1), one.2))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        project::ArticleText,
        reader::{
            layout::{FontSpec, blocks::Blocks, compose::Composer, fonts},
            style::ReadingFamily,
        },
    };

    fn first_line(text: &str) -> Vec<TextRun> {
        let text = ArticleText::new(text.to_owned());
        let blocks = Blocks::new(text.as_str(), text.paragraphs());
        let font = FontSpec::regular(ReadingFamily::Sans, 16.0, 24.0);
        let mut composer = Composer::new(fonts::only(Vec::new()));
        let layout = composer.block(&text, blocks.get(0), &font, 4000.0);
        runs(&layout, text.as_str(), 0)
    }

    #[test]
    fn characters_are_graphemes_and_word_starts_are_counted_in_them() {
        let runs = first_line("aé👩‍👩‍👧 said no");
        assert_eq!(runs.len(), 1);
        assert_eq!(runs[0].lengths()[..4], [1, 2, 18, 1]);
        assert_eq!(runs[0].word_starts(), [0, 4, 9]);
        assert_eq!((runs[0].byte_at(3), runs[0].index_of(21)), (21, 3));
    }

    #[test]
    fn a_run_has_one_direction_and_its_characters_are_adjacent() {
        let runs = first_line("He said قال المتحدث now\nNext");
        let directions: Vec<TextDirection> = runs.iter().map(|run| run.direction).collect();
        let (right, left) = (TextDirection::LeftToRight, TextDirection::RightToLeft);
        assert_eq!(directions, [right, left, right]);
        for run in &runs {
            let ends = run.positions().into_iter().zip(run.widths());
            let mut reached = 0.0;
            for (position, width) in ends {
                assert!((position - reached).abs() < 0.1, "{run:?}");
                reached = position + width;
            }
        }
        assert_eq!(runs[2].range.end, "He said قال المتحدث now\n".len());
    }

    #[test]
    fn a_line_of_more_than_255_characters_is_several_runs() {
        let text = "i".repeat(300);
        let lengths: Vec<usize> = first_line(&text)
            .iter()
            .map(|run| run.range.len())
            .collect();
        assert_eq!(lengths, [255, 45]);
    }
}

//! The layout of one block: conversion between offsets and points.
//!
//! Points are physical pixels from the block's top left corner; offsets are bytes of the article.

use super::line_ends;
use crate::{
    reader::paint::hidden,
    text::{HiddenCharacter, Span, hidden_character},
};

use std::ops::Range;

use egui::{Pos2, Rangef, Rect, pos2, vec2};
use parley::{Cluster, Layout, PositionedLayoutItem};

/// The lines of a block, with marks for its hidden characters.
pub(crate) struct BlockLayout {
    pub(crate) layout: Layout<()>,
    /// Offset of the block in the article.
    start: usize,
    /// Font size of its text.
    pub(crate) size: f32,
    /// Length in bytes. The layout's own length differs for an empty block, because parley lays out a space instead.
    len: usize,
    pub(crate) marks: Vec<HiddenMark>,
    /// The hyphen to draw if a line was broken at a soft hyphen; `None` if the text has none.
    pub(crate) hyphen: Option<Layout<()>>,
    /// The lines that end with that hyphen, and the hyphen's position.
    pub(crate) hyphenated: Vec<(usize, Pos2)>,
}

/// A hidden character, with the rectangle of its mark.
pub(crate) struct HiddenMark {
    pub(crate) hidden: HiddenCharacter,
    /// The gap left for the mark; for a joiner, the cluster that it is part of.
    pub(crate) rect: Rect,
    /// Whether there is a gap for a box. Otherwise a tick goes under the cluster.
    pub(crate) boxed: bool,
}

/// A letter or ligature as it is drawn.
#[derive(Clone, Debug)]
pub(crate) struct LineCluster {
    /// Byte range in the article.
    pub(crate) bytes: Range<usize>,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) rtl: bool,
}

impl BlockLayout {
    /// The layout of `text`, as it was before control characters were replaced, at the start of an article.
    pub(crate) fn new(
        layout: Layout<()>,
        text: &str,
        hyphen: Option<Layout<()>>,
        size: f32,
    ) -> Self {
        let mut marks = boxed_marks(&layout, text);
        marks.extend(ticked_marks(&layout, text));
        let hyphenated = hyphen
            .as_ref()
            .map(|hyphen| hyphen_positions(&layout, text, hyphen));
        Self {
            layout,
            start: 0,
            size,
            len: text.len(),
            marks,
            hyphen,
            hyphenated: hyphenated.unwrap_or_default(),
        }
    }

    /// The same block, starting at byte `start` of its article.
    pub(crate) fn starting_at(self, start: usize) -> Self {
        Self { start, ..self }
    }

    /// The width of the longest line, with its hyphen.
    pub(crate) fn width(&self) -> f32 {
        let hyphen = self.hyphen.as_ref().map_or(0.0, Layout::width);
        let hyphenated = self.hyphenated.iter();
        let lines = hyphenated.filter_map(|(line, _)| self.layout.get(*line));
        lines
            .map(|line| line.metrics().advance + hyphen)
            .fold(self.layout.width(), f32::max)
    }

    pub(crate) fn height(&self) -> f32 {
        self.layout.height().ceil()
    }

    /// Byte range of the block.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.len
    }

    pub(crate) fn is_rtl(&self) -> bool {
        self.layout.is_rtl()
    }

    /// The first byte of the letter under a point.
    pub(crate) fn letter_at(&self, point: Pos2) -> Option<usize> {
        let inside = (0.0..self.layout.height()).contains(&point.y);
        let (cluster, _) = inside
            .then(|| Cluster::from_point_exact(&self.layout, point.x, point.y))
            .flatten()?;
        Some(self.start + cluster.text_range().start)
    }

    /// The rectangles over the part of `span` in this block, each one line high, with the index of its line.
    pub(crate) fn rects(&self, span: Span) -> Vec<(Rect, usize)> {
        let block = self.range();
        let bytes = span.start().max(block.start)..span.end().min(block.end);
        if bytes.is_empty() {
            return Vec::new();
        }
        let lines = self.line_of(bytes.start)..=self.line_of(bytes.end - 1);
        let rects = lines.flat_map(|line| {
            let (top, bottom) = self.line_extent(line);
            let parts = self.parts_of_line(line, &bytes).into_iter();
            parts.map(move |part| {
                let rect = Rect::from_x_y_ranges(part, top..=bottom);
                (self.without_trailing_space(rect, line), line)
            })
        });
        rects.filter(|(rect, _)| rect.width() > 0.0).collect()
    }

    /// The parts of a line over a byte range. There are several where the direction changes.
    fn parts_of_line(&self, line: usize, bytes: &Range<usize>) -> Vec<Rangef> {
        let is_in = |cluster: &LineCluster| bytes.contains(&cluster.bytes.start);
        self.line_clusters(line)
            .chunk_by(|one, next| is_in(one) == is_in(next))
            .filter_map(|same| match same {
                [first, .., last] if is_in(first) => Some(Rangef::new(first.left, last.right)),
                [only] if is_in(only) => Some(Rangef::new(only.left, only.right)),
                _ => None,
            })
            .collect()
    }

    /// Cuts off the space at which a line was broken, because it hangs out of the column.
    fn without_trailing_space(&self, mut rect: Rect, line: usize) -> Rect {
        let Some(line) = self.layout.get(line) else {
            return rect;
        };
        let metrics = line.metrics();
        let left = metrics.offset + metrics.inline_min_coord;
        let right = left + metrics.advance;
        if self.is_rtl() {
            rect.min.x = rect.min.x.max(left + metrics.hanging_advance);
        } else {
            rect.max.x = rect.max.x.min(right - metrics.hanging_advance);
        }
        rect
    }

    /// The line nearest to a height.
    pub(crate) fn line_at(&self, y: f32) -> usize {
        let last = self.layout.len().saturating_sub(1);
        self.layout
            .lines()
            .position(|line| y < line.metrics().block_max_coord)
            .unwrap_or(last)
    }

    /// The line that contains the byte `at`.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        let local = at.saturating_sub(self.start).min(self.len);
        let last = self.layout.len().saturating_sub(1);
        self.layout
            .lines()
            .position(|line| local < line.text_range().end)
            .unwrap_or(last)
    }

    /// The top and bottom of a line.
    pub(crate) fn line_bounds(&self, line: usize) -> (f32, f32) {
        self.layout.get(line).map_or((0.0, 0.0), |line| {
            let metrics = line.metrics();
            (metrics.block_min_coord, metrics.block_max_coord)
        })
    }

    /// The top and bottom of a line, including letters that are higher.
    pub(super) fn line_extent(&self, line: usize) -> (f32, f32) {
        self.layout.get(line).map_or((0.0, 0.0), |line| {
            let metrics = line.metrics();
            (
                metrics.block_min_coord.min(metrics.content_block_min_coord),
                metrics.block_max_coord.max(metrics.content_block_max_coord),
            )
        })
    }

    pub(crate) fn baseline(&self, line: usize) -> f32 {
        self.layout
            .get(line)
            .map_or(0.0, |line| line.metrics().baseline)
    }

    /// The clusters of a line from left to right.
    pub(crate) fn line_clusters(&self, line: usize) -> Vec<LineCluster> {
        let Some(line) = self.layout.get(line) else {
            return Vec::new();
        };
        let mut clusters = Vec::new();
        for run in line.runs() {
            let mut x = None;
            for cluster in run.visual_clusters() {
                let left = x.or_else(|| cluster.visual_offset()).unwrap_or_default();
                let right = left + cluster.advance();
                x = Some(right);
                let Range { start, end } = cluster.text_range();
                clusters.push(LineCluster {
                    bytes: self.start + start..self.start + end,
                    left,
                    right,
                    rtl: cluster.is_rtl(),
                });
            }
        }
        clusters
    }

    /// Byte range of a line.
    pub(crate) fn line_range(&self, line: usize) -> Range<usize> {
        let local = self.layout.get(line).map_or(0..0, |line| line.text_range());
        if local.start > local.end {
            // In a column narrower than a box, a line of only that box is at the end of the line before.
            let end = line
                .checked_sub(1)
                .map_or(self.start, |before| self.line_range(before).end);
            return end..end;
        }
        self.start + local.start.min(self.len)..self.start + local.end.min(self.len)
    }
}

/// Positions of the hyphens: at the end edge of each line that was broken at a soft hyphen.
fn hyphen_positions(layout: &Layout<()>, text: &str, hyphen: &Layout<()>) -> Vec<(usize, Pos2)> {
    let baseline = hyphen.get(0).map_or(0.0, |line| line.metrics().baseline);
    let hyphenated = layout
        .lines()
        .enumerate()
        .filter(|(_, line)| line_ends::is_hyphenated(line, text));
    hyphenated
        .map(|(index, line)| {
            let metrics = line.metrics();
            let left = metrics.offset + metrics.inline_min_coord;
            let x = if layout.is_rtl() {
                left - hyphen.width()
            } else {
                left + metrics.advance
            };
            (index, pos2(x, metrics.baseline - baseline))
        })
        .collect()
}

fn boxed_marks(layout: &Layout<()>, text: &str) -> Vec<HiddenMark> {
    if layout.inline_boxes().len() == 0 {
        return Vec::new();
    }
    let items = layout.lines().flat_map(|line| line.items());
    items
        .filter_map(|item| match item {
            // A gap without width is a line break opportunity.
            PositionedLayoutItem::InlineBox(gap) if gap.width > 0.0 => {
                let hidden = hidden_character(text[gap.id as usize..].chars().next()?)?;
                let rect = Rect::from_min_size(pos2(gap.x, gap.y), vec2(gap.width, gap.height));
                Some(HiddenMark {
                    hidden,
                    rect,
                    boxed: true,
                })
            }
            _ => None,
        })
        .collect()
}

fn ticked_marks(layout: &Layout<()>, text: &str) -> Vec<HiddenMark> {
    hidden::ticked_characters(text)
        .into_iter()
        .filter_map(|(at, hidden)| {
            let cluster = Cluster::from_byte_index(layout, at)?;
            let left = cluster.visual_offset()?;
            let metrics = *cluster.line().metrics();
            let rect = Rect::from_min_max(
                pos2(left, metrics.block_min_coord),
                pos2(left + cluster.advance(), metrics.baseline),
            );
            Some(HiddenMark {
                hidden,
                rect,
                boxed: false,
            })
        })
        .collect()
}

//! The layout of one block: conversion between offsets and points.
//!
//! Points are physical pixels from the block's top left corner; offsets are bytes of the article.

use crate::{
    reader::paint::hidden,
    text::{HiddenCharacter, Span, hidden_character},
};

use std::ops::Range;

use egui::{Pos2, Rect, pos2};
use parley::{Affinity, BoundingBox, Cluster, Cursor, Layout, PositionedLayoutItem, Selection};

/// The lines of a block, with marks for its hidden characters.
pub(crate) struct BlockLayout {
    pub(crate) layout: Layout<()>,
    /// Offset of the block in the article.
    start: usize,
    /// Length in bytes. The layout's own length differs for an empty block, because parley lays out a space instead.
    len: usize,
    pub(crate) marks: Vec<HiddenMark>,
}

/// A hidden character, with the rectangle of its mark.
pub(crate) struct HiddenMark {
    pub(crate) hidden: HiddenCharacter,
    /// The gap left for the mark or, for a joiner, the cluster that it is part of.
    pub(crate) rect: Rect,
    /// Whether there is a gap for a box. Otherwise a tick goes under the cluster.
    pub(crate) boxed: bool,
}

/// A caret position between two letters, with the letter that it belongs to: they are apart where a line or a
/// direction ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Caret {
    pub(crate) at: usize,
    pub(crate) affinity: Affinity,
}

impl Caret {
    /// The caret on the side of the letter that begins at `at`.
    pub(crate) fn before(at: usize) -> Self {
        Self {
            at,
            affinity: Affinity::Downstream,
        }
    }

    /// The caret on the side of the letter that ends at `at`.
    pub(crate) fn after(at: usize) -> Self {
        Self {
            at,
            affinity: Affinity::Upstream,
        }
    }
}

impl BlockLayout {
    /// `text` is the block's text, before control characters were replaced.
    pub(crate) fn new(layout: Layout<()>, start: usize, text: &str) -> Self {
        let mut marks = boxed_marks(&layout, text);
        marks.extend(ticked_marks(&layout, text));
        Self {
            layout,
            start,
            len: text.len(),
            marks,
        }
    }

    pub(crate) fn height(&self) -> f32 {
        self.layout.height().ceil()
    }

    /// The bytes of the block.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.len
    }

    pub(crate) fn is_rtl(&self) -> bool {
        self.layout.is_rtl()
    }

    /// The caret nearest to a point, which may be outside the block.
    pub(crate) fn caret_at(&self, point: Pos2) -> Caret {
        let y = point.y.clamp(0.0, (self.layout.height() - 1.0).max(0.0));
        let cursor = Cursor::from_point(&self.layout, point.x, y);
        Caret {
            at: self.start + cursor.index().min(self.len),
            affinity: cursor.affinity(),
        }
    }

    /// The first byte of the letter under a point.
    pub(crate) fn letter_at(&self, point: Pos2) -> Option<usize> {
        let inside = (0.0..self.layout.height()).contains(&point.y);
        let (cluster, _) = inside
            .then(|| Cluster::from_point_exact(&self.layout, point.x, point.y))
            .flatten()?;
        Some(self.start + cluster.text_range().start)
    }

    /// The rectangle of a caret: one line high, without width.
    pub(crate) fn caret_rect(&self, caret: Caret) -> Rect {
        to_rect(self.cursor(caret).geometry(&self.layout, 0.0))
    }

    pub(crate) fn cursor(&self, caret: Caret) -> Cursor {
        Cursor::from_byte_index(&self.layout, self.local(caret.at), caret.affinity)
    }

    pub(crate) fn caret_of(&self, cursor: Cursor) -> Caret {
        Caret {
            at: self.start + cursor.index(),
            affinity: cursor.affinity(),
        }
    }

    /// The rectangles over the part of `span` in this block, each one line high, with the index of its line.
    pub(crate) fn rects(&self, span: Span) -> Vec<(Rect, usize)> {
        let from = self.local(span.start());
        let to = self.local(span.end());
        if from >= to {
            return Vec::new();
        }
        let selection = Selection::new(
            Cursor::from_byte_index(&self.layout, from, Affinity::Downstream),
            Cursor::from_byte_index(&self.layout, to, Affinity::Upstream),
        );
        let mut rects = Vec::new();
        selection.geometry_with(&self.layout, |rect, line| {
            let rect = self.without_trailing_space(to_rect(rect), line);
            if rect.width() > 0.0 {
                rects.push((rect, line));
            }
        });
        rects
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

    /// The line that holds the byte `at`.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        let local = self.local(at);
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

    pub(crate) fn baseline(&self, line: usize) -> f32 {
        self.layout
            .get(line)
            .map_or(0.0, |line| line.metrics().baseline)
    }

    /// The bytes of a line.
    pub(crate) fn line_range(&self, line: usize) -> Range<usize> {
        let local = self.layout.get(line).map_or(0..0, |line| line.text_range());
        self.start + local.start.min(self.len)..self.start + local.end.min(self.len)
    }

    fn local(&self, at: usize) -> usize {
        at.saturating_sub(self.start).min(self.len)
    }
}

fn to_rect(rect: BoundingBox) -> Rect {
    Rect::from_min_max(
        pos2(rect.x0 as f32, rect.y0 as f32),
        pos2(rect.x1 as f32, rect.y1 as f32),
    )
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
                let rect =
                    Rect::from_min_size(pos2(gap.x, gap.y), egui::vec2(gap.width, gap.height));
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

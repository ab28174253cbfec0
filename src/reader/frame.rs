//! The state of one frame of a pane: geometry, visible blocks, selection, events.

use super::{
    interface::{ReaderEvent, ReaderInput, ReaderPassage},
    layout::{BlockLayout, Caret, Fold, ScrollPosition, Viewport, VisibleBlock},
    paint::{Bracket, margin},
    pane::PaneGeometry,
};
use crate::text::{Span, TextSelection, is_grapheme_boundary, previous_grapheme};

use std::ops::Range;

use egui::{Pos2, Rect, pos2, vec2};

/// See the module. Points and lengths are pixels of the pane.
pub(super) struct PaneFrame<'a, 'i> {
    pub(super) pane: PaneGeometry,
    pub(super) input: &'a ReaderInput<'i>,
    pub(super) view: Viewport<'a>,
    pub(super) position: ScrollPosition,
    /// Whether `position` has changed in this frame, so that the reader must store it.
    pub(super) moved: bool,
    /// The visible blocks at `position`.
    pub(super) visible: Vec<VisibleBlock>,
    /// The visible highlights.
    pub(super) passages: Vec<ReaderPassage>,
    /// Brackets of `passages`.
    pub(super) brackets: Vec<Bracket>,
    pub(super) selection: Option<TextSelection>,
    pub(super) events: Vec<ReaderEvent>,
    /// A closed fold to open, requested by key.
    pub(super) unfold: Option<Fold>,
}

/// Part of a line.
pub(super) struct LineRect {
    /// Its height is that of the line.
    pub(super) rect: Rect,
    /// Position of the baseline.
    pub(super) baseline: f32,
    /// Font size.
    pub(super) size: f32,
}

impl<'a, 'i> PaneFrame<'a, 'i> {
    pub(super) fn new(
        pane: PaneGeometry,
        input: &'a ReaderInput<'i>,
        mut view: Viewport<'a>,
        position: ScrollPosition,
    ) -> Self {
        let visible = view.visible(position);
        let mut frame = Self {
            pane,
            input,
            view,
            position,
            moved: false,
            visible,
            passages: Vec::new(),
            brackets: Vec::new(),
            selection: input.selection,
            events: Vec::new(),
            unfold: None,
        };
        frame.update_passages();
        frame
    }

    pub(super) fn scroll_to(&mut self, position: ScrollPosition) {
        if position != self.position {
            self.position = position;
            self.moved = true;
            self.visible = self.view.visible(position);
            self.update_passages();
        }
    }

    /// Scrolls down by this many pixels, up if negative.
    pub(super) fn scroll_by(&mut self, by: f32) {
        let position = self.view.scrolled(self.position, by);
        self.scroll_to(position);
    }

    fn update_passages(&mut self) {
        self.passages = (self.input.passages)(self.visible_range());
        self.brackets = margin::brackets(self);
    }

    /// Byte range from the first to the last visible block.
    pub(super) fn visible_range(&self) -> Range<usize> {
        let mut layouts = self.visible_text().map(|(_, layout)| layout);
        let Some(first) = layouts.next() else {
            return 0..0;
        };
        let end = layouts.next_back().unwrap_or(first).range().end;
        first.range().start..end
    }

    /// The visible blocks that are not folded, with their layouts.
    pub(super) fn visible_text(
        &self,
    ) -> impl DoubleEndedIterator<Item = (&VisibleBlock, &BlockLayout)> + Clone {
        let blocks = self.visible.iter();
        blocks.filter_map(|visible| Some((visible, visible.layout.as_deref()?)))
    }

    /// Changes the selection. Adds an event if it differs.
    pub(super) fn select(&mut self, selection: Option<TextSelection>) {
        if self.selection != selection {
            self.selection = selection;
            self.events.push(ReaderEvent::Select(selection));
        }
    }

    /// The visible block of text nearest to a point, and the point in that block.
    fn text_near(&self, point: Pos2) -> Option<(&BlockLayout, Pos2)> {
        let mut blocks = self.visible_text();
        let last = blocks.clone().next_back();
        let nearest = blocks.find(|(visible, _)| point.y < visible.bottom());
        let (visible, layout) = nearest.or(last)?;
        Some((layout, point - vec2(0.0, visible.text_top())))
    }

    /// The caret nearest to a point, which may be outside the pane.
    pub(super) fn caret_at(&self, point: Pos2) -> Option<Caret> {
        let (layout, point) = self.text_near(point)?;
        Some(layout.caret_at(point))
    }

    /// The first byte of the letter under a point; `None` beside the text.
    pub(super) fn letter_at(&self, point: Pos2) -> Option<usize> {
        let (layout, point) = self.text_near(point)?;
        layout.letter_at(point)
    }

    /// The last grapheme boundary at or before `at`.
    pub(super) fn snap_to_grapheme(&self, at: usize) -> usize {
        let blocks = self.view.flow.blocks();
        let range = blocks.get(blocks.at(at)).range.clone();
        let text = &self.input.text.as_str()[range.clone()];
        let local = at.saturating_sub(range.start).min(text.len());
        if is_grapheme_boundary(text, local) {
            range.start + local
        } else {
            range.start + previous_grapheme(text, local)
        }
    }

    /// The visible part of `span`: one or more rectangles for each line.
    pub(super) fn rects(&self, span: Span) -> Vec<LineRect> {
        let mut rects = Vec::new();
        for (visible, layout) in self.visible_text() {
            let shift = vec2(0.0, visible.text_top());
            for (rect, line) in layout.rects(span) {
                rects.push(LineRect {
                    rect: rect.translate(shift),
                    baseline: layout.baseline(line) + shift.y,
                    size: layout.size,
                });
            }
        }
        rects
    }

    /// Byte range of the paragraph that contains `at`, without its line feed.
    pub(super) fn paragraph_of(&self, at: usize) -> Range<usize> {
        let blocks = self.view.flow.blocks();
        let paragraph = blocks.get(blocks.at(at)).paragraph;
        self.input.text.paragraphs().range(paragraph)
    }

    /// The closed fold that hides `at`. A caret in it is shown at the fold line.
    pub(super) fn fold_at(&self, at: usize) -> Option<&Fold> {
        let flow = &self.view.flow;
        flow.closed_fold_of(flow.blocks().at(at))
    }

    /// The rectangle of a visible caret. If a fold hides the caret, the rectangle is in front of the fold line.
    pub(super) fn caret_or_fold_rect(&self, caret: Caret) -> Option<Rect> {
        let Some(fold) = self.fold_at(caret.at) else {
            return self.caret_rect(caret);
        };
        let visible = self.visible_block(fold.blocks.start)?;
        let bottom = visible.top + visible.extent.header;
        let top = bottom - self.pane.font.line_height;
        Some(Rect::from_min_max(pos2(0.0, top), pos2(0.0, bottom)))
    }

    /// The rectangle of a visible caret in unfolded text.
    pub(super) fn caret_rect(&self, caret: Caret) -> Option<Rect> {
        let visible = self.visible_block(self.view.flow.blocks().at(caret.at))?;
        let rect = visible.layout.as_ref()?.caret_rect(caret);
        Some(rect.translate(vec2(0.0, visible.text_top())))
    }

    fn visible_block(&self, block: usize) -> Option<&VisibleBlock> {
        self.visible.iter().find(|visible| visible.block == block)
    }

    /// The highlights over a byte, the innermost first.
    pub(super) fn passages_over(&self, at: usize) -> Vec<&ReaderPassage> {
        let mut over: Vec<&ReaderPassage> = self
            .passages
            .iter()
            .filter(|passage| passage.span.contains(at))
            .collect();
        over.sort_by_key(|passage| passage.span.len());
        over
    }

    /// The highlights at a point in the text or on a bracket, the innermost first.
    pub(super) fn passages_under(&self, point: Pos2) -> Vec<&ReaderPassage> {
        match self.letter_at(point) {
            Some(at) => self.passages_over(at),
            None => margin::at(self, point),
        }
    }

    /// Scrolls as little as needed to show the line that contains `at`.
    pub(super) fn reveal(&mut self, at: usize) {
        let (block, top, bottom) = self.line_in_block(at);
        let visible = self.visible_block(block);
        let above =
            block < self.position.block || visible.is_some_and(|visible| visible.top + top < 0.0);
        let below = visible.is_none_or(|visible| visible.top + bottom > self.pane.height);
        let offset = if above {
            top
        } else if below {
            bottom - self.pane.height
        } else {
            return;
        };
        let position = self.view.clamped(ScrollPosition { block, offset });
        self.scroll_to(position);
    }

    /// The block that shows `at`, and the top and bottom of its line, relative to the top of the block's extent.
    fn line_in_block(&mut self, at: usize) -> (usize, f32, f32) {
        if let Some(fold) = self.fold_at(at) {
            let block = fold.blocks.start;
            return (block, 0.0, self.view.flow.extent(block).header);
        }
        let block = self.view.flow.blocks().at(at);
        let layout = self.view.flow.layout(block, self.view.composer);
        let (top, bottom) = layout.line_bounds(layout.line_of(at));
        let text_top = self.view.flow.extent(block).text_top();
        (block, text_top + top, text_top + bottom)
    }
}

//! One frame of a pane while it is made: what is where, what is selected, what was done.

use super::{
    interface::{Passage, ReaderEvent, ReaderInput},
    layout::{Caret, Fold, Place, View, Visible},
    paint::{Bracket, margin},
    pane::Pane,
};
use crate::text::{Span, TextSelection};

use std::ops::Range;

use egui::{Pos2, Rect, pos2};

/// See the module. Points and lengths are pixels of the pane.
pub(super) struct Frame<'a, 'i> {
    pub(super) pane: Pane,
    pub(super) input: &'a ReaderInput<'i>,
    pub(super) view: View<'a>,
    pub(super) place: Place,
    /// Whether `place` is not what the reader remembers, and must be written back.
    pub(super) moved: bool,
    /// Always what is seen from `place`.
    pub(super) visible: Vec<Visible>,
    /// The highlights over what is visible.
    pub(super) passages: Vec<Passage>,
    /// Their brackets.
    pub(super) brackets: Vec<Bracket>,
    pub(super) selection: Option<TextSelection>,
    pub(super) events: Vec<ReaderEvent>,
    /// The closed fold that the keyboard asked to open.
    pub(super) unfold: Option<Fold>,
}

impl<'a, 'i> Frame<'a, 'i> {
    pub(super) fn new(
        pane: Pane,
        input: &'a ReaderInput<'i>,
        mut view: View<'a>,
        place: Place,
    ) -> Self {
        let visible = view.visible(place);
        let mut frame = Self {
            pane,
            input,
            view,
            place,
            moved: false,
            visible,
            passages: Vec::new(),
            brackets: Vec::new(),
            selection: input.selection,
            events: Vec::new(),
            unfold: None,
        };
        frame.ask_for_passages();
        frame
    }

    /// Moves the pane to another place.
    pub(super) fn go(&mut self, place: Place) {
        if place != self.place {
            self.place = place;
            self.moved = true;
            self.visible = self.view.visible(place);
            self.ask_for_passages();
        }
    }

    fn ask_for_passages(&mut self) {
        self.passages = (self.input.passages)(self.visible_bytes());
        self.brackets = margin::brackets(self);
    }

    /// From the first to the last visible byte.
    pub(super) fn visible_bytes(&self) -> Range<usize> {
        let mut layouts = self.visible.iter().filter_map(|seen| seen.layout.as_ref());
        let Some(first) = layouts.next() else {
            return 0..0;
        };
        let end = layouts.next_back().unwrap_or(first).range().end;
        first.range().start..end
    }

    /// Selects, and reports it if it is news.
    pub(super) fn select(&mut self, selection: Option<TextSelection>) {
        if self.selection != selection {
            self.selection = selection;
            self.events.push(ReaderEvent::Select(selection));
        }
    }

    /// The visible block of text nearest to a height.
    fn text_near(&self, y: f32) -> Option<&Visible> {
        let mut with_text = self.visible.iter().filter(|seen| seen.layout.is_some());
        let last = with_text.clone().next_back();
        with_text.find(|seen| y < seen.bottom()).or(last)
    }

    /// The caret nearest to a point, which may be outside the pane.
    pub(super) fn caret_at(&self, point: Pos2) -> Option<Caret> {
        let seen = self.text_near(point.y)?;
        let layout = seen.layout.as_ref()?;
        Some(layout.caret_at(pos2(point.x, point.y - seen.text_top())))
    }

    /// The first byte of the letter under a point; None beside the text.
    pub(super) fn letter_at(&self, point: Pos2) -> Option<usize> {
        let seen = self.text_near(point.y)?;
        let layout = seen.layout.as_ref()?;
        layout.letter_at(pos2(point.x, point.y - seen.text_top()))
    }

    /// The rectangles over the visible part of `span`, each a line high, with the height of their baseline.
    pub(super) fn rects(&self, span: Span) -> Vec<(Rect, f32)> {
        let mut rects = Vec::new();
        for seen in &self.visible {
            let Some(layout) = &seen.layout else { continue };
            let shift = egui::vec2(0.0, seen.text_top());
            for (rect, line) in layout.rects(span) {
                rects.push((rect.translate(shift), layout.baseline(line) + shift.y));
            }
        }
        rects
    }

    /// The bytes of the paragraph that holds `at`, without its line feed.
    pub(super) fn paragraph_of(&self, at: usize) -> Range<usize> {
        let blocks = self.view.flow.blocks();
        let paragraph = blocks.get(blocks.at(at)).paragraph;
        self.input.text.paragraphs().range(paragraph)
    }

    /// The closed fold that `at` is hidden in. A caret there stands at the fold's line.
    pub(super) fn fold_at(&self, at: usize) -> Option<&Fold> {
        let flow = &self.view.flow;
        flow.fold_of(flow.blocks().at(at)).filter(|fold| !fold.open)
    }

    /// Where the caret stands, if it is visible: between two letters, or before the line of a fold.
    pub(super) fn caret_place(&self, caret: Caret) -> Option<Rect> {
        let Some(fold) = self.fold_at(caret.at) else {
            return self.caret_rect(caret);
        };
        let first = fold.blocks.start;
        let seen = self.visible.iter().find(|seen| seen.block == first)?;
        let bottom = seen.top + seen.extent.header;
        let top = bottom - self.pane.set.line;
        Some(Rect::from_min_max(pos2(0.0, top), pos2(0.0, bottom)))
    }

    /// The edge of the letter at a caret, if it is visible.
    pub(super) fn caret_rect(&self, caret: Caret) -> Option<Rect> {
        let block = self.view.flow.blocks().at(caret.at);
        let seen = self.visible.iter().find(|seen| seen.block == block)?;
        let layout = seen.layout.as_ref()?;
        let rect = layout.caret_rect(caret);
        Some(rect.translate(egui::vec2(0.0, seen.text_top())))
    }

    /// The highlights over a byte, the innermost first.
    pub(super) fn passages_over(&self, at: usize) -> Vec<&Passage> {
        let mut over: Vec<&Passage> = self
            .passages
            .iter()
            .filter(|passage| passage.span.contains(at))
            .collect();
        over.sort_by_key(|passage| passage.span.len());
        over
    }

    /// The highlights whose letter or bracket is at a point, the innermost first.
    pub(super) fn passages_under(&self, point: Pos2) -> Vec<&Passage> {
        match self.letter_at(point) {
            Some(at) => self.passages_over(at),
            None => margin::at(self, point),
        }
    }

    /// Scrolls as little as needed to show the line that holds `at`.
    pub(super) fn reveal(&mut self, at: usize) {
        let (block, top, bottom) = self.line_in_block(at);
        let seen = self.visible.iter().find(|seen| seen.block == block);
        let above = block < self.place.block || seen.is_some_and(|seen| seen.top + top < 0.0);
        let below = seen.is_none_or(|seen| seen.top + bottom > self.pane.height);
        let offset = match (above, below) {
            (true, _) => top,
            (_, true) => bottom - self.pane.height,
            _ => return,
        };
        let place = self.view.settled(Place { block, offset });
        self.go(place);
    }

    /// The block that shows `at`, and its line's top and bottom from the top of the block's extent.
    fn line_in_block(&mut self, at: usize) -> (usize, f32, f32) {
        if let Some(fold) = self.fold_at(at) {
            let block = fold.blocks.start;
            return (block, 0.0, self.view.flow.extent(block).header);
        }
        let block = self.view.flow.blocks().at(at);
        let layout = self.view.flow.layout(block, self.view.composer);
        let (top, bottom) = layout.line_band(layout.line_of(at));
        let text_top = self.view.flow.extent(block).text_top();
        (block, text_top + top, text_top + bottom)
    }
}

//! Keyboard input of a focused pane: moving the caret, extending the selection, copying, moving highlight edges.

use super::moves::{NextBlock, by_grapheme, by_word, layout_at, next_block, to_article_edge};
use crate::{
    reader::{
        frame::PaneFrame,
        interface::ReaderEvent,
        layout::{BlockLayout, Caret},
        paint::{PassageEdge, handles},
    },
    text::{TextSelection, next_grapheme, previous_grapheme, without_blank_edges},
};

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui, pos2};

/// The caret's state between key presses.
#[derive(Default)]
pub(crate) struct CaretMemory {
    /// The caret with its affinity at a line end. Ignored once the selection's head is elsewhere.
    caret: Option<Caret>,
    /// The column that Up and Down keep, in pixels.
    column: Option<f32>,
}

/// A caret movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CaretMotion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    PageUp,
    PageDown,
    LineStart,
    LineEnd,
    Start,
    End,
}

impl CaretMemory {
    /// Records the caret set by the pointer.
    pub(crate) fn set_by_pointer(&mut self, caret: Option<Caret>) {
        self.caret = caret;
        self.column = None;
    }

    /// The caret of the frame's selection.
    pub(crate) fn caret(&self, frame: &PaneFrame) -> Option<Caret> {
        let at = frame.selection?.head;
        let remembered = self.caret.filter(|caret| caret.at == at);
        Some(remembered.unwrap_or(Caret::before(at)))
    }

    /// Handles the keys pressed since the last frame, if the pane has the focus.
    pub(crate) fn update(&mut self, ui: &Ui, response: &Response, frame: &mut PaneFrame) {
        if !response.has_focus() {
            return;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            tab: false,
            escape: frame.selection.and_then(TextSelection::span).is_some(),
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        for event in ui.input(|input| input.filtered_events(&filter)) {
            match event {
                Event::Copy => copy(ui, frame),
                Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } => self.key(frame, key, modifiers),
                _ => {}
            }
        }
    }

    fn key(&mut self, frame: &mut PaneFrame, key: Key, modifiers: Modifiers) {
        if key == Key::Escape {
            frame.select(None);
        } else if key == Key::Enter && modifiers.is_none() {
            let caret = self.caret(frame);
            frame.unfold = caret.and_then(|caret| frame.fold_at(caret.at)).cloned();
        } else if modifiers.alt && !modifiers.command {
            match key {
                Key::ArrowLeft => move_edge(frame, modifiers.shift, true),
                Key::ArrowRight => move_edge(frame, modifiers.shift, false),
                _ => {}
            }
        } else if let Some(motion) = motion(key, modifiers) {
            self.move_caret(frame, motion, modifiers.shift);
        }
    }

    fn move_caret(&mut self, frame: &mut PaneFrame, motion: CaretMotion, extend: bool) {
        let Some(from) = self.caret(frame) else {
            return self.place_first_caret(frame, motion);
        };
        if !matches!(
            motion,
            CaretMotion::Up | CaretMotion::Down | CaretMotion::PageUp | CaretMotion::PageDown
        ) {
            self.column = None;
        }
        let to = match collapsed(frame, motion, extend) {
            Some(caret) => caret,
            None => self.moved(frame, from, motion),
        };
        self.caret = Some(to);
        let anchor = frame.selection.filter(|_| extend);
        let anchor = anchor.map_or(to.at, |selection| selection.anchor);
        frame.select(Some(TextSelection {
            anchor,
            head: to.at,
        }));
        frame.reveal(to.at);
    }

    /// Handles the first key when there is no caret: Page Up and Page Down scroll, Start and End place the caret there,
    /// any other key places it at the top of the visible text.
    fn place_first_caret(&mut self, frame: &mut PaneFrame, motion: CaretMotion) {
        let page = page(frame);
        let at = match motion {
            CaretMotion::PageDown => return frame.scroll_by(page),
            CaretMotion::PageUp => return frame.scroll_by(-page),
            CaretMotion::Start => 0,
            CaretMotion::End => frame.input.text.as_str().len(),
            CaretMotion::Left
            | CaretMotion::Right
            | CaretMotion::WordLeft
            | CaretMotion::WordRight
            | CaretMotion::Up
            | CaretMotion::Down
            | CaretMotion::LineStart
            | CaretMotion::LineEnd => {
                let caret = frame.caret_at(pos2(0.0, frame.pane.font.line_height / 2.0));
                self.caret = caret;
                return frame.select(caret.map(|caret| TextSelection::caret(caret.at)));
            }
        };
        self.caret = Some(Caret::before(at));
        frame.select(Some(TextSelection::caret(at)));
        frame.reveal(at);
    }

    fn moved(&mut self, frame: &mut PaneFrame, from: Caret, motion: CaretMotion) -> Caret {
        match motion {
            CaretMotion::Left => by_grapheme(frame, from, false),
            CaretMotion::Right => by_grapheme(frame, from, true),
            CaretMotion::WordLeft => by_word(frame, from, false),
            CaretMotion::WordRight => by_word(frame, from, true),
            CaretMotion::LineStart | CaretMotion::LineEnd if frame.fold_at(from.at).is_some() => {
                from
            }
            CaretMotion::LineStart | CaretMotion::LineEnd => {
                let layout = layout_at(frame, from.at);
                layout.to_line_edge(from, motion == CaretMotion::LineEnd)
            }
            CaretMotion::Up => self.by_line(frame, from, false),
            CaretMotion::Down => self.by_line(frame, from, true),
            CaretMotion::PageUp => self.by_page(frame, from, false),
            CaretMotion::PageDown => self.by_page(frame, from, true),
            CaretMotion::Start => to_article_edge(frame, false),
            CaretMotion::End => to_article_edge(frame, true),
        }
    }

    /// One line up or down, in the remembered column.
    fn by_line(&mut self, frame: &mut PaneFrame, from: Caret, down: bool) -> Caret {
        let block = frame.view.flow.blocks().at(from.at);
        if frame.fold_at(from.at).is_none() {
            let layout = layout_at(frame, from.at);
            let rect = layout.caret_rect(from);
            let column = *self.column.get_or_insert(rect.left());
            let line = layout.line_at(rect.center().y);
            let next = if down {
                Some(line + 1)
            } else {
                line.checked_sub(1)
            };
            if let Some(next) = next.filter(|next| *next < layout.layout.len()) {
                return caret_in_line(&layout, next, column);
            }
        }
        let column = *self.column.get_or_insert(0.0);
        match next_block(frame, block, down) {
            Some(NextBlock::Text(layout)) if down => caret_in_line(&layout, 0, column),
            Some(NextBlock::Text(layout)) => {
                caret_in_line(&layout, layout.layout.len() - 1, column)
            }
            Some(NextBlock::Fold(at)) => Caret::before(at),
            None => to_article_edge(frame, down),
        }
    }

    /// One page up or down: the text scrolls, and the caret keeps its position in the pane.
    fn by_page(&mut self, frame: &mut PaneFrame, from: Caret, down: bool) -> Caret {
        frame.reveal(from.at);
        let Some(rect) = frame.caret_or_fold_rect(from) else {
            return from;
        };
        let column = *self.column.get_or_insert(rect.left());
        let before = frame.position;
        let page = page(frame);
        frame.scroll_by(if down { page } else { -page });
        if frame.position == before {
            return to_article_edge(frame, down);
        }
        frame
            .caret_at(pos2(column, rect.center().y))
            .unwrap_or(from)
    }
}

/// The height of a page: one line less than the pane, so that a line of context remains.
fn page(frame: &PaneFrame) -> f32 {
    frame.pane.height - frame.pane.font.line_height
}

/// The caret position in a line that is nearest to a column.
fn caret_in_line(layout: &BlockLayout, line: usize, column: f32) -> Caret {
    let (top, bottom) = layout.line_bounds(line);
    layout.caret_at(pos2(column, f32::midpoint(top, bottom)))
}

fn motion(key: Key, modifiers: Modifiers) -> Option<CaretMotion> {
    let far = modifiers.command || modifiers.ctrl;
    Some(match (key, far) {
        (Key::ArrowLeft, false) => CaretMotion::Left,
        (Key::ArrowRight, false) => CaretMotion::Right,
        (Key::ArrowLeft, true) => CaretMotion::WordLeft,
        (Key::ArrowRight, true) => CaretMotion::WordRight,
        (Key::ArrowUp, false) => CaretMotion::Up,
        (Key::ArrowDown, false) => CaretMotion::Down,
        (Key::PageUp, _) => CaretMotion::PageUp,
        (Key::PageDown, _) => CaretMotion::PageDown,
        (Key::Home, false) => CaretMotion::LineStart,
        (Key::End, false) => CaretMotion::LineEnd,
        (Key::Home, true) => CaretMotion::Start,
        (Key::End, true) => CaretMotion::End,
        _ => return None,
    })
}

/// Left or Right without Shift collapses a selection to its edge on that side.
fn collapsed(frame: &mut PaneFrame, motion: CaretMotion, extend: bool) -> Option<Caret> {
    let span = frame.selection.and_then(TextSelection::span)?;
    if extend || !matches!(motion, CaretMotion::Left | CaretMotion::Right) {
        return None;
    }
    let rtl = layout_at(frame, span.start()).is_rtl();
    Some(if (motion == CaretMotion::Right) == rtl {
        Caret::before(span.start())
    } else {
        Caret::after(span.end())
    })
}

fn copy(ui: &Ui, frame: &PaneFrame) {
    if let Some(span) = frame.selection.and_then(TextSelection::span) {
        let text = &frame.input.text.as_str()[span.range()];
        ui.copy_text(text.to_owned());
    }
}

/// Moves the end (or the start) of the selected highlight by a grapheme, and past white space, where a highlight never
/// begins or ends.
fn move_edge(frame: &mut PaneFrame, end: bool, left: bool) {
    let Some((id, span)) = frame
        .passages
        .iter()
        .find(|passage| passage.selected)
        .map(|passage| (passage.id, passage.span))
    else {
        return;
    };
    let (edge, from) = if end {
        (PassageEdge::End, span.end())
    } else {
        (PassageEdge::Start, span.start())
    };
    let back = left != layout_at(frame, from).is_rtl();
    let text = frame.input.text.as_str();
    let next = |at: &usize| {
        let next = if back {
            previous_grapheme(text, *at)
        } else {
            next_grapheme(text, *at)
        };
        (next != *at).then_some(next)
    };
    let moved = std::iter::successors(next(&from), next)
        .map(|at| handles::moved(span, edge, at))
        .take_while(|moved| *moved != span)
        .find(|moved| without_blank_edges(text, *moved) == Some(*moved));
    if let Some(span) = moved {
        frame.events.push(ReaderEvent::MoveEdges { id, span });
    }
}

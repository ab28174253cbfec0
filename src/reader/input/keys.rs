//! What the keyboard does in a pane that has it: moving the caret, extending the selection, copying, moving edges.

use super::moves::{
    Neighbour, layout_at, line_edge, line_end_of_text, neighbour, step, text_end, word,
};
use crate::{
    reader::{
        frame::Frame,
        interface::ReaderEvent,
        layout::{BlockLayout, Caret},
        paint::{Edge, handles},
    },
    text::{TextSelection, next_grapheme, previous_grapheme, without_blank_edges},
};

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui, pos2};
use parley::Affinity;

/// What the caret remembers from one key to the next.
#[derive(Default)]
pub(crate) struct CaretMemory {
    /// On which side of a line's end the caret stands; holds for this place alone.
    caret: Option<Caret>,
    /// The column that Up and Down keep to, in pixels.
    goal: Option<f32>,
}

/// A movement of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Motion {
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
    /// Remembers on which side of a line's end the pointer put the caret.
    pub(crate) fn put(&mut self, caret: Option<Caret>) {
        self.caret = caret;
        self.goal = None;
    }

    /// The caret of the frame's selection.
    pub(crate) fn caret(&self, frame: &Frame) -> Option<Caret> {
        let at = frame.selection?.head;
        let remembered = self.caret.filter(|caret| caret.at == at);
        Some(remembered.unwrap_or(Caret {
            at,
            affinity: Affinity::Downstream,
        }))
    }

    /// Acts on the keys that were pressed, if the pane has the keyboard.
    pub(crate) fn update(&mut self, ui: &Ui, response: &Response, frame: &mut Frame) {
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

    fn key(&mut self, frame: &mut Frame, key: Key, modifiers: Modifiers) {
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
            self.go(frame, motion, modifiers.shift);
        }
    }

    fn go(&mut self, frame: &mut Frame, motion: Motion, extend: bool) {
        let vertical = matches!(
            motion,
            Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown
        );
        let Some(from) = self.caret(frame) else {
            return self.begin(frame, motion);
        };
        if !vertical {
            self.goal = None;
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

    /// A first key without a caret: pages turn, the ends get the caret, anything else puts it at the top of what is seen.
    fn begin(&mut self, frame: &mut Frame, motion: Motion) {
        let line = frame.pane.set.line;
        let page = frame.pane.height - line;
        match motion {
            Motion::PageDown => turn(frame, page),
            Motion::PageUp => turn(frame, -page),
            Motion::Start => self.set_down(frame, 0),
            Motion::End => self.set_down(frame, frame.input.text.as_str().len()),
            _ => {
                let caret = frame.caret_at(pos2(0.0, line / 2.0));
                self.caret = caret;
                frame.select(caret.map(|caret| TextSelection::caret(caret.at)));
            }
        }
    }

    fn set_down(&mut self, frame: &mut Frame, at: usize) {
        self.caret = Some(Caret {
            at,
            affinity: Affinity::Downstream,
        });
        frame.select(Some(TextSelection::caret(at)));
        frame.reveal(at);
    }

    fn moved(&mut self, frame: &mut Frame, from: Caret, motion: Motion) -> Caret {
        let page = frame.pane.height - frame.pane.set.line;
        match motion {
            Motion::Left | Motion::Right => step(frame, from, motion == Motion::Right),
            Motion::WordLeft | Motion::WordRight => word(frame, from, motion == Motion::WordRight),
            Motion::LineStart | Motion::LineEnd if frame.fold_at(from.at).is_some() => from,
            Motion::LineStart | Motion::LineEnd => {
                let layout = layout_at(frame, from.at);
                line_edge(&layout, from, motion == Motion::LineEnd)
            }
            Motion::Up => self.by_line(frame, from, false),
            Motion::Down => self.by_line(frame, from, true),
            Motion::PageUp => self.by_page(frame, from, -page),
            Motion::PageDown => self.by_page(frame, from, page),
            Motion::Start => text_end(0),
            Motion::End => text_end(frame.input.text.as_str().len()),
        }
    }

    /// A line up or down, in the column that the caret came from.
    fn by_line(&mut self, frame: &mut Frame, from: Caret, down: bool) -> Caret {
        let block = frame.view.flow.blocks().at(from.at);
        if frame.fold_at(from.at).is_none() {
            let layout = layout_at(frame, from.at);
            let rect = layout.caret_rect(from);
            let goal = *self.goal.get_or_insert(rect.left());
            let line = layout.line_at(rect.center().y);
            let next = if down {
                Some(line + 1)
            } else {
                line.checked_sub(1)
            };
            if let Some(next) = next.filter(|next| *next < layout.layout.len()) {
                return in_line(&layout, next, goal);
            }
        }
        let goal = *self.goal.get_or_insert(0.0);
        match neighbour(frame, block, down) {
            Some(Neighbour::Text(layout)) if down => in_line(&layout, 0, goal),
            Some(Neighbour::Text(layout)) => in_line(&layout, layout.layout.len() - 1, goal),
            Some(Neighbour::Fold(at)) => text_end(at),
            None => line_end_of_text(frame, down),
        }
    }

    /// A page up or down: the text moves, the caret stays where it is in the pane.
    fn by_page(&mut self, frame: &mut Frame, from: Caret, by: f32) -> Caret {
        frame.reveal(from.at);
        let Some(rect) = frame.caret_place(from) else {
            return from;
        };
        let goal = *self.goal.get_or_insert(rect.left());
        let before = frame.place;
        let place = frame.view.moved(before, by);
        frame.go(place);
        if place == before {
            return line_end_of_text(frame, by > 0.0);
        }
        frame.caret_at(pos2(goal, rect.center().y)).unwrap_or(from)
    }
}

/// The caret nearest to the column `goal` in a line.
fn in_line(layout: &BlockLayout, line: usize, goal: f32) -> Caret {
    let (top, bottom) = layout.line_band(line);
    layout.caret_at(pos2(goal, f32::midpoint(top, bottom)))
}

fn motion(key: Key, modifiers: Modifiers) -> Option<Motion> {
    let far = modifiers.command || modifiers.ctrl;
    Some(match (key, far) {
        (Key::ArrowLeft, false) => Motion::Left,
        (Key::ArrowRight, false) => Motion::Right,
        (Key::ArrowLeft, true) => Motion::WordLeft,
        (Key::ArrowRight, true) => Motion::WordRight,
        (Key::ArrowUp, false) => Motion::Up,
        (Key::ArrowDown, false) => Motion::Down,
        (Key::PageUp, _) => Motion::PageUp,
        (Key::PageDown, _) => Motion::PageDown,
        (Key::Home, false) => Motion::LineStart,
        (Key::End, false) => Motion::LineEnd,
        (Key::Home, true) => Motion::Start,
        (Key::End, true) => Motion::End,
        _ => return None,
    })
}

/// Left and Right without Shift leave a selection at its edge on that side, and go no further.
fn collapsed(frame: &mut Frame, motion: Motion, extend: bool) -> Option<Caret> {
    let span = frame.selection.and_then(TextSelection::span)?;
    if extend || !matches!(motion, Motion::Left | Motion::Right) {
        return None;
    }
    let rtl = layout_at(frame, span.start()).is_rtl();
    Some(if (motion == Motion::Right) == rtl {
        text_end(span.start())
    } else {
        Caret {
            at: span.end(),
            affinity: Affinity::Upstream,
        }
    })
}

fn turn(frame: &mut Frame, by: f32) {
    let place = frame.view.moved(frame.place, by);
    frame.go(place);
}

fn copy(ui: &Ui, frame: &Frame) {
    if let Some(span) = frame.selection.and_then(TextSelection::span) {
        let text = &frame.input.text.as_str()[span.range()];
        ui.copy_text(text.to_owned());
    }
}

/// Moves an edge of the chosen highlight by a grapheme, and on over white space, where no edge belongs: with `end` its
/// end, else its start.
fn move_edge(frame: &mut Frame, end: bool, left: bool) {
    let Some((id, span)) = frame
        .passages
        .iter()
        .find(|passage| passage.selected)
        .map(|passage| (passage.id, passage.span))
    else {
        return;
    };
    let (edge, from) = if end {
        (Edge::End, span.end())
    } else {
        (Edge::Start, span.start())
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

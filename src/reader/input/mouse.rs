//! What the pointer does: selecting, clicking highlights, dragging them out, moving their edges.

use super::pointer::{Step, is_on, steps};
use crate::{
    project::HighlightId,
    reader::{
        frame::Frame,
        interface::{DraggedPassage, Passage, ReaderEvent},
        layout::Caret,
        paint::{Edge, handles, margin},
    },
    text::{
        Span, TextSelection, is_grapheme_boundary, previous_grapheme, sentence_around,
        without_blank_edges, word_around,
    },
};

use std::ops::Range;

use egui::{DragAndDrop, Pos2, Response, Ui};

/// What is under way between press and release, and the presses before it.
#[derive(Default)]
pub(crate) struct Mouse {
    gesture: Gesture,
    /// When and where the last press was, and the how many-eth it was at that place.
    last_press: Option<(f64, Pos2, u32)>,
    /// Whether the pointer has moved so far since the press that it is no click.
    moved: bool,
}

#[derive(Default)]
enum Gesture {
    #[default]
    None,
    Selecting {
        unit: Unit,
        /// What the press selected; stays selected however the pointer moves.
        source: Range<usize>,
    },
    /// Pressed on what can be dragged out.
    Lifting {
        what: DraggedPassage,
        /// Whether it is in egui's hands already; Escape takes it away for good.
        lifted: bool,
    },
    /// Moving an edge of a highlight, which would now be `span`.
    Edge {
        id: HighlightId,
        edge: Edge,
        span: Span,
    },
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Grapheme,
    Word,
    Sentence,
}

/// How far the pointer may move between press and release of a click, in points.
const CLICK_SLACK: f32 = 5.0;

/// How near the pane's ends a drag begins to scroll, in line heights.
const SCROLL_ZONE: f32 = 1.2;

impl Mouse {
    /// The highlight whose edge is being moved, and where it would be.
    pub(crate) fn preview(&self) -> Option<(HighlightId, Span)> {
        match self.gesture {
            Gesture::Edge { id, span, .. } => Some((id, span)),
            _ => None,
        }
    }

    /// Whether the pointer is doing something in this pane.
    pub(crate) fn is_busy(&self) -> bool {
        !matches!(self.gesture, Gesture::None)
    }

    /// Takes in what the pointer did since the last frame, step by step: a slow frame may hold a whole gesture.
    pub(crate) fn update(&mut self, ui: &Ui, response: &Response, frame: &mut Frame) {
        let steps = steps(ui);
        for step in &steps {
            match *step {
                Step::Press { at, shift } if is_on(response, at, &steps) => {
                    response.request_focus();
                    let point = frame.pane.inside(at);
                    self.press(ui, frame, point, shift);
                }
                Step::Press { .. } => {}
                Step::Move(at) => {
                    let point = frame.pane.inside(at);
                    let slack = CLICK_SLACK * frame.pane.scale;
                    self.moved |= self
                        .last_press
                        .is_some_and(|(_, place, _)| place.distance(point) > slack);
                    self.drag(ui, frame, point);
                }
                Step::Release(at) => self.release(frame, frame.pane.inside(at)),
            }
        }
        let Some(position) = ui.input(|input| input.pointer.interact_pos()) else {
            return;
        };
        let point = frame.pane.inside(position);
        if steps.is_empty() {
            // Held still at an end of the pane, the text goes on scrolling.
            self.drag(ui, frame, point);
        }
        if response.secondary_clicked() {
            right_click(frame, point);
        }
        self.set_cursor(ui, response, frame, point);
    }

    fn press(&mut self, ui: &Ui, frame: &mut Frame, point: Pos2, shift: bool) {
        let clicks = self.count_press(ui, point);
        self.moved = false;
        self.gesture = if let Some(gesture) = grab(frame, point, shift || clicks > 1) {
            gesture
        } else {
            begin_selection(frame, point, shift, clicks)
        };
    }

    /// The how many-eth press this is at its place in quick succession: 1, 2 or 3.
    fn count_press(&mut self, ui: &Ui, point: Pos2) -> u32 {
        let now = ui.input(|input| input.time);
        let delay = ui
            .ctx()
            .options(|options| options.input_options.max_double_click_delay);
        let count = match self.last_press {
            Some((time, place, count)) if now - time < delay && place.distance(point) < 8.0 => {
                count % 3 + 1
            }
            _ => 1,
        };
        self.last_press = Some((now, point, count));
        count
    }

    fn drag(&mut self, ui: &Ui, frame: &mut Frame, point: Pos2) {
        if !self.moved {
            return;
        }
        if matches!(
            self.gesture,
            Gesture::Selecting { .. } | Gesture::Edge { .. }
        ) {
            scroll_at_the_ends(ui, frame, point);
        }
        match &mut self.gesture {
            Gesture::None => {}
            Gesture::Selecting { unit, source } => {
                if let Some(at) = reached_at(frame, *unit, point) {
                    let selection = extended(frame, source, *unit, at);
                    frame.select(Some(selection));
                }
            }
            Gesture::Lifting { what, lifted } => {
                if !std::mem::replace(lifted, true) {
                    DragAndDrop::set_payload(ui.ctx(), *what);
                }
            }
            Gesture::Edge { edge, span, .. } => {
                if let Some(caret) = frame.caret_at(point) {
                    let wanted = handles::moved(*span, *edge, snapped(frame, caret.at));
                    let text = frame.input.text.as_str();
                    *span = without_blank_edges(text, wanted).unwrap_or(*span);
                }
            }
        }
    }

    fn release(&mut self, frame: &mut Frame, point: Pos2) {
        let dragged = self.moved;
        match std::mem::take(&mut self.gesture) {
            Gesture::Edge { id, span, .. } => {
                let before = frame.passages.iter().find(|passage| passage.id == id);
                if before.is_some_and(|passage| passage.span != span) {
                    frame.events.push(ReaderEvent::MoveEdges { id, span });
                }
            }
            Gesture::Lifting {
                what: DraggedPassage::Highlight(id),
                ..
            } if !dragged => {
                let next = next_at(frame, point).unwrap_or(id);
                frame.events.push(ReaderEvent::ClickPassage(next));
            }
            Gesture::Lifting {
                what: DraggedPassage::Selection,
                ..
            } if !dragged => {
                if let Some(caret) = frame.caret_at(point) {
                    let at = snapped(frame, caret.at);
                    frame.select(Some(TextSelection::caret(at)));
                }
                click(frame, point);
            }
            Gesture::Selecting {
                unit: Unit::Grapheme,
                ..
            } if !dragged && frame.selection.and_then(TextSelection::span).is_none() => {
                // With a selection it was no click, but Shift extended to here.
                click(frame, point);
            }
            _ => {}
        }
    }

    fn set_cursor(&self, ui: &Ui, response: &Response, frame: &Frame, point: Pos2) {
        use egui::CursorIcon;
        if !response.contains_pointer() && !self.is_busy() {
            return;
        }
        let icon = match &self.gesture {
            Gesture::Edge { .. } => CursorIcon::ResizeHorizontal,
            Gesture::Lifting { .. } => CursorIcon::Grabbing,
            Gesture::Selecting { .. } => CursorIcon::Text,
            Gesture::None => match grab(frame, point, false) {
                Some(Gesture::Edge { .. }) => CursorIcon::ResizeHorizontal,
                Some(Gesture::Lifting { .. }) => CursorIcon::Grab,
                _ => CursorIcon::Text,
            },
        };
        ui.set_cursor_icon(icon);
    }
}

/// What a press at `point` takes hold of, if anything: a handle, a bracket, a chosen highlight, the selection.
/// With `selecting`, only handles and brackets.
fn grab(frame: &Frame, point: Pos2, selecting: bool) -> Option<Gesture> {
    if let Some((id, edge, span)) = handles::at(frame, point) {
        return Some(Gesture::Edge { id, edge, span });
    }
    if let Some(id) = chosen_or_first(&margin::at(frame, point)) {
        return Some(lifting(DraggedPassage::Highlight(id)));
    }
    let at = frame.letter_at(point).filter(|_| !selecting)?;
    let selected = frame.selection.and_then(TextSelection::span);
    if selected.is_some_and(|span| span.contains(at)) {
        return Some(lifting(DraggedPassage::Selection));
    }
    let chosen = frame
        .passages_over(at)
        .into_iter()
        .find(|passage| passage.selected)?;
    Some(lifting(DraggedPassage::Highlight(chosen.id)))
}

/// Which highlight of a bracket is dragged out.
fn chosen_or_first(passages: &[&Passage]) -> Option<HighlightId> {
    let chosen = passages.iter().find(|passage| passage.selected);
    chosen.or(passages.first()).map(|passage| passage.id)
}

fn lifting(what: DraggedPassage) -> Gesture {
    Gesture::Lifting {
        what,
        lifted: false,
    }
}

fn begin_selection(frame: &mut Frame, point: Pos2, shift: bool, clicks: u32) -> Gesture {
    let Some(caret) = frame.caret_at(point) else {
        return Gesture::None;
    };
    let at = snapped(frame, caret.at);
    let unit = match clicks {
        2 => Unit::Word,
        3 => Unit::Sentence,
        _ => Unit::Grapheme,
    };
    // A double click is on a letter; the nearest caret may be behind it, at the next word.
    let letter = frame.letter_at(point).unwrap_or(at);
    let source = match (unit, frame.selection) {
        (Unit::Grapheme, Some(selection)) if shift => selection.anchor..selection.anchor,
        (Unit::Grapheme, _) => at..at,
        _ => around(frame, unit, letter),
    };
    let selection = extended(
        frame,
        &source,
        unit,
        if unit == Unit::Grapheme { at } else { letter },
    );
    frame.select(Some(selection));
    Gesture::Selecting { unit, source }
}

/// The place that a drag has reached: for letters the nearest caret; for words and sentences the letter under the pointer, as
/// the nearest caret may be behind it, at the next word.
fn reached_at(frame: &Frame, unit: Unit, point: Pos2) -> Option<usize> {
    let letter = frame.letter_at(point).filter(|_| unit != Unit::Grapheme);
    letter.or_else(|| frame.caret_at(point).map(|caret| caret.at))
}

/// From `independent source` to the unit around `at`; the caret is at the side of `at`.
fn extended(frame: &Frame, source: &Range<usize>, unit: Unit, at: usize) -> TextSelection {
    let reached = around(frame, unit, at);
    if reached.start < source.start {
        TextSelection {
            anchor: source.end,
            head: reached.start,
        }
    } else {
        TextSelection {
            anchor: source.start,
            head: reached.end.max(source.end),
        }
    }
}

/// The word or sentence around a byte; for graphemes, the place itself.
fn around(frame: &Frame, unit: Unit, at: usize) -> Range<usize> {
    let at = snapped(frame, at);
    let text = frame.input.text.as_str();
    let paragraph = frame.paragraph_of(at);
    let found = match unit {
        Unit::Grapheme => at..at,
        Unit::Word => word_around(text, &paragraph, at),
        Unit::Sentence => sentence_around(text, &paragraph, at),
    };
    snapped(frame, found.start)..snapped(frame, found.end)
}

/// The nearest grapheme boundary at or before `at`.
pub(crate) fn snapped(frame: &Frame, at: usize) -> usize {
    let blocks = frame.view.flow.blocks();
    let range = blocks.get(blocks.at(at)).range.clone();
    let text = &frame.input.text.as_str()[range.clone()];
    let local = at.saturating_sub(range.start).min(text.len());
    if is_grapheme_boundary(text, local) {
        range.start + local
    } else {
        range.start + previous_grapheme(text, local)
    }
}

fn click(frame: &mut Frame, point: Pos2) {
    let event = match next_at(frame, point) {
        Some(id) => ReaderEvent::ClickPassage(id),
        None => ReaderEvent::ClickText,
    };
    frame.events.push(event);
}

/// The highlight that a click at `point` means: the innermost, or the one after the chosen one.
fn next_at(frame: &Frame, point: Pos2) -> Option<HighlightId> {
    let over = frame.passages_under(point);
    let chosen = over.iter().position(|passage| passage.selected);
    let next = chosen.map_or(0, |index| (index + 1) % over.len());
    over.get(next).map(|passage| passage.id)
}

/// Keeps the selection that is under the pointer, else chooses the highlight there, else selects the word, so that the
/// menu has something to act on.
fn right_click(frame: &mut Frame, point: Pos2) {
    let Some(at) = frame.letter_at(point) else {
        return;
    };
    let selected = frame.selection.and_then(TextSelection::span);
    let over = frame.passages_over(at);
    let passage = over
        .iter()
        .find(|passage| passage.selected)
        .or(over.first());
    if selected.is_some_and(|span| span.contains(at)) {
        return;
    }
    if let Some(id) = passage.map(|passage| passage.id) {
        frame.events.push(ReaderEvent::ClickPassage(id));
    } else {
        let word = around(frame, Unit::Word, at);
        frame.select(Some(TextSelection {
            anchor: word.start,
            head: word.end,
        }));
    }
}

/// While the pointer is held near or beyond an end of the pane, scrolls, the faster the further.
fn scroll_at_the_ends(ui: &Ui, frame: &mut Frame, point: Pos2) {
    let line = frame.pane.set.line;
    let zone = line * SCROLL_ZONE;
    let beyond = (point.y - (frame.pane.height - zone)).max(0.0) - (zone - point.y).max(0.0);
    if beyond != 0.0 {
        let speed = beyond.clamp(-12.0 * line, 12.0 * line) * 6.0;
        let seconds = ui.input(|input| input.stable_dt.min(0.05));
        let place = frame.view.moved(frame.place, speed * seconds);
        frame.go(place);
        ui.request_repaint();
    }
}

/// The caret that the pointer stands for, for its side of a line's end.
pub(crate) fn caret_under(frame: &Frame, ui: &Ui) -> Option<Caret> {
    let position = ui.input(|input| input.pointer.interact_pos())?;
    frame.caret_at(frame.pane.inside(position))
}

//! Pointer input: selecting, clicking highlights, dragging them out of the pane, moving their edges.

use super::pointer::{PointerStep, is_on, steps};
use crate::{
    project::HighlightId,
    reader::{
        frame::PaneFrame,
        interface::{DraggedPassage, ReaderEvent, ReaderPassage},
        paint::{PassageEdge, handles, margin},
    },
    text::{
        Span, TextSelection, sentence_around, snap_to_graphemes, without_blank_edges, word_around,
    },
};

use std::ops::Range;

use egui::{DragAndDrop, Pos2, Response, Ui};

/// The current gesture, and the last press.
#[derive(Default)]
pub(crate) struct Mouse {
    gesture: Gesture,
    /// Time and position of the last press, and its click count.
    last_press: Option<(f64, Pos2, u32)>,
    /// Whether the pointer has moved too far since the press for a click.
    moved: bool,
}

#[derive(Default)]
enum Gesture {
    #[default]
    None,
    Selecting {
        unit: SelectionUnit,
        /// The span selected by the press, which stays selected wherever the pointer moves.
        initial: Range<usize>,
        /// Whether Ctrl was held, which selects letters instead of words.
        exact: bool,
    },
    DraggingOut {
        payload: DraggedPassage,
        /// Whether egui already has the payload. It is set only once, because Escape cancels the drag.
        started: bool,
    },
    MovingEdge {
        id: HighlightId,
        edge: PassageEdge,
        /// The highlight's span if the button were released now.
        span: Span,
    },
}

#[derive(Clone, Copy, PartialEq)]
enum SelectionUnit {
    Grapheme,
    /// A grapheme, or the word around it if the word begins before it.
    GrownGrapheme,
    Word,
    Sentence,
}

/// Maximum movement between press and release of a click, in points.
const CLICK_SLACK: f32 = 5.0;

/// Distance from the pane's top or bottom at which a drag begins to scroll, in line heights.
const SCROLL_ZONE: f32 = 1.2;

impl Mouse {
    /// The highlight whose edge is being moved, with its new span.
    pub(crate) fn preview(&self) -> Option<(HighlightId, Span)> {
        match self.gesture {
            Gesture::MovingEdge { id, span, .. } => Some((id, span)),
            Gesture::None | Gesture::Selecting { .. } | Gesture::DraggingOut { .. } => None,
        }
    }

    /// Whether a gesture is in progress in this pane.
    pub(crate) fn is_busy(&self) -> bool {
        !matches!(self.gesture, Gesture::None)
    }

    /// Handles the pointer events since the last frame one by one, because a slow frame may contain a whole gesture.
    pub(crate) fn update(&mut self, ui: &Ui, response: &Response, frame: &mut PaneFrame) {
        let steps = steps(ui);
        for step in &steps {
            match *step {
                PointerStep::Press { at, shift } => {
                    if is_on(response, at, &steps) {
                        response.request_focus();
                        let point = frame.pane.inside(at);
                        self.press(ui, frame, point, shift);
                    }
                }
                PointerStep::Move(at) => {
                    let point = frame.pane.inside(at);
                    let slack = CLICK_SLACK * frame.pane.scale;
                    self.moved |= self
                        .last_press
                        .is_some_and(|(_, pressed, _)| pressed.distance(point) > slack);
                    self.drag(ui, frame, point);
                }
                PointerStep::Release(at) => self.release(frame, frame.pane.inside(at)),
            }
        }
        let Some(position) = ui.input(|input| input.pointer.interact_pos()) else {
            return;
        };
        let point = frame.pane.inside(position);
        if steps.is_empty() {
            // A pointer held still at the pane's edge keeps scrolling.
            self.drag(ui, frame, point);
        }
        if response.secondary_clicked() {
            right_click(frame, point);
        }
        self.set_cursor(ui, response, frame, point);
    }

    fn press(&mut self, ui: &Ui, frame: &mut PaneFrame, point: Pos2, shift: bool) {
        let clicks = self.count_press(ui, point);
        self.moved = false;
        let exact = ui.input(|it| it.modifiers.command);
        self.gesture = match grab(frame, point, shift || clicks > 1) {
            Some(gesture) => gesture,
            None => begin_selection(frame, point, shift, clicks, exact),
        };
    }

    /// The click count of a press: 1, 2 or 3 for presses in quick succession at the same point.
    fn count_press(&mut self, ui: &Ui, point: Pos2) -> u32 {
        let now = ui.input(|input| input.time);
        let delay = |it: &egui::Options| it.input_options.max_double_click_delay;
        let delay = ui.ctx().options(delay);
        let count = match self.last_press {
            Some((time, last, count)) if now - time < delay && last.distance(point) < 8.0 => {
                count % 3 + 1
            }
            _ => 1,
        };
        self.last_press = Some((now, point, count));
        count
    }

    fn drag(&mut self, ui: &Ui, frame: &mut PaneFrame, point: Pos2) {
        if !self.moved {
            return;
        }
        match &mut self.gesture {
            Gesture::None => {}
            Gesture::Selecting {
                unit,
                initial,
                exact,
            } => {
                scroll_near_edges(ui, frame, point);
                *exact |= ui.input(|input| input.modifiers.command);
                if let Some(at) = drag_target(frame, *unit, point) {
                    let unit = grown(frame, *unit, *exact);
                    let selection = extend_selection(frame, initial, unit, at);
                    frame.select(Some(selection));
                }
            }
            Gesture::DraggingOut { payload, started } => {
                if !std::mem::replace(started, true) {
                    DragAndDrop::set_payload(ui.ctx(), *payload);
                }
            }
            Gesture::MovingEdge { edge, span, .. } => {
                scroll_near_edges(ui, frame, point);
                if let Some(caret) = frame.caret_at(point) {
                    let wanted = handles::moved(*span, *edge, frame.snap_to_grapheme(caret.at));
                    let text = frame.input.text.as_str();
                    *span = without_blank_edges(text, wanted).unwrap_or(*span);
                }
            }
        }
    }

    fn release(&mut self, frame: &mut PaneFrame, point: Pos2) {
        match std::mem::take(&mut self.gesture) {
            Gesture::None => {}
            Gesture::MovingEdge { id, span, .. } => {
                let before = frame.passages.iter().find(|passage| passage.id == id);
                if before.is_some_and(|passage| passage.span != span) {
                    frame.events.push(ReaderEvent::MoveEdges { id, span });
                }
            }
            Gesture::Selecting { .. } | Gesture::DraggingOut { .. } if self.moved => {}
            Gesture::Selecting { unit, .. } => {
                // With a selection it was not a click: Shift extended the selection to here.
                let selected = frame.selection.and_then(TextSelection::span).is_some();
                if unit == SelectionUnit::Grapheme && !selected {
                    click(frame, point);
                }
            }
            Gesture::DraggingOut { payload, .. } => match payload {
                DraggedPassage::Highlight(id) => {
                    let next = next_passage_at(frame, point).unwrap_or(id);
                    frame.events.push(ReaderEvent::ClickPassage(next));
                }
                DraggedPassage::Selection => {
                    if let Some(caret) = frame.caret_at(point) {
                        let at = frame.snap_to_grapheme(caret.at);
                        frame.select(Some(TextSelection::caret(at)));
                    }
                    click(frame, point);
                }
            },
        }
    }

    fn set_cursor(&self, ui: &Ui, response: &Response, frame: &PaneFrame, point: Pos2) {
        use egui::CursorIcon;
        if !response.contains_pointer() && !self.is_busy() {
            return;
        }
        let icon = match &self.gesture {
            Gesture::MovingEdge { .. } => CursorIcon::ResizeHorizontal,
            Gesture::DraggingOut { .. } => CursorIcon::Grabbing,
            Gesture::Selecting { .. } => CursorIcon::Text,
            Gesture::None => match grab(frame, point, false) {
                Some(Gesture::MovingEdge { .. }) => CursorIcon::ResizeHorizontal,
                Some(Gesture::DraggingOut { .. }) => CursorIcon::Grab,
                Some(Gesture::Selecting { .. } | Gesture::None) | None => CursorIcon::Text,
            },
        };
        ui.set_cursor_icon(icon);
    }
}

/// The gesture started by a press on a handle, a bracket, the selected highlight or the selection. While `selecting`,
/// only handles and brackets count.
fn grab(frame: &PaneFrame, point: Pos2, selecting: bool) -> Option<Gesture> {
    if let Some((id, edge, span)) = handles::at(frame, point) {
        return Some(Gesture::MovingEdge { id, edge, span });
    }
    let drag_out = |payload| {
        Some(Gesture::DraggingOut {
            payload,
            started: false,
        })
    };
    if let Some(passage) = selected_or_first(&margin::at(frame, point)) {
        return drag_out(DraggedPassage::Highlight(passage.id));
    }
    let at = frame.letter_at(point).filter(|_| !selecting)?;
    let selection = frame.selection.and_then(TextSelection::span);
    if selection.is_some_and(|span| span.contains(at)) {
        return drag_out(DraggedPassage::Selection);
    }
    let passages = frame.passages_over(at);
    let selected = passages.iter().find(|passage| passage.selected)?;
    drag_out(DraggedPassage::Highlight(selected.id))
}

fn selected_or_first<'a>(passages: &[&'a ReaderPassage]) -> Option<&'a ReaderPassage> {
    let selected = passages.iter().find(|passage| passage.selected);
    selected.or(passages.first()).copied()
}

/// The unit that a drag selects. Letters grow to words, unless they are to be exact.
fn grown(frame: &PaneFrame, unit: SelectionUnit, exact: bool) -> SelectionUnit {
    if unit == SelectionUnit::Grapheme && frame.input.whole_words && !exact {
        SelectionUnit::GrownGrapheme
    } else {
        unit
    }
}

fn begin_selection(
    frame: &mut PaneFrame,
    point: Pos2,
    shift: bool,
    clicks: u32,
    exact: bool,
) -> Gesture {
    let Some(caret) = frame.caret_at(point) else {
        return Gesture::None;
    };
    let at = frame.snap_to_grapheme(caret.at);
    // A double click is on a letter; the nearest caret may be after it, at the next word.
    let letter = frame.letter_at(point).unwrap_or(at);
    let (unit, at) = match clicks {
        2 => (SelectionUnit::Word, letter),
        3 => (SelectionUnit::Sentence, letter),
        _ => (SelectionUnit::Grapheme, at),
    };
    let initial = match (unit, frame.selection) {
        (SelectionUnit::Grapheme, Some(selection)) if shift => selection.anchor..selection.anchor,
        (SelectionUnit::Grapheme, _) => at..at,
        (SelectionUnit::GrownGrapheme | SelectionUnit::Word | SelectionUnit::Sentence, _) => {
            unit_around(frame, unit, at)
        }
    };
    let reached = grown(frame, unit, exact || !shift);
    let selection = extend_selection(frame, &initial, reached, at);
    frame.select(Some(selection));
    Gesture::Selecting {
        unit,
        initial,
        exact,
    }
}

/// The offset that a drag has reached. For words and sentences this is the letter under the pointer, because the nearest
/// caret may be after it, at the next word.
fn drag_target(frame: &PaneFrame, unit: SelectionUnit, point: Pos2) -> Option<usize> {
    let letter = frame.letter_at(point);
    let letter = letter.filter(|_| unit != SelectionUnit::Grapheme);
    letter.or_else(|| frame.caret_at(point).map(|caret| caret.at))
}

/// The selection from `initial` to the unit around `at`, with its head on the side of `at`.
fn extend_selection(
    frame: &PaneFrame,
    initial: &Range<usize>,
    unit: SelectionUnit,
    at: usize,
) -> TextSelection {
    let reached = unit_around(frame, unit, at);
    let pressed = unit_around(frame, unit, initial.start);
    let initial = pressed.start.min(initial.start)..pressed.end.max(initial.end);
    let (anchor, head) = if reached.start < initial.start {
        (initial.end, reached.start)
    } else {
        (initial.start, reached.end.max(initial.end))
    };
    TextSelection { anchor, head }
}

/// The word or sentence around a byte; for graphemes, the empty range there.
fn unit_around(frame: &PaneFrame, unit: SelectionUnit, at: usize) -> Range<usize> {
    let at = frame.snap_to_grapheme(at);
    let text = frame.input.text.as_str();
    let paragraph = frame.paragraph_of(at);
    let found = match unit {
        SelectionUnit::Grapheme => at..at,
        SelectionUnit::GrownGrapheme => {
            let word = word_around(text, &paragraph, at);
            let is_within = word.start < at && at < word.end;
            let is_word = text[word.clone()].contains(char::is_alphanumeric);
            if is_within && is_word { word } else { at..at }
        }
        SelectionUnit::Word => word_around(text, &paragraph, at),
        SelectionUnit::Sentence => sentence_around(text, &paragraph, at),
    };
    // The end is rounded up, so that a word or sentence is never empty.
    snap_to_graphemes(text, found.start, found.end).map_or(at..at, Span::range)
}

fn click(frame: &mut PaneFrame, point: Pos2) {
    let event = match next_passage_at(frame, point) {
        Some(id) => ReaderEvent::ClickPassage(id),
        None => ReaderEvent::ClickText,
    };
    frame.events.push(event);
}

/// The highlight that a click at `point` selects: the innermost, or the next after the selected one.
fn next_passage_at(frame: &PaneFrame, point: Pos2) -> Option<HighlightId> {
    let over = frame.passages_under(point);
    let selected = over.iter().position(|passage| passage.selected);
    let next = selected.map_or(0, |index| (index + 1) % over.len());
    over.get(next).map(|passage| passage.id)
}

/// Selects something for the context menu: keeps the selection under the pointer, or else selects the highlight there, or
/// else the word.
fn right_click(frame: &mut PaneFrame, point: Pos2) {
    let Some(at) = frame.letter_at(point) else {
        return;
    };
    let selection = frame.selection.and_then(TextSelection::span);
    if selection.is_some_and(|span| span.contains(at)) {
        return;
    }
    if let Some(id) = selected_or_first(&frame.passages_over(at)).map(|passage| passage.id) {
        frame.events.push(ReaderEvent::ClickPassage(id));
    } else {
        let Range { start, end } = unit_around(frame, SelectionUnit::Word, at);
        let (anchor, head) = (start, end);
        frame.select(Some(TextSelection { anchor, head }));
    }
}

/// Scrolls while the pointer is held near or beyond the pane's top or bottom, faster the further away it is.
fn scroll_near_edges(ui: &Ui, frame: &mut PaneFrame, point: Pos2) {
    let line = frame.pane.font.line_height;
    let zone = line * SCROLL_ZONE;
    let beyond = (point.y - (frame.pane.height - zone)).max(0.0) - (zone - point.y).max(0.0);
    if beyond != 0.0 {
        let speed = beyond.clamp(-12.0 * line, 12.0 * line) * 6.0;
        let seconds = ui.input(|input| input.stable_dt.min(0.05));
        frame.scroll_by(speed * seconds);
        ui.request_repaint();
    }
}

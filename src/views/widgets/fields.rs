//! Text fields.

use super::super::{
    Paint,
    theme::{FIELD, TARGET, space},
};
use crate::{analysis::PartialDate, workbench::Command};

use egui::{
    Align2, Event, FocusDirection, Id, Key, KeyboardShortcut, Modifiers, Response, TextEdit, Ui,
    text::{CCursor, CCursorRange},
    vec2,
};

/// A text field bound to a text of the project.
pub struct Field<'a> {
    /// The accessible name.
    pub name: &'a str,
    pub hint: &'a str,
    pub lines: Lines,
}

/// The height of a text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// One line; Enter moves on to the next widget.
    One,
    /// At least this many lines; grows with its text.
    From(usize),
    /// At least this many lines, but Enter finishes the text and Shift+Enter starts a new line.
    Sentence(usize),
}

impl<'a> Field<'a> {
    /// A field of one line.
    pub fn line(name: &'a str, hint: &'a str) -> Self {
        let lines = Lines::One;
        Self { name, hint, lines }
    }

    /// A field of at least this many lines.
    pub fn lines(rows: usize, name: &'a str, hint: &'a str) -> Self {
        let lines = Lines::From(rows);
        Self { name, hint, lines }
    }

    /// Fills the available width. Returns the changed text, and records in `paint` when the field loses the focus.
    pub fn show(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        id: Id,
        text: &str,
    ) -> (Response, Option<String>) {
        self.edit(ui, paint, id, text, None)
    }

    /// Like `show`, for a field of one line in which Enter moves on to the field `next`.
    pub fn show_before(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        id: Id,
        text: &str,
        next: Id,
    ) -> (Response, Option<String>) {
        self.edit(ui, paint, id, text, Some(next))
    }

    fn edit(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        id: Id,
        text: &str,
        next: Option<Id>,
    ) -> (Response, Option<String>) {
        if ui.memory(|memory| memory.has_focus(id)) {
            undo_in_project(ui, paint);
        }
        let mut typed = text.to_owned();
        let field = match self.lines {
            Lines::From(rows) => text_edit(&mut typed, rows),
            Lines::Sentence(rows) => text_edit(&mut typed, rows)
                .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter)),
            Lines::One => line_edit(&mut typed, self.hint),
        };
        let field = field.hint_text(self.hint).id(id);
        let field = field.desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(self.name);
        let changed = response.changed().then_some(typed);
        match (next, self.lines) {
            (Some(next), _) => {
                if take_enter(ui, &response) {
                    ui.memory_mut(|memory| memory.request_focus(next));
                }
            }
            (None, Lines::One) => go_on_after_enter(ui, &response),
            (None, Lines::From(_)) => {}
            (None, Lines::Sentence(_)) => end_by_enter(ui, &response),
        }
        if response.lost_focus() {
            paint.typing_ended = true;
        }
        (response, changed)
    }
}

fn text_edit(typed: &mut String, rows: usize) -> TextEdit<'_> {
    let field = TextEdit::multiline(typed).desired_rows(rows);
    field.margin(vec2(space::SMALL, space::TINY))
}

/// A text field of one line over the available width, as high as a button, with a hint while it is empty.
pub fn line_edit<'t>(typed: &'t mut String, hint: &str) -> TextEdit<'t> {
    TextEdit::singleline(typed)
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .margin(FIELD)
        .min_size(vec2(0.0, TARGET))
        .align(Align2::LEFT_CENTER)
}

/// Moves the focus to the next widget, as Tab does, if the field has just lost it by Enter.
pub fn go_on_after_enter(ui: &Ui, field: &Response) {
    if take_enter(ui, field) {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
    }
}

/// Leaves a field of several lines when Enter is pressed in it.
fn end_by_enter(ui: &Ui, field: &Response) {
    let is_enter = |event: &Event| match event {
        Event::Key {
            key: Key::Enter,
            pressed: true,
            modifiers,
            ..
        } => !modifiers.shift,
        _ => false,
    };
    if field.has_focus() && ui.input(|input| input.events.iter().any(is_enter)) {
        field.surrender_focus();
    }
}

/// Whether the field has just lost the focus by Enter. Consumes the key, so that it does not press the next widget.
pub fn take_enter(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Undoes in the project, which has the typed text; egui's own undo knows only this field.
fn undo_in_project(ui: &mut Ui, paint: &mut Paint<'_>) {
    let (undo, redo) = ui.input_mut(|input| {
        let redo = input.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z)
            || input.consume_key(Modifiers::COMMAND, Key::Y);
        (input.consume_key(Modifiers::COMMAND, Key::Z), redo)
    });
    if undo {
        paint.command(Command::Undo);
    }
    if redo {
        paint.command(Command::Redo);
    }
}

/// Explains below a date field why its text cannot be read as a date.
pub fn date_hint(ui: &mut Ui, written: &str) {
    if let Err(error) = PartialDate::read(written)
        && !written.trim().is_empty()
    {
        ui.weak(format!("{error}. Your text is kept."));
    }
}

/// Focuses a text field before it is painted, so that it gets the keys of this frame. Selects all of its `text`, so that
/// typing replaces it.
pub fn take_keyboard(ui: &Ui, id: Id, text: &str) {
    ui.memory_mut(|memory| memory.request_focus(id));
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
}

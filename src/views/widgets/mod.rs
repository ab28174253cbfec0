//! Small things that several views are made of.

mod choice;
mod claim_header;
mod grid_focus;
mod name_field;
pub(crate) mod path_field;
mod pick_menu;
pub(crate) mod picker;
mod zoom;

use super::{
    Paint,
    theme::{TARGET, letters, space},
};
use crate::{
    project::Stance,
    reader::LabelStyle,
    text::{Span, find_all, without_isolates},
    workbench::{Command, Find},
};
pub(crate) use choice::Choice;
pub(super) use claim_header::{claim_header, claim_header_text, clipped, clipped_lines};
pub(super) use grid_focus::{
    GridFocus, is_covered, navigation_keys, pressed_alone, set_selected_cell,
};
pub(crate) use name_field::NameField;
pub(crate) use pick_menu::{MOST_OFFERED, PickMenu};
pub(crate) use picker::{Picker, PickerScratch};
pub(super) use zoom::Zoom;

use std::{any::Any, sync::Arc};

use egui::{
    Align2, Button, Color32, DragAndDrop, FocusDirection, FontId, Id, Key, Modifiers, Response,
    RichText, Sense, Stroke, StrokeKind, TextEdit, Ui, Vec2, WidgetInfo,
    accesskit::Role,
    text::{CCursor, CCursorRange},
    vec2,
};

/// The tooltip of a command: what it does, or why it cannot be given, and its keys.
pub fn command_tooltip(paint: &Paint<'_>, command: Command) -> String {
    let spec = command.spec();
    let text = match paint.workbench.enabled(command) {
        Ok(()) => spec.tooltip,
        Err(reason) => reason,
    };
    match spec.keys.first() {
        Some(key) => format!("{text} ({})", key.label()),
        None => text.to_owned(),
    }
}

/// A button that gives a command; grey with the reason where it cannot be given.
pub fn command_button(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    command: Command,
    words: &str,
) -> Response {
    let tooltip = command_tooltip(paint, command);
    let enabled = paint.workbench.enabled(command).is_ok();
    let response = ui
        .add_enabled(enabled, Button::new(words))
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    if response.clicked() {
        paint.command(command);
    }
    response
}

/// A small button with a sign; `name` is what a screen reader says and the tooltip shows.
pub fn sign_button(ui: &mut Ui, paint: &mut Paint<'_>, sign: &str, name: &str) -> Response {
    let button = Button::new(RichText::new(sign).size(letters::BODY)).frame_when_inactive(false);
    let response = ui.add(button.min_size(Vec2::splat(TARGET)));
    tip(response, paint, name).accessible_name(&*without_isolates(name))
}

/// A tooltip in any script.
pub fn tip(response: Response, paint: &mut Paint<'_>, text: &str) -> Response {
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    response.on_hover_ui(|ui| {
        paint.engine.label(ui, text, &style);
    })
}

/// Tells a screen reader what the panel that `ui` fills is called.
pub fn name_region(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Region);
        node.set_label(name);
    });
}

/// The name of a panel or a group, in small capitals' stead.
pub fn heading(ui: &mut Ui, paint: &Paint<'_>, words: &str) -> Response {
    ui.label(
        RichText::new(words)
            .size(letters::SMALL)
            .strong()
            .color(paint.theme.faint),
    )
}

/// A hint in faint letters that wraps.
pub fn hint(ui: &mut Ui, paint: &Paint<'_>, words: &str) -> Response {
    ui.label(RichText::new(words).color(paint.theme.faint))
}

/// A text field bound to a text of the project: shows `text`, returns what it was changed to, and says when it was left.
pub struct Field<'a> {
    /// What a screen reader says.
    pub name: &'a str,
    /// What stands there while it is empty.
    pub hint: &'a str,
    /// How much room it takes.
    pub lines: Lines,
}

/// How many lines a text field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// One; Enter goes on to what comes next.
    One,
    /// So many while it is empty; it grows with its text.
    From(usize),
}

impl Field<'_> {
    /// Paints it over the available width.
    pub fn show(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        id: Id,
        text: &str,
    ) -> (Response, Option<String>) {
        if ui.memory(|memory| memory.has_focus(id)) {
            ask_for_undo(ui, paint);
        }
        let mut typed = text.to_owned();
        let field = match self.lines {
            Lines::From(rows) => TextEdit::multiline(&mut typed).desired_rows(rows),
            Lines::One => TextEdit::singleline(&mut typed),
        };
        let hint = RichText::new(self.hint).color(paint.theme.faint);
        let field = field
            .id(id)
            .hint_text(hint)
            .desired_width(f32::INFINITY)
            .margin(vec2(space::SMALL, 5.0));
        let response = ui.add(field).accessible_name(self.name);
        let changed = response.changed().then_some(typed);
        if response.lost_focus() {
            paint.typing_ended = true;
        }
        if self.lines == Lines::One {
            go_on_after_enter(ui, &response);
        }
        (response, changed)
    }
}

/// Where Enter has just left the field, what is painted next has the keyboard, as after Tab.
pub fn go_on_after_enter(ui: &Ui, field: &Response) {
    if take_enter(ui, field) {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
    }
}

/// Whether Enter has just taken the keyboard from the field; if so, that key is used up, and what has the keyboard next is
/// not pressed by it.
pub fn take_enter(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// What is typed here is in the project, so the project undoes it; egui's own undo would know the letters only.
fn ask_for_undo(ui: &mut Ui, paint: &mut Paint<'_>) {
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

/// A row or a text that has the keyboard has a frame.
pub fn show_focus(ui: &Ui, paint: &Paint<'_>, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(1.0, paint.theme.accent);
        ui.painter()
            .rect_stroke(response.rect, 5.0, stroke, StrokeKind::Inside);
    }
}

/// Brings the widget that has just got the keyboard into view, where it is in the scroll area that `ui` fills; egui leaves it
/// where it is. `last` is what had the keyboard before. For the end of the area's contents.
pub fn scroll_to_focus(ui: &Ui, last: &mut Option<Id>) {
    let focused = ui.memory(egui::Memory::focused);
    if std::mem::replace(last, focused) == focused {
        return;
    }
    let Some(widget) = focused.and_then(|id| ui.ctx().read_response(id)) else {
        return;
    };
    let view = ui.clip_rect();
    let seen = widget.interact_rect.intersect(widget.rect);
    // What is painted elsewhere is seen outside of this view.
    let is_here = widget.layer_id == ui.layer_id()
        && ui.min_rect().contains_rect(widget.rect)
        && (!seen.is_positive() || view.expand(1.0).contains_rect(seen));
    if is_here && !view.contains_rect(widget.rect) {
        ui.scroll_to_rect(widget.rect, None);
    }
}

/// A text in which the words that are being found are marked.
pub fn found_label(ui: &mut Ui, paint: &mut Paint<'_>, text: &str, style: &LabelStyle) -> Response {
    let needle = paint.workbench.find().and_then(Find::needle);
    let found = needle.into_iter().flat_map(|needle| find_all(text, needle));
    let found: Vec<Span> = found.collect();
    let ground = paint.theme.reader.hit;
    paint.engine.marked_label(ui, text, style, &found, ground)
}

/// Room beside the word of a badge, in points.
const BADGE_EDGE: f32 = 6.0;

/// A word on a small tinted ground, such as a verdict; cut with an ellipsis where there is no room.
pub fn badge(ui: &mut Ui, paint: &mut Paint<'_>, words: &str, color: Color32) -> Response {
    let pad = vec2(BADGE_EDGE, 0.0);
    let room = (ui.available_width() - 2.0 * pad.x).max(24.0);
    let style = LabelStyle::new(letters::SMALL, color).lines(1);
    let scale = ui.pixels_per_point();
    let block = paint.engine.layout_block(words, &style, room, scale);
    let (rect, response) = ui.allocate_exact_size(block.size() + 2.0 * pad, Sense::hover());
    ui.painter().rect_filled(rect, 4.0, paint.theme.tint(color));
    paint
        .engine
        .paint_block(ui.painter(), rect.min + pad, &block, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    tip(response, paint, words)
}

/// The same where it fits whole into what is left of the row, otherwise nothing.
pub fn badge_if_room(ui: &mut Ui, paint: &mut Paint<'_>, words: &str, color: Color32) {
    let style = LabelStyle::new(letters::SMALL, color).lines(1);
    let scale = ui.pixels_per_point();
    let block = paint
        .engine
        .layout_block(words, &style, f32::INFINITY, scale);
    if block.size().x + 2.0 * BADGE_EDGE <= ui.available_width() {
        badge(ui, paint, words, color);
    }
}

/// Three buttons of which the stance's own is pressed; `of` says for a screen reader what has the stance.
/// Returns the one that was clicked.
pub fn stance_switch(ui: &mut Ui, paint: &Paint<'_>, current: Stance, of: &str) -> Option<Stance> {
    let mut clicked = None;
    ui.spacing_mut().item_spacing.x = 2.0;
    for stance in Stance::ALL {
        let color = paint.theme.stance(stance);
        let sign = RichText::new(stance.sign()).strong().color(color);
        let button = Button::new(sign)
            .selected(stance == current)
            .min_size(Vec2::splat(TARGET - 2.0));
        let response = ui
            .add(button)
            .on_hover_text(stance.label())
            .accessible_name(format!("{}: {of}", stance.label()));
        if response.clicked() && stance != current {
            clicked = Some(stance);
        }
    }
    clicked
}

/// Paints one word centred at a point of the row, such as a sign in a cell.
pub fn sign_at(ui: &Ui, at: egui::Pos2, sign: char, color: Color32) {
    ui.painter().text(
        at,
        Align2::CENTER_CENTER,
        sign,
        FontId::proportional(letters::BODY),
        color,
    );
}

/// What was let go of over the widget, if it is of this kind. egui's own question throws away a payload of another kind.
pub fn dropped<P: Any + Send + Sync>(response: &Response) -> Option<Arc<P>> {
    let of_kind = DragAndDrop::has_payload_of_type::<P>(&response.ctx);
    of_kind
        .then(|| response.dnd_release_payload::<P>())
        .flatten()
}

/// Gives a text field the keyboard before it is painted, so that keys of this very frame are typed into it. All of `text`,
/// which stands in it, is selected: typing replaces it, an arrow keeps it.
pub fn take_keyboard(ui: &Ui, id: Id, text: &str) {
    ui.memory_mut(|memory| memory.request_focus(id));
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
}

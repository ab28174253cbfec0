//! Controls that several views share.

mod choice;
mod claim_counts;
mod claim_header;
mod claim_menu;
mod flash;
mod grid_focus;
mod key_caps;
mod name_field;
pub(crate) mod path_field;
mod pick_menu;
pub(crate) mod picker;
mod signs;
mod size;
mod text_button;
mod text_in_place;
mod zoom;

use super::{
    Paint,
    theme::{FIELD, TARGET, letters, space},
};
use crate::{
    analysis::PartialDate,
    project::Stance,
    reader::LabelStyle,
    text::{Span, find_all, without_isolates},
    workbench::{Command, Find, Intent, commands},
};
pub(crate) use choice::Choice;
pub(super) use claim_counts::{claim_counts, small_words};
pub(super) use claim_header::{claim_header, claim_header_text};
pub(super) use claim_menu::{claim_menu, compare_entry};
pub(super) use flash::Flash;
pub(super) use grid_focus::{
    GridFocus, is_covered, navigation_keys, pressed_alone, set_selected_cell,
};
pub(crate) use key_caps::key_caps;
pub(crate) use name_field::NameField;
pub(crate) use pick_menu::{MAX_OFFERED, PickMenu};
pub(crate) use picker::{Picker, PickerScratch};
pub(super) use signs::{ICON_SIZE, VerdictSign, paint_status, sign_space, status_color};
pub(crate) use size::size;
pub(crate) use text_button::{link, text_button};
pub(super) use text_in_place::{TextInPlace, await_keyboard};
pub(super) use zoom::Zoom;

use std::{any::Any, sync::Arc};

use egui::{
    Align, Align2, Button, Color32, DragAndDrop, Event, FocusDirection, FontId, Frame, Id, Key,
    KeyboardShortcut, Layout, Margin, Modifiers, Painter, Pos2, Rect, Response, RichText,
    ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo,
    accesskit::Role,
    text::{CCursor, CCursorRange},
    vec2,
};

/// The tooltip of a command: its effect or why it is disabled, and its keys.
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

/// A button that runs a command. If it is disabled, the tooltip gives the reason.
pub fn command_button(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    command: Command,
    label: &str,
) -> Response {
    let tooltip = command_tooltip(paint, command);
    let enabled = paint.workbench.enabled(command).is_ok();
    let response = ui
        .add_enabled(enabled, Button::new(label))
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    if response.clicked() {
        paint.command(command);
    }
    response
}

/// A small button with an icon; `name` is its accessible name and tooltip.
pub fn sign_button(ui: &mut Ui, paint: &mut Paint<'_>, icon: &str, name: &str) -> Response {
    let button = Button::new(RichText::new(icon).size(letters::BODY)).frame_when_inactive(false);
    let response = ui.add(button.min_size(Vec2::splat(TARGET)));
    tip(response, paint, name).accessible_name(&*without_isolates(name))
}

/// A button that closes the overlay.
pub fn close_button(ui: &mut Ui, paint: &mut Paint<'_>, label: &str) {
    if ui.button(label).clicked() {
        paint.ask(Intent::SetOverlay(None));
    }
}

/// The scroll area of a dialog. `rest` is the height in points of the rest of the window.
pub fn dialog_scroll(ui: &Ui, rest: f32) -> ScrollArea {
    let height = ui.ctx().content_rect().height() - rest;
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
}

/// A tooltip in any script.
pub fn tip(response: Response, paint: &mut Paint<'_>, text: &str) -> Response {
    let style = paint.theme.body();
    response.on_hover_ui(|ui| {
        paint.label(ui, text, &style);
    })
}

/// Names the panel that `ui` fills, for screen readers.
pub fn name_region(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Region);
        node.set_label(name);
    });
}

/// The heading of a panel or a group.
pub fn heading(ui: &mut Ui, paint: &Paint<'_>, text: &str) -> Response {
    ui.label(
        RichText::new(text)
            .size(letters::SMALL)
            .strong()
            .color(paint.theme.faint),
    )
}

/// Paints small text on one line.
pub fn small_text(painter: &Painter, at: Pos2, align: Align2, text: impl ToString, color: Color32) {
    let font = FontId::proportional(letters::SMALL);
    painter.text(at, align, text, font, color);
}

/// A `Ui` that paints within `rect` only.
pub fn clipped(ui: &mut Ui, rect: Rect) -> Ui {
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    inside
}

/// A `Ui` that paints within `rect` only, from top to bottom without gaps.
pub fn clipped_lines(ui: &mut Ui, rect: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    let mut lines = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    lines.spacing_mut().item_spacing.y = 0.0;
    lines.set_clip_rect(rect.intersect(ui.clip_rect()));
    lines
}

/// A menu entry that runs a command, with its keys.
pub fn command_entry(ui: &mut Ui, paint: &mut Paint<'_>, command: Command) {
    let label = paint.workbench.label(command);
    let keys = command.spec().keys.first().map(|key| key.label());
    let is_on = command == Command::View(paint.workbench.view())
        || command == Command::Theme(paint.workbench.settings().theme);
    let button = Button::selectable(is_on, label.as_str()).shortcut_text(keys.unwrap_or_default());
    let enabled = paint.workbench.enabled(command).is_ok();
    let tooltip = command_tooltip(paint, command);
    let response = ui
        .add_enabled(enabled, button)
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    if response.accessible_name(label).clicked() {
        paint.command(command);
        ui.close();
    }
}

/// Entries of a context menu, each with the keys of the command of the same name. An entry without an intent is disabled.
pub fn menu_entries<'w>(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    entries: impl IntoIterator<Item = (&'w str, Option<Intent>)>,
) {
    for (label, intent) in entries {
        let mut specs = commands().map(|(_, spec)| spec);
        let keys = specs.find(|spec| spec.label == label);
        let keys = keys.and_then(|spec| spec.keys.first());
        let keys = keys.map(|key| key.label()).unwrap_or_default();
        let button = Button::new(label).shortcut_text(keys);
        let entry = ui
            .add_enabled(intent.is_some(), button)
            .accessible_name(label);
        if let Some(intent) = intent.filter(|_| entry.clicked()) {
            paint.ask(intent);
            ui.close();
        }
    }
}

/// Registers a row of a list and paints its background.
pub fn list_row(
    ui: &mut Ui,
    paint: &Paint<'_>,
    id: Id,
    height: f32,
    is_selected: bool,
) -> (Rect, Response) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, id, Sense::click());
    if is_selected {
        ui.painter().rect_filled(rect, 5.0, paint.theme.selected);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 5.0, paint.theme.hover);
    }
    show_focus(ui, paint, &response);
    (rect, response)
}

/// Scroll offset that shows a row in the middle of a list.
pub fn offset_of_row(ui: &Ui, row: usize, height: f32) -> f32 {
    let step = height + ui.spacing().item_spacing.y;
    let above = (ui.available_height() - step).max(0.0) * 0.5;
    (row as f32 * step - above).max(0.0)
}

/// Secondary text that wraps.
pub fn hint(ui: &mut Ui, paint: &Paint<'_>, text: &str) -> Response {
    ui.label(RichText::new(text).color(paint.theme.faint))
}

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

/// Whether the widget with the keyboard focus is inside `rect`.
pub fn contains_focus(ui: &Ui, rect: Rect) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let widget = focused.and_then(|id| ui.ctx().read_response(id));
    widget.is_some_and(|widget| rect.contains_rect(widget.rect))
}

/// Frames a row or a text that has the focus.
pub fn show_focus(ui: &Ui, paint: &Paint<'_>, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(1.0, paint.theme.accent);
        ui.painter()
            .rect_stroke(response.rect, 5.0, stroke, StrokeKind::Inside);
    }
}

/// Scrolls a newly focused widget into view if it is in the scroll area that `ui` fills; egui does not. `last` is the
/// widget focused before. Call at the end of the area's contents.
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
    // A widget of another area may be visible outside this view.
    let is_here = widget.layer_id == ui.layer_id()
        && ui.min_rect().contains_rect(widget.rect)
        && (!seen.is_positive() || view.expand(1.0).contains_rect(seen));
    if is_here && !view.contains_rect(widget.rect) {
        ui.scroll_to_rect(widget.rect, None);
    }
}

/// Text in which the matches of the current search are marked.
pub fn found_label(ui: &mut Ui, paint: &mut Paint<'_>, text: &str, style: &LabelStyle) -> Response {
    let needle = paint.workbench.find().and_then(Find::needle);
    let found = needle.into_iter().flat_map(|needle| find_all(text, needle));
    let found: Vec<Span> = found.collect();
    let ground = paint.theme.reader.hit;
    paint.engine.marked_label(ui, text, style, &found, ground)
}

/// Horizontal padding of a badge, in points.
const BADGE_PADDING: f32 = 6.0;

/// Text on a tinted background, such as a verdict. Shortened with an ellipsis if it does not fit.
pub fn badge(ui: &mut Ui, paint: &mut Paint<'_>, text: &str, color: Color32) -> Response {
    let pad = vec2(BADGE_PADDING, 0.0);
    let room = (ui.available_width() - 2.0 * pad.x).max(24.0);
    let style = LabelStyle::new(letters::SMALL, color).lines(1);
    let scale = ui.pixels_per_point();
    let block = paint.engine.layout_block(text, &style, room, scale);
    let (rect, response) = ui.allocate_exact_size(block.size() + 2.0 * pad, Sense::hover());
    ui.painter().rect_filled(rect, 4.0, paint.theme.tint(color));
    paint
        .engine
        .paint_block(ui.painter(), rect.min + pad, &block, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    tip(response, paint, text)
}

/// Three buttons, with that of the current stance pressed. `evidence` describes the evidence for screen readers. Returns a
/// newly selected stance.
pub fn stance_switch(
    ui: &mut Ui,
    paint: &Paint<'_>,
    current: Stance,
    evidence: &str,
) -> Option<Stance> {
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
            .accessible_name(format!("{}: {evidence}", stance.label()));
        if response.clicked() && stance != current {
            clicked = Some(stance);
        }
    }
    clicked
}

/// The frame of a card, with a coloured border.
pub fn card_frame(paint: &Paint<'_>, color: Color32) -> Frame {
    Frame::new()
        .fill(paint.theme.page)
        .stroke(Stroke::new(1.0, color))
        .corner_radius(6)
        .inner_margin(Margin::same(space::SMALL as i8))
}

/// A card of fixed height for long lists. Its frame is emphasised while it is `open`, that is, undecided.
pub fn fixed_card(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (height, margin, open): (f32, Margin, bool),
    contents: impl FnOnce(&mut Ui, &mut Paint<'_>),
) {
    let color = if open {
        paint.theme.accent
    } else {
        paint.theme.line
    };
    let frame = card_frame(paint, color).outer_margin(margin);
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui(size, |ui| {
        frame.show(ui, |ui| {
            let inside = size - margin.sum() - Vec2::splat(2.0 * (space::SMALL + 1.0));
            ui.set_min_size(inside);
            ui.set_max_size(inside);
            ui.spacing_mut().item_spacing.y = space::TINY;
            contents(ui, paint);
        });
    });
}

/// Paints an icon centred at a point.
pub fn sign_at(ui: &Ui, at: Pos2, icon: char, color: Color32) {
    let font = FontId::proportional(letters::BODY);
    ui.painter()
        .text(at, Align2::CENTER_CENTER, icon, font, color);
}

/// The payload dropped on the widget, if it has this type. egui's own method discards a payload of another type.
pub fn dropped<P: Any + Send + Sync>(response: &Response) -> Option<Arc<P>> {
    let of_kind = DragAndDrop::has_payload_of_type::<P>(&response.ctx);
    of_kind
        .then(|| response.dnd_release_payload::<P>())
        .flatten()
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

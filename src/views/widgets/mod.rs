//! Controls that several views share.

mod choice;
mod claim_counts;
mod claim_header;
mod claim_menu;
mod commands;
mod fields;
mod flash;
mod grid_focus;
mod inline_edit;
mod key_caps;
mod list_focus;
mod name_field;
pub(crate) mod path_field;
mod pick_menu;
pub(crate) mod picker;
mod signs;
mod size;
mod text_button;
mod tooltips;
mod zoom;

use super::{
    Paint,
    theme::{TARGET, letters, space},
};
use crate::{
    project::Stance,
    reader::LabelStyle,
    text::{Span, find_all, without_isolates},
    workbench::Intent,
};
pub(crate) use choice::Choice;
pub(super) use claim_counts::{claim_counts, small_words};
pub(super) use claim_header::{claim_header, claim_header_text};
pub(super) use claim_menu::{claim_menu, compare_entry};
pub(super) use commands::{
    command_button, command_entries, command_entry, command_tooltip, menu_entries,
};
pub(super) use fields::{
    Field, Lines, date_hint, go_on_after_enter, line_edit, take_enter, take_keyboard,
};
pub(super) use flash::Flash;
pub(super) use grid_focus::{
    GridFocus, is_covered, navigation_keys, pressed_alone, set_selected_cell,
};
pub(super) use inline_edit::{InlineEdit, await_keyboard};
pub(crate) use key_caps::key_caps;
pub(super) use list_focus::{keep_arrows, list_row, moved, moved_focus, row_sense, tab_stop};
pub(crate) use name_field::NameField;
pub(crate) use pick_menu::{MAX_OFFERED, PickMenu};
pub(crate) use picker::{Picker, PickerScratch};
pub(super) use signs::{ICON_SIZE, Sign, VerdictIcon, paint_status, sign_space, status_color};
pub(crate) use size::size;
pub(crate) use text_button::{link, text_button};
pub(super) use tooltips::{QuietTooltips, TOOLTIP_DELAY, tip, tip_with};
pub(super) use zoom::Zoom;

use std::{any::Any, sync::Arc};

use egui::{
    Align, Align2, Button, Color32, DragAndDrop, FontId, Frame, Id, Label, Layout, Margin, Painter,
    Pos2, Rect, Response, RichText, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, Ui,
    UiBuilder, Vec2, WidgetInfo, accesskit::Role, vec2,
};

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

/// Names the panel that `ui` fills, for screen readers.
pub fn name_region(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Region);
        node.set_label(name);
    });
}

/// The heading of a panel or a group.
pub fn heading(ui: &mut Ui, paint: &Paint<'_>, text: &str) -> Response {
    ui.label(heading_text(paint, text))
}

fn heading_text(paint: &Paint<'_>, text: &str) -> RichText {
    RichText::new(text)
        .size(letters::SMALL)
        .strong()
        .color(paint.theme.faint)
}

/// A heading with buttons at the right end of its row, painted from there. A heading without enough room is cut.
pub fn heading_row(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    label: &str,
    buttons: impl FnOnce(&mut Ui, &mut Paint<'_>),
) {
    ui.horizontal(|ui| {
        let from_right = Layout::right_to_left(Align::Center);
        ui.with_layout(from_right, |ui| {
            buttons(ui, paint);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(heading_text(paint, label)).truncate());
            });
        });
    });
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

/// Scroll offset that shows a row near the middle of a list, with no row cut at the top.
pub fn offset_of_row(ui: &Ui, row: usize, height: f32) -> f32 {
    let step = height + ui.spacing().item_spacing.y;
    let above = (ui.available_height() - step).max(0.0) * 0.5;
    row.saturating_sub((above / step) as usize) as f32 * step
}

/// Controls of this width, in points, in a row that wraps: they move to the next row rather than be parted.
pub fn together(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), contents);
}

/// Height of each of `count` rows that are at least `least` high. If they do not all fit into `room`, they are as high as
/// leaves no row cut. The same holds for the widths of columns.
pub fn uncut(room: f32, count: usize, least: f32) -> f32 {
    if count as f32 * least <= room {
        return least;
    }
    let shown = (room / least).floor().max(1.0);
    (room / shown).max(least)
}

/// Secondary text that wraps.
pub fn hint(ui: &mut Ui, paint: &Paint<'_>, text: &str) -> Response {
    ui.label(RichText::new(text).color(paint.theme.faint))
}

/// Height of a hint that wraps at this width, in points.
pub fn hint_height(ui: &Ui, text: &str, width: f32) -> f32 {
    let font = TextStyle::Body.resolve(ui.style());
    let color = ui.visuals().text_color();
    let galley = ui.painter().layout(text.to_owned(), font, color, width);
    galley.size().y
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
    let needle = paint
        .workbench
        .find
        .as_ref()
        .and_then(|it| it.needle.as_ref());
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

#[cfg(test)]
mod tests {
    use super::uncut;

    #[test]
    fn rows_that_do_not_all_fit_share_the_room_of_those_that_do() {
        assert_eq!(uncut(420.0, 4, 60.0) as usize, 60);
        assert_eq!(uncut(420.0, 7, 60.0) as usize, 60);
        assert_eq!(uncut(410.0, 10, 60.0) as usize, 68);
        assert_eq!(uncut(50.0, 10, 60.0) as usize, 60);
    }
}

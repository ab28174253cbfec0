//! Keyboard focus of a list: Tab passes it as one stop, and the arrow keys go through its rows.

use super::{super::Paint, navigation_keys, show_focus};

use egui::{EventFilter, Id, Key, Memory, Rect, Response, Sense, Ui, vec2};

/// The row that Tab stops at, of those in view: the focused one, the selected one, or the first.
pub(in crate::views) fn tab_stop(
    ui: &Ui,
    mut shown: impl Iterator<Item = Id> + Clone,
    selected: Option<Id>,
) -> Option<Id> {
    let is_shown = |id: &Id| shown.clone().any(|it| it == *id);
    let focused = ui.memory(Memory::focused).filter(is_shown);
    let stop = focused.or(selected.filter(is_shown));
    stop.or_else(|| shown.next())
}

/// What a row reacts to. egui gives the focus to the next widget that takes it; while Tab is pressed only `is_stop` does.
pub(in crate::views) fn row_sense(ui: &Ui, is_stop: bool) -> Sense {
    let is_passing = ui.input(|input| input.key_pressed(Key::Tab));
    if is_passing && !is_stop {
        Sense::CLICK
    } else {
        Sense::click()
    }
}

/// Keeps the arrow keys for the list while the row has the focus.
pub(in crate::views) fn keep_arrows(ui: &Ui, row: &Response) {
    if row.has_focus() {
        let arrows = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, arrows));
    }
}

/// The row that the keys of this frame move the focus to, from the one that has it. `height` is that of a row.
pub(in crate::views) fn moved_focus(
    ui: &Ui,
    count: usize,
    height: f32,
    id_of: impl Fn(usize) -> Id,
) -> Option<usize> {
    let focused = ui.memory(Memory::focused)?;
    if navigation_keys(ui).is_empty() {
        return None;
    }
    let from = (0..count).find(|row| id_of(*row) == focused)?;
    moved(ui, from, count, height)
}

/// Index that the keys of this frame move to in a list of `count` rows, if they move.
pub(in crate::views) fn moved(ui: &Ui, from: usize, count: usize, height: f32) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let page = ((ui.available_height() / height) as usize).max(2) - 1;
    let keys = navigation_keys(ui);
    let step = |from: usize, key: Key| match key {
        Key::ArrowUp => from.saturating_sub(1),
        Key::ArrowDown => (from + 1).min(last),
        Key::PageUp => from.saturating_sub(page),
        Key::PageDown => (from + page).min(last),
        Key::Home => 0,
        Key::End => last,
        _ => from,
    };
    let to = keys.iter().fold(from, |at, (_, key)| step(at, *key));
    (!keys.is_empty()).then_some(to)
}

/// Registers a row of a list and paints its background. `is_stop` if Tab stops at it.
pub(in crate::views) fn list_row(
    ui: &mut Ui,
    paint: &Paint<'_>,
    id: Id,
    height: f32,
    (is_selected, is_stop): (bool, bool),
) -> (Rect, Response) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, id, row_sense(ui, is_stop));
    if is_selected {
        ui.painter().rect_filled(rect, 5.0, paint.theme.selected);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 5.0, paint.theme.hover);
    }
    show_focus(ui, paint, &response);
    keep_arrows(ui, &response);
    (rect, response)
}

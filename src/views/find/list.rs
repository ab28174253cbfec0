//! A list that the arrow keys go through, whose rows are passages with some words marked.

use crate::{
    text::Span,
    views::{
        Paint,
        widgets::{navigation_keys, set_selected_cell},
    },
    workbench::FocusOn,
};

use egui::{
    EventFilter, Id, Key, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, accesskit::Role, vec2,
};

/// Height of a row, in points.
pub(super) const ROW: f32 = 22.0;

/// Registers the list in the rest of the panel. Returns whether it has the keyboard.
pub(super) fn register(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    id: Id,
    name: &str,
    focus: FocusOn,
) -> bool {
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    if paint.takes_focus(focus) {
        response.request_focus();
        ui.request_repaint();
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    response.has_focus()
}

/// Where the keys of this frame move to in a list of so many entries, if they move at all.
pub(super) fn moved(ui: &Ui, current: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let page = ((ui.available_height() / ROW) as usize).max(2) - 1;
    let keys = navigation_keys(ui);
    let step = |current: usize, key: Key| match key {
        Key::ArrowUp => current.saturating_sub(1),
        Key::ArrowDown => (current + 1).min(last),
        Key::PageUp => current.saturating_sub(page),
        Key::PageDown => (current + page).min(last),
        Key::Home => 0,
        Key::End => last,
        _ => current,
    };
    let moved = keys.iter().fold(current, |at, (_, key)| step(at, *key));
    (!keys.is_empty()).then_some(moved)
}

/// The head of a group of rows.
pub(super) fn head(ui: &mut Ui, paint: &mut Paint<'_>, words: &str) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let mut inside = row_ui(ui, rect, 0.0);
    paint.label(&mut inside, words, &paint.theme.body().strong().lines(1));
}

/// Within a row, from an indent on.
pub(super) fn row_ui(ui: &mut Ui, rect: Rect, indent: f32) -> Ui {
    let inside = rect
        .with_min_x(rect.left() + indent)
        .shrink2(vec2(2.0, 2.0));
    ui.new_child(UiBuilder::new().max_rect(inside))
}

/// A row of the list.
pub(super) struct PassageRow<'a> {
    pub id: Id,
    pub is_current: bool,
    pub indent: f32,
    pub words: &'a str,
    /// The words that are marked.
    pub marks: &'a [Span],
}

impl PassageRow<'_> {
    pub(super) fn show(&self, ui: &mut Ui, paint: &mut Paint<'_>, list: Id) -> Response {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let response = ui.interact(rect, self.id, Sense::CLICK);
        if self.is_current {
            ui.painter().rect_filled(rect, 4.0, paint.theme.selected);
            set_selected_cell(ui, list, self.id);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, paint.theme.hover);
        }
        let mut inside = row_ui(ui, rect, self.indent);
        let ground = paint.theme.reader.hit;
        let style = paint.theme.body().lines(1);
        let Self { words, marks, .. } = self;
        paint
            .engine
            .marked_label(&mut inside, words, &style, marks, ground);
        let is_current = self.is_current;
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, *words));
        response
    }
}

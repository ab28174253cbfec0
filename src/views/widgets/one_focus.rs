//! Focus of a group of items, such as cells or nodes: the group has the keyboard as one, and arrows move inside it.

use crate::views::Paint;

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Sense, Ui, WidgetInfo, accesskit::Role};

/// Makes the group focusable as the widget `all`, with the accessible name `name` and the bounds `rect`. Takes the focus once if
/// `takes_keyboard` is set.
pub(crate) fn keep(ui: &Ui, all: Id, name: &str, rect: Rect, takes_keyboard: &mut bool) {
    let response = ui.interact(rect, all, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
    if std::mem::take(takes_keyboard) {
        response.request_focus();
        // Only in the next frame does egui leave the arrows to the group.
        ui.request_repaint();
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(all, arrows));
}

/// Marks the selected item for screen readers.
pub(crate) fn tell_chosen(ui: &Ui, all: Id, one: Id) {
    let tell = |node: &mut egui::accesskit::Node| node.set_active_descendant(one.accesskit_id());
    ui.ctx().accesskit_node_builder(all, tell);
    ui.ctx()
        .accesskit_node_builder(one, |node| node.set_selected(true));
}

/// Whether keys are meant for a widget outside of the group.
pub(crate) fn are_elsewhere(ui: &Ui, paint: &Paint<'_>, all: Id) -> bool {
    ui.memory(egui::Memory::focused).is_some_and(|id| id != all)
        || egui::Popup::is_any_open(ui.ctx())
        || paint.workbench.overlay().is_some()
        || paint.workbench.question().is_some()
}

/// The key of an event that moves from one item to another.
pub(crate) fn moving(event: &Event) -> Option<(Modifiers, Key)> {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    let mut keys = KEYS.iter();
    let found = keys.find(|(held, known)| known == key && modifiers.matches_exact(*held));
    found.copied()
}

const KEYS: [(Modifiers, Key); 10] = [
    (Modifiers::NONE, Key::ArrowLeft),
    (Modifiers::NONE, Key::ArrowRight),
    (Modifiers::NONE, Key::ArrowUp),
    (Modifiers::NONE, Key::ArrowDown),
    (Modifiers::NONE, Key::PageUp),
    (Modifiers::NONE, Key::PageDown),
    (Modifiers::NONE, Key::Home),
    (Modifiers::NONE, Key::End),
    (Modifiers::COMMAND, Key::Home),
    (Modifiers::COMMAND, Key::End),
];

/// Whether the key was pressed with exactly these modifiers.
pub(crate) fn pressed(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input(|input| input.key_pressed(key) && input.modifiers.matches_exact(modifiers))
}

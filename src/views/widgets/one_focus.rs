//! Many things that have the keyboard as one, so that arrows are theirs, whichever of them is chosen.

use crate::views::Paint;

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Sense, Ui, WidgetInfo, accesskit::Role};

/// Lets those that egui calls `all`, and people `name`, have the keyboard. They lie in `rect`; where `takes_keyboard` says so
/// they take it, once.
pub(crate) fn keep(ui: &Ui, all: Id, name: &str, rect: Rect, takes_keyboard: &mut bool) {
    let response = ui.interact(rect, all, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
    if std::mem::take(takes_keyboard) {
        response.request_focus();
        // egui lets go of the arrows in the frame after that.
        ui.request_repaint();
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(all, arrows));
}

/// Tells a screen reader which of them is the chosen one.
pub(crate) fn tell_chosen(ui: &Ui, all: Id, one: Id) {
    let tell = |node: &mut egui::accesskit::Node| node.set_active_descendant(one.accesskit_id());
    ui.ctx().accesskit_node_builder(all, tell);
    ui.ctx()
        .accesskit_node_builder(one, |node| node.set_selected(true));
}

/// Whether keys are meant for something else than them.
pub(crate) fn are_elsewhere(ui: &Ui, paint: &Paint<'_>, all: Id) -> bool {
    ui.memory(egui::Memory::focused).is_some_and(|id| id != all)
        || egui::Popup::is_any_open(ui.ctx())
        || paint.workbench.overlay().is_some()
        || paint.workbench.question().is_some()
}

/// The key of an event, where it is one that goes from one of them to another.
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

/// Whether the key was pressed with these others held and no more.
pub(crate) fn pressed(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input(|input| input.key_pressed(key) && input.modifiers.matches_exact(modifiers))
}

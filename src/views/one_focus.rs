//! Many things that have the keyboard as one, so that arrows are theirs, whichever of them is chosen.

use egui::{EventFilter, Id, Rect, Sense, Ui, WidgetInfo, accesskit::Role};

/// Lets those that egui calls `all`, and people `name`, have the keyboard. They lie in `rect`; where `takes_keyboard` says so
/// they take it, once.
pub(super) fn keep(ui: &Ui, all: Id, name: &str, rect: Rect, takes_keyboard: &mut bool) {
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
pub(super) fn tell_chosen(ui: &Ui, all: Id, one: Id) {
    let tell = |node: &mut egui::accesskit::Node| node.set_active_descendant(one.accesskit_id());
    ui.ctx().accesskit_node_builder(all, tell);
    ui.ctx()
        .accesskit_node_builder(one, |node| node.set_selected(true));
}

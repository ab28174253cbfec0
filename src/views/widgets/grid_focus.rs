//! Keyboard focus of a grid. All its cells share one widget, so that arrow keys work whichever cell is selected, and Tab
//! skips thousands of cells at once.

use super::super::Paint;

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Sense, Ui, WidgetInfo, accesskit::Role};

/// Focus of one grid, kept between frames.
#[derive(Default)]
pub(in crate::views) struct GridFocus {
    /// The grid requests the focus when it is next painted.
    requested: bool,
    /// Whether the keys of the last frame were for another widget: a field just left by Enter or Escape still owns that
    /// key.
    was_elsewhere: bool,
    /// The egui pass in which the view was last painted.
    last_pass: u64,
}

impl GridFocus {
    /// Moves the focus to the grid when its view has just appeared, unless an overlay covers it. Returns whether it did.
    pub(in crate::views) fn follow_view(&mut self, ui: &Ui, paint: &Paint<'_>) -> bool {
        let pass = ui.ctx().cumulative_pass_nr();
        let has_appeared = std::mem::replace(&mut self.last_pass, pass) + 1 < pass;
        if has_appeared && !is_covered(paint) {
            self.requested = true;
            ui.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
        has_appeared
    }

    /// Moves the focus to the grid when it is next painted.
    pub(in crate::views) fn request(&mut self) {
        self.requested = true;
    }

    /// Registers the widget of the grid. Returns whether it gets the keys of this frame: it has the focus, or nothing
    /// has.
    pub(in crate::views) fn register(
        &mut self,
        ui: &Ui,
        paint: &Paint<'_>,
        id: Id,
        name: &str,
        rect: Rect,
    ) -> bool {
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
        if std::mem::take(&mut self.requested) {
            response.request_focus();
            // egui releases the arrow keys in the frame after that.
            ui.request_repaint();
        }
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        let is_elsewhere = ui
            .memory(egui::Memory::focused)
            .is_some_and(|focused| focused != id)
            || egui::Popup::is_any_open(ui.ctx())
            || is_covered(paint);
        let was_elsewhere = std::mem::replace(&mut self.was_elsewhere, is_elsewhere);
        !is_elsewhere && !was_elsewhere
    }
}

/// Whether an overlay or a question covers the views.
pub(in crate::views) fn is_covered(paint: &Paint<'_>) -> bool {
    paint.workbench.overlay.is_some() || paint.workbench.question().is_some()
}

/// Tells a screen reader which cell of the grid is selected.
pub(in crate::views) fn set_selected_cell(ui: &Ui, grid: Id, cell: Id) {
    let active = cell.accesskit_id();
    ui.ctx()
        .accesskit_node_builder(grid, |node| node.set_active_descendant(active));
    ui.ctx()
        .accesskit_node_builder(cell, |node| node.set_selected(true));
}

/// Keys of this frame that move between cells, in order: fast typing presses several between two frames.
pub(in crate::views) fn navigation_keys(ui: &Ui) -> Vec<(Modifiers, Key)> {
    let navigation = |event: &Event| {
        let Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } = event
        else {
            return None;
        };
        let is_it =
            |(held, known): &&(Modifiers, Key)| known == key && modifiers.matches_exact(*held);
        NAVIGATION.iter().find(is_it).copied()
    };
    ui.input(|input| input.events.iter().filter_map(navigation).collect())
}

const NAVIGATION: [(Modifiers, Key); 10] = [
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

/// Whether the key was pressed with no modifier held.
pub(in crate::views) fn pressed_alone(ui: &Ui, key: Key) -> bool {
    ui.input(|input| input.modifiers.is_none() && input.key_pressed(key))
}

//! Presses, moves and releases of the primary button, in order.

use egui::{Event, PointerButton, Pos2, Response, Ui};

/// One step of a gesture, in window coordinates.
#[derive(Clone, Copy)]
pub(super) enum PointerStep {
    Press { at: Pos2, shift: bool },
    Move(Pos2),
    Release(Pos2),
}

/// The steps since the last frame, in order.
pub(super) fn steps(ui: &Ui) -> Vec<PointerStep> {
    let step = |event: &Event| match event {
        Event::PointerMoved(at) => Some(PointerStep::Move(*at)),
        Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        } => Some(if *pressed {
            PointerStep::Press {
                at: *pos,
                shift: modifiers.shift,
            }
        } else {
            PointerStep::Release(*pos)
        }),
        _ => None,
    };
    ui.input(|input| input.events.iter().filter_map(step).collect())
}

/// Whether a press at `at` was on the pane. Once the button is released, egui no longer reports what it was pressed on.
pub(super) fn is_on(response: &Response, at: Pos2, steps: &[PointerStep]) -> bool {
    let released = steps
        .iter()
        .any(|step| matches!(step, PointerStep::Release(_)));
    let on_top = || response.ctx.layer_id_at(at) == Some(response.layer_id);
    response.is_pointer_button_down_on()
        || (released && response.interact_rect.contains(at) && on_top())
}

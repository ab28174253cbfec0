//! What the pointer did, step by step.

use egui::{Event, PointerButton, Pos2, Response, Ui};

/// What the pointer did, in window coordinates.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Press { at: Pos2, shift: bool },
    Move(Pos2),
    Release(Pos2),
}

/// What the pointer did since the last frame, in order.
pub(crate) fn steps(ui: &Ui) -> Vec<Step> {
    ui.input(|input| {
        let steps = input.events.iter().filter_map(|event| match event {
            Event::PointerMoved(at) => Some(Step::Move(*at)),
            Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed: true,
                modifiers,
            } => Some(Step::Press {
                at: *pos,
                shift: modifiers.shift,
            }),
            Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed: false,
                ..
            } => Some(Step::Release(*pos)),
            _ => None,
        });
        steps.collect()
    })
}

/// Whether a press at `at` was on the pane. Where the button is up again, egui no longer says what it was pressed on.
pub(crate) fn is_on(response: &Response, at: Pos2, steps: &[Step]) -> bool {
    let released = steps.iter().any(|step| matches!(step, Step::Release(_)));
    let on_top = || response.ctx.layer_id_at(at) == Some(response.layer_id);
    response.is_pointer_button_down_on()
        || (released && response.interact_rect.contains(at) && on_top())
}

//! Zoom keys and buttons of the graph and the timeline.

use super::{
    super::{Paint, theme::TARGET},
    sign_button, together,
};

use egui::{Key, Ui};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::views) enum Zoom {
    /// Zooms by this factor; above 1 is closer.
    By(f32),
    /// Shows everything.
    Fit,
}

impl Zoom {
    /// The request made by the keys of this frame: + and − zoom by `step`, F fits.
    pub(in crate::views) fn from_keys(ui: &Ui, step: f32) -> Option<Self> {
        ui.input(|input| {
            let held = input.modifiers;
            // Plus needs Shift on many keyboards.
            let mut without_shift = held;
            without_shift.shift = false;
            let zooms = without_shift.is_none();
            let closer = input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals);
            let fits = held.is_none() && input.key_pressed(Key::F);
            match (zooms && closer, zooms && input.key_pressed(Key::Minus)) {
                _ if fits => Some(Self::Fit),
                (true, false) => Some(Self::By(step)),
                (false, true) => Some(Self::By(1.0 / step)),
                (true, true) | (false, false) => None,
            }
        })
    }

    /// Buttons for the same requests. Returns the request of the clicked one.
    pub(in crate::views) fn buttons(
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        step: f32,
        fit_tooltip: &str,
    ) -> Option<Self> {
        let fit = paint.engine.atom_width(ui, "Fit", &paint.theme.body());
        let spacing = ui.spacing();
        let fit = fit + 2.0 * (spacing.button_padding.x + spacing.item_spacing.x);
        let mut clicked = None;
        together(ui, 2.0 * TARGET + fit, |ui| {
            clicked = Self::clicked(ui, paint, step, fit_tooltip);
        });
        clicked
    }

    fn clicked(ui: &mut Ui, paint: &mut Paint<'_>, step: f32, fit_tooltip: &str) -> Option<Self> {
        let mut clicked = None;
        if sign_button(ui, paint, "\u{2212}", "Zoom out (-)").clicked() {
            clicked = Some(Self::By(1.0 / step));
        }
        if sign_button(ui, paint, "+", "Zoom in (+)").clicked() {
            clicked = Some(Self::By(step));
        }
        if ui.button("Fit").on_hover_text(fit_tooltip).clicked() {
            clicked = Some(Self::Fit);
        }
        clicked
    }
}

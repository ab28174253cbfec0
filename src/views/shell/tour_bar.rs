//! The bar of the five-minute tour of the sample.

use crate::{
    views::{
        Paint,
        theme::{TARGET, space},
        widgets::{command_button, sign_button},
    },
    workbench::{Command, Intent, TOUR, platform_keys},
};

use egui::{Align, Layout, RichText, Sense, Stroke, Ui, vec2};

/// Height of two lines of text, in points.
const BAR_HEIGHT: f32 = 36.0;

/// `step` is an index of [`TOUR`], or `TOUR.len()` at the end.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, step: usize) {
    // The same height for all steps, so that the window below does not move.
    let size = vec2(ui.available_width(), BAR_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        if sign_button(ui, paint, "\u{d7}", "Close the tour").clicked() {
            paint.ask(Intent::Tour(None));
        }
        steps(ui, paint, step);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.horizontal_wrapped(|ui| show_step(ui, paint, step));
        });
    });
}

fn show_step(ui: &mut Ui, paint: &mut Paint<'_>, step: usize) {
    let Some(current) = TOUR.get(step) else {
        ui.label(RichText::new("End of the tour").color(paint.theme.accent));
        ui.label("Start with your own articles:");
        for command in [Command::NewProject, Command::Open, Command::AddArticles] {
            command_button(ui, paint, command, command.spec().label);
        }
        return;
    };
    let title = format!("{} of {}: {}", step + 1, TOUR.len(), current.title);
    ui.label(RichText::new(title).color(paint.theme.accent));
    ui.label(platform_keys(current.text));
}

/// Buttons to go back and on, with a dot for each step between them, filled if the step is done. Laid out from the right.
fn steps(ui: &mut Ui, paint: &mut Paint<'_>, step: usize) {
    let on = ui.add_enabled(step < TOUR.len(), egui::Button::new("Skip"));
    if on.on_hover_text("Go to the next step").clicked() {
        paint.ask(Intent::Tour(Some(step + 1)));
    }
    let back = ui.add_enabled(step > 0, egui::Button::new("Back"));
    if back.on_hover_text("Go to the previous step").clicked() {
        paint.ask(Intent::Tour(Some(step - 1)));
    }
    let gap = 12.0;
    let size = vec2(gap * TOUR.len() as f32, TARGET);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    for nth in 0..TOUR.len() {
        let center = rect.left_center() + vec2(gap * (nth as f32 + 0.5), 0.0);
        if nth < step {
            ui.painter().circle_filled(center, 3.5, paint.theme.accent);
        } else {
            let stroke = Stroke::new(1.0, paint.theme.outline);
            ui.painter().circle_stroke(center, 3.0, stroke);
        }
    }
    ui.add_space(space::SMALL);
}

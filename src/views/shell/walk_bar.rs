//! The bar of the five-minute walk through the sample.

use crate::{
    views::{
        Paint,
        theme::{TARGET, space},
        widgets::{command_button, sign_button},
    },
    workbench::{Command, Intent, WALK, platform_keys},
};

use egui::{Align, Layout, RichText, Sense, Stroke, Ui, vec2};

/// Height of two lines of words, in points.
const TWO_LINES: f32 = 36.0;

/// `step` is an index of [`WALK`], or past its end.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, step: usize) {
    // Steps of one line and of two leave the window in its place.
    let size = vec2(ui.available_width(), TWO_LINES);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        if sign_button(ui, paint, "\u{d7}", "Close the walk for good").clicked() {
            paint.ask(Intent::Walk(None));
        }
        steps(ui, paint, step);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.horizontal_wrapped(|ui| words(ui, paint, step));
        });
    });
}

fn words(ui: &mut Ui, paint: &mut Paint<'_>, step: usize) {
    let Some(current) = WALK.get(step) else {
        ui.label(RichText::new("That was the walk").color(paint.theme.accent));
        ui.label("Begin with your own articles:");
        for command in [Command::NewProject, Command::Open, Command::AddArticles] {
            command_button(ui, paint, command, command.spec().label);
        }
        return;
    };
    let title = format!("{} of {}: {}", step + 1, WALK.len(), current.title);
    ui.label(RichText::new(title).color(paint.theme.accent));
    ui.label(platform_keys(current.text));
}

/// One dot for each step, filled when it is behind, between the buttons to go back and on. Painted from the right.
fn steps(ui: &mut Ui, paint: &mut Paint<'_>, step: usize) {
    let on = ui.add_enabled(step < WALK.len(), egui::Button::new("Skip"));
    if on.on_hover_text("Go to the next step").clicked() {
        paint.ask(Intent::Walk(Some(step + 1)));
    }
    let back = ui.add_enabled(step > 0, egui::Button::new("Back"));
    if back.on_hover_text("Go to the step before").clicked() {
        paint.ask(Intent::Walk(Some(step - 1)));
    }
    let gap = 12.0;
    let size = vec2(gap * WALK.len() as f32, TARGET);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    for nth in 0..WALK.len() {
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

use egui::{ComboBox, Grid, Id, Ui};

use super::{
    Paint,
    theme::space,
    widgets::{Field, Lines, hint},
};
use crate::{project::VerdictScale, workbench::Intent};

/// The project's title and the scale that its verdicts are chosen from.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    Grid::new("project record")
        .num_columns(2)
        .spacing([space::MEDIUM, space::SMALL])
        .show(ui, |ui| {
            ui.label("Title");
            let field = Field {
                name: "Title of the project",
                hint: "What this project is about",
                lines: Lines::One,
            };
            let (_, changed) = field.show(
                ui,
                paint,
                Id::unique("project title"),
                paint.project().title(),
            );
            if let Some(title) = changed {
                paint.ask(Intent::SetTitle(title));
            }
            ui.end_row();
            ui.label("Verdicts");
            scale(ui, paint);
            ui.end_row();
        });
    let labels: Vec<&str> = paint
        .project()
        .scale()
        .verdicts
        .iter()
        .map(|verdict| verdict.label.as_str())
        .collect();
    hint(ui, paint, &labels.join(", "));
    hint(
        ui,
        paint,
        "Another scale can be chosen while no claim has a verdict that it lacks",
    );
    if ui.button("Done").clicked() {
        paint.ask(Intent::SetOverlay(None));
    }
}

fn scale(ui: &mut Ui, paint: &mut Paint<'_>) {
    let current = paint.project().scale();
    let combo = ComboBox::from_id_salt("verdict scale")
        .selected_text(&current.name)
        .width(220.0);
    let response = combo.show_ui(ui, |ui| {
        for scale in [
            VerdictScale::averitec(),
            VerdictScale::politifact(),
            VerdictScale::plain(),
        ] {
            if ui
                .selectable_label(scale == *current, &scale.name)
                .clicked()
                && scale != *current
            {
                paint.ask(Intent::SetScale(scale));
            }
        }
    });
    response.response.accessible_name("Verdict scale");
}

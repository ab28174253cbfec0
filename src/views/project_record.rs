use std::collections::BTreeMap;

use egui::{Grid, Id, Ui};

use super::{
    Paint,
    choice::Choice,
    theme::{letters, space},
    widgets::{Field, Lines, hint},
};
use crate::{project::VerdictScale, reader::LabelStyle, workbench::Intent};

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
    let style = LabelStyle::new(letters::BODY, paint.theme.faint);
    paint.engine.label(ui, &labels.join(", "), &style);
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
    let scales = [
        VerdictScale::averitec(),
        VerdictScale::politifact(),
        VerdictScale::plain(),
    ];
    let names: Vec<&str> = scales.iter().map(|scale| scale.name.as_str()).collect();
    let choice = Choice {
        name: "Verdict scale",
        shown: &current.name,
        width: 220.0,
    };
    let chosen = scales.iter().position(|scale| scale == current);
    let clicked = choice.show(ui, paint, &names, chosen);
    if let Some(nth) = clicked.filter(|nth| Some(*nth) != chosen) {
        paint.ask(Intent::SetScale(scales[nth].clone(), BTreeMap::new()));
    }
}

use crate::{
    storage::{KeepHistory, MAX_BACKUPS, ReadingFamily, Settings},
    views::{
        Paint,
        theme::space,
        widgets::{Choice, hint},
    },
    workbench::{Command, Intent},
};

use egui::{Grid, Slider, Ui};

/// Font, size and line width of the articles, and which backups are kept.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, families: &mut Vec<String>) {
    if families.is_empty() {
        *families = paint.engine.families();
    }
    let before = paint.workbench.settings().clone();
    let mut settings = before.clone();
    Grid::new("reading settings")
        .num_columns(2)
        .spacing([space::MEDIUM, space::SMALL])
        .show(ui, |ui| {
            ui.label("Font");
            family(ui, paint, &mut settings.reading_family, families);
            ui.end_row();
            numbers(ui, &mut settings);
            ui.label("Keep backups");
            keep_history(ui, paint, &mut settings.keep_history);
            ui.end_row();
        });
    hint(ui, paint, &kept_in_words(settings.keep_history));
    ui.horizontal(|ui| {
        if ui.button("Done").clicked() {
            paint.ask(Intent::SetOverlay(None));
        }
        if ui.button("Restore defaults").clicked() {
            // Settings of other dialogs are kept.
            settings = Settings {
                theme: before.theme,
                export: before.export,
                table: before.table.clone(),
                ..Settings::default()
            };
        }
    });
    if settings != before {
        paint.ask(Intent::Configure(Box::new(settings)));
    }
}

fn numbers(ui: &mut Ui, settings: &mut Settings) {
    let size = ui.label("Size").id;
    ui.add(
        Slider::new(&mut settings.reading_size, 10.0..=32.0)
            .step_by(1.0)
            .suffix(" pt"),
    )
    .labelled_by(size);
    ui.end_row();
    let width = ui.label("Maximum characters per line").id;
    ui.add(Slider::new(&mut settings.line_width, 40.0..=120.0).step_by(1.0))
        .labelled_by(width);
    ui.end_row();
    let backups = ui.label("Maximum backups per file").id;
    ui.add(Slider::new(&mut settings.backups, 0..=MAX_BACKUPS))
        .labelled_by(backups);
    ui.end_row();
}

fn keep_history(ui: &mut Ui, paint: &mut Paint<'_>, chosen: &mut KeepHistory) {
    let choices = [
        KeepHistory::All,
        KeepHistory::Unprotected,
        KeepHistory::None,
    ];
    let names = choices.map(keep_name);
    let choice = Choice {
        name: "Keep backups",
        shown: keep_name(*chosen),
        width: 220.0,
    };
    let current = choices.iter().position(|choice| choice == chosen);
    if let Some(clicked) = choice.show(ui, paint, &names, current) {
        *chosen = choices[clicked];
    }
}

fn keep_name(keep: KeepHistory) -> &'static str {
    match keep {
        KeepHistory::All => "Of all projects",
        KeepHistory::Unprotected => "Unless names are protected",
        KeepHistory::None => "Never",
    }
}

/// The journal keeps unsaved work whichever backups are kept.
fn kept_in_words(keep: KeepHistory) -> String {
    let forget = Command::ForgetHistory.spec().label;
    let backups = match keep {
        KeepHistory::All => "Backups are kept until newer ones replace them or",
        KeepHistory::Unprotected => {
            "Projects with protected names are not backed up; existing backups are kept until"
        }
        KeepHistory::None => "Nothing is backed up; existing backups are kept until",
    };
    format!(
        "{backups} you choose File > {forget}. The journal, which protects unsaved work, is deleted when the window closes."
    )
}

fn family(ui: &mut Ui, paint: &mut Paint<'_>, chosen: &mut ReadingFamily, families: &[String]) {
    let installed = families.iter().cloned().map(ReadingFamily::Named);
    let choices: Vec<ReadingFamily> = [
        ReadingFamily::Platform,
        ReadingFamily::Serif,
        ReadingFamily::SansSerif,
    ]
    .into_iter()
    .chain(installed)
    .collect();
    let names: Vec<&str> = choices.iter().map(family_name).collect();
    let choice = Choice {
        name: "Font",
        shown: family_name(chosen),
        width: 220.0,
    };
    let current = choices.iter().position(|choice| choice == chosen);
    if let Some(clicked) = choice.show(ui, paint, &names, current) {
        *chosen = choices[clicked].clone();
    }
}

fn family_name(family: &ReadingFamily) -> &str {
    match family {
        ReadingFamily::Platform => "System reading font",
        ReadingFamily::Serif => "Serif",
        ReadingFamily::SansSerif => "Sans serif",
        ReadingFamily::Named(name) => name,
    }
}

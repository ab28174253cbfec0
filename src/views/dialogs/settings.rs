use crate::{
    storage::{KeepHistory, MAX_BACKUPS, ReadingFamily, Settings},
    views::{
        Paint,
        theme::space,
        widgets::{Choice, Field, close_button},
    },
    workbench::{Command, Intent},
};

use egui::{Grid, Id, Slider, Ui};

/// Widths of a box and of the number beside a slider, in points.
const BOX_WIDTH: f32 = 220.0;
const NUMBER_WIDTH: f32 = 56.0;

/// Font, size and line width of the articles, and which backups and originals to keep.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, families: &mut Vec<String>) {
    if families.is_empty() {
        *families = paint.engine.families();
    }
    let before = paint.workbench.settings.clone();
    let mut settings = before.clone();
    Grid::new("reading settings")
        .num_columns(2)
        .max_col_width(BOX_WIDTH)
        .spacing([space::MEDIUM, space::SMALL])
        .show(ui, |ui| {
            // A slider and its number are as wide as a box.
            ui.spacing_mut().interact_size.x = NUMBER_WIDTH;
            ui.spacing_mut().slider_width = BOX_WIDTH - NUMBER_WIDTH - ui.spacing().item_spacing.x;
            ui.label("Font");
            let families = font_families(families);
            let choice = Choice::new("Font", BOX_WIDTH);
            let current = &before.reading_family;
            if let Some(family) = choice.pick(ui, paint, &families, family_name, current) {
                settings.reading_family = family;
            }
            ui.end_row();
            let size = Slider::new(&mut settings.reading_size, 10.0..=32.0)
                .step_by(1.0)
                .max_decimals(0)
                .suffix(" pt");
            let width = Slider::new(&mut settings.line_width, 40.0..=120.0);
            let width = width.step_by(1.0).max_decimals(0);
            let backups = Slider::new(&mut settings.backups, 0..=MAX_BACKUPS);
            for (label_text, slider) in [
                ("Size", size),
                ("Maximum characters per line", width),
                ("Maximum backups per file", backups),
            ] {
                let label = ui.label(label_text).id;
                ui.add(slider).labelled_by(label);
                ui.end_row();
            }
            ui.label("Your name");
            let field = Field::line("Your name", "e.g. Mara Ilven");
            let id = Id::unique("your name");
            let (response, typed) = field.show(ui, paint, id, &settings.your_name);
            response.on_hover_text("Recorded with each article that you add");
            if let Some(name) = typed {
                settings.your_name = name;
            }
            ui.end_row();
            ui.label("Keep backups");
            let choice = Choice::new("Keep backups", BOX_WIDTH);
            let current = &before.keep_history;
            let kept = choice.pick(ui, paint, &KEEP_HISTORY, |it| keep_name(*it), current);
            if let Some(kept) = kept {
                settings.keep_history = kept;
            }
            ui.end_row();
        });
    ui.checkbox(
        &mut settings.whole_words,
        "Select whole words with the mouse",
    )
    .on_hover_text("Hold Ctrl while dragging to select letters");
    ui.checkbox(
        &mut settings.passage_bar,
        "Show a bar at the selected passage",
    )
    .on_hover_text("It names the commands for the passage, with their keys");
    ui.checkbox(
        &mut settings.keep_originals,
        "Keep the originals of articles",
    )
    .on_hover_text("The imported files, in a folder beside the project");
    ui.weak(keep_history_text(settings.keep_history));
    ui.horizontal(|ui| {
        close_button(ui, paint, "Done");
        if ui.button("Restore defaults").clicked() {
            // Settings made in other dialogs are kept.
            settings = Settings {
                theme: before.theme,
                export: before.export,
                report: before.report.clone(),
                table: before.table.clone(),
                tour: before.tour,
                your_name: before.your_name.clone(),
                ..Settings::default()
            };
        }
    });
    if settings != before {
        paint.ask(Intent::Configure(Box::new(settings)));
    }
}

const KEEP_HISTORY: [KeepHistory; 3] = [
    KeepHistory::All,
    KeepHistory::Unprotected,
    KeepHistory::None,
];

fn keep_name(keep: KeepHistory) -> &'static str {
    match keep {
        KeepHistory::All => "For all projects",
        KeepHistory::Unprotected => "Unless names are protected",
        KeepHistory::None => "Never",
    }
}

/// The journal protects unsaved work, whatever the setting for backups.
fn keep_history_text(keep: KeepHistory) -> String {
    let forget = Command::ForgetHistory.spec().label.trim_end_matches('…');
    let backups = match keep {
        KeepHistory::All => "Backups are kept until newer ones replace them or",
        KeepHistory::Unprotected => {
            "Projects with protected names are not backed up; existing backups are kept until"
        }
        KeepHistory::None => "Nothing is backed up; existing backups are kept until",
    };
    format!(
        "{backups} you use File > {forget}. The journal, which protects unsaved work, is deleted when the window closes."
    )
}

fn font_families(installed: &[String]) -> Vec<ReadingFamily> {
    [
        ReadingFamily::Platform,
        ReadingFamily::Serif,
        ReadingFamily::SansSerif,
    ]
    .into_iter()
    .chain(installed.iter().cloned().map(ReadingFamily::Named))
    .collect()
}

fn family_name(family: &ReadingFamily) -> &str {
    match family {
        ReadingFamily::Platform => "System reading font",
        ReadingFamily::Serif => "Serif",
        ReadingFamily::SansSerif => "Sans serif",
        ReadingFamily::Named(name) => name,
    }
}

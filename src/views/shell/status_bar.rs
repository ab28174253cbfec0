use crate::{
    reader::LabelStyle,
    storage::{JournalStatus, View},
    views::{Paint, theme::letters},
    workbench::{Command, DocumentIntent, Intent, Workbench},
};

use egui::{Align, Layout, RichText, Ui};

/// The views at the left, what the project holds in the middle, whether it is saved at the right.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal(|ui| {
        for (command, view) in [
            (Command::Read, View::Read),
            (Command::Table, View::Table),
            (Command::Matrix, View::Matrix),
            (Command::Graph, View::Graph),
            (Command::Timeline, View::Timeline),
        ] {
            let spec = command.spec();
            let on = paint.workbench.view() == view;
            if ui
                .selectable_label(on, spec.label)
                .on_hover_text(spec.tooltip)
                .clicked()
            {
                paint.command(command);
            }
        }
        ui.separator();
        small(ui, paint, &counts(paint.workbench));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // The name of a file may be in any script.
            let style = LabelStyle::new(letters::SMALL, paint.theme.faint).file(1);
            paint.engine.label(ui, &saved(paint.workbench), &style);
            if let Some(words) = journal(paint.workbench.journal()) {
                ui.label(
                    RichText::new(words)
                        .size(letters::SMALL)
                        .color(paint.theme.refutes),
                );
            }
            work_under_way(ui, paint);
        });
    });
}

/// What runs in the background, how far it is, and how to stop it.
fn work_under_way(ui: &mut Ui, paint: &mut Paint<'_>) {
    if let Some((done, total)) = paint.workbench.reading() {
        if ui
            .button("Cancel")
            .on_hover_text("Stop reading; no article is added")
            .clicked()
        {
            paint.ask(Intent::Document(DocumentIntent::CancelReading));
        }
        small(ui, paint, &format!("Reading {done} of {total} files…"));
        ui.spinner();
    }
    if paint.workbench.is_opening() {
        small(ui, paint, "Opening…");
        ui.spinner();
    }
}

fn small(ui: &mut Ui, paint: &Paint<'_>, words: &str) {
    ui.label(
        RichText::new(words)
            .size(letters::SMALL)
            .color(paint.theme.faint),
    );
}

/// What the project holds: "5 articles   42 highlights   14 claims".
fn counts(workbench: &Workbench) -> String {
    let project = workbench.project();
    [
        counted(project.articles().len(), "article"),
        counted(project.highlights().len(), "highlight"),
        counted(project.claims().len(), "claim"),
    ]
    .join("   ")
}

/// A number with its noun.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

/// What the journal has to say, where all is not well: "Journal: the disk is full, 3 changes not yet safe".
fn journal(status: &JournalStatus) -> Option<String> {
    let waiting = match status.waiting {
        0 => String::new(),
        count => format!("{} not yet safe", counted(count, "change")),
    };
    match (&status.trouble, waiting.is_empty()) {
        (None, true) => None,
        (None, false) => Some(format!("Journal: {waiting}")),
        (Some(words), true) => Some(format!("Journal: {words}")),
        (Some(words), false) => Some(format!("Journal: {words}, {waiting}")),
    }
}

fn saved(workbench: &Workbench) -> String {
    let name = workbench
        .path()
        .and_then(|path| path.file_name())
        .map(|name| name.to_string_lossy().into_owned());
    match (workbench.is_saving(), workbench.is_dirty(), name) {
        (true, ..) if workbench.waits_to_quit() => {
            "Saving… Crosscheck closes after that".to_owned()
        }
        (true, ..) => "Saving…".to_owned(),
        (_, true, Some(name)) => format!("{name}: unsaved changes"),
        (_, true, None) => "Not saved yet".to_owned(),
        (_, false, Some(name)) => format!("{name}: saved"),
        (_, false, None) => "Nothing to save yet".to_owned(),
    }
}

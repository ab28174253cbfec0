use super::notices::{self, NoticeScratch};
use crate::{
    reader::LabelStyle,
    storage::JournalStatus,
    text::counted,
    views::{Paint, theme::letters},
    workbench::{Command, DocumentIntent, ExportIntent, Intent, VIEWS, Workbench},
};

use egui::{Align, Color32, Layout, RichText, Ui};

/// On the left the views, then the latest notice or else the size of the project. On the right, work in progress and
/// whether all changes are saved.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut NoticeScratch) {
    ui.horizontal(|ui| {
        for spec in VIEWS {
            let is_on = paint.workbench.view == spec.view;
            let button = ui.selectable_label(is_on, spec.label);
            if button.on_hover_text(spec.tooltip).clicked() {
                paint.command(Command::View(spec.view));
            }
        }
        ui.separator();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // The name of a file may be in any script.
            let style = LabelStyle::new(letters::SMALL, paint.theme.faint).file(1);
            paint.engine.label(ui, &saved(paint.workbench), &style);
            if let Some(message) = journal(paint.workbench.journal()) {
                small_label(ui, paint.theme.refutes, &message);
            }
            work_in_progress(ui, paint);
            ui.with_layout(
                Layout::left_to_right(Align::Center),
                |ui| match notices::passing(paint) {
                    Some(notice) => notices::show_passing(ui, paint, scratch, notice),
                    None => small_label(ui, paint.theme.faint, &counts(paint.workbench)),
                },
            );
        });
    });
}

fn work_in_progress(ui: &mut Ui, paint: &mut Paint<'_>) {
    if let Some((done, total)) = paint.workbench.reading() {
        let cancel = ui.button("Cancel");
        if cancel
            .on_hover_text("Stop reading; no article is added")
            .clicked()
        {
            paint.ask(Intent::Document(DocumentIntent::CancelReading));
        }
        let message = match (done, total) {
            (0, 0) => "Reading…".to_owned(),
            (found, 0) => format!("Looking for articles, {found} found…"),
            _ => format!("Reading {done} of {total} files…"),
        };
        small_label(ui, paint.theme.faint, &message);
        ui.spinner();
    }
    if let Some((done, total)) = paint.workbench.placing() {
        let cancel = ui.button("Cancel").on_hover_text("Add no passage");
        if cancel.clicked() {
            paint.ask(Intent::Document(DocumentIntent::CancelReading));
        }
        let message = format!("Finding {done} of {total} passages…");
        small_label(ui, paint.theme.faint, &message);
        ui.spinner();
    }
    if let Some((done, total)) = paint.workbench.exporting() {
        let cancel = ui.button("Cancel").on_hover_text("Write no file");
        let cancel = cancel.accessible_name("Cancel export");
        if cancel.clicked() {
            paint.ask(Intent::Export(ExportIntent::CancelWriting));
        }
        let message = match total {
            0 => "Exporting…".to_owned(),
            _ => format!("Exporting, {} %…", 100 * done.min(total) / total),
        };
        small_label(ui, paint.theme.faint, &message);
        ui.spinner();
    }
    if paint.workbench.is_opening() {
        if paint.workbench.can_cancel_opening() {
            let cancel = ui
                .button("Cancel")
                .on_hover_text("Stop opening the project");
            if cancel.clicked() {
                paint.ask(Intent::Document(DocumentIntent::CancelOpening));
            }
        }
        small_label(ui, paint.theme.faint, "Opening…");
        ui.spinner();
    }
}

fn small_label(ui: &mut Ui, color: Color32, text: &str) {
    ui.label(RichText::new(text).size(letters::SMALL).color(color));
}

/// "5 articles   42 highlights   14 claims".
fn counts(workbench: &Workbench) -> String {
    let project = workbench.project();
    [
        counted(project.articles().len(), "article"),
        counted(project.highlights().len(), "highlight"),
        counted(project.claims().len(), "claim"),
    ]
    .join("   ")
}

/// Problems with the journal: "Journal: the disk is full, 3 changes not yet safe".
fn journal(status: &JournalStatus) -> Option<String> {
    let waiting =
        (status.waiting > 0).then(|| format!("{} not yet safe", counted(status.waiting, "change")));
    let parts: Vec<String> = status.trouble.clone().into_iter().chain(waiting).collect();
    (!parts.is_empty()).then(|| format!("Journal: {}", parts.join(", ")))
}

fn saved(workbench: &Workbench) -> String {
    let name = workbench.path().and_then(|path| path.file_name());
    let name = name.map(|name| name.to_string_lossy());
    match (workbench.is_saving(), workbench.is_dirty(), name) {
        (true, ..) if workbench.waits_to_quit() => "Saving… Crosscheck closes when done".to_owned(),
        (true, ..) => "Saving…".to_owned(),
        (_, true, Some(name)) => format!("{name}: unsaved changes"),
        (_, true, None) => "Not saved yet".to_owned(),
        (_, false, Some(name)) => format!("{name}: saved"),
        (_, false, None) => "Nothing to save yet".to_owned(),
    }
}

use crate::{
    project::{Original, Project},
    storage::{Backup, KeptHistory, local_time},
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
    },
    workbench::{ForgetIntent, Intent},
};

use std::{collections::BTreeSet, path::Path};

use egui::{RichText, ScrollArea, Ui};

/// Lists the history of the open project that would be deleted, and asks for confirmation.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let name = paint.workbench.document_name();
    let style = paint.theme.title();
    let title = format!("Delete the history of \u{201c}{name}\u{201d}?");
    paint.label(ui, &title, &style);
    let Some(kept) = paint.workbench.kept_history() else {
        ui.spinner();
        return;
    };
    show_history(ui, paint, kept);
    ui.add_space(space::SMALL);
    ui.weak(kept_text(paint));
    let count = count_originals(paint.project());
    if count > 0 {
        let originals = counted(count, "original");
        ui.weak(format!(
            "Kept with the project: {originals}, which may hold real names. To delete one, remove its article, save, and delete the history after that; otherwise Crosscheck deletes it 30 days later."
        ));
    }
    ui.weak("Deleting does not wipe the disk; the data may be recoverable. Copies that you or others made are not touched.",
    );
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let cancel = ui.button("Cancel");
        if ui.memory(egui::Memory::focused).is_none() {
            cancel.request_focus();
        }
        if cancel.clicked() {
            paint.ask(Intent::SetOverlay(None));
        }
        if ui.button("Delete history").clicked() {
            paint.ask(Intent::Forget(ForgetIntent::Forget));
        }
    });
}

/// Number of the files kept as originals. Articles from one file share it.
fn count_originals(project: &Project) -> usize {
    let originals = project.articles();
    let originals = originals.filter_map(|article| article.original.as_ref());
    let kept = originals.filter(|original| original.kept);
    kept.map(Original::file_name).collect::<BTreeSet<_>>().len()
}

fn show_history(ui: &mut Ui, paint: &mut Paint<'_>, kept: &KeptHistory) {
    let backups = kept.backups.len();
    ui.label(RichText::new(counted(backups, "backup")).strong());
    if backups > 0 {
        ScrollArea::vertical()
            .max_height(140.0)
            .auto_shrink([false, true])
            .show_rows(ui, letters::BODY * 1.5, backups, |ui, visible| {
                for backup in &kept.backups[visible] {
                    ui.weak(backup_text(backup, paint.workbench.path()));
                }
            });
    }
    for work in &kept.left {
        let changes = counted(work.changes, "change");
        let when = work.last.map(local_time).unwrap_or_default();
        let text = format!("Unsaved work after a crash: {changes}, {when}");
        ui.label(RichText::new(text).strong());
    }
    if !kept.unfinished.is_empty() {
        let files = counted(kept.unfinished.len(), "file");
        ui.label(RichText::new(format!("{files} of interrupted saves")).strong());
    }
    if !kept.originals.is_empty() {
        let text = format!("Originals of removed articles: {}", kept.originals.len());
        ui.label(RichText::new(text).strong());
    }
    let steps = counted(paint.workbench.steps_of_undo(), "undo or redo step");
    ui.label(RichText::new(steps).strong());
    ui.label(RichText::new("The journal of this window; a new one starts empty").strong());
    if paint.workbench.path().is_some() {
        ui.label(RichText::new("Your reading position and the entry in Open recent").strong());
    }
}

/// "12 May 2031, 14:30, 6 claims, barrage.ron"; without the file name if it is that of the open file.
fn backup_text(backup: &Backup, open: Option<&Path>) -> String {
    let claims = backup.counts.map(|it| counted(it.claims, "claim"));
    let name = backup.of.file_name().filter(|_| open != Some(&backup.of));
    let name = name.map(|name| name.to_string_lossy().into_owned());
    let parts = [Some(local_time(backup.made)), claims, name];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn kept_text(paint: &Paint<'_>) -> &'static str {
    match (paint.workbench.path(), paint.workbench.is_dirty()) {
        (Some(_), false) => "The project and its file are not changed",
        (Some(_), true) => {
            "The project and its file are not changed. Unsaved changes are kept, but can no longer be undone."
        }
        (None, _) => "The project stays open. It has no file yet: save it to keep it.",
    }
}

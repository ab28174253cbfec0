use crate::{
    reader::LabelStyle,
    storage::{Backup, KeptHistory, local_time},
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::hint,
    },
    workbench::{ForgetIntent, Intent},
};

use egui::{RichText, ScrollArea, Ui};

/// What goes when the past of the open project is forgotten, and the question whether it shall.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let name = paint.workbench.document_name();
    let style = LabelStyle::new(letters::TITLE, paint.theme.text).strong();
    let title = format!("Delete the history of \u{201c}{name}\u{201d}?");
    paint.engine.label(ui, &title, &style);
    let Some(kept) = paint.workbench.kept_history() else {
        ui.spinner();
        return;
    };
    what_goes(ui, paint, kept);
    ui.add_space(space::SMALL);
    hint(ui, paint, what_stays(paint));
    hint(
        ui,
        paint,
        "Deleted is not wiped: some disks can give it back, and copies that you or others have made are not touched",
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
        if ui.button("Delete History").clicked() {
            paint.ask(Intent::Forget(ForgetIntent::Forget));
        }
    });
}

fn what_goes(ui: &mut Ui, paint: &mut Paint<'_>, kept: &KeptHistory) {
    let backups = kept.backups.len();
    ui.label(RichText::new(counted(backups, "backup")).strong());
    ScrollArea::vertical()
        .max_height(140.0)
        .auto_shrink([false, true])
        .show_rows(ui, letters::BODY * 1.5, backups, |ui, visible| {
            for backup in &kept.backups[visible] {
                hint(ui, paint, &backup_in_words(backup));
            }
        });
    for work in &kept.left {
        let changes = counted(work.changes, "change");
        let when = work.last.map(local_time).unwrap_or_default();
        let words = format!("Unsaved work of a session that ended badly: {changes}, {when}");
        ui.label(RichText::new(words).strong());
    }
    let steps = counted(paint.workbench.steps_of_undo(), "step");
    ui.label(RichText::new(format!("{steps} of undo and redo")).strong());
    ui.label(RichText::new("The journal of this window; it begins anew").strong());
    if paint.workbench.path().is_some() {
        let words = "Where you were reading, and the entry in Open Recent";
        ui.label(RichText::new(words).strong());
    }
}

fn backup_in_words(backup: &Backup) -> String {
    let made = local_time(backup.made);
    backup.counts.map_or(made.clone(), |counts| {
        format!("{made}, {}", counted(counts.claims, "claim"))
    })
}

fn what_stays(paint: &Paint<'_>) -> &'static str {
    match (paint.workbench.path(), paint.workbench.is_dirty()) {
        (Some(_), false) => "The project and its file stay as they are",
        (Some(_), true) => {
            "The project and its file stay. Changes that are not saved yet stay too, and cannot be undone any more"
        }
        (None, _) => "The project stays on the screen. It has no file yet: save it to keep it",
    }
}

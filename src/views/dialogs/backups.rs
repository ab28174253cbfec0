use crate::{
    storage::{Backup, local_time},
    views::{
        Paint,
        shell::counted,
        theme::space,
        widgets::{close_button, dialog_scroll, size},
    },
    workbench::{BackupIntent, Intent},
};

use egui::{Grid, Ui};

/// Lists the backups of project files; each opens as an unsaved copy.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.weak("Crosscheck backs up a file before a save replaces it: at the first save of a session, then at most every ten minutes. A backup opens as an unsaved copy.",
    );
    match paint.workbench.backups() {
        None => {
            ui.spinner();
        }
        Some([]) => {
            ui.weak("No backups yet: no project file has been saved twice");
        }
        Some(backups) => {
            dialog_scroll(ui, 260.0).show(ui, |ui| by_file(ui, paint, backups));
        }
    }
    ui.add_space(space::SMALL);
    close_button(ui, paint, "Close");
}

fn by_file(ui: &mut Ui, paint: &mut Paint<'_>, backups: &[Backup]) {
    for of_file in backups.chunk_by(|one, other| one.of == other.of) {
        let file = &of_file[0].of;
        ui.separator();
        paint.label(
            ui,
            &file.display().to_string(),
            &paint.theme.body().strong().file(2),
        );
        Grid::new(("backups of", file))
            .num_columns(4)
            .spacing([space::MEDIUM, space::SMALL])
            .show(ui, |ui| {
                for backup in of_file {
                    row(ui, paint, backup);
                    ui.end_row();
                }
            });
    }
}

fn row(ui: &mut Ui, paint: &mut Paint<'_>, backup: &Backup) {
    let made = local_time(backup.made);
    ui.label(&made);
    ui.label(counts(backup));
    ui.label(size(backup.size));
    let open = ui.push_id(&backup.path, |ui| ui.button("Open copy")).inner;
    let tooltip = format!("Open the version replaced at {made} as an unsaved copy");
    if open.on_hover_text(tooltip).clicked() {
        paint.ask(Intent::SetOverlay(None));
        let backup = Box::new(backup.clone());
        paint.ask(Intent::Backup(BackupIntent::Restore(backup)));
    }
}

fn counts(backup: &Backup) -> String {
    let Some(counts) = backup.counts else {
        return "Already unreadable when backed up".to_owned();
    };
    [
        counted(counts.articles, "article"),
        counted(counts.highlights, "highlight"),
        counted(counts.claims, "claim"),
    ]
    .join(", ")
}

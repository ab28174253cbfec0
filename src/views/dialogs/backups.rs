use crate::{
    reader::LabelStyle,
    storage::{Backup, local_time},
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::hint,
    },
    workbench::{BackupIntent, Intent},
};

use egui::{Grid, ScrollArea, Ui};

/// Earlier states of project files, each to be opened as an unsaved copy.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    hint(
        ui,
        paint,
        "Before a save replaces a file, the file is kept here: at the first save of a session, then every ten minutes at most. A backup opens as an unsaved copy",
    );
    match paint.workbench.backups() {
        None => {
            ui.spinner();
        }
        Some([]) => hint_that_there_is_none(ui, paint),
        Some(backups) => {
            ScrollArea::vertical()
                .max_height(ui.ctx().content_rect().height() - 260.0)
                .auto_shrink([false, true])
                .show(ui, |ui| by_file(ui, paint, backups));
        }
    }
    ui.add_space(space::SMALL);
    if ui.button("Close").clicked() {
        paint.ask(Intent::SetOverlay(None));
    }
}

fn hint_that_there_is_none(ui: &mut Ui, paint: &Paint<'_>) {
    hint(
        ui,
        paint,
        "There is no backup yet: none of your project files was saved a second time",
    );
}

fn by_file(ui: &mut Ui, paint: &mut Paint<'_>, backups: &[Backup]) {
    for of_one in backups.chunk_by(|one, other| one.of == other.of) {
        let Some(first) = of_one.first() else {
            continue;
        };
        ui.separator();
        let style = LabelStyle::new(letters::BODY, paint.theme.text)
            .strong()
            .file(2);
        paint
            .engine
            .label(ui, &first.of.display().to_string(), &style);
        Grid::new(("backups of", &first.of))
            .num_columns(4)
            .spacing([space::MEDIUM, space::SMALL])
            .show(ui, |ui| {
                for backup in of_one {
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
    let open = ui.push_id(&backup.path, |ui| ui.button("Open Copy")).inner;
    let tooltip = format!("Open the state that was replaced at {made}, as an unsaved copy");
    if open.on_hover_text(tooltip).clicked() {
        paint.ask(Intent::SetOverlay(None));
        let backup = Box::new(backup.clone());
        paint.ask(Intent::Backup(BackupIntent::Restore(backup)));
    }
}

fn counts(backup: &Backup) -> String {
    let Some(counts) = backup.counts else {
        return "could not be opened even then".to_owned();
    };
    [
        counted(counts.articles, "article"),
        counted(counts.highlights, "highlight"),
        counted(counts.claims, "claim"),
    ]
    .join(", ")
}

/// "12 kB", in thousands as file managers count.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        assert_eq!(size(999), "999 B");
        assert_eq!(size(12_345), "12 kB");
        assert_eq!(size(45_000_000), "45.0 MB");
    }
}

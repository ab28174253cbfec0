//! The bar that is shown while another window has the file open, or after another program has changed it.

use crate::{
    views::{Paint, widgets::command_button},
    workbench::{Changed, Command, Intent, SharingIntent},
};

use egui::Ui;

pub(super) fn is_needed(paint: &Paint<'_>) -> bool {
    paint.workbench.changed_file().is_some() || paint.workbench.open_elsewhere().is_some()
}

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let name = paint.workbench.path().and_then(std::path::Path::file_name);
    let name = name.unwrap_or_default().to_string_lossy();
    let holder = paint.workbench.open_elsewhere();
    let changed = paint.workbench.changed_file();
    let message = match (holder, &changed) {
        (Some(holder), None) => format!("Read-only, because {holder} has {name} open"),
        (Some(holder), Some(_)) => {
            format!(
                "Read-only, because {holder} has {name} open, and it has changed since you opened it"
            )
        }
        (None, Some(Changed::Rewritten(_))) => format!("{name} was changed by another program"),
        (None, Some(Changed::Gone)) => format!("{name} was moved or deleted"),
        (None, None) => return,
    };
    ui.horizontal_wrapped(|ui| {
        // The names of a file and a person may be in any script.
        paint.label(ui, &message, &paint.theme.body());
        if matches!(changed, Some(Changed::Rewritten(_))) {
            let reload = ui
                .button("Reload")
                .on_hover_text("Open the file as it is on disk now");
            if reload.clicked() {
                paint.ask(Intent::Sharing(SharingIntent::Reload));
            }
        }
        if holder.is_some() {
            command_button(ui, paint, Command::SaveAs, "Save a copy as…");
            return;
        }
        let keep = ui.button("Keep mine");
        let tooltip = match changed {
            Some(Changed::Gone) => {
                "Keep working with what is on screen; saving writes the file again"
            }
            Some(Changed::Rewritten(_)) | None => {
                "Keep working with what is on screen; saving then replaces the file"
            }
        };
        if keep.on_hover_text(tooltip).clicked() {
            paint.ask(Intent::Sharing(SharingIntent::KeepMine));
        }
        command_button(ui, paint, Command::SaveAs, "Save mine as…");
    });
}

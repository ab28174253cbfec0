use crate::{
    reader::LabelStyle,
    views::{Paint, theme::letters, widgets::command_button},
    workbench::{Changed, Command, Intent, SharingIntent},
};

use egui::Ui;

/// Whether there is anything to say of others at the open file.
pub(crate) fn is_needed(paint: &Paint<'_>) -> bool {
    paint.workbench.changed_file().is_some() || paint.workbench.open_elsewhere().is_some()
}

/// What others do with the open file, and what can be done about it.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal_wrapped(|ui| {
        let changed = paint.workbench.changed_file();
        if let Some(holder) = paint.workbench.open_elsewhere() {
            let words = format!("Read-only: {} has {} open", holder, file_name(paint));
            sentence(ui, paint, &words);
            if matches!(changed, Some(Changed::Rewritten(_))) {
                reload(ui, paint);
            }
            command_button(ui, paint, Command::SaveAs, "Save a Copy As…");
        } else if let Some(changed) = changed {
            changed_file(ui, paint, changed);
        }
    });
}

fn changed_file(ui: &mut Ui, paint: &mut Paint<'_>, changed: Changed) {
    let what = match changed {
        Changed::Rewritten(_) => "was changed by another program",
        Changed::Gone => "was moved or deleted",
    };
    let words = format!("{} {what}", file_name(paint));
    sentence(ui, paint, &words);
    if matches!(changed, Changed::Rewritten(_)) {
        reload(ui, paint);
    }
    let keep = ui.button("Keep Mine");
    if keep
        .on_hover_text("Go on with what is on the screen; saving then replaces the file")
        .clicked()
    {
        paint.ask(Intent::Sharing(SharingIntent::KeepMine));
    }
    command_button(ui, paint, Command::SaveAs, "Save Mine As…");
}

fn reload(ui: &mut Ui, paint: &mut Paint<'_>) {
    let button = ui.button("Reload");
    if button.on_hover_text("Open the file as it is now").clicked() {
        paint.ask(Intent::Sharing(SharingIntent::Reload));
    }
}

/// In any script: it names a file and a person.
fn sentence(ui: &mut Ui, paint: &mut Paint<'_>, words: &str) {
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    paint.engine.label(ui, words, &style);
}

fn file_name(paint: &Paint<'_>) -> String {
    let name = paint.workbench.path().and_then(std::path::Path::file_name);
    name.unwrap_or_default().to_string_lossy().into_owned()
}

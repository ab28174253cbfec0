use super::{line_edit, take_keyboard};
use crate::{
    export::ExportFormat,
    reader::LabelStyle,
    views::{Paint, theme::letters},
    workbench::{DocumentIntent, Intent, Purpose},
};

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use egui::{Id, Key, Response, Ui};

pub(crate) fn title(purpose: Purpose) -> Cow<'static, str> {
    match purpose {
        Purpose::Open => "Open project".into(),
        Purpose::Save => "Save project as".into(),
        Purpose::Articles => "Add articles".into(),
        Purpose::Folder => "Add folder of articles".into(),
        Purpose::Replacement(_) => "Replace article from file".into(),
        Purpose::Claims => "Add claims".into(),
        Purpose::Export(export) => format!("Export {} to", export.format().holds).into(),
    }
}

/// A field for a path, on systems without a file dialog.
pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    purpose: Purpose,
    typed: &mut String,
    fresh: bool,
) {
    let example = match purpose {
        Purpose::Open | Purpose::Save => "/home/me/project.ron".to_owned(),
        Purpose::Articles | Purpose::Replacement(_) => "/home/me/article.txt".to_owned(),
        Purpose::Folder => "/home/me/articles".to_owned(),
        Purpose::Claims => "/home/me/claims.csv".to_owned(),
        Purpose::Export(export) => {
            let ExportFormat {
                holds, extension, ..
            } = export.format();
            format!("/home/me/{holds}.{extension}")
        }
    };
    ui.weak(format!(
        "This system offers no file dialog, so type the path, for example {example}"
    ));
    let id = Id::unique("path field");
    if fresh {
        *typed = match paint.workbench.refused_path() {
            Some((path, _)) => path.display().to_string(),
            None => suggested_path(paint, purpose),
        };
    }
    let field = line_edit(typed, "").id(id);
    let response = ui.add(field).accessible_name("Path");
    if fresh {
        // In the first frame the window is not visible yet, and an ordinary request would be lost.
        take_keyboard(ui, id, typed);
    }
    let path = PathBuf::from(typed.trim());
    let replaces = show_path_state(ui, paint, &path, &response);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        let ready = !typed.trim().is_empty();
        let label = match (replaces, purpose) {
            (true, _) => "Replace",
            (_, Purpose::Open) => "Open",
            (_, Purpose::Save) => "Save",
            (_, Purpose::Articles | Purpose::Folder | Purpose::Claims) => "Add",
            (_, Purpose::Replacement(_)) => "Replace article",
            (_, Purpose::Export(_)) => "Export",
        };
        let clicked = ui.add_enabled(ready, egui::Button::new(label)).clicked();
        if clicked || (entered && ready) {
            paint.ask(Intent::Document(DocumentIntent::Typed(purpose, path)));
        }
        if ui.button("Cancel").clicked() {
            paint.ask(Intent::SetOverlay(None));
            paint.ask(Intent::Document(DocumentIntent::NotChosen(purpose)));
        }
    });
}

/// The suggested name in its folder, that of the project if it has one, so that the folder is seen before the file is written.
fn suggested_path(paint: &Paint<'_>, purpose: Purpose) -> String {
    let name = paint.workbench.suggested_name(purpose);
    if name.is_empty() {
        return name;
    }
    let folder = paint.workbench.path().and_then(Path::parent);
    let path = folder.unwrap_or(Path::new("")).join(name);
    let absolute = std::path::absolute(&path).unwrap_or(path);
    absolute.display().to_string()
}

/// Shows what was found at the path, if it was checked. Returns whether a file there would be replaced.
fn show_path_state(ui: &mut Ui, paint: &mut Paint<'_>, path: &Path, field: &Response) -> bool {
    let replaces = paint
        .workbench
        .replacing()
        .is_some_and(|replacing| replacing == path);
    let refused = paint.workbench.refused_path();
    let why_not = refused.filter(|(other, _)| *other == path);
    let message = match (replaces, why_not) {
        (true, _) => Some("A file with that name exists. Replace it?"),
        (false, why_not) => why_not.map(|(_, why)| why),
    };
    if let Some(message) = message {
        // Keeps the focus for another Enter, which confirms, or for a correction.
        if ui.memory(egui::Memory::focused).is_none() {
            field.request_focus();
        }
        paint.label(
            ui,
            message,
            &LabelStyle::new(letters::BODY, paint.theme.refutes),
        );
    }
    replaces
}

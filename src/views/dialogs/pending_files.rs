//! Files that wait for a decision before they are imported.

use crate::{
    import::{ImportedFile, Part, Password},
    reader::LabelStyle,
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::{hint, line_edit},
    },
    workbench::{ArticleIntent, Intent, LockedFile, PendingIntent, PendingPart, SameText},
};

use egui::{Align, Button, Key, Layout, ScrollArea, Sense, Ui, vec2};

use std::{collections::BTreeMap, path::PathBuf};

#[derive(Default)]
pub(crate) struct PendingScratch {
    /// Typed passwords of the listed files.
    passwords: BTreeMap<PathBuf, String>,
}

/// A field for the password of each encrypted file.
pub(super) fn show_locked(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut PendingScratch) {
    let workbench = paint.workbench;
    let passwords = &mut scratch.passwords;
    for (nth, locked) in workbench.locked_files().iter().enumerate() {
        let is_new = !passwords.contains_key(&locked.path);
        let password = passwords.entry(locked.path.clone()).or_default();
        if show_one_locked(ui, paint, locked, password, is_new && nth == 0) {
            let password = passwords.remove(&locked.path).unwrap_or_default();
            let unlock = PendingIntent::Unlock(locked.path.clone(), Password::new(password));
            ask(paint, unlock);
        }
        ui.add_space(space::MEDIUM);
    }
}

/// Returns whether to open the file with the typed password.
fn show_one_locked(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    locked: &LockedFile,
    password: &mut String,
    takes_keyboard: bool,
) -> bool {
    let LockedFile {
        path,
        replaces: _,
        words,
    } = locked;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    let sentence = format!("{name}: {words}");
    paint.engine.label(ui, &sentence, &style.lines(2).file(1));
    let mut is_asked = false;
    ui.horizontal(|ui| {
        ui.label("Password");
        let field = line_edit(password, "").password(true).desired_width(220.0);
        let field = ui.add(field).accessible_name(format!("Password of {name}"));
        if takes_keyboard {
            field.request_focus();
        }
        is_asked = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let open = ui
            .add_enabled(!password.is_empty(), Button::new("Open"))
            .on_hover_text("The password is used once and not stored")
            .accessible_name(format!("Open {name}"));
        is_asked |= open.clicked();
        let leave = ui
            .button("Leave out")
            .accessible_name(format!("Leave out {name}"));
        if leave.clicked() {
            ask(paint, PendingIntent::LeaveLocked(path.clone()));
        }
    });
    is_asked && !password.is_empty()
}

/// Height of a row of three lines.
const ROW_HEIGHT: f32 = letters::BODY * 4.4;

/// Height of the list.
const LIST_HEIGHT: f32 = 240.0;

/// The parts of files that can be imported, with a checkbox each.
pub(super) fn show_parts(ui: &mut Ui, paint: &mut Paint<'_>) {
    let parts = paint.workbench.pending_parts();
    if parts.is_empty() {
        return;
    }
    let selected = parts.iter().filter(|part| part.is_selected).count();
    let of_all = format!("{selected} of {} selected", parts.len());
    ui.strong("Pages and attachments that can be added");
    ScrollArea::vertical()
        .id_salt("waiting parts")
        .max_height(LIST_HEIGHT)
        .auto_shrink([false, true])
        .show_rows(ui, ROW_HEIGHT, parts.len(), |ui, rows| {
            for at in rows {
                show_part(ui, paint, at, &parts[at]);
            }
        });
    ui.horizontal(|ui| {
        let add = format!("Add {}", counted(selected, "article"));
        if ui.add_enabled(selected > 0, Button::new(add)).clicked() {
            ask(paint, PendingIntent::AddSelected);
        }
        for (label, all) in [("Select all", true), ("Select none", false)] {
            if ui.button(label).clicked() {
                ask(paint, PendingIntent::SelectAll(all));
            }
        }
        if ui.button("Leave all out").clicked() {
            ask(paint, PendingIntent::LeaveParts);
        }
        hint(ui, paint, &of_all);
    });
    ui.add_space(space::MEDIUM);
}

fn show_part(ui: &mut Ui, paint: &mut Paint<'_>, at: usize, part: &PendingPart) {
    let PendingPart { file, is_selected } = part;
    let (title, lines) = part_lines(file);
    let row = Layout::left_to_right(Align::Min);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), ROW_HEIGHT), row, |ui| {
        let mut is_ticked = *is_selected;
        let tick = ui.checkbox(&mut is_ticked, "");
        if tick.accessible_name(title).changed() {
            ask(paint, PendingIntent::Select(at, is_ticked));
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let style = LabelStyle::new(letters::BODY, paint.theme.text);
            let label = paint.engine.label(ui, title, &style.lines(1).file(1));
            if label.interact(Sense::click()).clicked() {
                ask(paint, PendingIntent::Select(at, !is_selected));
            }
            for line in lines {
                let style = LabelStyle::new(letters::SMALL, paint.theme.faint);
                paint.engine.label(ui, &line, &style.lines(1).file(1));
            }
        });
    });
}

/// The title of a part, and two lines of details.
fn part_lines(file: &ImportedFile) -> (&str, [String; 2]) {
    let article = &file.article;
    let details = &article.details;
    let paragraphs = counted(article.text.paragraphs().len(), "paragraph");
    match &article.part {
        Some(Part::Attachment { name, format: _ }) => {
            let about = format!("{}, {paragraphs}", file.format_label());
            (name, [about, details.title.clone()])
        }
        Some(Part::Page { digest, .. }) => {
            let about = format!("{}, {digest}", details.retrieved);
            (&details.title, [details.url.clone(), about])
        }
        None => (&details.title, [details.url.clone(), paragraphs]),
    }
}

/// Maximum number of articles listed: all of them are laid out in every frame.
const MAX_SAME_TEXTS: usize = 50;

/// The articles that were not added, because the project has their text already.
pub(super) fn show_same_texts(ui: &mut Ui, paint: &mut Paint<'_>) {
    let same_texts = paint.workbench.same_texts();
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    for (at, same) in same_texts.iter().enumerate().take(MAX_SAME_TEXTS) {
        let SameText { file, other } = same;
        let name = &file.name;
        let label = style.clone().lines(1).file(1);
        paint.engine.label(ui, name, &label);
        let words = format!("Same text as \u{201c}{other}\u{201d}");
        paint.engine.label(ui, &words, &style.clone().lines(1));
        ui.horizontal(|ui| {
            let add = ui
                .button("Add anyway")
                .on_hover_text("Keep both, for example if two outlets published the same text")
                .accessible_name(format!("Add {name} anyway"));
            if add.clicked() {
                ask(paint, PendingIntent::AddAnyway(at));
            }
            let leave = ui
                .button("Leave out")
                .accessible_name(format!("Leave out {name}"));
            if leave.clicked() {
                ask(paint, PendingIntent::LeaveSameText(at));
            }
        });
        ui.add_space(space::MEDIUM);
    }
}

fn ask(paint: &mut Paint<'_>, intent: PendingIntent) {
    paint.ask(Intent::Article(ArticleIntent::Pending(intent)));
}

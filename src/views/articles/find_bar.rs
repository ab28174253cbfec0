use crate::{
    views::{
        Paint,
        widgets::{command_button, line_edit, sign_button, take_keyboard},
    },
    workbench::{Command, Find, FindIntent, FocusOn, Intent},
};

use egui::{Id, Key, Ui};

/// The query, the number of matches, and buttons to step through them.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let Some(find) = paint.workbench.find.as_ref() else {
        return;
    };
    if !find.is_done() {
        paint.ask(Intent::Find(FindIntent::Continue));
    }
    let summary = summary(find);
    ui.horizontal(|ui| {
        field(ui, paint, find);
        command_button(ui, paint, Command::FindPrevious, "Previous");
        command_button(ui, paint, Command::FindNext, "Next");
        let mut whole_words = find.whole_words;
        if ui.checkbox(&mut whole_words, "Whole words").changed() {
            paint.ask(Intent::Find(FindIntent::WholeWords(whole_words)));
        }
        ui.weak(&summary);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if sign_button(ui, paint, "\u{d7}", "Close find").clicked() {
                paint.ask(Intent::Find(FindIntent::Close));
            }
        });
    });
}

/// Width of the field, in points.
const FIELD_WIDTH: f32 = 260.0;

fn field(ui: &mut Ui, paint: &mut Paint<'_>, find: &Find) {
    let mut typed = find.typed.clone();
    let id = Id::unique("find field");
    if paint.takes_focus(FocusOn::Find) {
        take_keyboard(ui, id, &typed);
    }
    let name = "Search open articles and claims";
    let edit = line_edit(&mut typed, "e.g. twelve injured")
        .id(id)
        .desired_width(FIELD_WIDTH);
    let response = ui.add(edit).accessible_name(name);
    if response.changed() {
        paint.ask(Intent::Find(FindIntent::Type(typed)));
    }
    if !response.lost_focus() {
        return;
    }
    if ui.input(|input| input.key_pressed(Key::Enter)) {
        let is_back = ui.input(|input| input.modifiers.shift);
        paint.ask(Intent::Find(FindIntent::Step(if is_back { -1 } else { 1 })));
        response.request_focus();
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        paint.ask(Intent::Find(FindIntent::Close));
    }
}

fn summary(find: &Find) -> String {
    let count = find.count();
    match (find.is_done(), count) {
        (_, 0) if find.typed.trim().is_empty() => {
            "Type to search open articles and claims".to_owned()
        }
        (false, 0) => "Searching…".to_owned(),
        (true, 0) => "Not found in open articles or claims".to_owned(),
        (done, _) => {
            let (articles, claims) = (find.count_in_articles(), find.count_in_claims());
            let current = find.current + 1;
            let more = if done { "" } else { " so far" };
            format!("{current} of {count}: {articles} in open articles, {claims} in claims{more}")
        }
    }
}

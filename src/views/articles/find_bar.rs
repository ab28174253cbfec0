use crate::{
    views::{
        Paint,
        widgets::{command_button, sign_button},
    },
    workbench::{Command, Find, FindIntent, Intent},
};

use egui::Ui;

/// The number of matches, and buttons to step through them.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let Some(find) = paint.workbench.find() else {
        return;
    };
    if !find.is_done() {
        paint.ask(Intent::Find(FindIntent::LookFurther));
    }
    let summary = summary(find);
    ui.horizontal(|ui| {
        command_button(ui, paint, Command::FindPrevious, "Previous");
        command_button(ui, paint, Command::FindNext, "Next");
        ui.weak(&summary);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if sign_button(ui, paint, "\u{d7}", "Close find").clicked() {
                paint.ask(Intent::Find(FindIntent::Close));
            }
        });
    });
}

fn summary(find: &Find) -> String {
    let count = find.count();
    match (find.is_done(), count) {
        (_, 0) if find.typed().trim().is_empty() => {
            "Type to search open articles and claims".to_owned()
        }
        (false, 0) => "Searching…".to_owned(),
        (true, 0) => "Not found in open articles or claims".to_owned(),
        (done, _) => {
            let (articles, claims) = (find.count_in_articles(), find.count_in_claims());
            let current = find.current() + 1;
            let more = if done { "" } else { " so far" };
            format!("{current} of {count}: {articles} in open articles, {claims} in claims{more}")
        }
    }
}

use egui::Ui;

use super::{
    Paint, Scratch,
    widgets::{command_button, hint, sign_button},
};
use crate::workbench::{Command, FindIntent, Hit, Intent};

/// How many places were found, and the way from one to the next.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, _scratch: &mut Scratch) {
    let Some(find) = paint.workbench.find() else {
        return;
    };
    let summary = if find.typed().trim().is_empty() {
        "Type what to find in the open articles and the claims".to_owned()
    } else {
        summary(find.hits(), find.current())
    };
    ui.horizontal(|ui| {
        command_button(ui, paint, Command::FindPrevious, "Previous");
        command_button(ui, paint, Command::FindNext, "Next");
        hint(ui, paint, &summary);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if sign_button(ui, paint, "\u{d7}", "Close find").clicked() {
                paint.ask(Intent::Find(FindIntent::Close));
            }
        });
    });
}

fn summary(hits: &[Hit], current: usize) -> String {
    if hits.is_empty() {
        return "Not found in the open articles or the claims".to_owned();
    }
    let in_claims = hits
        .iter()
        .filter(|hit| matches!(hit, Hit::Claim(_)))
        .count();
    let in_articles = hits.len() - in_claims;
    let place = format!("{} of {}", current + 1, hits.len());
    format!("{place}: {in_articles} in open articles, {in_claims} in claims")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::ClaimId;

    #[test]
    fn the_summary_counts_by_kind() {
        let hits = [Hit::Claim(ClaimId::new(1)), Hit::Claim(ClaimId::new(2))];
        assert_eq!(summary(&hits, 1), "2 of 2: 0 in open articles, 2 in claims");
    }
}

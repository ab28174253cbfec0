use super::choice;
use crate::{
    storage::{Cause, GroupRemedy, LoadProblem, ProblemGroup, Record, Remedy},
    views::{Paint, shell::counted},
    workbench::{Intent, RepairIntent},
};

use std::fmt::Display;

use egui::Ui;

/// The common cause of a group of problems, and the fixes for all of them.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    problems: &[LoadProblem],
    group: &ProblemGroup,
    takes_keyboard: bool,
) {
    let (title, details) = words_of(group, problems);
    paint.label(ui, &title, &paint.theme.body().strong().lines(2));
    paint.label(ui, &details, &paint.theme.detail().lines(2));
    let first = problems[group.members[0]].key();
    let mut first_choice = takes_keyboard;
    ui.horizontal_wrapped(|ui| {
        for remedy in group.remedies(problems) {
            let label = remedy_label(remedy);
            let is_selected = group.is_chosen(remedy, problems);
            let name = format!("{label}: {title}");
            let response = choice(ui, paint, &label, is_selected, name);
            let response = response.on_hover_text(remedy_tip(remedy));
            if std::mem::take(&mut first_choice) {
                response.request_focus();
            }
            if response.clicked() {
                paint.ask(Intent::Repair(RepairIntent::Settle(first, remedy)));
            }
        }
    });
}

fn words_of(group: &ProblemGroup, problems: &[LoadProblem]) -> (String, String) {
    let count = group.members.len();
    let state = match group.open_problems(problems) {
        0 => "All are fixed".to_owned(),
        open => format!("{open} of {} still open", counted(count, "problem")),
    };
    let details = format!("Fix all of these at once, or one by one. {state}.");
    let kind = problems[group.members[0]].record;
    let refer = |record: Record, id: &dyn Display| {
        let kinds = match kind {
            Record::Evidence => format!("{count} pieces of evidence"),
            Record::Project
            | Record::Article
            | Record::Highlight
            | Record::Claim
            | Record::Speaker
            | Record::Relation
            | Record::SilentMark => format!("{count} {kind}s"),
        };
        format!("{kinds} refer to {record} {id}")
    };
    let title = match &group.cause {
        Cause::ChangedText { article } => {
            let verb = if count == 2 { "matches" } else { "match" };
            let highlights = counted(count - 1, "highlight");
            format!(
                "The text of \u{201c}{article}\u{201d} was changed outside Crosscheck, and {highlights} no longer {verb} it"
            )
        }
        Cause::WrongHighlights { article } => {
            format!("{count} highlights do not match the text of \u{201c}{article}\u{201d}")
        }
        Cause::Missing(record, id) => {
            format!("{}, which is not in this file", refer(*record, id))
        }
        Cause::LeftOut(record, id) => format!("{}, which is left out", refer(*record, id)),
    };
    (title, details)
}

fn remedy_label(remedy: GroupRemedy) -> String {
    match remedy {
        GroupRemedy::KeepHighlights => "Keep the text and all highlights".to_owned(),
        GroupRemedy::KeepFound => "Keep the text, drop highlights whose words are gone".to_owned(),
        GroupRemedy::Each(Remedy::LeaveOut) => "Leave them all out".to_owned(),
        GroupRemedy::Each(remedy) => remedy.to_string(),
    }
}

fn remedy_tip(remedy: GroupRemedy) -> &'static str {
    match remedy {
        GroupRemedy::KeepHighlights => {
            "Keeps the text as it is. Each highlight moves to its words; where they are gone, it quotes the text now in their place."
        }
        GroupRemedy::KeepFound => {
            "Keeps the text as it is. Each highlight moves to its words; where they are gone, it is left out."
        }
        GroupRemedy::Each(_) => "Select this for each problem below",
    }
}

use super::{card::follow_focus, choice};
use crate::{
    reader::LabelStyle,
    storage::{Cause, GroupRemedy, LoadProblem, ProblemGroup, Record, Remedy},
    views::{Paint, shell::counted, theme::letters},
    workbench::{Intent, RepairIntent},
};

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
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    paint
        .engine
        .label(ui, &title, &style.clone().strong().lines(2));
    let style = LabelStyle::new(letters::SMALL, paint.theme.faint);
    paint.engine.label(ui, &details, &style.lines(2));
    let first = problems[group.members[0]].key();
    let mut first_choice = takes_keyboard;
    ui.horizontal_wrapped(|ui| {
        for remedy in group.remedies(problems) {
            let words = remedy_words(remedy);
            let is_selected = group.is_chosen(remedy, problems);
            let name = format!("{words}: {title}");
            let response = choice::show(ui, paint, &words, is_selected, name);
            let response = response.on_hover_text(remedy_tip(remedy));
            if std::mem::take(&mut first_choice) {
                response.request_focus();
            }
            follow_focus(&response);
            if response.clicked() {
                paint.ask(Intent::Repair(RepairIntent::Settle(first, remedy)));
            }
        }
    });
}

fn words_of(group: &ProblemGroup, problems: &[LoadProblem]) -> (String, String) {
    let count = group.members.len();
    let open = group.open_problems(problems);
    let state = match open {
        0 => "All are fixed".to_owned(),
        _ => format!("{open} of {} still open", counted(count, "problem")),
    };
    let details = format!("Fix all of these at once, or one by one. {state}.");
    let highlights = |count| {
        if count == 1 {
            "1 highlight no longer fits it".to_owned()
        } else {
            format!("{count} highlights no longer fit it")
        }
    };
    let kind = problems[group.members[0]].record;
    let title = match &group.cause {
        Cause::ChangedText { article } => format!(
            "The text of \u{201c}{article}\u{201d} was changed outside Crosscheck, and {}",
            highlights(count - 1)
        ),
        Cause::WrongHighlights { article } => {
            format!("{count} highlights do not fit the text of \u{201c}{article}\u{201d}")
        }
        Cause::Missing(record, id) => {
            format!(
                "{} {record} {id}, which is not in this file",
                refer(kind, count)
            )
        }
        Cause::LeftOut(record, id) => {
            format!("{} {record} {id}, which is left out", refer(kind, count))
        }
    };
    (title, details)
}

fn refer(kind: Record, count: usize) -> String {
    match kind {
        Record::Evidence => format!("{count} pieces of evidence refer to"),
        _ => format!("{count} {kind}s refer to"),
    }
}

fn remedy_words(remedy: GroupRemedy) -> String {
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
        GroupRemedy::Each(_) => "Choose this for each problem below",
    }
}

use super::{card::follow_focus, choice};
use crate::{
    reader::LabelStyle,
    storage::{Cause, GroupRemedy, LoadProblem, ProblemGroup, Record, Remedy},
    views::{Paint, shell::counted, theme::letters},
    workbench::{Intent, RepairIntent},
};

use egui::Ui;

/// What the problems of a group have in common, and what settles them all.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    problems: &[LoadProblem],
    group: &ProblemGroup,
    takes_keyboard: bool,
) {
    let (title, below) = words_of(group, problems);
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    paint
        .engine
        .label(ui, &title, &style.clone().strong().lines(2));
    let style = LabelStyle::new(letters::SMALL, paint.theme.faint);
    paint.engine.label(ui, &below, &style.lines(2));
    let first = problems[group.members[0]].key();
    let mut first_choice = takes_keyboard;
    ui.horizontal_wrapped(|ui| {
        for remedy in group.remedies(problems) {
            let words = remedy_words(remedy);
            let is_chosen = group.is_chosen(remedy, problems);
            let name = format!("{words}: {title}");
            let response = choice::show(ui, paint, &words, is_chosen, name);
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
    let settled = match open {
        0 => "All of it is settled".to_owned(),
        _ => format!("{open} of {} still open", counted(count, "problem")),
    };
    let below = format!("Settle all below at once, or each by itself. {settled}");
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
            "The text of \u{201c}{article}\u{201d} was changed outside of Crosscheck, and {}",
            highlights(count - 1)
        ),
        Cause::WrongHighlights { article } => {
            format!("{count} highlights do not fit the text of \u{201c}{article}\u{201d}")
        }
        Cause::Missing(record, id) => {
            format!(
                "{} {record} {id}, which is not in this file",
                names(kind, count)
            )
        }
        Cause::LeftOut(record, id) => {
            format!("{} {record} {id}, which is left out", names(kind, count))
        }
    };
    (title, below)
}

fn names(kind: Record, count: usize) -> String {
    match kind {
        Record::Evidence => format!("{count} pieces of evidence name"),
        _ => format!("{count} {kind}s name"),
    }
}

fn remedy_words(remedy: GroupRemedy) -> String {
    match remedy {
        GroupRemedy::KeepHighlights => "Keep the text and all highlights".to_owned(),
        GroupRemedy::KeepFound => "Keep the text, drop highlights whose words are gone".to_owned(),
        GroupRemedy::Each(Remedy::LeaveOut) => "Leave all of them out".to_owned(),
        GroupRemedy::Each(remedy) => remedy.to_string(),
    }
}

fn remedy_tip(remedy: GroupRemedy) -> &'static str {
    match remedy {
        GroupRemedy::KeepHighlights => {
            "The text is taken as it is. A highlight goes to where its words stand; where they stand nowhere, it quotes what stands in their place"
        }
        GroupRemedy::KeepFound => {
            "The text is taken as it is. A highlight goes to where its words stand; where they stand nowhere, it is left out"
        }
        GroupRemedy::Each(_) => "The same for each below",
    }
}

use super::{ROW_HEIGHT, choice, follow_focus, group};
use crate::{
    reader::{LabelStyle, ReadingFamily},
    storage::{Fault, Listed, LoadProblem, PassageInContext, Remedy, WrongQuote},
    text::{Span, capitalized},
    views::{
        Paint,
        theme::space,
        widgets::{fixed_card, tip},
    },
    workbench::{Intent, Repair, RepairIntent},
};

use egui::{Margin, Ui};

/// Indentation of problems below their group.
const INDENT: f32 = 24.0;

/// One row of the list: a group or a problem.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    repair: &Repair,
    listed: Listed,
    takes_keyboard: bool,
) {
    let damaged = &repair.damaged;
    let (indent, is_open) = match listed {
        Listed::Group(nth) => {
            let open = damaged.groups()[nth].open_problems(damaged.problems());
            (0.0, open > 0)
        }
        Listed::Problem(nth, below) => {
            let indent = if below { INDENT } else { 0.0 };
            (indent, damaged.problems()[nth].chosen.is_none())
        }
    };
    let margin = Margin {
        left: indent as i8,
        right: space::SMALL as i8,
        ..Margin::ZERO
    };
    fixed_card(
        ui,
        paint,
        (ROW_HEIGHT, margin, is_open),
        |ui, paint| match listed {
            Listed::Group(nth) => {
                let group = &damaged.groups()[nth];
                ui.push_id(("group", group.members[0]), |ui| {
                    group::show(ui, paint, damaged.problems(), group, takes_keyboard);
                });
            }
            Listed::Problem(nth, below) => {
                let problem = &damaged.problems()[nth];
                ui.push_id((problem.at, problem.line), |ui| {
                    show_problem(ui, paint, problem, below);
                    options(ui, paint, problem, takes_keyboard);
                });
            }
        },
    );
}

/// "Highlight in paragraph 3 of The Courier, line 47 of the file". Within a group (`below`), the article is already
/// named.
fn location_text(problem: &LoadProblem, below: bool) -> String {
    let line = problem.line;
    let Some(wrong) = problem.fault.wrong_quote() else {
        return format!("Line {line} of the file");
    };
    let paragraph = wrong
        .now
        .map(|now| format!(" in paragraph {}", wrong.paragraph(now)));
    let paragraph = paragraph.unwrap_or_default();
    let article = if below {
        String::new()
    } else {
        format!(" of {}", wrong.of.name)
    };
    format!("Highlight{paragraph}{article}, line {line} of the file")
}

fn show_problem(ui: &mut Ui, paint: &mut Paint<'_>, problem: &LoadProblem, below: bool) {
    let small = paint.theme.detail().lines(1);
    paint.label(ui, &location_text(problem, below), &small);
    let describe = |fault: &Fault| capitalized(&format!("{} {fault}", problem.record));
    let (description, concerns, family) = match &problem.fault {
        Fault::WrongQuote(wrong) | Fault::BadSpan(wrong) => {
            show_highlight_problem(ui, paint, problem, wrong);
            return;
        }
        Fault::WrongHash { title, .. } => {
            let description = format!(
                "The text of \u{201c}{title}\u{201d} is not the imported one: its SHA-256 hash in the file does not match"
            );
            (description, &problem.concerns, ReadingFamily::Serif)
        }
        fault @ Fault::Unreadable { line, .. } => (describe(fault), line, ReadingFamily::Sans),
        fault @ (Fault::BadId(_)
        | Fault::NamesBadId { .. }
        | Fault::NamesMissing { .. }
        | Fault::NamesLeftOut { .. }
        | Fault::NoParent(_)
        | Fault::SameId { .. }
        | Fault::LinkedTwice { .. }
        | Fault::TooLong(_)
        | Fault::BreaksOff
        | Fault::Refused(_)) => (describe(fault), &problem.concerns, ReadingFamily::Serif),
    };
    paint.label(ui, &description, &paint.theme.body().lines(2));
    if !concerns.is_empty() {
        let style = LabelStyle {
            family,
            ..paint.theme.hint().lines(1)
        };
        paint.label(ui, concerns, &style);
    }
}

/// The quote of the highlight, and the text it would quote after the chosen fix or at its present position.
fn show_highlight_problem(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    problem: &LoadProblem,
    wrong: &WrongQuote,
) {
    // A label of one line ends at a line break.
    let quote = one_line(&wrong.quote);
    let quoted = if matches!(problem.fault, Fault::BadSpan(_)) {
        format!("\u{201c}{quote}\u{201d} {}", wrong.span_fault)
    } else {
        format!("Quotes \u{201c}{quote}\u{201d}")
    };
    let body = paint.theme.body().lines(1);
    paint.label(ui, &quoted, &body);
    let nearest = wrong.places.first().copied().map(Remedy::MoveTo);
    let remedy = problem.chosen.or(nearest);
    let moved = remedy.and_then(|remedy| wrong.place_of(remedy));
    let is_left_out = problem.chosen == Some(Remedy::LeaveOut);
    let Some(shown) = moved.or(wrong.now).filter(|_| !is_left_out) else {
        return;
    };
    let shown = wrong.in_text(shown);
    let heading = match moved {
        Some(_) => format!("Found in paragraph {}:", shown.paragraph),
        None => "Now in that place:".to_owned(),
    };
    let small = paint.theme.detail().lines(1);
    paint.label(ui, &heading, &small);
    in_context(ui, paint, &shown);
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// A passage with the surrounding text, the passage marked.
fn in_context(ui: &mut Ui, paint: &mut Paint<'_>, context: &PassageInContext) {
    let (before, passage) = (one_line(&context.before), one_line(&context.words));
    let text = [before.as_str(), &passage, &one_line(&context.after)].concat();
    let mark = Span::new(before.len(), before.len() + passage.len());
    let style = LabelStyle {
        family: ReadingFamily::Serif,
        ..paint.theme.body().lines(1)
    };
    let ground = paint.theme.reader.hit;
    paint
        .engine
        .marked_label(ui, &text, &style, mark.as_slice(), ground);
}

fn options(ui: &mut Ui, paint: &mut Paint<'_>, problem: &LoadProblem, takes_keyboard: bool) {
    let key = problem.key();
    let position = format!("Line {}, column {}", problem.line, problem.column);
    ui.horizontal_wrapped(|ui| {
        for (nth, remedy) in problem.fault.remedies().into_iter().enumerate() {
            let is_selected = problem.chosen == Some(remedy);
            let label = problem.fault.words_for(remedy);
            let name = format!("{label}: {position}");
            let mut response = choice(ui, paint, &label, is_selected, name);
            if let Some(quote) = would_quote(problem, remedy) {
                response = tip(response, paint, &quote);
            }
            if takes_keyboard && nth == 0 {
                response.request_focus();
            }
            if response.clicked() {
                let choice = (!is_selected).then_some(remedy);
                paint.ask(Intent::Repair(RepairIntent::SetRemedy(key, choice)));
            }
        }
        let copy = ui
            .button("Copy")
            .on_hover_text("Copy the description of the problem")
            .accessible_name(format!("Copy: {position}"));
        follow_focus(&copy);
        if copy.clicked() {
            paint.ask(Intent::Repair(RepairIntent::Copy(key)));
        }
    });
}

/// The text that the highlight would quote after the fix, with the surrounding text.
fn would_quote(problem: &LoadProblem, remedy: Remedy) -> Option<String> {
    let wrong = problem.fault.wrong_quote()?;
    let span = if remedy == Remedy::QuoteTextThere {
        wrong.now?
    } else {
        wrong.place_of(remedy)?
    };
    let PassageInContext {
        before,
        words,
        after,
        ..
    } = wrong.in_text(span);
    Some(format!("{before}[{words}]{after}"))
}

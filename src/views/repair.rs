use egui::{Frame, Margin, RichText, ScrollArea, Ui, vec2};

use super::{
    Paint,
    theme::{letters, space},
    widgets::hint,
};
use crate::{
    files::{Fault, LoadProblem, Remedy},
    reader::{LabelStyle, ReadingFamily},
    workbench::{Intent, Repair, RepairIntent},
};

/// How much room a problem has: a hundred thousand of them are scrolled through by counting.
const ROW: f32 = 124.0;

/// The list of problems: which of them the person was led to.
#[derive(Default)]
pub(super) struct RepairScratch {
    /// The next frame scrolls to this one and gives it the keyboard.
    go_to: Option<usize>,
    /// The one that was gone to last.
    at: usize,
}

/// What a row says, before it is painted.
struct Row {
    /// "Line 57, column 60 - evidence".
    place: String,
    /// The words that the record is about.
    concerns: String,
    /// What is wrong.
    wrong: String,
    /// What can be done, in words, with what has been chosen.
    options: Vec<(Remedy, String, bool)>,
}

fn row_of(problem: &LoadProblem) -> Row {
    let LoadProblem {
        line,
        column,
        record,
        ..
    } = problem;
    let concerns = match &problem.fault {
        Fault::Unreadable { line, .. } => line.clone(),
        _ => problem.concerns.clone(),
    };
    let options = problem.fault.remedies().into_iter();
    let options = options.map(|remedy| {
        let is_chosen = problem.chosen == Some(remedy);
        (remedy, remedy.to_string(), is_chosen)
    });
    Row {
        place: format!("Line {line}, column {column}"),
        concerns,
        wrong: format!("{record} {}", problem.fault),
        options: options.collect(),
    }
}

/// All that is wrong with a file, and what can be done about each.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RepairScratch) {
    let Some(repair) = paint.workbench.repair() else {
        return;
    };
    head(ui, paint, repair);
    ui.add_space(space::SMALL);
    let problems = repair.damaged().problems();
    let mut list = ScrollArea::vertical()
        .max_height((ui.available_height() - 60.0).max(ROW))
        .auto_shrink([false, true]);
    let go_to = scratch.go_to.take();
    if let Some(at) = go_to {
        list = list.vertical_scroll_offset(at as f32 * (ROW + ui.spacing().item_spacing.y));
    }
    list.show_rows(ui, ROW, problems.len(), |ui, visible| {
        for at in visible {
            card(ui, paint, repair, &problems[at], go_to == Some(at));
        }
    });
    ui.add_space(space::SMALL);
    buttons(ui, paint, repair, scratch);
}

fn head(ui: &mut Ui, paint: &Paint<'_>, repair: &Repair) {
    let (all, open) = (
        repair.damaged().problems().len(),
        repair.damaged().open_problems(),
    );
    let file = repair.path().display();
    let problems = if all == 1 {
        "1 problem".to_owned()
    } else {
        format!("{all} problems")
    };
    ui.label(RichText::new(format!("{file} has {problems}; {open} still open")).strong());
    hint(
        ui,
        paint,
        "The file stays as it is. Choose what is done about each problem; what comes of it opens as a copy, to be saved under another name",
    );
}

fn card(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    repair: &Repair,
    problem: &LoadProblem,
    takes_keyboard: bool,
) {
    let row = row_of(problem);
    let line = if problem.chosen.is_some() {
        paint.theme.line
    } else {
        paint.theme.accent
    };
    let frame = Frame::new()
        .fill(paint.theme.page)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(6)
        .inner_margin(Margin::same(space::SMALL as i8));
    let size = vec2(ui.available_width(), ROW);
    ui.allocate_ui(size, |ui| {
        frame.show(ui, |ui| {
            let inside = size - vec2(2.0, 2.0) * (space::SMALL + 1.0);
            ui.set_min_size(inside);
            ui.set_max_size(inside);
            ui.spacing_mut().item_spacing.y = space::TINY;
            ui.push_id((problem.at, problem.line), |ui| {
                words(ui, paint, &row, &problem.fault);
                options(ui, paint, repair, problem, &row, takes_keyboard);
            });
        });
    });
}

fn words(ui: &mut Ui, paint: &mut Paint<'_>, row: &Row, fault: &Fault) {
    let small = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    paint.engine.label(ui, &row.place, &small);
    let body = LabelStyle::new(letters::BODY, paint.theme.text);
    let wrong = paint.engine.label(ui, &row.wrong, &body.clone().lines(2));
    wrong.on_hover_text(&row.wrong);
    if !row.concerns.is_empty() {
        let family = match fault {
            Fault::Unreadable { .. } => ReadingFamily::Sans,
            _ => ReadingFamily::Serif,
        };
        let style = LabelStyle {
            family,
            ..LabelStyle::new(letters::BODY, paint.theme.faint).lines(1)
        };
        paint.engine.label(ui, &row.concerns, &style);
    }
}

fn options(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    repair: &Repair,
    problem: &LoadProblem,
    row: &Row,
    takes_keyboard: bool,
) {
    let key = problem.key();
    ui.horizontal(|ui| {
        for (nth, (remedy, words, is_chosen)) in row.options.iter().enumerate() {
            let button = egui::Button::selectable(*is_chosen, words);
            let response = ui
                .add_enabled(!repair.is_busy(), button)
                .accessible_name(format!("{words}: {}", row.place));
            if takes_keyboard && nth == 0 {
                response.request_focus();
            }
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                let choice = (!is_chosen).then_some(*remedy);
                paint.ask(Intent::Repair(RepairIntent::Choose(key, choice)));
            }
        }
        let copy = ui
            .button("Copy")
            .accessible_name(format!("Copy: {}", row.place));
        if copy.clicked() {
            paint.ask(Intent::Repair(RepairIntent::Copy(key)));
        }
    });
}

fn buttons(ui: &mut Ui, paint: &mut Paint<'_>, repair: &Repair, scratch: &mut RepairScratch) {
    let open = repair.damaged().open_problems();
    let ready = open == 0 && !repair.is_busy();
    ui.horizontal(|ui| {
        let finish = ui
            .add_enabled(ready, egui::Button::new("Open Repaired Copy"))
            .on_disabled_hover_text("Choose what is done about every problem first");
        if finish.clicked() {
            paint.ask(Intent::Repair(RepairIntent::OpenRepaired));
        }
        let any_open = open > 0 && !repair.is_busy();
        let safe = ui
            .add_enabled(any_open, egui::Button::new("Do What Is Safe for All"))
            .on_hover_text(
                "Chooses, wherever there is one, what drops nothing and changes no meaning",
            );
        if safe.clicked() {
            paint.ask(Intent::Repair(RepairIntent::ChooseSafe));
        }
        if ui
            .add_enabled(any_open, egui::Button::new("Next Open Problem"))
            .clicked()
        {
            scratch.go_to = next_open(repair.damaged().problems(), scratch.at);
            scratch.at = scratch.go_to.unwrap_or_default();
        }
        if ui.button("Close").clicked() {
            paint.ask(Intent::SetOverlay(None));
        }
        if repair.is_busy() {
            ui.spinner();
        }
    });
}

/// The place of the first open problem after `from`, going round.
fn next_open(problems: &[LoadProblem], from: usize) -> Option<usize> {
    let places = (from + 1..problems.len()).chain(0..(from + 1).min(problems.len()));
    places.into_iter().find(|at| problems[*at].chosen.is_none())
}

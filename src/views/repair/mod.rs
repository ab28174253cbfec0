//! What is wrong with a project file, and what can be done about each thing or about all that has one cause.

mod card;
mod choice;
mod group;

use super::{Paint, theme::space, widgets::hint};
use crate::{
    storage::{Damaged, Listed},
    workbench::{Intent, Repair, RepairIntent},
};

use egui::{RichText, ScrollArea, Ui};

/// How much room a group or a problem has: a hundred thousand of them are scrolled through by counting.
const ROW: f32 = 136.0;
/// The room of the buttons below the list.
const BUTTONS: f32 = 48.0;
/// The most that the contents of the window need, and what is left around them.
const TALLEST: f32 = 720.0;
const AROUND: f32 = 190.0;

/// The list of problems: which of them the person was led to.
#[derive(Default)]
pub(crate) struct RepairScratch {
    /// The next frame scrolls to this line of the list and gives it the keyboard.
    go_to: Option<usize>,
    /// The one that was gone to last.
    at: Option<usize>,
}

/// All that is wrong with a file, and what can be done about each. As high whatever is listed.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RepairScratch) {
    let Some(repair) = paint.workbench.repair() else {
        return;
    };
    let height = (ui.ctx().content_rect().height() - AROUND).clamp(ROW + BUTTONS, TALLEST);
    ui.set_min_height(height);
    ui.set_max_height(height);
    let bottom = ui.cursor().top() + height;
    head(ui, paint, repair);
    let listed = repair.damaged().listed();
    let room = (bottom - ui.cursor().top() - BUTTONS).max(ROW);
    let mut list = ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink(false);
    let go_to = scratch.go_to.take();
    if let Some(at) = go_to {
        list = list.vertical_scroll_offset(at as f32 * (ROW + ui.spacing().item_spacing.y));
    }
    list.show_rows(ui, ROW, listed.len(), |ui, visible| {
        for at in visible {
            card::show(ui, paint, repair, listed[at], go_to == Some(at));
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
    let what = repair.what();
    let file = what
        .strip_prefix("the ")
        .map_or(what.clone(), |what| format!("The {what}"));
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
            scratch.go_to = next_open(repair.damaged(), scratch.at);
            scratch.at = scratch.go_to;
        }
        if ui.button("Close").clicked() {
            paint.ask(Intent::SetOverlay(None));
        }
        if repair.is_busy() {
            ui.spinner();
        }
    });
}

/// The line of the first open group or problem after `from`, going round; the first of all where nothing was gone to yet.
fn next_open(damaged: &Damaged, from: Option<usize>) -> Option<usize> {
    let (listed, problems) = (damaged.listed(), damaged.problems());
    let after = from.map_or(0, |from| (from + 1).min(listed.len()));
    let is_open = |at: &usize| match listed[*at] {
        Listed::Group(nth) => damaged.groups()[nth].open_problems(problems) > 0,
        Listed::Problem(nth, _) => problems[nth].chosen.is_none(),
    };
    (after..listed.len()).chain(0..after).find(is_open)
}

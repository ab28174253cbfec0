//! The problems of a damaged project file, with fixes for each one or for all with the same cause.

mod card;
mod group;

use super::{Paint, shell::counted, theme::space, widgets::close_button};
use crate::{
    storage::{Damaged, Listed},
    workbench::{Intent, Repair, RepairIntent},
};

use egui::{Button, Response, RichText, ScrollArea, Stroke, StrokeKind, Ui};

/// Height of a row. Groups and problems have the same height, so that the list can compute which of a hundred thousand
/// are visible.
const ROW_HEIGHT: f32 = 136.0;
/// Height of the buttons below the list.
const BUTTONS_HEIGHT: f32 = 48.0;
/// Maximum height of the contents, and the space around them.
const MAX_HEIGHT: f32 = 720.0;
const MARGIN: f32 = 190.0;

#[derive(Default)]
pub(crate) struct RepairScratch {
    /// The row that the next frame scrolls to and focuses.
    go_to: Option<usize>,
    /// The row that was last reached by key.
    at: Option<usize>,
}

/// The problems of a file and their fixes. The height does not depend on the list.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RepairScratch) {
    let Some(repair) = paint.workbench.repair() else {
        return;
    };
    let height =
        (ui.ctx().content_rect().height() - MARGIN).clamp(ROW_HEIGHT + BUTTONS_HEIGHT, MAX_HEIGHT);
    ui.set_min_height(height);
    ui.set_max_height(height);
    let bottom = ui.cursor().top() + height;
    heading(ui, repair);
    let listed = repair.damaged.listed();
    let room = (bottom - ui.cursor().top() - BUTTONS_HEIGHT).max(ROW_HEIGHT);
    let mut list = ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink(false);
    let go_to = scratch.go_to.take();
    if let Some(at) = go_to {
        list = list.vertical_scroll_offset(at as f32 * (ROW_HEIGHT + ui.spacing().item_spacing.y));
    }
    list.show_rows(ui, ROW_HEIGHT, listed.len(), |ui, visible| {
        for at in visible {
            card::show(ui, paint, repair, listed[at], go_to == Some(at));
        }
    });
    ui.add_space(space::SMALL);
    buttons(ui, paint, repair, scratch);
}

fn heading(ui: &mut Ui, repair: &Repair) {
    let (all, open) = (
        repair.damaged.problems().len(),
        repair.damaged.open_problems(),
    );
    let file = repair.what();
    let problems = counted(all, "problem");
    ui.label(RichText::new(format!("{problems} in {file}, {open} still open")).strong());
    ui.weak("The file is not changed. Select a fix for each problem; the repaired project opens as a copy, to be saved under another name.",
    );
}

fn buttons(ui: &mut Ui, paint: &mut Paint<'_>, repair: &Repair, scratch: &mut RepairScratch) {
    let open = repair.damaged.open_problems();
    let ready = open == 0 && !repair.busy;
    ui.horizontal(|ui| {
        let finish = ui
            .add_enabled(ready, Button::new("Open repaired copy"))
            .on_disabled_hover_text("Select a fix for every problem first");
        if finish.clicked() {
            paint.ask(Intent::Repair(RepairIntent::OpenRepaired));
        }
        let any_open = open > 0 && !repair.busy;
        let safe = ui
            .add_enabled(any_open, Button::new("Apply all safe fixes"))
            .on_hover_text("Select every fix that drops nothing and changes no meaning");
        if safe.clicked() {
            paint.ask(Intent::Repair(RepairIntent::ChooseSafe));
        }
        if ui
            .add_enabled(any_open, Button::new("Next open problem"))
            .clicked()
        {
            scratch.go_to = next_open(&repair.damaged, scratch.at);
            scratch.at = scratch.go_to;
        }
        close_button(ui, paint, "Close");
        if repair.busy {
            ui.spinner();
        }
    });
}

/// The row of the first open group or problem after `from`, wrapping around; the very first without `from`.
fn next_open(damaged: &Damaged, from: Option<usize>) -> Option<usize> {
    let (listed, problems) = (damaged.listed(), damaged.problems());
    let after = from.map_or(0, |from| (from + 1).min(listed.len()));
    let is_open = |at: &usize| match listed[*at] {
        Listed::Group(nth) => damaged.groups()[nth].open_problems(problems) > 0,
        Listed::Problem(nth, _) => problems[nth].chosen.is_none(),
    };
    (after..listed.len()).chain(0..after).find(is_open)
}

/// One of several choices. The selected one is filled and has a dot; the one with the keyboard has a frame.
fn choice(
    ui: &mut Ui,
    paint: &Paint<'_>,
    label: &str,
    is_selected: bool,
    name: String,
) -> Response {
    let (theme, page) = (paint.theme, paint.theme.page);
    let response = ui.scope(|ui| {
        // egui fills the focused widget as if it were selected.
        ui.visuals_mut().widgets.active.weak_bg_fill = page;
        let button = if is_selected {
            let label = RichText::new(format!("\u{2022} {label}")).color(theme.on_accent);
            Button::new(label).fill(theme.accent)
        } else {
            Button::new(label)
        };
        // Never disabled, which would lose the keyboard: while the last choice is processed, a click does nothing.
        ui.add(button.selected(is_selected))
    });
    let response = response.inner.accessible_name(name);
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.text);
        let rect = response.rect.expand(2.0);
        ui.painter()
            .rect_stroke(rect, 6.0, stroke, StrokeKind::Inside);
    }
    follow_focus(&response);
    response
}

/// Scrolls a widget into view when it gets the keyboard focus.
fn follow_focus(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

use super::{
    claim_drop::accept_new,
    claim_filter::{filter_text, sort_choice},
    claim_row::{self, ROW},
};
use crate::{
    project::ClaimId,
    views::{
        Paint,
        theme::space,
        widgets::{command_button, heading, hint},
    },
    workbench::{Command, FocusOn},
};

use egui::{Align, Layout, ScrollArea, Ui};

/// What the list remembers.
#[derive(Default)]
pub(crate) struct ClaimListScratch {
    /// The claim that was chosen last time, so that a newly chosen one is scrolled to once.
    shown: Option<ClaimId>,
    /// The claim whose row had the keyboard in the last frame.
    keyboard: Option<ClaimId>,
}

/// The claims that pass the filter.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimListScratch) {
    ui.horizontal(|ui| {
        heading(ui, paint, "CLAIMS");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = command_button(ui, paint, Command::NewClaim, "+ New Claim")
                .accessible_name("New claim");
            accept_new(ui, paint, &button);
            let nothing_listed = paint.workbench.lists().claims().is_empty();
            if nothing_listed && paint.takes_focus(FocusOn::Claims) {
                button.request_focus();
            }
        });
    });
    if paint.project().claims().len() == 0 {
        empty(ui, paint);
        // The panel keeps the height that it is given; without this it would shrink to the hint and stay so.
        ui.take_available_space();
        return;
    }
    filters(ui, paint);
    ui.spacing_mut().item_spacing.y = 1.0;
    let listed = paint.workbench.lists().claims();
    if listed.is_empty() {
        hint(ui, paint, "No claim passes the filter");
    }
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let had_keyboard = scratch.keyboard.take();
    if had_keyboard.is_some_and(|claim| paint.project().claim(claim).is_none()) {
        // It was deleted: its neighbours are at hand.
        *paint.focus = Some(FocusOn::Claims);
    }
    let focus = claim_to_focus(paint);
    if let Some(offset) = offset_of_target(ui, paint, scratch, focus) {
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(ui, ROW, listed.len(), |ui, rows| {
        for id in &listed[rows] {
            if let Some(claim) = paint.project().claim(*id)
                && claim_row::show(ui, paint, claim, focus == Some(claim.id))
            {
                scratch.keyboard = Some(claim.id);
            }
        }
    });
}

/// Where to scroll for a claim that was just chosen or gets the keyboard.
fn offset_of_target(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut ClaimListScratch,
    focus: Option<ClaimId>,
) -> Option<f32> {
    let chosen = paint.workbench.chosen().claim;
    let newly_chosen = std::mem::replace(&mut scratch.shown, chosen) != chosen;
    let target = focus.or(chosen.filter(|_| newly_chosen))?;
    let place = paint
        .workbench
        .lists()
        .claims()
        .iter()
        .position(|id| *id == target)?;
    let step = ROW + ui.spacing().item_spacing.y;
    let room = ui.available_height();
    let top = place as f32 * step;
    Some((top - (room - step).max(0.0) * 0.5).max(0.0))
}

/// The claim whose row gets the keyboard, if the list does: the chosen one if it is listed, else the first.
fn claim_to_focus(paint: &mut Paint<'_>) -> Option<ClaimId> {
    if !paint.takes_focus(FocusOn::Claims) {
        return None;
    }
    let listed = paint.workbench.lists().claims();
    let chosen = paint
        .workbench
        .chosen()
        .claim
        .filter(|chosen| listed.contains(chosen));
    chosen.or(listed.first().copied())
}

fn empty(ui: &mut Ui, paint: &Paint<'_>) {
    ui.add_space(space::SMALL);
    hint(
        ui,
        paint,
        "No claims yet. Select a passage in an article and press N: the passage is highlighted and becomes the first \
         evidence of a new claim",
    );
}

/// Enter in the filter goes to the first claim that passes it.
fn filters(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal(|ui| {
        let sort_width = 110.0;
        if filter_text(ui, paint, ui.available_width() - sort_width - space::SMALL) {
            *paint.focus = Some(FocusOn::Claims);
        }
        sort_choice(ui, paint, sort_width);
    });
}

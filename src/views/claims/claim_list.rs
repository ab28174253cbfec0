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

#[derive(Default)]
pub(crate) struct ClaimListScratch {
    /// The claim selected in the last frame, so that the list scrolls to a newly selected one once.
    selected: Option<ClaimId>,
    /// The claim whose row had the keyboard focus in the last frame.
    focused: Option<ClaimId>,
}

/// The claims that pass the filter.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimListScratch) {
    let listed = paint.workbench.lists().claims();
    ui.horizontal(|ui| {
        heading(ui, paint, "Claims");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = command_button(ui, paint, Command::NewClaim, "+ New claim")
                .accessible_name("New claim");
            accept_new(ui, paint, &button);
            if listed.is_empty() && paint.takes_focus(FocusOn::Claims) {
                button.request_focus();
            }
        });
    });
    if paint.project().claims().len() == 0 {
        ui.add_space(space::SMALL);
        hint(
            ui,
            paint,
            "No claims yet. Select a passage in an article and press N: it is highlighted and becomes the first \
             evidence for a new claim",
        );
        // Without this, the resizable panel would shrink to the hint and stay so.
        ui.take_available_space();
        return;
    }
    filters(ui, paint);
    ui.spacing_mut().item_spacing.y = 1.0;
    if listed.is_empty() {
        hint(ui, paint, "No claim matches the filter");
    }
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let had_focus = scratch.focused.take();
    if had_focus.is_some_and(|claim| paint.project().claim(claim).is_none()) {
        // The claim was deleted; keep the focus in the list.
        *paint.focus = Some(FocusOn::Claims);
    }
    let focus = claim_to_focus(paint, listed);
    if let Some(offset) = offset_of_target(ui, paint, scratch, focus) {
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(ui, ROW, listed.len(), |ui, rows| {
        for id in &listed[rows] {
            if let Some(claim) = paint.project().claim(*id)
                && claim_row::show(ui, paint, claim, focus == Some(claim.id))
            {
                scratch.focused = Some(claim.id);
            }
        }
    });
}

/// The scroll offset that shows a claim which was just selected or gets the keyboard focus.
fn offset_of_target(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut ClaimListScratch,
    focus: Option<ClaimId>,
) -> Option<f32> {
    let selected = paint.workbench.selection().claim;
    let is_new = std::mem::replace(&mut scratch.selected, selected) != selected;
    let target = focus.or(selected.filter(|_| is_new))?;
    let listed = paint.workbench.lists().claims();
    let index = listed.iter().position(|id| *id == target)?;
    let step = ROW + ui.spacing().item_spacing.y;
    let above = (ui.available_height() - step).max(0.0) * 0.5;
    Some((index as f32 * step - above).max(0.0))
}

/// The claim whose row gets the keyboard focus when the list does: the selected one if it is listed, else the first.
fn claim_to_focus(paint: &mut Paint<'_>, listed: &[ClaimId]) -> Option<ClaimId> {
    if !paint.takes_focus(FocusOn::Claims) {
        return None;
    }
    let selected = paint.workbench.selection().claim;
    selected
        .filter(|selected| listed.contains(selected))
        .or(listed.first().copied())
}

/// Width of the sort order in points.
const SORT: f32 = 110.0;

/// Enter in the filter moves the focus to the first claim that passes it.
fn filters(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal(|ui| {
        if filter_text(ui, paint, ui.available_width() - SORT - space::SMALL) {
            *paint.focus = Some(FocusOn::Claims);
        }
        sort_choice(ui, paint, SORT);
    });
}

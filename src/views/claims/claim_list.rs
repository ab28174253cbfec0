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
        widgets::{command_button, heading, offset_of_row},
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
        ui.weak("No claims yet. Select a passage in an article and press N: it is highlighted and becomes the first \
             evidence for a new claim.",
        );
        // Without this, the resizable panel would shrink to the hint and stay so.
        ui.take_available_space();
        return;
    }
    ui.horizontal(|ui| {
        // Enter in the filter moves the focus to the first claim that passes it.
        if filter_text(ui, paint, ui.available_width() - SORT - space::SMALL) {
            *paint.focus = Some(FocusOn::Claims);
        }
        sort_choice(ui, paint, SORT);
    });
    ui.spacing_mut().item_spacing.y = 1.0;
    if listed.is_empty() {
        ui.weak("No claim matches the filter");
    }
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let had_focus = scratch.focused.take();
    if had_focus.is_some_and(|claim| paint.project().claim(claim).is_none()) {
        // The claim was deleted; keep the focus in the list.
        *paint.focus = Some(FocusOn::Claims);
    }
    let selected = paint.workbench.selection().claim;
    let is_new = std::mem::replace(&mut scratch.selected, selected) != selected;
    // The list gives its focus to the selected claim if it is listed, else to the first.
    let focus = paint.takes_focus(FocusOn::Claims).then(|| {
        let listed_one = selected.filter(|selected| listed.contains(selected));
        listed_one.or(listed.first().copied())
    });
    let focus = focus.flatten();
    let target = focus.or(selected.filter(|_| is_new));
    if let Some(row) = listed.iter().position(|id| Some(*id) == target) {
        area = area.vertical_scroll_offset(offset_of_row(ui, row, ROW));
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

/// Width of the sort order in points.
const SORT: f32 = 110.0;

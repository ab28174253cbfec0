use super::{
    claim_drop::accept_new,
    claim_filter::{filter_text, sort_choice},
    claim_panel::empty_height,
    claim_row::{self, row_height, row_id},
};
use crate::{
    analysis::{SortBy, TableFilter},
    project::{ClaimId, Revision, Status},
    views::{
        Paint,
        theme::{TARGET, space},
        widgets::{
            command_button, heading_row, hint, hint_height, moved_focus, offset_of_row, tab_stop,
        },
    },
    workbench::{Command, FocusOn},
};

use egui::{Button, ScrollArea, Ui};

#[derive(Default)]
pub(crate) struct ClaimListScratch {
    /// The claim selected in the last frame, so that the list scrolls to a newly selected one once.
    selected: Option<ClaimId>,
    /// The claim whose row had the keyboard focus in the last frame.
    focused: Option<ClaimId>,
    /// Whether the filter and the sort order are shown on request.
    filters: bool,
    /// Number of claims that need review, and the revision it was counted at.
    waiting: Option<(Revision, usize)>,
}

/// Height of the heading and of the row of filters, each with the gap below; in points.
const HEADING_HEIGHT: f32 = TARGET + space::SMALL;

/// Height of the list in points, out of `all`. A list that fits gets room for its rows as long as most of the height is
/// left for the evidence; a list that has to scroll leaves more. With nothing selected, only a hint needs room.
pub(crate) fn height(ui: &Ui, paint: &Paint<'_>, scratch: &ClaimListScratch, all: f32) -> f32 {
    let heads = HEADING_HEIGHT
        * if shows_filters(paint, scratch) {
            2.0
        } else {
            1.0
        };
    let width = ui.available_width() - 2.0 * space::MEDIUM;
    let row = row_height(width) + ROW_GAP;
    let in_full = heads
        + match paint.project().claims().len() {
            0 => 2.0 * space::SMALL + hint_height(ui, NO_CLAIMS, width),
            _ => paint.workbench.lists.claims.len().max(2) as f32 * row,
        };
    let selection = paint.workbench.selection;
    if selection.claim.is_none() && selection.highlight.is_none() {
        return in_full.min(all - empty_height(ui));
    }
    if in_full <= all * 0.4 {
        return in_full;
    }
    // Half a row shows that the list continues.
    let whole = ((all * 0.32 - heads) / row - 0.5).floor().max(1.0);
    in_full.min(heads + (whole + 0.5) * row)
}

const NO_CLAIMS: &str = "No claims yet. Select a passage in an article and press N: it is highlighted and becomes \
    the first evidence for a new claim";

/// Gap between rows, in points.
const ROW_GAP: f32 = 1.0;

/// Whether the filter is shown. An active filter always is.
fn shows_filters(paint: &Paint<'_>, scratch: &ClaimListScratch) -> bool {
    let lists = &paint.workbench.lists;
    scratch.filters || lists.filter != TableFilter::default() || lists.sort != SortBy::default()
}

/// The claims that pass the filter.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimListScratch) {
    let listed = &paint.workbench.lists.claims;
    let title = title(paint, scratch);
    heading_row(ui, paint, &title, |ui, paint| {
        let button = command_button(ui, paint, Command::NewClaim, "+ New");
        let button = button.accessible_name("New claim");
        accept_new(ui, paint, &button);
        if listed.is_empty() && paint.takes_focus(FocusOn::Claims) {
            button.request_focus();
        }
        let is_shown = shows_filters(paint, scratch);
        let filter = ui
            .add(Button::new("Filter").selected(is_shown))
            .on_hover_text("Filter and sort the claims")
            .accessible_name("Filter and sort claims");
        if filter.clicked() {
            scratch.filters = !scratch.filters;
        }
    });
    if paint.project().claims().len() == 0 {
        ui.add_space(space::SMALL);
        hint(ui, paint, NO_CLAIMS);
        // Without this, the resizable panel would shrink to the hint and stay that small.
        ui.take_available_space();
        return;
    }
    if shows_filters(paint, scratch) {
        filters(ui, paint);
    }
    ui.spacing_mut().item_spacing.y = ROW_GAP;
    if listed.is_empty() {
        hint(ui, paint, "No claim matches the filter");
    }
    let height = row_height(ui.available_width());
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let had_focus = scratch.focused.take();
    if had_focus.is_some_and(|claim| paint.project().claim(claim).is_none()) {
        // The claim was deleted; keep the focus in the list.
        *paint.focus = Some(FocusOn::Claims);
    }
    let moved = moved_focus(ui, listed.len(), height, |row| row_id(listed[row]));
    let focus = claim_to_focus(paint, listed).or(moved.map(|row| listed[row]));
    if let Some(offset) = offset_of_target(ui, paint, scratch, focus) {
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(ui, height, listed.len(), |ui, rows| {
        let shown = &listed[rows];
        let selected = paint.workbench.selection.claim;
        let stop = tab_stop(ui, shown.iter().copied().map(row_id), selected.map(row_id));
        for id in shown {
            let focus = (focus == Some(*id), stop == Some(row_id(*id)));
            if let Some(claim) = paint.project().claim(*id)
                && claim_row::show(ui, paint, claim, focus)
            {
                scratch.focused = Some(claim.id);
            }
        }
    });
}

/// "Claims · 10, 2 need review".
fn title(paint: &Paint<'_>, scratch: &mut ClaimListScratch) -> String {
    let revision = paint.workbench.history().revision();
    let claims = paint.project().claims();
    let count = claims.len();
    let waiting = match scratch.waiting {
        Some((at, waiting)) if at == revision => waiting,
        _ => claims
            .filter(|claim| claim.status == Status::NeedsReview)
            .count(),
    };
    scratch.waiting = Some((revision, waiting));
    match (count, waiting) {
        (0, _) => "Claims".to_owned(),
        (_, 0) => format!("Claims \u{b7} {count}"),
        (_, 1) => format!("Claims \u{b7} {count}, 1 needs review"),
        _ => format!("Claims \u{b7} {count}, {waiting} need review"),
    }
}

/// The scroll offset that shows a claim that was just selected or gets the keyboard focus.
fn offset_of_target(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut ClaimListScratch,
    focus: Option<ClaimId>,
) -> Option<f32> {
    let selected = paint.workbench.selection.claim;
    let is_new = std::mem::replace(&mut scratch.selected, selected) != selected;
    let target = focus.or(selected.filter(|_| is_new))?;
    let listed = &paint.workbench.lists.claims;
    let index = listed.iter().position(|id| *id == target)?;
    Some(offset_of_row(ui, index, row_height(ui.available_width())))
}

/// The claim whose row gets the keyboard focus when the list does: the selected one if it is listed, else the first.
fn claim_to_focus(paint: &mut Paint<'_>, listed: &[ClaimId]) -> Option<ClaimId> {
    if !paint.takes_focus(FocusOn::Claims) {
        return None;
    }
    let selected = paint.workbench.selection.claim;
    selected
        .filter(|selected| listed.contains(selected))
        .or(listed.first().copied())
}

/// Width of the sort menu in points.
const SORT_WIDTH: f32 = 110.0;

/// Enter in the filter moves the focus to the first claim that passes it.
fn filters(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal(|ui| {
        if filter_text(ui, paint, ui.available_width() - SORT_WIDTH - space::SMALL) {
            *paint.focus = Some(FocusOn::Claims);
        }
        sort_choice(ui, paint, SORT_WIDTH);
    });
}

//! Filters and sort order of the claims, in the list and in the table.

use crate::{
    analysis::{TableColumn, VerdictFilter},
    project::Status,
    views::{
        Paint,
        theme::space,
        widgets::{Choice, line_edit, take_enter},
    },
    workbench::{Intent, ListIntent},
};

use egui::{ComboBox, Ui};

/// Filters claims by their text. Returns whether Enter has just left the field.
pub(crate) fn filter_text(ui: &mut Ui, paint: &mut Paint<'_>, width: f32) -> bool {
    let mut typed = paint.workbench.lists.filter.text.clone();
    let width = width - 2.0 * space::SMALL;
    let field = line_edit(&mut typed, "e.g. injured").desired_width(width);
    let response = ui
        .add(field)
        .on_hover_text("Filter claims")
        .accessible_name("Filter claims");
    if response.changed() {
        paint.ask(Intent::List(ListIntent::FilterText(typed)));
    }
    take_enter(ui, &response)
}

/// Widths of the boxes that filter by verdict and by status, in points.
pub(crate) const VERDICT_FILTER_WIDTH: f32 = 150.0;
pub(crate) const STATUS_FILTER_WIDTH: f32 = 110.0;

pub(crate) fn filter_verdict(ui: &mut Ui, paint: &mut Paint<'_>) {
    let current = &paint.workbench.lists.filter.verdict;
    let choice = Choice::new("Filter by verdict", VERDICT_FILTER_WIDTH);
    if let Some(filter) = pick_verdict_filter(ui, paint, choice, current) {
        paint.ask(Intent::List(ListIntent::FilterVerdict(filter)));
    }
}

/// A menu of the verdicts on the project's scale. Returns a newly selected filter.
pub(crate) fn pick_verdict_filter(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    choice: Choice<'_>,
    current: &VerdictFilter,
) -> Option<VerdictFilter> {
    let mut filters = vec![
        VerdictFilter::Any,
        VerdictFilter::None,
        VerdictFilter::WithoutReasons,
    ];
    let verdicts = paint.project().scale().verdicts.iter();
    filters.extend(verdicts.map(|verdict| VerdictFilter::Label(verdict.label.clone())));
    choice.pick(ui, paint, &filters, verdict_filter_name, current)
}

fn verdict_filter_name(filter: &VerdictFilter) -> &str {
    match filter {
        VerdictFilter::Any => "Any verdict",
        VerdictFilter::None => "No verdict yet",
        VerdictFilter::WithoutReasons => "No justification yet",
        VerdictFilter::Label(label) => label,
    }
}

pub(crate) fn filter_status(ui: &mut Ui, paint: &mut Paint<'_>) {
    let choice = Choice::new("Filter by status", STATUS_FILTER_WIDTH).or("Any status");
    let current = paint.workbench.lists.filter.status;
    let all = &Status::ALL;
    let status = choice.pick_optional(ui, paint, all, |it| it.label(), current.as_ref());
    if let Some(status) = status {
        paint.ask(Intent::List(ListIntent::FilterStatus(status)));
    }
}

/// Selecting the current order again reverses it.
pub(super) fn sort_choice(ui: &mut Ui, paint: &mut Paint<'_>, width: f32) {
    let sort = paint.workbench.lists.sort;
    let arrow = if sort.descending {
        "\u{2193}"
    } else {
        "\u{2191}"
    };
    let combo = ComboBox::from_id_salt("claim order")
        .selected_text(format!("{arrow} {}", sort.column.label()))
        .width(width);
    let response = combo.show_ui(ui, |ui| {
        for column in TableColumn::all().filter(|column| column.sorts()) {
            let entry = ui.selectable_label(column == sort.column, column.label());
            if entry.clicked() {
                paint.ask(Intent::List(ListIntent::Sort(column)));
            }
        }
    });
    response
        .response
        .on_hover_text("Sort order; select the same again to reverse it")
        .accessible_name("Sort claims");
}

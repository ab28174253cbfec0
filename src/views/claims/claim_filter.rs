//! Which claims are listed, and in which order: for the list and for the table.

use crate::{
    analysis::{SortKey, VerdictFilter},
    project::Status,
    views::{
        Paint,
        theme::space,
        widgets::{Choice, take_enter},
    },
    workbench::{Intent, ListIntent},
};

use egui::{ComboBox, TextEdit, Ui, vec2};

/// The field that filters claims by words, as wide as asked; returns whether Enter has just left it.
pub(crate) fn filter_text(ui: &mut Ui, paint: &mut Paint<'_>, width: f32) -> bool {
    let mut typed = paint.workbench.lists().filter().text.clone();
    let field = TextEdit::singleline(&mut typed)
        .hint_text("Filter claims")
        .desired_width(width - 2.0 * space::SMALL);
    let response = ui
        .add(field.margin(vec2(space::SMALL, space::TINY)))
        .accessible_name("Filter claims");
    if response.changed() {
        paint.ask(Intent::List(ListIntent::FilterText(typed)));
    }
    take_enter(ui, &response)
}

/// Which verdicts are listed.
pub(crate) fn filter_verdict(ui: &mut Ui, paint: &mut Paint<'_>) {
    let current = &paint.workbench.lists().filter().verdict;
    let labels = paint.project().scale().verdicts.iter();
    let without = [
        VerdictFilter::Any,
        VerdictFilter::None,
        VerdictFilter::WithoutReasons,
    ];
    let choices: Vec<VerdictFilter> = without
        .into_iter()
        .chain(labels.map(|verdict| VerdictFilter::Label(verdict.label.clone())))
        .collect();
    let names: Vec<&str> = choices.iter().map(verdict_filter_name).collect();
    let choice = Choice {
        name: "Filter by verdict",
        shown: verdict_filter_name(current),
        width: 150.0,
    };
    let chosen = choices.iter().position(|choice| choice == current);
    if let Some(clicked) = choice.show(ui, paint, &names, chosen) {
        let filter = ListIntent::FilterVerdict(choices[clicked].clone());
        paint.ask(Intent::List(filter));
    }
}

fn verdict_filter_name(filter: &VerdictFilter) -> &str {
    match filter {
        VerdictFilter::Any => "Any verdict",
        VerdictFilter::None => "No verdict yet",
        VerdictFilter::WithoutReasons => "No justification yet",
        VerdictFilter::Label(label) => label,
    }
}

/// Which status is listed.
pub(crate) fn filter_status(ui: &mut Ui, paint: &mut Paint<'_>) {
    let current = paint.workbench.lists().filter().status;
    let word = current.map_or("Any status", Status::label);
    let combo = ComboBox::from_id_salt("status filter")
        .selected_text(word)
        .width(110.0);
    let response = combo.show_ui(ui, |ui| {
        for choice in std::iter::once(None).chain(Status::ALL.map(Some)) {
            if ui
                .selectable_label(
                    choice == current,
                    choice.map_or("Any status", Status::label),
                )
                .clicked()
            {
                paint.ask(Intent::List(ListIntent::FilterStatus(choice)));
            }
        }
    });
    response.response.accessible_name("Filter by status");
}

/// What the claims are sorted by; the same again turns the order round.
pub(crate) fn sort_choice(ui: &mut Ui, paint: &mut Paint<'_>, width: f32) {
    let sort = paint.workbench.lists().sort();
    let name = SORT_NAMES
        .iter()
        .find(|(key, _)| *key == sort.key)
        .map_or("", |(_, name)| *name);
    let arrow = if sort.descending {
        "\u{2193}"
    } else {
        "\u{2191}"
    };
    let combo = ComboBox::from_id_salt("claim order")
        .selected_text(format!("{arrow} {name}"))
        .width(width);
    let response = combo.show_ui(ui, |ui| {
        for (key, name) in SORT_NAMES {
            if ui.selectable_label(key == sort.key, name).clicked() {
                paint.ask(Intent::List(ListIntent::Sort(key)));
            }
        }
    });
    response
        .response
        .on_hover_text("What the claims are sorted by; the same again turns the order round")
        .accessible_name("Sort claims");
}

/// What claims can be sorted by, as people see it.
const SORT_NAMES: [(SortKey, &str); 14] = [
    (SortKey::Number, "Number"),
    (SortKey::Statement, "Claim"),
    (SortKey::Verdict, "Verdict"),
    (SortKey::Status, "Status"),
    (SortKey::Supports, "Supports"),
    (SortKey::Refutes, "Refutes"),
    (SortKey::Context, "Context"),
    (SortKey::Articles, "Articles"),
    (SortKey::FirstPublished, "First published"),
    (SortKey::IndependentSources, "Independent sources"),
    (SortKey::RefutingSources, "Refuting independent sources"),
    (SortKey::Made, "Made"),
    (SortKey::Kind, "Type"),
    (SortKey::Credibility, "Credibility"),
];

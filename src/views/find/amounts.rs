//! The tab Numbers and dates: those of a claim, or of the open articles, side by side.

use super::list::{self, ColumnsRow, FoundList, ROW_HEIGHT};
use crate::{
    analysis::{
        AmountGroup, AmountOrDate, AmountScope, AmountTopic, Difference, MentionedDate,
        PlacedAmount,
    },
    project::{Article, Stance},
    storage::FindTab,
    views::{
        Paint,
        articles::name_and_date,
        shell::counted,
        widgets::{command_button, command_entries, hint},
    },
    workbench::{AmountsIntent, Command, FocusOn, GroupedRow, Intent},
};

use egui::{Button, Id, Ui};

#[derive(Default)]
pub(super) struct AmountsScratch {
    /// The entry selected in the last frame, so that the list scrolls to a newly selected one once.
    current: Option<usize>,
}

/// Widths in points of the value column, for numbers and for dates.
const NUMBERS_WIDTH: f32 = 130.0;
const DATES_WIDTH: f32 = 210.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut AmountsScratch) {
    scope(ui, paint);
    let amounts = &paint.workbench.amounts;
    let list = found_list();
    list.register(ui, paint, (amounts.current, amounts.rows.count));
    if amounts.rows.count == 0 {
        if !amounts.worker.is_running() {
            hint(ui, paint, nothing(paint));
        }
        return;
    }
    let height = ColumnsRow::height_in(ui.available_width());
    let current = amounts.current;
    let row = amounts.rows.row_of(current);
    let area = list::area(ui, &mut scratch.current, Some(current), row, height);
    area.show_rows(ui, height, amounts.rows.len(), |ui, rows| {
        for row in rows {
            match amounts.rows.row(row) {
                Some(GroupedRow::Head(group)) => heading(ui, paint, &amounts.groups[group], height),
                Some(GroupedRow::Entry(nth)) => entry(ui, paint, &list, nth, height),
                None => {}
            }
        }
    });
}

fn found_list() -> FoundList {
    FoundList {
        id: Id::unique("amounts"),
        name: "Numbers and dates",
        focus: FocusOn::FindList(FindTab::Amounts),
        select: |nth| Intent::Amounts(AmountsIntent::Select(nth)),
        open: || Intent::Amounts(AmountsIntent::Open),
    }
}

/// A switch between the selected claim and the open articles, and the number of entries.
fn scope(ui: &mut Ui, paint: &mut Paint<'_>) {
    let shown = paint.workbench.amount_scope();
    let has_claim = paint.workbench.selection.claim.is_some();
    ui.horizontal_wrapped(|ui| {
        for (label, of_open_articles) in [("Selected claim", false), ("Open articles", true)] {
            let is_on = matches!(shown, AmountScope::Articles(_)) == of_open_articles;
            let button = Button::selectable(is_on, label);
            let response = ui.add_enabled(of_open_articles || has_claim, button);
            let response = response.on_disabled_hover_text("Select a claim first");
            if response.clicked() {
                let intent = AmountsIntent::OfOpenArticles(of_open_articles);
                paint.ask(Intent::Amounts(intent));
            }
        }
        ui.separator();
        command_button(ui, paint, Command::TakeFound, "Take as value");
        ui.weak(summary(paint));
    });
}

fn summary(paint: &Paint<'_>) -> String {
    let amounts = &paint.workbench.amounts;
    if amounts.worker.is_running() && amounts.rows.count == 0 {
        return "Reading\u{2026}".to_owned();
    }
    let all = amounts.groups.iter().flat_map(|group| &group.entries);
    let numbers = all.filter(|entry| entry.amount().is_some()).count();
    let dates = amounts.rows.count - numbers;
    let found = [counted(numbers, "number"), counted(dates, "date")].join(", ");
    let with = |difference| {
        let groups = amounts.groups.iter();
        groups.filter(|it| it.difference() == difference).count()
    };
    let differing = with(Difference::Certain);
    let possibly = with(Difference::Possible);
    let mut parts = vec![found];
    if differing > 0 {
        parts.push(format!("{} differing", counted(differing, "thing")));
    }
    if possibly > 0 {
        parts.push(format!("{} may differ", counted(possibly, "thing")));
    }
    parts.join("; ")
}

/// Why the list is empty.
fn nothing(paint: &Paint<'_>) -> &'static str {
    let project = paint.project();
    match paint.workbench.amount_scope() {
        AmountScope::Claim(claim) if project.evidence_count(claim) == 0 => {
            "Link passages to this claim to see the numbers and dates of their sentences side by side"
        }
        AmountScope::Claim(_) => "The sentences of this claim's evidence mention no number or date",
        AmountScope::Articles(articles) if articles.is_empty() => {
            "Open articles or select a claim to list their numbers and dates side by side"
        }
        AmountScope::Articles(_) => "The open articles mention no number or date",
    }
}

fn heading(ui: &mut Ui, paint: &mut Paint<'_>, group: &AmountGroup, height: f32) {
    ui.add_space(height - ROW_HEIGHT);
    list::heading(ui, paint, &topic(group));
}

/// "≠ people: 8, 12", "12 May 2031".
fn topic(group: &AmountGroup) -> String {
    let sign = group.difference().sign();
    let values = group.values().join(", ");
    match &group.topic {
        AmountTopic::Counted(thing) => format!("{sign}{thing}: {values}"),
        AmountTopic::NothingNamed => format!("{sign}Things not named: {values}"),
        AmountTopic::Days(first, last) if first == last => first.to_string(),
        AmountTopic::Days(first, last) => format!("{first} \u{2013} {last}"),
        AmountTopic::Unresolved(why) => format!("Unresolved dates: {why}"),
    }
}

fn entry(ui: &mut Ui, paint: &mut Paint<'_>, list: &FoundList, nth: usize, height: f32) {
    let amounts = &paint.workbench.amounts;
    let project = paint.project();
    let Some(found) = amounts.entry(nth) else {
        return;
    };
    let Some(article) = project.article(found.article) else {
        return;
    };
    let row = ColumnsRow {
        id: Id::unique(("amount", nth)),
        is_current: amounts.current == nth,
        value: &value(found, article),
        is_marked: found.difference != Difference::None,
        value_width: found.amount().map_or(DATES_WIDTH, |_| NUMBERS_WIDTH),
        source: &source(paint, found, article),
        place: (article, found.span),
        height,
    };
    let response = row.show(ui, paint, list.id);
    list.follow_clicks(paint, &response, nth);
    response.context_menu(|ui| command_entries(ui, paint, &COMMANDS));
}

/// Commands in the context menu of an entry.
const COMMANDS: [Command; 5] = [
    Command::TakeFound,
    Command::NewClaimFromSelection,
    Command::Link(Stance::Supports),
    Command::Link(Stance::Refutes),
    Command::Link(Stance::Context),
];

/// "≠ at least 12", "Monday → 12 May 2031?".
fn value(found: &PlacedAmount, article: &Article) -> String {
    let written = article.quote(found.span).unwrap_or_default();
    match &found.what {
        AmountOrDate::Amount(amount) => format!("{}{amount}", found.difference.sign()),
        AmountOrDate::Date(MentionedDate { is_relative, days }) => match days {
            Ok((first, _)) if *is_relative => format!("{written} \u{2192} {first}?"),
            Ok(_) | Err(_) => written.to_owned(),
        },
    }
}

/// The outlet with its date, and the speaker.
fn source(paint: &Paint<'_>, found: &PlacedAmount, article: &Article) -> String {
    let speaker = found.speaker.and_then(|id| paint.project().speaker(id));
    let outlet = name_and_date(paint, article);
    match speaker {
        Some(speaker) => format!("{} \u{b7} {outlet}", speaker.shown_name()),
        None => outlet,
    }
}

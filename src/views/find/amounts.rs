//! The tab Numbers and dates: those of a claim, or of several articles, side by side.

use super::list::{self, ColumnsRow, FoundList, ROW_HEIGHT};
use crate::{
    analysis::{
        AmountGroup, AmountOrDate, AmountScope, AmountTopic, Difference, MentionedDate,
        PartialDate, PlacedAmount,
    },
    project::{Article, Stance},
    storage::FindTab,
    text::{beginning_in_one_line, isolated},
    views::{
        Paint,
        articles::name_and_date,
        shell::counted,
        widgets::{command_button, command_entries, hint},
    },
    workbench::{AmountTexts, AmountsIntent, Command, FocusOn, GroupedRow, Intent},
};

use egui::{Button, Id, Ui};

#[derive(Default)]
pub(super) struct AmountsScratch {
    /// The entry selected in the last frame, so that the list scrolls to a newly selected one once.
    current: Option<usize>,
}

/// Widths in points of the value column, for numbers and for dates.
const NUMBERS_WIDTH: f32 = 130.0;
const DATES_WIDTH: f32 = 270.0;

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

/// A choice between the selected claim, the open articles and those of the list, and the number of entries.
fn scope(ui: &mut Ui, paint: &mut Paint<'_>) {
    let shown = paint.workbench.amount_texts();
    let is_filtered = !paint.workbench.lists.article_filter.is_empty();
    let listed = if is_filtered {
        "Filtered articles"
    } else {
        "All articles"
    };
    let has_claim = paint.workbench.selection.claim.is_some();
    ui.horizontal_wrapped(|ui| {
        for (label, texts) in [
            ("Selected claim", AmountTexts::SelectedClaim),
            ("Open articles", AmountTexts::OpenArticles),
            (listed, AmountTexts::ListedArticles),
        ] {
            let button = Button::selectable(shown == texts, label);
            let is_enabled = texts != AmountTexts::SelectedClaim || has_claim;
            let response = ui.add_enabled(is_enabled, button);
            let response = response.on_disabled_hover_text("Select a claim first");
            if response.clicked() {
                paint.ask(Intent::Amounts(AmountsIntent::Of(texts)));
            }
        }
        ui.separator();
        command_button(ui, paint, Command::TakeFound, "Record as value");
        list::remark(ui, &summary(paint));
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
        let differ = if differing == 1 { "differs" } else { "differ" };
        parts.push(format!("{} {differ}", counted(differing, "thing")));
    }
    if possibly > 0 {
        let things = if differing > 0 {
            possibly.to_string()
        } else {
            counted(possibly, "thing")
        };
        parts.push(format!("{things} may differ"));
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
            "Open articles, select a claim or change the filter of the article list"
        }
        AmountScope::Articles(_) => "These articles mention no number or date",
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
        AmountTopic::NothingNamed => format!("{sign}Not said what: {values}"),
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
            Ok((first, last)) if *is_relative => resolved(written, first, last),
            Ok(_) | Err(_) => written.to_owned(),
        },
    }
}

/// "Tuesday morn… → 23 May 2023?": the words are cut so that the date fits.
fn resolved(written: &str, first: &PartialDate, last: &PartialDate) -> String {
    const CHARACTERS: usize = 34;
    const MIN_WORDS: usize = 6;
    let days = if first == last {
        first.to_string()
    } else if first.year == last.year && first.day.is_some() {
        format!("{} \u{2013} {last}", first.day_and_month())
    } else {
        format!("{first} \u{2013} {last}")
    };
    let room = CHARACTERS.saturating_sub(days.chars().count());
    let words = beginning_in_one_line(written, room.max(MIN_WORDS));
    format!("{} \u{2192} {days}?", isolated(&words))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resolved_date_is_whole_after_words_that_are_cut() {
        let day = PartialDate::parse("2031-05-12").unwrap();
        let before = PartialDate::parse("2031-05-11").unwrap();
        assert_eq!(
            resolved("Monday", &day, &day),
            "Monday \u{2192} 12 May 2031?"
        );
        let shown = resolved("early on Monday morning, before sunrise", &day, &day);
        assert!(shown.ends_with("\u{2026} \u{2192} 12 May 2031?"), "{shown}");
        let shown = resolved("in der Nacht zum Montag", &before, &day);
        assert!(
            shown.ends_with("\u{2192} 11 May \u{2013} 12 May 2031?"),
            "{shown}"
        );
        assert!(shown.chars().count() < 40, "{shown}");
    }
}

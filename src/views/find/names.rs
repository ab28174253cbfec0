//! The tab Names: names in the articles that have several spellings.

use super::list::{self, ColumnsRow, FoundList, ROW_HEIGHT};
use crate::{
    analysis::{FoundSpelling, NameComparison, NameGroup},
    project::Speaker,
    storage::FindTab,
    views::{
        Paint,
        widgets::{command_button, command_entries, hint},
    },
    workbench::{Command, FocusOn, GroupedRow, Intent, NamesIntent},
};

use egui::{Id, Ui};

#[derive(Default)]
pub(super) struct NamesScratch {
    /// Index of the spelling that was selected in the last frame; the list scrolls only when it changes.
    current: Option<usize>,
}

/// Width of the column of spellings, in points.
const SPELLINGS_WIDTH: f32 = 190.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut NamesScratch) {
    tools(ui, paint);
    let names = &paint.workbench.names;
    let list = FoundList {
        id: Id::unique("names"),
        name: "Names",
        focus: FocusOn::FindList(FindTab::Names),
        select: |nth| Intent::Names(NamesIntent::Select(nth)),
        open: || Intent::Names(NamesIntent::Open),
    };
    list.register(ui, paint, (names.current, names.rows.count));
    if names.rows.count == 0 {
        if !names.worker.is_running() {
            hint(
                ui,
                paint,
                "No name has several spellings. This tab lists names that recur in the articles, and the names of speakers, with their other spellings in any alphabet.",
            );
        }
        return;
    }
    let height = ColumnsRow::height_in(ui.available_width());
    let current = names.current;
    let row = names.rows.row_of(current);
    let area = list::area(ui, &mut scratch.current, Some(current), row, height);
    area.show_rows(ui, height, names.rows.len(), |ui, rows| {
        for row in rows {
            match names.rows.row(row) {
                Some(GroupedRow::Head(group)) => {
                    ui.add_space(height - ROW_HEIGHT);
                    list::heading(ui, paint, &heading(paint, &names.groups[group]));
                }
                Some(GroupedRow::Entry(nth)) => entry(ui, paint, &list, nth, height),
                None => {}
            }
        }
    });
}

fn tools(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal_wrapped(|ui| {
        let is_recorded = paint.workbench.is_recorded_spelling();
        let label = if is_recorded {
            "Take back"
        } else {
            "Record as alias"
        };
        command_button(ui, paint, Command::TakeFound, label);
        command_button(ui, paint, Command::DismissFound, "Different name");
        restore_button(ui, paint);
        let names = &paint.workbench.names;
        let status = match (names.worker.is_running(), names.groups.len()) {
            (true, 0) => "Reading\u{2026}".to_owned(),
            (_, 1) => "1 name in several spellings".to_owned(),
            (_, count) => format!("{count} names in several spellings"),
        };
        list::remark(ui, &status);
    });
}

fn restore_button(ui: &mut Ui, paint: &mut Paint<'_>) {
    let names = &paint.project().names().0;
    let count: usize = names.iter().map(|it| it.different.len()).sum();
    if count > 0 {
        let label = format!("Restore {count} dismissed");
        let tooltip = "Suggest the spellings again that were dismissed as different names";
        if ui.button(label).on_hover_text(tooltip).clicked() {
            paint.ask(Intent::Names(NamesIntent::RestoreDismissed));
        }
    }
}

/// "Denna Corvast, speaker"; for a name that is not a speaker's, its main spelling: "Hallim, recorded", or
/// "Hallim, not a speaker".
fn heading(paint: &Paint<'_>, group: &NameGroup) -> String {
    let speaker = group.speaker.and_then(|id| paint.project().speaker(id));
    match (speaker, group.main_spelling()) {
        (Some(speaker), _) => format!("{}, speaker", Speaker::shown_name(speaker)),
        (None, Some(main)) if group.recorded.is_some() => format!("{main}, recorded"),
        (None, Some(main)) => format!("{main}, not a speaker"),
        (None, None) => String::new(),
    }
}

fn entry(ui: &mut Ui, paint: &mut Paint<'_>, list: &FoundList, nth: usize, height: f32) {
    let names = &paint.workbench.names;
    let Some((group, spelling)) = names.spelling(nth) else {
        return;
    };
    let Some((article, span)) = spelling.places.get(names.shown_occurrence(nth)) else {
        return;
    };
    let Some(article) = paint.project().article(*article) else {
        return;
    };
    let row = ColumnsRow {
        id: Id::unique(("name", nth)),
        is_current: names.current == nth,
        value: &format!("{} \u{b7} {}", spelling.name, spelling.places.len()),
        is_marked: false,
        value_width: SPELLINGS_WIDTH,
        source: &reason(group, spelling),
        place: (article, *span),
        height,
    };
    let response = row.show(ui, paint, list.id);
    list.follow_clicks(paint, &response, nth);
    let commands = [Command::TakeFound, Command::DismissFound];
    response.context_menu(|ui| command_entries(ui, paint, &commands));
}

/// "maybe: the same consonants, other vowels".
fn reason(group: &NameGroup, spelling: &FoundSpelling) -> String {
    match &group.recorded {
        _ if !spelling.is_known => {}
        None => return "name or alias of the speaker".to_owned(),
        Some(main) if *main == spelling.name => return "the main spelling".to_owned(),
        Some(_) => return "recorded as the same name".to_owned(),
    }
    let describe = |it: NameComparison| format!("{}: {}", it.label(), it.reason());
    spelling
        .comparison
        .map_or_else(|| "the most frequent spelling".to_owned(), describe)
}

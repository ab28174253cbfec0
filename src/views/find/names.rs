//! The tab Names: the spellings of each name in the articles.

use super::list::{self, ColumnsRow, ROW_HEIGHT};
use crate::{
    analysis::{FoundSpelling, NameComparison, NameGroup},
    project::Speaker,
    storage::FindTab,
    views::{
        Paint,
        widgets::{command_button, command_entry, hint, offset_of_row, pressed_alone},
    },
    workbench::{Command, FocusOn, GroupedRow, Intent, NamesIntent},
};

use egui::{Id, Key, ScrollArea, Ui};

#[derive(Default)]
pub(super) struct NamesScratch {
    /// The spelling selected in the last frame, so that the list scrolls to a newly selected one once.
    current: Option<usize>,
}

/// Width of the column of spellings, in points.
const SPELLINGS_WIDTH: f32 = 230.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut NamesScratch) {
    tools(ui, paint);
    let names = paint.workbench.names();
    let id = Id::unique("names");
    if list::register(ui, paint, id, "Names", FocusOn::FindList(FindTab::Names)) {
        keys(ui, paint);
    }
    if names.count() == 0 {
        if !names.is_running() {
            hint(
                ui,
                paint,
                "No name was found in several spellings. Names that recur in the articles, and those of speakers, are listed here with their other spellings, in any alphabet.",
            );
        }
        return;
    }
    let height = ColumnsRow::height_in(ui.available_width());
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let current = Some(names.current());
    if std::mem::replace(&mut scratch.current, current) != current {
        let row = names.row_of(names.current());
        area = area.vertical_scroll_offset(offset_of_row(ui, row, height));
    }
    area.show_rows(ui, height, names.rows(), |ui, rows| {
        for row in rows {
            match names.row(row) {
                Some(GroupedRow::Head(group)) => {
                    ui.add_space(height - ROW_HEIGHT);
                    list::head(ui, paint, &head(paint, &names.groups()[group]));
                }
                Some(GroupedRow::Entry(nth)) => entry(ui, paint, id, nth, height),
                None => {}
            }
        }
    });
}

fn tools(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal_wrapped(|ui| {
        command_button(ui, paint, Command::TakeFound, "Take as alias");
        command_button(ui, paint, Command::DismissFound, "Different person");
        let names = paint.workbench.names();
        let status = match (names.is_running(), names.groups().len()) {
            (true, 0) => "Reading\u{2026}".to_owned(),
            (_, 1) => "1 name in several spellings".to_owned(),
            (_, count) => format!("{count} names in several spellings"),
        };
        ui.weak(status);
    });
}

fn keys(ui: &Ui, paint: &mut Paint<'_>) {
    let names = paint.workbench.names();
    if let Some(current) = list::moved(ui, names.current(), names.count()) {
        paint.ask(Intent::Names(NamesIntent::Select(current)));
    }
    if pressed_alone(ui, Key::Enter) {
        paint.ask(Intent::Names(NamesIntent::Open));
    }
}

/// "Denna Corvast, speaker", or the most frequent spelling of a name that is not a speaker's.
fn head(paint: &Paint<'_>, group: &NameGroup) -> String {
    let speaker = group.speaker.and_then(|id| paint.project().speaker(id));
    match (speaker, group.spellings.first()) {
        (Some(speaker), _) => format!("{}, speaker", Speaker::shown_name(speaker)),
        (None, Some(first)) => format!("{}, no speaker", first.name),
        (None, None) => String::new(),
    }
}

fn entry(ui: &mut Ui, paint: &mut Paint<'_>, list: Id, nth: usize, height: f32) {
    let names = paint.workbench.names();
    let Some((_, spelling)) = names.spelling(nth) else {
        return;
    };
    let Some((article, span)) = spelling.places.get(names.shown_place(nth)) else {
        return;
    };
    let Some(article) = paint.project().article(*article) else {
        return;
    };
    let row = ColumnsRow {
        id: Id::unique(("name", nth)),
        is_current: names.current() == nth,
        value: &format!("{} \u{b7} {}", spelling.name, spelling.places.len()),
        is_marked: false,
        value_width: SPELLINGS_WIDTH,
        source: &reason(spelling),
        place: (article, *span),
        height,
    };
    let response = row.show(ui, paint, list);
    if response.clicked() || response.secondary_clicked() {
        paint.ask(Intent::Names(NamesIntent::Select(nth)));
        *paint.focus = Some(FocusOn::FindList(FindTab::Names));
    }
    if response.clicked() {
        paint.ask(Intent::Names(NamesIntent::Open));
    }
    response.context_menu(|ui| {
        for command in [Command::TakeFound, Command::DismissFound] {
            command_entry(ui, paint, command);
        }
    });
}

/// "maybe: the same consonants, other vowels".
fn reason(spelling: &FoundSpelling) -> String {
    if spelling.is_known {
        return "name or alias of the speaker".to_owned();
    }
    let describe = |it: NameComparison| format!("{}: {}", it.label(), it.reason());
    spelling.comparison.map_or_else(String::new, describe)
}

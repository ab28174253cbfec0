//! Saved searches and watch words, listed while no query is typed.

use super::list::{self, PassageRow, ROW_HEIGHT};
use crate::{
    views::{
        Paint,
        shell::counted,
        theme::space,
        widgets::{command_entry, hint, offset_of_row, pressed_alone},
    },
    workbench::{
        Command, FocusOn, Intent, KeptSearchIntent, KeptSearchKind, KeptSearchRow, kept_search_rows,
    },
};

use egui::{Id, Key, ScrollArea, Ui};
use smol_str::SmolStr;

#[derive(Default)]
pub(super) struct KeptScratch {
    /// The entry selected in the last frame, so that the list scrolls to a newly selected one once.
    current: Option<usize>,
}

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut KeptScratch) {
    let rows = kept_search_rows(paint.project().search_lists());
    let id = Id::unique("kept searches");
    let name = "Saved searches and watch words";
    if list::register(ui, paint, id, name, FocusOn::Hits) {
        keys(ui, paint, &rows);
    }
    if rows.is_empty() {
        hint(
            ui,
            paint,
            "Type words to find them in all articles, notes, claims and speakers, however they are accented or capitalised. \
             Save search keeps the query with the project; Watch words counts its words in each article",
        );
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let current = paint.workbench.kept.current;
    if scratch.current.replace(current) != Some(current) {
        let is_current = |row: &KeptSearchRow<'_>| matches!(row, KeptSearchRow::Entry(nth, ..) if *nth == current);
        let row = rows.iter().position(is_current).unwrap_or(0);
        area = area.vertical_scroll_offset(offset_of_row(ui, row, ROW_HEIGHT));
    }
    area.show_rows(ui, ROW_HEIGHT, rows.len(), |ui, shown| {
        for row in &rows[shown] {
            match row {
                KeptSearchRow::Head(KeptSearchKind::Saved, count) => {
                    list::heading(ui, paint, &format!("Saved searches \u{b7} {count}"));
                }
                KeptSearchRow::Head(KeptSearchKind::WatchWord, count) => {
                    list::heading(ui, paint, &format!("Watch words \u{b7} {count}"));
                }
                KeptSearchRow::Entry(nth, kind, query) => {
                    entry(ui, paint, id, *nth, &row_text(paint, *kind, query));
                }
            }
        }
    });
}

fn keys(ui: &Ui, paint: &mut Paint<'_>, rows: &[KeptSearchRow<'_>]) {
    let is_entry = |row: &&KeptSearchRow<'_>| matches!(row, KeptSearchRow::Entry(..));
    let count = rows.iter().filter(is_entry).count();
    let current = paint.workbench.kept.current;
    if let Some(current) = list::moved(ui, current, count) {
        paint.ask(Intent::KeptSearch(KeptSearchIntent::Select(current)));
    }
    if pressed_alone(ui, Key::Enter) {
        paint.ask(Intent::KeptSearch(KeptSearchIntent::Run));
    }
}

/// The query; for a watch word also its count, "shelling · 12 in 4 articles".
fn row_text(paint: &Paint<'_>, kind: KeptSearchKind, query: &SmolStr) -> String {
    let counts = &paint.workbench.kept.counts;
    let total = counts.total(query);
    match (kind, total) {
        (KeptSearchKind::WatchWord, Some((0, _))) => format!("{query} \u{b7} not found"),
        (KeptSearchKind::WatchWord, Some((hits, articles))) => {
            let articles = counted(articles, "article");
            format!("{query} \u{b7} {hits} in {articles}")
        }
        (KeptSearchKind::WatchWord, None) | (KeptSearchKind::Saved, _) => query.to_string(),
    }
}

fn entry(ui: &mut Ui, paint: &mut Paint<'_>, list: Id, nth: usize, text: &str) {
    let row = PassageRow {
        id: Id::unique(("kept search", nth)),
        is_current: paint.workbench.kept.current == nth,
        indent: space::LARGE,
        words: text,
        marks: &[],
    };
    let response = row.show(ui, paint, list);
    if response.clicked() || response.secondary_clicked() {
        paint.ask(Intent::KeptSearch(KeptSearchIntent::Select(nth)));
    }
    if response.clicked() {
        paint.ask(Intent::KeptSearch(KeptSearchIntent::Run));
    }
    response.context_menu(|ui| {
        command_entry(ui, paint, Command::DismissFound);
    });
}

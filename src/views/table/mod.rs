mod columns;

use super::{
    Paint,
    articles::claim_name,
    claims::{filter_status, filter_text, filter_verdict},
    shell::counted,
    theme::{letters, space},
    widgets::hint,
};
use crate::{
    analysis::ClaimRow,
    project::{Claim, ClaimId},
    storage::TableColumn,
    workbench::{ClaimIntent, EvidenceIntent, Intent, ListIntent},
};
use columns::{Look, STATEMENT, cell, chooser};

use egui::{Align, Key, Layout, RichText, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role};
use egui_extras::{Column, TableBuilder, TableRow};

const ROW: f32 = 44.0;

/// The claims as a table: one row each, sorted by the column that was clicked.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    egui::Frame::new()
        .inner_margin(egui::Margin::same(space::MEDIUM as i8))
        .show(ui, |ui| {
            let listed = paint.workbench.lists().claims();
            ui.horizontal_wrapped(|ui| {
                filter_text(ui, paint, 220.0);
                filter_verdict(ui, paint);
                filter_status(ui, paint);
                let all = paint.project().claims().len();
                hint(
                    ui,
                    paint,
                    &format!("{} of {}", listed.len(), counted(all, "claim")),
                );
                chooser(ui, paint);
            });
            let keyboard = keyboard_row(ui, paint, listed);
            let columns = paint.workbench.settings().table.shown();
            ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
                let (usual, narrow) = widths(columns);
                ui.set_width(ui.available_width().max(narrow));
                set_calm(ui, paint);
                // The widths that were dragged belong to these columns in this order.
                let is_narrow = ui.available_width() < usual;
                let id = ("claim table", is_narrow, columns);
                ui.push_id(id, |ui| {
                    claim_table(ui, paint, listed, keyboard, (columns, is_narrow));
                });
            });
        });
}

/// How much room the columns want, and how much they need; narrower than this, the table scrolls.
fn widths(columns: &[TableColumn]) -> (f32, f32) {
    let looks = || columns.iter().copied().map(Look::of);
    let gaps = columns.len() as f32 * 8.0;
    let usual: f32 = looks().map(|look| look.width).sum();
    let narrow: f32 = looks().map(|look| look.narrow).sum();
    (usual + 100.0 + gaps, narrow + STATEMENT * 0.25 + gaps)
}

/// The chosen row is marked whole, as in the lists, and keeps its words' colours. The line at which a column is resized shows
/// under the pointer only.
fn set_calm(ui: &mut Ui, paint: &Paint<'_>) {
    let visuals = ui.visuals_mut();
    visuals.selection.bg_fill = paint.theme.chosen;
    visuals.selection.stroke.color = paint.theme.text;
    visuals.widgets.noninteractive.bg_stroke = egui::Stroke::NONE;
}

fn claim_table(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    listed: &[ClaimId],
    scroll_to: Option<usize>,
    (columns, is_narrow): (&[TableColumn], bool),
) {
    let mut table = TableBuilder::new(ui)
        .striped(false)
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center));
    for column in columns {
        table = table.column(layout(*column, is_narrow));
    }
    if let Some(row) = scroll_to {
        table = table.scroll_to_row(row, None);
    }
    table
        .header(30.0, |mut row| {
            for column in columns {
                row.col(|ui| head(ui, paint, *column));
            }
        })
        .body(|body| {
            body.rows(ROW, listed.len(), |mut row| {
                let id = listed[row.index()];
                if let Some((claim, counted)) = paint
                    .project()
                    .claim(id)
                    .zip(paint.workbench.lists().table().row(id))
                {
                    claim_row(&mut row, paint, columns, claim, counted);
                }
            });
        });
}

fn layout(column: TableColumn, is_narrow: bool) -> Column {
    if column == TableColumn::Statement {
        return Column::remainder().at_least(STATEMENT).clip(true);
    }
    let look = Look::of(column);
    let width = if is_narrow { look.narrow } else { look.width };
    match look.range {
        None => Column::exact(width),
        Some(range) => Column::initial(width)
            .range(range)
            .clip(true)
            .resizable(true),
    }
}

fn head(ui: &mut Ui, paint: &mut Paint<'_>, column: TableColumn) {
    let (look, name) = (Look::of(column), column.label());
    let Some(key) = look.sort else {
        let words = RichText::new(name).size(letters::SMALL).strong();
        ui.label(words.color(paint.theme.faint));
        return;
    };
    let sort = paint.workbench.lists().sort();
    let arrow = match (sort.key == key, sort.descending) {
        (false, _) => "",
        (true, false) => " \u{2191}",
        (true, true) => " \u{2193}",
    };
    let words = RichText::new(look.head.to_owned() + arrow)
        .size(letters::SMALL)
        .strong()
        .color(paint.theme.faint);
    let button = egui::Button::new(words).frame(false);
    if ui
        .add(button)
        .on_hover_text(format!("Sort by {}", name.to_lowercase()))
        .accessible_name(name)
        .clicked()
    {
        paint.ask(Intent::List(ListIntent::Sort(key)));
    }
}

fn claim_row(
    row: &mut TableRow<'_, '_>,
    paint: &mut Paint<'_>,
    columns: &[TableColumn],
    claim: &Claim,
    counted: &ClaimRow,
) {
    let chosen = paint.workbench.chosen().claim == Some(claim.id);
    row.set_selected(chosen);
    for column in columns {
        row.col(|ui| cell(ui, paint, *column, claim, counted));
    }
    follow_clicks(row, paint, claim.id, chosen);
}

fn follow_clicks(row: &TableRow<'_, '_>, paint: &mut Paint<'_>, id: ClaimId, chosen: bool) {
    let response = row.response();
    let name = claim_name(paint.project(), id);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, &name));
    if response.double_clicked() {
        show_first(paint, id);
    } else if response.clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Choose(Some(id))));
    }
}

/// Goes to the claim's first passage in its article.
fn show_first(paint: &mut Paint<'_>, id: ClaimId) {
    if let Some(evidence) = paint.project().evidence_of(id).next() {
        paint.ask(Intent::Evidence(EvidenceIntent::Show(evidence.id)));
    }
}

/// Up, Down, Home, End and the page keys choose a row while nothing else has the keyboard; Enter goes to its first passage.
/// Returns the row to scroll to.
fn keyboard_row(ui: &Ui, paint: &mut Paint<'_>, listed: &[ClaimId]) -> Option<usize> {
    let elsewhere = ui.memory(egui::Memory::focused).is_some()
        || egui::Popup::is_any_open(ui.ctx())
        || paint.workbench.overlay().is_some()
        || paint.workbench.question().is_some();
    if elsewhere || listed.is_empty() {
        return None;
    }
    let chosen = paint.workbench.chosen().claim;
    let place = listed.iter().position(|id| Some(*id) == chosen);
    let page = ((ui.available_height() / ROW) as usize).max(2) - 1;
    let last = listed.len() - 1;
    let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    let next = |by: usize| place.map_or(0, |place| (place + by).min(last));
    let before = |by: usize| place.map_or(0, |place| place.saturating_sub(by));
    if pressed(Key::Enter)
        && let Some(id) = chosen
    {
        show_first(paint, id);
    }
    let goes = [
        (Key::ArrowDown, next(1)),
        (Key::ArrowUp, before(1)),
        (Key::PageDown, next(page)),
        (Key::PageUp, before(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let (_, row) = goes.into_iter().find(|(key, _)| pressed(*key))?;
    paint.ask(Intent::Claim(ClaimIntent::Choose(Some(listed[row]))));
    Some(row)
}

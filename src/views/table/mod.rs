mod columns;

use super::{
    Paint,
    articles::claim_name,
    claims::{filter_status, filter_text, filter_verdict},
    shell::counted,
    theme::{letters, space},
    widgets::{claim_menu, pressed_alone},
};
use crate::{
    analysis::{ClaimRow, TableColumn},
    project::{Claim, ClaimId},
    workbench::{ClaimIntent, EvidenceIntent, Intent, ListIntent},
};
use columns::{ColumnStyle, MIN_STATEMENT_WIDTH, cell, columns_menu};

use egui::{
    Align, Button, Frame, Key, Layout, Margin, Memory, Popup, RichText, ScrollArea, Sense, Stroke,
    Ui, WidgetInfo, accesskit::Role,
};
use egui_extras::{Column, TableBuilder, TableRow};

/// Height of a row in points.
const ROW_HEIGHT: f32 = 44.0;

/// The claims as a table, sorted by the clicked column.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let frame = Frame::new().inner_margin(Margin::same(space::MEDIUM as i8));
    frame.show(ui, |ui| {
        let listed = paint.workbench.lists().claims();
        ui.horizontal_wrapped(|ui| {
            filter_text(ui, paint, 220.0);
            filter_verdict(ui, paint);
            filter_status(ui, paint);
            let all = counted(paint.project().claims().len(), "claim");
            ui.weak(format!("{} of {all}", listed.len()));
            columns_menu(ui, paint);
        });
        let scroll_to = follow_keys(ui, paint, listed);
        let columns = paint.workbench.settings().table.shown();
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            let (preferred, least) = table_widths(columns);
            ui.set_width(ui.available_width().max(least));
            set_visuals(ui, paint);
            let is_narrow = ui.available_width() < preferred;
            // Widths set by dragging are kept per selection and order of columns.
            let id = ("claim table", is_narrow, columns);
            ui.push_id(id, |ui| {
                claim_table(ui, paint, listed, scroll_to, columns, is_narrow);
            });
        });
    });
}

/// Preferred and minimum width of the table in points. With less, it scrolls.
fn table_widths(columns: &[TableColumn]) -> (f32, f32) {
    let styles = || columns.iter().copied().map(ColumnStyle::of);
    let gaps = columns.len() as f32 * 8.0;
    let preferred: f32 = styles().map(|style| style.width).sum();
    let least: f32 = styles().map(|style| style.narrow).sum();
    (
        preferred + 100.0 + gaps,
        least + MIN_STATEMENT_WIDTH * 0.25 + gaps,
    )
}

/// Selected rows look as in the lists, and the line that resizes a column shows only under the pointer.
fn set_visuals(ui: &mut Ui, paint: &Paint<'_>) {
    let visuals = ui.visuals_mut();
    visuals.selection.bg_fill = paint.theme.selected;
    visuals.selection.stroke.color = paint.theme.text;
    visuals.widgets.noninteractive.bg_stroke = Stroke::NONE;
}

fn claim_table(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    listed: &[ClaimId],
    scroll_to: Option<usize>,
    columns: &[TableColumn],
    is_narrow: bool,
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
                row.col(|ui| column_heading(ui, paint, *column));
            }
        })
        .body(|body| {
            body.rows(ROW_HEIGHT, listed.len(), |mut row| {
                let id = listed[row.index()];
                let claim = paint.project().claim(id);
                let counts = paint.workbench.lists().table().row(id);
                if let (Some(claim), Some(counts)) = (claim, counts) {
                    claim_row(&mut row, paint, columns, claim, counts);
                }
            });
        });
}

fn layout(column: TableColumn, is_narrow: bool) -> Column {
    if column == TableColumn::Statement {
        return Column::remainder().at_least(MIN_STATEMENT_WIDTH).clip(true);
    }
    let style = ColumnStyle::of(column);
    let width = if is_narrow { style.narrow } else { style.width };
    match style.range {
        None => Column::exact(width),
        Some(range) => Column::initial(width)
            .range(range)
            .clip(true)
            .resizable(true),
    }
}

fn column_heading(ui: &mut Ui, paint: &mut Paint<'_>, column: TableColumn) {
    let name = column.label();
    let heading_text = |text: String| {
        let text = RichText::new(text).size(letters::SMALL).strong();
        text.color(paint.theme.faint)
    };
    if !column.sorts() {
        ui.label(heading_text(name.to_owned()));
        return;
    }
    let sort = paint.workbench.lists().sort();
    let arrow = match (sort.column == column, sort.descending) {
        (false, _) => "",
        (true, false) => " \u{2191}",
        (true, true) => " \u{2193}",
    };
    let text = heading_text(format!("{}{arrow}", ColumnStyle::of(column).heading));
    let button = ui
        .add(Button::new(text).frame(false))
        .on_hover_text(format!("Sort by {}", name.to_lowercase()))
        .accessible_name(name);
    if button.clicked() {
        paint.ask(Intent::List(ListIntent::Sort(column)));
    }
}

fn claim_row(
    row: &mut TableRow<'_, '_>,
    paint: &mut Paint<'_>,
    columns: &[TableColumn],
    claim: &Claim,
    counts: &ClaimRow,
) {
    let is_selected = paint.workbench.selection().claim == Some(claim.id);
    row.set_selected(is_selected);
    for column in columns {
        row.col(|ui| cell(ui, paint, *column, claim, counts));
    }
    let response = row.response();
    let name = claim_name(paint.project(), claim.id);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_selected, &name));
    response.context_menu(|ui| claim_menu(ui, paint, claim.id));
    if response.double_clicked() {
        show_first_passage(paint, claim.id);
    } else if response.clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Select(Some(claim.id))));
    }
}

fn show_first_passage(paint: &mut Paint<'_>, claim: ClaimId) {
    if let Some(evidence) = paint.project().evidence_of(claim).next() {
        paint.ask(Intent::Evidence(EvidenceIntent::Show(evidence.id)));
    }
}

/// Up, Down, Home, End and the page keys select a row while nothing else has the keyboard focus; Enter shows the first
/// passage. Returns the row to scroll to.
fn follow_keys(ui: &Ui, paint: &mut Paint<'_>, listed: &[ClaimId]) -> Option<usize> {
    let is_taken = ui.memory(Memory::focused).is_some()
        || Popup::is_any_open(ui.ctx())
        || paint.workbench.overlay().is_some()
        || paint.workbench.question().is_some();
    if is_taken || listed.is_empty() {
        return None;
    }
    let selected = paint.workbench.selection().claim;
    let current = listed.iter().position(|id| Some(*id) == selected);
    let page = ((ui.available_height() / ROW_HEIGHT) as usize).max(2) - 1;
    let last = listed.len() - 1;
    let down = |by: usize| current.map_or(0, |row| (row + by).min(last));
    let up = |by: usize| current.map_or(0, |row| row.saturating_sub(by));
    if pressed_alone(ui, Key::Enter)
        && let Some(id) = selected
    {
        show_first_passage(paint, id);
    }
    let targets = [
        (Key::ArrowDown, down(1)),
        (Key::ArrowUp, up(1)),
        (Key::PageDown, down(page)),
        (Key::PageUp, up(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let (_, row) = targets
        .into_iter()
        .find(|(key, _)| pressed_alone(ui, *key))?;
    paint.ask(Intent::Claim(ClaimIntent::Select(Some(listed[row]))));
    Some(row)
}

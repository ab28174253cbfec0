mod columns;

use super::{
    Paint,
    articles::claim_name,
    claims::{
        STATUS_FILTER_WIDTH, VERDICT_FILTER_WIDTH, filter_status, filter_text, filter_verdict,
    },
    shell::counted,
    theme::{letters, space},
    widgets::{GridFocus, claim_menu, command_button, moved, pressed_alone},
};
use crate::{
    analysis::{ClaimRow, TableColumn},
    project::{Claim, ClaimId},
    storage::View,
    workbench::{ClaimIntent, Command, EvidenceIntent, Intent, ListIntent},
};
use columns::{COLUMNS_MENU, ColumnStyle, MIN_STATEMENT_WIDTH, cell, columns_menu};

use egui::{
    Align, Button, Frame, Id, Key, Label, Layout, Margin, RichText, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, accesskit::Role,
};
use egui_extras::{Column, TableBuilder, TableRow};

/// Height of a row in points.
const ROW_HEIGHT: f32 = 50.0;

/// The claims as a table, sorted by the clicked column.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, focus: &mut GridFocus) {
    focus.follow_view(ui, paint);
    let frame = Frame::new().inner_margin(Margin::same(space::MEDIUM as i8));
    frame.show(ui, |ui| {
        if paint.project().claims().len() == 0 {
            ui.add_space(space::SMALL);
            ui.weak(
                "The table has a row for each claim, with its verdict, its status and its sources. Add articles, then select a \
                 passage in one and press N to create the first claim.",
            );
            command_button(ui, paint, Command::View(View::Read), "Go to the articles");
            return;
        }
        let listed = &paint.workbench.lists.claims;
        ui.horizontal_wrapped(|ui| {
            let all = counted(paint.project().claims().len(), "claim");
            let count = format!("{} of {all}", listed.len());
            let width = filter_width(ui, paint, &count);
            filter_text(ui, paint, width);
            filter_verdict(ui, paint);
            filter_status(ui, paint);
            ui.add(Label::new(RichText::new(count).weak()).extend());
            columns_menu(ui, paint);
        });
        let rect = ui.available_rect_before_wrap();
        let id = Id::unique("rows of the claim table");
        let has_keys = focus.register(ui, paint, id, "Claims", rect);
        let scroll_to = has_keys.then(|| follow_keys(ui, paint, listed)).flatten();
        let columns = paint.workbench.settings.table.shown();
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

/// Width of the text filter in points, which leaves room in its row for the other controls and the count of claims.
fn filter_width(ui: &Ui, paint: &mut Paint<'_>, count: &str) -> f32 {
    let style = paint.theme.body();
    let mut width = |text: &str| paint.engine.atom_width(ui, text, &style);
    let button = width(COLUMNS_MENU) + 2.0 * ui.spacing().button_padding.x;
    let boxes = VERDICT_FILTER_WIDTH + STATUS_FILTER_WIDTH;
    let gaps = 5.0 * ui.spacing().item_spacing.x;
    let rest = boxes + width(count) + button + gaps;
    (ui.available_width() - rest).clamp(120.0, 220.0)
}

/// Preferred and minimum width of the table in points. With less, it scrolls.
fn table_widths(columns: &[TableColumn]) -> (f32, f32) {
    let styles = || columns.iter().copied().map(ColumnStyle::of);
    let gaps = columns.len() as f32 * 8.0;
    let preferred: f32 = styles().map(|style| style.width).sum();
    let least: f32 = styles().map(|style| style.narrow).sum();
    (preferred + 100.0 + gaps, least + gaps)
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
        .sense(Sense::CLICK)
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
                let counts = paint.workbench.lists.table.row(id);
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
    let sort = paint.workbench.lists.sort;
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
    let is_selected = paint.workbench.selection.claim == Some(claim.id);
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

/// Up, Down, Home, End and the page keys select a row; Enter shows the first passage. Returns the row to scroll to.
fn follow_keys(ui: &Ui, paint: &mut Paint<'_>, listed: &[ClaimId]) -> Option<usize> {
    let selected = paint.workbench.selection.claim;
    if pressed_alone(ui, Key::Enter)
        && let Some(id) = selected
    {
        show_first_passage(paint, id);
    }
    let current = listed.iter().position(|id| Some(*id) == selected);
    let row = moved(ui, current.unwrap_or(0), listed.len(), ROW_HEIGHT)?;
    // Without a selected row, the first key selects the first one.
    let row = current.map_or(0, |_| row);
    paint.ask(Intent::Claim(ClaimIntent::Select(Some(listed[row]))));
    Some(row)
}

use super::{MatrixScratch, geometry::Geometry};
use crate::{
    views::{
        Paint,
        widgets::{navigation_keys, pressed_alone, set_selected_cell},
    },
    workbench::{Intent, MatrixIntent},
};

use egui::{Id, Key, Modifiers, Rect, Ui};

fn grid_id() -> Id {
    Id::unique("matrix cells")
}

/// Registers the grid in `rect`. Returns whether it gets the keys of this frame.
pub(super) fn register(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut MatrixScratch,
    rect: Rect,
) -> bool {
    scratch.focus.register(ui, paint, grid_id(), "Cells", rect)
}

pub(super) fn tell_selected(ui: &Ui, cell: Id) {
    set_selected_cell(ui, grid_id(), cell);
}

/// Arrows, Home, End and the page keys move between cells; Enter opens the selected cell, Space compares its article,
/// Escape ends the comparison.
pub(super) fn handle(ui: &Ui, paint: &mut Paint<'_>, geometry: &Geometry) {
    let grid = &paint.workbench.matrix;
    if !grid.compared.is_empty() && pressed_alone(ui, Key::Escape) {
        paint.ask(Intent::Matrix(MatrixIntent::EndComparing));
    }
    if geometry.rows * geometry.columns == 0 {
        return;
    }
    if let Some((claim, article)) = super::selected(paint) {
        if pressed_alone(ui, Key::Enter) {
            paint.ask(Intent::Matrix(MatrixIntent::Open(claim, article)));
        }
        if pressed_alone(ui, Key::Space) {
            paint.ask(Intent::Matrix(MatrixIntent::Compare(article)));
        }
    }
    let keys = navigation_keys(ui);
    if keys.is_empty() {
        return;
    }
    let claim = paint.workbench.selection.claim;
    let row = claim.and_then(|claim| grid.claims.iter().position(|id| *id == claim));
    let article = grid.article;
    let column = article.and_then(|article| grid.articles.iter().position(|id| *id == article));
    let page = ((ui.available_height() - geometry.headers.y) / geometry.cell.y) as usize;
    // Without a visible selected cell, the first key selects the first one.
    let mut at = row.zip(column);
    for (modifiers, key) in keys {
        at = Some(match at {
            Some(from) => next_cell(geometry, from, page.max(2) - 1, modifiers, key),
            None => (row.unwrap_or(0), column.unwrap_or(0)),
        });
    }
    if let Some((row, column)) = at {
        let (claim, article) = (grid.claims[row], grid.articles[column]);
        paint.ask(Intent::Matrix(MatrixIntent::Select(claim, article)));
    }
}

/// Row and column that a key moves to; a page key moves by `page` rows.
fn next_cell(
    geometry: &Geometry,
    (row, column): (usize, usize),
    page: usize,
    modifiers: Modifiers,
    key: Key,
) -> (usize, usize) {
    let (last_row, last_column) = (geometry.rows - 1, geometry.columns - 1);
    match key {
        Key::ArrowLeft => (row, column.saturating_sub(1)),
        Key::ArrowRight => (row, (column + 1).min(last_column)),
        Key::ArrowUp => (row.saturating_sub(1), column),
        Key::ArrowDown => ((row + 1).min(last_row), column),
        Key::PageUp => (row.saturating_sub(page), column),
        Key::PageDown => ((row + page).min(last_row), column),
        Key::Home if modifiers.command => (0, 0),
        Key::End if modifiers.command => (last_row, last_column),
        Key::Home => (row, 0),
        Key::End => (row, last_column),
        _ => (row, column),
    }
}

use super::{MatrixScratch, geometry::Geometry};
use crate::{
    views::{
        Paint,
        widgets::{moving, one_focus, pressed},
    },
    workbench::{Intent, MatrixIntent},
};

use egui::{Id, Key, Modifiers, Rect, Ui};

/// What egui calls the cells together. They have the keyboard as one, so that arrows are theirs, whichever cell is chosen.
fn cells() -> Id {
    Id::unique("matrix cells")
}

/// Lets the cells, which lie in `rect`, have the keyboard.
pub(super) fn keep(ui: &Ui, scratch: &mut MatrixScratch, rect: Rect) {
    one_focus::keep(ui, cells(), "Cells", rect, &mut scratch.takes_keyboard);
}

/// Tells a screen reader which cell is the chosen one.
pub(super) fn tell_chosen(ui: &Ui, cell: Id) {
    one_focus::tell_chosen(ui, cells(), cell);
}

/// Arrows, Home, End and the page keys move between cells while nothing else has the keyboard; Enter opens the chosen cell,
/// Space compares its article.
pub(super) fn follow(ui: &Ui, paint: &mut Paint<'_>, geometry: &Geometry) {
    if geometry.rows * geometry.columns == 0 {
        return;
    }
    let grid = paint.workbench.matrix();
    if let Some((claim, article)) = crate::views::matrix::chosen(paint) {
        if pressed(ui, Modifiers::NONE, Key::Enter) {
            paint.ask(Intent::Matrix(MatrixIntent::Open(claim, article)));
        }
        if pressed(ui, Modifiers::NONE, Key::Space) {
            paint.ask(Intent::Matrix(MatrixIntent::Compare(article)));
        }
    }
    let claim = paint.workbench.selection().claim;
    let row = claim.and_then(|claim| grid.claims().iter().position(|id| *id == claim));
    let article = grid.article();
    let column = article.and_then(|article| grid.articles().iter().position(|id| *id == article));
    let page = ((ui.available_height() - geometry.heads.y) / geometry.cell.y) as usize;
    let mut moves = Moves {
        at: row.zip(column),
        from: (row.unwrap_or(0), column.unwrap_or(0)),
        last: (geometry.rows - 1, geometry.columns - 1),
        page: page.max(2) - 1,
    };
    // Whoever types faster than the window paints has pressed several since the last frame.
    let keys = ui.input(|input| input.events.iter().filter_map(moving).collect::<Vec<_>>());
    for (modifiers, key) in &keys {
        moves.at = Some(moves.after(*modifiers, *key));
    }
    if let Some((row, column)) = moves.at.filter(|_| !keys.is_empty()) {
        let (claim, article) = (grid.claims()[row], grid.articles()[column]);
        paint.ask(Intent::Matrix(MatrixIntent::Select(claim, article)));
    }
}

/// Escape shows all again, also where nothing is disagreed on and no cell is there.
pub(super) fn end_comparing(ui: &Ui, paint: &mut Paint<'_>) {
    let compares = !paint.workbench.matrix().compared().is_empty();
    if compares && pressed(ui, Modifiers::NONE, Key::Escape) {
        paint.ask(Intent::Matrix(MatrixIntent::StopComparing));
    }
}

/// Whether keys are meant for something else than the cells.
pub(super) fn are_elsewhere(ui: &Ui, paint: &Paint<'_>) -> bool {
    one_focus::are_elsewhere(ui, paint, cells())
}

/// The way from a cell to another.
struct Moves {
    /// Row and column; `None` where no cell is chosen, or it is not shown.
    at: Option<(usize, usize)>,
    /// Where to begin then.
    from: (usize, usize),
    last: (usize, usize),
    /// Rows that are seen at once.
    page: usize,
}

impl Moves {
    fn after(&self, modifiers: Modifiers, key: Key) -> (usize, usize) {
        let Some((row, column)) = self.at else {
            return self.from;
        };
        let (last_row, last_column) = self.last;
        match key {
            Key::ArrowLeft => (row, column.saturating_sub(1)),
            Key::ArrowRight => (row, (column + 1).min(last_column)),
            Key::ArrowUp => (row.saturating_sub(1), column),
            Key::ArrowDown => ((row + 1).min(last_row), column),
            Key::PageUp => (row.saturating_sub(self.page), column),
            Key::PageDown => ((row + self.page).min(last_row), column),
            Key::Home if modifiers.command => (0, 0),
            Key::End if modifiers.command => self.last,
            Key::Home => (row, 0),
            Key::End => (row, last_column),
            _ => (row, column),
        }
    }
}

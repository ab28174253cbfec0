//! The matrix: claims by articles, with what each article says about each claim and how much is still to read.

mod cell;
mod geometry;
mod headers;
mod keys;

use super::{
    Paint,
    theme::space,
    widgets::{Choice, GridFocus, clipped, command_button, uncut},
};
use crate::{
    analysis::{Matrix, MatrixOrder},
    project::{Article, ArticleId, ClaimId},
    storage::View,
    text::{counted, grouped},
    workbench::{Command, Intent, MatrixIntent},
};
use geometry::Geometry;

use egui::{
    Align, Frame, Layout, Margin, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, vec2,
};

#[derive(Default)]
pub(super) struct MatrixScratch {
    /// Scroll offset in points.
    offset: Vec2,
    /// Cell selected in the last frame, so that a newly selected cell is scrolled into view once.
    selected: Option<(ClaimId, ArticleId)>,
    focus: GridFocus,
}

/// Size of a cell, in points: an icon below two lines of an article's name.
const CELL_SIZE: Vec2 = vec2(104.0, 60.0);
/// Maximum width of a cell, in points.
const MAX_CELL_WIDTH: f32 = 180.0;
/// Height of the articles' headers.
const HEADER_HEIGHT: f32 = 100.0;
/// Width of the claims' headers.
const CLAIM_WIDTH: f32 = 256.0;
/// Width of the claims' headers in a view narrower than [`ROOMY_WIDTH`].
const NARROW_CLAIM_WIDTH: f32 = 212.0;
const ROOMY_WIDTH: f32 = 800.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut MatrixScratch) {
    let Some(matrix) = paint.workbench.matrix.matrix.as_ref() else {
        return;
    };
    if scratch.focus.follow_view(ui, paint) {
        scratch.selected = None;
    }
    let margin = Margin::same(space::MEDIUM as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        let project = paint.project();
        if project.claims().len() == 0 || project.articles().len() == 0 {
            ui.add_space(space::SMALL);
            ui.weak(
                "The matrix has a row for each claim and a column for each article. A cell shows whether the article supports \
                 the claim, refutes it, or is silent on it. Add articles, then select a passage in one and press N to create \
                 the first claim.",
            );
            command_button(ui, paint, Command::View(View::Read), "Go to the articles");
            return;
        }
        show_toolbar(ui, paint, matrix);
        show_comparison(ui, paint);
        show_grid(ui, paint, scratch, matrix);
    });
}

fn show_toolbar(ui: &mut Ui, paint: &mut Paint<'_>, matrix: &Matrix) {
    let grid = &paint.workbench.matrix;
    let (claims, articles) = (grid.claim_order, grid.article_order);
    ui.horizontal_wrapped(|ui| {
        let count = matrix.unread(paint.project());
        let cells = counted(count.total, "cell");
        let text = format!("{} of {cells} still to read", grouped(count.unread));
        ui.label(text)
            .on_hover_text("A cell is a claim and an article. It is read when the article has evidence for the claim or is marked silent.");
        ui.add_space(space::MEDIUM);
        if let Some(order) = pick_order(ui, paint, "claims", claims) {
            paint.ask(Intent::Matrix(MatrixIntent::OrderClaims(order)));
        }
        ui.add_space(space::SMALL);
        if let Some(order) = pick_order(ui, paint, "articles", articles) {
            paint.ask(Intent::Matrix(MatrixIntent::OrderArticles(order)));
        }
    });
}

fn pick_order(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    noun: &str,
    current: MatrixOrder,
) -> Option<MatrixOrder> {
    let orders = [
        MatrixOrder::Analyst,
        MatrixOrder::Time,
        MatrixOrder::Outlet,
        MatrixOrder::Conflict,
    ];
    let name = format!("Order of {noun}");
    let label = |order| match order {
        MatrixOrder::Analyst => "As listed",
        MatrixOrder::Time => "By time",
        MatrixOrder::Outlet => "By outlet",
        MatrixOrder::Conflict => "Conflicts first",
    };
    // Together, so that a narrow window does not part the choice from its label.
    ui.horizontal(|ui| {
        ui.weak(format!("Sort {noun}"));
        Choice::new(&name, 124.0).pick(ui, paint, &orders, |order| label(*order), &current)
    })
    .inner
}

/// Height of the line about comparing. It is always there, so that nothing below it moves when a comparison begins.
const COMPARISON_HEIGHT: f32 = 34.0;

/// The compared articles with a button that ends the comparison, or how to begin one.
fn show_comparison(ui: &mut Ui, paint: &mut Paint<'_>) {
    let compared = paint.workbench.matrix.compared.iter();
    let names: Vec<String> = compared
        .filter_map(|id| paint.project().article(*id))
        .map(Article::shown_name)
        .collect();
    let size = vec2(ui.available_width(), COMPARISON_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let left_to_right = Layout::left_to_right(Align::Center);
    if names.is_empty() {
        if paint.project().articles().len() > 1 {
            let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(left_to_right));
            line.weak("Tick two articles to see where they disagree");
        }
        return;
    }
    ui.painter().rect_filled(rect, 5.0, paint.theme.selected);
    let inside = rect.shrink2(vec2(space::SMALL, 0.0));
    let right_to_left = Layout::right_to_left(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(inside).layout(right_to_left));
    let button = line.button(if names.len() == 2 {
        "Show all"
    } else {
        "Cancel"
    });
    if button.on_hover_text("Stop comparing (Escape)").clicked() {
        paint.ask(Intent::Matrix(MatrixIntent::EndComparing));
    }
    let message = match names.as_slice() {
        [one, other, ..] => {
            let claims = counted(paint.project().claims().len(), "claim");
            let count = match paint.workbench.matrix.claims.len() {
                0 => "none".to_owned(),
                count => count.to_string(),
            };
            format!("{one} and {other} disagree on {count} of {claims}")
        }
        names => format!(
            "Comparing {}: tick another article to see where they disagree",
            names.concat()
        ),
    };
    line.with_layout(left_to_right, |ui| {
        paint.label(ui, &message, &paint.theme.body().lines(1));
    });
}

fn show_grid(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut MatrixScratch, matrix: &Matrix) {
    let grid = &paint.workbench.matrix;
    let size = ui.available_size();
    let claim = if size.x < ROOMY_WIDTH {
        NARROW_CLAIM_WIDTH
    } else {
        CLAIM_WIDTH
    };
    let (rows, columns) = (grid.claims.len(), grid.articles.len());
    let bar = ui.spacing().scroll.allocated_width();
    let spare = size.x - bar - claim - columns as f32 * CELL_SIZE.x;
    let (claim, cell) = widened(claim, columns, spare);
    let bar_below = if spare < 0.0 { bar } else { 0.0 };
    let rows_room = size.y - HEADER_HEIGHT - bar_below;
    let geometry = Geometry {
        headers: vec2(claim, HEADER_HEIGHT),
        cell: vec2(cell, uncut(rows_room, rows, CELL_SIZE.y)),
        rows,
        columns,
    };
    let rect = Rect::from_min_size(ui.cursor().min, size);
    if keys::register(ui, paint, scratch, rect) {
        keys::handle(ui, paint, &geometry);
    }
    if geometry.rows == 0 {
        return;
    }
    // Headers are at the edges, where contents would fade.
    ui.spacing_mut().scroll.fade.strength = 0.0;
    let mut area = ScrollArea::both().auto_shrink(false);
    if let Some(cell) = newly_selected(paint, scratch) {
        area = area.scroll_offset(geometry.offset_showing(cell, scratch.offset, size));
    }
    let output = area.show_viewport(ui, |ui, view| {
        let corner = ui.max_rect().min.to_vec2();
        ui.allocate_space(geometry.size());
        show_cells(ui, paint, scratch, matrix, (&geometry, view, corner));
    });
    scratch.offset = output.state.clamped_offset();
}

/// Widths of a claim's header and of a cell, which share the `spare` width of the view. Cells that do not all fit are as wide
/// as leaves none of them cut.
fn widened(claim: f32, columns: usize, spare: f32) -> (f32, f32) {
    if spare < 0.0 {
        let room = spare + columns as f32 * CELL_SIZE.x;
        return (claim, uncut(room, columns, CELL_SIZE.x));
    }
    let wider = (spare / columns.max(1) as f32).min(MAX_CELL_WIDTH - CELL_SIZE.x);
    let rest = spare - wider * columns as f32;
    (claim + rest.min(MAX_CELL_WIDTH), CELL_SIZE.x + wider)
}

/// Paints the visible cells, and the headers at the edges of the window. `view` is the visible part of the grid. `corner`
/// is the position of its upper left corner on the screen, which may be out of view.
fn show_cells(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut MatrixScratch,
    matrix: &Matrix,
    (geometry, view, corner): (&Geometry, Rect, Vec2),
) {
    let (rows, columns) = geometry.visible(view);
    let on_screen = |row, column| geometry.cell(row, column).translate(corner);
    let grid = &paint.workbench.matrix;
    let claims = &grid.claims[rows.clone()];
    let articles = &grid.articles[columns.clone()];
    let window = view.translate(corner);
    let inner = window.min + geometry.headers;
    let body = Rect::from_min_max(inner, window.max);
    let mut inside = clipped(ui, body);
    for (row, claim) in rows.clone().zip(claims) {
        for (column, article) in columns.clone().zip(articles) {
            let rect = on_screen(row, column);
            let says = matrix.cell(*claim, *article);
            let values = matrix.values(*claim, *article);
            let pair = (*claim, *article);
            cell::show(&mut inside, paint, scratch, rect, (says, values), pair);
        }
    }
    let beside = Rect::from_min_max(window.min, body.left_bottom()).with_min_y(body.top());
    let mut inside = clipped(ui, beside);
    for (row, claim) in rows.zip(claims) {
        let rect = Rect::from_x_y_ranges(beside.x_range(), on_screen(row, 0).y_range());
        headers::show_claim(&mut inside, paint, matrix, rect, *claim);
    }
    let above = Rect::from_min_max(window.min, body.right_top()).with_min_x(body.left());
    let mut inside = clipped(ui, above);
    for (column, article) in columns.zip(articles) {
        let rect = Rect::from_x_y_ranges(on_screen(0, column).x_range(), above.y_range());
        headers::show_article(&mut inside, paint, matrix, rect, *article);
    }
    let legend = Rect::from_min_max(window.min, inner);
    cell::legend(&clipped(ui, legend), paint, legend, matrix.has_excluded());
    let line = Stroke::new(1.0, paint.theme.line);
    ui.painter().hline(window.x_range(), body.top(), line);
    ui.painter().vline(body.left(), window.y_range(), line);
}

fn selected(paint: &Paint<'_>) -> Option<(ClaimId, ArticleId)> {
    let claim = paint.workbench.selection.claim;
    claim.zip(paint.workbench.matrix.article)
}

/// Row and column of the selected cell, if it was not selected in the last frame.
fn newly_selected(paint: &Paint<'_>, scratch: &mut MatrixScratch) -> Option<(usize, usize)> {
    let grid = &paint.workbench.matrix;
    let selected = selected(paint);
    if std::mem::replace(&mut scratch.selected, selected) == selected {
        return None;
    }
    let (claim, article) = selected?;
    let row = grid.claims.iter().position(|id| *id == claim)?;
    let column = grid.articles.iter().position(|id| *id == article)?;
    Some((row, column))
}

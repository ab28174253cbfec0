//! Claims by articles: what each article says about each claim, and what is left to read.

mod cell;
mod geometry;
mod heads;
mod keys;

use super::{
    Paint,
    shell::counted,
    theme::{letters, space},
    widgets::{Choice, command_button, hint},
};
use crate::{
    analysis::{Matrix, MatrixOrder},
    project::{Article, ArticleId, ClaimId},
    reader::LabelStyle,
    workbench::{Command, Intent, MatrixIntent},
};
use geometry::Geometry;

use egui::{Align, Layout, Margin, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2};

/// What the matrix remembers.
#[derive(Default)]
pub(crate) struct MatrixScratch {
    /// How far it is scrolled, in points.
    offset: Vec2,
    /// The cell that was chosen last time, so that a newly chosen one is scrolled to once.
    shown: Option<(ClaimId, ArticleId)>,
    /// The cells get the keyboard as soon as they are painted.
    takes_keyboard: bool,
    /// Keys were meant for something else in the frame before: a field that Enter or Escape has just left still owns that key.
    was_elsewhere: bool,
    /// The pass that it was last painted in.
    painted: u64,
}

/// Size of a cell: a sign, and two lines of an article's name above.
const CELL: Vec2 = vec2(104.0, 60.0);
/// Height of the articles' heads.
const HEAD: f32 = 100.0;
/// Width of the claims' heads, where there is room and where there is less.
const CLAIM: f32 = 256.0;
const CLAIM_NARROW: f32 = 212.0;
/// Narrower than this, there is less room.
const ROOMY: f32 = 800.0;

/// The whole view.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut MatrixScratch) {
    let Some(matrix) = paint.workbench.matrix().cells() else {
        return;
    };
    take_keyboard(ui, paint, scratch);
    if !keys::are_elsewhere(ui, paint) && !scratch.was_elsewhere {
        keys::end_comparing(ui, paint);
    }
    egui::Frame::new()
        .inner_margin(Margin::same(space::MEDIUM as i8))
        .show(ui, |ui| {
            let project = paint.project();
            if project.claims().len() == 0 || project.articles().len() == 0 {
                empty(ui, paint);
                return;
            }
            top_line(ui, paint, matrix);
            comparing(ui, paint);
            if !paint.workbench.matrix().claims().is_empty() {
                grid(ui, paint, scratch, matrix);
            }
        });
}

/// Whoever comes to the matrix has the keyboard in it, wherever it was before, but not in what lies over it.
fn take_keyboard(ui: &Ui, paint: &Paint<'_>, scratch: &mut MatrixScratch) {
    let pass = ui.ctx().cumulative_pass_nr();
    let before = std::mem::replace(&mut scratch.painted, pass);
    let is_free = paint.workbench.overlay().is_none() && paint.workbench.question().is_none();
    if before + 1 < pass {
        scratch.shown = None;
    }
    if before + 1 < pass && is_free {
        scratch.takes_keyboard = true;
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
}

/// How the matrix comes about.
fn empty(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.add_space(space::SMALL);
    hint(
        ui,
        paint,
        "The matrix has a row for every claim and a column for every article, and shows which article supports a claim, refutes \
         it, or was read for it and says nothing. Add articles, then select a passage in one and press N to make the first claim",
    );
    command_button(ui, paint, Command::Read, "Go to the Articles");
}

/// How much is left to read, and how claims and articles are ordered.
fn top_line(ui: &mut Ui, paint: &mut Paint<'_>, matrix: &Matrix) {
    let grid = paint.workbench.matrix();
    let (claims, articles) = (grid.claim_order(), grid.article_order());
    ui.horizontal_wrapped(|ui| {
        let left = matrix.left(paint.project());
        let words = format!("Facts left: {} of {}", left.left, counted(left.of, "cell"));
        ui.label(RichText::new(words).color(paint.theme.text))
            .on_hover_text("Pairs of a claim and an article that nobody has read for it yet");
        ui.add_space(space::MEDIUM);
        if let Some(order) = order(ui, paint, "Claims", claims) {
            paint.ask(Intent::Matrix(MatrixIntent::OrderClaims(order)));
        }
        ui.add_space(space::SMALL);
        if let Some(order) = order(ui, paint, "Articles", articles) {
            paint.ask(Intent::Matrix(MatrixIntent::OrderArticles(order)));
        }
    });
}

/// The orders as people see them.
const ORDERS: [(MatrixOrder, &str); 4] = [
    (MatrixOrder::Analyst, "your order"),
    (MatrixOrder::Time, "time"),
    (MatrixOrder::Outlet, "outlet"),
    (MatrixOrder::Conflict, "conflicts first"),
];

fn order(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    name: &str,
    current: MatrixOrder,
) -> Option<MatrixOrder> {
    hint(ui, paint, &format!("{name} by"));
    let chosen = ORDERS.iter().position(|(order, _)| *order == current);
    let choice = Choice {
        name: &format!("Order of {}", name.to_lowercase()),
        shown: chosen.map_or("", |at| ORDERS[at].1),
        width: 124.0,
    };
    let clicked = choice.show(ui, paint, &ORDERS.map(|(_, words)| words), chosen)?;
    Some(ORDERS[clicked].0)
}

/// Height of the line about comparing, which is there before anything is compared: nothing below it ever moves.
const COMPARING: f32 = 34.0;

/// Which articles are compared, and the way back; before that, how two are compared.
fn comparing(ui: &mut Ui, paint: &mut Paint<'_>) {
    let compared = paint.workbench.matrix().compared().iter();
    let names: Vec<String> = compared
        .filter_map(|id| paint.project().article(*id))
        .map(Article::shown_name)
        .collect();
    let room = vec2(ui.available_width(), COMPARING);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let inside = rect.shrink2(vec2(space::SMALL, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    if names.is_empty() {
        if paint.project().articles().len() > 1 {
            let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
            hint(
                &mut line,
                paint,
                "Tick two articles to see what they disagree on",
            );
        }
        return;
    }
    ui.painter().rect_filled(rect, 5.0, paint.theme.chosen);
    let mut line = ui.new_child(
        UiBuilder::new()
            .max_rect(inside)
            .layout(Layout::right_to_left(Align::Center)),
    );
    way_back(&mut line, paint, names.len());
    line.with_layout(layout, |ui| {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
        let words = compared_words(paint, &names);
        paint.engine.label(ui, &words, &style);
    });
}

fn way_back(ui: &mut Ui, paint: &mut Paint<'_>, compared: usize) {
    let words = if compared == 2 { "Show All" } else { "Cancel" };
    let button = ui.button(words);
    if button.on_hover_text("Compare no more (Escape)").clicked() {
        paint.ask(Intent::Matrix(MatrixIntent::StopComparing));
    }
}

fn compared_words(paint: &Paint<'_>, names: &[String]) -> String {
    let [one, other, ..] = names else {
        return format!(
            "Comparing {}: tick another article to see what they disagree on",
            names.concat()
        );
    };
    let of = counted(paint.project().claims().len(), "claim");
    match paint.workbench.matrix().claims().len() {
        0 => format!("{one} and {other} disagree on none of {of}"),
        disagreed => format!("{one} and {other} disagree on {disagreed} of {of}"),
    }
}

fn grid(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut MatrixScratch, matrix: &Matrix) {
    let shown = paint.workbench.matrix();
    let room = ui.available_size();
    let claim = if room.x < ROOMY { CLAIM_NARROW } else { CLAIM };
    let geometry = Geometry {
        heads: vec2(claim, HEAD),
        cell: CELL,
        rows: shown.claims().len(),
        columns: shown.articles().len(),
    };
    keys::keep(ui, scratch, Rect::from_min_size(ui.cursor().min, room));
    let are_elsewhere = keys::are_elsewhere(ui, paint);
    if !are_elsewhere && !scratch.was_elsewhere {
        keys::follow(ui, paint, &geometry);
    }
    scratch.was_elsewhere = are_elsewhere;
    // The heads stand at the edges, where contents would fade.
    ui.spacing_mut().scroll.fade.strength = 0.0;
    let mut area = ScrollArea::both().auto_shrink(false);
    if let Some(cell) = newly_chosen(paint, scratch) {
        let offset = geometry.offset_showing(cell, scratch.offset, room);
        area = area.scroll_offset(offset);
    }
    let output = area.show_viewport(ui, |ui, view| {
        let corner = ui.max_rect().min;
        ui.allocate_space(geometry.size());
        let window = view.translate(corner.to_vec2());
        paint_parts(
            ui,
            paint,
            scratch,
            matrix,
            &Parts {
                geometry,
                corner,
                view,
                window,
            },
        );
    });
    scratch.offset = output.state.clamped_offset();
}

/// Where things are painted in this frame.
struct Parts {
    geometry: Geometry,
    /// Where the upper left corner of all of it would be on the screen.
    corner: egui::Pos2,
    /// What is seen of it.
    view: Rect,
    /// Where that is on the screen.
    window: Rect,
}

impl Parts {
    /// Where a cell is on the screen.
    fn cell(&self, row: usize, column: usize) -> Rect {
        let rect = self.geometry.cell(row, column);
        rect.translate(self.corner.to_vec2())
    }
}

/// The cells, and the heads at the edges of the window. Paints only what is seen.
fn paint_parts(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut MatrixScratch,
    matrix: &Matrix,
    parts: &Parts,
) {
    let (rows, columns) = parts.geometry.visible(parts.view);
    let grid = paint.workbench.matrix();
    let claims = &grid.claims()[rows.clone()];
    let articles = &grid.articles()[columns.clone()];
    let inner = parts.window.min + parts.geometry.heads;
    let body = Rect::from_min_max(inner, parts.window.max);
    let mut inside = part(ui, body);
    for (row, claim) in rows.clone().zip(claims) {
        for (column, article) in columns.clone().zip(articles) {
            let rect = parts.cell(row, column);
            cell::show(
                &mut inside,
                paint,
                scratch,
                rect,
                matrix.cell(*claim, *article),
                (*claim, *article),
            );
        }
    }
    let beside = Rect::from_min_max(parts.window.min, body.left_bottom()).with_min_y(body.top());
    let mut inside = part(ui, beside);
    for (row, claim) in rows.zip(claims) {
        let rect = beside.with_min_y(parts.cell(row, 0).top());
        let rect = rect.with_max_y(parts.cell(row, 0).bottom());
        heads::claim(&mut inside, paint, matrix, rect, *claim);
    }
    let above = Rect::from_min_max(parts.window.min, body.right_top()).with_min_x(body.left());
    let mut inside = part(ui, above);
    for (column, article) in columns.zip(articles) {
        let rect = parts.cell(0, column);
        let rect = rect.with_min_y(above.top()).with_max_y(above.bottom());
        heads::article(&mut inside, paint, matrix, rect, *article);
    }
    let legend = Rect::from_min_max(parts.window.min, inner);
    cell::legend(&mut part(ui, legend), paint, legend, matrix.has_excluded());
    frame(ui, paint, body, parts.window);
}

/// A part of the window in which nothing of the others shows.
fn part(ui: &mut Ui, rect: Rect) -> Ui {
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    inside
}

/// The lines between the heads and the cells.
fn frame(ui: &Ui, paint: &Paint<'_>, body: Rect, window: Rect) {
    let line = egui::Stroke::new(1.0, paint.theme.line);
    ui.painter().hline(window.x_range(), body.top(), line);
    ui.painter().vline(body.left(), window.y_range(), line);
}

/// The chosen cell.
fn chosen(paint: &Paint<'_>) -> Option<(ClaimId, ArticleId)> {
    let claim = paint.workbench.selection().claim;
    claim.zip(paint.workbench.matrix().article())
}

/// The place of the chosen cell, if it was not chosen in the last frame.
fn newly_chosen(paint: &Paint<'_>, scratch: &mut MatrixScratch) -> Option<(usize, usize)> {
    let grid = paint.workbench.matrix();
    let chosen = chosen(paint);
    if std::mem::replace(&mut scratch.shown, chosen) == chosen {
        return None;
    }
    let (claim, article) = chosen?;
    let row = grid.claims().iter().position(|id| *id == claim)?;
    let column = grid.articles().iter().position(|id| *id == article)?;
    Some((row, column))
}

use super::{MatrixScratch, keys};
use crate::{
    analysis::MatrixCell,
    project::{Article, ArticleId, ClaimId, Project, Stance},
    views::{
        Paint,
        theme::{Theme, letters, space},
        widgets::tip,
    },
    workbench::{ClaimIntent, Intent, MatrixIntent},
};

use egui::{
    Align2, Color32, FontId, Id, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit::Role, pos2, vec2,
};

/// Paints one cell. A click selects it, a double click opens it.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut MatrixScratch,
    rect: Rect,
    says: Option<MatrixCell>,
    (claim, article): (ClaimId, ArticleId),
) {
    let selected = super::selected(paint) == Some((claim, article));
    let id = Id::unique(("matrix cell", claim.number(), article.number()));
    let response = ui.interact(rect, id, Sense::CLICK);
    let name = name(paint.project(), claim, article, says);
    response.widget_info(|| WidgetInfo::selected(Role::Cell, true, selected, &name));
    paint_background(ui, paint, rect, &response, (claim, article), selected);
    paint_sign(ui.painter(), paint.theme, rect, says);
    if selected {
        keys::tell_selected(ui, id);
    }
    if response.double_clicked() {
        paint.ask(Intent::Matrix(MatrixIntent::Open(claim, article)));
    } else if response.clicked() {
        scratch.focus.request();
        paint.ask(Intent::Matrix(MatrixIntent::Select(claim, article)));
    }
    response.context_menu(|ui| context_menu(ui, paint, (claim, article), says));
    if response.hovered() {
        let quote = first_quote(paint.project(), claim, article);
        let quote = quote.map(|quote| format!("\n\u{201c}{quote}\u{201d}"));
        tip(response, paint, &(name + &quote.unwrap_or_default()));
    }
}

/// "Claim 3, The Post: supports".
fn name(project: &Project, claim: ClaimId, article: ArticleId, says: Option<MatrixCell>) -> String {
    let number = project.claim_place(claim).map_or(0, |place| place + 1);
    let article = project.article(article).map(Article::name);
    format!(
        "Claim {number}, {}: {}",
        article.unwrap_or_default(),
        label(says)
    )
}

fn label(says: Option<MatrixCell>) -> &'static str {
    says.map_or("not yet read", MatrixCell::label)
}

/// Most characters of a quote in a tooltip.
const LONGEST_QUOTE: usize = 300;

/// Beginning of the first passage in the article that is evidence for the claim.
fn first_quote(project: &Project, claim: ClaimId, article: ArticleId) -> Option<&str> {
    let quote = project.evidence_of(claim).find_map(|evidence| {
        let highlight = project.highlight(evidence.highlight)?;
        let article = project
            .article(article)
            .filter(|_| highlight.article == article)?;
        article.quote(highlight.span)
    })?;
    let end = quote.char_indices().nth(LONGEST_QUOTE);
    quote.get(..end.map_or(quote.len(), |(at, _)| at))
}

/// The row and the column of the selected cell are tinted, to lead the eye to their headers.
fn paint_background(
    ui: &Ui,
    paint: &Paint<'_>,
    rect: Rect,
    response: &Response,
    (claim, article): (ClaimId, ArticleId),
    selected: bool,
) {
    let theme = paint.theme;
    let painter = ui.painter();
    let is_in_cross = paint.workbench.selection().claim == Some(claim)
        || paint.workbench.matrix().article() == Some(article);
    if response.hovered() {
        painter.rect_filled(rect, 0.0, theme.hover);
    } else if is_in_cross {
        painter.rect_filled(rect, 0.0, theme.selected.gamma_multiply(0.45));
    }
    let line = Stroke::new(1.0, theme.line.gamma_multiply(0.6));
    painter.hline(rect.x_range(), rect.bottom(), line);
    painter.vline(rect.right(), rect.y_range(), line);
    if selected {
        let stroke = Stroke::new(2.0, theme.accent);
        painter.rect_stroke(rect.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
    }
}

/// Paints the sign on a tinted plate; nothing in an unread cell.
fn paint_sign(painter: &Painter, theme: &Theme, rect: Rect, says: Option<MatrixCell>) {
    let plate = Rect::from_center_size(rect.center(), vec2(44.0, 28.0));
    let middle = plate.center();
    let sign = |plate: Rect, stance: Stance| {
        let color = theme.stance(stance);
        painter.rect_filled(plate, 5.0, theme.tint(color));
        paint_stance(painter, theme, plate.center(), letters::TITLE, stance);
    };
    match says {
        None => {}
        Some(MatrixCell::Supports) => sign(plate, Stance::Supports),
        Some(MatrixCell::Refutes) => sign(plate, Stance::Refutes),
        Some(MatrixCell::Context) => sign(plate, Stance::Context),
        Some(MatrixCell::Mixed) => {
            sign(plate.with_max_x(middle.x), Stance::Supports);
            sign(plate.with_min_x(middle.x), Stance::Refutes);
        }
        Some(MatrixCell::Silent) => {
            painter.circle_stroke(middle, 5.0, Stroke::new(1.5, theme.faint));
        }
        Some(MatrixCell::Excluded) => paint_cross(painter, theme, middle),
    }
}

fn paint_stance(painter: &Painter, theme: &Theme, at: Pos2, size: f32, stance: Stance) {
    let font = FontId::proportional(size);
    let color = theme.stance(stance);
    painter.text(at, Align2::CENTER_CENTER, stance.sign(), font, color);
}

fn paint_cross(painter: &Painter, theme: &Theme, middle: Pos2) {
    let line = Stroke::new(1.5, theme.faint);
    for half in [vec2(5.0, 5.0), vec2(5.0, -5.0)] {
        painter.line_segment([middle - half, middle + half], line);
    }
}

fn context_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (claim, article): (ClaimId, ArticleId),
    says: Option<MatrixCell>,
) {
    let mark = |silent| Intent::Claim(ClaimIntent::SetSilent(claim, article, silent));
    let compares = paint.workbench.matrix().compared().contains(&article);
    let mut entries = match says {
        None => vec![("Mark silent", mark(true))],
        Some(MatrixCell::Silent) => vec![("Mark unread", mark(false))],
        Some(_) => Vec::new(),
    };
    let open = match says {
        None | Some(MatrixCell::Silent) => "Read article for this claim",
        Some(_) => "Go to passage",
    };
    entries.push((open, Intent::Matrix(MatrixIntent::Open(claim, article))));
    let compare = if compares {
        "Stop comparing"
    } else {
        "Compare article"
    };
    entries.push((compare, Intent::Matrix(MatrixIntent::Compare(article))));
    for (words, intent) in entries {
        if ui.button(words).clicked() {
            paint.ask(intent);
            ui.close();
        }
    }
}

/// Explains the signs in the corner between the headers.
pub(super) fn legend(ui: &Ui, paint: &Paint<'_>, rect: Rect, has_excluded: bool) {
    const LINE: f32 = 20.0;
    let mut entries = vec![
        Some(MatrixCell::Supports),
        Some(MatrixCell::Refutes),
        Some(MatrixCell::Context),
        Some(MatrixCell::Mixed),
        Some(MatrixCell::Silent),
        None,
    ];
    entries.extend(has_excluded.then_some(Some(MatrixCell::Excluded)));
    let rows = entries.len().div_ceil(2);
    let top = rect.bottom() - space::SMALL - rows as f32 * LINE;
    // The words of the second column are longer.
    let column = rect.width() * 0.44;
    for (at, says) in entries.into_iter().enumerate() {
        let left = rect.left() + (at / rows) as f32 * column;
        let middle = pos2(left + 14.0, top + ((at % rows) as f32 + 0.5) * LINE);
        legend_sign(ui.painter(), paint.theme, middle, says);
        let font = FontId::proportional(letters::SMALL);
        let from = pos2(left + 32.0, middle.y);
        let color: Color32 = paint.theme.faint;
        ui.painter()
            .text(from, Align2::LEFT_CENTER, label(says), font, color);
    }
}

fn legend_sign(painter: &Painter, theme: &Theme, middle: Pos2, says: Option<MatrixCell>) {
    let sign = |at, stance| paint_stance(painter, theme, at, letters::BODY, stance);
    match says {
        Some(MatrixCell::Supports) => sign(middle, Stance::Supports),
        Some(MatrixCell::Refutes) => sign(middle, Stance::Refutes),
        Some(MatrixCell::Context) => sign(middle, Stance::Context),
        Some(MatrixCell::Mixed) => {
            sign(middle - vec2(6.0, 0.0), Stance::Supports);
            sign(middle + vec2(6.0, 0.0), Stance::Refutes);
        }
        Some(MatrixCell::Silent) => {
            painter.circle_stroke(middle, 4.0, Stroke::new(1.5, theme.faint));
        }
        Some(MatrixCell::Excluded) => paint_cross(painter, theme, middle),
        None => {
            let cell = Rect::from_center_size(middle, vec2(16.0, 12.0));
            let line = Stroke::new(1.0, theme.line);
            painter.rect_stroke(cell, 2.0, line, StrokeKind::Inside);
        }
    }
}

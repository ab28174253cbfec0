use super::{MatrixScratch, headers::paint_edges, keys};
use crate::{
    analysis::MatrixCell,
    project::{Article, ArticleId, ClaimId, Project, Stance},
    reader::LabelStyle,
    views::{
        Paint,
        theme::{Theme, letters, space},
        widgets::{compare_entry, menu_entries, small_text, tip},
    },
    workbench::{ClaimIntent, Intent, MatrixIntent},
};

use egui::{
    Align2, FontId, Id, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// Paints one cell. A click selects it, a double click opens it.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut MatrixScratch,
    rect: Rect,
    (says, values): (Option<MatrixCell>, &str),
    (claim, article): (ClaimId, ArticleId),
) {
    let project = paint.project();
    let theme = paint.theme;
    let selected = super::selected(paint) == Some((claim, article));
    let id = Id::unique(("matrix cell", claim.number(), article.number()));
    let response = ui.interact(rect, id, Sense::CLICK);
    let number = project.claim_number(claim);
    let article_name = project
        .article(article)
        .map(Article::name)
        .unwrap_or_default();
    let value = if values.is_empty() { "" } else { ", " };
    let name = format!(
        "Claim {number}, {article_name}: {}{value}{values}",
        label(says)
    );
    response.widget_info(|| WidgetInfo::selected(Role::Cell, true, selected, &name));

    let painter = ui.painter();
    // The row and the column of the selected cell are tinted, to lead the eye to their headers.
    let is_in_cross = paint.workbench.selection.claim == Some(claim)
        || paint.workbench.matrix.article == Some(article);
    if response.hovered() {
        painter.rect_filled(rect, 0.0, theme.hover);
    } else if is_in_cross {
        painter.rect_filled(rect, 0.0, theme.selected.gamma_multiply(0.45));
    }
    paint_edges(ui, paint, rect);
    if selected {
        let stroke = Stroke::new(2.0, theme.accent);
        painter.rect_stroke(rect.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
        keys::tell_selected(ui, id);
    }
    let above = if values.is_empty() { 0.0 } else { 9.0 };
    let plate = Rect::from_center_size(rect.center() - vec2(0.0, above), vec2(44.0, 28.0));
    let (left, right) = plate.split_left_right_at_fraction(0.5);
    for (stance, at) in stances(says, [left, plate, right]) {
        painter.rect_filled(at, 5.0, theme.tint(theme.stance(stance)));
        paint_stance(painter, theme, at.center(), letters::TITLE, stance);
    }
    paint_silence(painter, theme, plate.center(), 5.0, says);
    paint_values(ui, paint, rect, values);

    if response.double_clicked() {
        paint.ask(Intent::Matrix(MatrixIntent::Open(claim, article)));
    } else if response.clicked() {
        scratch.focus.request();
        paint.ask(Intent::Matrix(MatrixIntent::Select(claim, article)));
    }
    response.context_menu(|ui| context_menu(ui, paint, (claim, article), says));
    if response.hovered() {
        let quote = first_quote(project, claim, article);
        let quote = quote.map(|quote| format!("\n\u{201c}{quote}\u{201d}"));
        tip(response, paint, &(name + &quote.unwrap_or_default()));
    }
}

/// The recorded values, below the icon of the stance.
fn paint_values(ui: &Ui, paint: &mut Paint<'_>, cell: Rect, values: &str) {
    if values.is_empty() {
        return;
    }
    let style = LabelStyle::new(letters::SMALL, paint.theme.text).lines(1);
    let width = cell.width() - space::SMALL;
    let block = paint
        .engine
        .layout_block(values, &style, width, ui.pixels_per_point());
    let size = block.size();
    let at = cell.center_bottom() - vec2(size.x * 0.5, size.y + space::TINY);
    paint
        .engine
        .paint_block(ui.painter(), at, &block, style.color);
}

/// The stances of a cell, each with the part of the cell that it is painted in: left, middle or right.
fn stances<T: Copy>(says: Option<MatrixCell>, [left, middle, right]: [T; 3]) -> Vec<(Stance, T)> {
    match says {
        Some(MatrixCell::Supports) => vec![(Stance::Supports, middle)],
        Some(MatrixCell::Refutes) => vec![(Stance::Refutes, middle)],
        Some(MatrixCell::Context) => vec![(Stance::Context, middle)],
        Some(MatrixCell::Mixed) => vec![(Stance::Supports, left), (Stance::Refutes, right)],
        Some(MatrixCell::Silent | MatrixCell::Excluded) | None => Vec::new(),
    }
}

/// Paints the icons that are not stances: a ring for silence, a cross for excluded evidence.
fn paint_silence(
    painter: &Painter,
    theme: &Theme,
    middle: Pos2,
    radius: f32,
    says: Option<MatrixCell>,
) {
    let line = Stroke::new(1.5, theme.faint);
    match says {
        Some(MatrixCell::Silent) => {
            painter.circle_stroke(middle, radius, line);
        }
        Some(MatrixCell::Excluded) => {
            for half in [vec2(5.0, 5.0), vec2(5.0, -5.0)] {
                painter.line_segment([middle - half, middle + half], line);
            }
        }
        Some(
            MatrixCell::Supports | MatrixCell::Refutes | MatrixCell::Context | MatrixCell::Mixed,
        )
        | None => {}
    }
}

fn label(says: Option<MatrixCell>) -> &'static str {
    says.map_or("not yet read", MatrixCell::label)
}

/// Maximum number of characters of a quote in a tooltip.
const MAX_QUOTE_CHARACTERS: usize = 300;

/// Beginning of the first passage in the article that is evidence for the claim.
fn first_quote(project: &Project, claim: ClaimId, article: ArticleId) -> Option<&str> {
    let quote = project.evidence_of(claim).find_map(|evidence| {
        let highlight = project.highlight(evidence.highlight)?;
        let article = project
            .article(article)
            .filter(|_| highlight.article == article)?;
        article.quote(highlight.span)
    })?;
    let end = quote.char_indices().nth(MAX_QUOTE_CHARACTERS);
    quote.get(..end.map_or(quote.len(), |(at, _)| at))
}

fn paint_stance(painter: &Painter, theme: &Theme, at: Pos2, size: f32, stance: Stance) {
    let font = FontId::proportional(size);
    let color = theme.stance(stance);
    painter.text(at, Align2::CENTER_CENTER, stance.sign(), font, color);
}

fn context_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (claim, article): (ClaimId, ArticleId),
    says: Option<MatrixCell>,
) {
    let mark = |silent| Intent::Claim(ClaimIntent::SetSilent(claim, article, silent));
    let (mark, open) = match says {
        None => (
            Some(("Mark silent", mark(true))),
            "Read article for this claim",
        ),
        Some(MatrixCell::Silent) => (
            Some(("Mark unread", mark(false))),
            "Read article for this claim",
        ),
        Some(
            MatrixCell::Supports
            | MatrixCell::Refutes
            | MatrixCell::Context
            | MatrixCell::Mixed
            | MatrixCell::Excluded,
        ) => (None, "Go to passage"),
    };
    let is_compared = paint.workbench.matrix.compared.contains(&article);
    let compare = if is_compared {
        "Stop comparing"
    } else {
        "Compare article"
    };
    let others = [
        (open, Intent::Matrix(MatrixIntent::Open(claim, article))),
        (compare, Intent::Matrix(MatrixIntent::Compare(article))),
    ];
    let entries = mark.into_iter().chain(others);
    let entries = entries.map(|(label, intent)| (label, Some(intent)));
    let compare = compare_entry(paint, claim);
    menu_entries(ui, paint, entries.chain([compare]));
}

/// Explains the icons, in the corner between the headers.
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
    // The second column needs more room for its text.
    let column = rect.width() * 0.44;
    for (at, says) in entries.into_iter().enumerate() {
        let left = rect.left() + (at / rows) as f32 * column;
        let middle = pos2(left + 14.0, top + ((at % rows) as f32 + 0.5) * LINE);
        let places = [middle - vec2(6.0, 0.0), middle, middle + vec2(6.0, 0.0)];
        for (stance, at) in stances(says, places) {
            paint_stance(ui.painter(), paint.theme, at, letters::BODY, stance);
        }
        paint_silence(ui.painter(), paint.theme, middle, 4.0, says);
        if says.is_none() {
            let cell = Rect::from_center_size(middle, vec2(16.0, 12.0));
            let line = Stroke::new(1.0, paint.theme.line);
            ui.painter()
                .rect_stroke(cell, 2.0, line, StrokeKind::Inside);
        }
        let at = pos2(left + 32.0, middle.y);
        small_text(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            label(says),
            paint.theme.faint,
        );
    }
}

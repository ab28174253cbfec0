use super::MatrixScratch;
use crate::{
    analysis::Cell,
    project::{Article, ArticleId, ClaimId, Project, Stance},
    views::{
        Paint,
        theme::{Theme, letters, space},
        widgets::tip,
    },
    workbench::{ClaimIntent, Intent, MatrixIntent},
};

use egui::{
    Align2, Color32, FontId, Id, Painter, Rect, Response, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// One cell: what the article says about the claim. A click chooses it, a second opens it.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut MatrixScratch,
    rect: Rect,
    says: Option<Cell>,
    of: (ClaimId, ArticleId),
) {
    let (claim, article) = of;
    let chosen = crate::views::matrix::chosen(paint) == Some(of);
    // Tab goes to all of the cells as one, and arrows on from there: nobody wants to pass thousands of them.
    let id = Id::unique(("matrix cell", claim.number(), article.number()));
    let response = ui.interact(rect, id, Sense::CLICK);
    let name = name(paint, claim, article, says);
    response.widget_info(|| WidgetInfo::selected(Role::Cell, true, chosen, &name));
    paint_ground(ui, paint, rect, &response, of, chosen);
    paint_sign(ui.painter(), paint.theme, rect, says);
    if chosen {
        crate::views::matrix::keys::tell_chosen(ui, id);
    }
    if response.double_clicked() {
        paint.ask(Intent::Matrix(MatrixIntent::Open(claim, article)));
    } else if response.clicked() {
        scratch.takes_keyboard = true;
        paint.ask(Intent::Matrix(MatrixIntent::Select(claim, article)));
    }
    response.context_menu(|ui| context_menu(ui, paint, of, says));
    if response.hovered() {
        let quote = quote(paint.project(), of).map(|quote| format!("\n\u{201c}{quote}\u{201d}"));
        tip(response, paint, &(name + &quote.unwrap_or_default()));
    }
}

/// "Claim 3, The Post: supports".
fn name(paint: &Paint<'_>, claim: ClaimId, article: ArticleId, says: Option<Cell>) -> String {
    let project = paint.project();
    let number = project.claim_place(claim).map_or(0, |place| place + 1);
    let article = project.article(article).map(Article::name);
    let says = says.map_or("not read yet", Cell::label);
    format!("Claim {number}, {}: {says}", article.unwrap_or_default())
}

/// The words of the first passage that the article has for the claim.
fn quote(project: &Project, (claim, article): (ClaimId, ArticleId)) -> Option<&str> {
    let mut pieces = project.evidence_of(claim);
    pieces.find_map(|evidence| {
        let highlight = project.highlight(evidence.highlight)?;
        let of_article = project
            .article(article)
            .filter(|_| highlight.article == article);
        around(of_article?.quote(highlight.span)?)
    })
}

/// The beginning of a long quote.
fn around(quote: &str) -> Option<&str> {
    let end = quote.char_indices().nth(LONGEST_QUOTE);
    quote.get(..end.map_or(quote.len(), |(at, _)| at))
}

/// Characters of a quote that a tooltip has room for.
const LONGEST_QUOTE: usize = 300;

/// The row and the column of the chosen cell are marked lightly, so that the eye finds their heads.
fn paint_ground(
    ui: &Ui,
    paint: &Paint<'_>,
    rect: Rect,
    response: &Response,
    (claim, article): (ClaimId, ArticleId),
    chosen: bool,
) {
    let theme = paint.theme;
    let crosses = paint.workbench.selection().claim == Some(claim)
        || paint.workbench.matrix().article() == Some(article);
    let ground = if response.hovered() {
        Some(theme.hover)
    } else {
        crosses.then_some(theme.chosen.gamma_multiply(0.45))
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 0.0, ground);
    }
    let line = Stroke::new(1.0, theme.line.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    ui.painter().vline(rect.right(), rect.y_range(), line);
    if chosen {
        let stroke = Stroke::new(2.0, theme.accent);
        let inside = rect.shrink(1.0);
        ui.painter()
            .rect_stroke(inside, 4.0, stroke, egui::StrokeKind::Inside);
    }
}

/// The sign on its calm ground. Nothing stands for what was not read.
fn paint_sign(painter: &Painter, theme: &Theme, rect: Rect, says: Option<Cell>) {
    let Some(says) = says else {
        return;
    };
    let plate = Rect::from_center_size(rect.center(), vec2(44.0, 28.0));
    match says {
        Cell::Supports => sign(painter, theme, plate, Stance::Supports),
        Cell::Refutes => sign(painter, theme, plate, Stance::Refutes),
        Cell::Context => sign(painter, theme, plate, Stance::Context),
        Cell::Mixed => {
            let middle = plate.center().x;
            sign(painter, theme, plate.with_max_x(middle), Stance::Supports);
            sign(painter, theme, plate.with_min_x(middle), Stance::Refutes);
        }
        Cell::Silent => {
            let ring = Stroke::new(1.5, theme.faint);
            painter.circle_stroke(plate.center(), 5.0, ring);
        }
        Cell::Exclusion => struck(painter, theme, plate.center()),
    }
}

/// What was said, crossed out.
fn struck(painter: &Painter, theme: &Theme, middle: egui::Pos2) {
    let line = Stroke::new(1.5, theme.faint);
    let half = vec2(5.0, 5.0);
    painter.line_segment([middle - half, middle + half], line);
    let half = vec2(5.0, -5.0);
    painter.line_segment([middle - half, middle + half], line);
}

fn sign(painter: &Painter, theme: &Theme, plate: Rect, stance: Stance) {
    let color = theme.stance(stance);
    painter.rect_filled(plate, 5.0, theme.tint(color));
    word(
        painter,
        plate.center(),
        Align2::CENTER_CENTER,
        letters::TITLE,
        &stance.sign().to_string(),
        color,
    );
}

fn word(painter: &Painter, at: egui::Pos2, align: Align2, size: f32, words: &str, color: Color32) {
    painter.text(at, align, words, FontId::proportional(size), color);
}

fn context_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (claim, article): (ClaimId, ArticleId),
    says: Option<Cell>,
) {
    let open = match says {
        None | Some(Cell::Silent) => "Read Article for This Claim",
        Some(_) => "Go to Passage",
    };
    let compared = paint.workbench.matrix().compared().contains(&article);
    let compare = if compared {
        "Compare No More"
    } else {
        "Compare Article"
    };
    let mut entries = vec![
        (open, Intent::Matrix(MatrixIntent::Open(claim, article))),
        (compare, Intent::Matrix(MatrixIntent::Compare(article))),
    ];
    let silent = |silent| Intent::Claim(ClaimIntent::SetSilent(claim, article, silent));
    match says {
        None => entries.insert(0, ("Mark silent", silent(true))),
        Some(Cell::Silent) => entries.insert(0, ("Mark Unread", silent(false))),
        Some(_) => {}
    }
    for (words, intent) in entries {
        if ui.button(words).clicked() {
            paint.ask(intent);
            ui.close();
        }
    }
}

/// What the signs mean, in the corner that the heads leave free.
pub(super) fn legend(ui: &mut Ui, paint: &Paint<'_>, rect: Rect, has_excluded: bool) {
    let line = 20.0;
    // The words of the second column are longer.
    let second = rect.width() * 0.44;
    let mut entries = vec![
        (Some(Cell::Supports), "supports"),
        (Some(Cell::Refutes), "refutes"),
        (Some(Cell::Context), "context"),
        (Some(Cell::Mixed), "mixed"),
        (Some(Cell::Silent), "silent"),
        (None, "not read yet"),
    ];
    if has_excluded {
        entries.push((Some(Cell::Exclusion), "counts no more"));
    }
    let rows = entries.len().div_ceil(2);
    let top = rect.bottom() - space::SMALL - rows as f32 * line;
    for (at, (says, words)) in entries.into_iter().enumerate() {
        let left = rect.left() + (at / rows) as f32 * second;
        let middle = pos2(left + 14.0, top + ((at % rows) as f32 + 0.5) * line);
        legend_sign(ui.painter(), paint.theme, middle, says);
        let from = pos2(left + 32.0, middle.y);
        word(
            ui.painter(),
            from,
            Align2::LEFT_CENTER,
            letters::SMALL,
            words,
            paint.theme.faint,
        );
    }
}

fn legend_sign(painter: &Painter, theme: &Theme, middle: egui::Pos2, says: Option<Cell>) {
    let sign = |at, stance: Stance| {
        let words = stance.sign().to_string();
        word(
            painter,
            at,
            Align2::CENTER_CENTER,
            letters::BODY,
            &words,
            theme.stance(stance),
        );
    };
    match says {
        Some(Cell::Supports) => sign(middle, Stance::Supports),
        Some(Cell::Refutes) => sign(middle, Stance::Refutes),
        Some(Cell::Context) => sign(middle, Stance::Context),
        Some(Cell::Mixed) => {
            sign(middle - vec2(6.0, 0.0), Stance::Supports);
            sign(middle + vec2(6.0, 0.0), Stance::Refutes);
        }
        Some(Cell::Silent) => {
            painter.circle_stroke(middle, 4.0, Stroke::new(1.5, theme.faint));
        }
        Some(Cell::Exclusion) => struck(painter, theme, middle),
        None => {
            let cell = Rect::from_center_size(middle, vec2(16.0, 12.0));
            let line = Stroke::new(1.0, theme.line);
            painter.rect_stroke(cell, 2.0, line, egui::StrokeKind::Inside);
        }
    }
}

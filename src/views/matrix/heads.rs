use crate::{
    analysis::{ClaimRow, Left, Matrix, SourceCount},
    project::{Article, ArticleId, Claim, ClaimId, Stance},
    reader::LabelStyle,
    views::{
        Paint,
        articles::claim_name,
        shell::counted,
        theme::{letters, space},
        widgets::{hint, tip},
    },
    workbench::{ArticleIntent, ClaimIntent, EvidenceIntent, Intent, MatrixIntent},
};

use egui::{
    Align, Id, Layout, Rect, RichText, Sense, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2,
    vec2,
};

/// A claim at the left of its row: number, statement, and what its row comes to.
pub(super) fn claim(ui: &mut Ui, paint: &mut Paint<'_>, matrix: &Matrix, rect: Rect, id: ClaimId) {
    let Some(claim) = paint.project().claim(id) else {
        return;
    };
    let left = matrix.left_of_claim(paint.project(), id);
    let row = paint.workbench.lists().table().row(id);
    let chosen = paint.workbench.selection().claim == Some(id);
    let head = Id::unique(("matrix claim", id.number()));
    let response = ui.interact(rect, head, Sense::CLICK);
    let sums = row.map_or_else(String::new, |row| claim_sums(row, left));
    let name = claim_name(paint.project(), id);
    let told = format!("{name} ({sums})");
    response.widget_info(|| WidgetInfo::selected(Role::RowHeader, true, chosen, &told));
    ground(ui, paint, rect, chosen, response.hovered());
    let stripe = Rect::from_min_size(rect.min, vec2(4.0, rect.height())).shrink2(vec2(0.0, 6.0));
    let color = paint.theme.claim(claim.color);
    ui.painter().rect_filled(stripe, 2.0, color);
    claim_words(ui, paint, claim, rect, row, left);
    if response.double_clicked() {
        if let Some(first) = paint.project().evidence_of(id).next() {
            paint.ask(Intent::Evidence(EvidenceIntent::Show(first.id)));
        }
    } else if response.clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Select(Some(id))));
    }
    tip(response, paint, &told);
}

fn claim_words(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    rect: Rect,
    row: Option<&ClaimRow>,
    left: Left,
) {
    let number = paint.project().claim_place(claim.id).map_or(0, |at| at + 1);
    let inside = rect.with_min_x(rect.left() + 10.0).shrink2(vec2(0.0, 3.0));
    let font = egui::FontId::proportional(letters::SMALL);
    let align = egui::Align2::LEFT_TOP;
    let at = inside.left_top() + vec2(0.0, 2.0);
    ui.painter()
        .text(at, align, number, font, paint.theme.faint);
    let words = inside.with_min_x(inside.left() + 30.0);
    let words = words.with_max_x(rect.right() - space::SMALL);
    let mut lines = below(ui, words);
    if claim.statement.is_empty() {
        hint(&mut lines, paint, "No statement yet");
    } else {
        let style = LabelStyle::new(13.0, paint.theme.text).lines(2);
        paint.engine.label(&mut lines, &claim.statement, &style);
    }
    let Some(row) = row else {
        return;
    };
    let bottom = Rect::from_min_max(pos2(words.left(), rect.bottom() - 20.0), words.max);
    let mut line = ui.new_child(
        UiBuilder::new()
            .max_rect(bottom)
            .layout(Layout::left_to_right(Align::Center)),
    );
    line.spacing_mut().item_spacing.x = 5.0;
    if row.conflicts {
        small(&mut line, "conflict", paint.theme.refutes);
    }
    for (stance, pieces, sources) in sides(row) {
        if pieces > 0 {
            let words = format!("{}{}", stance.sign(), range(sources));
            small(&mut line, &words, paint.theme.stance(stance));
        }
    }
    let noun = if rect.width() < WORDY { "" } else { noun(row) };
    let words = format!("{noun}{}", left_words(left));
    small(&mut line, &words, paint.theme.faint);
}

/// Where a head is narrower, its figures do without their noun, which the tooltip has.
const WORDY: f32 = 240.0;

/// "conflict, supported by 1–3 independent sources, refuted by 1 independent source, 2 left".
fn claim_sums(row: &ClaimRow, left: Left) -> String {
    let mut sums: Vec<String> = Vec::new();
    sums.extend(row.conflicts.then(|| "conflict".to_owned()));
    for (stance, pieces, sources) in sides(row) {
        let verb = match stance {
            Stance::Refutes => "refuted",
            _ => "supported",
        };
        sums.extend((pieces > 0).then(|| format!("{verb} by {sources}")));
    }
    sums.push(left_words(left));
    sums.join(", ")
}

fn sides(row: &ClaimRow) -> [(Stance, usize, SourceCount); 2] {
    [
        (Stance::Supports, row.supports, row.supporting_sources),
        (Stance::Refutes, row.refutes, row.refuting_sources),
    ]
}

/// What the figures before it count, if there are any.
fn noun(row: &ClaimRow) -> &'static str {
    let figures = sides(row);
    let figures = figures.iter().filter(|(_, pieces, _)| *pieces > 0);
    match figures.map(|(_, _, sources)| sources.at_most).max() {
        None => "",
        Some(1) => "independent source \u{b7} ",
        Some(_) => "independent sources \u{b7} ",
    }
}

/// "2", "1–3".
fn range(count: SourceCount) -> String {
    let SourceCount { at_least, at_most } = count;
    if at_least == at_most {
        at_most.to_string()
    } else {
        format!("{at_least}\u{2013}{at_most}")
    }
}

fn left_words(left: Left) -> String {
    match left.left {
        0 => "all read".to_owned(),
        count => format!("{count} left"),
    }
}

/// An article above its column: its name, and what the column comes to.
pub(super) fn article(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    matrix: &Matrix,
    rect: Rect,
    id: ArticleId,
) {
    let Some(article) = paint.project().article(id) else {
        return;
    };
    let chosen = paint.workbench.matrix().article() == Some(id);
    let head = Id::unique(("matrix article", id.number()));
    let response = ui.interact(rect, head, Sense::CLICK);
    let name = article.name();
    let sums = article_sums(matrix, id);
    let told = format!("{name}: {}", sums.join(", "));
    response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, chosen, &told));
    ground(ui, paint, rect, chosen, response.hovered());
    article_words(ui, paint, article, rect, &sums);
    compare_box(ui, paint, rect, id, &name);
    if response.double_clicked() {
        paint.command(crate::workbench::Command::Read);
        paint.ask(Intent::Article(ArticleIntent::Open(id)));
    } else if response.clicked() {
        let intent = if ui.input(|input| input.modifiers.command) {
            MatrixIntent::Compare(id)
        } else {
            MatrixIntent::SelectArticle(id)
        };
        paint.ask(Intent::Matrix(intent));
    }
    let title = &article.details.title;
    let told = format!("{}: {}\n{title}", article.shown_name(), sums.join(", "));
    tip(response, paint, &told);
}

/// Room for the box that compares.
const BOX: f32 = 22.0;

fn article_words(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    article: &Article,
    rect: Rect,
    sums: &[String],
) {
    let inside = rect.shrink2(vec2(space::SMALL, 6.0));
    let mut lines = below(ui, inside);
    let source = &article.details;
    let style = LabelStyle::new(letters::SMALL, paint.theme.text)
        .lines(2)
        .strong();
    let (name, day) = match source.outlet.as_str() {
        "" => (article.shown_name(), ""),
        outlet => (outlet.to_owned(), source.published_day()),
    };
    paint.engine.label(&mut lines, &name, &style);
    let mut foot = below(ui, inside.with_min_y(rect.bottom() - 56.0));
    let style = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    let sums = sums.iter().map(String::as_str);
    let day = std::iter::once(day).filter(|day| !day.is_empty());
    let said: Vec<&str> = day.chain(sums).collect();
    // The last line is the one above the cells, whether or not there are others.
    foot.add_space((3 - said.len()) as f32 * 16.0);
    for words in said {
        paint.engine.label(&mut foot, words, &style);
    }
}

fn article_sums(matrix: &Matrix, id: ArticleId) -> Vec<String> {
    let conflicts = matrix.conflicts_of(id);
    let conflicts = (conflicts > 0).then(|| counted(conflicts, "conflict"));
    let left = left_words(matrix.left_of_article(id));
    conflicts.into_iter().chain([left]).collect()
}

/// Ticks the article for comparing.
fn compare_box(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, id: ArticleId, name: &str) {
    let at = Rect::from_min_size(rect.right_bottom() - vec2(BOX, BOX + 4.0), vec2(BOX, BOX));
    let mut compared = paint.workbench.matrix().compared().contains(&id);
    let builder = UiBuilder::new()
        .max_rect(at)
        .scope_id(Id::unique(("matrix compare", id.number())));
    let mut inside = ui.new_child(builder);
    let response = inside
        .checkbox(&mut compared, "")
        .on_hover_text("Compare with another article: shows what the two disagree on")
        .accessible_name(format!("Compare {name}"));
    if response.changed() {
        paint.ask(Intent::Matrix(MatrixIntent::Compare(id)));
    }
}

fn ground(ui: &Ui, paint: &Paint<'_>, rect: Rect, chosen: bool, hovered: bool) {
    let ground = match (chosen, hovered) {
        (true, _) => paint.theme.chosen,
        (false, true) => paint.theme.hover,
        (false, false) => return draw_edge(ui, paint, rect),
    };
    ui.painter().rect_filled(rect, 0.0, ground);
    draw_edge(ui, paint, rect);
}

fn draw_edge(ui: &Ui, paint: &Paint<'_>, rect: Rect) {
    let line = egui::Stroke::new(1.0, paint.theme.line.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    ui.painter().vline(rect.right(), rect.y_range(), line);
}

fn below(ui: &mut Ui, rect: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    inside.spacing_mut().item_spacing.y = 0.0;
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    inside
}

fn small(ui: &mut Ui, words: &str, color: egui::Color32) {
    ui.label(RichText::new(words).size(letters::SMALL).color(color));
}

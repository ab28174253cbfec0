use crate::{
    analysis::{ClaimRow, Matrix, SourceCount, UnreadCount},
    project::{ArticleId, ClaimId, Stance},
    storage::View,
    views::{
        Paint,
        articles::{claim_name, name_and_date, short_date},
        shell::counted,
        theme::{letters, space},
        widgets::{claim_counts, claim_header, claim_header_text, clipped_lines, small_words, tip},
    },
    workbench::{ArticleIntent, Command, EvidenceIntent, Intent, MatrixIntent},
};

use egui::{
    Align, FontId, Id, Layout, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

/// Paints a claim at the left of its row, with its independent sources and how many articles are still to read.
pub(super) fn show_claim(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    matrix: &Matrix,
    rect: Rect,
    id: ClaimId,
) {
    let Some(claim) = paint.project().claim(id) else {
        return;
    };
    let unread = matrix.unread_of_claim(paint.project(), id);
    let row = paint.workbench.lists.table.row(id);
    let totals = row.map_or_else(String::new, |row| claim_totals(row, unread));
    let name = format!("{} ({totals})", claim_name(paint.project(), id));
    let widget = Id::unique(("matrix claim", id.number()));
    let response = claim_header(ui, paint, rect, widget, claim, &name);
    paint_edges(ui, paint, rect);
    show_totals(ui, paint, rect, id, unread);
    if response.double_clicked()
        && let Some(first) = paint.project().evidence_of(id).next()
    {
        paint.ask(Intent::Evidence(EvidenceIntent::Show(first.id)));
    }
    tip(response, paint, &name);
}

/// Last line of a claim's header: "4 for · 2 against · 1 source · 2 to read".
fn show_totals(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, id: ClaimId, unread: UnreadCount) {
    let text = claim_header_text(rect);
    let bottom = Rect::from_min_max(pos2(text.left(), rect.bottom() - 20.0), text.max);
    let layout = Layout::left_to_right(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(bottom).layout(layout));
    line.spacing_mut().item_spacing.x = space::TINY;
    let text = format!("\u{b7} {}", unread_text(unread));
    let font = FontId::proportional(letters::SMALL);
    let color = paint.theme.faint;
    let needed = line.painter().layout_no_wrap(text.clone(), font, color);
    let room = line.available_width() - needed.size().x - space::TINY;
    claim_counts(&mut line, paint, id, room);
    // The tooltip has it too.
    if needed.size().x <= line.available_width() {
        small_words(&mut line, text, color);
    }
}

/// "conflict, supported by 1–3 independent sources, refuted by 1 independent source, 2 to read".
fn claim_totals(row: &ClaimRow, unread: UnreadCount) -> String {
    let mut totals: Vec<String> = Vec::new();
    totals.extend(row.conflicts.then(|| "conflict".to_owned()));
    for ((_, pieces, sources), verb) in sides(row).into_iter().zip(["supported", "refuted"]) {
        totals.extend((pieces > 0).then(|| format!("{verb} by {sources}")));
    }
    totals.push(unread_text(unread));
    totals.join(", ")
}

/// For and against the claim: the number of pieces of evidence and of independent sources.
fn sides(row: &ClaimRow) -> [(Stance, usize, SourceCount); 2] {
    [
        (Stance::Supports, row.supports, row.supporting_sources),
        (Stance::Refutes, row.refutes, row.refuting_sources),
    ]
}

fn unread_text(count: UnreadCount) -> String {
    match count.unread {
        0 => "all read".to_owned(),
        unread => format!("{unread} to read"),
    }
}

/// Paints an article above its column, with its conflicts and how many claims are still to read.
pub(super) fn show_article(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    matrix: &Matrix,
    rect: Rect,
    id: ArticleId,
) {
    let Some(article) = paint.project().article(id) else {
        return;
    };
    let selected = paint.workbench.matrix.article == Some(id);
    let response = ui.interact(
        rect,
        Id::unique(("matrix article", id.number())),
        Sense::CLICK,
    );
    let name = article.name();
    let conflicts = matrix.conflicts_of(id);
    let conflicts = (conflicts > 0).then(|| counted(conflicts, "conflict"));
    let unread = unread_text(matrix.unread_of_article(id));
    let totals: Vec<String> = conflicts.into_iter().chain([unread]).collect();
    let spoken = format!("{name}: {}", totals.join(", "));
    response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, selected, &spoken));
    if selected {
        ui.painter().rect_filled(rect, 0.0, paint.theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, paint.theme.hover);
    }
    paint_edges(ui, paint, rect);

    let inside = rect.shrink2(vec2(space::SMALL, 6.0));
    let details = &article.details;
    let (title, day) = match details.outlet.as_str() {
        "" => (article.shown_name(), String::new()),
        outlet => (outlet.to_owned(), short_date(paint, article)),
    };
    let style = paint.theme.small().strong();
    let mut lines = clipped_lines(ui, inside);
    paint.label(&mut lines, &title, &style.lines(2));
    let day = Some(day).filter(|day| !day.is_empty());
    let lines: Vec<&str> = day
        .as_deref()
        .into_iter()
        .chain(totals.iter().map(String::as_str))
        .collect();
    let style = paint.theme.detail().lines(1);
    let mut foot = clipped_lines(ui, inside.with_min_y(rect.bottom() - 56.0));
    // The last line is right above the cells, even if there are no others.
    foot.add_space((3 - lines.len()) as f32 * 16.0);
    for line in lines {
        paint.label(&mut foot, line, &style);
    }
    show_compare_box(ui, paint, rect, id, &name);

    if response.double_clicked() {
        paint.command(Command::View(View::Read));
        paint.ask(Intent::Article(ArticleIntent::Open(id)));
    } else if response.clicked() {
        let compares = ui.input(|input| input.modifiers.command);
        paint.ask(Intent::Matrix(if compares {
            MatrixIntent::Compare(id)
        } else {
            MatrixIntent::SelectArticle(id)
        }));
    }
    let tooltip = format!(
        "{}: {}\n{}",
        name_and_date(paint, article),
        totals.join(", "),
        details.title
    );
    tip(response, paint, &tooltip);
}

fn show_compare_box(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, id: ArticleId, name: &str) {
    const BOX: f32 = 22.0;
    let at = Rect::from_min_size(rect.right_bottom() - vec2(BOX, BOX + 4.0), vec2(BOX, BOX));
    let mut compared = paint.workbench.matrix.compared.contains(&id);
    let builder = UiBuilder::new()
        .max_rect(at)
        .scope_id(Id::unique(("matrix compare", id.number())));
    let response = ui
        .new_child(builder)
        .checkbox(&mut compared, "")
        .on_hover_text("Compare with another article: shows the claims on which they disagree")
        .accessible_name(format!("Compare {name}"));
    if response.changed() {
        paint.ask(Intent::Matrix(MatrixIntent::Compare(id)));
    }
}

/// Lines below and to the right of a header.
pub(super) fn paint_edges(ui: &Ui, paint: &Paint<'_>, rect: Rect) {
    let line = Stroke::new(1.0, paint.theme.line.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    ui.painter().vline(rect.right(), rect.y_range(), line);
}

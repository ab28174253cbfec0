use super::claim_drop::accept_passage;
use crate::{
    analysis::ClaimRow,
    project::{Claim, ClaimId, Stance},
    reader::LabelStyle,
    views::{
        Paint,
        articles::claim_name,
        shell::counted,
        theme::{letters, space},
        widgets::{
            SIGN, VerdictSign, found_label, hint, paint_status, show_focus, sign_space,
            status_color,
        },
    },
    workbench::{ClaimIntent, Hit, Intent},
};

use egui::{
    Align, Color32, Id, Layout, Rect, Response, RichText, Sense, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, vec2,
};

/// Height of a row, in points: a line of the statement and one of counts.
pub(super) const ROW: f32 = 42.0;

/// A row of two lines that is selected by a click and accepts dropped passages. Returns whether it has the keyboard focus;
/// `takes_focus` gives it.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, takes_focus: bool) -> bool {
    let is_selected = paint.workbench.selection().claim == Some(claim.id);
    let id = Id::unique(("claim row", claim.id.number()));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let name = claim_name(paint.project(), claim.id);
        WidgetInfo::selected(Role::ListItem, true, is_selected, name)
    });
    if is_selected {
        ui.painter().rect_filled(rect, 5.0, paint.theme.selected);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 5.0, paint.theme.hover);
    }
    show_focus(ui, paint, &response);
    let stripe = rect.with_max_x(rect.left() + 4.0).shrink2(vec2(0.0, 4.0));
    ui.painter()
        .rect_filled(stripe, 2.0, paint.theme.claim(claim.color));
    row_words(ui, paint, claim, rect);
    if takes_focus {
        response.request_focus();
    }
    mark_hit(ui, paint, claim.id, rect);
    accept_passage(ui, paint, claim.id, &response);
    if response.clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Select(Some(claim.id))));
    }
    response.context_menu(|ui| context_menu(ui, paint, claim.id));
    response.has_focus()
}

/// Frames a claim that contains a search hit, more strongly for the current hit.
fn mark_hit(ui: &Ui, paint: &Paint<'_>, id: ClaimId, rect: Rect) {
    let Some(find) = paint.workbench.find() else {
        return;
    };
    if find.is_in_claim(paint.project(), id) {
        let is_current = find.hit(find.current()) == Some(Hit::Claim(id));
        let width = if is_current { 2.0 } else { 1.0 };
        let stroke = egui::Stroke::new(width, paint.theme.unlinked);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    }
}

/// The statement and the counts at the left, the verdict and the status at the right.
fn row_words(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, rect: Rect) {
    let inside = rect
        .with_min_x(rect.left() + space::MEDIUM)
        .shrink2(vec2(4.0, 2.0));
    let font = egui::FontId::proportional(letters::BODY);
    ui.painter().text(
        inside.left_top(),
        egui::Align2::LEFT_TOP,
        paint.project().claim_number(claim.id),
        font,
        paint.theme.faint,
    );
    let words = inside.with_min_x(inside.left() + 26.0);
    let conclusion = conclusion_width(ui, paint, claim, words.width() * 0.45);
    let (left, right) = words.split_left_right_at_x(words.right() - conclusion);
    let left = left.with_max_x(left.right() - space::SMALL);
    let (above, below) = left.split_top_bottom_at_y(left.top() + LINE);
    let mut above = line_in(ui, above, Layout::left_to_right(Align::Center));
    if claim.statement.is_empty() {
        hint(&mut above, paint, "No statement yet");
    } else {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
        found_label(&mut above, paint, &claim.statement, &style);
    }
    let below = &mut line_in(ui, below, Layout::left_to_right(Align::Center));
    counts(below, paint, claim.id);
    let (above, below) = right.split_top_bottom_at_y(right.top() + LINE);
    let at_right = Layout::right_to_left(Align::Center);
    show_verdict(&mut line_in(ui, above, at_right), paint, claim);
    let status = &mut line_in(ui, below, at_right);
    let color = status_color(paint.theme, claim.status);
    small(status, claim.status.label().to_owned(), color);
    let center = sign_space(status);
    paint_status(status.painter(), center, claim.status, color);
}

/// Height of the upper line, in points.
const LINE: f32 = 19.0;

/// Width for the verdict and the status with their signs, in points.
fn conclusion_width(ui: &Ui, paint: &mut Paint<'_>, claim: &Claim, most: f32) -> f32 {
    let style = LabelStyle::new(letters::SMALL, paint.theme.text).lines(1);
    let verdict = claim.verdict.as_deref().unwrap_or(NO_VERDICT);
    let widths = [verdict, claim.status.label()].map(|words| {
        let block = paint
            .engine
            .layout_block(words, &style, f32::INFINITY, ui.pixels_per_point());
        block.size().x
    });
    (widths[0].max(widths[1]) + SIGN + space::SMALL).min(most)
}

const NO_VERDICT: &str = "no verdict";

fn show_verdict(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let sign = VerdictSign::of(paint.project().scale(), claim.verdict.as_deref());
    let color = sign.color(paint.theme);
    let style = LabelStyle::new(letters::SMALL, color).lines(1);
    let words = claim.verdict.as_deref().unwrap_or(NO_VERDICT);
    // The text is laid out from the left, in the room that it leaves for its sign.
    let room = ui.available_width() - SIGN - ui.spacing().item_spacing.x;
    let scale = ui.pixels_per_point();
    let width = paint
        .engine
        .layout_block(words, &style, room, scale)
        .size()
        .x;
    ui.allocate_ui(vec2(width.min(room), LINE), |ui| {
        paint.engine.label(ui, words, &style);
    });
    let center = sign_space(ui);
    sign.paint(ui.painter(), center, color);
}

/// A child area for one line of text.
fn line_in(ui: &mut Ui, rect: Rect, layout: Layout) -> Ui {
    let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    line.set_clip_rect(rect.intersect(ui.clip_rect()));
    line.spacing_mut().interact_size.y = 0.0;
    line.spacing_mut().item_spacing.x = space::TINY;
    line
}

/// "4 for · 2 against · 1 source".
fn counts(ui: &mut Ui, paint: &mut Paint<'_>, claim: ClaimId) {
    let Some(row) = paint.workbench.lists().table().row(claim) else {
        return;
    };
    let faint = paint.theme.faint;
    let mut any = false;
    for (stance, word) in [
        (Stance::Supports, "for"),
        (Stance::Refutes, "against"),
        (Stance::Context, "context"),
    ] {
        let count = row.count(stance);
        // Context gives way where there is more to say.
        if count > 0 && !(any && stance == Stance::Context) {
            if std::mem::replace(&mut any, true) {
                small(ui, "\u{b7}".to_owned(), faint);
            }
            small(ui, format!("{count} {word}"), paint.theme.stance(stance))
                .on_hover_text(row.count_in_words(stance))
                .accessible_name(row.count_in_words(stance));
        }
    }
    if any {
        small(ui, "\u{b7}".to_owned(), faint);
    } else {
        small(ui, "no evidence yet".to_owned(), faint);
        return;
    }
    sources(ui, paint, row);
}

/// Independent sources if there is support, since they say more than the number of articles; otherwise the articles.
fn sources(ui: &mut Ui, paint: &Paint<'_>, row: &ClaimRow) {
    let articles = counted(row.articles, "article");
    if row.supports == 0 {
        small(ui, articles, paint.theme.faint)
            .on_hover_text("Articles with evidence on this claim");
        return;
    }
    let in_full = row.supporting_sources.to_string();
    let shown = in_full.replace("independent ", "");
    if row.one_source_only {
        small(ui, format!("{shown} only"), paint.theme.caution)
            .on_hover_text(
                "One source only: several articles support it, and all go back to one independent source",
            )
            .accessible_name(format!("{in_full}, one source only"));
    } else {
        let meaning = format!("Independent sources that support it; {articles} in all");
        small(ui, shown, paint.theme.faint)
            .on_hover_text(meaning)
            .accessible_name(in_full);
    }
}

fn small(ui: &mut Ui, words: String, color: Color32) -> Response {
    ui.label(RichText::new(words).size(letters::SMALL).color(color))
}

fn context_menu(ui: &mut Ui, paint: &mut Paint<'_>, id: ClaimId) {
    let place = paint.project().claim_place(id).unwrap_or_default();
    let last = paint.project().claims().len() - 1;
    let is_selected = paint.workbench.selection().claim == Some(id);
    let entries = [
        ("Deselect", is_selected, ClaimIntent::Select(None)),
        (
            "Move up",
            place > 0,
            ClaimIntent::Move(id, place.saturating_sub(1)),
        ),
        ("Move down", place < last, ClaimIntent::Move(id, place + 1)),
        ("Delete claim", true, ClaimIntent::Delete(id)),
    ];
    for (words, enabled, intent) in entries {
        if ui.add_enabled(enabled, egui::Button::new(words)).clicked() {
            paint.ask(Intent::Claim(intent));
            ui.close();
        }
    }
}

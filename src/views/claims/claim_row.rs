use super::claim_drop::accept_passage;
use crate::{
    project::{Claim, ClaimId, Status},
    reader::LabelStyle,
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{
            SIGN, VerdictSign, claim_counts, claim_menu, found_label, hint, list_row, paint_status,
            sign_space, small_words, status_color,
        },
    },
    workbench::{ClaimIntent, Hit, Intent},
};

use egui::{
    Align, Id, Layout, Rect, Sense, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, vec2,
};

/// Height of a row, in points: a line of the statement and one of counts.
pub(super) const ROW: f32 = 42.0;

pub(super) fn row_id(claim: ClaimId) -> Id {
    Id::unique(("claim row", claim.number()))
}

/// A row of two lines that is selected by a click and accepts dropped passages. Returns whether it has the keyboard focus;
/// `takes_focus` gives it.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    (takes_focus, is_stop): (bool, bool),
) -> bool {
    let is_selected = paint.workbench.selection().claim == Some(claim.id);
    let (rect, response) = list_row(ui, paint, row_id(claim.id), ROW, (is_selected, is_stop));
    response.widget_info(|| {
        let name = claim_name(paint.project(), claim.id);
        WidgetInfo::selected(Role::ListItem, true, is_selected, name)
    });
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
    response.context_menu(|ui| claim_menu(ui, paint, claim.id));
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
    let (above, below) = words.split_top_bottom_at_y(words.top() + LINE);
    let verdict = claim.verdict.as_deref().unwrap_or(NO_VERDICT);
    let (above, verdict) = split_off(ui, paint, above, verdict);
    // All rows have the same form, whatever their status.
    let longest = split_off(ui, paint, below, Status::NeedsReview.label()).0;
    let in_words = longest.width() >= ROOM_FOR_WORDS;
    let mut status_words = claim.status.label();
    let (mut counted, mut status) = split_off(ui, paint, below, status_words);
    if counted.width() < ROOM_FOR_SIGNS {
        status_words = "";
        (counted, status) = split_off(ui, paint, below, status_words);
    }
    let mut above = line_in(ui, above, Layout::left_to_right(Align::Center));
    if claim.statement.is_empty() {
        hint(&mut above, paint, "No statement yet");
    } else {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
        found_label(&mut above, paint, &claim.statement, &style);
    }
    let below = &mut line_in(ui, counted, Layout::left_to_right(Align::Center));
    claim_counts(below, paint, claim.id, in_words);
    let at_right = Layout::right_to_left(Align::Center);
    show_verdict(&mut line_in(ui, verdict, at_right), paint, claim);
    let status = &mut line_in(ui, status, at_right);
    let color = status_color(paint.theme, claim.status);
    if !status_words.is_empty() {
        small_words(status, status_words.to_owned(), color);
    }
    let (sign, hovered) = status.allocate_exact_size(Vec2::splat(SIGN), Sense::hover());
    hovered.on_hover_text(claim.status.label());
    paint_status(status.painter(), sign.center(), claim.status, color);
}

/// Height of the upper line, in points.
const LINE: f32 = 19.0;

/// Splits a line: the rest, and what `words` with a sign need at its right end, in whole words within half of it.
fn split_off(ui: &Ui, paint: &mut Paint<'_>, line: Rect, words: &str) -> (Rect, Rect) {
    let style = paint.theme.small().words();
    let room = 0.5 * line.width() - SIGN - space::SMALL;
    let block = paint
        .engine
        .layout_block(words, &style, room, ui.pixels_per_point());
    let width = block.size().x.ceil() + SIGN + space::SMALL;
    let (left, right) = line.split_left_right_at_x(line.right() - width);
    (left.with_max_x(left.right() - space::SMALL), right)
}

const NO_VERDICT: &str = "no verdict";

fn show_verdict(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let sign = VerdictSign::of(paint.project().scale(), claim.verdict.as_deref());
    let color = sign.color(paint.theme);
    let style = LabelStyle::new(letters::SMALL, color).words();
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

/// Least width for the counts in words, in points; a narrower list has signs.
const ROOM_FOR_WORDS: f32 = 184.0;
/// Least width for the counts with signs, in points; a narrower list leaves out the words of the status.
const ROOM_FOR_SIGNS: f32 = 128.0;

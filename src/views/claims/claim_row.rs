use super::claim_drop::accept_passage;
use crate::{
    project::{Claim, ClaimId, Status},
    reader::LabelStyle,
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{
            ICON_SIZE, VerdictIcon, claim_counts, claim_menu, found_label, hint, list_row,
            paint_status, sign_space, small_words, status_color,
        },
    },
    workbench::{ClaimIntent, Hit, Intent},
};

use egui::{
    Align, Id, Layout, Rect, Sense, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, vec2,
};

/// Height of a row, in points: a line of the statement and a line of counts.
pub(super) const ROW_HEIGHT: f32 = 42.0;

pub(super) fn row_id(claim: ClaimId) -> Id {
    Id::unique(("claim row", claim.number()))
}

/// A row of two lines. A click selects it, and passages can be dropped on it. `takes_focus` gives it the keyboard focus.
/// Returns whether it has the focus.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    (takes_focus, is_stop): (bool, bool),
) -> bool {
    let is_selected = paint.workbench.selection.claim == Some(claim.id);
    let (rect, response) = list_row(
        ui,
        paint,
        row_id(claim.id),
        ROW_HEIGHT,
        (is_selected, is_stop),
    );
    response.widget_info(|| {
        let name = claim_name(paint.project(), claim.id);
        WidgetInfo::selected(Role::ListItem, true, is_selected, name)
    });
    let stripe = rect.with_max_x(rect.left() + 4.0).shrink2(vec2(0.0, 4.0));
    ui.painter()
        .rect_filled(stripe, 2.0, paint.theme.claim(claim.color));
    show_row(ui, paint, claim, rect);
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
    let Some(find) = paint.workbench.find.as_ref() else {
        return;
    };
    if find.is_in_claim(paint.project(), id) {
        let is_current = find.hit(find.current) == Some(Hit::Claim(id));
        let width = if is_current { 2.0 } else { 1.0 };
        let stroke = egui::Stroke::new(width, paint.theme.unlinked);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    }
}

/// The statement and the counts on the left, the verdict and the status on the right.
fn show_row(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, rect: Rect) {
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
    let rect = inside.with_min_x(inside.left() + 26.0);
    let (above, below) = rect.split_top_bottom_at_y(rect.top() + LINE_HEIGHT);
    let verdict = claim.verdict.as_deref().unwrap_or(NO_VERDICT);
    let (above, verdict) = split_off(ui, paint, above, verdict);
    // Decided for the longest status, so that all rows look alike.
    let longest = split_off(ui, paint, below, Status::NeedsReview.label()).0;
    let in_words = longest.width() >= MIN_WIDTH_FOR_WORDS;
    let mut status_words = claim.status.label();
    let (mut counted, mut status) = split_off(ui, paint, below, status_words);
    if counted.width() < MIN_WIDTH_FOR_ICONS {
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
    let (icon, hovered) = status.allocate_exact_size(Vec2::splat(ICON_SIZE), Sense::hover());
    hovered.on_hover_text(claim.status.label());
    paint_status(status.painter(), icon.center(), claim.status, color);
}

/// Height of the upper line, in points.
const LINE_HEIGHT: f32 = 19.0;

/// Splits a line into the rest and room for a text and an icon at the right, at most half of the line.
fn split_off(ui: &Ui, paint: &mut Paint<'_>, line: Rect, text: &str) -> (Rect, Rect) {
    let style = paint.theme.small().words();
    let room = 0.5 * line.width() - ICON_SIZE - space::SMALL;
    let block = paint
        .engine
        .layout_block(text, &style, room, ui.pixels_per_point());
    let width = block.size().x.ceil() + ICON_SIZE + space::SMALL;
    let (left, right) = line.split_left_right_at_x(line.right() - width);
    (left.with_max_x(left.right() - space::SMALL), right)
}

const NO_VERDICT: &str = "no verdict";

fn show_verdict(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let icon = VerdictIcon::of(paint.project().scale(), claim.verdict.as_deref());
    let color = icon.color(paint.theme);
    let style = LabelStyle::new(letters::SMALL, color).words();
    let text = claim.verdict.as_deref().unwrap_or(NO_VERDICT);
    // The icon comes first from the right, so the text gets the rest of the area.
    let room = ui.available_width() - ICON_SIZE - ui.spacing().item_spacing.x;
    let scale = ui.pixels_per_point();
    let width = paint
        .engine
        .layout_block(text, &style, room, scale)
        .size()
        .x;
    ui.allocate_ui(vec2(width.min(room), LINE_HEIGHT), |ui| {
        paint.engine.label(ui, text, &style);
    });
    let center = sign_space(ui);
    icon.paint(ui.painter(), center, color);
}

/// A child area for one line of text.
fn line_in(ui: &mut Ui, rect: Rect, layout: Layout) -> Ui {
    let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    line.set_clip_rect(rect.intersect(ui.clip_rect()));
    line.spacing_mut().interact_size.y = 0.0;
    line.spacing_mut().item_spacing.x = space::TINY;
    line
}

/// Minimum width to show counts as words, in points. A narrower list shows icons.
const MIN_WIDTH_FOR_WORDS: f32 = 184.0;
/// Minimum width for the counts with icons, in points. A narrower list shows no status text.
const MIN_WIDTH_FOR_ICONS: f32 = 128.0;

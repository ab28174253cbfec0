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

use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, WidgetInfo, accesskit::Role, vec2};

/// Height of a row in points, in a list of this width: a line with the statement and the verdict, and a line with the
/// counts and the status. Where the statement would have no room for that, it has a line of its own.
pub(super) fn row_height(list_width: f32) -> f32 {
    let lines = if list_width < MIN_WIDTH_FOR_TWO_LINES {
        3.0
    } else {
        2.0
    };
    lines * LINE_HEIGHT + 4.0
}

const MIN_WIDTH_FOR_TWO_LINES: f32 = 270.0;

pub(super) fn row_id(claim: ClaimId) -> Id {
    Id::unique(("claim row", claim.number()))
}

/// A row of the list. A click selects it, and passages can be dropped on it. `takes_focus` gives it the keyboard focus.
/// Returns whether it has the focus.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    (takes_focus, is_stop): (bool, bool),
) -> bool {
    let is_selected = paint.workbench.selection.claim == Some(claim.id);
    let height = row_height(ui.available_width());
    let (rect, response) = list_row(ui, paint, row_id(claim.id), height, (is_selected, is_stop));
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
    let rect = inside.with_min_x(inside.left() + numbers_width(paint));
    let (first, below) = rect.split_top_bottom_at_y(rect.top() + LINE_HEIGHT);
    let (second, third) = below.split_top_bottom_at_y(below.top() + LINE_HEIGHT);
    let longest = Status::NeedsReview.label();
    let (statement, verdict, counts, status, room);
    let is_narrow = third.height() > 0.5 * LINE_HEIGHT;
    if is_narrow {
        (verdict, status) = split_off(ui, paint, second, claim.status.label(), 0.7);
        (statement, counts, room) = (first, third, third.width());
    } else {
        let shown = claim.verdict.as_deref().unwrap_or(NO_VERDICT);
        (statement, verdict) = split_off(ui, paint, first, shown, 0.5);
        // Measured for the longest status, so that the counts of all rows look alike.
        room = split_off(ui, paint, second, longest, 0.7).0.width();
        (counts, status) = split_off(ui, paint, second, claim.status.label(), 0.7);
    }
    let mut line = line_in(ui, statement, Layout::left_to_right(Align::Center));
    if claim.statement.is_empty() {
        hint(&mut line, paint, "No statement yet");
    } else {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
        found_label(&mut line, paint, &claim.statement, &style);
    }
    let mut line = line_in(ui, counts, Layout::left_to_right(Align::Center));
    claim_counts(&mut line, paint, claim.id, room);
    show_verdict(ui, paint, claim, verdict, !is_narrow);
    let status = &mut line_in(ui, status, Layout::right_to_left(Align::Center));
    let color = status_color(paint.theme, claim.status);
    small_words(status, claim.status.label().to_owned(), color);
    let center = sign_space(status);
    paint_status(status.painter(), center, claim.status, color);
}

/// Width of the column with the claim numbers, in points.
fn numbers_width(paint: &Paint<'_>) -> f32 {
    let digits = paint.project().claims().len().max(10).ilog10() + 1;
    6.0 + 8.0 * digits as f32
}

/// Height of a line, in points.
const LINE_HEIGHT: f32 = 19.0;

/// Splits a line into the rest and room for a text and an icon at the right, at most `share` of the line.
fn split_off(ui: &Ui, paint: &mut Paint<'_>, line: Rect, text: &str, share: f32) -> (Rect, Rect) {
    let style = paint.theme.small().words();
    let room = share * line.width() - ICON_SIZE - space::SMALL;
    let block = paint
        .engine
        .layout_block(text, &style, room, ui.pixels_per_point());
    let width = block.size().x.ceil() + ICON_SIZE + space::SMALL;
    let (left, right) = line.split_left_right_at_x(line.right() - width);
    (left.with_max_x(left.right() - space::SMALL), right)
}

const NO_VERDICT: &str = "no verdict";

/// The icon and the words of the verdict, at the right or left end of the area.
fn show_verdict(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, area: Rect, is_at_right: bool) {
    let icon = VerdictIcon::of(paint.project().scale(), claim.verdict.as_deref());
    let color = icon.color(paint.theme);
    let style = LabelStyle::new(letters::SMALL, color).words();
    let text = claim.verdict.as_deref().unwrap_or(NO_VERDICT);
    let before = match icon {
        VerdictIcon::None => 0.0,
        _ => ICON_SIZE + space::TINY,
    };
    let room = area.width() - before;
    let block = paint
        .engine
        .layout_block(text, &style, room, ui.pixels_per_point());
    let width = before + block.size().x.ceil();
    let area = if is_at_right {
        area.with_min_x(area.right() - width)
    } else {
        area
    };
    let line = &mut line_in(ui, area, Layout::left_to_right(Align::Center));
    if icon != VerdictIcon::None {
        let center = sign_space(line);
        icon.paint(line.painter(), center, color);
    }
    paint.engine.label(line, text, &style);
}

/// A child area for one line of text.
fn line_in(ui: &mut Ui, rect: Rect, layout: Layout) -> Ui {
    let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    line.set_clip_rect(rect.intersect(ui.clip_rect()));
    line.spacing_mut().interact_size.y = 0.0;
    line.spacing_mut().item_spacing.x = space::TINY;
    line
}

//! Header of a claim at the left of its row, in the matrix and on the timeline.

use super::{super::Paint, hint};
use crate::{
    project::Claim,
    reader::LabelStyle,
    text::without_isolates,
    views::theme::{letters, space},
    workbench::{ClaimIntent, Intent},
};

use egui::{
    Align, Align2, FontId, Id, Layout, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, vec2,
};

/// Paints colour, number and statement of a claim; `name` is its accessible name. A click selects the claim.
pub(in crate::views) fn claim_header(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    rect: Rect,
    id: Id,
    claim: &Claim,
    name: &str,
) -> Response {
    let selected = paint.workbench.selection().claim == Some(claim.id);
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(Role::RowHeader, true, selected, without_isolates(name))
    });
    if selected || response.hovered() {
        let fill = if selected {
            paint.theme.selected
        } else {
            paint.theme.hover
        };
        let inside = rect.shrink2(vec2(0.0, 0.5));
        ui.painter().rect_filled(inside, 0.0, fill);
    }
    let stripe = Rect::from_min_size(rect.min, vec2(4.0, rect.height())).shrink2(vec2(0.0, 6.0));
    let color = paint.theme.claim(claim.color);
    ui.painter().rect_filled(stripe, 2.0, color);
    let number = paint.project().claim_place(claim.id).map_or(0, |at| at + 1);
    ui.painter().text(
        rect.min + vec2(10.0, 6.0),
        Align2::LEFT_TOP,
        number,
        FontId::proportional(letters::SMALL),
        paint.theme.faint,
    );
    let mut lines = clipped_lines(ui, claim_header_text(rect));
    if claim.statement.is_empty() {
        hint(&mut lines, paint, "No statement yet");
    } else {
        let style = LabelStyle::new(13.0, paint.theme.text).lines(2);
        paint.engine.label(&mut lines, &claim.statement, &style);
    }
    if response.clicked() && !response.double_clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Select(Some(claim.id))));
    }
    response
}

/// Area of a claim's header that holds its text.
pub(in crate::views) fn claim_header_text(rect: Rect) -> Rect {
    Rect::from_min_max(
        rect.min + vec2(40.0, 4.0),
        rect.max - vec2(space::SMALL, 4.0),
    )
}

/// A `Ui` that paints within `rect` only.
pub(in crate::views) fn clipped(ui: &mut Ui, rect: Rect) -> Ui {
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    inside
}

/// A `Ui` that paints within `rect` only, from top to bottom without gaps.
pub(in crate::views) fn clipped_lines(ui: &mut Ui, rect: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    let mut lines = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    lines.spacing_mut().item_spacing.y = 0.0;
    lines.set_clip_rect(rect.intersect(ui.clip_rect()));
    lines
}

//! Header of a claim on the left of its row, in the matrix and on the timeline.

use super::{super::Paint, claim_menu, clipped_lines, small_text};
use crate::{
    project::Claim,
    reader::LabelStyle,
    text::without_isolates,
    views::theme::space,
    workbench::{ClaimIntent, Intent},
};

use egui::{Align2, Id, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

/// Paints colour, number and statement of a claim; `name` is its accessible name. A click selects the claim.
pub(in crate::views) fn claim_header(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    rect: Rect,
    id: Id,
    claim: &Claim,
    name: &str,
) -> Response {
    let selected = paint.workbench.selection.claim == Some(claim.id);
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(Role::RowHeader, true, selected, without_isolates(name))
    });
    let inside = rect.shrink2(vec2(0.0, 0.5));
    if selected {
        ui.painter().rect_filled(inside, 0.0, paint.theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(inside, 0.0, paint.theme.hover);
    }
    let stripe = Rect::from_min_size(rect.min, vec2(4.0, rect.height())).shrink2(vec2(0.0, 6.0));
    let color = paint.theme.claim(claim.color);
    ui.painter().rect_filled(stripe, 2.0, color);
    let number = paint.project().claim_number(claim.id);
    let at = rect.min + vec2(10.0, 6.0);
    small_text(
        ui.painter(),
        at,
        Align2::LEFT_TOP,
        number,
        paint.theme.faint,
    );
    let mut lines = clipped_lines(ui, claim_header_text(rect));
    if claim.statement.is_empty() {
        lines.weak("No statement yet");
    } else {
        paint.label(
            &mut lines,
            &claim.statement,
            &LabelStyle::new(13.0, paint.theme.text).lines(2),
        );
    }
    response.context_menu(|ui| claim_menu(ui, paint, claim.id));
    if response.clicked() && !response.double_clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Select(Some(claim.id))));
    }
    response
}

/// Text area of a claim's header.
pub(in crate::views) fn claim_header_text(rect: Rect) -> Rect {
    Rect::from_min_max(
        rect.min + vec2(40.0, 4.0),
        rect.max - vec2(space::SMALL, 4.0),
    )
}

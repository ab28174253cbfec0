//! Drag and drop onto claims. Each third of a row is the drop zone for one stance.

use crate::{
    project::{ClaimId, EvidenceId, Stance},
    reader::DraggedPassage,
    views::{
        Paint,
        theme::letters,
        widgets::{dropped, small_text},
    },
    workbench::{Command, EvidenceIntent, Intent, PassageIntent},
};

use egui::{Align2, FontId, Rect, Response, Stroke, StrokeKind, Ui, vec2};

/// Evidence being dragged to another claim.
#[derive(Clone, Copy)]
pub(super) struct DraggedEvidence(pub EvidenceId);

/// Accepts passages on the row's three zones, one for each stance, and evidence anywhere on the row.
pub(super) fn accept_passage(ui: &Ui, paint: &mut Paint<'_>, claim: ClaimId, response: &Response) {
    if response.dnd_hover_payload::<DraggedEvidence>().is_some() {
        ui.painter()
            .rect_filled(response.rect, 5.0, paint.theme.tint(paint.theme.accent));
    }
    if let Some(dragged) = dropped::<DraggedEvidence>(response) {
        paint.ask(Intent::Evidence(EvidenceIntent::Relink(dragged.0, claim)));
    }
    let hovered = response.dnd_hover_payload::<DraggedPassage>().is_some();
    let stance = ui
        .input(|input| input.pointer.latest_pos())
        .map(|at| stance_at(response.rect, at.x));
    if hovered {
        paint_zones(ui, paint, response.rect, stance);
    }
    if let (Some(dragged), Some(stance)) = (dropped::<DraggedPassage>(response), stance) {
        paint.ask(Intent::Evidence(match *dragged {
            DraggedPassage::Highlight(highlight) => EvidenceIntent::Link(highlight, claim, stance),
            DraggedPassage::Selection => EvidenceIntent::LinkSelection(claim, stance),
        }));
    }
}

fn stance_at(row: Rect, x: f32) -> Stance {
    let third = ((x - row.left()) / row.width() * 3.0).clamp(0.0, 2.0) as usize;
    Stance::ALL[third.min(2)]
}

fn paint_zones(ui: &Ui, paint: &Paint<'_>, row: Rect, under_pointer: Option<Stance>) {
    ui.painter().rect_filled(row, 5.0, paint.theme.panel);
    for (nth, stance) in Stance::ALL.into_iter().enumerate() {
        let width = row.width() / 3.0;
        let left = row.left() + width * nth as f32;
        let zone = Rect::from_x_y_ranges(left..=left + width, row.y_range()).shrink(2.0);
        let color = paint.theme.stance(stance);
        if under_pointer == Some(stance) {
            ui.painter().rect_filled(zone, 4.0, paint.theme.tint(color));
        }
        let stroke = Stroke::new(1.0, color);
        ui.painter()
            .rect_stroke(zone, 4.0, stroke, StrokeKind::Inside);
        let font = FontId::proportional(letters::BODY);
        let at = zone.center() - vec2(0.0, 9.0);
        ui.painter()
            .text(at, Align2::CENTER_CENTER, stance.sign(), font, color);
        let at = zone.center() + vec2(0.0, 9.0);
        small_text(
            ui.painter(),
            at,
            Align2::CENTER_CENTER,
            stance.label(),
            color,
        );
    }
}

/// Makes a new claim from a passage dropped on the button.
pub(super) fn accept_new(ui: &Ui, paint: &mut Paint<'_>, button: &Response) {
    if button.dnd_hover_payload::<DraggedPassage>().is_some() {
        let stroke = Stroke::new(2.0, paint.theme.accent);
        ui.painter()
            .rect_stroke(button.rect, 5.0, stroke, StrokeKind::Outside);
    }
    if let Some(dragged) = dropped::<DraggedPassage>(button) {
        if let DraggedPassage::Highlight(highlight) = *dragged {
            paint.ask(Intent::Passage(PassageIntent::SelectHighlight(Some(
                highlight,
            ))));
        }
        paint.command(Command::NewClaimFromSelection);
    }
}

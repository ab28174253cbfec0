//! What can be dropped on a claim, and where: a passage on the third of the row that means its stance.

use crate::{
    project::{ClaimId, EvidenceId, Stance},
    reader::DraggedPassage,
    views::{
        Paint,
        theme::letters,
        widgets::{dropped, sign_at},
    },
    workbench::{Command, EvidenceIntent, Intent, PassageIntent},
};

use egui::{Rect, Response, Ui, vec2};

/// A piece of evidence that is being dragged to another claim.
#[derive(Clone, Copy)]
pub(crate) struct DraggedEvidence(pub EvidenceId);

/// A dragged passage can be dropped on one of three zones of the row, one for each stance; dragged evidence on any.
pub(crate) fn accept_passage(ui: &Ui, paint: &mut Paint<'_>, claim: ClaimId, response: &Response) {
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
        let zone =
            Rect::from_min_size(egui::pos2(left, row.top()), vec2(width, row.height())).shrink(2.0);
        let color = paint.theme.stance(stance);
        if under_pointer == Some(stance) {
            ui.painter().rect_filled(zone, 4.0, paint.theme.tint(color));
        }
        ui.painter().rect_stroke(
            zone,
            4.0,
            egui::Stroke::new(1.0, color),
            egui::StrokeKind::Inside,
        );
        sign_at(ui, zone.center() - vec2(0.0, 9.0), stance.sign(), color);
        let font = egui::FontId::proportional(letters::SMALL);
        ui.painter().text(
            zone.center() + vec2(0.0, 9.0),
            egui::Align2::CENTER_CENTER,
            stance.label(),
            font,
            color,
        );
    }
}

/// A passage dropped on "New claim" begins a claim.
pub(crate) fn accept_new(ui: &Ui, paint: &mut Paint<'_>, button: &Response) {
    if button.dnd_hover_payload::<DraggedPassage>().is_some() {
        let stroke = egui::Stroke::new(2.0, paint.theme.accent);
        ui.painter()
            .rect_stroke(button.rect, 5.0, stroke, egui::StrokeKind::Outside);
    }
    if let Some(dragged) = dropped::<DraggedPassage>(button) {
        if let DraggedPassage::Highlight(highlight) = *dragged {
            paint.ask(Intent::Passage(PassageIntent::Choose(Some(highlight))));
        }
        paint.command(Command::NewClaimFromSelection);
    }
}

//! The buttons of a piece of evidence: change its stance, move it to another claim, unlink it.

use crate::{
    project::Evidence,
    text::Needle,
    views::{
        Paint,
        articles::claim_name,
        theme::{TARGET, letters, space},
        widgets::{MAX_OFFERED, PickMenu, stance_switch},
    },
    workbench::{EvidenceIntent, Intent},
};

use egui::{Align, Align2, Button, Color32, Id, Layout, Rect, RichText, Ui, UiBuilder, vec2};

/// Buttons to change the stance, and to move or unlink the evidence.
pub(super) fn tools(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    ui.horizontal_wrapped(|ui| {
        stance(ui, paint, evidence, quoted);
        ui.add_space(space::SMALL);
        relink_menu(ui, paint, typed, evidence, quoted);
        let label = RichText::new("Unlink").size(letters::SMALL);
        unlink(ui, paint, evidence, quoted, label);
    });
}

/// The most used buttons, drawn over the end of a collapsed piece, so that the list does not move under the pointer.
pub(super) fn tools_over(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    piece: Rect,
    ground: Color32,
    evidence: &Evidence,
    quoted: &str,
) {
    let size = vec2(4.0 * TARGET + space::SMALL, TARGET);
    let rect = Align2::RIGHT_BOTTOM.align_size_within_rect(size, piece.shrink(1.0));
    ui.painter().rect_filled(rect, 5.0, ground);
    let builder = UiBuilder::new()
        .scope_id(Id::unique(("tools over", evidence.id.number())))
        .max_rect(rect)
        .layout(Layout::right_to_left(Align::Center));
    let mut over = ui.new_child(builder);
    let icon = RichText::new("\u{d7}").size(letters::BODY);
    unlink(&mut over, paint, evidence, quoted, icon);
    over.with_layout(Layout::left_to_right(Align::Center), |ui| {
        stance(ui, paint, evidence, quoted);
    });
}

fn stance(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let clicked = ui.scope(|ui| stance_switch(ui, paint, evidence.stance, quoted));
    if let Some(stance) = clicked.inner {
        let set = EvidenceIntent::SetStance(evidence.id, stance);
        paint.ask(Intent::Evidence(set));
    }
}

fn unlink(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str, label: RichText) {
    let unlink = ui
        .add(Button::new(label).frame_when_inactive(false))
        .on_hover_text("Unlink from this claim; the highlight stays")
        .accessible_name(format!("Unlink: {quoted}"));
    if unlink.clicked() {
        paint.ask(Intent::Evidence(EvidenceIntent::Unlink(evidence.id)));
    }
}

fn relink_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    let menu = PickMenu {
        words: "Move to claim\u{2026}",
        name: &format!("Move to claim: {quoted}"),
        what: "a claim",
    };
    let project = paint.project();
    let offered = |needle: Option<&Needle>| {
        let others = project.claims().filter(|claim| claim.id != evidence.claim);
        others
            .map(|claim| (claim.id, claim_name(project, claim.id)))
            .filter(|(_, name)| needle.is_none_or(|needle| needle.is_in(name)))
            .take(MAX_OFFERED)
            .collect()
    };
    if let Some(claim) = menu.show(ui, paint, typed, offered) {
        paint.ask(Intent::Evidence(EvidenceIntent::Relink(evidence.id, claim)));
    }
}

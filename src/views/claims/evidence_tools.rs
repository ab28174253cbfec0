//! The buttons of a piece of evidence: change its stance, move it to another claim, unlink it.

use crate::{
    project::{Evidence, Stance},
    text::Needle,
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{MAX_OFFERED, PickMenu, stance_switch},
    },
    workbench::{EvidenceIntent, Intent},
};

use egui::{Button, RichText, Ui};

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

/// The entries of the menu of a closed piece: its stance, and to unlink it.
pub(super) fn menu(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    for stance in Stance::ALL {
        let color = paint.theme.stance(stance);
        let sign = RichText::new(stance.sign()).strong().color(color);
        let entry = Button::selectable(evidence.stance == stance, (sign, stance.label()));
        let entry = ui
            .add(entry)
            .accessible_name(format!("{}: {quoted}", stance.label()));
        if entry.clicked() && evidence.stance != stance {
            let set = EvidenceIntent::SetStance(evidence.id, stance);
            paint.ask(Intent::Evidence(set));
        }
    }
    ui.separator();
    unlink(ui, paint, evidence, quoted, RichText::new("Unlink"));
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
        example: "e.g. injured",
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

use super::{
    claim_details::{self, ClaimDetailsScratch},
    claim_fields::{field_id, set_field, text_field},
    evidence_list::{self, EvidenceListScratch},
    independent_sources::{self, SourcesScratch},
};
use crate::{
    project::{Claim, ClaimField, ClaimId, Status},
    views::{
        Paint,
        articles::highlight_panel,
        theme::{letters, space},
        widgets::{Choice, Field, command_button, heading, scroll_to_focus},
    },
    workbench::{Command, FocusOn},
};

use egui::{Align, Id, Layout, RichText, ScrollArea, Ui};

#[derive(Default)]
pub(crate) struct ClaimPanelScratch {
    /// The widget that had the keyboard focus in the frame before.
    focused: Option<Id>,
    details: ClaimDetailsScratch,
    evidence: EvidenceListScratch,
    sources: SourcesScratch,
}

/// The selected highlight, and the selected claim with its evidence and details.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimPanelScratch) {
    let selected = paint.workbench.selection().claim;
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt(selected.map(ClaimId::number));
    area.show(ui, |ui| {
        highlight_panel::show_above(ui, paint);
        match selected.and_then(|id| paint.project().claim(id)) {
            Some(claim) => show_claim(ui, paint, scratch, claim),
            None => {
                ui.weak("Select a claim to see its evidence, or select a passage and press N to make a claim from it",
                );
            }
        }
        highlight_panel::show_below(ui, paint);
        scroll_to_focus(ui, &mut scratch.focused);
    });
}

fn show_claim(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimPanelScratch, claim: &Claim) {
    ui.horizontal(|ui| {
        let number = paint.project().claim_number(claim.id);
        heading(ui, paint, &format!("Claim {number}"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            command_button(ui, paint, Command::DeleteClaim, "Delete")
                .accessible_name("Delete claim");
            // Apart from the verdict, because the two are never mixed.
            let choice = Choice::new("Status", STATUS);
            let status = choice.pick(ui, paint, &Status::ALL, |it| it.label(), &claim.status);
            if let Some(status) = status {
                set_field(paint, claim, ClaimField::Status(status));
            }
        });
    });
    let field = Field::lines(2, "Statement", "One statement that can be checked");
    let focus = paint.takes_focus(FocusOn::Statement(claim.id));
    let text = (claim, claim.statement.as_str());
    text_field(ui, paint, text, &field, focus, ClaimField::Statement);
    let verdicts = paint.project().scale().verdicts.iter();
    let verdicts: Vec<String> = verdicts.map(|verdict| verdict.label.clone()).collect();
    let choice = Choice::new("Verdict", ui.available_width()).or("No verdict yet");
    let current = claim.verdict.as_ref();
    let verdict = choice.pick_optional(ui, paint, &verdicts, |label| label, current);
    if let Some(verdict) = verdict {
        set_field(paint, claim, ClaimField::Verdict(verdict));
    }
    justification(ui, paint, claim);
    ui.add_space(space::SMALL);
    independent_sources::show(ui, paint, &mut scratch.sources, claim);
    evidence_list::show(ui, paint, &mut scratch.evidence, &scratch.sources, claim.id);
    ui.add_space(space::SMALL);
    claim_details::show(ui, paint, &mut scratch.details, claim);
    let title = heading(ui, paint, "Notes");
    let field = Field::lines(3, "Notes", "Open questions and next steps");
    let text = (claim, claim.notes.as_str());
    text_field(ui, paint, text, &field, false, ClaimField::Notes).labelled_by(title.id);
}

/// Width in points for the longest status and the arrow.
const STATUS: f32 = 128.0;

/// Takes the keyboard focus when a verdict has just been set, and stays marked as missing until it is filled in.
fn justification(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let focus = paint.takes_focus(FocusOn::Justification(claim.id));
    let name = "Justification";
    let id = field_id(name, claim);
    let is_asked = claim.lacks_reasons() && (focus || ui.memory(|memory| memory.has_focus(id)));
    let title = ui.horizontal(|ui| {
        ui.set_height(letters::BODY);
        let title = heading(ui, paint, name);
        if claim.lacks_reasons() {
            let words = RichText::new("no justification yet").size(letters::SMALL);
            ui.label(words.color(paint.theme.refutes));
        }
        title
    });
    let hint = if is_asked {
        "Why? (Esc to do it later)"
    } else {
        "Reasons for the verdict"
    };
    let rows = if claim.verdict.is_some() { 2 } else { 1 };
    let field = Field::lines(rows, name, hint);
    let text = (claim, claim.justification.as_str());
    text_field(ui, paint, text, &field, focus, ClaimField::Justification)
        .labelled_by(title.inner.id);
}

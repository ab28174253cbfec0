use super::{
    claim_details::{self, ClaimRecordScratch},
    evidence_list::{self, EvidenceListScratch},
    independent_sources::{self, SourcesScratch},
};
use crate::{
    project::{Claim, ClaimField, ClaimId, Status},
    views::{
        Paint,
        articles::highlight_panel,
        theme::{letters, space},
        widgets::{
            Choice, Field, Lines, command_button, heading, hint, scroll_to_focus, take_keyboard,
        },
    },
    workbench::{ClaimIntent, Command, FocusOn, Intent},
};

use egui::{Align, Id, Layout, RichText, ScrollArea, Ui};

/// What the panel remembers.
#[derive(Default)]
pub(crate) struct ClaimPanelScratch {
    /// What had the keyboard in the frame before.
    focused: Option<Id>,
    details: ClaimRecordScratch,
    evidence: EvidenceListScratch,
    sources: SourcesScratch,
}

/// The chosen highlight, and the chosen claim with everything that is known of it.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimPanelScratch) {
    let chosen = paint.workbench.chosen().claim;
    ScrollArea::vertical().auto_shrink(false).id_salt(chosen.map(ClaimId::number)).show(ui, |ui| {
        highlight_panel::show_above(ui, paint);
        match chosen.and_then(|id| paint.project().claim(id)) {
            Some(claim) => show_claim(ui, paint, scratch, claim),
            None => {
                hint(
                    ui,
                    paint,
                    "Choose a claim to see its evidence, or select a passage and press N to make a claim of it",
                );
            }
        }
        highlight_panel::show_below(ui, paint);
        scroll_to_focus(ui, &mut scratch.focused);
    });
}

fn show_claim(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimPanelScratch, claim: &Claim) {
    let number = paint
        .project()
        .claim_place(claim.id)
        .map_or(0, |place| place + 1);
    ui.horizontal(|ui| {
        heading(ui, paint, &format!("CLAIM {number}"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            command_button(ui, paint, Command::DeleteClaim, "Delete")
                .accessible_name("Delete claim");
            status(ui, paint, claim);
        });
    });
    statement(ui, paint, claim);
    verdict(ui, paint, claim);
    justification(ui, paint, claim);
    ui.add_space(space::SMALL);
    independent_sources::show(ui, paint, &mut scratch.sources, claim);
    evidence_list::show(ui, paint, &mut scratch.evidence, &scratch.sources, claim.id);
    ui.add_space(space::SMALL);
    claim_details::show(ui, paint, &mut scratch.details, claim);
    notes(ui, paint, claim);
}

fn statement(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let field = Field {
        name: "Statement",
        hint: "What is claimed, so that it can be checked",
        lines: Lines::From(2),
    };
    let id = Id::unique(("statement", claim.id.number()));
    let wanted = paint.takes_focus(FocusOn::Statement(claim.id));
    if wanted {
        take_keyboard(ui, id, &claim.statement);
    }
    let (response, changed) = field.show(ui, paint, id, &claim.statement);
    if let Some(statement) = changed {
        set(paint, claim, ClaimField::Statement(statement));
    }
    if wanted {
        response.scroll_to_me(None);
    }
}

fn verdict(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let none = "No verdict yet";
    let labels = paint.project().scale().verdicts.iter();
    let names: Vec<&str> = std::iter::once(none)
        .chain(labels.map(|verdict| verdict.label.as_str()))
        .collect();
    let shown = claim.verdict.as_deref().unwrap_or(none);
    let choice = Choice {
        name: "Verdict",
        shown,
        width: ui.available_width(),
    };
    let chosen = names.iter().position(|name| *name == shown);
    let clicked = choice.show(ui, paint, &names, chosen);
    if let Some(nth) = clicked.filter(|nth| Some(*nth) != chosen) {
        let verdict = (nth > 0).then(|| names[nth].to_owned());
        set(paint, claim, ClaimField::Verdict(verdict));
    }
}

/// Width of the status in points: its longest word, and the arrow.
const STATUS: f32 = 128.0;

/// Where the work stands is not what came out: it is in the head of the panel, apart from the verdict.
fn status(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let choice = Choice {
        name: "Status",
        shown: claim.status.label(),
        width: STATUS,
    };
    let chosen = Status::ALL
        .iter()
        .position(|status| *status == claim.status);
    let clicked = choice.show(ui, paint, &Status::ALL.map(Status::label), chosen);
    if let Some(nth) = clicked.filter(|nth| Some(*nth) != chosen) {
        set(paint, claim, ClaimField::Status(Status::ALL[nth]));
    }
}

/// Why the verdict is what it is: asked for where a verdict was just set, and missed quietly from then on.
fn justification(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let id = Id::unique(("justification", claim.id.number()));
    let wanted = paint.takes_focus(FocusOn::Justification(claim.id));
    if wanted {
        take_keyboard(ui, id, &claim.justification);
    }
    let is_asked = claim.lacks_reasons() && ui.memory(|memory| memory.has_focus(id));
    ui.horizontal(|ui| {
        ui.set_height(letters::BODY);
        heading(ui, paint, "JUSTIFICATION");
        if claim.lacks_reasons() {
            let words = RichText::new("no justification yet").size(letters::SMALL);
            ui.label(words.color(paint.theme.refutes));
        }
    });
    let field = Field {
        name: "Justification",
        hint: if is_asked {
            "Why? (Esc to leave it for later)"
        } else {
            "Why the verdict is what it is"
        },
        lines: Lines::From(if claim.verdict.is_some() { 2 } else { 1 }),
    };
    let (response, changed) = field.show(ui, paint, id, &claim.justification);
    if let Some(text) = changed {
        set(paint, claim, ClaimField::Justification(text));
    }
    if wanted {
        response.scroll_to_me(None);
    }
}

fn notes(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    heading(ui, paint, "NOTES");
    let field = Field {
        name: "Notes",
        hint: "What is still to be done or asked",
        lines: Lines::From(3),
    };
    let (_, changed) = field.show(
        ui,
        paint,
        Id::unique(("notes", claim.id.number())),
        &claim.notes,
    );
    if let Some(text) = changed {
        set(paint, claim, ClaimField::Notes(text));
    }
}

fn set(paint: &mut Paint<'_>, claim: &Claim, field: ClaimField) {
    paint.ask(Intent::Claim(ClaimIntent::Set(claim.id, field)));
}

use crate::{
    project::Highlight,
    reader::{LabelStyle, ReadingFamily},
    views::{
        Paint,
        theme::space,
        widgets::{Field, command_button, heading},
    },
    workbench::{Command, Intent, PassageIntent},
};

use egui::{Align, Button, Frame, Id, Layout, Margin, Ui};

/// Above the claim: the selected highlight, unless it is evidence for that claim.
pub(crate) fn show_above(ui: &mut Ui, paint: &mut Paint<'_>) {
    if let Some(highlight) = selected(paint).filter(|highlight| !is_evidence(paint, highlight)) {
        show(ui, paint, highlight);
        ui.add_space(space::SMALL);
        ui.separator();
    }
}

/// Below the claim: the selected highlight if it is evidence for that claim. Its quote is listed above, and the claim
/// does not jump while passages are linked to it one after another.
pub(crate) fn show_below(ui: &mut Ui, paint: &mut Paint<'_>) {
    if let Some(highlight) = selected(paint).filter(|highlight| is_evidence(paint, highlight)) {
        ui.separator();
        ui.add_space(space::SMALL);
        show(ui, paint, highlight);
    }
}

fn selected<'a>(paint: &Paint<'a>) -> Option<&'a Highlight> {
    let selected = paint.workbench.selection().highlight?;
    paint.project().highlight(selected)
}

fn is_evidence(paint: &Paint<'_>, highlight: &Highlight) -> bool {
    let claim = paint.workbench.selection().claim;
    claim.is_some_and(|claim| paint.project().link(highlight.id, claim).is_some())
}

fn show(ui: &mut Ui, paint: &mut Paint<'_>, highlight: &Highlight) {
    let missing = missing_link(paint, highlight);
    let ground = match &missing {
        Some(_) => Frame::new()
            .fill(paint.theme.selected)
            .corner_radius(6)
            .inner_margin(Margin::same(space::SMALL as i8)),
        None => Frame::new(),
    };
    ground.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            heading(ui, paint, "Highlight");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button = Button::new("Deselect").frame_when_inactive(false);
                let tooltip = "Deselect the highlight; it stays in the article";
                if ui.add(button).on_hover_text(tooltip).clicked() {
                    paint.ask(Intent::Passage(PassageIntent::SelectHighlight(None)));
                }
            });
        });
        let quote = paint.project().quote(highlight.id).unwrap_or_default();
        let style = LabelStyle {
            family: ReadingFamily::Serif,
            ..paint.theme.body().lines(3)
        };
        paint.label(ui, quote, &style);
        let is_linked = !paint.project().links_of(highlight.id).is_empty();
        if let Some(hint) = &missing {
            ui.weak(hint);
        }
        if is_linked && missing.is_some() {
            // Its note and commands concern other claims, and this claim needs the room.
            return;
        }
        let name = "Note on this highlight";
        let id = Id::unique(("highlight note", highlight.id.number()));
        let (_, changed) = Field::lines(1, name, name).show(ui, paint, id, &highlight.note);
        if let Some(note) = changed {
            paint.ask(Intent::Passage(PassageIntent::SetNote(highlight.id, note)));
        }
        ui.horizontal_wrapped(|ui| {
            let command = Command::NewClaimFromSelection;
            command_button(ui, paint, command, "New claim from it");
            command_button(ui, paint, Command::DeleteHighlight, "Delete")
                .accessible_name("Delete highlight");
        });
    });
}

/// The hint for a highlight that is not linked to the selected claim; `None` if it is linked.
fn missing_link(paint: &Paint<'_>, highlight: &Highlight) -> Option<String> {
    let links = paint.project().links_of(highlight.id);
    let Some(claim) = paint.workbench.selection().claim else {
        return links
            .is_empty()
            .then(|| "Not linked to a claim yet".to_owned());
    };
    if is_evidence(paint, highlight) {
        return None;
    }
    let number = paint.project().claim_number(claim);
    Some(format!(
        "Not linked to claim {number}: press 1, 2 or 3 to link it as supporting, refuting or context"
    ))
}

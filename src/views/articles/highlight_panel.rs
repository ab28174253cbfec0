use crate::{
    project::Highlight,
    reader::{LabelStyle, ReadingFamily},
    views::{
        Paint,
        theme::space,
        widgets::{Field, command_button, heading, heading_row},
    },
    workbench::{Command, Intent, PassageIntent},
};

use egui::{Button, Frame, Id, Margin, Ui};

/// The selected highlight, below the selected claim if there is one: the claim does not jump while passages are linked one after
/// another, and the bar at the highlight offers the links too.
pub(crate) fn show_selected(ui: &mut Ui, paint: &mut Paint<'_>) {
    let selected = paint.workbench.selection;
    let highlight = selected
        .highlight
        .and_then(|id| paint.project().highlight(id));
    let Some(highlight) = highlight else { return };
    if selected.claim.is_some() {
        ui.separator();
        ui.add_space(space::SMALL);
    }
    show(ui, paint, highlight);
    if selected.claim.is_none() {
        ui.add_space(space::SMALL);
    }
}

fn is_evidence(paint: &Paint<'_>, highlight: &Highlight) -> bool {
    let claim = paint.workbench.selection.claim;
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
        heading_row(ui, paint, "Highlight", |ui, paint| {
            let button = Button::new("Deselect").frame_when_inactive(false);
            let tooltip = "Deselect the highlight; it stays in the article";
            if ui.add(button).on_hover_text(tooltip).clicked() {
                paint.ask(Intent::Passage(PassageIntent::SelectHighlight(None)));
            }
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
        heading(ui, paint, "Note");
        let field = Field::lines(1, name, "e.g. the same figure as in the video");
        let (_, changed) = field.show(ui, paint, id, &highlight.note);
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
    let Some(claim) = paint.workbench.selection.claim else {
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

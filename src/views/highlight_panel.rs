use egui::{Id, Ui};

use super::{
    Paint,
    theme::{letters, space},
    widgets::{Field, Lines, command_button, heading, hint},
};
use crate::{
    project::Highlight,
    reader::{LabelStyle, ReadingFamily},
    workbench::{Command, Intent, PassageIntent},
};

/// The chosen highlight: its quote, its note, and what can be done with it.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let chosen = paint
        .workbench
        .chosen()
        .highlight
        .and_then(|id| paint.project().highlight(id));
    let Some(highlight) = chosen else { return };
    heading(ui, paint, "HIGHLIGHT");
    let quote = paint.project().quote(highlight.id).unwrap_or_default();
    let style = LabelStyle {
        family: ReadingFamily::Serif,
        ..LabelStyle::new(letters::BODY, paint.theme.text).lines(3)
    };
    paint.engine.label(ui, quote, &style);
    if paint.project().links_of(highlight.id).is_empty() {
        hint(ui, paint, "Not linked to a claim yet");
    }
    note(ui, paint, highlight);
    ui.horizontal_wrapped(|ui| {
        command_button(
            ui,
            paint,
            Command::NewClaimFromSelection,
            "New Claim from It",
        );
        command_button(ui, paint, Command::DeleteHighlight, "Delete")
            .accessible_name("Delete Highlight");
    });
    ui.add_space(space::SMALL);
    ui.separator();
}

fn note(ui: &mut Ui, paint: &mut Paint<'_>, highlight: &Highlight) {
    let field = Field {
        name: "Note on this highlight",
        hint: "Note on this highlight",
        lines: Lines::From(1),
    };
    let id = Id::unique(("highlight note", highlight.id.number()));
    let (_, changed) = field.show(ui, paint, id, &highlight.note);
    if let Some(note) = changed {
        paint.ask(Intent::Passage(PassageIntent::SetNote(highlight.id, note)));
    }
}

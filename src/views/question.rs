use egui::{Id, Modal, Ui};

use super::{
    Paint,
    theme::{letters, space},
    widgets::hint,
};
use crate::{
    reader::LabelStyle,
    workbench::{Answer, Departure, DocumentIntent, Intent, Question},
};

/// The one thing that stands in the way: a question whose answer could lose work.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let Some(Question::Unsaved(departure)) = paint.workbench.question() else {
        return;
    };
    let before = match departure {
        Departure::Quit => "closing Crosscheck",
        Departure::New
        | Departure::Sample
        | Departure::Open(_)
        | Departure::Repaired
        | Departure::Backup(_)
        | Departure::Recover(_) => "opening another project",
    };
    let title = format!(
        "Save \u{201c}{}\u{201d} before {before}?",
        paint.workbench.document_name()
    );
    let modal = Modal::new(Id::unique("question")).show(ui.ctx(), |ui| {
        ui.set_max_width(420.0);
        let style = LabelStyle::new(letters::TITLE, paint.theme.text).strong();
        paint.engine.label(ui, &title, &style);
        hint(ui, paint, "Changes since the last save would be lost");
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            for (words, answer) in [
                ("Save", Answer::Save),
                ("Don't Save", Answer::Discard),
                ("Cancel", Answer::Cancel),
            ] {
                let button = ui.button(words);
                let nothing_focused = ui.memory(egui::Memory::focused).is_none();
                if answer == Answer::Save && nothing_focused {
                    button.request_focus();
                }
                if button.clicked() {
                    paint.ask(Intent::Document(DocumentIntent::Answer(answer)));
                }
            }
        });
    });
    if modal.should_close() {
        paint.ask(Intent::Document(DocumentIntent::Answer(Answer::Cancel)));
    }
}

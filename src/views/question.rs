use egui::{Frame, Id, Margin, Modal, Ui};

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
    match paint.workbench.question() {
        Some(Question::Unsaved(Departure::Reload(_))) => {
            let name = paint.workbench.document_name();
            let title = format!("Give up your changes to \u{201c}{name}\u{201d}?");
            let below = "The file is opened as the other program has left it";
            ask(ui, paint, &title, below, &RELOAD, Answer::Cancel);
        }
        Some(Question::Unsaved(departure)) => {
            let title = unsaved(paint, departure);
            let below = "Changes since the last save would be lost";
            ask(ui, paint, &title, below, &UNSAVED, Answer::Cancel);
        }
        Some(Question::OpenElsewhere) => {
            let who = paint.workbench.open_elsewhere().map(ToString::to_string);
            let title = format!(
                "{} has \u{201c}{}\u{201d} open",
                who.unwrap_or_default(),
                paint.workbench.document_name()
            );
            let below =
                "Only one window can change a file. Here it can be read, or worked on as a copy";
            ask(ui, paint, &title, below, &ELSEWHERE, Answer::ReadOnly);
        }
        None => {}
    }
}

/// The first is given by Enter.
const UNSAVED: [(&str, Answer); 3] = [
    ("Save", Answer::Save),
    ("Don't Save", Answer::Discard),
    ("Cancel", Answer::Cancel),
];
const RELOAD: [(&str, Answer); 2] = [
    ("Cancel", Answer::Cancel),
    ("Give Up and Reload", Answer::Discard),
];
const ELSEWHERE: [(&str, Answer); 2] = [
    ("Open Read-Only", Answer::ReadOnly),
    ("Open a Copy", Answer::Copy),
];

fn unsaved(paint: &Paint<'_>, departure: &Departure) -> String {
    let before = match departure {
        Departure::Quit => "closing Crosscheck",
        Departure::New
        | Departure::Sample
        | Departure::Open(_)
        | Departure::Reload(_)
        | Departure::Repaired
        | Departure::Backup(_)
        | Departure::Recover(_) => "opening another project",
    };
    let name = paint.workbench.document_name();
    format!("Save \u{201c}{name}\u{201d} before {before}?")
}

/// Escape gives the answer `closed`.
fn ask(
    ui: &Ui,
    paint: &mut Paint<'_>,
    title: &str,
    below: &str,
    answers: &[(&str, Answer)],
    closed: Answer,
) {
    let frame = Frame::window(ui.style()).inner_margin(Margin::same(space::LARGE as i8));
    let modal = Modal::new(Id::unique("question"))
        .frame(frame)
        .show(ui.ctx(), |ui| {
            ui.set_max_width(420.0);
            let style = LabelStyle::new(letters::TITLE, paint.theme.text).strong();
            paint.engine.label(ui, title, &style);
            hint(ui, paint, below);
            ui.add_space(space::MEDIUM);
            ui.horizontal(|ui| {
                for (nth, (words, answer)) in answers.iter().enumerate() {
                    let button = ui.button(*words);
                    let nothing_focused = ui.memory(egui::Memory::focused).is_none();
                    if nth == 0 && nothing_focused {
                        button.request_focus();
                    }
                    if button.clicked() {
                        paint.ask(Intent::Document(DocumentIntent::Answer(*answer)));
                    }
                }
            });
        });
    if modal.should_close() {
        paint.ask(Intent::Document(DocumentIntent::Answer(closed)));
    }
}

use crate::{
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::hint,
    },
    workbench::{Answer, Departure, DocumentIntent, Intent, Question},
};

use egui::{Frame, Id, Margin, Modal, Ui};

/// What had the keyboard before a question took it; it gets it back after the answer.
#[derive(Default)]
pub(crate) struct QuestionScratch {
    before: Option<Id>,
    /// The answers' buttons, while there is a question.
    answers: Vec<Id>,
}

/// The one thing that stands in the way: a question whose answer could lose work. While it is there, it alone has the keyboard.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut QuestionScratch) {
    let before = std::mem::take(&mut scratch.answers);
    let focused = ui.memory(egui::Memory::focused);
    if paint.workbench.question().is_some() {
        scratch.answers = show_question(ui, paint);
        take_keyboard(ui, focused, scratch);
    } else if focused.is_none_or(|focused| before.contains(&focused)) {
        give_back(ui, scratch.before.take());
    }
}

fn take_keyboard(ui: &Ui, focused: Option<Id>, scratch: &mut QuestionScratch) {
    if focused.is_some_and(|focused| scratch.answers.contains(&focused)) {
        return;
    }
    scratch.before = focused.or(scratch.before);
    if let Some(first) = scratch.answers.first() {
        ui.memory_mut(|memory| memory.request_focus(*first));
    }
}

/// It may have gone with what was answered.
fn give_back(ui: &Ui, before: Option<Id>) {
    if let Some(before) = before.filter(|id| ui.ctx().read_response(*id).is_some()) {
        ui.memory_mut(|memory| memory.request_focus(before));
    }
}

/// Returns the answers' buttons.
fn show_question(ui: &Ui, paint: &mut Paint<'_>) -> Vec<Id> {
    match paint.workbench.question() {
        Some(Question::Unsaved(Departure::Reload(_))) => {
            let name = paint.workbench.document_name();
            let title = format!("Give up your changes to \u{201c}{name}\u{201d}?");
            let below = "The file is opened as the other program has left it";
            ask(ui, paint, &title, below, &RELOAD, Answer::Cancel)
        }
        Some(Question::Unsaved(departure)) => {
            let title = unsaved(paint, departure);
            let below = "Changes since the last save would be lost";
            ask(ui, paint, &title, below, &UNSAVED, Answer::Cancel)
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
            ask(ui, paint, &title, below, &ELSEWHERE, Answer::ReadOnly)
        }
        None => Vec::new(),
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
) -> Vec<Id> {
    let frame = Frame::window(ui.style()).inner_margin(Margin::same(space::LARGE as i8));
    let modal = Modal::new(Id::unique("question"))
        .frame(frame)
        .show(ui.ctx(), |ui| {
            ui.set_max_width(420.0);
            let style = LabelStyle::new(letters::TITLE, paint.theme.text).strong();
            paint.engine.label(ui, title, &style);
            hint(ui, paint, below);
            ui.add_space(space::MEDIUM);
            let buttons = ui.horizontal(|ui| {
                let buttons = answers.iter().map(|(words, answer)| {
                    let button = ui.button(*words);
                    if button.clicked() {
                        paint.ask(Intent::Document(DocumentIntent::Answer(*answer)));
                    }
                    button.id
                });
                buttons.collect()
            });
            buttons.inner
        });
    if modal.should_close() {
        paint.ask(Intent::Document(DocumentIntent::Answer(closed)));
    }
    modal.inner
}

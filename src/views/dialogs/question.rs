use crate::{
    views::{Paint, theme::space},
    workbench::{Answer, DocumentIntent, Intent, LeaveAction, Question},
};

use egui::{Frame, Id, Margin, Modal, Ui, accesskit::Role};

#[derive(Default)]
pub(crate) struct QuestionScratch {
    /// The widget that had the keyboard before the question. It gets the keyboard back after the answer.
    before: Option<Id>,
    /// The answers' buttons, while a question is open.
    answers: Vec<Id>,
}

/// A question whose answer could lose work. While it is open, only its buttons can have the keyboard.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut QuestionScratch) {
    let answers = std::mem::take(&mut scratch.answers);
    let focused = ui.memory(egui::Memory::focused);
    if paint.workbench.question().is_some() {
        scratch.answers = show_question(ui, paint);
        take_keyboard(ui, focused, scratch);
    } else if focused.is_none_or(|focused| answers.contains(&focused)) {
        // The answer may have removed the widget.
        let before = scratch.before.take();
        if let Some(before) = before.filter(|id| ui.ctx().read_response(*id).is_some()) {
            ui.memory_mut(|memory| memory.request_focus(before));
        }
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

/// Returns the ids of the answers' buttons. Enter gives the first answer.
fn show_question(ui: &Ui, paint: &mut Paint<'_>) -> Vec<Id> {
    let name = paint.workbench.document_name();
    match paint.workbench.question() {
        Some(Question::Unsaved(LeaveAction::Reload(_))) => {
            let title = format!("Discard your changes to \u{201c}{name}\u{201d}?");
            let details = "The file opens as the other program saved it";
            let answers = [
                ("Cancel", Answer::Cancel),
                ("Discard and reload", Answer::Discard),
            ];
            ask(ui, paint, &title, details, &answers, Answer::Cancel)
        }
        Some(Question::Unsaved(departure)) => {
            let before = match departure {
                LeaveAction::Quit => "closing Crosscheck",
                LeaveAction::New
                | LeaveAction::Sample
                | LeaveAction::Open(_)
                | LeaveAction::Reload(_)
                | LeaveAction::Repaired
                | LeaveAction::Backup(_)
                | LeaveAction::Recover(_) => "opening another project",
            };
            let title = format!("Save \u{201c}{name}\u{201d} before {before}?");
            let details = "Changes since the last save would be lost";
            let answers = [
                ("Save", Answer::Save),
                ("Don't save", Answer::Discard),
                ("Cancel", Answer::Cancel),
            ];
            ask(ui, paint, &title, details, &answers, Answer::Cancel)
        }
        Some(Question::OpenElsewhere) => {
            let holder = paint.workbench.open_elsewhere().map(ToString::to_string);
            let title = format!(
                "{} has \u{201c}{name}\u{201d} open",
                holder.unwrap_or_default()
            );
            let details =
                "Only one window can edit a file. Open it read-only here, or edit a copy.";
            let answers = [
                ("Open read-only", Answer::ReadOnly),
                ("Open a copy", Answer::Copy),
            ];
            ask(ui, paint, &title, details, &answers, Answer::ReadOnly)
        }
        None => Vec::new(),
    }
}

/// Escape gives the answer `on_escape`.
fn ask(
    ui: &Ui,
    paint: &mut Paint<'_>,
    title: &str,
    details: &str,
    answers: &[(&str, Answer)],
    on_escape: Answer,
) -> Vec<Id> {
    let frame = Frame::window(ui.style()).inner_margin(Margin::same(space::LARGE as i8));
    let area = Modal::default_area(Id::unique("question"))
        .role(Role::Dialog)
        .accessible_name(title);
    let modal = Modal::new(Id::unique("question"))
        .area(area)
        .backdrop_color(paint.theme.veil)
        .frame(frame)
        .show(ui.ctx(), |ui| {
            ui.set_max_width(420.0);
            paint.label(ui, title, &paint.theme.title());
            ui.weak(details);
            ui.add_space(space::MEDIUM);
            let buttons = ui.horizontal(|ui| {
                let buttons = answers.iter().map(|(label, answer)| {
                    let button = ui.button(*label);
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
        paint.ask(Intent::Document(DocumentIntent::Answer(on_escape)));
    }
    modal.inner
}

//! Leaving the open project for another one, or quitting: asks first where changes would be lost.

use super::SaveSession;
use crate::{
    project::Revision,
    workbench::{
        Workbench,
        intent::{Answer, Departure, Effect, Question},
        session::Session,
    },
};

#[derive(Debug, Default)]
pub(in crate::workbench) struct LeaveSession {
    question: Option<Question>,
    /// The revision of the open project when another one began to be read.
    opening: Option<Revision>,
    /// Follows the save that the person asked for.
    after_save: Option<Departure>,
}

impl LeaveSession {
    pub(in crate::workbench) fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// Whether another project is being read.
    pub(in crate::workbench) fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    pub(in crate::workbench) fn quits_after_save(&self, saving: &SaveSession) -> bool {
        saving.is_running() && self.after_save == Some(Departure::Quit)
    }

    /// Keeps a question that is open already.
    pub(super) fn ask_about_other_window(&mut self) {
        self.question.get_or_insert(Question::OpenElsewhere);
    }

    pub(super) fn other_window_closed(&mut self) {
        let is_moot = |question: &mut Question| *question == Question::OpenElsewhere;
        self.question.take_if(is_moot);
    }

    pub(super) fn take_after_save(&mut self) -> Option<Departure> {
        self.after_save.take()
    }

    /// No place to save was picked. A departure that waits for a running save goes on waiting.
    pub(super) fn save_cancelled(&mut self, saving: &SaveSession) {
        if !saving.is_running() {
            self.after_save = None;
        }
    }

    fn read(&mut self, effect: Effect, session: &mut Session) {
        if self.opening.is_some() {
            let words = "Another project is still being opened. Try again when it is open";
            session.notices.hint(words);
            return;
        }
        self.opening = Some(session.revision());
        session.effect(effect);
    }
}

/// What to do with a project that has been read.
pub(super) enum Arrived {
    /// Put it in the place of the open one.
    Open,
    /// The open project was changed meanwhile: ask first.
    Ask,
}

impl Workbench {
    /// Leaves the open project, or asks first where changes would be lost.
    pub(in crate::workbench) fn leave(&mut self, departure: Departure) {
        if self.saving.is_running() {
            self.leaving.after_save = Some(departure);
        } else if self.session.is_dirty() {
            self.leaving.question = Some(Question::Unsaved(departure));
        } else {
            self.go(departure);
        }
    }

    fn go(&mut self, departure: Departure) {
        let effect = match departure {
            Departure::New => return self.open_new(),
            Departure::Sample => return self.open_sample(),
            Departure::Repaired => return self.open_repaired(),
            Departure::Quit => {
                self.import.cancel();
                return self.session.effect(Effect::Quit);
            }
            Departure::Open(path) | Departure::Reload(path) => Effect::ReadProject(path),
            Departure::Backup(backup) => Effect::ReadBackup(backup),
            Departure::Recover(name) => Effect::Recover(name),
        };
        self.leaving.read(effect, &mut self.session);
    }

    pub(super) fn answer(&mut self, answer: Answer) {
        let departure = match self.leaving.question.take() {
            Some(Question::Unsaved(departure)) => departure,
            Some(Question::OpenElsewhere) if answer == Answer::Copy => return self.work_on_copy(),
            Some(Question::OpenElsewhere) | None => return,
        };
        match answer {
            Answer::Save => {
                self.leaving.after_save = Some(departure);
                self.save();
            }
            // A running save ends before anything else takes its place.
            Answer::Discard if self.saving.is_running() => {
                self.leaving.after_save = Some(departure);
            }
            Answer::Discard => self.go(departure),
            Answer::Cancel | Answer::ReadOnly | Answer::Copy => {}
        }
    }

    /// Ends the reading of another project; `None` where nobody waits for it any more.
    pub(super) fn end_opening(&mut self) -> Option<Arrived> {
        let left_at = self.leaving.opening.take()?;
        let changed = left_at != self.session.revision() || self.saving.is_running();
        Some(if changed { Arrived::Ask } else { Arrived::Open })
    }
}

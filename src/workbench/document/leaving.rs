//! Leaving the open project: the question before work would be lost, and the project that opens next.

use super::opened_project::OpenedProject;
use crate::{
    analysis::ClaimTable,
    project::Revision,
    storage::{Backup, FileError, JournalBase, JournalName, JournalStart, LoadError, OpenedFile},
    workbench::{
        Workbench,
        document::{Purpose, name_of},
        intent::Effect,
        notices::About,
    },
};

use std::path::PathBuf;

/// A question to answer before work would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The project has unsaved changes, and the action waits for the answer.
    Unsaved(LeaveAction),
    /// Another window has the file open.
    OpenElsewhere,
}

/// An action that would replace the open project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeaveAction {
    New,
    Sample,
    Open(PathBuf),
    /// Reloads the open file after another program changed it.
    Reload(PathBuf),
    /// Opens the repaired copy of a damaged file.
    Repaired,
    Backup(Box<Backup>),
    /// Recovers the work of a crashed session.
    Recover(JournalName),
    Quit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Save, then continue.
    Save,
    Discard,
    /// Stay in the open project.
    Cancel,
    /// Open the file read-only while another window has it.
    ReadOnly,
    /// Work on an unsaved copy of the file.
    Copy,
}

#[derive(Debug, Default)]
pub(super) struct Leaving {
    /// The question waiting for an answer.
    question: Option<Question>,
    /// The action that follows once the user's save is done.
    after_save: Option<LeaveAction>,
    /// The project being read, if any.
    opening: Option<Opening>,
}

#[derive(Debug)]
struct Opening {
    /// Revision of the open project when reading began.
    left: Revision,
    /// The file, unless it is a journal or a backup.
    path: Option<PathBuf>,
}

impl Leaving {
    /// Asks about a file that another window has open, unless a question about leaving is already open.
    pub(super) fn ask_about_other_window(&mut self) {
        self.question.get_or_insert(Question::OpenElsewhere);
    }

    pub(super) fn other_window_is_gone(&mut self) {
        self.question
            .take_if(|question| *question == Question::OpenElsewhere);
    }

    /// Takes the action that waits for a save.
    pub(super) fn take_waiting(&mut self) -> Option<LeaveAction> {
        self.after_save.take()
    }

    /// Cancels the action that waits for a save.
    pub(super) fn stay(&mut self) {
        self.after_save = None;
    }
}

impl Workbench {
    /// Whether the program quits as soon as the running save succeeds.
    pub fn waits_to_quit(&self) -> bool {
        self.is_saving() && self.document.leaving.after_save == Some(LeaveAction::Quit)
    }

    pub fn is_opening(&self) -> bool {
        self.document.leaving.opening.is_some()
    }

    /// Whether a project file is being read, which can be cancelled.
    pub fn can_cancel_opening(&self) -> bool {
        let opening = self.document.leaving.opening.as_ref();
        opening.is_some_and(|opening| opening.path.is_some())
    }

    pub(super) fn cancel_opening(&mut self) {
        if self.can_cancel_opening() {
            self.document.leaving.opening = None;
            self.notices.done("Cancelled; no project was opened", None);
        }
    }

    /// The question waiting for an answer.
    pub fn question(&self) -> Option<&Question> {
        self.document.leaving.question.as_ref()
    }

    /// Leaves the open project, or asks first if work would be lost.
    pub(crate) fn depart(&mut self, departure: LeaveAction) {
        let loses_work = match departure {
            // The user asked for the other program's version.
            LeaveAction::Reload(_) => self.has_changes(),
            LeaveAction::New
            | LeaveAction::Sample
            | LeaveAction::Open(_)
            | LeaveAction::Repaired
            | LeaveAction::Backup(_)
            | LeaveAction::Recover(_)
            | LeaveAction::Quit => self.is_dirty(),
        };
        if self.is_saving() {
            self.document.leaving.after_save = Some(departure);
        } else if loses_work {
            self.document.leaving.question = Some(Question::Unsaved(departure));
        } else {
            self.go(departure);
        }
    }

    fn go(&mut self, departure: LeaveAction) {
        match departure {
            LeaveAction::New => self.open_new(),
            LeaveAction::Sample => self.open_sample(),
            LeaveAction::Open(path) | LeaveAction::Reload(path) => {
                self.fetch(Effect::ReadProject(path));
            }
            LeaveAction::Repaired => self.open_repaired(),
            LeaveAction::Backup(backup) => self.fetch(Effect::ReadBackup(backup)),
            LeaveAction::Recover(name) => self.fetch(Effect::Recover(name)),
            LeaveAction::Quit => {
                self.document.importing.cancel();
                self.effects.push(Effect::Quit);
            }
        }
    }

    /// Requests reading of a project that will replace the open one.
    fn fetch(&mut self, effect: Effect) {
        if self.is_opening() {
            self.notices
                .hint("Another project is being opened; try again when it is open");
            return;
        }
        let path = if let Effect::ReadProject(path) = &effect {
            Some(path.clone())
        } else {
            None
        };
        self.document.leaving.opening = Some(Opening {
            left: self.history.revision(),
            path,
        });
        self.effects.push(effect);
    }

    /// The project that was read, or why it could not be read; `None` if it is no longer expected. Changes made during
    /// reading need the save question like any others, so the action is repeated.
    pub(super) fn fetched<T, E>(
        &mut self,
        result: Result<T, E>,
        again: impl FnOnce() -> LeaveAction,
    ) -> Option<Result<T, E>> {
        let Opening { left, path: _ } = self.document.leaving.opening.take()?;
        if result.is_ok() && (left != self.history.revision() || self.is_saving()) {
            self.depart(again());
            return None;
        }
        Some(result)
    }

    pub(super) fn answer(&mut self, answer: Answer) {
        let departure = match self.document.leaving.question.take() {
            Some(Question::Unsaved(departure)) => departure,
            Some(Question::OpenElsewhere) if answer == Answer::Copy => return self.work_on_copy(),
            Some(Question::OpenElsewhere) | None => return,
        };
        match answer {
            Answer::Save => {
                self.document.leaving.after_save = Some(departure);
                self.save();
            }
            // Lets the running save finish before another project is opened.
            Answer::Discard if self.is_saving() => {
                self.document.leaving.after_save = Some(departure);
            }
            Answer::Discard => self.go(departure),
            Answer::Cancel | Answer::ReadOnly | Answer::Copy => {}
        }
    }

    pub(super) fn opened(
        &mut self,
        path: PathBuf,
        result: Result<Box<(OpenedFile, ClaimTable)>, FileError>,
    ) {
        // Opening this file was cancelled.
        let opening = self.document.leaving.opening.as_ref();
        if opening.is_none_or(|opening| opening.path.as_ref() != Some(&path)) {
            return;
        }
        let was_typed = self.is_opening() && self.document.picking.take_typed(&path);
        let resumes = self.takes_resumed(&path);
        match self.fetched(result, || LeaveAction::Open(path.clone())) {
            None => {}
            Some(Ok(opened)) => {
                let (file, table) = *opened;
                let OpenedFile {
                    project,
                    hash,
                    seen,
                } = file;
                let start = JournalStart {
                    name: name_of(&project, Some(&path)),
                    project: Some(path.clone()),
                    base: JournalBase::File(path.clone(), hash),
                    saved: Some(Revision::default()),
                    ..JournalStart::default()
                };
                self.replace_project(OpenedProject {
                    seen,
                    ..OpenedProject::fresh(project.into(), table, start)
                });
                if resumes {
                    self.resumed(path);
                }
            }
            Some(Err(error)) if resumes => self.not_resumed_because(path, &error),
            Some(Err(FileError::Load {
                path,
                source: LoadError::Damaged(damaged),
            })) => self.begin_repair(path, *damaged),
            Some(Err(error)) if was_typed => {
                self.refuse_path(Purpose::Open, path, error.to_string());
            }
            Some(Err(error)) => self
                .notices
                .trouble(About::Opening, error.to_string(), None),
        }
    }

    fn not_resumed_because(&mut self, path: PathBuf, error: &FileError) {
        let is_damaged = matches!(
            error,
            FileError::Load {
                source: LoadError::Damaged(_),
                ..
            }
        );
        if is_damaged {
            let reason = format!("{} is damaged", path.display());
            self.not_resume(path, reason, "Repair…");
        } else {
            self.not_resume(path, error.to_string(), "Try again");
        }
    }
}

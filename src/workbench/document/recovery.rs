//! Recovery of work left by crashed sessions.

use super::opened_project::OpenedProject;
use crate::{
    analysis::ClaimTable,
    storage::{
        CopyKind, CopyOf, Damage, FileState, JournalCommand, JournalName, JournalStatus,
        RecoverError, Recovered, UnsavedWork,
    },
    workbench::{
        Workbench,
        command::Command,
        document::LeaveAction,
        intent::{Effect, Overlay},
    },
};

use std::{cmp::Reverse, path::Path};

/// Recovered or recoverable work and the journal. See [`Intent::Recovery`](crate::workbench::Intent::Recovery).
#[derive(Debug)]
pub enum RecoveryIntent {
    /// Work found after a crash; more may follow.
    Found(Vec<UnsavedWork>),
    /// The search has found all work.
    AllFound,
    Recover(JournalName),
    /// Asks whether to discard the work; `None` cancels the question.
    AskDiscard(Option<JournalName>),
    Discard(JournalName),
    /// The work was recovered and its table built, or recovery failed.
    Recovered(
        JournalName,
        Result<Box<(Recovered, ClaimTable)>, RecoverError>,
    ),
    /// The work was discarded, or discarding failed.
    Discarded(JournalName, Result<(), RecoverError>),
    JournalIs(JournalStatus),
}

/// Work found after a crash.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    found: Vec<UnsavedWork>,
    looked: bool,
    discarding: Option<JournalName>,
}

impl Recovery {
    /// Drops entries of work that is gone.
    pub(super) fn forget_where(&mut self, is_gone: impl Fn(&UnsavedWork) -> bool) {
        self.found.retain(|work| !is_gone(work));
    }
}

impl Workbench {
    /// Work of crashed sessions, newest first.
    pub fn unsaved_work(&self) -> &[UnsavedWork] {
        &self.document.recovery.found
    }

    pub fn has_searched_for_unsaved_work(&self) -> bool {
        self.document.recovery.looked
    }

    pub fn discarding(&self) -> Option<&JournalName> {
        self.document.recovery.discarding.as_ref()
    }

    pub(crate) fn recovery_intent(&mut self, intent: RecoveryIntent) {
        match intent {
            RecoveryIntent::Found(found) => self.unsaved_work_found(found),
            RecoveryIntent::AllFound => self.document.recovery.looked = true,
            RecoveryIntent::Recover(name) => self.depart(LeaveAction::Recover(name)),
            RecoveryIntent::AskDiscard(name) => self.document.recovery.discarding = name,
            RecoveryIntent::Discard(name) => self.effects.push(Effect::Discard(name)),
            RecoveryIntent::Recovered(name, result) => self.recovered(&name, result),
            RecoveryIntent::Discarded(name, result) => self.discarded(&name, result),
            RecoveryIntent::JournalIs(status) => self.journal_is(status),
        }
    }

    fn unsaved_work_found(&mut self, found: Vec<UnsavedWork>) {
        let known = &mut self.document.recovery.found;
        let is_first = known.is_empty() && !found.is_empty();
        known.extend(found);
        known.sort_by_key(|work| Reverse(work.last));
        if is_first {
            if self.overlay == Some(Overlay::Repair) {
                self.repair_waits();
            }
            self.set_overlay(Some(Overlay::Recovery));
        }
    }

    fn recovered(
        &mut self,
        name: &JournalName,
        result: Result<Box<(Recovered, ClaimTable)>, RecoverError>,
    ) {
        match self.fetched(result, || LeaveAction::Recover(name.clone())) {
            None => {}
            Some(Ok(recovered)) => self.go_on_with(name, *recovered),
            Some(Err(error)) => self.notices.error(error.to_string()),
        }
    }

    fn go_on_with(&mut self, name: &JournalName, (recovered, table): (Recovered, ClaimTable)) {
        let sentences = sentences(&recovered);
        let (path, saved) = recovered.file.unzip();
        let now_a_copy = |file| CopyOf {
            file,
            how: CopyKind::Recovered,
        };
        let copy = recovered.copy.or(recovered.former_path.map(now_a_copy));
        self.replace_project(OpenedProject {
            project: recovered.project.into(),
            table,
            history: recovered.history,
            copy_of: copy.filter(|_| path.is_none()),
            path,
            saved,
            seen: recovered.seen,
            journal: JournalCommand::Resume(recovered.resumed),
        });
        self.forget_left(name);
        for sentence in sentences {
            self.notices.error(sentence);
        }
        self.notices
            .done("Recovered. Check it, then save it", Some(Command::Save));
    }

    fn discarded(&mut self, name: &JournalName, result: Result<(), RecoverError>) {
        self.document.recovery.discarding = None;
        match result {
            Ok(()) => {
                let mut found = self.document.recovery.found.iter();
                let work = found.find(|work| work.name == *name);
                let id = work.and_then(|work| work.id);
                let file = work.and_then(|work| work.project.clone());
                self.forget_left(name);
                if let Some(id) = id {
                    self.drop_originals(id, file);
                }
            }
            Err(error) => self.notices.error(error.to_string()),
        }
    }

    fn forget_left(&mut self, name: &JournalName) {
        self.document
            .recovery
            .found
            .retain(|work| work.name != *name);
        if self.document.recovery.found.is_empty() {
            self.overlay
                .take_if(|overlay| *overlay == Overlay::Recovery);
        }
    }
}

/// Notices about recovered work that differs from the original.
fn sentences(recovered: &Recovered) -> Vec<String> {
    let former_path = recovered.former_path.as_deref().map(Path::display);
    let copy = former_path.and_then(|path| match recovered.file_state {
        FileState::Changed => Some(format!(
            "{path}: has changed since this work was done. The recovered work is an unsaved copy; save it beside that file, then compare"
        )),
        FileState::Gone => Some(format!(
            "{path}: no longer exists. The recovered work is an unsaved copy; save it under any name"
        )),
        FileState::Same
        | FileState::NeverSaved
        | FileState::Unreadable
        | FileState::BaseOnly
        | FileState::DiskError
        | FileState::Newer => None,
    });
    let damage = recovered.damage.map(|Damage { bytes, why }| {
        if recovered.file_state == FileState::BaseOnly {
            format!(
                "Nothing in the journal could be read: {why}. This is an unsaved copy of the project from before those changes; compare it with your file before you save over it"
            )
        } else {
            format!("The last {bytes} bytes of the journal could not be read: {why}. Every change before them is here")
        }
    });
    copy.into_iter().chain(damage).collect()
}

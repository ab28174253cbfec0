//! Recovery of work left by crashed sessions.

use super::{Opening, arrival::Arrival};
use crate::{
    analysis::ClaimTable,
    storage::{
        CopyKind, CopyOf, Damage, JournalName, JournalOrder, JournalStatus, LeftWork, RecoverError,
        Recovered, Standing,
    },
    workbench::{
        Workbench,
        intent::{Departure, Effect, Overlay},
    },
};

use std::{cmp::Reverse, path::Path};

/// The journal and the work it has kept. See [`Intent::Recovery`](crate::workbench::Intent::Recovery).
#[derive(Debug)]
pub enum RecoveryIntent {
    /// Work found after a crash; more may follow.
    Found(Vec<LeftWork>),
    /// All work was found.
    AllFound,
    /// Recovers the work in place of the open project.
    Recover(JournalName),
    /// Asks whether to discard the work; `None` cancels the question.
    AskDiscard(Option<JournalName>),
    /// Discards the work.
    Discard(JournalName),
    /// The work was recovered and its table built, or recovery failed.
    Recovered(
        JournalName,
        Result<Box<(Recovered, ClaimTable)>, RecoverError>,
    ),
    /// The work was discarded, or discarding failed.
    Discarded(JournalName, Result<(), RecoverError>),
    /// Reports the state of this session's journal.
    JournalIs(JournalStatus),
}

/// Work found after a crash.
#[derive(Debug, Default)]
pub(crate) struct Left {
    found: Vec<LeftWork>,
    looked: bool,
    discarding: Option<JournalName>,
}

impl Left {
    /// Forgets the work that is gone.
    pub(crate) fn forget_where(&mut self, is_gone: impl Fn(&LeftWork) -> bool) {
        self.found.retain(|work| !is_gone(work));
    }
}

impl Workbench {
    /// Work of crashed sessions, latest first.
    #[must_use]
    pub fn left_work(&self) -> &[LeftWork] {
        &self.left.found
    }

    /// Whether the search for left work has finished.
    #[must_use]
    pub fn has_looked_for_left_work(&self) -> bool {
        self.left.looked
    }

    /// The work that the discard question is about.
    #[must_use]
    pub fn discarding(&self) -> Option<&JournalName> {
        self.left.discarding.as_ref()
    }

    pub(crate) fn recovery_intent(&mut self, intent: RecoveryIntent) {
        match intent {
            RecoveryIntent::Found(found) => self.left_work_found(found),
            RecoveryIntent::AllFound => self.left.looked = true,
            RecoveryIntent::Recover(name) => self.depart(Departure::Recover(name)),
            RecoveryIntent::AskDiscard(name) => self.left.discarding = name,
            RecoveryIntent::Discard(name) => self.effects.push(Effect::Discard(name)),
            RecoveryIntent::Recovered(name, result) => self.recovered(name, result),
            RecoveryIntent::Discarded(name, result) => self.discarded(&name, result),
            RecoveryIntent::JournalIs(status) => self.journal_is(status),
        }
    }

    fn left_work_found(&mut self, found: Vec<LeftWork>) {
        let is_first = self.left.found.is_empty();
        self.left.found.extend(found);
        self.left.found.sort_by_key(|work| Reverse(work.last));
        if is_first && !self.left.found.is_empty() {
            if self.overlay == Some(Overlay::Repair) {
                self.repair_waits();
            }
            self.set_overlay(Some(Overlay::Recovery));
        }
    }

    fn recovered(
        &mut self,
        name: JournalName,
        result: Result<Box<(Recovered, ClaimTable)>, RecoverError>,
    ) {
        let Some(Opening { left, .. }) = self.document.opening.take() else {
            return;
        };
        match result {
            // Changes made in the meantime need the save question, like any others.
            Ok(_) if left != self.history.revision() || self.document.saving => {
                self.depart(Departure::Recover(name));
            }
            Ok(recovered) => self.go_on_with(&name, *recovered),
            Err(error) => self.notices.error(error.to_string()),
        }
    }

    fn go_on_with(&mut self, name: &JournalName, (recovered, table): (Recovered, ClaimTable)) {
        let sentences = sentences(&recovered);
        let (path, saved) = recovered.file.unzip();
        let now_a_copy = |file| CopyOf {
            file,
            how: CopyKind::Recovered,
        };
        let copy = recovered.copy.or(recovered.was_at.map(now_a_copy));
        self.replace_project(Arrival {
            project: recovered.project.into(),
            table,
            history: recovered.history,
            copy_of: copy.filter(|_| path.is_none()),
            path,
            saved,
            seen: recovered.seen,
            journal: JournalOrder::Adopt(recovered.adopted),
        });
        self.forget_left(name);
        for sentence in sentences {
            self.notices.error(sentence);
        }
        self.notices.done(
            "Recovered. Save it when you have looked at it",
            Some(crate::workbench::command::Command::Save),
        );
    }

    fn discarded(&mut self, name: &JournalName, result: Result<(), RecoverError>) {
        self.left.discarding = None;
        match result {
            Ok(()) => self.forget_left(name),
            Err(error) => self.notices.error(error.to_string()),
        }
    }

    fn forget_left(&mut self, name: &JournalName) {
        self.left.found.retain(|work| work.name != *name);
        if self.left.found.is_empty() {
            self.overlay
                .take_if(|overlay| *overlay == Overlay::Recovery);
        }
    }
}

/// Notices about recovered work that differs from the original.
fn sentences(recovered: &Recovered) -> Vec<String> {
    let was_at = recovered.was_at.as_deref().map(Path::display);
    let copy = match (recovered.standing, was_at) {
        (Standing::Changed, Some(path)) => Some(format!(
            "{path}: was changed since this work was done on it. What was recovered is an unsaved copy; save it beside that file, then compare"
        )),
        (Standing::Gone, Some(path)) => Some(format!(
            "{path}: is not there any more. What was recovered is an unsaved copy; save it where you like"
        )),
        _ => None,
    };
    let damage = recovered.damage.map(|Damage { bytes, why }| match recovered.standing {
        Standing::BaseAlone => format!(
            "Nothing of the journal could be read: {why}. This is an unsaved copy of the project as it was before the changes in it; compare it with your file before you save it there"
        ),
        _ => format!("The last {bytes} bytes of the journal could not be read: {why}. Every change before them is here"),
    });
    copy.into_iter().chain(damage).collect()
}

//! Unsaved changes from sessions that crashed.

use crate::{
    analysis::ClaimTable,
    storage::{Damage, JournalName, JournalStatus, LeftWork, RecoverError, Recovered, Standing},
    workbench::{
        Workbench,
        intent::{Departure, Effect, Overlay},
        session::Session,
    },
};

use std::path::Path;

#[derive(Debug)]
pub enum RecoveryIntent {
    Found(Vec<LeftWork>),
    /// Opens the changes in place of the open project.
    Recover(JournalName),
    /// Asks whether to discard them; `None` withdraws the question.
    AskDiscard(Option<JournalName>),
    Discard(JournalName),
    /// The changes were read and their table built, or reading failed.
    Recovered(
        JournalName,
        Result<Box<(Recovered, ClaimTable)>, RecoverError>,
    ),
    Discarded(JournalName, Result<(), RecoverError>),
    /// Progress of this session's own journal.
    JournalIs(JournalStatus),
}

#[derive(Debug, Default)]
pub(in crate::workbench) struct RecoverySession {
    found: Vec<LeftWork>,
    /// The search for crashed sessions has ended.
    searched: bool,
    discarding: Option<JournalName>,
}

impl RecoverySession {
    /// The latest first.
    pub(in crate::workbench) fn found(&self) -> &[LeftWork] {
        &self.found
    }

    pub(in crate::workbench) fn has_searched(&self) -> bool {
        self.searched
    }

    /// The changes for which it is asked whether to discard them.
    pub(in crate::workbench) fn discarding(&self) -> Option<&JournalName> {
        self.discarding.as_ref()
    }

    /// Their history was deleted with that of the file.
    pub(super) fn forget_file(&mut self, file: &Path) {
        self.found
            .retain(|work| work.file().map(AsRef::as_ref) != Some(file));
    }

    /// Closes the list with its last entry.
    pub(super) fn forget(&mut self, name: &JournalName, session: &mut Session) {
        self.found.retain(|work| work.name != *name);
        if self.found.is_empty() {
            let is_list = |overlay: &mut Overlay| *overlay == Overlay::Recovery;
            session.overlay.take_if(is_list);
        }
    }
}

impl Workbench {
    pub(in crate::workbench) fn recovery_intent(&mut self, intent: RecoveryIntent) {
        match intent {
            RecoveryIntent::Found(found) => self.found_unsaved_changes(found),
            RecoveryIntent::Recover(name) => self.leave(Departure::Recover(name)),
            RecoveryIntent::AskDiscard(name) => self.recovery.discarding = name,
            RecoveryIntent::Discard(name) => self.session.effect(Effect::Discard(name)),
            RecoveryIntent::Recovered(name, result) => self.recovered(name, result),
            RecoveryIntent::Discarded(name, result) => {
                self.recovery.discarding = None;
                match result {
                    Ok(()) => self.recovery.forget(&name, &mut self.session),
                    Err(error) => self.session.notices.error(error.to_string()),
                }
            }
            RecoveryIntent::JournalIs(status) => self.journal_status(status),
        }
    }

    fn found_unsaved_changes(&mut self, found: Vec<LeftWork>) {
        self.recovery.searched = true;
        if !found.is_empty() {
            if self.session.overlay == Some(Overlay::Repair) {
                self.repair.wait();
            }
            self.session.overlay = Some(Overlay::Recovery);
        }
        self.recovery.found = found;
    }
}

/// Warnings where the recovered project differs from the unsaved one.
pub(super) fn warnings(recovered: &Recovered) -> Vec<String> {
    let was_at = recovered.was_at.as_deref().map(Path::display);
    let copy = was_at.and_then(|path| match recovered.standing {
        Standing::Changed => Some(format!(
            "{path} was changed after these changes were made. What you see is an unsaved copy. Save it beside that file, then compare"
        )),
        Standing::Gone => Some(format!(
            "{path} no longer exists. What you see is an unsaved copy. Save it where you like"
        )),
        Standing::Same
        | Standing::NeverSaved
        | Standing::Unreadable
        | Standing::BaseAlone
        | Standing::NotRead
        | Standing::Newer => None,
    });
    let damage = recovered.damage.map(|Damage { bytes, why }| {
        if recovered.standing == Standing::BaseAlone {
            format!("The journal could not be read: {why}. What you see is an unsaved copy of the project before the changes in the journal. Compare it with your file before you save over it")
        } else {
            format!("The last {bytes} bytes of the journal could not be read: {why}. All changes before them are recovered")
        }
    });
    copy.into_iter().chain(damage).collect()
}

//! Replays a journal's events on its base project to restore the state that was on the screen.

use super::{
    journal_folder::JournalName,
    owner::Hashes,
    reader::ReadJournal,
    record::JournalRecord,
    wire::{self, JournalEvent},
};
use crate::{
    project::{Change, EditError, History, Project},
    storage::{
        disk::{Disk, FileHash, read_on},
        format::from_ron,
        limits::MAX_BASE_BYTES,
    },
};

use std::path::{Path, PathBuf};

/// File that a journal's changes apply to, with the hash that it must have.
#[derive(Clone, Debug)]
pub(crate) struct BaseFile {
    pub(crate) path: PathBuf,
    pub(crate) hash: FileHash,
}

/// Base project of a journal, with the changes that have been applied.
pub(crate) struct Replayed {
    pub(crate) project: Project,
    pub(crate) history: History,
    /// Number of the journal's events applied so far.
    pub(crate) events: usize,
    /// Base file that has not been copied yet.
    pub(crate) copy: Option<BaseFile>,
}

impl Replayed {
    /// Finds the base; `None` if it is missing or changed.
    pub(crate) fn find(
        disk: &dyn Disk,
        folder: &Path,
        name: &JournalName,
        journal: &ReadJournal,
    ) -> Option<Self> {
        let copied = name.base(folder);
        let found = match &journal.head.base {
            wire::HeadBase::Empty => Some((Project::default(), None)),
            wire::HeadBase::Copy { sha256 } => {
                load(disk, &copied, sha256).map(|(project, _)| (project, None))
            }
            wire::HeadBase::File { path, sha256 } => load(disk, &copied, sha256)
                .map(|(project, _)| (project, None))
                .or_else(|| {
                    let path = path.path();
                    let (project, hash) = load(disk, &path, sha256)?;
                    Some((project, Some(BaseFile { path, hash })))
                }),
        };
        match found {
            Some((project, copy)) => Some(Self {
                project,
                history: journal.head.history.clone().read(),
                events: 0,
                copy,
            }),
            None => Self::from_save(disk, &copied, journal),
        }
    }

    /// Finds the file of a save that finished just before the program ended, or an earlier recovery's copy of it. Both
    /// include the changes before the save.
    fn from_save(disk: &dyn Disk, copied: &Path, journal: &ReadJournal) -> Option<Self> {
        let hashes = Hashes::on(disk);
        let is_copied = |sha256: &str| hashes.is(copied, sha256);
        let saving = journal
            .last_saved(|path, sha256| is_copied(sha256) || hashes.is(&path.path(), sha256))?;
        let is_copied = is_copied(saving.sha256);
        let path = saving.path.path();
        let from = if is_copied { copied } else { &path };
        let (project, hash) = load(disk, from, saving.sha256)?;
        Some(Self {
            project,
            history: History::at(saving.revision),
            events: saving.events,
            copy: (!is_copied).then_some(BaseFile { path, hash }),
        })
    }

    /// Replays the journal's events. Stops at an event that cannot be applied, as at damage.
    pub(crate) fn replay(&mut self, events: impl ExactSizeIterator<Item = JournalEvent>) {
        self.events = self.events.min(events.len());
        for event in events.skip(self.events) {
            if self.carry_out(event).is_none() {
                break;
            }
            self.events += 1;
        }
    }

    fn carry_out(&mut self, event: JournalEvent) -> Option<()> {
        let JournalEvent::Happened(record) = event else {
            return Some(());
        };
        let (project, history) = (&mut self.project, &mut self.history);
        match record {
            JournalRecord::Change {
                label,
                typing,
                edits,
            } => {
                let change = Change {
                    label,
                    edits,
                    typing,
                };
                history.commit(project, change).ok()
            }
            JournalRecord::Undo => moved(history.undo(project)),
            JournalRecord::Redo => moved(history.redo(project)),
            JournalRecord::TypingEnded => {
                history.end_typing();
                Some(())
            }
        }
    }
}

fn moved<T>(step: Result<Option<T>, EditError>) -> Option<()> {
    step.ok().flatten().map(drop)
}

/// Loads the project from a file; `None` if the file does not have this hash.
fn load(disk: &dyn Disk, path: &Path, sha256: &str) -> Option<(Project, FileHash)> {
    let bytes = read_on(disk, path, MAX_BASE_BYTES).ok()?;
    let hash = FileHash::of(&bytes);
    if hash.to_string() != sha256 {
        return None;
    }
    Some((from_ron(&bytes).ok()?, hash))
}

//! Finds the file that the work in a journal belongs to.

use super::{reader::ReadJournal, wire::HeadBase};
use crate::{
    project::{ProjectId, Revision},
    storage::{
        disk::{Disk, FileVersion},
        forgetting::stored_id,
        written_path::WrittenPath,
    },
};

use std::{
    cell::RefCell,
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// State of a project's file compared with its journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// The file is as the journal recorded it, so the recovered work belongs to it.
    Same,
    /// Another session or program has changed the file since.
    Changed,
    /// The file is missing or cannot be read.
    Gone,
    /// The project was never saved.
    NeverSaved,
    /// No part of the journal can be read.
    Unreadable,
    /// No part of the journal can be read, but a copy of its base project is beside it.
    BaseOnly,
    /// Reading the journal, or checking its lock, failed with a disk error that may be temporary.
    DiskError,
    /// A newer version of Crosscheck wrote the journal.
    Newer,
}

/// Owner of the work in a journal: a file that has not changed since, or none.
pub(crate) struct FileOwner {
    pub(crate) file_state: FileState,
    /// The file, and the revision in it.
    pub(crate) file: Option<(PathBuf, Revision)>,
    /// State of that file when it was checked.
    pub(crate) seen: Option<FileVersion>,
    /// Number of the journal's events that the file includes, if a save recorded in the journal wrote it.
    pub(crate) events: Option<usize>,
}

impl FileOwner {
    pub(crate) fn new(hashes: &Hashes<'_>, journal: &ReadJournal) -> Self {
        let head = &journal.head;
        if let Some(saved) = journal.last_saved(|path, sha256| hashes.is(&path.path(), sha256)) {
            return Self {
                file_state: FileState::Same,
                seen: hashes.of(&saved.path.path()),
                file: Some((saved.path.path(), saved.revision)),
                events: Some(saved.events),
            };
        }
        let file_state = |file_state| Self {
            file_state,
            file: None,
            seen: None,
            events: None,
        };
        let Some(path) = head.project.as_ref().map(WrittenPath::path) else {
            return file_state(FileState::NeverSaved);
        };
        let Some(seen) = hashes.of(&path) else {
            return file_state(FileState::Gone);
        };
        let known = match &head.base {
            HeadBase::File { sha256, .. } => Some(sha256),
            HeadBase::Empty | HeadBase::Copy { .. } => head.file.as_ref(),
        };
        match (known, head.saved) {
            (Some(sha256), Some(saved)) if hashes.is(&path, sha256) => Self {
                file: Some((path, saved)),
                seen: Some(seen),
                ..file_state(FileState::Same)
            },
            _ => file_state(FileState::Changed),
        }
    }
}

/// Cache of file states and ids of projects; reads each file once for either.
pub(crate) struct Hashes<'a> {
    disk: &'a dyn Disk,
    known: RefCell<BTreeMap<PathBuf, Option<FileVersion>>>,
    ids: RefCell<BTreeMap<PathBuf, Option<ProjectId>>>,
}

impl<'a> Hashes<'a> {
    pub(crate) fn on(disk: &'a dyn Disk) -> Self {
        Self {
            disk,
            known: RefCell::default(),
            ids: RefCell::default(),
        }
    }

    /// Returns whether the file has this hash.
    pub(crate) fn is(&self, path: &Path, sha256: &str) -> bool {
        let seen = self.of(path);
        seen.is_some_and(|seen| seen.hash.to_string() == sha256)
    }

    /// Returns the id of the project in the file; `None` if it is not a project file.
    pub(crate) fn id_in(&self, path: &Path) -> Option<ProjectId> {
        let mut ids = self.ids.borrow_mut();
        let look = || stored_id(self.disk, path);
        *ids.entry(path.to_owned()).or_insert_with(look)
    }

    /// Returns the state of the file; `None` if it cannot be read.
    fn of(&self, path: &Path) -> Option<FileVersion> {
        let mut known = self.known.borrow_mut();
        let look = || FileVersion::now(self.disk, path).ok();
        *known.entry(path.to_owned()).or_insert_with(look)
    }
}

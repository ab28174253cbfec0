//! Which file a journal's result belongs to.

use super::{reader::ReadJournal, wire::Base};
use crate::{
    project::Revision,
    storage::{
        disk::{Disk, Seen},
        written_path::WrittenPath,
    },
};

use std::{
    cell::RefCell,
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// What the file of a project is to its journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The file is as the journal knows it: what is recovered belongs to it.
    Same,
    /// The file was changed since, by another session or another program.
    Changed,
    /// The file is not there, or cannot be read.
    Gone,
    /// There never was a file.
    NeverSaved,
    /// Nothing of the journal can be read.
    Unreadable,
    /// Nothing of the journal can be read, but the project that it builds on is beside it.
    BaseAlone,
    /// The disk would not give the journal this time, or not the lock that says whose it is.
    NotRead,
    /// The journal was written by a later Crosscheck.
    Newer,
}

/// Whose a journal's result is: that of a file which has not changed since, or nobody's.
pub(crate) struct Owner {
    pub(crate) standing: Standing,
    /// The file, and the revision that it holds.
    pub(crate) file: Option<(PathBuf, Revision)>,
    /// That file as it was when that was found out.
    pub(crate) seen: Option<Seen>,
    /// How many of the journal's events the file holds, where it was written by a save that the journal has noted.
    pub(crate) events: Option<usize>,
}

impl Owner {
    pub(crate) fn of(disk: &dyn Disk, journal: &ReadJournal) -> Self {
        let head = &journal.head;
        let hashes = Hashes::on(disk);
        if let Some(saved) = journal.last_saved(|path, sha256| hashes.is(&path.path(), sha256)) {
            return Self {
                standing: Standing::Same,
                seen: hashes.of(&saved.path.path()),
                file: Some((saved.path.path(), saved.revision)),
                events: Some(saved.events),
            };
        }
        let standing = |standing| Self {
            standing,
            file: None,
            seen: None,
            events: None,
        };
        let Some(path) = head.project.as_ref().map(WrittenPath::path) else {
            return standing(Standing::NeverSaved);
        };
        let Some(seen) = hashes.of(&path) else {
            return standing(Standing::Gone);
        };
        let known = match &head.base {
            Base::File { sha256, .. } => Some(sha256),
            Base::Empty | Base::Copy { .. } => head.file.as_ref(),
        };
        match (known, head.saved) {
            (Some(sha256), Some(saved)) if hashes.is(&path, sha256) => Self {
                file: Some((path, saved)),
                seen: Some(seen),
                ..standing(Standing::Same)
            },
            _ => standing(Standing::Changed),
        }
    }
}

/// Files as they are, each looked at once.
pub(crate) struct Hashes<'a> {
    disk: &'a dyn Disk,
    known: RefCell<BTreeMap<PathBuf, Option<Seen>>>,
}

impl<'a> Hashes<'a> {
    pub(crate) fn on(disk: &'a dyn Disk) -> Self {
        Self {
            disk,
            known: RefCell::default(),
        }
    }

    /// Whether the file has that hash.
    pub(crate) fn is(&self, path: &Path, sha256: &str) -> bool {
        let seen = self.of(path);
        seen.is_some_and(|seen| seen.hash().to_string() == sha256)
    }

    /// `None` where the file cannot be read.
    fn of(&self, path: &Path) -> Option<Seen> {
        let mut known = self.known.borrow_mut();
        let look = || Seen::now(self.disk, path).ok();
        *known.entry(path.to_owned()).or_insert_with(look)
    }
}

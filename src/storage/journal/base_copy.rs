//! Recovery of the base copy alone: the project that the changes of an unreadable journal were made to, if a copy is
//! beside the journal.

use super::journal_folder::JournalName;
use crate::{
    project::Project,
    storage::{
        disk::{Disk, read_on},
        format::from_ron,
        limits::MAX_BASE_BYTES,
    },
};

use std::path::Path;

/// Project that a journal's changes apply to, with its serialised bytes.
pub(crate) struct BaseCopy {
    pub(crate) project: Project,
    pub(crate) bytes: Vec<u8>,
}

impl BaseCopy {
    /// Loads the base copy beside a journal; `None` if it is missing or damaged.
    pub(crate) fn find(disk: &dyn Disk, folder: &Path, name: &JournalName) -> Option<Self> {
        let bytes = read_on(disk, &name.base(folder), MAX_BASE_BYTES).ok()?;
        let project = from_ron(&bytes).ok()?;
        Some(Self { project, bytes })
    }
}

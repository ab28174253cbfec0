//! What is left of work whose journal cannot be read from its beginning on: the project that it builds on, where that lies beside it.

use super::place::JournalName;
use crate::{
    project::Project,
    storage::{
        disk::{Disk, read_on},
        format::from_ron,
        limits::MAX_BASE_BYTES,
    },
};

use std::path::Path;

/// A project that a journal builds on.
pub(crate) struct BaseAlone {
    pub(crate) project: Project,
    pub(crate) bytes: Vec<u8>,
}

impl BaseAlone {
    /// The copy beside a journal, where that is whole.
    pub(crate) fn find(disk: &dyn Disk, folder: &Path, name: &JournalName) -> Option<Self> {
        let bytes = read_on(disk, &name.base(folder), MAX_BASE_BYTES).ok()?;
        let project = from_ron(&bytes).ok()?;
        Some(Self { project, bytes })
    }
}

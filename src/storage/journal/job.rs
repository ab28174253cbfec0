use super::place::JournalName;
use crate::storage::{
    disk::{Disk, DiskFile, FileHash, ReplaceError, read_on, replace},
    limits::MAX_PROJECT_BYTES,
};

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Work that may take long, done beside the writing.
#[derive(Debug)]
pub struct Job {
    pub(crate) name: JournalName,
    pub(crate) kind: JobKind,
}

#[derive(Debug)]
pub(crate) enum JobKind {
    /// Brings the journal, and with `folder` its name, on to the disk.
    Sync {
        file: Arc<dyn DiskFile>,
        folder: Option<PathBuf>,
        upto: u64,
    },
    /// Keeps a copy of the file that the journal builds on.
    CopyBase {
        from: PathBuf,
        hash: FileHash,
        to: PathBuf,
    },
}

/// A [`Job`] that has ended.
#[derive(Debug)]
pub struct Done {
    pub(crate) job: Job,
    pub(crate) result: io::Result<Copied>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    Yes,
    /// The file is no longer the one that the journal builds on.
    Changed,
}

impl Job {
    /// Whether it is a sync.
    #[must_use]
    pub fn is_sync(&self) -> bool {
        matches!(self.kind, JobKind::Sync { .. })
    }

    /// Does the work.
    #[must_use]
    pub fn run(self, disk: &dyn Disk) -> Done {
        let result = catch_unwind(AssertUnwindSafe(|| self.kind.carry_out(disk)))
            // A job that never ended would keep every other from beginning.
            .unwrap_or_else(|_| Err(io::Error::other("a fault in Crosscheck")));
        Done { job: self, result }
    }
}

impl JobKind {
    fn carry_out(&self, disk: &dyn Disk) -> io::Result<Copied> {
        match self {
            JobKind::Sync { file, folder, .. } => {
                let synced = file.sync();
                let named = folder.as_deref().map_or(Ok(()), |it| disk.sync_folder(it));
                synced.and(named).map(|()| Copied::Yes)
            }
            JobKind::CopyBase { from, hash, to } => copy_base(disk, from, *hash, to),
        }
    }
}

fn copy_base(disk: &dyn Disk, from: &Path, hash: FileHash, to: &Path) -> io::Result<Copied> {
    let Ok(bytes) = read_on(disk, from, MAX_PROJECT_BYTES) else {
        return Ok(Copied::Changed);
    };
    if FileHash::of(&bytes) != hash {
        return Ok(Copied::Changed);
    }
    replace(disk, to, &bytes).map_err(ReplaceError::into_io)?;
    Ok(Copied::Yes)
}

impl Done {
    /// Whether it was a sync.
    #[must_use]
    pub fn is_sync(&self) -> bool {
        self.job.is_sync()
    }
}

/// What became of a [`Job`].
#[derive(Debug)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// It failed; it is tried again.
    Failed(io::Error),
    /// What the journal builds on is gone: it needs [`JournalOrder::Rebase`](super::JournalOrder::Rebase).
    BaseGone,
}

use super::journal_folder::JournalName;
use crate::storage::{
    disk::{Disk, DiskFile, FileHash, read_on, write_whole},
    fault::catch_fault,
    limits::MAX_PROJECT_BYTES,
};

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Slow disk work that runs in parallel with the writing.
#[derive(Debug)]
pub struct JournalJob {
    pub(crate) name: JournalName,
    pub(crate) kind: JobKind,
}

#[derive(Debug)]
pub(crate) enum JobKind {
    /// Syncs the journal to the disk and, if `folder` is given, its directory entry.
    Sync {
        file: Arc<dyn DiskFile>,
        folder: Option<PathBuf>,
        upto: u64,
    },
    /// Copies the journal's base file.
    CopyBase {
        from: PathBuf,
        hash: FileHash,
        to: PathBuf,
    },
}

/// Finished [`JournalJob`], with its result.
#[derive(Debug)]
pub struct FinishedJob {
    pub(crate) job: JournalJob,
    pub(crate) result: io::Result<Copied>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    Yes,
    /// The file no longer has the hash that the journal needs, so it was not copied.
    Changed,
}

impl JournalJob {
    pub fn is_sync(&self) -> bool {
        matches!(self.kind, JobKind::Sync { .. })
    }

    /// Runs the job. A panic becomes an error.
    pub fn run(self, disk: &dyn Disk) -> FinishedJob {
        // A job that never reports its end would block all others.
        let result = catch_fault(|| self.kind.carry_out(disk))
            .unwrap_or_else(|| Err(io::Error::other("a bug in Crosscheck")));
        FinishedJob { job: self, result }
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
    write_whole(disk, to, &bytes).map(|()| Copied::Yes)
}

impl FinishedJob {
    pub fn is_sync(&self) -> bool {
        self.job.is_sync()
    }
}

/// Outcome of a [`JournalJob`] for the journal.
#[derive(Debug)]
pub enum JobOutcome {
    /// The job succeeded, or its result no longer matters.
    Fine,
    /// The job failed and will be retried.
    Failed(io::Error),
    /// The journal's base file changed or is gone: the journal needs [`JournalCommand::Rebase`](super::JournalCommand::Rebase).
    BaseGone,
}

use super::{
    base_copy::BaseCopy,
    journal_folder::{JournalFolder, JournalName, SessionLock},
    open_journal::OpenJournal,
    owner::{FileOwner, FileState, Hashes},
    reader::{ReadJournal, StopReason, Unreadable},
    record::ResumedJournal,
    replay::Replayed,
    wire::{self, JournalHead},
};
use crate::{
    project::{History, Project, Revision},
    storage::{
        disk::{Disk, FileError, FileHash, FileVersion, remove_if_there},
        limits::MAX_JOURNAL_BYTES,
        unsaved_copy::CopyOf,
        written_path::WrittenPath,
    },
};

use std::{
    mem,
    path::{Path, PathBuf},
};

/// Work recovered from a journal. Further changes continue the same journal.
#[derive(Debug)]
pub struct Recovered {
    /// The project with all its changes.
    pub project: Project,
    /// Undo history of the project.
    pub history: History,
    /// The project's file and the revision in it, if the file is unchanged; otherwise the recovered project is an
    /// unsaved copy.
    pub file: Option<(PathBuf, Revision)>,
    /// State of that file when it was checked, so that a save does not silently overwrite later changes to it.
    pub seen: Option<FileVersion>,
    /// Former path of the project, whatever is there now.
    pub former_path: Option<PathBuf>,
    /// Original, if the project was already an unsaved copy before the crash.
    pub copy: Option<CopyOf>,
    /// State of the project's file compared with the journal.
    pub file_state: FileState,
    /// Part of the journal that could not be read.
    pub damage: Option<Damage>,
    /// Journal to pass to this window's journal with [`JournalCommand::Resume`](super::JournalCommand::Resume).
    pub resumed: ResumedJournal,
}

/// Unreadable end of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Number of unreadable bytes.
    pub bytes: u64,
    /// Reason why they cannot be read.
    pub why: StopReason,
}

/// Reason why work was not recovered. The journal still exists unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    /// Another window has already recovered the work.
    #[error("This work is open in another window of Crosscheck. Continue there")]
    InUse,
    /// The journal cannot be read from the disk.
    #[error("The work cannot be recovered now: {0}")]
    File(#[from] FileError),
    /// The first lines of the journal cannot be parsed.
    #[error("{}: the start of the journal cannot be read, so nothing can be recovered: {why}", .path.display())]
    Unreadable {
        /// Path of the journal.
        path: PathBuf,
        /// Reason why it cannot be parsed.
        why: StopReason,
    },
    /// A newer version of Crosscheck wrote the journal.
    #[error("{}: a newer version of Crosscheck wrote this journal. Recover the work with that version", .0.display())]
    Newer(PathBuf),
    /// Crosscheck's own copy of the base project is damaged or missing, and no file of the user's contains that project.
    #[error(
        "The changes cannot be recovered: Crosscheck's own copy of their base project is damaged or missing. Look for it in a backup or an earlier copy of your file"
    )]
    CopyLost,
    /// Both the base file and the copy of it are changed or missing.
    #[error(
        "The changes cannot be recovered without the project that they were made to, and {} has changed since. Restore its earlier content, then try again",
        .0.display()
    )]
    NoBase(PathBuf),
    /// Crosscheck itself failed during the recovery.
    #[error(
        "A bug in Crosscheck stopped the recovery. The work is still in its journal. Restart Crosscheck and try again"
    )]
    Fault,
}

/// Recovers the work of a dead session. Changes nothing on the disk, except for creating its lock file if that is missing.
pub fn recover(
    disk: &dyn Disk,
    folder: &Path,
    name: &JournalName,
) -> Result<Recovered, RecoverError> {
    let path = name.journal(folder);
    let lock = take_lock(disk, folder, name)?;
    let cannot_read = FileError::read(&path);
    let total = disk.look(&path).map_err(&cannot_read)?.len;
    let bytes = disk.read(&path, MAX_JOURNAL_BYTES).map_err(&cannot_read)?;
    let mut journal = match ReadJournal::new(&bytes) {
        Ok(journal) => journal,
        Err(Unreadable::Newer) => return Err(RecoverError::Newer(path)),
        Err(Unreadable::Invalid(why)) => {
            let base = BaseCopy::find(disk, folder, name);
            let base = base.ok_or(RecoverError::Unreadable { path, why })?;
            return Ok(recovered_base(
                base,
                name,
                lock,
                Damage { bytes: total, why },
            ));
        }
    };
    drop(bytes);
    let replayed = Replayed::find(disk, folder, name, &journal);
    let mut replayed = replayed.ok_or_else(|| lost_base(&journal.head))?;
    let owner = FileOwner::new(&Hashes::on(disk), &journal);
    replayed.replay(mem::take(&mut journal.events).into_iter());
    let len = journal.bytes_of(replayed.events) as u64;
    let resumed = ResumedJournal {
        journal: OpenJournal::after(name.clone(), lock, &journal, &replayed),
        replaced: None,
    };
    Ok(Recovered {
        project: replayed.project,
        history: replayed.history,
        file: owner.file,
        seen: owner.seen,
        former_path: journal.head.project.as_ref().map(WrittenPath::path),
        copy: journal.head.copy.clone(),
        file_state: owner.file_state,
        damage: (total > len).then(|| Damage {
            bytes: total - len,
            why: match journal.end {
                StopReason::Damaged if total > MAX_JOURNAL_BYTES => StopReason::TooLong,
                why => why,
            },
        }),
        resumed,
    })
}

/// Returns the error for a base that cannot be found.
fn lost_base(head: &JournalHead) -> RecoverError {
    match (&head.base, &head.project) {
        (wire::HeadBase::File { .. }, Some(project)) => RecoverError::NoBase(project.path()),
        // The error does not name the path of Crosscheck's own copy, since no user can restore that file.
        (wire::HeadBase::File { .. }, None)
        | (wire::HeadBase::Empty | wire::HeadBase::Copy { .. }, _) => RecoverError::CopyLost,
    }
}

/// Returns the base project as an unsaved copy, with a new journal that replaces the unreadable one.
fn recovered_base(
    base: BaseCopy,
    name: &JournalName,
    lock: SessionLock,
    damage: Damage,
) -> Recovered {
    let BaseCopy { project, bytes } = base;
    // Nothing can be undone, but revision 1 marks the project as changed, so that it is listed for recovery again if it
    // is not saved.
    let history = History::at(Revision::new(1));
    let head = JournalHead {
        name: project.title().to_owned(),
        project: None,
        copy: None,
        base: wire::HeadBase::Copy {
            sha256: FileHash::of(&bytes).to_string(),
        },
        saved: None,
        file: None,
        history: history.clone(),
    };
    Recovered {
        project,
        file: None,
        seen: None,
        former_path: None,
        copy: None,
        file_state: FileState::BaseOnly,
        damage: Some(damage),
        resumed: ResumedJournal {
            journal: OpenJournal::instead_of(name, lock, &head, bytes),
            replaced: Some(name.clone()),
        },
        history,
    }
}

/// Discards the work of a dead session permanently.
pub fn discard(disk: &dyn Disk, folder: &Path, name: &JournalName) -> Result<(), RecoverError> {
    let lock = take_lock(disk, folder, name)?;
    let found = JournalFolder::read(disk, folder).map_err(FileError::read(folder))?;
    let is_later = |it: &JournalName| it.session == name.session && it.number > name.number;
    if found.journals.iter().any(is_later) {
        // Another window has recovered the work and continued it in a later journal, so it must not be discarded here.
        return Err(RecoverError::InUse);
    }
    // Remove the latest last: while it exists, the older ones are ignored.
    let is_older = |it: &&JournalName| it.session == name.session && it.number < name.number;
    let older = found.journals.iter().filter(is_older);
    older.for_each(|older| older.remove(disk, folder));
    let path = name.journal(folder);
    remove_if_there(disk, &path).map_err(FileError::write(&path))?;
    name.remove(disk, folder);
    drop(lock);
    drop(disk.remove(&name.lock(folder)));
    Ok(())
}

fn take_lock(
    disk: &dyn Disk,
    folder: &Path,
    name: &JournalName,
) -> Result<SessionLock, RecoverError> {
    let path = name.lock(folder);
    let taken = SessionLock::take(disk, &path).map_err(FileError::write(&path))?;
    taken.ok_or(RecoverError::InUse)
}

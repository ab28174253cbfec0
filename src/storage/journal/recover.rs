use super::{
    base_alone::BaseAlone,
    both::WrittenPath,
    left::{Standing, remove},
    open_journal::BaseFile,
    owner::Owner,
    place::{Folder, JournalName, SessionLock},
    reach::Reach,
    reader::{NotRead, ReadJournal, Unreadable},
    replay::{Base, Replayed},
    spelling::{first_lines, line},
    v2,
};
use crate::{
    project::{History, Project, Revision},
    storage::{
        disk::{Disk, FileError, Seen, read_on},
        limits::{MAX_BASE_BYTES, MAX_JOURNAL_BYTES},
        unsaved_copy::CopyOf,
    },
};

use std::{
    io, mem,
    path::{Path, PathBuf},
};

/// What was recovered from a journal. It goes on being journalled there.
#[derive(Debug)]
pub struct Recovered {
    /// The project with all its changes.
    pub project: Project,
    /// What can be undone and redone in it.
    pub history: History,
    /// Its file and the revision that it holds, where that file is as it was; otherwise this is an unsaved copy.
    pub file: Option<(PathBuf, Revision)>,
    /// That file as it was when that was found out: what has happened to it since is not to be written over unseen.
    pub seen: Option<Seen>,
    /// Where the project was, whatever is there now.
    pub was_at: Option<PathBuf>,
    /// What it was an unsaved copy of already.
    pub copy: Option<CopyOf>,
    /// What became of the file.
    pub standing: Standing,
    /// What could not be read.
    pub damage: Option<Damage>,
    /// To be handed to this window's journal by [`JournalOrder::Adopt`](super::JournalOrder::Adopt).
    pub adopted: AdoptedJournal,
}

/// The end of a journal that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// How many bytes.
    pub bytes: u64,
    /// Why not.
    pub why: NotRead,
}

/// A dead session's journal in the hands of this one: nobody else can take it.
#[derive(Debug)]
pub struct AdoptedJournal {
    pub(crate) name: JournalName,
    pub(crate) lock: SessionLock,
    /// Bytes that are whole.
    pub(crate) len: u64,
    /// Bytes of its beginning, as it is gone on with.
    pub(crate) head_len: u64,
    pub(crate) events: u64,
    /// Edits that it takes to carry those out.
    pub(crate) edits: usize,
    /// The steps that can be taken back there.
    pub(crate) reach: Reach,
    /// The file that is still to be copied.
    pub(crate) copy: Option<BaseFile>,
    /// The journal as this version writes it, where it is of an older one and nothing can be added to it.
    pub(crate) respelled: Option<Respelled>,
}

/// A journal of an older version as this one writes it, or one in the place of another that cannot be read.
#[derive(Debug, Default)]
pub(crate) struct Respelled {
    /// All of its records that were recovered.
    pub(crate) text: String,
    /// Bytes of its beginning.
    head_len: usize,
    /// The copy of the project that it builds on, where that lies beside the old one.
    pub(crate) base: Option<Vec<u8>>,
}

impl Respelled {
    /// A journal that begins like this, with nothing after it.
    pub(crate) fn beginning(head: &v2::Head, base: Option<Vec<u8>>) -> Self {
        let text = first_lines(head);
        Self {
            head_len: text.len(),
            text,
            base,
        }
    }

    fn of(journal: &ReadJournal, events: usize, base: Option<Vec<u8>>) -> Self {
        let mut respelled = Self::beginning(&journal.head, base);
        let events = journal.events.iter().take(events);
        respelled.text.extend(events.map(line));
        respelled
    }

    pub(crate) fn head_len(&self) -> usize {
        self.head_len
    }
}

/// Why work was not recovered. The journal is still there, unless it says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    /// Another window was faster.
    #[error("This work is open in another window of Crosscheck: look there")]
    InUse,
    /// The journal cannot be read from the disk.
    #[error("The work cannot be recovered now: {0}")]
    File(#[from] FileError),
    /// The beginning of the journal cannot be read.
    #[error("{}: the journal cannot be read from its beginning on, and nothing of it can be recovered: {why}", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why not.
        why: NotRead,
    },
    /// A later version wrote it.
    #[error("{}: the journal was written by a newer Crosscheck: recover the work with that one", .0.display())]
    Newer(PathBuf),
    /// What the changes were made to was never in a file of the user's, and Crosscheck's own copy of it is not whole.
    #[error(
        "The changes cannot be recovered: Crosscheck's own copy of the project that they were made to is damaged or gone. Look for what it held in a backup, or in an earlier copy of your file"
    )]
    CopyLost,
    /// What the changes were made to is gone, and so is the copy of it.
    #[error(
        "The changes cannot be recovered without the project that they were made to, and {} is no longer that. Put it back as it was, then try again",
        .0.display()
    )]
    NoBase(PathBuf),
    /// The program itself failed while it was at it.
    #[error(
        "A fault in Crosscheck ended this. The work is still in its journal: start Crosscheck again and try once more"
    )]
    Fault,
}

/// Recovers the work of a dead session. Nothing on the disk is changed by it.
///
/// # Errors
/// [`RecoverError`].
pub fn recover(
    disk: &dyn Disk,
    folder: &Path,
    name: &JournalName,
) -> Result<Recovered, RecoverError> {
    let path = name.journal(folder);
    let lock = take_lock(disk, folder, name)?;
    let cannot_read = |source| FileError::Read {
        path: path.clone(),
        source,
    };
    let total = disk.look(&path).map_err(cannot_read)?.len;
    let bytes = disk.read(&path, MAX_JOURNAL_BYTES).map_err(cannot_read)?;
    let mut journal = match ReadJournal::of(&bytes) {
        Ok(journal) => journal,
        Err(Unreadable::Newer) => return Err(RecoverError::Newer(path)),
        Err(Unreadable::NotRead(why)) => {
            let base = BaseAlone::find(disk, folder, name);
            let base = base.ok_or(RecoverError::Unreadable { path, why })?;
            return Ok(base.recovered(name, lock, Damage { bytes: total, why }));
        }
    };
    drop(bytes);
    let base = Base::find(disk, folder, name, &journal)?;
    let owner = Owner::of(disk, &journal);
    let replayed = replay(base, &mut journal);
    let len = journal.bytes_of(replayed.events) as u64;
    let respelled = if journal.is_of_version_1 {
        let base = replayed.is_copied.then(|| name.base(folder));
        let base = base.map(|path| read_on(disk, &path, MAX_BASE_BYTES));
        Some(Respelled::of(&journal, replayed.events, base.transpose()?))
    } else {
        None
    };
    let reach = Reach::of(&replayed.history, &replayed.history);
    Ok(Recovered {
        project: replayed.project,
        history: replayed.history,
        file: owner.file.map(|(path, saved)| (path, Revision::new(saved))),
        seen: owner.seen,
        was_at: journal.head.project.as_ref().map(WrittenPath::path),
        copy: journal.head.copy.as_ref().map(Into::into),
        standing: owner.standing,
        damage: (total > len).then(|| Damage {
            bytes: total - len,
            why: match journal.end {
                NotRead::Damaged if total > MAX_JOURNAL_BYTES => NotRead::TooLong,
                why => why,
            },
        }),
        adopted: AdoptedJournal {
            name: name.clone(),
            lock,
            len,
            head_len: respelled
                .as_ref()
                .map_or(journal.bytes_of(0), Respelled::head_len) as u64,
            events: replayed.events as u64,
            edits: journal.edits_of(replayed.events),
            reach,
            copy: replayed.copy,
            respelled,
        },
    })
}

/// The project with the journal's changes.
fn replay(base: Base, journal: &mut ReadJournal) -> Replayed {
    if journal.is_of_version_1 {
        // They are written anew.
        base.replay(journal.events.iter().cloned())
    } else {
        base.replay(mem::take(&mut journal.events).into_iter())
    }
}

/// Gives up the work of a dead session, for good.
///
/// # Errors
/// [`RecoverError::InUse`], or that the lock cannot be had.
pub fn discard(disk: &dyn Disk, folder: &Path, name: &JournalName) -> Result<(), RecoverError> {
    let lock = take_lock(disk, folder, name)?;
    let found = Folder::read(disk, folder).map_err(|source| FileError::Read {
        path: folder.to_owned(),
        source,
    })?;
    let is_later = |it: &JournalName| it.session == name.session && it.number > name.number;
    if found.journals.iter().any(is_later) {
        // Another window has recovered it and gone on: what it lists there is to be decided on there.
        return Err(RecoverError::InUse);
    }
    // The latest goes last: as long as it is there, the others count for nothing.
    let (path, is_older) = (name.journal(folder), |it: &&JournalName| {
        it.session == name.session && it.number < name.number
    });
    let older = found.journals.iter().filter(is_older);
    older.for_each(|older| remove(disk, folder, older));
    match disk.remove(&path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            return Err(FileError::Write { path, source }.into());
        }
        _ => {}
    }
    remove(disk, folder, name);
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
    match SessionLock::take(disk, &path) {
        Ok(lock) => lock.ok_or(RecoverError::InUse),
        Err(source) => Err(FileError::Write { path, source }.into()),
    }
}

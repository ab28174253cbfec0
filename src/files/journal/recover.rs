use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    JournalName, Standing,
    both::{self, WrittenPath},
    left::{Hashes, MAX_JOURNAL_BYTES, Owner, remove},
    open_journal::BaseFile,
    place::{Folder, SessionLock},
    reader::{ReadJournal, Unreadable},
    spelling::{first_lines, line},
    v2,
};
use crate::{
    files::{
        FileError, FileHash, MAX_PROJECT_BYTES,
        disk::{Disk, read_on},
        from_ron,
    },
    project::{Change, Edit, EditError, History, HistoryParts, Project, Revision, TypingIn},
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
    /// Where the project was, whatever is there now.
    pub was_at: Option<PathBuf>,
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
}

/// A dead session's journal in the hands of this one: nobody else can take it.
#[derive(Debug)]
pub struct AdoptedJournal {
    pub(super) name: JournalName,
    pub(super) lock: SessionLock,
    /// Bytes that are whole.
    pub(super) len: u64,
    pub(super) events: u64,
    /// The file that is still to be copied.
    pub(super) copy: Option<BaseFile>,
    /// The journal as this version writes it, where it is of an older one and nothing can be added to it.
    pub(super) respelled: Option<Respelled>,
}

/// A journal of an older version as this one writes it.
#[derive(Debug, Default)]
pub(super) struct Respelled {
    /// All of its records that were recovered.
    pub(super) text: String,
    /// The copy of the project that it builds on, where that lies beside the old one.
    pub(super) base: Option<Vec<u8>>,
}

impl Respelled {
    fn of(journal: &ReadJournal, events: usize, base: Option<Vec<u8>>) -> Self {
        let lines = journal.events.iter().take(events).map(line);
        let text = std::iter::once(first_lines(&journal.head)).chain(lines);
        let text = text.collect();
        Self { text, base }
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
    /// The beginning of the journal is damaged.
    #[error("{}: the journal is damaged at its beginning, and nothing of it can be recovered", .0.display())]
    Unreadable(PathBuf),
    /// A later version wrote it.
    #[error("{}: the journal was written by a newer Crosscheck: recover the work with that one", .0.display())]
    Newer(PathBuf),
    /// What the changes were made to is gone, and so is the copy of it.
    #[error(
        "The changes cannot be recovered without the project that they were made to, and {} is no longer that. Put it back as it was, then try again",
        .0.display()
    )]
    NoBase(PathBuf),
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
    let journal = ReadJournal::of(&bytes).map_err(|why| match why {
        Unreadable::Damaged => RecoverError::Unreadable(path.clone()),
        Unreadable::Newer => RecoverError::Newer(path.clone()),
    })?;
    let base = Base::find(disk, folder, name, &journal)?;
    let replayed = base.replay(&journal);
    let len = journal.bytes_of(replayed.events) as u64;
    let respelled = if journal.is_of_version_1 {
        let base = replayed.is_copied.then(|| name.base(folder));
        let base = base.map(|path| read_on(disk, &path, MAX_PROJECT_BYTES));
        Some(Respelled::of(&journal, replayed.events, base.transpose()?))
    } else {
        None
    };
    let owner = Owner::of(disk, &journal);
    Ok(Recovered {
        project: replayed.project,
        history: replayed.history,
        file: owner.file.map(|(path, saved)| (path, Revision::new(saved))),
        was_at: journal.head.project.as_ref().map(WrittenPath::path),
        standing: owner.standing,
        damage: (total > len).then(|| Damage { bytes: total - len }),
        adopted: AdoptedJournal {
            name: name.clone(),
            lock,
            len,
            events: replayed.events as u64,
            copy: replayed.copy,
            respelled,
        },
    })
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

/// What a journal builds on, and from which of its events on.
struct Base {
    project: Project,
    history: History,
    from: usize,
    copy: Option<BaseFile>,
    /// It is the copy beside the journal.
    is_copied: bool,
}

struct Replayed {
    project: Project,
    history: History,
    /// How many events of the journal are in it.
    events: usize,
    copy: Option<BaseFile>,
    is_copied: bool,
}

impl Base {
    fn find(
        disk: &dyn Disk,
        folder: &Path,
        name: &JournalName,
        journal: &ReadJournal,
    ) -> Result<Self, RecoverError> {
        let damaged = |_| RecoverError::Unreadable(name.journal(folder));
        let history = History::try_from(journal.head.history.clone()).map_err(damaged)?;
        let copied = name.base(folder);
        let found = match &journal.head.base {
            both::Base::Empty => Some((Project::default(), None, false)),
            both::Base::Copy { sha256 } => {
                load(disk, &copied, sha256).map(|(project, _)| (project, None, true))
            }
            both::Base::File { path, sha256 } => load(disk, &copied, sha256)
                .map(|(project, _)| (project, None, true))
                .or_else(|| {
                    let path = path.path();
                    let (project, hash) = load(disk, &path, sha256)?;
                    Some((project, Some(BaseFile { path, hash }), false))
                }),
        };
        if let Some((project, copy, is_copied)) = found {
            return Ok(Self {
                project,
                history,
                from: 0,
                copy,
                is_copied,
            });
        }
        Self::from_save(disk, journal).ok_or_else(|| {
            let project = journal.head.project.as_ref();
            RecoverError::NoBase(project.map_or(copied, WrittenPath::path))
        })
    }

    /// A save that was just over when the program ended: its file holds the changes before it.
    fn from_save(disk: &dyn Disk, journal: &ReadJournal) -> Option<Self> {
        let hashes = Hashes::on(disk);
        let saving = journal.last_saved(|path, sha256| hashes.is(&path.path(), sha256))?;
        let (project, _) = load(disk, &saving.path.path(), saving.sha256)?;
        let revision = Revision::new(saving.revision);
        let history = History::from_parts(HistoryParts {
            current: revision,
            newest: revision,
            ..HistoryParts::default()
        });
        Some(Self {
            project,
            history,
            from: saving.events,
            copy: None,
            is_copied: false,
        })
    }

    /// Carries out the journal's events. One that does not fit ends it, as damage does.
    fn replay(self, journal: &ReadJournal) -> Replayed {
        let mut replayed = Replayed {
            project: self.project,
            history: self.history,
            events: self.from.min(journal.events.len()),
            copy: self.copy,
            is_copied: self.is_copied,
        };
        for event in journal.events.iter().skip(self.from) {
            if replayed.carry_out(event.clone()).is_none() {
                break;
            }
            replayed.events += 1;
        }
        replayed
    }
}

impl Replayed {
    fn carry_out(&mut self, event: v2::Event) -> Option<()> {
        let (project, history) = (&mut self.project, &mut self.history);
        match event.try_map::<Edit, TypingIn>().ok()? {
            both::Event::Change {
                label,
                typing,
                edits,
            } => {
                let label = label.into();
                let change = Change {
                    label,
                    edits,
                    typing,
                };
                history.commit(project, change).ok()
            }
            both::Event::Undo => moved(history.undo(project)),
            both::Event::Redo => moved(history.redo(project)),
            both::Event::TypingEnded => {
                history.end_typing();
                Some(())
            }
            both::Event::Saving { .. } => Some(()),
        }
    }
}

fn moved<T>(step: Result<Option<T>, EditError>) -> Option<()> {
    step.ok().flatten().map(drop)
}

/// The project in a file, if that has the hash.
fn load(disk: &dyn Disk, path: &Path, sha256: &str) -> Option<(Project, FileHash)> {
    let bytes = read_on(disk, path, MAX_PROJECT_BYTES).ok()?;
    let hash = FileHash::of(&bytes);
    if hash.to_string() != sha256 {
        return None;
    }
    Some((from_ron(&bytes).ok()?, hash))
}

use crate::storage::{
    disk::{Disk, DiskFile},
    fresh_id::fresh_id,
};

use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// Which journal: that of a session, and which of its journals. A later one takes the place of those before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JournalName {
    /// Random; tells sessions apart.
    pub(crate) session: String,
    /// From 1.
    pub(crate) number: u32,
}

/// The highest number that a journal is known by. No session gets to it, and there are more after it than any can begin.
const MAX_NUMBER: u32 = 1 << 31;

impl fmt::Display for JournalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.session, self.number)
    }
}

impl JournalName {
    /// The first of a new session.
    pub(crate) fn fresh() -> Self {
        Self {
            session: fresh_id::<()>().to_string(),
            number: 1,
        }
    }

    /// The one that takes its place.
    pub(crate) fn next(&self) -> Self {
        Self {
            session: self.session.clone(),
            number: self.number + 1,
        }
    }

    pub(crate) fn journal(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{self}.journal"))
    }

    /// The copy of the file that the journal builds on.
    pub(crate) fn base(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{self}.base"))
    }

    /// The file that is locked for as long as the session lives.
    pub(crate) fn lock(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.lock", self.session))
    }

    /// Removes the files of the journal. What cannot be removed is offered again.
    pub(crate) fn remove(&self, disk: &dyn Disk, folder: &Path) {
        drop(disk.remove(&self.journal(folder)));
        drop(disk.remove(&self.base(folder)));
    }

    /// The journal that a file of the folder belongs to, by its ending.
    fn of(path: &Path, ending: &str) -> Option<Self> {
        let written = path.file_name()?.to_str()?.strip_suffix(ending)?;
        let (session, number) = written.split_once('-')?;
        let number = number.parse().ok()?;
        (number <= MAX_NUMBER).then(|| Self {
            session: session.to_owned(),
            number,
        })
    }
}

/// What lies in the folder of journals.
pub(crate) struct Folder {
    /// Every journal, sorted.
    pub(crate) journals: Vec<JournalName>,
    /// Every copy that a journal builds on, sorted.
    pub(crate) bases: Vec<JournalName>,
    /// The lock of every session, sorted.
    pub(crate) locks: Vec<PathBuf>,
}

impl Folder {
    pub(crate) fn read(disk: &dyn Disk, folder: &Path) -> io::Result<Self> {
        let paths = disk.list(folder)?;
        let named = |ending| {
            let mut names: Vec<JournalName> = paths
                .iter()
                .filter_map(|path| JournalName::of(path, ending))
                .collect();
            names.sort();
            names
        };
        Ok(Self {
            journals: named(".journal"),
            bases: named(".base"),
            locks: paths
                .iter()
                .filter(|path| path.extension().is_some_and(|ending| ending == "lock"))
                .cloned()
                .collect(),
        })
    }
}

/// The lock of a session, held until it is dropped, or its process ends however it ends.
#[derive(Clone, Debug)]
pub(crate) struct SessionLock {
    _file: Arc<dyn DiskFile>,
}

impl SessionLock {
    /// Takes the lock of a session; `None` where another process has it.
    ///
    /// On a disk that has no locks it is always there to be taken: work that is offered twice is better than work that is
    /// offered to nobody.
    pub(crate) fn take(disk: &dyn Disk, path: &Path) -> io::Result<Option<Self>> {
        let file = match disk.create(path, None) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => disk.open(path)?,
            other => other?,
        };
        let taken = file.try_lock().unwrap_or(true);
        Ok(taken.then_some(Self { _file: file }))
    }

    /// The lock of a session that has just begun. Whoever has it is only looking whether anybody does.
    pub(crate) fn of_new_session(disk: &dyn Disk, path: &Path) -> io::Result<Self> {
        for _ in 0..100 {
            if let Some(lock) = Self::take(disk, path)? {
                return Ok(lock);
            }
            disk.pause(Duration::from_millis(5));
        }
        let words = "the lock of the journal is held by another program";
        Err(io::Error::new(io::ErrorKind::ResourceBusy, words))
    }
}

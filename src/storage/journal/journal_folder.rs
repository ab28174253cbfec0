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

/// Name of a journal: its session, and its number within that session. A later journal replaces the earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JournalName {
    /// Random id of the session.
    pub(crate) session: String,
    /// Counts from 1.
    pub(crate) number: u32,
}

/// Highest accepted journal number. No session reaches it, and the numbers after it cannot overflow.
const MAX_NUMBER: u32 = 1 << 31;

impl fmt::Display for JournalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.session, self.number)
    }
}

impl JournalName {
    /// Returns the name of the first journal of a new session.
    pub(crate) fn fresh() -> Self {
        Self {
            session: fresh_id::<()>().to_string(),
            number: 1,
        }
    }

    /// Returns the name of the journal that replaces this one.
    pub(crate) fn next(&self) -> Self {
        Self {
            session: self.session.clone(),
            number: self.number + 1,
        }
    }

    pub(crate) fn journal(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{self}.journal"))
    }

    /// Path of the copy of the journal's base file.
    pub(crate) fn base(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{self}.base"))
    }

    /// Path of the file that is locked as long as the session lives.
    pub(crate) fn lock(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.lock", self.session))
    }

    /// Removes the files of the journal. If that fails, the journal is listed for recovery again.
    pub(crate) fn remove(&self, disk: &dyn Disk, folder: &Path) {
        drop(disk.remove(&self.journal(folder)));
        drop(disk.remove(&self.base(folder)));
    }

    /// Parses the journal name from a file name with this extension.
    fn new(path: &Path, extension: &str) -> Option<Self> {
        let written = path.file_name()?.to_str()?.strip_suffix(extension)?;
        let (session, number) = written.split_once('-')?;
        let number = number.parse().ok()?;
        (number <= MAX_NUMBER).then(|| Self {
            session: session.to_owned(),
            number,
        })
    }
}

/// Contents of the journal folder.
pub(crate) struct JournalFolder {
    /// Every journal, sorted.
    pub(crate) journals: Vec<JournalName>,
    /// Every copy of a base file, sorted.
    pub(crate) bases: Vec<JournalName>,
    /// The lock of every session, sorted.
    pub(crate) locks: Vec<PathBuf>,
}

impl JournalFolder {
    pub(crate) fn read(disk: &dyn Disk, folder: &Path) -> io::Result<Self> {
        let paths = disk.list(folder)?;
        let named = |extension| {
            let mut names: Vec<JournalName> = paths
                .iter()
                .filter_map(|path| JournalName::new(path, extension))
                .collect();
            names.sort();
            names
        };
        Ok(Self {
            journals: named(".journal"),
            bases: named(".base"),
            locks: paths
                .iter()
                .filter(|path| {
                    path.extension()
                        .is_some_and(|extension| extension == "lock")
                })
                .cloned()
                .collect(),
        })
    }
}

/// Lock of a session, held until it is dropped or its process ends for any reason.
#[derive(Clone, Debug)]
pub(crate) struct SessionLock {
    _file: Arc<dyn DiskFile>,
}

impl SessionLock {
    /// Takes the lock of a session; `None` if another process holds it.
    ///
    /// On a disk without locks, this always succeeds: listing the same work twice is better than never listing it.
    pub(crate) fn take(disk: &dyn Disk, path: &Path) -> io::Result<Option<Self>> {
        let file = match disk.create(path, None) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => disk.open(path)?,
            other => other?,
        };
        let is_locked = file.try_lock().unwrap_or(true);
        Ok(is_locked.then_some(Self { _file: file }))
    }

    /// Takes the lock of a session that has just begun. Retries, since another process holds it only briefly while it
    /// checks whether the session is alive.
    pub(crate) fn of_new_session(disk: &dyn Disk, path: &Path) -> io::Result<Self> {
        for _ in 0..100 {
            if let Some(lock) = Self::take(disk, path)? {
                return Ok(lock);
            }
            disk.pause(Duration::from_millis(5));
        }
        let message = "another program holds the lock of the journal";
        Err(io::Error::new(io::ErrorKind::ResourceBusy, message))
    }
}

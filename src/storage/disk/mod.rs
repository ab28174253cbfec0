//! The file system, and the two ways in which anything is written: whole, beside what was there and then renamed over it
//! (`replace`), or on at the end (the journal).
//!
//! All of it goes through [`Disk`], so that the tests can put a disk underneath that fails or loses its power at any step.

mod at_path;
mod error;
mod file_hash;
mod project_file;
mod real;
mod replace;
mod walk;
mod watch;

pub use at_path::AtPath;
pub use error::FileError;
pub(crate) use error::in_words;
pub use file_hash::FileHash;
pub use project_file::{OpenedFile, create, open, open_with_hash, save, save_on, write_file};
pub(crate) use project_file::{read_file, read_on, save_over};
pub use real::RealDisk;
pub(crate) use replace::{ReplaceError, replace};
pub use walk::{FoundFiles, files_in};
pub use watch::{Replaces, Seen, Since, Watch, watch};

use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

/// The operations on a file system that matter to safety. Symlinks are followed.
///
/// What is written is with the operating system when a call returns, and on the disk after the file is synced; a name
/// that was made, renamed or removed is so after its folder is synced too.
pub trait Disk: fmt::Debug + Send + Sync {
    /// What is at `path`.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::NotFound`] where nothing is there.
    fn look(&self, path: &Path) -> io::Result<Looked>;

    /// `path` without any symlink in it.
    ///
    /// # Errors
    /// As for [`look`](Self::look).
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// The first `limit` bytes of a file.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Makes an empty file, with the permissions of the file `like` where one is given.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] where anything is there, or what the system says.
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Arc<dyn DiskFile>>;

    /// A file that is there, to write on it.
    ///
    /// # Errors
    /// What the system says.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;

    /// Gives a file another name in one step; what had that name before is replaced.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// What is in a folder, sorted; nothing where there is no folder.
    ///
    /// # Errors
    /// What the system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Makes a folder and those it lies in, where they are not there; for the eyes of this user alone, since what is
    /// remembered of a project is as private as the project.
    ///
    /// # Errors
    /// What the system says.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Returns when the names in a folder are on the disk, as far as the system can tell.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Waits, before something is tried again.
    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// A file that is open for writing.
pub trait DiskFile: fmt::Debug + Send + Sync {
    /// Writes `bytes` from byte `offset` on. After an error, any part of them may have been written.
    ///
    /// # Errors
    /// What the system says.
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// Makes the file `len` bytes long.
    ///
    /// # Errors
    /// What the system says.
    fn cut(&self, len: u64) -> io::Result<()>;

    /// Returns when all that was written is on the disk.
    ///
    /// # Errors
    /// What the system says. What was written since the last sync may then be lost, whatever is said later.
    fn sync(&self) -> io::Result<()>;

    /// Locks the file for as long as it is open, or until the process ends however it ends. Says whether it could; it
    /// cannot while another holds the lock.
    ///
    /// # Errors
    /// What the system says, such as that this disk has no locks.
    fn try_lock(&self) -> io::Result<bool>;
}

/// What is at a path.
#[derive(Clone, Copy, Debug)]
pub struct Looked {
    /// A file, a folder, or neither.
    pub kind: Kind,
    /// Its length in bytes.
    pub len: u64,
    /// It may not be written.
    pub read_only: bool,
    /// When it was last written, where the system knows.
    pub modified: Option<SystemTime>,
    /// Tells it from another file that takes its place, where the system numbers files.
    pub id: Option<u64>,
}

/// See [`Looked::kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A pipe or a device.
    Other,
}

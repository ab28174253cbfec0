//! File-system access, with two ways of writing: replacing a whole file through a temporary one (`replace`), and
//! appending (the journal).
//!
//! Everything goes through [`Disk`], so that tests can substitute a disk that fails or loses power at any step.

mod at_path;
mod error;
mod output;
mod project_file;
mod real;
mod replace;
mod walk;
mod watch;

pub use crate::project::FileHash;
pub use at_path::AtPath;
pub use error::FileError;
pub(crate) use error::in_words;
pub use output::{check_output, check_own_file, is_same_output};
pub use project_file::{OpenedFile, create, open, open_with_hash, save, save_on, write_file};
pub(crate) use project_file::{read_file, read_head, read_on, save_over};
pub use real::RealDisk;
pub(crate) use replace::{ReplaceError, folder_of, is_left_by_another, replace, write_whole};
pub use walk::{FoundFiles, files_in};
pub use watch::{FileChange, FileVersion, Replaces, Watch, watch};

use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

/// File-system operations that matter for data safety. Symlinks are followed.
///
/// When a call returns, the operating system has the data; after a file sync, the disk has it. A created, renamed or
/// removed name is durable only after a folder sync as well.
pub trait Disk: fmt::Debug + Send + Sync {
    /// Returns the metadata of `path`.
    ///
    /// # Errors
    /// The system's error; [`io::ErrorKind::NotFound`] if nothing exists there.
    fn look(&self, path: &Path) -> io::Result<FileMetadata>;

    /// Resolves all symlinks in `path`.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// Reads the first `limit` bytes of a file.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Creates an empty file, with the permissions of the file `like` if given.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] if the path is in use, or the system's error.
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Arc<dyn DiskFile>>;

    /// Opens an existing file for writing.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;

    /// Renames a file atomically, replacing any file at the new name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// The entries of a folder, sorted; empty if the folder does not exist.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Creates a folder and its missing parents. Only this user can access it, since the data about a project is as
    /// private as the project.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Creates a folder with the system's default access.
    fn make_shared_folder(&self, folder: &Path) -> io::Result<()> {
        self.make_folder(folder)
    }

    /// Syncs the names in a folder to disk, as far as the system can confirm it.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Waits before a retry.
    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// A file open for writing.
pub trait DiskFile: fmt::Debug + Send + Sync {
    /// Writes `bytes` at byte `offset`. After an error, any part of them may have been written.
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// Sets the file's length to `len` bytes.
    fn cut(&self, len: u64) -> io::Result<()>;

    /// Syncs all written data to disk.
    ///
    /// # Errors
    /// The system's error. Data written since the last sync may then be lost, even if a later sync succeeds.
    fn sync(&self) -> io::Result<()>;

    /// Locks the file until it is closed or the process ends, even by a crash. Returns whether it got the lock; it
    /// fails while another holder has it.
    ///
    /// # Errors
    /// The system's error, for example on a disk without locks.
    fn try_lock(&self) -> io::Result<bool>;
}

/// Metadata of a path.
#[derive(Clone, Copy, Debug)]
pub struct FileMetadata {
    /// A file, a folder, or neither.
    pub kind: FileKind,
    /// Length in bytes.
    pub len: u64,
    /// Whether it is write-protected.
    pub read_only: bool,
    /// Time of the last write, if known.
    pub modified: Option<SystemTime>,
    /// File number, if the system has one. It distinguishes a file from one that replaces it.
    pub id: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    Folder,
    /// A pipe or a device.
    Other,
}

/// Whether the error is that nothing is at the path.
pub(crate) fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// Removes a file, unless there is none.
pub(crate) fn remove_if_there(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    disk.remove(path).or_else(|error| {
        if is_missing(&error) {
            Ok(())
        } else {
            Err(error)
        }
    })
}

/// Whether a file is known to be that old.
pub(crate) fn is_older(disk: &dyn Disk, path: &Path, age: Duration) -> bool {
    let modified = disk.look(path).ok().and_then(|looked| looked.modified);
    let its = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
    its.is_some_and(|its| its > age)
}

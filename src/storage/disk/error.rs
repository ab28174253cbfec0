use super::watch::FileVersion;
use crate::storage::{format::LoadError, limits::MAX_PROJECT_BYTES, locks::LockOwner};

use std::{
    io,
    path::{Path, PathBuf},
};

/// Error of opening, writing or deleting a file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The operating system could not read it.
    #[error("{}: cannot be read: {}", .path.display(), in_words(.source))]
    Read { path: PathBuf, source: io::Error },
    /// A folder, a pipe or a device.
    #[error("{}: is {what}, not a file", .path.display())]
    NotAFile {
        path: PathBuf,
        /// Kind of entry, with its article ("a folder").
        what: &'static str,
    },
    /// The file exceeds a size limit.
    #[error("{}: is larger than {} MB", .path.display(), .limit / (1024 * 1024))]
    TooLong {
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// The file was read but is not a complete project.
    #[error("{}", on_each_line(.path, .source))]
    Load {
        path: PathBuf,
        /// The problems found.
        source: LoadError,
    },
    /// A new file was to be created, but one exists.
    #[error("{}: exists already, and is not overwritten", .path.display())]
    Exists { path: PathBuf },
    /// The file could not be written; the old one is still in place.
    #[error("{}: cannot be written: {}. Any earlier file is unchanged", .path.display(), in_words(.source))]
    Write { path: PathBuf, source: io::Error },
    /// The file could not be deleted.
    #[error("{}: cannot be deleted: {}", .path.display(), in_words(.source))]
    Remove { path: PathBuf, source: io::Error },
    /// The file was written, but the disk did not confirm that it would survive a power cut.
    #[error("{}: was written, but the disk did not confirm it: {}. Save a copy on another disk", .path.display(), in_words(.source))]
    NotConfirmed { path: PathBuf, source: io::Error },
    /// An export or a copy would replace a file that the user or the program still needs.
    #[error("{}: is {what}, so it was not replaced. Choose another name", .path.display())]
    Precious {
        path: PathBuf,
        /// "the project itself".
        what: &'static str,
    },
    /// Another program wrote, moved or deleted the file since it was last checked, so it was left alone.
    #[error("{}: was {} since it was opened here, so nothing was saved over it. Decide above what to do", .path.display(), if .now.is_some() { "changed by another program" } else { "moved or deleted" })]
    Changed {
        path: PathBuf,
        /// The current file; `None` if it is gone.
        now: Option<FileVersion>,
    },
    /// Another window has open the file that a save was to replace.
    #[error("{}: {holder} has it open, so nothing was saved over it. Choose another name", .path.display())]
    Held {
        path: PathBuf,
        /// The other window.
        holder: LockOwner,
    },
    /// The project exceeds the size that can be opened again.
    #[error("{}: the project takes more than {} MB, and could not be opened again. Remove articles, or split it", .path.display(), MAX_PROJECT_BYTES / (1024 * 1024))]
    TooBig {
        /// Target path.
        path: PathBuf,
    },
    /// Crosscheck panicked during the operation; the file is complete, in its old or new version.
    #[error("{}: a bug in Crosscheck stopped the work on this file, which is intact. Try again, or save under another name", .path.display())]
    Fault { path: PathBuf },
}

impl FileError {
    /// Makes the error of a path that could not be read from the system's.
    pub fn read(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Read {
            path: path.clone(),
            source,
        }
    }

    /// The same of a path that could not be written.
    pub(crate) fn write(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Write {
            path: path.clone(),
            source,
        }
    }

    /// Builds a [`Fault`](Self::Fault) for that file.
    pub fn fault(path: &Path) -> Self {
        let path = path.to_owned();
        Self::Fault { path }
    }
}

fn on_each_line(path: &Path, error: &LoadError) -> String {
    let path = path.display();
    let sentences = error.sentences().into_iter();
    let lines: Vec<String> = sentences.map(|line| format!("{path}: {line}")).collect();
    lines.join("\n")
}

/// Plain-English description of the system's error; continues "cannot be written: ".
pub(crate) fn in_words(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let message = match error.kind() {
        // Crosscheck's own error, which has its own message.
        _ if error.raw_os_error().is_none() && error.get_ref().is_some() => {
            return error.to_string();
        }
        Kind::PermissionDenied => "this user has no permission for it or for its folder",
        Kind::ReadOnlyFilesystem => "the disk is read-only",
        Kind::StorageFull | Kind::QuotaExceeded => "the disk is full",
        Kind::FileTooLarge => "the disk does not support files of that size",
        Kind::InvalidFilename => {
            "the name is too long, or contains characters that this disk does not allow"
        }
        Kind::NotFound => {
            "the file or its folder is missing (was a drive removed, or the folder renamed?)"
        }
        Kind::ResourceBusy => "another program holds it",
        Kind::StaleNetworkFileHandle | Kind::NetworkDown | Kind::HostUnreachable => {
            "the network drive does not answer"
        }
        _ => return error.to_string(),
    };
    message.to_owned()
}

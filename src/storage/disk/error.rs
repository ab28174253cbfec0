use super::watch::Seen;
use crate::storage::{format::LoadError, limits::MAX_PROJECT_BYTES, locks::Holder};

use std::{
    io,
    path::{Path, PathBuf},
};

/// Why a file could not be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The operating system would not read it.
    #[error("{}: cannot be read: {}", .path.display(), in_words(.source))]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder, a pipe or a device.
    #[error("{}: is {what}, not a file", .path.display())]
    NotAFile {
        /// Which.
        path: PathBuf,
        /// What it is, with its article.
        what: &'static str,
    },
    /// Longer than a limit.
    #[error("{}: is longer than {} MB", .path.display(), .limit / (1024 * 1024))]
    TooLong {
        /// Which file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// It was read, but it is no whole project.
    #[error("{}", on_each_line(.path, .source))]
    Load {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: LoadError,
    },
    /// A new file was to be made, and there is one.
    #[error("{}: is there already, and is not overwritten", .path.display())]
    Exists {
        /// Which file.
        path: PathBuf,
    },
    /// It could not be written; what was there before is still there.
    #[error("{}: cannot be written: {}. What was there before is unchanged", .path.display(), in_words(.source))]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It was to be deleted, and is still there.
    #[error("{}: cannot be deleted: {}", .path.display(), in_words(.source))]
    Remove {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It was written, but the disk does not say that it would outlive a power cut.
    #[error("{}: was written, but the disk did not confirm it: {}. Save a copy on another disk", .path.display(), in_words(.source))]
    NotConfirmed {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another program has written, moved or deleted it since it was seen last, and it was left alone.
    #[error("{}: was {} since it was opened here, so nothing was saved over it. Choose above what to do", .path.display(), if .now.is_some() { "changed by another program" } else { "moved or deleted" })]
    Changed {
        /// Which file.
        path: PathBuf,
        /// The file as it is now; `None` where it is gone.
        now: Option<Seen>,
    },
    /// Another window has the file open that a save was to replace.
    #[error("{}: {holder} has it open, so nothing was saved over it. Choose another name", .path.display())]
    Held {
        /// Which file.
        path: PathBuf,
        /// Who has it open.
        holder: Holder,
    },
    /// The project has outgrown what can be opened.
    #[error("{}: the project takes more than {} MB, and could not be opened again. Remove articles, or split it", .path.display(), MAX_PROJECT_BYTES / (1024 * 1024))]
    TooBig {
        /// Where it was to be saved.
        path: PathBuf,
    },
    /// The program itself failed while it was at the file, which is whole, old or new.
    #[error("{}: a fault in Crosscheck ended the work at this file, which is whole. Try again, or save under another name", .path.display())]
    Fault {
        /// Which file.
        path: PathBuf,
    },
}

impl FileError {
    /// [`Fault`](Self::Fault) at that file.
    #[must_use]
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

/// What the system's error means to a person; reads on from "cannot be written: ".
pub(crate) fn in_words(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let words = match error.kind() {
        // Ours, with its own words.
        _ if error.raw_os_error().is_none() && error.get_ref().is_some() => {
            return error.to_string();
        }
        Kind::PermissionDenied => "this user may not do that to it or to its folder",
        Kind::ReadOnlyFilesystem => "the disk is read-only",
        Kind::StorageFull | Kind::QuotaExceeded => "the disk is full",
        Kind::FileTooLarge => "the disk takes no file of that size",
        Kind::InvalidFilename => "the name is too long, or has signs that this disk does not take",
        Kind::NotFound => {
            "the file or its folder is not there (was a drive removed, or the folder renamed?)"
        }
        Kind::ResourceBusy => "another program holds it",
        Kind::StaleNetworkFileHandle | Kind::NetworkDown | Kind::HostUnreachable => {
            "the network drive does not answer"
        }
        _ => return error.to_string(),
    };
    words.to_owned()
}

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use atomic_write_file::AtomicWriteFile;

use super::{LoadError, from_ron, limits::MAX_PROJECT_BYTES, to_ron};
use crate::project::Project;

/// Why a file could not be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The operating system would not read it.
    #[error("{}: cannot be read: {source}", .path.display())]
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
    #[error("{}: cannot be written: {source}. What was there before is unchanged", .path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn on_each_line(path: &Path, error: &LoadError) -> String {
    let path = path.display();
    let sentences = error.sentences().into_iter();
    let lines: Vec<String> = sentences.map(|line| format!("{path}: {line}")).collect();
    lines.join("\n")
}

/// Reads a project file and verifies it.
///
/// # Errors
/// [`FileError`], which names the file; with [`FileError::Load`] every problem and its line.
pub fn open(path: &Path) -> Result<Project, FileError> {
    let bytes = read_file(path, MAX_PROJECT_BYTES)?;
    from_ron(&bytes).map_err(|source| FileError::Load {
        path: path.to_owned(),
        source,
    })
}

/// Writes a project file: beside the old one, synced to the disk, then renamed over it. The permissions of the old one
/// stay, and a symlink stays one: its target is written.
///
/// # Errors
/// [`FileError::Write`]; what was at `path` before is then untouched.
pub fn save(path: &Path, project: &Project) -> Result<(), FileError> {
    write_file(path, to_ron(project).as_bytes())
}

/// Saves a project under a name that nothing has yet.
///
/// # Errors
/// [`FileError::Exists`] where something is there; otherwise as for [`save`].
pub fn create(path: &Path, project: &Project) -> Result<(), FileError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(FileError::Exists {
            path: path.to_owned(),
        }),
        Err(_) => save(path, project),
    }
}

/// Writes `bytes` as [`save`] writes a project.
///
/// # Errors
/// As for [`save`]; [`FileError::NotAFile`] where a folder, a pipe or a device is there, which a rename would replace.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let write_error = |source| FileError::Write {
        path: path.to_owned(),
        source,
    };
    let target = target_of(path).map_err(write_error)?;
    if let Ok(metadata) = fs::metadata(&target) {
        check_is_file(path, &metadata)?;
        if metadata.permissions().readonly() {
            // Renaming would get around it, unasked.
            let read_only = io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only");
            return Err(write_error(read_only));
        }
    }
    write_atomically(&target, bytes).map_err(write_error)
}

/// Where a symlink leads to, since renaming would replace it. What is not there yet is its own target.
fn target_of(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => {
            Ok(path.to_owned())
        }
        other => other,
    }
}

fn write_atomically(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = AtomicWriteFile::open(target)?;
    file.write_all(bytes)?;
    file.commit()
}

/// Reads a regular file of at most `limit` bytes. Never waits for a pipe and never reads a device.
pub(super) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let read_error = |source| FileError::Read {
        path: path.to_owned(),
        source,
    };
    let metadata = fs::metadata(path).map_err(read_error)?;
    check_is_file(path, &metadata)?;
    let too_long = || FileError::TooLong {
        path: path.to_owned(),
        limit,
    };
    if metadata.len() > limit {
        return Err(too_long());
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    let file = File::open(path).map_err(read_error)?;
    // It may grow while it is read.
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(read_error)?;
    if bytes.len() as u64 > limit {
        return Err(too_long());
    }
    Ok(bytes)
}

fn check_is_file(path: &Path, metadata: &fs::Metadata) -> Result<(), FileError> {
    let what = match metadata {
        file if file.is_file() => return Ok(()),
        folder if folder.is_dir() => "a folder",
        _ => "a pipe or a device",
    };
    let path = path.to_owned();
    Err(FileError::NotAFile { path, what })
}

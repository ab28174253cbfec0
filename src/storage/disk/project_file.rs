use super::{
    Disk, FileKind, FileMetadata,
    error::FileError,
    real::RealDisk,
    replace::{ReplaceError, replace_if},
    watch::FileVersion,
};
use crate::{
    project::{FileHash, Project},
    storage::{
        format::{from_ron, to_ron},
        limits::MAX_PROJECT_BYTES,
    },
};

use std::{io, path::Path};

/// A project and the hash of the file it was read from.
#[derive(Debug)]
pub struct OpenedFile {
    pub project: Project,
    /// Hash of the file, to detect changes.
    pub hash: FileHash,
    /// Metadata of the file when it was read; `None` if the system did not return it.
    pub seen: Option<FileVersion>,
}

/// Reads and verifies a project file.
///
/// # Errors
/// [`FileError`], which names the file; [`FileError::Load`] lists every problem with its line.
pub fn open(path: &Path) -> Result<Project, FileError> {
    let bytes = read_file(path, MAX_PROJECT_BYTES)?;
    load(path, &bytes)
}

/// Like [`open`], but also returns the file's hash, computed while the file is verified.
pub fn open_with_hash(disk: &dyn Disk, path: &Path) -> Result<OpenedFile, FileError> {
    // Read before the bytes, so that a write in between is noticed later.
    let found = disk.look(path).ok();
    let bytes = read_on(disk, path, MAX_PROJECT_BYTES)?;
    std::thread::scope(|scope| {
        let hashing = scope.spawn(|| FileHash::of(&bytes));
        let project = load(path, &bytes)?;
        let hash = hashing.join().unwrap_or_else(|_| FileHash::of(&bytes));
        let seen = found.map(|found| FileVersion::new(found, hash));
        Ok(OpenedFile {
            project,
            hash,
            seen,
        })
    })
}

fn load(path: &Path, bytes: &[u8]) -> Result<Project, FileError> {
    from_ron(bytes).map_err(|source| FileError::Load {
        path: path.to_owned(),
        source,
    })
}

/// Writes a project file: to a temporary file, synced to disk, then renamed over the old one. Keeps the permissions of
/// the old file, and writes to the target of a symlink.
///
/// # Errors
/// [`FileError::Write`]; the old file at `path` is then untouched.
pub fn save(path: &Path, project: &Project) -> Result<(), FileError> {
    write_file(path, to_ron(project).as_bytes())
}

/// Saves a project under an unused name.
///
/// # Errors
/// [`FileError::Exists`] if the name is in use; otherwise as for [`save`].
pub fn create(path: &Path, project: &Project) -> Result<(), FileError> {
    if RealDisk.look(path).is_ok() || path.is_symlink() {
        let path = path.to_owned();
        return Err(FileError::Exists { path });
    }
    save(path, project)
}

/// Writes `bytes` the way [`save`] writes a project.
///
/// # Errors
/// As for [`save`]; [`FileError::NotAFile`] if the path is a folder, a pipe or a device, which a rename would replace.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    save_on(&RealDisk, path, bytes)
}

/// Like [`write_file`], on any disk.
///
/// # Errors
/// As for [`write_file`]; [`FileError::NotConfirmed`] if the new file is in place but may not survive a power cut.
pub fn save_on(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    save_over(disk, path, bytes, || Ok(())).map(drop)
}

/// Like [`save_on`], if `check` succeeds directly before the file is replaced. Returns the metadata of the new file
/// from before the rename.
pub(crate) fn save_over(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    check: impl Fn() -> Result<(), FileError>,
) -> Result<Option<FileMetadata>, FileError> {
    let write_error = FileError::write(path);
    // A rename would replace a symlink, so its target is replaced.
    let target = disk.resolve(path).map_err(&write_error)?;
    if let Ok(there) = disk.look(&target) {
        check_is_file(path, there)?;
        let refused = disk.open(&target).err();
        let is_refused = refused.is_some_and(|it| it.kind() == io::ErrorKind::PermissionDenied);
        if there.read_only || is_refused {
            // A rename would bypass the write protection without asking.
            let read_only = io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only");
            return Err(write_error(read_only));
        }
    }
    let mut amiss = None;
    let mut may_replace = || {
        amiss = check().err();
        amiss.is_none()
    };
    let replaced = replace_if(disk, &target, bytes, &mut may_replace);
    replaced.map_err(|error| match error {
        ReplaceError::NotSynced(source) => FileError::NotConfirmed {
            path: path.to_owned(),
            source,
        },
        other => amiss.unwrap_or_else(|| write_error(other.into_io())),
    })
}

/// Reads a regular file of at most `limit` bytes. Never blocks on a pipe and never reads a device.
pub(crate) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    read_on(&RealDisk, path, limit)
}

/// Reads the first bytes of a regular file, at most `len`.
pub(crate) fn read_head(path: &Path, len: u64) -> Result<Vec<u8>, FileError> {
    let read_error = FileError::read(path);
    check_is_file(path, RealDisk.look(path).map_err(&read_error)?)?;
    RealDisk.read(path, len).map_err(read_error)
}

/// Like [`read_file`], on any disk.
pub(crate) fn read_on(disk: &dyn Disk, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let read_error = FileError::read(path);
    let there = disk.look(path).map_err(&read_error)?;
    check_is_file(path, there)?;
    let too_long = || FileError::TooLong {
        path: path.to_owned(),
        limit,
    };
    if there.len > limit {
        return Err(too_long());
    }
    // The file may grow while it is read.
    let bytes = disk.read(path, limit + 1).map_err(read_error)?;
    if bytes.len() as u64 > limit {
        return Err(too_long());
    }
    Ok(bytes)
}

fn check_is_file(path: &Path, there: FileMetadata) -> Result<(), FileError> {
    let what = match there.kind {
        FileKind::File => return Ok(()),
        FileKind::Folder => "a folder",
        FileKind::Other => "a pipe or a device",
    };
    let path = path.to_owned();
    Err(FileError::NotAFile { path, what })
}

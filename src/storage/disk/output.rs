//! Files that an export must not replace.

use super::{FileError, FileKind, real::RealDisk, replace::folder_of};
use crate::storage::{
    FORMAT, disk::Disk, format::version_of, locks::lock_files, originals::is_among_originals,
};

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Checks that an export may be written at `path`: not over the project it comes from, its lock, in a folder of
/// originals, over a file in the state directory, or another project. Follows links.
pub fn check_output(
    path: &Path,
    project: Option<&Path>,
    state: Option<&Path>,
) -> Result<(), FileError> {
    let is_project = project.is_some_and(|project| is_same_output(path, project));
    let precious = |what| {
        let path = path.to_owned();
        Err(FileError::Precious { path, what })
    };
    if is_project {
        return precious("the project itself");
    }
    check_own_file(path, project, state)?;
    if holds_project(path) {
        return precious("another Crosscheck project");
    }
    Ok(())
}

/// Checks that a file may be written at `path`: not over the lock of the open project, in a folder of originals, or over a file in
/// article or a file in the state directory.
pub fn check_own_file(
    path: &Path,
    project: Option<&Path>,
    state: Option<&Path>,
) -> Result<(), FileError> {
    let precious = |what| {
        let path = path.to_owned();
        Err(FileError::Precious { path, what })
    };
    let locks = project.map(|project| lock_files(&target(project)));
    if locks
        .into_iter()
        .flatten()
        .any(|lock| is_same_output(path, &lock))
    {
        return precious("the lock of the open project");
    }
    if is_among_originals(&target(path)) {
        return precious("in a folder of originals");
    }
    if state.is_some_and(|state| target(path).starts_with(target(state))) {
        return precious("in the folder of Crosscheck's backups, journals and settings");
    }
    Ok(())
}

/// Returns whether two paths lead to one file, or will once the file is written.
pub fn is_same_output(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false) || target(one) == target(other)
}

/// Path without links. The file need not exist.
fn target(path: &Path) -> PathBuf {
    let resolve = |path: &Path| fs::canonicalize(path);
    let beside = || -> io::Result<PathBuf> {
        let folder = resolve(&folder_of(path))?;
        Ok(folder.join(path.file_name().unwrap_or_default()))
    };
    resolve(path)
        .or_else(|_| beside())
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}

/// Returns whether the file begins as a project does, even a damaged one.
fn holds_project(path: &Path) -> bool {
    let looked = RealDisk.look(path);
    if !looked.is_ok_and(|looked| looked.kind == FileKind::File) {
        return false;
    }
    let beginning = RealDisk.read(path, 4096).unwrap_or_default();
    let text = String::from_utf8_lossy(&beginning);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    version_of(text).is_some() || (text.starts_with('(') && text.contains(FORMAT))
}

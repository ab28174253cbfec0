//! Files that an export must not replace.

use super::{FileError, FileKind, real::RealDisk, replace::folder_of};
use crate::storage::{
    FORMAT, MAX_PROJECT_BYTES, disk::Disk, format::List, locks::lock_files,
    originals::is_among_originals,
};

use std::{
    fs,
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
    let file = RealDisk.resolve(path).unwrap_or_else(|_| path.to_owned());
    match fs::canonicalize(folder_of(&file)) {
        Ok(folder) => folder.join(file.file_name().unwrap_or_default()),
        Err(_) => std::path::absolute(&file).unwrap_or(file),
    }
}

/// Returns whether the file holds a project, even a damaged one: its first fields, or the lines that begin two of its
/// lists.
fn holds_project(path: &Path) -> bool {
    let looked = RealDisk.look(path);
    if !looked.is_ok_and(|looked| looked.kind == FileKind::File) {
        return false;
    }
    let mut bytes = RealDisk.read(path, MAX_PROJECT_BYTES).unwrap_or_default();
    // The keys are ASCII, which UTF-16 writes with zeros in between.
    bytes.retain(|byte| *byte != 0);
    let text = String::from_utf8_lossy(&bytes);
    let begins_with = |line: &str, key: &str, value: &str| {
        // Before it may be a mark of a merge, a quote or of the byte order.
        let line = line.trim_start_matches(|it: char| !it.is_alphanumeric());
        let rest = line.strip_prefix(key).map(str::trim_start);
        let found = rest.and_then(|rest| rest.strip_prefix(':'));
        found.is_some_and(|found| found.trim_start().starts_with(value))
    };
    let named = |list: &List| text.lines().any(|line| begins_with(line, list.name(), "["));
    let format = format!("\"{FORMAT}\"");
    text.lines()
        .any(|line| begins_with(line, "format", &format))
        || List::ALL.iter().filter(|list| named(list)).count() > 1
}

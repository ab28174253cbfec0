use super::{Disk, FileMetadata, is_older};
use crate::{project::Id, storage::fresh_id::fresh_id};

use std::{
    io,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::Duration,
};

/// Distinguishes the files that this process is writing from those that a crashed one left behind.
static THIS_PROCESS: LazyLock<Id<()>> = LazyLock::new(fresh_id);

/// Prefix and suffix of the names of temporary files, written next to the file to replace.
const TEMPORARY: (&str, &str) = (".crosscheck-", ".tmp");

/// Age after which a temporary file left by an interrupted save is considered abandoned.
const ABANDONED_AFTER: Duration = Duration::from_hours(24);

/// Number of rename attempts while another program holds the file, and the pause between them.
const RENAME_ATTEMPTS: u32 = 10;
const RETRY_PAUSE: Duration = Duration::from_millis(50);

/// Error of replacing a file.
#[derive(Debug)]
pub(crate) enum ReplaceError {
    /// The old file is still in place.
    Unchanged(io::Error),
    /// The old file is still in place, because the check forbade replacing it.
    Refused,
    /// The file was replaced, but it may not survive a power cut.
    NotSynced(io::Error),
}

impl ReplaceError {
    /// The system's error.
    pub(crate) fn into_io(self) -> io::Error {
        match self {
            Self::Unchanged(error) | Self::NotSynced(error) => error,
            Self::Refused => io::Error::other("it may not be replaced"),
        }
    }
}

/// Replaces the file at `target` with `bytes`: writes them to a temporary file next to it, syncs that file, renames it
/// over the target, and syncs the folder. At every moment either the old or the new file is complete.
///
/// `target` must not be a symlink, which the rename would replace. Keeps the permissions of the old file.
pub(crate) fn replace(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> Result<(), ReplaceError> {
    replace_if(disk, target, bytes, &mut || true).map(drop)
}

/// Like [`replace`], with the system's error.
pub(crate) fn write_whole(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(disk, path, bytes).map_err(ReplaceError::into_io)
}

/// Like [`replace`], but calls `may_replace` directly before each rename attempt. Returns the metadata of the new file,
/// read before the rename, so that later changes by other programs can be detected; `None` if the system did not return
/// it.
pub(crate) fn replace_if(
    disk: &dyn Disk,
    target: &Path,
    bytes: &[u8],
    may_replace: &mut dyn FnMut() -> bool,
) -> Result<Option<FileMetadata>, ReplaceError> {
    let folder = folder_of(target);
    let beside = folder.join(temporary_name());
    let written = write_beside(disk, &beside, target, bytes).map_err(ReplaceError::Unchanged);
    let looked = disk.look(&beside).ok();
    let renamed = written.and_then(|()| rename_with_patience(disk, &beside, target, may_replace));
    if let Err(error) = renamed {
        // If this fails too, a later save removes the file.
        drop(disk.remove(&beside));
        return Err(error);
    }
    disk.sync_folder(&folder).map_err(ReplaceError::NotSynced)?;
    sweep(disk, &folder);
    Ok(looked)
}

/// Parent folder of a file.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn write_beside(disk: &dyn Disk, beside: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let like = disk.look(target).is_ok().then_some(target);
    let file = disk.create(beside, like)?;
    file.write_at(0, bytes)?;
    file.sync()
}

/// Of fixed length, since the target's name may already be as long as the system allows.
fn temporary_name() -> String {
    let (begin, end) = TEMPORARY;
    format!("{begin}{}-{}{end}", *THIS_PROCESS, fresh_id::<()>())
}

fn rename_with_patience(
    disk: &dyn Disk,
    from: &Path,
    to: &Path,
    may_replace: &mut dyn FnMut() -> bool,
) -> Result<(), ReplaceError> {
    for tries_left in (0..RENAME_ATTEMPTS).rev() {
        if !may_replace() {
            return Err(ReplaceError::Refused);
        }
        match disk.rename(from, to) {
            Err(error) if is_held(&error) && tries_left > 0 => disk.pause(RETRY_PAUSE),
            other => return other.map_err(ReplaceError::Unchanged),
        }
    }
    Ok(())
}

/// Returns whether another program, such as a virus scanner or a cloud folder, holds the file open so that it cannot be
/// replaced.
fn is_held(error: &io::Error) -> bool {
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    let on_windows = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    on_windows || error.kind() == io::ErrorKind::ResourceBusy
}

/// Removes temporary files of interrupted saves from the folder. Failures do not matter.
fn sweep(disk: &dyn Disk, folder: &Path) {
    for path in disk.list(folder).unwrap_or_default() {
        if is_temporary(&path) && is_older(disk, &path, ABANDONED_AFTER) {
            drop(disk.remove(&path));
        }
    }
}

/// Returns whether the file has a name that a save gives to temporary files.
fn is_temporary(path: &Path) -> bool {
    id_in_name(path).is_some()
}

/// Returns whether the file has the name of a temporary file, and another process began the save.
pub(crate) fn is_left_by_another(path: &Path) -> bool {
    id_in_name(path).is_some_and(|id| !id.starts_with(&THIS_PROCESS.to_string()))
}

fn id_in_name(path: &Path) -> Option<&str> {
    let (begin, end) = TEMPORARY;
    let name = path.file_name()?.to_str()?;
    name.strip_prefix(begin)?.strip_suffix(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_this_process_writes_is_not_left_by_another() {
        let own = PathBuf::from(temporary_name());
        assert!(is_temporary(&own) && !is_left_by_another(&own));
        for other in [
            ".crosscheck-0000000000000.tmp",
            ".crosscheck-0000000000000-1.tmp",
        ] {
            assert!(is_left_by_another(Path::new(other)), "{other}");
        }
        assert!(!is_left_by_another(Path::new("notes.tmp")));
    }
}

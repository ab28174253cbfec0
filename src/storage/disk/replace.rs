use super::{Disk, Looked};
use crate::storage::fresh_id::fresh_id;

use std::{
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// What the names of files begin and end with that are written beside the one they shall replace.
const TEMPORARY: (&str, &str) = (".crosscheck-", ".tmp");

/// A file of that name, left by a save that was cut off, is nobody's any more when it is so old.
const LEFT_BEHIND: Duration = Duration::from_hours(24);

/// How often a rename is tried while another program holds the file, and how long is waited between.
const TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// Why a file was not replaced.
#[derive(Debug)]
pub(crate) enum ReplaceError {
    /// What was there before is still there.
    Unchanged(io::Error),
    /// The same, since it may not be replaced.
    Refused,
    /// It was replaced, but whether that outlives a power cut is not known.
    NotSynced(io::Error),
}

impl ReplaceError {
    /// What the system said.
    pub(crate) fn into_io(self) -> io::Error {
        match self {
            Self::Unchanged(error) | Self::NotSynced(error) => error,
            Self::Refused => io::Error::other("it may not be replaced"),
        }
    }
}

/// Puts `bytes` in the place of whatever is at `target`: they are written to a file beside it and synced, that file is
/// renamed over it, and the folder is synced. At every moment the old file or the new one is there, whole.
///
/// `target` must not be a symlink, which the rename would replace. The permissions of the old file stay.
pub(crate) fn replace(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> Result<(), ReplaceError> {
    replace_if(disk, target, bytes, &mut || true).map(drop)
}

/// The same where `may_replace`, which is asked directly before each attempt to rename. Says how the new file looked before
/// it got its name, so that what anybody else does to it from then on can be told; `None` where the system would not say.
pub(crate) fn replace_if(
    disk: &dyn Disk,
    target: &Path,
    bytes: &[u8],
    may_replace: &mut dyn FnMut() -> bool,
) -> Result<Option<Looked>, ReplaceError> {
    let folder = folder_of(target);
    let beside = folder.join(temporary_name());
    let written = write_beside(disk, &beside, target, bytes).map_err(ReplaceError::Unchanged);
    let looked = disk.look(&beside).ok();
    let renamed = written.and_then(|()| rename_with_patience(disk, &beside, target, may_replace));
    if let Err(error) = renamed {
        // If it cannot be removed either, a save of a later day will.
        drop(disk.remove(&beside));
        return Err(error);
    }
    disk.sync_folder(&folder).map_err(ReplaceError::NotSynced)?;
    sweep(disk, &folder);
    Ok(looked)
}

/// The folder that a file lies in.
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

/// Its length does not depend on the target's name, which may be as long as a name can be.
fn temporary_name() -> String {
    let (begin, end) = TEMPORARY;
    format!("{begin}{}{end}", fresh_id::<()>())
}

fn rename_with_patience(
    disk: &dyn Disk,
    from: &Path,
    to: &Path,
    may_replace: &mut dyn FnMut() -> bool,
) -> Result<(), ReplaceError> {
    for tries_left in (0..TRIES).rev() {
        if !may_replace() {
            return Err(ReplaceError::Refused);
        }
        match disk.rename(from, to) {
            Err(error) if is_held(&error) && tries_left > 0 => disk.pause(BETWEEN_TRIES),
            other => return other.map_err(ReplaceError::Unchanged),
        }
    }
    Ok(())
}

/// Whether another program has the file open in a way that forbids replacing it: a virus scanner, a cloud folder.
fn is_held(error: &io::Error) -> bool {
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
    let on_windows = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    on_windows || error.kind() == io::ErrorKind::ResourceBusy
}

/// Removes what saves that were cut off have left in the folder. Nothing depends on it.
fn sweep(disk: &dyn Disk, folder: &Path) {
    let now = SystemTime::now();
    let is_old = |path: &PathBuf| {
        let modified = disk.look(path).ok().and_then(|looked| looked.modified);
        modified
            .and_then(|modified| now.duration_since(modified).ok())
            .is_some_and(|age| age > LEFT_BEHIND)
    };
    let paths = disk.list(folder).unwrap_or_default().into_iter();
    for path in paths.filter(|path| is_temporary(path)).filter(is_old) {
        drop(disk.remove(&path));
    }
}

fn is_temporary(path: &Path) -> bool {
    let (begin, end) = TEMPORARY;
    path.file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| name.starts_with(begin) && name.ends_with(end))
}

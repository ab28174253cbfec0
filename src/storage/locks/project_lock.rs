//! Locks of project files that are open in a window: a locked file beside the project, and a note that names the
//! holder.
//!
//! The lock is advisory: it only keeps two windows from unknowingly overwriting each other's saves. A note whose lock
//! is free was left behind by a crashed program and is ignored. In cloud folders and on some network disks, locks are
//! not visible to other machines; there, the note of another machine is valid as long as that machine renews it.
//!
//! The note is a separate file, since other processes on Windows cannot read a locked one. A file with several names
//! (hard links) is locked in the state directory as well. A file whose name is too long for a lock beside it is locked
//! only there.

use super::note::{LockOwner, open_or_create, open_to_read};
use crate::{
    project::TextHash,
    storage::disk::{Disk, RealDisk},
};

use std::{
    ffi::OsStr,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant, SystemTime},
};

use same_file::Handle;

/// Interval between renewals of a note.
const RENEWAL_INTERVAL: Duration = Duration::from_mins(1);
/// Age without renewal after which the note of another machine is ignored.
const STALE_AFTER: Duration = Duration::from_mins(5);
/// Longest time that a window may take from making a lock to writing its note, and from removing the note to releasing
/// the lock.
const SETTLING_TIME: Duration = Duration::from_secs(2);
/// Longest file name in bytes that every usual disk takes.
const MAX_NAME_BYTES: usize = 255;

/// Result of [`lock_project`].
#[derive(Debug)]
pub enum LockResult {
    /// This window holds the file until the hold is dropped.
    Ours(ProjectLock),
    /// Another window has it open.
    Theirs(LockOwner),
    /// This window already holds the file.
    Already,
    /// No lock can be made, for example in a read-only folder. Windows cannot detect each other.
    Impossible(io::Error),
}

/// Lock on a project file that is open in this window. Dropping it removes its locks and notes.
#[derive(Debug)]
pub struct ProjectLock {
    _locks: Vec<FileLock>,
}

/// Marks the project file at `path` as open in this window, unless another window has it open. Locks that cannot be beside
/// the file go into the folder `elsewhere`.
pub fn lock_project(path: &Path, window: &LockOwner, elsewhere: Option<&Path>) -> LockResult {
    let myself = window.holding_since_now();
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name_elsewhere = || TextHash::of(&path.to_string_lossy()).to_string();
    let paths = LockPaths::beside(&path)
        .or_else(|| LockPaths::elsewhere(elsewhere?, &name_elsewhere()[..16]));
    let Some(paths) = paths else {
        let message = "its name leaves no room for a lock";
        return LockResult::Impossible(io::Error::other(message));
    };
    let lock = match paths.take(&myself) {
        Ok(lock) => lock,
        Err(lock) => return lock,
    };
    let of_all_names = link_number(&path).and_then(|name| LockPaths::elsewhere(elsewhere?, &name));
    let of_all_names = of_all_names.map(|paths| paths.take(&myself));
    match of_all_names {
        Some(Err(LockResult::Theirs(holder))) => LockResult::Theirs(holder),
        Some(Ok(second)) => LockResult::Ours(ProjectLock {
            _locks: vec![lock, second],
        }),
        // The lock beside the file is enough, unless it is opened by another name.
        None | Some(Err(LockResult::Already | LockResult::Ours(_) | LockResult::Impossible(_))) => {
            LockResult::Ours(ProjectLock { _locks: vec![lock] })
        }
    }
}

/// Files that lock a project file, as far as they are beside it.
pub(crate) fn lock_files(path: &Path) -> Vec<PathBuf> {
    let paths = LockPaths::beside(path);
    paths.map_or_else(Vec::new, |LockPaths { lock, note }| vec![lock, note])
}

/// Number of a file with several names, on systems that number files.
#[cfg(unix)]
fn link_number(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let found = fs::metadata(path).ok()?;
    (found.nlink() > 1).then(|| format!("{:x}-{:x}", found.dev(), found.ino()))
}

/// The standard library does not expose it.
#[cfg(not(unix))]
fn link_number(_path: &Path) -> Option<String> {
    None
}

/// A lock with its note.
#[derive(Debug)]
struct FileLock {
    paths: LockPaths,
    file: File,
    /// Dropping it stops the renewal thread. Absent if no note could be written.
    renewing: Option<Sender<()>>,
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Removed while the lock is still held, so that the files of another window are never removed.
        if self.renewing.is_some() {
            drop(fs::remove_file(&self.paths.note));
        }
        drop(fs::remove_file(&self.paths.lock));
        drop(self.file.unlock());
    }
}

#[derive(Clone, Debug)]
struct LockPaths {
    /// Empty file that the holder locks.
    lock: PathBuf,
    /// File that names the holder.
    note: PathBuf,
}

/// Result of one attempt to take a lock.
enum LockAttempt {
    Taken(FileLock),
    Held(LockOwner),
    /// Held without a note: its owner is making or releasing it, or could not write the note.
    Unnamed,
    /// Its owner removed the lock after it was opened here and before it was locked.
    Vanished,
}

impl LockPaths {
    /// ".mill.ron.lock" and ".mill.ron.holder" for "mill.ron"; `None` if they are too long.
    fn beside(path: &Path) -> Option<Self> {
        let name = path.file_name().unwrap_or_default();
        let longest = ".".len() + name.len() + ".holder".len();
        (longest <= MAX_NAME_BYTES).then(|| Self::named(path.parent().unwrap_or(path), name))
    }

    fn elsewhere(folder: &Path, name: &str) -> Option<Self> {
        RealDisk.make_folder(folder).ok()?;
        Some(Self::named(folder, OsStr::new(name)))
    }

    fn named(folder: &Path, name: &OsStr) -> Self {
        let with_ending = |ending: &str| {
            let mut whole = OsStr::new(".").to_owned();
            whole.push(name);
            whole.push(ending);
            folder.join(whole)
        };
        Self {
            lock: with_ending(".lock"),
            note: with_ending(".holder"),
        }
    }

    /// Takes the lock, or says why that is not possible.
    fn take(&self, myself: &LockOwner) -> Result<FileLock, LockResult> {
        let since = Instant::now();
        loop {
            let is_settled = since.elapsed() >= SETTLING_TIME;
            match self.attempt(myself) {
                Ok(LockAttempt::Taken(lock)) => return Ok(lock),
                Ok(LockAttempt::Held(holder)) if holder.session == myself.session => {
                    return Err(LockResult::Already);
                }
                Ok(LockAttempt::Held(holder)) => return Err(LockResult::Theirs(holder)),
                Ok(LockAttempt::Unnamed) if is_settled => {
                    return Err(LockResult::Theirs(LockOwner::default()));
                }
                Ok(LockAttempt::Vanished) if is_settled => {
                    let message = "the lock beside it keeps vanishing";
                    return Err(LockResult::Impossible(io::Error::other(message)));
                }
                Ok(LockAttempt::Unnamed | LockAttempt::Vanished) => {
                    thread::sleep(Duration::from_millis(10));
                }
                Err(error) => return Err(LockResult::Impossible(error)),
            }
        }
    }

    fn attempt(&self, myself: &LockOwner) -> io::Result<LockAttempt> {
        let file = match open_or_create(&self.lock) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return self.of_another_user(error);
            }
            opened => opened?,
        };
        if file.metadata()?.len() > 0 {
            let message = "a file of another kind has the name of its lock";
            return Err(io::Error::other(message));
        }
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = self.holder().unwrap_or_default();
                return Ok(if holder.session.is_empty() {
                    LockAttempt::Unnamed
                } else {
                    LockAttempt::Held(holder)
                });
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        if let Some(holder) = self.holder()
            && holder.machine != myself.machine
            && !holder.machine.is_empty()
            && self.is_renewed()
        {
            return Ok(LockAttempt::Held(holder));
        }
        if !is_still_at(&file, &self.lock) {
            return Ok(LockAttempt::Vanished);
        }
        // Without a note the lock still works, but others do not see the holder's name.
        let note = myself.write_note(&self.note).ok();
        Ok(LockAttempt::Taken(FileLock {
            paths: self.clone(),
            file,
            renewing: note.map(renew),
        }))
    }

    /// Opens a lock that this user can read but not write, which still shows whether it is held.
    fn of_another_user(&self, refused: io::Error) -> io::Result<LockAttempt> {
        let file = open_to_read(&self.lock).map_err(|_nor_read| refused)?;
        let is_held = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        if is_held || self.is_renewed() {
            return Ok(LockAttempt::Held(self.holder().unwrap_or_default()));
        }
        Err(io::Error::other("another user left a lock there"))
    }

    fn holder(&self) -> Option<LockOwner> {
        LockOwner::in_note(&self.note)
    }

    /// Whether the note is recent.
    fn is_renewed(&self) -> bool {
        let renewed = fs::metadata(&self.note).and_then(|note| note.modified());
        // If this machine's clock is behind, the time is in the future. That counts as recent.
        renewed.is_ok_and(|time| time.elapsed().map_or(true, |age| age <= STALE_AFTER))
    }
}

/// Returns whether `path` still refers to this open file. Does not read the content, which a lock might prevent.
fn is_still_at(file: &File, path: &Path) -> bool {
    let handle = file.try_clone().and_then(Handle::from_file);
    matches!((handle, Handle::from_path(path)), (Ok(ours), Ok(there)) if ours == there)
}

/// Updates the modification time of the note at intervals, until the sender is dropped.
fn renew(note: File) -> Sender<()> {
    let (sender, receiver) = channel::<()>();
    thread::spawn(move || {
        while receiver.recv_timeout(RENEWAL_INTERVAL) == Err(RecvTimeoutError::Timeout) {
            // On an error, other machines treat the note as stale. That is acceptable for an advisory lock.
            drop(note.set_modified(SystemTime::now()));
        }
    });
    sender
}

#[cfg(test)]
mod tests;

//! The note that names the window that has a project file open.

use crate::storage::fresh_id::fresh_id;

use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::Path,
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

/// Longest note that is read, in bytes.
const MAX_NOTE_BYTES: u64 = 4096;

/// User and machine that have a project file open, according to its note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LockOwner {
    /// User name on that machine.
    pub user: String,
    /// Host name of the machine.
    pub machine: String,
    /// Time of opening, in seconds since 1970 (UTC).
    pub(crate) since: u64,
    /// Random id of the window, which distinguishes it from all others.
    pub(crate) session: String,
}

impl LockOwner {
    /// Creates the holder for a window of this user on this machine. Each call returns a new session.
    pub fn this_window() -> Self {
        Self {
            user: whoami::username().unwrap_or_default(),
            machine: whoami::hostname().unwrap_or_default(),
            since: 0,
            session: fresh_id::<Self>().to_string(),
        }
    }

    /// Returns the same holder with the current time as the time of opening.
    pub(crate) fn holding_since_now(&self) -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        Self {
            since: now.unwrap_or_default().as_secs(),
            ..self.clone()
        }
    }

    /// Time at which the holder opened the file.
    pub fn since(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.since)
    }

    /// Reads a note; `None` if it is missing or invalid.
    pub(crate) fn in_note(path: &Path) -> Option<Self> {
        let mut written = Vec::new();
        let note = open_to_read(path).ok()?;
        note.take(MAX_NOTE_BYTES).read_to_end(&mut written).ok()?;
        ron::de::from_bytes(&written).ok()
    }

    /// Writes a note. Fails, leaving the file untouched, if it is not a note.
    pub(crate) fn write_note(&self, path: &Path) -> io::Result<File> {
        let written = ron::to_string(self).map_err(io::Error::other)?;
        let mut file = open_or_create(path)?;
        if !is_note(&mut file)? {
            let message = "a file of another kind has the name of its note";
            return Err(io::Error::other(message));
        }
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(written.as_bytes())?;
        Ok(file)
    }
}

/// Returns whether a file is a note that may be overwritten: it is empty, zeroed, truncated or a valid note.
fn is_note(file: &mut File) -> io::Result<bool> {
    let mut written = Vec::new();
    file.take(MAX_NOTE_BYTES + 1).read_to_end(&mut written)?;
    let is_blank = written.iter().all(|byte| *byte == 0);
    // A note truncated by a power cut.
    let is_cut_off = written.starts_with(b"(user:");
    let is_valid = || ron::de::from_bytes::<LockOwner>(&written).is_ok();
    Ok(written.len() as u64 <= MAX_NOTE_BYTES && (is_blank || is_cut_off || is_valid()))
}

pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    check_plain(path)?;
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    check_plain(path)?;
    File::open(path)
}

/// Checks that a path is a regular file or unused. In a shared folder, anything may have the name of a lock or note: a
/// link may lead to a file that must not be written, and reading a pipe may never end.
fn check_plain(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(io::Error::other("its lock is no file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

impl fmt::Display for LockOwner {
    /// Formats the holder like "anna on desk-3".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.user.as_str(), self.machine.as_str()) {
            ("", "") => f.write_str("another window"),
            ("", machine) => write!(f, "a window on {machine}"),
            (user, "") => f.write_str(user),
            (user, machine) => write!(f, "{user} on {machine}"),
        }
    }
}

//! The holder of a project file: the window that has it open, as recorded in a note.

use crate::storage::fresh_id::fresh_id;

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

/// Longest note that is read, in bytes.
const MAX_NOTE_BYTES: u64 = 4096;

/// User and machine that have a project file open, according to its note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// User name on that machine.
    pub user: String,
    /// Host name of the machine.
    pub machine: String,
    /// Time of opening, in seconds since 1970 (UTC).
    pub(crate) since: u64,
    /// Random id of the window, which distinguishes it from all others.
    pub(crate) session: String,
}

impl Holder {
    /// Creates the holder for a window of this user on this machine. Each call returns a new session.
    #[must_use]
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

    /// Parses the holder from a note; empty if the note is invalid.
    pub(crate) fn in_note(file: &mut File) -> Self {
        let mut words = String::new();
        let read = file.take(MAX_NOTE_BYTES).read_to_string(&mut words);
        read.ok()
            .and_then(|_| ron::from_str(&words).ok())
            .unwrap_or_default()
    }

    /// Returns whether a file is a note that may be overwritten: it is empty, zeroed, truncated or a valid note.
    ///
    /// # Errors
    /// Fails if the file cannot be read.
    pub(crate) fn is_note(file: &mut File) -> io::Result<bool> {
        let mut words = Vec::new();
        file.take(MAX_NOTE_BYTES + 1).read_to_end(&mut words)?;
        let says_nothing = words.iter().all(|byte| *byte == 0);
        // A note truncated by a power cut.
        let is_cut_off = words.starts_with(b"(user:");
        Ok(words.len() as u64 <= MAX_NOTE_BYTES
            && (says_nothing || is_cut_off || ron::de::from_bytes::<Self>(&words).is_ok()))
    }

    /// Time at which the holder opened the file.
    #[must_use]
    pub fn since(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.since)
    }
}

impl fmt::Display for Holder {
    /// Formats the holder as in "anna on desk-3".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.user.as_str(), self.machine.as_str()) {
            ("", "") => f.write_str("another window"),
            ("", machine) => write!(f, "a window on {machine}"),
            (user, "") => f.write_str(user),
            (user, machine) => write!(f, "{user} on {machine}"),
        }
    }
}

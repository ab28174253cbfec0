//! Who has a project file open, and what a note says of it.

use crate::storage::fresh_id::fresh_id;

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

/// Longest note that is read.
const MAX_NOTE_BYTES: u64 = 4096;

/// Who has a project file open, as the note says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// The user's name on that machine.
    pub user: String,
    /// The machine's name.
    pub machine: String,
    /// Seconds since 1970.
    pub(crate) since: u64,
    /// Tells one opening from another.
    pub(crate) session: String,
}

impl Holder {
    /// A window of this user on this machine; each has another.
    #[must_use]
    pub fn this_window() -> Self {
        Self {
            user: whoami::username().unwrap_or_default(),
            machine: whoami::hostname().unwrap_or_default(),
            since: 0,
            session: fresh_id::<Self>().to_string(),
        }
    }

    /// The same, from now on.
    pub(crate) fn holding_since_now(&self) -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        Self {
            since: now.unwrap_or_default().as_secs(),
            ..self.clone()
        }
    }

    /// Who wrote a note; nobody is known where that makes no sense.
    pub(crate) fn in_note(file: &mut File) -> Self {
        let mut words = String::new();
        let read = file.take(MAX_NOTE_BYTES).read_to_string(&mut words);
        read.ok()
            .and_then(|_| ron::from_str(&words).ok())
            .unwrap_or_default()
    }

    /// Whether a file can be a note that is written anew: it says nothing, or who holds a file.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(crate) fn is_note(file: &mut File) -> io::Result<bool> {
        let mut words = Vec::new();
        file.take(MAX_NOTE_BYTES + 1).read_to_end(&mut words)?;
        let says_nothing = words.iter().all(|byte| *byte == 0);
        // What a power cut has left of one.
        let is_cut_off = words.starts_with(b"(user:");
        Ok(words.len() as u64 <= MAX_NOTE_BYTES
            && (says_nothing || is_cut_off || ron::de::from_bytes::<Self>(&words).is_ok()))
    }

    /// When the file was opened there.
    #[must_use]
    pub fn since(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.since)
    }
}

impl fmt::Display for Holder {
    /// "anna on desk-3".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.user.as_str(), self.machine.as_str()) {
            ("", "") => f.write_str("another window"),
            ("", machine) => write!(f, "a window on {machine}"),
            (user, "") => f.write_str(user),
            (user, machine) => write!(f, "{user} on {machine}"),
        }
    }
}

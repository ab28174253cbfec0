use crate::storage::ImportedTables;

use std::fmt;

use serde::{Deserialize, Serialize};

/// The user's choices for reading files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ReadOptions {
    /// For protected files.
    pub password: Option<Password>,
    /// Whether attachments of emails are left out.
    pub skip_attachments: bool,
    /// Columns that the user selected for tables.
    pub tables: ImportedTables,
}

/// A password. It is sent to the process that reads a file through a pipe, and never stored or shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Password(String);

impl Password {
    pub fn new(password: String) -> Self {
        Self(password)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password")
    }
}

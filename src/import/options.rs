use crate::storage::ImportedTables;

use std::fmt;

use serde::{Deserialize, Serialize};

/// Choices of a person about the reading of files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ReadOptions {
    /// For files that have one.
    pub password: Option<Password>,
    /// Whether attachments of mails are left out.
    pub skip_attachments: bool,
    /// Columns of tables, where somebody selected them.
    pub tables: ImportedTables,
}

/// A password. It goes to the process that reads a file through a pipe, and is neither stored nor shown.
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

use super::written_path;

use std::{fmt, path::PathBuf};

use serde::{Deserialize, Serialize};

/// What an unsaved copy was made of: work that no file holds, even before its first change. It is saved beside that file, not
/// over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyOf {
    /// The project file that it was made of, whatever is there now.
    #[serde(with = "written_path")]
    pub file: PathBuf,
    /// How it came about.
    pub how: CopyKind,
}

/// How an unsaved copy came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyKind {
    /// By recovery of work whose file is no longer as it was.
    Recovered,
    /// By the repair of a damaged file.
    Repaired,
    /// From a backup.
    Backup,
    /// Of a file that another window has open.
    Held,
    /// By keeping what was on the screen when the file was changed or deleted.
    Kept,
}

impl CopyKind {
    /// "repaired", as it stands in the name that is offered for the copy.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Recovered | Self::Kept => "recovered",
            Self::Repaired => "repaired",
            Self::Backup => "backup",
            Self::Held => "copy",
        }
    }
}

impl fmt::Display for CopyOf {
    /// "the repaired copy of mill.ron".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.how {
            CopyKind::Recovered => "the recovered copy",
            CopyKind::Repaired => "the repaired copy",
            CopyKind::Backup => "the earlier state",
            CopyKind::Held => "the copy",
            CopyKind::Kept => "your version",
        };
        let name = self.file.file_name().unwrap_or(self.file.as_os_str());
        write!(f, "{what} of {}", name.display())
    }
}

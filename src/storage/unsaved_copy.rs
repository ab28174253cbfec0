use super::written_path;

use std::{fmt, path::PathBuf};

use serde::{Deserialize, Serialize};

/// Origin of an unsaved copy: work that is in no file, even before its first change. A save goes next to the original
/// file, not over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyOf {
    /// Path of the original project file, whatever is there now.
    #[serde(with = "written_path")]
    pub file: PathBuf,
    pub how: CopyKind,
}

/// Origin of an unsaved copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyKind {
    /// Recovered work whose file has changed since.
    Recovered,
    /// Repair of a damaged file.
    Repaired,
    Backup,
    /// A file that another window has open.
    Held,
    /// The project on screen when its file was changed or deleted.
    Kept,
}

impl CopyKind {
    /// "repaired", as in the suggested file name.
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

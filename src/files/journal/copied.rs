use serde::{Deserialize, Serialize};

use super::both::WrittenPath;
use crate::files;

/// What the project is an unsaved copy of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct CopyOf {
    file: WrittenPath,
    how: CopyKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum CopyKind {
    Recovered,
    Repaired,
    Backup,
    Held,
    Kept,
}

impl From<&files::CopyOf> for CopyOf {
    fn from(copy: &files::CopyOf) -> Self {
        let how = match copy.how {
            files::CopyKind::Recovered => CopyKind::Recovered,
            files::CopyKind::Repaired => CopyKind::Repaired,
            files::CopyKind::Backup => CopyKind::Backup,
            files::CopyKind::Held => CopyKind::Held,
            files::CopyKind::Kept => CopyKind::Kept,
        };
        let file = WrittenPath::of(&copy.file);
        Self { file, how }
    }
}

impl From<&CopyOf> for files::CopyOf {
    fn from(copy: &CopyOf) -> Self {
        let how = match copy.how {
            CopyKind::Recovered => files::CopyKind::Recovered,
            CopyKind::Repaired => files::CopyKind::Repaired,
            CopyKind::Backup => files::CopyKind::Backup,
            CopyKind::Held => files::CopyKind::Held,
            CopyKind::Kept => files::CopyKind::Kept,
        };
        let file = copy.file.path();
        Self { file, how }
    }
}

use super::both::WrittenPath;
use crate::storage;

use serde::{Deserialize, Serialize};

/// What the project is an unsaved copy of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CopyOf {
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

impl From<&storage::CopyOf> for CopyOf {
    fn from(copy: &storage::CopyOf) -> Self {
        let how = match copy.how {
            storage::CopyKind::Recovered => CopyKind::Recovered,
            storage::CopyKind::Repaired => CopyKind::Repaired,
            storage::CopyKind::Backup => CopyKind::Backup,
            storage::CopyKind::Held => CopyKind::Held,
            storage::CopyKind::Kept => CopyKind::Kept,
        };
        let file = WrittenPath::of(&copy.file);
        Self { file, how }
    }
}

impl From<&CopyOf> for storage::CopyOf {
    fn from(copy: &CopyOf) -> Self {
        let how = match copy.how {
            CopyKind::Recovered => storage::CopyKind::Recovered,
            CopyKind::Repaired => storage::CopyKind::Repaired,
            CopyKind::Backup => storage::CopyKind::Backup,
            CopyKind::Held => storage::CopyKind::Held,
            CopyKind::Kept => storage::CopyKind::Kept,
        };
        let file = copy.file.path();
        Self { file, how }
    }
}

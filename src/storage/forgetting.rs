use super::{
    backups::{Backup, Backups, is_same_file},
    disk::FileError,
    journal::{LeftWork, discard, left_work},
    settings::State,
};

use std::path::Path;

/// The stored history of a project outside its file, except for the journal of the window that has it open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptHistory {
    /// Backups of its file, newest first.
    pub backups: Vec<Backup>,
    /// Work from crashed sessions on the project or on copies of it.
    pub left: Vec<LeftWork>,
    /// Read errors of journals that may or may not belong to the project.
    pub withheld: Vec<String>,
}

/// Result of deleting a project's history.
#[derive(Debug, Default)]
pub struct Forgotten {
    /// Number of deleted backups.
    pub backups: usize,
    /// Number of deleted crashed sessions.
    pub left: usize,
    /// Deletions that failed.
    pub trouble: Vec<String>,
}

/// Finds the history of the project at `path`.
///
/// # Errors
/// [`FileError::Read`], if the folder of backups or journals cannot be read.
pub fn kept_history(state: &State, path: &Path) -> Result<KeptHistory, FileError> {
    let disk = state.disk();
    let is_own = |other: &Path| is_same_file(&*disk, path, other);
    let mut backups = Backups::of(state).list(Some(path))?;
    backups.retain(|backup| is_own(&backup.of));
    let journals = state.journals();
    let mut left = left_work(&*disk, &journals).map_err(|source| FileError::Read {
        path: journals,
        source,
    })?;
    let withheld = left
        .iter()
        .filter_map(|work| work.withheld.clone())
        .collect();
    left.retain(|work| work.file().is_some_and(is_own));
    Ok(KeptHistory {
        backups,
        left,
        withheld,
    })
}

/// Deletes the history of the project at `path`: its backups, the journals of crashed sessions, the reading position,
/// and its entry in the recent files. Keeps the project file and the journal of a window that has it open, which that
/// window restarts itself. Continues after an error and reports each one.
///
/// Deleting does not wipe the disk; the data may be recoverable.
#[must_use]
pub fn forget_history(state: &State, path: &Path) -> Forgotten {
    let mut forgotten = Forgotten::default();
    let trouble = &mut forgotten.trouble;
    match kept_history(state, path) {
        Ok(kept) => {
            trouble.extend(kept.withheld.iter().map(|why| {
                format!("Work that was left behind cannot be read: {why}. It may be of this project; once it can be, forget again")
            }));
            for work in kept.left {
                match discard(&*state.disk(), &state.journals(), &work.name) {
                    Ok(()) => forgotten.left += 1,
                    Err(error) => trouble.push(error.to_string()),
                }
            }
        }
        Err(error) => trouble.push(error.to_string()),
    }
    match Backups::of(state).forget(path) {
        Ok(backups) => forgotten.backups = backups,
        Err(error) => trouble.push(error.to_string()),
    }
    if let Err(error) = state.forget(path) {
        trouble.push(error.to_string());
    }
    forgotten
}

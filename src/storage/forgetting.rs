use super::{
    backups::{Backup, Backups, is_same_file},
    disk::FileError,
    journal::{LeftWork, discard, left_work},
    settings::State,
};

use std::path::Path;

/// What is kept of a project's past beside its file, but for the journal of the window that has it open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptHistory {
    /// Earlier states of its file, the newest first.
    pub backups: Vec<Backup>,
    /// Work of sessions that ended badly, on it or on copies of it.
    pub left: Vec<LeftWork>,
    /// Why the disk does not give a journal, for each of which it is not known whose it is.
    pub withheld: Vec<String>,
}

/// What was deleted of a project's past.
#[derive(Debug, Default)]
pub struct Forgotten {
    /// How many backups.
    pub backups: usize,
    /// Of how many sessions that ended badly.
    pub left: usize,
    /// What could not be deleted.
    pub trouble: Vec<String>,
}

/// Looks for the past of the project at `path`.
///
/// # Errors
/// [`FileError::Read`], where the folder of the backups or of the journals cannot be read.
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

/// Deletes the past of the project at `path`: its backups, the journals of sessions that ended badly, where it was read, and
/// that it was open. The project's file stays, as does the journal of a window that has it open: that is for the window to
/// begin anew. Goes on after an error, and tells of each.
///
/// Deleted is not wiped: what was on a disk can sometimes be brought back.
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

use super::{
    backups::{Backup, Backups, is_same_file},
    disk::{Disk, FileError, folder_of, is_left_by_another},
    format::id_of,
    journal::{UnsavedWork, discard, unsaved_work},
    originals::{remove, staged_originals},
    settings::StateDirectory,
};
use crate::project::ProjectId;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Number of bytes in which the id of a project file is found.
const HEAD_BYTES: u64 = 1024;

/// A project whose history is sought: by its id, under whatever path it was stored, and by its present path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryOf {
    pub id: ProjectId,
    pub path: Option<PathBuf>,
    /// Names of the originals of the open project, which are not part of the history.
    pub originals: BTreeSet<String>,
}

/// The stored history of a project outside its file, without the journal of the window that has it open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptHistory {
    /// Backups of its files, newest first within each file.
    pub backups: Vec<Backup>,
    /// Unsaved work of crashed sessions, on the project or on copies of it.
    pub left: Vec<UnsavedWork>,
    /// Temporary files of interrupted saves.
    pub unfinished: Vec<PathBuf>,
    /// Originals of removed articles.
    pub originals: Vec<PathBuf>,
    /// Read errors of journals that may or may not belong to the project.
    pub read_error: Vec<String>,
}

/// Result of deleting a project's history.
#[derive(Debug, Default)]
pub struct DeletedHistory {
    /// Number of deleted backups.
    pub backups: usize,
    /// Number of deleted crashed sessions.
    pub left: usize,
    /// Number of deleted temporary files.
    pub unfinished: usize,
    /// Number of deleted originals.
    pub originals: usize,
    /// Deletions that failed.
    pub trouble: Vec<String>,
}

/// Finds the history of a project, also under earlier names and paths.
pub fn kept_history(state: &StateDirectory, of: &HistoryOf) -> Result<KeptHistory, FileError> {
    let disk = &*state.disk();
    let mut backups = Backups::new(state).list(of.path.as_deref())?;
    backups.retain(|backup| of.is_at(disk, &backup.of) || of.has_id(disk, &backup.path));
    let journals = state.journals();
    let mut unsaved = unsaved_work(disk, &journals).map_err(FileError::read(&journals))?;
    let read_error = unsaved
        .iter()
        .filter_map(|it| it.read_error.clone())
        .collect();
    unsaved.retain(|work| {
        work.id == Some(of.id) || work.file().is_some_and(|file| of.is_at(disk, file))
    });
    let kept = KeptHistory {
        unfinished: Vec::new(),
        originals: staged_originals(state, of.id, &of.originals),
        backups,
        left: unsaved,
        read_error,
    };
    let backup_folders = kept.backups.iter().map(|backup| folder_of(&backup.path));
    let mut folders: BTreeSet<PathBuf> = backup_folders.collect();
    folders.extend(kept.paths(of).iter().map(|path| folder_of(path)));
    folders.insert(state.journals());
    Ok(KeptHistory {
        unfinished: of.unfinished_in(disk, &folders),
        ..kept
    })
}

/// Deletes the history of a project: its backups, the journals of crashed sessions, temporary files, the originals of
/// removed articles, the reading positions, and its entries in the recent files. Keeps the project file, and the
/// journal of a window that has it open; that window restarts the journal itself. Continues after an error and reports
/// each one.
///
/// Deleting does not wipe the disk; the data may be recoverable.
pub fn forget_history(state: &StateDirectory, of: &HistoryOf) -> DeletedHistory {
    let mut result = DeletedHistory::default();
    let history = match kept_history(state, of) {
        Ok(history) => history,
        Err(error) => {
            result.trouble.push(error.to_string());
            return result;
        }
    };
    let disk = &*state.disk();
    let trouble = &mut result.trouble;
    trouble.extend(history.read_error.iter().map(|why| {
        format!("Unsaved work cannot be read: {why}. It may belong to this project. Once it can be read, delete the history again")
    }));
    let mut count = |deleted: Result<(), String>| match deleted {
        Ok(()) => 1,
        Err(error) => {
            trouble.push(error);
            0
        }
    };
    for work in &history.left {
        let deleted = discard(disk, &state.journals(), &work.name);
        result.left += count(deleted.map_err(|error| error.to_string()));
    }
    for backup in &history.backups {
        let deleted = Backups::new(state).remove(&backup.path);
        result.backups += count(deleted.map_err(|error| error.to_string()));
    }
    let files = [
        (&history.unfinished, &mut result.unfinished),
        (&history.originals, &mut result.originals),
    ];
    for (paths, deleted) in files {
        for path in paths {
            let removed = remove(disk, path.clone());
            *deleted += count(removed.map_err(|error| error.to_string()));
        }
    }
    for path in history.paths(of) {
        let forgotten = state.forget(path).map(drop);
        count(forgotten.map_err(|error| error.to_string()));
    }
    result
}

impl KeptHistory {
    /// Every path that the project is known to have had.
    pub fn paths<'a>(&'a self, of: &'a HistoryOf) -> BTreeSet<&'a Path> {
        let of_backups = self.backups.iter().map(|backup| backup.of.as_path());
        let of_left = self.left.iter().filter_map(UnsavedWork::file);
        let all = of.path.as_deref().into_iter().chain(of_backups);
        all.chain(of_left)
            .filter(|path| !path.as_os_str().is_empty())
            .collect()
    }
}

impl HistoryOf {
    fn is_at(&self, disk: &dyn Disk, path: &Path) -> bool {
        let own = self.path.as_deref();
        own.is_some_and(|own| is_same_file(disk, own, path))
    }

    /// Whether the file, which may be truncated, is a version of the project.
    fn has_id(&self, disk: &dyn Disk, path: &Path) -> bool {
        stored_id(disk, path) == Some(self.id)
    }

    fn unfinished_in(&self, disk: &dyn Disk, folders: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
        // A folder that is gone or cannot be read has nothing to delete.
        let files = folders
            .iter()
            .flat_map(|folder| disk.list(folder).unwrap_or_default());
        files
            .filter(|path| is_left_by_another(path) && self.has_id(disk, path))
            .collect()
    }
}

/// Reads the id of the project in a file; `None` if that is not a project file.
pub(crate) fn stored_id(disk: &dyn Disk, path: &Path) -> Option<ProjectId> {
    let head = disk.read(path, HEAD_BYTES).ok()?;
    id_of(&String::from_utf8_lossy(&head))
}

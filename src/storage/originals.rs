//! The files and other bytes that articles were imported from, each in a file named by its hash.
//!
//! They are first stored in the state directory, beside the journal that protects the articles. The next save brings
//! them into the folder beside the project. So neither a crash nor a project without a file loses one.

use super::{
    disk::{
        Disk, FileError, folder_of, is_missing, is_older, read_on, remove_if_there, write_whole,
    },
    limits::MAX_ARTICLE_BYTES,
    settings::StateDirectory,
};
use crate::project::{Article, ArticleId, FileHash, ImportMethod, Original, Project, ProjectId};

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::{Timestamp, Unit};

const FOLDER_EXTENSION: &str = ".originals";

/// Age after which the state directory's originals are deleted if no journal belongs to their project.
const ABANDONED_AFTER: Duration = Duration::from_hours(30 * 24);

/// Stores the originals of articles at import.
#[derive(Clone, Debug)]
pub struct OriginalKeeper {
    /// `None` to record them only.
    folder: Option<(Arc<dyn Disk>, PathBuf)>,
    by: String,
}

impl OriginalKeeper {
    /// Stores the bytes in a folder.
    pub fn into_folder(disk: Arc<dyn Disk>, folder: PathBuf, by: &str) -> Self {
        let folder = Some((disk, folder));
        let by = by.to_owned();
        Self { folder, by }
    }

    /// Only records them, and stores no bytes.
    pub fn recording_only(by: &str) -> Self {
        let by = by.to_owned();
        Self { folder: None, by }
    }

    /// Stores the bytes. Returns their record, and the error if they could not be stored.
    pub(crate) fn keep(
        &self,
        bytes: &[u8],
        extension: &str,
        from: &str,
        method: ImportMethod,
    ) -> (Original, Option<FileError>) {
        let now = Timestamp::now();
        let mut original = Original {
            sha256: FileHash::of(bytes),
            extension: extension.to_owned(),
            size: bytes.len() as u64,
            received: now.round(Unit::Second).unwrap_or(now).to_string(),
            from: from.to_owned(),
            method,
            by: self.by.clone(),
            kept: self.folder.is_some(),
        };
        let Some((disk, folder)) = &self.folder else {
            return (original, None);
        };
        let error = disk
            .make_folder(folder)
            .and_then(|()| write_whole(&**disk, &folder.join(original.file_name()), bytes))
            .err();
        original.kept = error.is_none();
        (original, error.map(FileError::write(folder)))
    }

    /// The files stored so far.
    pub(crate) fn stored(&self) -> BTreeSet<PathBuf> {
        let folder = self.folder.as_ref();
        let files = folder.and_then(|(disk, folder)| disk.list(folder).ok());
        files.into_iter().flatten().collect()
    }

    /// Deletes the originals of articles that are not added after all, except those that were stored `before`.
    pub(crate) fn discard<'a>(
        &self,
        originals: impl Iterator<Item = &'a Original>,
        before: &BTreeSet<PathBuf>,
    ) {
        let Some((disk, folder)) = &self.folder else {
            return;
        };
        let files: BTreeSet<PathBuf> = originals.map(|it| folder.join(it.file_name())).collect();
        for file in files.difference(before) {
            // It may not have been stored.
            drop(disk.remove(file));
        }
    }
}

/// The folder of a project's originals: `mill.originals` for `mill.ron`.
pub fn originals_folder(project: &Path) -> PathBuf {
    let name = project.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".ron").unwrap_or(&name);
    project.with_file_name(format!("{stem}{FOLDER_EXTENSION}"))
}

const FOLDER_ENDING: &str = ".originals";

/// Whether a file is in a folder of originals, whatever its name.
pub(crate) fn is_among_originals(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder.is_some_and(|it| it.to_string_lossy().ends_with(FOLDER_ENDING))
}

/// Whether a file is named as an original in a folder of originals.
pub(crate) fn is_original(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    is_among_originals(path) && name.is_some_and(Original::is_file_name)
}

/// The stored originals of a project, with their articles.
fn stored_originals(project: &Project) -> impl Iterator<Item = (&Article, &Original)> {
    let originals = project
        .articles()
        .filter_map(|article| Some((article, article.original.as_ref()?)));
    originals.filter(|(_, original)| original.kept)
}

/// Names of the files of a project's originals.
pub fn original_names(project: &Project) -> BTreeSet<String> {
    stored_originals(project)
        .map(|(_, original)| original.file_name())
        .collect()
}

/// Brings the originals of a project into the folder beside its file, each from the first folder that has it complete.
/// Skips one that no folder has; [`wrong_originals`] reports it.
///
/// # Errors
/// [`FileError::Write`] for the first that could not be written; the others are still brought.
pub fn bring_originals(
    disk: &dyn Disk,
    project: &Project,
    path: &Path,
    from: &[PathBuf],
) -> Result<(), FileError> {
    let folder = originals_folder(path);
    let mut result = Ok(());
    for (_, original) in stored_originals(project) {
        let name = original.file_name();
        let target = folder.join(&name);
        if disk.look(&target).is_ok_and(|it| it.len == original.size) {
            continue;
        }
        let mut sources = from.iter().map(|folder| folder.join(&name));
        let Some(bytes) = sources.find_map(|source| read_complete(disk, &source, original)) else {
            continue;
        };
        let written = disk
            .make_shared_folder(&folder)
            .and_then(|()| write_whole(disk, &target, &bytes));
        result = result.and(written.map_err(FileError::write(&target)));
    }
    result
}

/// The bytes of a file, if they are those of the original.
fn read_complete(disk: &dyn Disk, path: &Path, original: &Original) -> Option<Vec<u8>> {
    let bytes = read_on(disk, path, MAX_ARTICLE_BYTES).ok()?;
    (FileHash::of(&bytes) == original.sha256).then_some(bytes)
}

/// State of an original's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginalState {
    Whole,
    /// Its bytes are not those that were imported.
    Changed,
    Missing,
    /// It could not be read.
    Unreadable,
    /// Its bytes were not stored at import.
    NotKept,
}

/// Looks for the file of an original in each of the folders.
pub fn original_state(disk: &dyn Disk, original: &Original, folders: &[PathBuf]) -> OriginalState {
    if !original.kept {
        return OriginalState::NotKept;
    }
    let name = original.file_name();
    let mut state = OriginalState::Missing;
    for folder in folders {
        let path = folder.join(&name);
        match disk.look(&path) {
            Err(error) if is_missing(&error) => {}
            Ok(it) if it.len != original.size => state = OriginalState::Changed,
            Err(_) => state = OriginalState::Unreadable,
            Ok(_) => match read_on(disk, &path, MAX_ARTICLE_BYTES) {
                Ok(bytes) if FileHash::of(&bytes) == original.sha256 => {
                    return OriginalState::Whole;
                }
                Ok(_) => state = OriginalState::Changed,
                Err(_) => state = OriginalState::Unreadable,
            },
        }
    }
    state
}

/// How the files of originals that are not whole in these folders are: "missing", "changed" or "unreadable".
pub fn damage_of_originals(
    disk: &dyn Disk,
    project: &Project,
    folders: &[PathBuf],
) -> BTreeMap<ArticleId, &'static str> {
    let damage = |(article, original): (&Article, &Original)| {
        let word = match original_state(disk, original, folders) {
            OriginalState::Whole | OriginalState::NotKept => return None,
            OriginalState::Changed => "changed",
            OriginalState::Missing => "missing",
            OriginalState::Unreadable => "unreadable",
        };
        Some((article.id, word))
    };
    stored_originals(project).filter_map(damage).collect()
}

/// Sentences about the originals beside a project file that are missing or changed, in the order of the articles.
pub fn wrong_originals(disk: &dyn Disk, project: &Project, path: &Path) -> Vec<String> {
    let folder = originals_folder(path);
    let sentence = |(article, original): (&Article, &Original)| {
        let file = folder.join(original.file_name());
        let (file, name) = (file.display(), article.name());
        match original_state(disk, original, std::slice::from_ref(&folder)) {
            OriginalState::Whole | OriginalState::NotKept => None,
            OriginalState::Changed => Some(format!(
                "the original of \u{201c}{name}\u{201d} has changed since it was imported: {file}"
            )),
            OriginalState::Missing => Some(format!(
                "the original of \u{201c}{name}\u{201d} is missing: {file}"
            )),
            OriginalState::Unreadable => Some(format!(
                "the original of \u{201c}{name}\u{201d} cannot be read: {file}"
            )),
        }
    };
    stored_originals(project).filter_map(sentence).collect()
}

impl StateDirectory {
    /// Folder of the project's originals that are not beside its file: not yet saved, or no longer in the project.
    pub fn originals(&self, project: ProjectId) -> PathBuf {
        self.all_originals().join(project.to_string())
    }

    fn all_originals(&self) -> PathBuf {
        self.folder().join("originals")
    }
}

/// Called after a save. Moves the originals of removed articles out of the folder beside the project, since undo may
/// bring them back, and deletes the copies of those that are complete there now.
pub fn settle_originals(
    state: &StateDirectory,
    project: ProjectId,
    path: &Path,
    removed: &BTreeSet<String>,
) -> Result<(), FileError> {
    let disk = &*state.disk();
    let (beside, staged) = (originals_folder(path), state.originals(project));
    let mut result = Ok(());
    for name in removed {
        let (from, to) = (beside.join(name), staged.join(name));
        if disk.look(&from).is_ok() {
            result = result.and(set_aside(disk, &from, &to));
        }
    }
    for copy in disk.list(&staged).unwrap_or_default() {
        let name = copy.file_name().unwrap_or_default();
        let is_kept = !removed.contains(&*name.to_string_lossy());
        if is_kept && is_whole(disk, &beside.join(name)) {
            result = result.and(remove(disk, copy));
        }
    }
    result
}

fn set_aside(disk: &dyn Disk, from: &Path, to: &Path) -> Result<(), FileError> {
    let bytes = read_on(disk, from, MAX_ARTICLE_BYTES)?;
    let made = disk.make_folder(&folder_of(to));
    let written = made.and_then(|()| write_whole(disk, to, &bytes));
    written.map_err(FileError::write(to))?;
    remove(disk, from.to_owned())
}

/// Removes a file, unless there is none.
pub(crate) fn remove(disk: &dyn Disk, path: PathBuf) -> Result<(), FileError> {
    let removed = remove_if_there(disk, &path);
    removed.map_err(|source| FileError::Remove { path, source })
}

/// The originals of a project in the state directory, except those with the given names.
pub(crate) fn staged_originals(
    state: &StateDirectory,
    project: ProjectId,
    without: &BTreeSet<String>,
) -> Vec<PathBuf> {
    let files = state.disk().list(&state.originals(project));
    let is_other = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !without.contains(&*name)
    };
    files
        .unwrap_or_default()
        .into_iter()
        .filter(is_other)
        .collect()
}

/// Deletes the originals of a project from the state directory, once its changes are saved or discarded. If the project
/// has a file, deletes only those that are beside it: unsaved work, another window or a backup may need the others.
/// [`sweep_originals`] deletes the rest.
pub fn drop_staged_originals(state: &StateDirectory, project: ProjectId, file: Option<&Path>) {
    let disk = state.disk();
    let beside = file.map(originals_folder);
    for path in staged_originals(state, project, &BTreeSet::new()) {
        let name = path.file_name().unwrap_or_default();
        let is_beside = |folder: &PathBuf| is_whole(&*disk, &folder.join(name));
        if beside.as_ref().is_none_or(is_beside) {
            drop(disk.remove(&path));
        }
    }
}

/// Whether the bytes of an original match the hash in its name.
fn is_whole(disk: &dyn Disk, path: &Path) -> bool {
    let hash = path.file_stem().unwrap_or_default().to_string_lossy();
    read_on(disk, path, MAX_ARTICLE_BYTES)
        .is_ok_and(|bytes| FileHash::of(&bytes).to_string() == hash)
}

/// Deletes old originals in the state directory whose projects have no unsaved work.
pub fn sweep_originals(state: &StateDirectory, unsaved: &BTreeSet<ProjectId>) {
    let disk = state.disk();
    let folders = disk.list(&state.all_originals()).unwrap_or_default();
    let needed: BTreeSet<PathBuf> = unsaved.iter().map(|id| state.originals(*id)).collect();
    for folder in folders.iter().filter(|folder| !needed.contains(*folder)) {
        let files = disk.list(folder).unwrap_or_default();
        for file in files
            .iter()
            .filter(|it| is_older(&*disk, it, ABANDONED_AFTER))
        {
            drop(disk.remove(file));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_beside_the_project() {
        for (project, folder) in [
            ("news/mill.ron", "news/mill.originals"),
            ("mill", "mill.originals"),
            ("mill.v2.ron", "mill.v2.originals"),
        ] {
            assert_eq!(originals_folder(Path::new(project)), Path::new(folder));
        }
    }
}

//! The bytes that articles came in as, each in a file named by its hash.
//!
//! They are kept in the state directory first, beside the journal that protects the articles, and brought into the folder beside
//! the project by the next save. So neither a crash nor a project without a file loses one.

use super::{
    disk::{Disk, FileError, ReplaceError, folder_of, read_on, replace},
    limits::MAX_ARTICLE_BYTES,
    settings::State,
};
use crate::project::{Article, FileHash, ImportMethod, Original, Project, ProjectId};

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use jiff::{Timestamp, Unit};

/// Age after which the originals of a project that no journal names any more are deleted from the state directory.
const LEFT_BEHIND: Duration = Duration::from_hours(30 * 24);

/// Keeps the originals of articles as they come in.
#[derive(Clone, Debug)]
pub struct OriginalKeeper {
    /// `None` to record them only.
    folder: Option<(Arc<dyn Disk>, PathBuf)>,
    by: String,
}

impl OriginalKeeper {
    /// Keeps the bytes in a folder.
    pub fn into_folder(disk: Arc<dyn Disk>, folder: PathBuf, by: &str) -> Self {
        let folder = Some((disk, folder));
        let by = by.to_owned();
        Self { folder, by }
    }

    /// Records them, and keeps no bytes.
    pub fn recording_only(by: &str) -> Self {
        let by = by.to_owned();
        Self { folder: None, by }
    }

    /// Keeps the bytes. Returns their record, and the error if they could not be kept.
    pub(crate) fn keep(
        &self,
        bytes: &[u8],
        ending: &str,
        from: &str,
        method: ImportMethod,
    ) -> (Original, Option<FileError>) {
        let now = Timestamp::now();
        let mut original = Original {
            sha256: FileHash::of(bytes),
            ending: ending.to_owned(),
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
            .and_then(|()| write(&**disk, &folder.join(original.file_name()), bytes))
            .err();
        original.kept = error.is_none();
        let path = folder.clone();
        let error = error.map(|source| FileError::Write { path, source });
        (original, error)
    }
}

fn write(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(disk, path, bytes).map_err(ReplaceError::into_io)
}

/// The folder of a project's originals: `mill.originals` for `mill.ron`.
pub fn originals_folder(project: &Path) -> PathBuf {
    let name = project.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".ron").unwrap_or(&name);
    project.with_file_name(format!("{stem}{FOLDER_ENDING}"))
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

/// The originals of a project that were kept, with their articles.
fn kept(project: &Project) -> impl Iterator<Item = (&Article, &Original)> {
    let originals = project
        .articles()
        .filter_map(|article| Some((article, article.original.as_ref()?)));
    originals.filter(|(_, original)| original.kept)
}

/// Names of the files of a project's originals.
pub fn original_names(project: &Project) -> BTreeSet<String> {
    kept(project)
        .map(|(_, original)| original.file_name())
        .collect()
}

/// Brings the originals of a project into the folder beside its file, from the first of the folders that has them whole. One that
/// none has is skipped; [`wrong_originals`] reports it.
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
    for (_, original) in kept(project) {
        let name = original.file_name();
        let target = folder.join(&name);
        if disk.look(&target).is_ok_and(|it| it.len == original.size) {
            continue;
        }
        let mut sources = from.iter().map(|folder| folder.join(&name));
        let Some(bytes) = sources.find_map(|source| whole(disk, &source, original)) else {
            continue;
        };
        let written = disk
            .make_shared_folder(&folder)
            .and_then(|()| write(disk, &target, &bytes));
        if let Err(source) = written {
            result = result.and(Err(FileError::Write {
                path: target,
                source,
            }));
        }
    }
    result
}

/// The bytes in a file, if they are those of the original.
fn whole(disk: &dyn Disk, path: &Path, original: &Original) -> Option<Vec<u8>> {
    let bytes = read_on(disk, path, MAX_ARTICLE_BYTES).ok()?;
    (FileHash::of(&bytes) == original.sha256).then_some(bytes)
}

/// State of an original's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginalState {
    Whole,
    /// Its bytes are not those that came in.
    Changed,
    Missing,
    /// It could not be read.
    Unreadable,
    /// Its bytes were not kept when it came in.
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
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
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

/// Sentences about the originals beside a project file that are missing or changed, in the order of the articles.
pub fn wrong_originals(disk: &dyn Disk, project: &Project, path: &Path) -> Vec<String> {
    let folder = originals_folder(path);
    let sentence = |(article, original): (&Article, &Original)| {
        let file = folder.join(original.file_name());
        let (file, name) = (file.display(), article.name());
        match original_state(disk, original, std::slice::from_ref(&folder)) {
            OriginalState::Whole | OriginalState::NotKept => None,
            OriginalState::Changed => Some(format!(
                "the original of \u{201c}{name}\u{201d} has changed since it came in: {file}"
            )),
            OriginalState::Missing => Some(format!(
                "the original of \u{201c}{name}\u{201d} is missing: {file}"
            )),
            OriginalState::Unreadable => Some(format!(
                "the original of \u{201c}{name}\u{201d} cannot be read: {file}"
            )),
        }
    };
    kept(project).filter_map(sentence).collect()
}

impl State {
    /// Folder of the originals of a project that are not beside its file: it was not saved with them yet, or no longer has them.
    pub fn originals(&self, project: ProjectId) -> PathBuf {
        self.all_originals().join(project.to_string())
    }

    fn all_originals(&self) -> PathBuf {
        self.folder().join("originals")
    }
}

/// After a save: takes the originals of removed articles out of the folder beside the project, since undoing may bring them back,
/// and deletes the copies of those that are whole there now.
pub fn settle_originals(
    state: &State,
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
    let written = made.and_then(|()| write(disk, to, &bytes));
    written.map_err(|source| FileError::Write {
        path: to.to_owned(),
        source,
    })?;
    remove(disk, from.to_owned())
}

fn remove(disk: &dyn Disk, path: PathBuf) -> Result<(), FileError> {
    match disk.remove(&path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(FileError::Remove { path, source })
        }
        _ => Ok(()),
    }
}

/// The originals of a project in the state directory, without those of the names given.
pub(crate) fn staged_originals(
    state: &State,
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

/// Deletes the originals of a project from the state directory, once its changes are saved or given up. Of a project with a file,
/// only those that are beside it go: unsaved work, another window or a backup may need the others. The rest is for
/// [`sweep_originals`].
pub fn drop_staged_originals(state: &State, project: ProjectId, file: Option<&Path>) {
    let disk = state.disk();
    let beside = file.map(originals_folder);
    for path in staged_originals(state, project, &BTreeSet::new()) {
        let name = path.file_name().unwrap_or_default();
        if beside
            .as_ref()
            .is_none_or(|beside| is_whole(&*disk, &beside.join(name)))
        {
            drop(disk.remove(&path));
        }
    }
}

/// Whether the bytes of an original's file are those that it is named for.
fn is_whole(disk: &dyn Disk, path: &Path) -> bool {
    let hash = path.file_stem().unwrap_or_default().to_string_lossy();
    read_on(disk, path, MAX_ARTICLE_BYTES)
        .is_ok_and(|bytes| FileHash::of(&bytes).to_string() == hash)
}

/// Deletes originals in the state directory of projects without unsaved work, once they are old.
pub fn sweep_originals(state: &State, unsaved: &BTreeSet<ProjectId>) {
    let disk = state.disk();
    let now = SystemTime::now();
    let is_old = |path: &PathBuf| {
        let modified = disk.look(path).ok().and_then(|looked| looked.modified);
        let age = modified.and_then(|modified| now.duration_since(modified).ok());
        age.is_some_and(|age| age > LEFT_BEHIND)
    };
    let folders = disk.list(&state.all_originals()).unwrap_or_default();
    let needed: BTreeSet<PathBuf> = unsaved.iter().map(|id| state.originals(*id)).collect();
    for folder in folders.iter().filter(|folder| !needed.contains(*folder)) {
        let files = disk.list(folder).unwrap_or_default();
        for file in files.iter().filter(|file| is_old(file)) {
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

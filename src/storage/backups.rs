use super::{
    disk::{Disk, FileError, ReplaceError, read_on, replace},
    format::from_ron,
    limits::MAX_PROJECT_BYTES,
    local_time::{file_time, of_file_time},
    settings::State,
};
use crate::project::{Project, TextHash};

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fmt, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

/// The most backups of one project that can be asked for.
pub const MAX_BACKUPS: usize = 100;

/// How long after a backup the next one of the same file is made, within one session.
const BETWEEN_BACKUPS: Duration = Duration::from_mins(10);

/// The file in a folder of backups that says what they are backups of.
const PATH_FILE: &str = "path.txt";

/// Earlier states of project files, kept in the user's state directory: of each file as it was before a save replaced it.
#[derive(Debug)]
pub struct Backups {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// When this session made the last one of each file.
    made: Mutex<BTreeMap<PathBuf, Instant>>,
}

/// A backup that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// The project file that it is an earlier state of.
    pub of: PathBuf,
    /// When it was made, which is when the state after it was saved.
    pub made: SystemTime,
    /// What is in it; `None` where that file could not be opened even then.
    pub counts: Option<BackupCounts>,
    /// In bytes.
    pub size: u64,
}

/// Which backups are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// So many of each file.
    pub most: usize,
    /// Those of projects with protected names too.
    pub of_protected: bool,
}

impl Kept {
    /// So many of each file, whatever is in it.
    #[must_use]
    pub fn of_each(most: usize) -> Self {
        Self {
            most,
            of_protected: true,
        }
    }
}

/// How much is in a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupCounts {
    /// Articles.
    pub articles: usize,
    /// Highlights.
    pub highlights: usize,
    /// Claims.
    pub claims: usize,
}

impl Backups {
    /// The backups in a user's state directory.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self {
            disk: state.disk(),
            folder: state.folder().join("backups"),
            made: Mutex::default(),
        }
    }

    /// Keeps the file at `path` as it is, if one is due: before the first overwrite in this session, then ten minutes
    /// after the last. Of each file as many of the newest stay as are `kept`; none is made of what is not to be kept. Returns
    /// whether one was made.
    ///
    /// # Errors
    /// [`FileError`], where it could not be read or kept.
    pub fn keep(&self, path: &Path, now: Instant, kept: Kept) -> Result<bool, FileError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if kept.most == 0 || !self.is_due(&path, now) || self.disk.look(&path).is_err() {
            return Ok(false);
        }
        let bytes = read_on(&*self.disk, &path, MAX_PROJECT_BYTES)?;
        let project = from_ron(&bytes).ok();
        // What cannot be read may hold a name.
        let may_name = || project.as_ref().is_none_or(Project::has_protected_names);
        if !kept.of_protected && may_name() {
            return Ok(false);
        }
        let counts = project.map(|project| BackupCounts::of(&project));
        let folder = self.folder_of(&path);
        let time = SystemTime::now();
        let name = self.free_name(&folder, time, counts);
        self.write(&folder, &name, &bytes)?;
        let listed = path.to_string_lossy();
        self.write(&folder, PATH_FILE, listed.as_bytes())?;
        self.prune(&folder, time, kept.most);
        self.made().insert(path, now);
        Ok(true)
    }

    /// The backups of all projects: first those of the file `first`, then file by file; the newest first.
    ///
    /// # Errors
    /// [`FileError::Read`], where the folder cannot be read. One that is not there holds nothing.
    pub fn list(&self, first: Option<&Path>) -> Result<Vec<Backup>, FileError> {
        let mut folders = self.list_folder(&self.folder)?;
        let of_first = first.map(|path| {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            self.folder_of(&path)
        });
        folders.sort_by_key(|folder| Some(folder) != of_first.as_ref());
        let mut backups = Vec::new();
        for folder in folders {
            let of = self.path_of(&folder);
            // What is no folder was not put here by us.
            let names = self
                .list_folder(&folder)
                .unwrap_or_default()
                .into_iter()
                .rev();
            backups.extend(names.filter_map(|path| self.backup(path, &of)));
        }
        Ok(backups)
    }

    /// Deletes all backups of the file at `path`, by whatever way it was opened, and what says that they are its. Returns how
    /// many there were.
    ///
    /// # Errors
    /// [`FileError::Remove`] for the first that is still there; those that could be deleted are.
    pub fn forget(&self, path: &Path) -> Result<usize, FileError> {
        let mut files = Vec::new();
        for folder in self.list_folder(&self.folder)? {
            if is_same_file(&*self.disk, path, &self.path_of(&folder)) {
                files.extend(self.list_folder(&folder)?);
            }
        }
        let backups = files.iter().filter(|file| parts(file).is_some()).count();
        remove_all(&*self.disk, files)?;
        Ok(backups)
    }

    fn is_due(&self, path: &Path, now: Instant) -> bool {
        let made = self.made();
        made.get(path)
            .is_none_or(|made| now.saturating_duration_since(*made) >= BETWEEN_BACKUPS)
    }

    /// Whoever panicked while it was held has at worst not noted a backup, so that one more is made.
    fn made(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Instant>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn folder_of(&self, path: &Path) -> PathBuf {
        let hash = TextHash::of(&path.to_string_lossy()).to_string();
        self.folder.join(&hash[..16])
    }

    fn write(&self, folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        let path = folder.join(name);
        let made = self.disk.make_folder(folder);
        made.and_then(|()| replace(&*self.disk, &path, bytes).map_err(ReplaceError::into_io))
            .map_err(|source| FileError::Write { path, source })
    }

    /// What cannot be removed is removed after the next backup. Those from a time that has not come were made while the clock was
    /// wrong: nobody knows when, and they go first.
    fn prune(&self, folder: &Path, now: SystemTime, most: usize) {
        let age = |path: &PathBuf| {
            let (made, _) = parts(path)?;
            let age = now.duration_since(made);
            Some(age.unwrap_or_else(|ahead| match ahead.duration() {
                // Names are rounded to the second, and clocks are set right.
                little if little <= BETWEEN_BACKUPS => Duration::ZERO,
                _ => Duration::MAX,
            }))
        };
        let mut backups = self.disk.list(folder).unwrap_or_default();
        backups.retain(|path| parts(path).is_some());
        // Of one age, those of the later names are the newer.
        backups.sort_by_key(|path| (age(path), Reverse(path.clone())));
        for path in backups.iter().skip(most) {
            drop(self.disk.remove(path));
        }
    }

    /// Another window may have made one in the same second.
    fn free_name(&self, folder: &Path, time: SystemTime, counts: Option<BackupCounts>) -> String {
        let names = (0..60).map(|seconds| backup_name(time + Duration::from_secs(seconds), counts));
        let mut free = names.filter(|name| self.disk.look(&folder.join(name)).is_err());
        free.next().unwrap_or_else(|| backup_name(time, counts))
    }

    fn list_folder(&self, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
        self.disk.list(folder).map_err(|source| FileError::Read {
            path: folder.to_owned(),
            source,
        })
    }

    fn path_of(&self, folder: &Path) -> PathBuf {
        let bytes = self.disk.read(&folder.join(PATH_FILE), 64 * 1024);
        let path = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
        PathBuf::from(path)
    }

    fn backup(&self, path: PathBuf, of: &Path) -> Option<Backup> {
        let (made, counts) = parts(&path)?;
        let size = self.disk.look(&path).ok()?.len;
        Some(Backup {
            path,
            of: of.to_owned(),
            made,
            counts,
            size,
        })
    }
}

/// Whether two paths lead to one file. That may be gone.
pub(crate) fn is_same_file(disk: &dyn Disk, one: &Path, other: &Path) -> bool {
    let resolved = |path: &Path| {
        disk.resolve(path)
            .or_else(|_gone| std::path::absolute(path))
    };
    one == other
        || match (resolved(one), resolved(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        }
}

/// Deletes what it can, and tells of the first file that is still there.
pub(crate) fn remove_all(disk: &dyn Disk, files: Vec<PathBuf>) -> Result<(), FileError> {
    let mut result = Ok(());
    for path in files {
        match disk.remove(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                result = result.and(Err(FileError::Remove { path, source }));
            }
            _ => {}
        }
    }
    result
}

impl BackupCounts {
    fn of(project: &Project) -> Self {
        Self {
            articles: project.articles().len(),
            highlights: project.highlights().len(),
            claims: project.claims().len(),
        }
    }
}

/// Written into the names of backups.
impl fmt::Display for BackupCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.articles, self.highlights, self.claims)
    }
}

/// "2031-05-12T03-14-15Z 6 42 10.ron", so that the list needs to open none of them.
fn backup_name(made: SystemTime, counts: Option<BackupCounts>) -> String {
    let counts = counts.map_or("unreadable".to_owned(), |counts| counts.to_string());
    format!("{} {counts}.ron", file_time(made))
}

/// What a backup's name says; `None` where it is no backup's.
fn parts(path: &Path) -> Option<(SystemTime, Option<BackupCounts>)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".ron")?;
    let (made, counts) = name.split_once(' ')?;
    let mut numbers = counts.split(' ').map(str::parse);
    let counts = match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(articles)), Some(Ok(highlights)), Some(Ok(claims))) => Some(BackupCounts {
            articles,
            highlights,
            claims,
        }),
        _ => None,
    };
    Some((of_file_time(made)?, counts))
}

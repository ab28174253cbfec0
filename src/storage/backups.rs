use super::{
    disk::{Disk, FileError, folder_of, read_on, write_whole},
    format::from_ron,
    limits::MAX_PROJECT_BYTES,
    local_time::{file_time, of_file_time},
    originals::remove,
    settings::StateDirectory,
};
use crate::project::{Project, TextHash};

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

/// Highest number of backups per project that the settings allow.
pub const MAX_BACKUPS: usize = 100;

/// Minimum time between backups of the same file within one session.
const BACKUP_INTERVAL: Duration = Duration::from_mins(10);

/// Name of the file in a backup folder that records the path of the project.
const PATH_FILE: &str = "path.txt";

/// Backups of project files in the user's state directory. Each is the file as it was before a save replaced it.
#[derive(Debug)]
pub struct Backups {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// Time of this session's last backup, by file.
    made: Mutex<BTreeMap<PathBuf, Instant>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    /// The project file it was made from.
    pub of: PathBuf,
    /// Creation time, which is when the next version was saved.
    pub made: SystemTime,
    /// Record counts; `None` if the file could not be opened even then.
    pub counts: Option<BackupCounts>,
    /// Size in bytes.
    pub size: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupRetention {
    /// Maximum number of backups per file.
    pub most: usize,
    /// Whether projects with protected names are backed up too.
    pub of_protected: bool,
}

impl BackupRetention {
    /// Keeps `most` backups per file, with or without protected names.
    pub fn of_each(most: usize) -> Self {
        Self {
            most,
            of_protected: true,
        }
    }
}

/// Record counts of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupCounts {
    pub articles: usize,
    pub highlights: usize,
    pub claims: usize,
}

impl Backups {
    /// The backups in a user's state directory.
    pub fn new(state: &StateDirectory) -> Self {
        Self {
            disk: state.disk(),
            folder: state.folder().join("backups"),
            made: Mutex::default(),
        }
    }

    /// Backs up the file at `path` if due: before the first overwrite in this session, and again ten minutes after the
    /// last backup. Keeps only as many of the newest backups as `kept` allows, and makes none of a project that `kept`
    /// excludes. Returns whether it made one.
    pub fn keep(
        &self,
        path: &Path,
        now: Instant,
        kept: BackupRetention,
    ) -> Result<bool, FileError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if kept.most == 0 || !self.is_due(&path, now) || self.disk.look(&path).is_err() {
            return Ok(false);
        }
        let bytes = read_on(&*self.disk, &path, MAX_PROJECT_BYTES)?;
        let project = from_ron(&bytes).ok();
        // An unreadable file may contain a protected name.
        let may_name = || project.as_ref().is_none_or(Project::has_protected_names);
        if !kept.of_protected && may_name() {
            return Ok(false);
        }
        let counts = project.map(|project| BackupCounts::new(&project));
        let folder = self.folder_of(&path);
        let time = SystemTime::now();
        let name = self.free_name(&folder, time, counts);
        self.write(&folder, &name, &bytes)?;
        let listed = path.to_string_lossy();
        self.write(&folder, PATH_FILE, listed.as_bytes())?;
        self.prune(&folder, time, kept.most);
        self.backup_times().insert(path, now);
        Ok(true)
    }

    /// The backups of all projects: those of the file `first` come first, then by file; newest first.
    ///
    /// # Errors
    /// [`FileError::Read`], if the folder cannot be read. A missing folder counts as empty.
    pub fn list(&self, first: Option<&Path>) -> Result<Vec<Backup>, FileError> {
        let mut folders = self.list_folder(&self.folder)?;
        let of_first = first.map(|path| {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            self.folder_of(&path)
        });
        folders.sort_by_key(|folder| Some(folder) != of_first.as_ref());
        let mut backups = Vec::new();
        for folder in folders {
            let original = self.path_of(&folder);
            // Skip files, which the program did not put here.
            let names = self.list_folder(&folder).unwrap_or_default().into_iter();
            let newest_first = names.rev();
            backups.extend(newest_first.filter_map(|path| self.backup(path, &original)));
        }
        Ok(backups)
    }

    /// Deletes a backup. Together with the last one of a file, deletes the record of the file's path.
    pub fn remove(&self, backup: &Path) -> Result<(), FileError> {
        remove(&*self.disk, backup.to_owned())?;
        let folder = folder_of(backup);
        let mut files = self.list_folder(&folder)?.into_iter();
        if files.any(|file| parts(&file).is_some()) {
            return Ok(());
        }
        remove(&*self.disk, folder.join(PATH_FILE))
    }

    fn is_due(&self, path: &Path, now: Instant) -> bool {
        let made = self.backup_times();
        made.get(path)
            .is_none_or(|made| now.saturating_duration_since(*made) >= BACKUP_INTERVAL)
    }

    /// Ignores poisoning: at worst, a panic while locked loses the time of one backup, which causes an extra one.
    fn backup_times(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Instant>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn folder_of(&self, path: &Path) -> PathBuf {
        let hash = TextHash::of(&path.to_string_lossy()).to_string();
        self.folder.join(&hash[..16])
    }

    fn write(&self, folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        let path = folder.join(name);
        let made = self.disk.make_folder(folder);
        let written = made.and_then(|()| write_whole(&*self.disk, &path, bytes));
        written.map_err(FileError::write(&path))
    }

    /// Deletes all but the newest `most` backups; what cannot be removed is retried after the next backup. Backups
    /// dated in the future come from a wrong clock, so their age is unknown and they are deleted first.
    fn prune(&self, folder: &Path, now: SystemTime, most: usize) {
        let age = |path: &PathBuf| {
            let (made, _) = parts(path)?;
            let age = now.duration_since(made);
            Some(age.unwrap_or_else(|ahead| {
                // Names are rounded to the second, and clocks get adjusted.
                let is_close = ahead.duration() <= BACKUP_INTERVAL;
                if is_close {
                    Duration::ZERO
                } else {
                    Duration::MAX
                }
            }))
        };
        let mut backups = self.disk.list(folder).unwrap_or_default();
        backups.retain(|path| parts(path).is_some());
        // At equal age, later names are newer.
        backups.sort_by_key(|path| (age(path), Reverse(path.clone())));
        for path in backups.iter().skip(most) {
            drop(self.disk.remove(path));
        }
    }

    /// Returns an unused name: another window may have made a backup in the same second.
    fn free_name(&self, folder: &Path, time: SystemTime, counts: Option<BackupCounts>) -> String {
        let names = (0..60).map(|seconds| backup_name(time + Duration::from_secs(seconds), counts));
        let mut free = names.filter(|name| self.disk.look(&folder.join(name)).is_err());
        free.next().unwrap_or_else(|| backup_name(time, counts))
    }

    fn list_folder(&self, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
        self.disk.list(folder).map_err(FileError::read(folder))
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

/// Returns whether two paths lead to the same file, which may no longer exist.
pub(crate) fn is_same_file(disk: &dyn Disk, one: &Path, other: &Path) -> bool {
    let resolved = |path: &Path| disk.resolve(path).or_else(|_| std::path::absolute(path));
    let is_same = || Some(resolved(one).ok()? == resolved(other).ok()?);
    one == other || is_same().unwrap_or(false)
}

impl BackupCounts {
    fn new(project: &Project) -> Self {
        Self {
            articles: project.articles().len(),
            highlights: project.highlights().len(),
            claims: project.claims().len(),
        }
    }
}

/// Counts as written in backup names.
impl fmt::Display for BackupCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.articles, self.highlights, self.claims)
    }
}

/// "2031-05-12T03-14-15Z 6 42 10.ron", so that the list can be shown without opening the files.
fn backup_name(made: SystemTime, counts: Option<BackupCounts>) -> String {
    let counts = counts.map_or("unreadable".to_owned(), |counts| counts.to_string());
    format!("{} {counts}.ron", file_time(made))
}

/// Parses the name of a backup; `None` if it is not one.
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

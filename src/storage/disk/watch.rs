//! Detection of changes that other programs make to a project file after it was last read or written.

use super::{Disk, FileHash, FileMetadata, is_missing, project_file::read_on};
use crate::storage::limits::MAX_PROJECT_BYTES;

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Last known version of a file: size, time and file number show cheaply that it has not changed, the hash shows
/// reliably that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileVersion {
    len: u64,
    modified: Option<SystemTime>,
    id: Option<u64>,
    pub hash: FileHash,
}

/// Current file compared with the last known version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Same bytes, with the current metadata.
    Same(FileVersion),
    /// Different bytes, with the current metadata.
    Changed(FileVersion),
    /// The file no longer exists.
    Gone,
}

impl FileVersion {
    /// Records the file at `path`, whose bytes have this hash.
    pub fn of(disk: &dyn Disk, path: &Path, hash: FileHash) -> io::Result<Self> {
        Ok(Self::new(disk.look(path)?, hash))
    }

    pub(crate) fn new(there: FileMetadata, hash: FileHash) -> Self {
        Self {
            len: there.len,
            modified: there.modified,
            id: there.id,
            hash,
        }
    }

    /// Reads the current file at `path`.
    pub fn now(disk: &dyn Disk, path: &Path) -> io::Result<Self> {
        // Read before the bytes: a write in between changes the time and will be noticed.
        let found = disk.look(path)?;
        let bytes = read_on(disk, path, MAX_PROJECT_BYTES).map_err(io::Error::other)?;
        Ok(Self::new(found, FileHash::of(&bytes)))
    }

    /// Checks the file again. Reads it only if its size, time or file number has changed.
    pub fn look_again(self, disk: &dyn Disk, path: &Path) -> io::Result<FileChange> {
        let now = match Self::of(disk, path, self.hash) {
            Err(error) if is_missing(&error) => return Ok(FileChange::Gone),
            now => now?,
        };
        if now == self && now.modified.is_some() {
            return Ok(FileChange::Same(self));
        }
        let now = Self::now(disk, path)?;
        Ok(if now.hash == self.hash {
            FileChange::Same(now)
        } else {
            FileChange::Changed(now)
        })
    }
}

/// Condition for a save to replace a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaces {
    /// Any file: the user chose the name.
    Anything,
    /// Only the last known version of the file.
    Only(FileVersion),
    /// No file: it was missing at the last check.
    NoFile,
}

/// Watches a file until it is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Calls `touched`, on another thread, whenever the file at `path` may have changed. The file need not exist.
///
/// # Errors
/// The system's error, if its folder cannot be watched; network disks often cannot.
pub fn watch(path: &Path, touched: impl Fn() + Send + 'static) -> Result<Watch, notify::Error> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder: PathBuf = path.parent().map(Path::to_owned).unwrap_or_default();
    // Watches the folder, since a save by renaming creates a new file with the same name.
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let concerns = event.is_ok_and(|event| {
            !matches!(event.kind, EventKind::Access(_)) && event.paths.contains(&path)
        });
        if concerns {
            touched();
        }
    })?;
    watcher.watch(&folder, RecursiveMode::NonRecursive)?;
    Ok(Watch { _watcher: watcher })
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc::channel, time::Duration};

    use super::super::real::RealDisk;
    use super::*;

    fn file(words: &str) -> (tempfile::TempDir, PathBuf, FileVersion) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("barrage.ron");
        fs::write(&path, words).unwrap();
        let seen = FileVersion::of(&RealDisk, &path, FileHash::of(words.as_bytes())).unwrap();
        (folder, path, seen)
    }

    #[test]
    fn the_same_bytes_written_again_are_the_same_file() {
        let (_folder, path, seen) = file("a project");
        assert_eq!(
            seen.look_again(&RealDisk, &path).unwrap(),
            FileChange::Same(seen)
        );
        fs::write(&path, "a project").unwrap();
        let later = fs::File::options().write(true).open(&path).unwrap();
        later.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(
            matches!(seen.look_again(&RealDisk, &path).unwrap(), FileChange::Same(now) if now != seen)
        );
    }

    #[test]
    fn different_bytes_of_the_same_length_are_another_file() {
        let (_folder, path, seen) = file("a project");
        fs::write(&path, "b project").unwrap();
        let later = fs::File::options().write(true).open(&path).unwrap();
        later.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(matches!(
            seen.look_again(&RealDisk, &path).unwrap(),
            FileChange::Changed(_)
        ));
    }

    /// Simulates a program that restores a file with its original time.
    #[test]
    fn a_replacement_of_equal_length_and_time_is_detected() {
        let (folder, path, seen) = file("a project");
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        let other = folder.path().join("other");
        fs::write(&other, "b project").unwrap();
        let file = fs::File::options().write(true).open(&other).unwrap();
        file.set_modified(modified).unwrap();
        fs::rename(&other, &path).unwrap();
        let since = seen.look_again(&RealDisk, &path).unwrap();
        assert!(
            !cfg!(unix) || matches!(since, FileChange::Changed(_)),
            "{since:?}"
        );
    }

    #[test]
    fn a_file_that_was_moved_away_is_gone() {
        let (folder, path, seen) = file("a project");
        fs::rename(&path, folder.path().join("elsewhere.ron")).unwrap();
        assert_eq!(seen.look_again(&RealDisk, &path).unwrap(), FileChange::Gone);
    }

    #[test]
    fn a_watch_reports_the_replaced_file_and_not_its_neighbours() {
        let (folder, path, _) = file("a project");
        let (sender, receiver) = channel();
        let watch = watch(&path, move || sender.send(()).unwrap_or_default()).unwrap();
        fs::write(folder.path().join("neighbour.ron"), "another").unwrap();
        let beside = folder.path().join("beside");
        fs::write(&beside, "b project").unwrap();
        assert!(receiver.try_recv().is_err());
        fs::rename(&beside, &path).unwrap();
        receiver.recv_timeout(Duration::from_secs(20)).unwrap();
        drop(watch);
    }
}

//! Whether a project file is still as it was when it was read or written last: another program may have changed it.

use super::{Disk, Looked, file_hash::FileHash, project_file::read_on};
use crate::storage::limits::MAX_PROJECT_BYTES;

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// A file as it was seen last: size, time and number tell quickly that it has not changed, the hash tells surely that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    len: u64,
    modified: Option<SystemTime>,
    id: Option<u64>,
    hash: FileHash,
}

/// How a file is now beside how it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The same bytes; what is known of it now.
    Same(Seen),
    /// Other bytes; what is known of it now.
    Changed(Seen),
    /// There is no such file any more.
    Gone,
}

impl Seen {
    /// The file at `path`, whose bytes have this hash.
    ///
    /// # Errors
    /// What the system says.
    pub fn of(disk: &dyn Disk, path: &Path, hash: FileHash) -> io::Result<Self> {
        Ok(Self::new(disk.look(path)?, hash))
    }

    /// The hash of its bytes.
    #[must_use]
    pub fn hash(&self) -> FileHash {
        self.hash
    }

    pub(crate) fn new(there: Looked, hash: FileHash) -> Self {
        Self {
            len: there.len,
            modified: there.modified,
            id: there.id,
            hash,
        }
    }

    /// The file at `path` as it is now.
    ///
    /// # Errors
    /// What the system says.
    pub fn now(disk: &dyn Disk, path: &Path) -> io::Result<Self> {
        // Before its bytes: what is written while they are read makes another time, and will be noticed.
        let there = disk.look(path)?;
        let bytes = read_on(disk, path, MAX_PROJECT_BYTES).map_err(io::Error::other)?;
        Ok(Self::new(there, FileHash::of(&bytes)))
    }

    /// Looks at the file again. It is read only where its size, its time or its number have changed.
    ///
    /// # Errors
    /// What the system says, where it can neither be read nor is gone.
    pub fn look_again(self, disk: &dyn Disk, path: &Path) -> io::Result<Since> {
        let now = match Self::of(disk, path, self.hash) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Since::Gone),
            now => now?,
        };
        if now == self && now.modified.is_some() {
            return Ok(Since::Same(self));
        }
        let now = Self::now(disk, path)?;
        Ok(if now.hash == self.hash {
            Since::Same(now)
        } else {
            Since::Changed(now)
        })
    }
}

/// What a save may replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaces {
    /// Whatever is there: the person has chosen the name.
    Anything,
    /// The file as it was seen last, and no other.
    Only(Seen),
    /// No file: it was gone when it was looked at last.
    NoFile,
}

/// Watches a file until it is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Calls `touched`, on another thread, whenever something may have happened to the file at `path`, which may not be there.
///
/// # Errors
/// What the system says, where its folder cannot be watched; network disks often cannot.
pub fn watch(path: &Path, touched: impl Fn() + Send + 'static) -> Result<Watch, notify::Error> {
    let path = fs::canonicalize(path).unwrap_or_else(|_not_there| path.to_owned());
    let folder: PathBuf = path.parent().map(Path::to_owned).unwrap_or_default();
    // The folder, since saving beside and renaming makes another file of the same name.
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

    fn file(words: &str) -> (tempfile::TempDir, PathBuf, Seen) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("barrage.ron");
        fs::write(&path, words).unwrap();
        let seen = Seen::of(&RealDisk, &path, FileHash::of(words.as_bytes())).unwrap();
        (folder, path, seen)
    }

    #[test]
    fn the_same_bytes_written_again_are_the_same_file() {
        let (_folder, path, seen) = file("a project");
        assert_eq!(
            seen.look_again(&RealDisk, &path).unwrap(),
            Since::Same(seen)
        );
        fs::write(&path, "a project").unwrap();
        let later = fs::File::options().write(true).open(&path).unwrap();
        later.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(
            matches!(seen.look_again(&RealDisk, &path).unwrap(), Since::Same(now) if now != seen)
        );
    }

    #[test]
    fn other_bytes_of_the_same_length_are_another_file() {
        let (_folder, path, seen) = file("a project");
        fs::write(&path, "b project").unwrap();
        let later = fs::File::options().write(true).open(&path).unwrap();
        later.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(matches!(
            seen.look_again(&RealDisk, &path).unwrap(),
            Since::Changed(_)
        ));
    }

    /// As a program does that restores a file with its time.
    #[test]
    fn a_file_that_took_its_place_with_the_same_length_and_time_is_another() {
        let (folder, path, seen) = file("a project");
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        let other = folder.path().join("other");
        fs::write(&other, "b project").unwrap();
        let file = fs::File::options().write(true).open(&other).unwrap();
        file.set_modified(modified).unwrap();
        fs::rename(&other, &path).unwrap();
        let since = seen.look_again(&RealDisk, &path).unwrap();
        assert!(
            !cfg!(unix) || matches!(since, Since::Changed(_)),
            "{since:?}"
        );
    }

    #[test]
    fn a_file_that_was_moved_away_is_gone() {
        let (folder, path, seen) = file("a project");
        fs::rename(&path, folder.path().join("elsewhere.ron")).unwrap();
        assert_eq!(seen.look_again(&RealDisk, &path).unwrap(), Since::Gone);
    }

    #[test]
    fn a_watch_tells_of_a_file_that_is_replaced_and_not_of_its_neighbours() {
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

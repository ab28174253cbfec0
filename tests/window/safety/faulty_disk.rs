//! The real disk with faults that a test switches on.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use crosscheck::storage::{Disk, DiskFile, FileMetadata, RealDisk};

/// The real disk with faults that a test switches on.
#[derive(Debug, Default)]
pub struct FaultyDisk {
    /// Creating a journal fails.
    pub is_full: AtomicBool,
    /// Writing a journal fails.
    pub no_sync: Arc<AtomicBool>,
    /// Reading a file with this extension panics.
    pub fault_at: Mutex<Option<&'static str>>,
    /// Renaming waits while this is locked.
    pub hold: Mutex<()>,
}

/// A file on it.
#[derive(Debug)]
struct FaultyFile {
    file: Arc<dyn DiskFile>,
    no_sync: Arc<AtomicBool>,
}

impl DiskFile for FaultyFile {
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write_at(offset, bytes)
    }
    fn cut(&self, len: u64) -> io::Result<()> {
        self.file.cut(len)
    }
    fn sync(&self) -> io::Result<()> {
        if self.no_sync.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.file.sync()
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock()
    }
}

impl FaultyDisk {
    fn check(&self, path: &Path) -> io::Result<()> {
        let is_journal = path.extension().is_some_and(|ending| ending == "journal");
        if is_journal && self.is_full.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

impl Disk for FaultyDisk {
    fn look(&self, path: &Path) -> io::Result<FileMetadata> {
        RealDisk.look(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(path)
    }
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let ending = *self.fault_at.lock().unwrap();
        let is_there = path
            .extension()
            .zip(ending)
            .is_some_and(|(it, at)| it == at);
        assert!(!is_there, "a fault that the test forces");
        RealDisk.read(path, limit)
    }
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Arc<dyn DiskFile>> {
        self.check(path)?;
        let file = RealDisk.create(path, like)?;
        let is_journal = path.extension().is_some_and(|ending| ending == "journal");
        let no_sync = Arc::clone(&self.no_sync);
        Ok(if is_journal {
            Arc::new(FaultyFile { file, no_sync })
        } else {
            file
        })
    }
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        RealDisk.open(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let _held = self.hold.lock().unwrap();
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.make_folder(folder)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}

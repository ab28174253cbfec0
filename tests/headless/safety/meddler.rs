//! A disk on which another program writes a file during a save.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crosscheck::storage::{
    Disk, DiskFile, FileChange, FileError, FileHash, FileMetadata, FileVersion, RealDisk, Replaces,
    SaveDone, Saver,
};

use super::session::small_project;

/// When the other program writes.
#[derive(Clone, Copy, Debug)]
enum When {
    /// After the file was checked, while the new one is written beside it.
    BesideIsMade,
    /// As soon as the new file has its name.
    AfterRename,
}

#[derive(Debug)]
struct Meddler {
    when: When,
    target: PathBuf,
}

impl Meddler {
    fn write(&self) {
        fs::write(&self.target, "xxx, by another program").unwrap();
    }
}

impl Disk for Meddler {
    fn look(&self, path: &Path) -> io::Result<FileMetadata> {
        RealDisk.look(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(path)
    }
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, limit)
    }
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Arc<dyn DiskFile>> {
        let file = RealDisk.create(path, like);
        if matches!(self.when, When::BesideIsMade) {
            self.write();
        }
        file
    }
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        RealDisk.open(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let renamed = RealDisk.rename(from, to);
        if matches!(self.when, When::AfterRename) {
            self.write();
        }
        renamed
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

/// Saves over a known version of a file, while the other program writes it.
fn save(when: When) -> (tempfile::TempDir, PathBuf, Result<SaveDone, FileError>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mill.ron");
    fs::write(&path, "before").unwrap();
    let seen = FileVersion::of(&RealDisk, &path, FileHash::of(b"before")).unwrap();
    let target = path.clone();
    let saver = Saver {
        disk: Arc::new(Meddler { when, target }),
        backups: None,
        journal: None,
        originals: Vec::new(),
    };
    let ended = saver.save(&path, &small_project(), Replaces::Only(seen));
    (folder, path, ended)
}

#[test]
fn a_write_by_another_program_during_a_save_is_not_replaced() {
    let (folder, path, saved) = save(When::BesideIsMade);
    let error = saved.unwrap_err();
    assert!(
        matches!(error, FileError::Changed { now: Some(_), .. }),
        "{error}"
    );
    assert!(fs::read(&path).unwrap().starts_with(b"xxx"));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing else is left"
    );
}

#[test]
fn a_write_by_another_program_right_after_a_save_is_noticed() {
    let (_folder, path, saved) = save(When::AfterRename);
    let seen = saved.unwrap().seen.unwrap();
    let since = seen.look_again(&RealDisk, &path).unwrap();
    assert!(matches!(since, FileChange::Changed(_)), "{since:?}");
}

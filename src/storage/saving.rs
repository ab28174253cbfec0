use super::{
    backups::{BackupRetention, Backups},
    disk::{Disk, FileChange, FileError, FileHash, FileVersion, Replaces, is_missing, save_over},
    format::to_ron,
    journal::JournalSender,
    limits::MAX_PROJECT_BYTES,
    originals::bring_originals,
};
use crate::project::Project;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

/// Maximum time a save waits for the journal to record the hash of the new file. Without that entry, recovery would
/// open a copy.
const JOURNAL_WAIT: Duration = Duration::from_secs(2);

/// A successful save.
#[derive(Debug)]
pub struct SaveDone {
    /// Hash of the saved file.
    pub hash: FileHash,
    /// Metadata of the saved file; `None` if the system did not return it.
    pub seen: Option<FileVersion>,
    /// Error of the backup before the save, if one was due and failed.
    pub backup: Option<FileError>,
    /// Error of bringing the originals of its articles into the folder beside the file.
    pub originals: Option<Box<FileError>>,
}

/// The steps of a save: backup, originals, journal entry, file. Runs on a thread of its own.
#[derive(Debug)]
pub struct Saver {
    /// Disk to save to.
    pub disk: Arc<dyn Disk>,
    /// Backup folder and the backup settings.
    pub backups: Option<(Arc<Backups>, BackupRetention)>,
    /// Journal of the project.
    pub journal: Option<JournalSender>,
    /// Folders with originals that may not be beside the file yet.
    pub originals: Vec<PathBuf>,
}

impl Saver {
    /// Saves the project at `path`.
    ///
    /// # Errors
    /// As for [`save_on`](super::save_on); [`FileError::Changed`] if the file is no longer the one that it `replaces`.
    /// A failed backup or original does not stop the save.
    pub fn save(
        &self,
        path: &Path,
        project: &Project,
        replaces: Replaces,
    ) -> Result<SaveDone, FileError> {
        self.check_unchanged(path, replaces)?;
        let backup = self.backups.as_ref().and_then(|(backups, kept)| {
            // The previous file may predate the protection of a name.
            let is_kept = kept.of_protected || !project.has_protected_names();
            let kept = is_kept.then(|| backups.keep(path, Instant::now(), *kept))?;
            kept.err()
        });
        let text = to_ron(project);
        if text.len() as u64 > MAX_PROJECT_BYTES {
            // The file could be written but never opened again.
            let path = path.to_owned();
            return Err(FileError::TooBig { path });
        }
        let originals = bring_originals(&*self.disk, project, path, &self.originals);
        let originals = originals.err().map(Box::new);
        let hash = FileHash::of(text.as_bytes());
        if let Some(journal) = &self.journal {
            journal.saving(path.to_owned(), hash, JOURNAL_WAIT);
        }
        // Checked again directly before the rename: the steps so far took time.
        let check = || self.check_unchanged(path, replaces);
        let looked = save_over(&*self.disk, path, text.as_bytes(), check)?;
        let seen = looked.map(|looked| FileVersion::new(looked, hash));
        Ok(SaveDone {
            hash,
            seen,
            backup,
            originals,
        })
    }

    fn check_unchanged(&self, path: &Path, replaces: Replaces) -> Result<(), FileError> {
        let since = match replaces {
            Replaces::Anything => return Ok(()),
            Replaces::Only(seen) => seen.look_again(&*self.disk, path),
            Replaces::NoFile => match FileVersion::now(&*self.disk, path) {
                Err(error) if is_missing(&error) => return Ok(()),
                now => now.map(FileChange::Changed),
            },
        };
        let now = match since.map_err(FileError::read(path))? {
            FileChange::Same(_) => return Ok(()),
            FileChange::Changed(now) => Some(now),
            FileChange::Gone => None,
        };
        let path = path.to_owned();
        Err(FileError::Changed { path, now })
    }
}

use super::{
    backups::{Backups, Kept},
    disk::{Disk, FileError, FileHash, Replaces, Seen, Since, save_over},
    format::to_ron,
    journal::JournalSender,
    limits::MAX_PROJECT_BYTES,
};
use crate::project::Project;

use std::{
    io,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// How long a save waits for the journal to note what the file will hold. Without the note, recovery would open a copy.
const JOURNAL_WAIT: Duration = Duration::from_secs(2);

/// A save that has ended well.
#[derive(Debug)]
pub struct SaveDone {
    /// What the file holds now.
    pub hash: FileHash,
    /// The file as it is now; `None` where the system would not say.
    pub seen: Option<Seen>,
    /// Why the file before was not kept as a backup, if it was to be.
    pub backup: Option<FileError>,
}

/// All that belongs to a save: the backup before it, the note in the journal, the file. For a thread of its own.
#[derive(Debug)]
pub struct Saver {
    /// Where to save.
    pub disk: Arc<dyn Disk>,
    /// Where backups are kept, and which.
    pub backups: Option<(Arc<Backups>, Kept)>,
    /// The journal of the project.
    pub journal: Option<JournalSender>,
}

impl Saver {
    /// Saves the project at `path`.
    ///
    /// # Errors
    /// As for [`save_on`](super::save_on); [`FileError::Changed`] where the file is no longer the one that it `replaces`. That no backup could be kept is no reason not to save.
    pub fn save(
        &self,
        path: &Path,
        project: &Project,
        replaces: Replaces,
    ) -> Result<SaveDone, FileError> {
        self.check_unchanged(path, replaces)?;
        let backup = self.backups.as_ref().and_then(|(backups, kept)| {
            // The file before may be from a time when nobody was protected.
            let is_kept = kept.of_protected || !project.has_protected_names();
            let kept = is_kept.then(|| backups.keep(path, Instant::now(), *kept))?;
            kept.err()
        });
        let text = to_ron(project);
        if text.len() as u64 > MAX_PROJECT_BYTES {
            // It could be written, and never be opened again.
            let path = path.to_owned();
            return Err(FileError::TooBig { path });
        }
        let hash = FileHash::of(text.as_bytes());
        if let Some(journal) = &self.journal {
            journal.saving(path.to_owned(), hash, JOURNAL_WAIT);
        }
        // Once more, now that all is ready and the new file has but to get its name: all that took its time.
        let check = || self.check_unchanged(path, replaces);
        let looked = save_over(&*self.disk, path, text.as_bytes(), check)?;
        let seen = looked.map(|looked| Seen::new(looked, hash));
        Ok(SaveDone { hash, seen, backup })
    }

    fn check_unchanged(&self, path: &Path, replaces: Replaces) -> Result<(), FileError> {
        let since = match replaces {
            Replaces::Anything => return Ok(()),
            Replaces::Only(seen) => seen.look_again(&*self.disk, path),
            Replaces::NoFile => match Seen::now(&*self.disk, path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                now => now.map(Since::Changed),
            },
        };
        let path = path.to_owned();
        match since {
            Ok(Since::Same(_)) => Ok(()),
            Ok(Since::Changed(now)) => Err(FileError::Changed {
                path,
                now: Some(now),
            }),
            Ok(Since::Gone) => Err(FileError::Changed { path, now: None }),
            Err(source) => Err(FileError::Read { path, source }),
        }
    }
}

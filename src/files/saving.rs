use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{Backups, Disk, FileError, FileHash, JournalSender, Seen, Since, save_on, to_ron};
use crate::project::Project;

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
    /// Where backups are kept, and how many of each file.
    pub backups: Option<(Arc<Backups>, usize)>,
    /// The journal of the project.
    pub journal: Option<JournalSender>,
}

impl Saver {
    /// Saves the project at `path`.
    ///
    /// # Errors
    /// As for [`save_on`]; [`FileError::Changed`] where the file is no longer the one that it `replaces`. That no backup could be kept is no reason not to save.
    pub fn save(
        &self,
        path: &Path,
        project: &Project,
        replaces: Option<Seen>,
    ) -> Result<SaveDone, FileError> {
        if let Some(seen) = replaces {
            self.check_unchanged(path, seen)?;
        }
        let backup = self.backups.as_ref().and_then(|(backups, most)| {
            let kept = backups.keep(path, Instant::now(), *most);
            kept.err()
        });
        let text = to_ron(project);
        let hash = FileHash::of(text.as_bytes());
        if let Some(journal) = &self.journal {
            journal.saving(path.to_owned(), hash, JOURNAL_WAIT);
        }
        save_on(&*self.disk, path, text.as_bytes())?;
        let seen = Seen::of(&*self.disk, path, hash).ok();
        Ok(SaveDone { hash, seen, backup })
    }

    fn check_unchanged(&self, path: &Path, seen: Seen) -> Result<(), FileError> {
        let now = match seen.look_again(&*self.disk, path) {
            Ok(Since::Same(_)) => return Ok(()),
            Ok(Since::Changed(now)) => Some(now),
            Ok(Since::Gone) => None,
            Err(source) => {
                let path = path.to_owned();
                return Err(FileError::Read { path, source });
            }
        };
        let path = path.to_owned();
        Err(FileError::Changed { path, now })
    }
}

//! Saving: one save at a time, and the handling of its result.

use super::name_of;
use crate::{
    project::Revision,
    storage::{FileError, JournalCommand, SaveDone, SavedFile},
    workbench::{Workbench, command::Command, document::Purpose, intent::Effect, notices::About},
};

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The saved revision, and the running and queued saves.
#[derive(Debug)]
pub(super) struct Saving {
    /// The revision in the file, or the unchanged initial one; `None` for an unsaved copy without a file.
    saved: Option<Revision>,
    is_running: bool,
    /// Queued behind the running one.
    waiting: VecDeque<SaveTarget>,
}

impl Default for Saving {
    /// An empty project with nothing to save.
    fn default() -> Self {
        Self::new(Some(Revision::default()))
    }
}

impl Saving {
    pub(super) fn new(saved: Option<Revision>) -> Self {
        Self {
            saved,
            is_running: false,
            waiting: VecDeque::new(),
        }
    }

    pub(super) fn saved(&self) -> Option<Revision> {
        self.saved
    }

    /// Records that no file has the project as shown any more.
    pub(super) fn forget_saved(&mut self) {
        self.saved = None;
    }
}

#[derive(Debug, PartialEq)]
enum SaveTarget {
    /// The project's file, at its path when the save starts.
    Here,
    /// A file selected by the user.
    Path(PathBuf),
}

impl SaveTarget {
    fn is_at(&self, path: &Path) -> bool {
        matches!(self, Self::Path(own) if own == path)
    }
}

impl Workbench {
    /// Whether no file has the project as it is: it has unsaved changes, or its file is gone or was changed elsewhere.
    pub fn is_dirty(&self) -> bool {
        self.has_changes() || self.changed_file().is_some()
    }

    /// Whether the project has changes that were never saved to its file.
    pub(super) fn has_changes(&self) -> bool {
        self.document.saving.saved != Some(self.history.revision())
    }

    pub fn is_saving(&self) -> bool {
        self.document.saving.is_running
    }

    pub(crate) fn save(&mut self) {
        let saving = &mut self.document.saving;
        match self.document.path.clone() {
            // Queued without a path, which is resolved when it starts. A queued save to a specific file takes precedence.
            Some(_) if saving.is_running => {
                if saving.waiting.is_empty() {
                    saving.waiting.push_back(SaveTarget::Here);
                }
            }
            Some(path) if self.open_elsewhere().is_none() => self.save_to(path),
            Some(_) | None => self.choose(Purpose::Save),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        let saving = &mut self.document.saving;
        if saving.is_running {
            // The later of two saves to the same file covers both.
            saving.waiting.retain(|other| !other.is_at(&path));
            saving.waiting.push_back(SaveTarget::Path(path));
            return;
        }
        saving.is_running = true;
        self.begin_saving_originals();
        let history = Box::new(self.history.clone());
        self.order(JournalCommand::SaveBegun(history));
        let open = self.document.path.as_deref();
        let replaces = self.document.sharing.replaced_by_saving_at(&path, open);
        let (revision, project) = (self.history.revision(), Arc::clone(&self.project));
        self.effects
            .push(Effect::WriteProject(path, revision, project, replaces));
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        revision: Revision,
        result: Result<SaveDone, FileError>,
    ) {
        self.document.saving.is_running = false;
        match result {
            Ok(done) => self.save_succeeded(path, revision, done),
            Err(error) => self.save_failed(&path, &error),
        }
        self.check_file_if_due();
        match self.document.saving.waiting.pop_front() {
            Some(SaveTarget::Path(path)) => self.save_to(path),
            Some(SaveTarget::Here) => self.save(),
            None => {
                if let Some(departure) = self.document.leaving.take_waiting() {
                    self.depart(departure);
                }
            }
        }
    }

    fn save_succeeded(&mut self, path: PathBuf, revision: Revision, done: SaveDone) {
        let saved = SavedFile {
            path: path.clone(),
            hash: done.hash,
            name: name_of(&self.project, Some(&path)),
        };
        self.order(JournalCommand::SaveEnded(Some(saved)));
        self.document.saving.saved = Some(revision);
        self.originals_saved(&path, done.originals);
        self.document.copy_of = None;
        self.share(path, done.seen);
        self.notices.over(About::Save);
        self.notices.over(About::Backup);
        if let Some(error) = done.backup {
            let message = format!(
                "The project is saved, but no backup of the earlier file was kept. {error}"
            );
            self.notices.trouble(About::Backup, message, None);
        }
    }

    /// Leaves the project unsaved and the journal unchanged.
    fn save_failed(&mut self, path: &Path, error: &FileError) {
        self.order(JournalCommand::SaveEnded(None));
        // Another save to the same file would fail in the same way.
        let is_other = |waiting: &SaveTarget| *waiting != SaveTarget::Here && !waiting.is_at(path);
        self.document.saving.waiting.retain(is_other);
        self.document.leaving.stay();
        match error {
            FileError::Changed { now, .. } => self.file_has_changed(*now),
            FileError::NotConfirmed { .. } => self.check_own_file(path),
            FileError::Read { .. }
            | FileError::NotAFile { .. }
            | FileError::TooLong { .. }
            | FileError::Load { .. }
            | FileError::Exists { .. }
            | FileError::Precious { .. }
            | FileError::Write { .. }
            | FileError::Remove { .. }
            | FileError::Held { .. }
            | FileError::TooBig { .. }
            | FileError::Fault { .. } => {}
        }
        self.notices
            .trouble(About::Save, error.to_string(), Some(Command::SaveAs));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Settings;

    #[test]
    fn saves_to_several_paths_run_one_after_the_other() {
        let mut workbench = Workbench::new(Settings::default());
        let [a, b, c] = ["a.ron", "b.ron", "c.ron"].map(PathBuf::from);
        workbench.save_to(a.clone());
        assert_eq!(begun(&mut workbench), Some(a.clone()));
        for path in [&b, &c, &b] {
            workbench.save_to(path.clone());
            assert_eq!(begun(&mut workbench), None);
        }
        for (ended, next) in [(&a, Some(c.clone())), (&c, Some(b.clone())), (&b, None)] {
            let failed = Err(FileError::fault(ended));
            workbench.saved(ended.clone(), Revision::default(), failed);
            assert_eq!(begun(&mut workbench), next);
        }
    }

    /// The path of a save that has started since the last call.
    fn begun(workbench: &mut Workbench) -> Option<PathBuf> {
        let mut effects = std::mem::take(&mut workbench.effects).into_iter();
        effects.find_map(|effect| match effect {
            Effect::WriteProject(path, ..) => Some(path),
            _ => None,
        })
    }
}

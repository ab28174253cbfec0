//! Saving: one save at a time, and the handling of its result.

use super::journalling::name_of;
use crate::{
    project::Revision,
    storage::{FileError, JournalOrder, SaveDone, SavedFile},
    workbench::{
        Workbench,
        command::Command,
        intent::{Effect, Purpose},
        notices::About,
    },
};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Destination of a queued save.
#[derive(Debug, PartialEq)]
pub(crate) enum SaveAt {
    /// The project's file, wherever it is when the save starts.
    Here,
    /// A file that the user named.
    Path(PathBuf),
}

impl SaveAt {
    fn is_at(&self, path: &Path) -> bool {
        matches!(self, Self::Path(own) if own == path)
    }
}

impl Workbench {
    pub(crate) fn save(&mut self) {
        match self.document.path.clone() {
            // Queued without a path, which is resolved when it starts. A queued save to a named file takes precedence.
            Some(_) if self.document.saving => {
                if self.document.waiting_saves.is_empty() {
                    self.document.waiting_saves.push_back(SaveAt::Here);
                }
            }
            Some(path) if self.open_elsewhere().is_none() => self.save_to(path),
            _ => self.choose(Purpose::Save),
        }
    }

    pub(crate) fn save_to(&mut self, path: PathBuf) {
        if self.document.saving {
            // The later of two saves to one file covers both.
            let waiting = &mut self.document.waiting_saves;
            waiting.retain(|other| !other.is_at(&path));
            waiting.push_back(SaveAt::Path(path));
            return;
        }
        self.document.saving = true;
        let history = Box::new(self.history.clone());
        self.effects
            .push(Effect::Journal(JournalOrder::SaveBegun(history)));
        let replaces = self
            .document
            .sharing
            .replaced_by_saving_at(&path, self.document.path.as_deref());
        self.effects.push(Effect::WriteProject(
            path,
            self.history.revision(),
            Arc::clone(&self.project),
            replaces,
        ));
    }

    pub(crate) fn saved(
        &mut self,
        path: PathBuf,
        revision: Revision,
        result: Result<SaveDone, FileError>,
    ) {
        self.document.saving = false;
        match result {
            Ok(done) => self.save_succeeded(path, revision, done),
            Err(error) => self.save_failed(&path, &error),
        }
        self.look_at_what_happened_meanwhile();
        match self.document.waiting_saves.pop_front() {
            Some(SaveAt::Path(path)) => self.save_to(path),
            Some(SaveAt::Here) => self.save(),
            None => self
                .document
                .after_save
                .take()
                .into_iter()
                .for_each(|departure| self.depart(departure)),
        }
    }

    fn save_succeeded(&mut self, path: PathBuf, revision: Revision, done: SaveDone) {
        let saved = SavedFile {
            path: path.clone(),
            hash: done.hash,
            name: name_of(&self.project, Some(&path)),
        };
        self.effects
            .push(Effect::Journal(JournalOrder::SaveEnded(Some(saved))));
        self.document.saved = Some(revision);
        self.document.copy_of = None;
        self.share(path, done.seen);
        self.notices.over(About::Save);
        self.notices.over(About::Backup);
        if let Some(error) = done.backup {
            let words =
                format!("The project is saved, but no backup of the file before was kept. {error}");
            self.notices.trouble(About::Backup, words, None);
        }
    }

    /// Leaves the project unsaved and the journal unchanged.
    fn save_failed(&mut self, path: &Path, error: &FileError) {
        self.effects
            .push(Effect::Journal(JournalOrder::SaveEnded(None)));
        // Another save to the same file would fail in the same way.
        let is_other = |waiting: &SaveAt| *waiting != SaveAt::Here && !waiting.is_at(path);
        self.document.waiting_saves.retain(is_other);
        self.document.after_save = None;
        match error {
            FileError::Changed { now, .. } => self.file_has_changed(*now),
            FileError::NotConfirmed { .. } => self.look_at_own_file(path),
            _ => {}
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
    fn every_place_that_was_named_is_saved_to_in_turn() {
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

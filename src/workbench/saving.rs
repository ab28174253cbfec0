//! Saving: one at a time, and what comes of each.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{About, Command, Purpose, Workbench, intent::Effect, journalling::name_of};
use crate::{
    files::{FileError, JournalOrder, SaveDone, SavedFile},
    project::Revision,
};

/// Where a save that waits its turn goes.
#[derive(Debug)]
pub(super) enum SaveAt {
    /// To the project's file, wherever that is then.
    Here,
    /// To a file that the person has named.
    Path(PathBuf),
}

impl Workbench {
    pub(super) fn save(&mut self) {
        match self.document.path.clone() {
            // It waits its turn, and goes where the project lies by then; a name that was given goes before.
            Some(_) if self.document.saving => {
                self.document.save_again.get_or_insert(SaveAt::Here);
            }
            Some(path) if self.open_elsewhere().is_none() => self.save_to(path),
            _ => self.choose(Purpose::Save),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        if self.document.saving {
            self.document.save_again = Some(SaveAt::Path(path));
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

    pub(super) fn saved(
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
        match self.document.save_again.take() {
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

    /// The project stays unsaved and the journal goes on as before.
    fn save_failed(&mut self, path: &Path, error: &FileError) {
        self.effects
            .push(Effect::Journal(JournalOrder::SaveEnded(None)));
        // Another save to the same place would end in the same way.
        let same = |waiting: &mut SaveAt| match waiting {
            SaveAt::Here => true,
            SaveAt::Path(other) => other == path,
        };
        self.document.save_again.take_if(same);
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

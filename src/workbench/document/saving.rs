//! Saving, one save at a time.

use super::name_of;
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
    collections::VecDeque,
    path::{Path, PathBuf},
};

#[derive(Debug, Default)]
pub(in crate::workbench) struct SaveSession {
    running: bool,
    /// Saves that were asked for meanwhile.
    queue: VecDeque<SaveAt>,
}

/// Target of a queued save.
#[derive(Debug, PartialEq)]
enum SaveAt {
    /// The project's file, wherever that is by then.
    Here,
    Path(PathBuf),
}

impl SaveAt {
    fn is_at(&self, path: &Path) -> bool {
        match self {
            Self::Here => false,
            Self::Path(own) => own == path,
        }
    }
}

impl SaveSession {
    pub(in crate::workbench) fn is_running(&self) -> bool {
        self.running
    }
}

impl Workbench {
    pub(in crate::workbench) fn save(&mut self) {
        match self.session.document.path.clone() {
            Some(_) if self.saving.running => {
                if self.saving.queue.is_empty() {
                    self.saving.queue.push_back(SaveAt::Here);
                }
            }
            Some(path) if self.open_elsewhere().is_none() => self.save_to(path),
            _ => self.pick(Purpose::Save),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        if self.saving.running {
            // One save to a place is enough: the latest.
            let queue = &mut self.saving.queue;
            queue.retain(|other| !other.is_at(&path));
            queue.push_back(SaveAt::Path(path));
            return;
        }
        self.saving.running = true;
        let session = &mut self.session;
        let history = Box::new(session.history().clone());
        session.journal(JournalOrder::SaveBegun(history));
        let replaces = self.sharing.replaced_by_saving_at(&path, session.path());
        let (revision, project) = (session.revision(), session.shared_project());
        session.effect(Effect::WriteProject(path, revision, project, replaces));
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        revision: Revision,
        result: Result<SaveDone, FileError>,
    ) {
        self.saving.running = false;
        match result {
            Ok(done) => self.save_succeeded(path, revision, done),
            Err(error) => self.save_failed(&path, &error),
        }
        self.check_file_if_due();
        match self.saving.queue.pop_front() {
            Some(SaveAt::Path(path)) => self.save_to(path),
            Some(SaveAt::Here) => self.save(),
            None => {
                if let Some(departure) = self.leaving.take_after_save() {
                    self.leave(departure);
                }
            }
        }
    }

    fn save_succeeded(&mut self, path: PathBuf, revision: Revision, done: SaveDone) {
        let SaveDone { hash, seen, backup } = done;
        let session = &mut self.session;
        let saved = SavedFile {
            path: path.clone(),
            hash,
            name: name_of(session.project(), Some(&path)),
        };
        session.journal(JournalOrder::SaveEnded(Some(saved)));
        session.document.saved = Some(revision);
        session.document.copy_of = None;
        self.share(path, seen);
        let notices = &mut self.session.notices;
        notices.resolved(About::Save);
        notices.resolved(About::Backup);
        if let Some(error) = backup {
            let words =
                format!("The project is saved, but without a backup of the previous file. {error}");
            notices.problem(About::Backup, words, None);
        }
    }

    fn save_failed(&mut self, path: &Path, error: &FileError) {
        self.session.journal(JournalOrder::SaveEnded(None));
        // Another save to the same place would fail alike.
        let is_other = |queued: &SaveAt| *queued != SaveAt::Here && !queued.is_at(path);
        self.saving.queue.retain(is_other);
        self.leaving.take_after_save();
        match error {
            FileError::Changed { now, .. } => self.sharing.file_changed(*now),
            FileError::NotConfirmed { .. } => self.recheck_own_file(path),
            _ => {}
        }
        let notices = &mut self.session.notices;
        notices.problem(About::Save, error.to_string(), Some(Command::SaveAs));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Settings;

    #[test]
    fn queued_saves_run_in_turn_once_for_each_path() {
        let mut workbench = Workbench::new(Settings::default());
        let [a, b, c] = ["a.ron", "b.ron", "c.ron"].map(PathBuf::from);
        workbench.save_to(a.clone());
        assert_eq!(started(&mut workbench), Some(a.clone()));
        for path in [&b, &c, &b] {
            workbench.save_to(path.clone());
            assert_eq!(started(&mut workbench), None);
        }
        for (ended, next) in [(&a, Some(c.clone())), (&c, Some(b.clone())), (&b, None)] {
            let failed = Err(FileError::fault(ended));
            workbench.saved(ended.clone(), Revision::default(), failed);
            assert_eq!(started(&mut workbench), next);
        }
    }

    /// Target of the save that has started since the last call.
    fn started(workbench: &mut Workbench) -> Option<PathBuf> {
        let mut effects = workbench.session.take_effects().into_iter();
        effects.find_map(|effect| match effect {
            Effect::WriteProject(path, ..) => Some(path),
            _ => None,
        })
    }
}

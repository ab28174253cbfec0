mod arrival;
mod backups;
mod exchange;
pub(crate) mod exporting;
pub(crate) mod forgetting;
pub(crate) mod journalling;
pub(crate) mod recovery;
mod repair;
mod saving;
mod sharing;

use super::{
    Workbench,
    intent::{Answer, Departure, DocumentIntent, Effect, Overlay, Purpose, Question},
    notices::About,
};
use crate::{
    analysis::ClaimTable,
    project::{History, Revision},
    storage::{CopyOf, FileError, JournalBase, JournalStart, LoadError, OpenedFile, Progress},
};
use arrival::Arrival;
pub use backups::BackupIntent;
pub use exporting::{ExportIntent, ProtectedSearch, Searched};
pub use forgetting::ForgetIntent;
use journalling::name_of;
pub use recovery::RecoveryIntent;
pub use repair::{Repair, RepairId, RepairIntent, RepairStep, StepEnd};
use saving::SaveAt;
use sharing::Sharing;
pub use sharing::{Changed, HeldFile, SharingIntent};

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The open project as a file: its path, its saved revision and the tasks in progress.
#[derive(Debug)]
pub(crate) struct Document {
    /// `None` for a project that was never saved.
    pub(crate) path: Option<PathBuf>,
    /// The original of an unsaved copy; the copy is saved beside it.
    pub(crate) copy_of: Option<CopyOf>,
    /// The revision in the file, or the unchanged initial one; `None` for an unsaved copy that no file holds.
    pub(crate) saved: Option<Revision>,
    /// A save is running.
    pub(crate) saving: bool,
    /// Saves queued behind the running one.
    pub(crate) waiting_saves: VecDeque<SaveAt>,
    /// The question that waits for an answer.
    pub(crate) question: Option<Question>,
    /// The departure that follows once the user's save has ended.
    pub(crate) after_save: Option<Departure>,
    /// The save dialog is open for this project; its answer must not apply to another.
    pub(crate) choosing_place: bool,
    /// A project is being read.
    pub(crate) opening: Option<Opening>,
    /// Articles are being read.
    pub(crate) reading: Option<Arc<Progress>>,
    /// The typed path whose existing file would be replaced.
    pub(crate) replacing: Option<PathBuf>,
    /// The typed path that is being checked.
    pub(crate) looking: Option<PathBuf>,
    /// The typed path that could not be used, and the reason.
    pub(crate) refused: Option<(PathBuf, String)>,
    /// The typed path of the project to open.
    pub(crate) typed: Option<PathBuf>,
    /// Other windows and programs at the file.
    pub(crate) sharing: Sharing,
}

/// A project being read, with the revision of the open project when reading began.
#[derive(Debug)]
pub(crate) struct Opening(pub(crate) Revision);

impl Default for Document {
    /// An empty project with nothing to save.
    fn default() -> Self {
        Self {
            path: None,
            copy_of: None,
            saved: Some(Revision::default()),
            saving: false,
            waiting_saves: VecDeque::new(),
            question: None,
            after_save: None,
            choosing_place: false,
            opening: None,
            reading: None,
            replacing: None,
            looking: None,
            refused: None,
            typed: None,
            sharing: Sharing::default(),
        }
    }
}

impl Workbench {
    /// Path of the project; `None` if it was never saved.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.document.path.as_deref()
    }

    /// Whether no file holds the project as it is: it has unsaved changes, or its file is gone or was changed elsewhere.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.has_changes() || self.changed_file().is_some()
    }

    /// Whether the project has changes that were never saved to its file.
    fn has_changes(&self) -> bool {
        self.document.saved != Some(self.history.revision())
    }

    /// Whether a save is running.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.document.saving
    }

    /// Whether the program quits as soon as the running save succeeds.
    #[must_use]
    pub fn waits_to_quit(&self) -> bool {
        self.document.saving && self.document.after_save == Some(Departure::Quit)
    }

    /// Whether a project is being read.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        self.document.opening.is_some()
    }

    /// Number of articles read so far, and of all to read; `None` while none are being read.
    #[must_use]
    pub fn reading(&self) -> Option<(usize, usize)> {
        self.document
            .reading
            .as_ref()
            .map(|progress| progress.so_far())
    }

    /// The question that waits for an answer.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.document.question.as_ref()
    }

    /// Display name of the project: its title, or else its file name.
    #[must_use]
    pub fn document_name(&self) -> String {
        let original = self.document.copy_of.as_ref();
        let original = original.map(|copy| copy.file.as_path());
        name_of(&self.project, self.path().or(original))
    }

    pub(crate) fn document_intent(&mut self, intent: DocumentIntent) {
        match intent {
            DocumentIntent::Open(path) => self.depart(Departure::Open(path)),
            DocumentIntent::AddArticles(paths) => self.read_articles(paths),
            DocumentIntent::AddText(text) => self.add_text(&text),
            DocumentIntent::PickPath(purpose) => self.choose(purpose),
            DocumentIntent::PathsPicked(purpose, paths) => self.picked_files(purpose, paths),
            DocumentIntent::NotChosen(purpose) => self.give_up_choosing(purpose),
            DocumentIntent::NoDialog(purpose) => self.overlay = Some(Overlay::Path(purpose)),
            DocumentIntent::Typed(purpose, path) => self.typed_path(purpose, path),
            DocumentIntent::Looked(purpose, path, there) => {
                self.typed_path_is(purpose, path, there);
            }
            DocumentIntent::CloseRequested => self.depart(Departure::Quit),
            DocumentIntent::Answer(answer) => self.answer(answer),
            DocumentIntent::Opened(path, result) => self.opened(path, result),
            DocumentIntent::Saved(path, revision, result) => self.saved(path, revision, result),
            DocumentIntent::Exported(path, result) => self.exported(&path, result),
            DocumentIntent::ArticlesRead(progress, read) => self.articles_read(&progress, read),
            DocumentIntent::CancelReading => {
                self.document
                    .reading
                    .iter()
                    .for_each(|progress| progress.cancel());
            }
        }
    }

    /// Leaves the open project, or asks first if work would be lost.
    pub(crate) fn depart(&mut self, departure: Departure) {
        if self.document.saving {
            self.document.after_save = Some(departure);
        } else if match departure {
            // The other program's version is what the user asked for.
            Departure::Reload(_) => self.has_changes(),
            Departure::New
            | Departure::Sample
            | Departure::Open(_)
            | Departure::Repaired
            | Departure::Backup(_)
            | Departure::Recover(_)
            | Departure::Quit => self.is_dirty(),
        } {
            self.document.question = Some(Question::Unsaved(departure));
        } else {
            self.go(departure);
        }
    }

    fn go(&mut self, departure: Departure) {
        match departure {
            Departure::New => self.open_new(),
            Departure::Sample => self.open_sample(),
            Departure::Open(path) | Departure::Reload(path) => {
                self.fetch(Effect::ReadProject(path));
            }
            Departure::Repaired => self.open_repaired(),
            Departure::Backup(backup) => self.fetch(Effect::ReadBackup(backup)),
            Departure::Recover(name) => self.fetch(Effect::Recover(name)),
            Departure::Quit => self.quit(),
        }
    }

    fn quit(&mut self) {
        if let Some(progress) = &self.document.reading {
            progress.cancel();
        }
        self.effects.push(Effect::Quit);
    }

    /// Has the shell read a project, which then replaces the open one.
    fn fetch(&mut self, effect: Effect) {
        if self.document.opening.is_some() {
            self.notices
                .hint("Another project is being opened; try again when it is there");
            return;
        }
        self.document.opening = Some(Opening(self.history.revision()));
        self.effects.push(effect);
    }

    fn answer(&mut self, answer: Answer) {
        let departure = match self.document.question.take() {
            Some(Question::Unsaved(departure)) => departure,
            Some(Question::OpenElsewhere) if answer == Answer::Copy => return self.work_on_copy(),
            Some(Question::OpenElsewhere) | None => return,
        };
        match answer {
            Answer::Save => {
                self.document.after_save = Some(departure);
                self.save();
            }
            // Lets the running save finish before another project is opened.
            Answer::Discard if self.document.saving => self.document.after_save = Some(departure),
            Answer::Discard => self.go(departure),
            Answer::Cancel | Answer::ReadOnly | Answer::Copy => {}
        }
    }

    fn opened(&mut self, path: PathBuf, result: Result<Box<(OpenedFile, ClaimTable)>, FileError>) {
        let Some(Opening(left)) = self.document.opening.take() else {
            return;
        };
        let typed = self.document.typed.take_if(|typed| *typed == path);
        match result {
            // Changes made while the file was read need the save question, like any others.
            Ok(_) if left != self.history.revision() || self.document.saving => {
                self.depart(Departure::Open(path));
            }
            Ok(opened) => {
                let (
                    OpenedFile {
                        project,
                        hash,
                        seen,
                    },
                    table,
                ) = *opened;
                let start = JournalStart {
                    name: name_of(&project, Some(&path)),
                    project: Some(path.clone()),
                    copy: None,
                    base: JournalBase::File(path, hash),
                    saved: Some(Revision::default()),
                    file: None,
                    history: History::default(),
                };
                self.replace_project(Arrival {
                    seen,
                    ..Arrival::fresh(project.into(), table, start)
                });
            }
            Err(FileError::Load {
                path,
                source: LoadError::Damaged(damaged),
            }) => self.begin_repair(path, *damaged),
            Err(error) if typed.is_some() => {
                self.refuse_path(Purpose::Open, path, error.to_string());
            }
            Err(error) => self
                .notices
                .trouble(About::Opening, error.to_string(), None),
        }
    }
}

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

/// The open project as a file: where it lies, what of it is saved, what is under way.
#[derive(Debug)]
pub(crate) struct Document {
    /// `None` for a project that was never saved.
    pub(crate) path: Option<PathBuf>,
    /// The file that an unsaved copy was made of: it is saved beside that.
    pub(crate) copy_of: Option<CopyOf>,
    /// The revision that the file holds, or that was never changed; `None` for an unsaved copy of what no file holds.
    pub(crate) saved: Option<Revision>,
    /// A save is under way.
    pub(crate) saving: bool,
    /// Other saves were asked for meanwhile; they wait their turn.
    pub(crate) waiting_saves: VecDeque<SaveAt>,
    /// Waits for an answer.
    pub(crate) question: Option<Question>,
    /// What goes on once the save that the person asked for has ended.
    pub(crate) after_save: Option<Departure>,
    /// A file to save at is being asked for; the answer is for this project and no other.
    pub(crate) choosing_place: bool,
    /// A project is being read.
    pub(crate) opening: Option<Opening>,
    /// Articles are being read.
    pub(crate) reading: Option<Arc<Progress>>,
    /// The typed path is that of a file which would be replaced.
    pub(crate) replacing: Option<PathBuf>,
    /// The typed path that is being looked at.
    pub(crate) looking: Option<PathBuf>,
    /// The typed path that could not be used, and why.
    pub(crate) refused: Option<(PathBuf, String)>,
    /// The typed path of the project that is to be opened.
    pub(crate) typed: Option<PathBuf>,
    /// Others at the file.
    pub(crate) sharing: Sharing,
}

/// A project is being read; the one that is open was left at this revision.
#[derive(Debug)]
pub(crate) struct Opening(pub(crate) Revision);

impl Default for Document {
    /// An empty project, in which nothing needs to be saved.
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
    /// Where the project lies; `None` while it was never saved.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.document.path.as_deref()
    }

    /// Whether the project has changes that its file does not.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.document.saved != Some(self.history.revision())
    }

    /// Whether a save is under way.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.document.saving
    }

    /// Whether the program closes as soon as the save that is under way has ended well.
    #[must_use]
    pub fn waits_to_quit(&self) -> bool {
        self.document.saving && self.document.after_save == Some(Departure::Quit)
    }

    /// Whether a project is being read.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        self.document.opening.is_some()
    }

    /// Articles that have been read, and how many there are; `None` while none are being read.
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

    /// What the project is called: its title, else its file's name.
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
            DocumentIntent::Choose(purpose) => self.choose(purpose),
            DocumentIntent::Chosen(purpose, paths) => self.chosen_files(purpose, paths),
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

    /// Leaves the open project behind, or asks first where work would be lost.
    pub(crate) fn depart(&mut self, departure: Departure) {
        if self.document.saving {
            self.document.after_save = Some(departure);
        } else if self.is_dirty() {
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

    /// Has a project read; it takes the place of the open one when it is there.
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
            // What is being written is whole before anything else takes its place.
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
            // Work that was done while the file was read is asked about, as any other.
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

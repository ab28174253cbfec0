//! The open project as a file: opened, saved, shared, exported, recovered.

mod backups;
mod exporting;
mod forgetting;
mod importing;
mod journalling;
mod leaving;
mod opened_project;
mod originals;
mod picking;
mod recovery;
mod repair;
mod resuming;
mod saving;
mod sharing;

use super::{Workbench, intent::Overlay};
use crate::{
    analysis::ClaimTable,
    export::{ExportError, WrittenExport},
    import::{ClaimSource, CopiedPage, ImportError, ImportedAll},
    project::Revision,
    storage::{AtPath, CopyOf, FileError, OpenedFile, Progress, SaveDone},
};
pub use backups::BackupIntent;
use backups::Backups;
use exporting::Exporting;
pub use exporting::{ExportIntent, ExportScope, ExportSubject, Searched};
pub use forgetting::ForgetIntent;
use forgetting::Forgetting;
use importing::Importing;
pub use importing::Placement;
use journalling::{Journalling, name_of, start_of};
use leaving::Leaving;
pub use leaving::{Answer, LeaveAction, Question};
use originals::Originals;
use picking::Picking;
pub use picking::Purpose;
use recovery::Recovery;
pub use recovery::RecoveryIntent;
pub use repair::{Repair, RepairIntent};
pub use resuming::NotResumed;
use resuming::Resuming;
use saving::Saving;
use sharing::Sharing;
pub use sharing::{Changed, HeldFile, SharingIntent};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// An event or request about the open file. Results of the shell's work arrive here too.
#[derive(Debug)]
pub enum DocumentIntent {
    Open(PathBuf),
    /// Opens the last project when the program starts. A failure shows on the welcome page.
    Resume(PathBuf),
    AddArticles(Vec<PathBuf>),
    AddText(String),
    /// Adds pasted text as the page that it was copied from.
    AddPage(String),
    /// Text was pasted.
    Pasted,
    /// The page on the clipboard, if there is one.
    ClipboardRead(Option<CopiedPage>),
    /// Opens a file dialog for this purpose.
    PickPath(Purpose),
    /// The user selected files, at least one.
    PathsPicked(Purpose, Vec<PathBuf>),
    /// The user closed the file dialog without selecting a file.
    NotChosen(Purpose),
    /// The system has no file dialog, so the user has to type a path.
    NoDialog(Purpose),
    Typed(Purpose, PathBuf),
    PathChecked(Purpose, PathBuf, AtPath),
    /// The user asked to close the window.
    CloseRequested,
    /// Stops reading articles; none of them is added.
    CancelReading,
    /// Cancels the opening of a project file.
    CancelOpening,
    Answer(Answer),
    /// A project was read and its table built, or reading failed.
    Opened(PathBuf, Result<Box<(OpenedFile, ClaimTable)>, FileError>),
    Saved(PathBuf, Revision, Result<SaveDone, FileError>),
    /// The progress identifies the export.
    Exported(Arc<Progress>, PathBuf, Result<WrittenExport, ExportError>),
    /// Articles were read, with a result for each. `None` if the user cancelled. The progress identifies the
    /// reading task.
    ArticlesRead(Arc<Progress>, Option<ImportedAll>),
    /// The search for the passages of other tools has ended.
    WorksPlaced(Placement),
    /// A table of claims was read.
    ClaimsRead(Result<Box<ClaimSource>, ImportError>),
}

/// The open project as a file, and the tasks in progress. The parts own their state.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// `None` for a project that was never saved.
    path: Option<PathBuf>,
    /// The original of an unsaved copy. The copy is saved beside it.
    copy_of: Option<CopyOf>,
    saving: Saving,
    leaving: Leaving,
    resuming: Resuming,
    picking: Picking,
    importing: Importing,
    originals: Originals,
    /// Other windows and programs that use the file.
    sharing: Sharing,
    journal: Journalling,
    exporting: Exporting,
    forgetting: Forgetting,
    recovery: Recovery,
    backups: Backups,
    repair: Option<Repair>,
}

impl Workbench {
    /// Path of the project; `None` if it was never saved.
    pub fn path(&self) -> Option<&Path> {
        self.document.path.as_deref()
    }

    /// Display name of the project: its title, or else its file name.
    pub fn document_name(&self) -> String {
        let original = self.document.copy_of.as_ref();
        let original = original.map(|copy| copy.file.as_path());
        name_of(&self.project, self.path().or(original))
    }

    pub(crate) fn document_intent(&mut self, intent: DocumentIntent) {
        match intent {
            DocumentIntent::Open(path) => self.depart(LeaveAction::Open(path)),
            DocumentIntent::Resume(path) => self.resume(path),
            DocumentIntent::AddArticles(paths) => self.read_articles(paths),
            DocumentIntent::AddText(text) => self.add_text(text),
            DocumentIntent::AddPage(text) => self.add_page(text),
            DocumentIntent::Pasted => self.check_clipboard(),
            DocumentIntent::ClipboardRead(page) => self.clipboard_read(page),
            DocumentIntent::PickPath(purpose) => self.choose(purpose),
            DocumentIntent::PathsPicked(purpose, paths) => self.picked_files(purpose, paths),
            DocumentIntent::NotChosen(purpose) => self.give_up_choosing(purpose),
            DocumentIntent::NoDialog(purpose) => self.overlay = Some(Overlay::Path(purpose)),
            DocumentIntent::Typed(purpose, path) => self.typed_path(purpose, path),
            DocumentIntent::PathChecked(purpose, path, there) => {
                self.typed_path_is(purpose, path, there);
            }
            DocumentIntent::CloseRequested => self.depart(LeaveAction::Quit),
            DocumentIntent::CancelReading => self.document.importing.cancel(),
            DocumentIntent::CancelOpening => self.cancel_opening(),
            DocumentIntent::Answer(answer) => self.answer(answer),
            DocumentIntent::Opened(path, result) => self.opened(path, result),
            DocumentIntent::Saved(path, revision, result) => self.saved(path, revision, result),
            DocumentIntent::Exported(progress, path, result) => {
                self.exported(&progress, &path, result);
            }
            DocumentIntent::ClaimsRead(read) => self.claims_read(read),
            DocumentIntent::WorksPlaced(placement) => self.works_placed(placement),
            DocumentIntent::ArticlesRead(progress, read) => self.articles_read(&progress, read),
        }
    }
}

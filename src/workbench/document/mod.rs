//! The open project as a document: open, save, recover, back up, export, repair, share.
//!
//! Each feature keeps its state in a struct with private fields. Steps that concern several of them are methods of
//! [`Workbench`], which reach a feature through its methods only.

mod article_import;
mod backups;
mod export;
mod file_picker;
mod forget;
mod journal;
mod leaving;
mod opening;
mod recovery;
mod repair;
mod saving;
mod sharing;

use super::{
    Workbench,
    intent::{Departure, DocumentIntent, Purpose},
};
use crate::{project::Project, storage::CopyOf};
pub(super) use article_import::ImportSession;
pub use backups::BackupIntent;
pub(super) use backups::BackupSession;
pub(super) use export::ExportSession;
pub use export::{ExportIntent, ProtectedSearch, Searched};
pub(super) use file_picker::FilePicker;
pub use forget::ForgetIntent;
pub(super) use forget::ForgetSession;
pub(super) use journal::JournalSession;
pub(super) use leaving::LeaveSession;
pub use recovery::RecoveryIntent;
pub(super) use recovery::RecoverySession;
pub(super) use repair::RepairSession;
pub use repair::{Repair, RepairId, RepairIntent, RepairStep, StepEnd};
pub(super) use saving::SaveSession;
pub(super) use sharing::SharingSession;
pub use sharing::{FileChange, HeldFile, SharingIntent};

use std::path::Path;

impl Workbench {
    pub(super) fn document_intent(&mut self, intent: DocumentIntent) {
        match intent {
            DocumentIntent::Open(path) => self.leave(Departure::Open(path)),
            DocumentIntent::AddArticles(paths) => self.import.start(paths, &mut self.session),
            DocumentIntent::AddText(text) => self.import.add_text(&text, &mut self.session),
            DocumentIntent::Pick(purpose) => self.pick(purpose),
            DocumentIntent::Picked(purpose, paths) => self.picked(purpose, paths),
            DocumentIntent::PickCancelled(purpose) => self.cancel_picking(purpose),
            DocumentIntent::NoDialog(purpose) => {
                self.file_picker.type_path(purpose, &mut self.session);
            }
            DocumentIntent::PathTyped(purpose, path) => self.path_typed(purpose, path),
            DocumentIntent::PathChecked(purpose, path, found) => {
                self.path_checked(purpose, path, found);
            }
            DocumentIntent::CloseRequested => self.leave(Departure::Quit),
            DocumentIntent::Answer(answer) => self.answer(answer),
            DocumentIntent::Opened(path, result) => self.opened(path, result),
            DocumentIntent::Saved(path, revision, result) => self.saved(path, revision, result),
            DocumentIntent::Exported(path, result) => {
                export::exported(&path, result, &mut self.session);
            }
            DocumentIntent::ArticlesRead(progress, read) => {
                self.import.finished(&progress, read, &mut self.session);
            }
            DocumentIntent::CancelReading => self.import.cancel(),
        }
    }

    /// A file name to start with; empty where something is to be read.
    #[must_use]
    pub fn suggested_name(&self, purpose: Purpose) -> String {
        match purpose {
            Purpose::Open | Purpose::Articles | Purpose::Folder => String::new(),
            Purpose::Save => self.name_to_save(),
            Purpose::Export(export) => {
                let format = export.format();
                let stem = export::public_stem(&self.session);
                format!("{stem}-{}.{}", format.key, format.ending)
            }
        }
    }

    /// An unsaved copy goes beside its original, not over it.
    fn name_to_save(&self) -> String {
        let stem = file_stem_from(without_extension(&self.session.document_name()));
        let document = &self.session.document;
        match &document.copy_of {
            Some(CopyOf { file, how }) => file
                .with_file_name(format!("{stem} ({}).ron", how.word()))
                .display()
                .to_string(),
            None if document.open_elsewhere.is_some() => format!("{stem} (copy).ron"),
            None => format!("{stem}.ron"),
        }
    }
}

/// The project's title, or else its file's name.
pub(super) fn name_of(project: &Project, path: Option<&Path>) -> String {
    let file = path.and_then(Path::file_name);
    match (project.title(), file) {
        ("", Some(file)) => file.to_string_lossy().into_owned(),
        ("", None) => "Untitled project".to_owned(),
        (title, _) => title.to_owned(),
    }
}

fn without_extension(name: &str) -> &str {
    name.strip_suffix(".ron").unwrap_or(name)
}

/// File name for a project without a name.
const UNNAMED: &str = "project";

/// A name that every file system accepts: letters, digits and spaces of `name`, at most 60.
fn file_stem_from(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .take(60)
        .collect();
    match kept.trim() {
        "" => UNNAMED.to_owned(),
        kept => kept.to_owned(),
    }
}

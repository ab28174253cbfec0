//! The export dialog: which claims, for whom, what happens to protected names, and the theme of a picture.

mod preview;
mod protected;
mod scope;
mod writing;

use crate::{
    analysis::Certainty,
    export::{
        Export, ExportPreview, ExportSettings, Extent, GraphPalette, NameDecision, NameDecisions,
        TableCell,
    },
    project::Revision,
    storage::{Progress, ReportOptions, Theme},
    workbench::{Workbench, intent::Overlay},
};
use preview::Previewing;
pub use protected::Searched;
pub use scope::ExportScope;
use writing::AwaitingPath;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// What the analyst decides in the export dialog, and the cancelling of exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportIntent {
    /// The audience: people who may know the protected names (`true`), or the public.
    SetInternal(bool),
    /// Decides about the protected names in a cell; `None` clears the decision.
    Decide(TableCell, Option<NameDecision>),
    /// Replaces every undecided name that is certain with its stand-in.
    UseStandIns,
    /// Keeps every undecided word that is only possibly a name.
    KeepPossible,
    /// Whether a word contains the letters of a protected name by chance.
    SetUnrelatedWord(String, bool),
    /// The theme of a picture; the system theme means that of the window.
    SetTheme(Theme),
    /// The claims of a report.
    SetScope(ExportScope),
    /// The numbers of the claims, such as "1, 4-6".
    SetNumbers(String),
    /// Whether to include the analyst's notes in a report.
    SetNotes(bool),
    /// The options that are remembered for reports.
    SetReport(ReportOptions),
    /// Stops the exports that are being written.
    CancelWriting,
}

/// An export of one state of the project. A preview or search is valid only for the version it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportSubject {
    pub export: Export,
    pub extent: Extent,
    /// Revision of the project.
    revision: Revision,
    /// Number of the project within the session. Results for an earlier project are dropped.
    opened: u64,
}

impl ExportSubject {
    fn settings(&self) -> ExportSettings {
        ExportSettings {
            extent: self.extent.clone(),
            ..ExportSettings::new(GraphPalette::BLACK_ON_WHITE)
        }
    }
}

/// State of the export dialog, of exports whose path is being picked, and of those being written.
#[derive(Debug, Default)]
pub struct Exporting {
    /// Whether the export is for readers who may know the protected names. Never remembered: public each time the dialog opens.
    pub internal: bool,
    pub theme: Theme,
    pub scope: ExportScope,
    /// Typed numbers for [`ExportScope::Numbered`], such as "1, 4-6".
    pub numbers: String,
    /// Never remembered: reports have no notes unless requested.
    pub notes: bool,
    /// The part of the project selected by these answers.
    extent: Extent,
    /// Why one of the typed numbers is wrong.
    pub no_claims: Option<String>,
    awaiting_path: Vec<AwaitingPath>,
    /// Kept while the project is open, so that the analyst can edit the project and return to the list.
    pub decisions: NameDecisions,
    searched: Option<Searched>,
    /// Whether a search is running. There is never a second one for a project.
    searching: bool,
    preview: Option<(ExportSubject, ExportPreview)>,
    /// The preview being computed. There is at most one.
    previewing: Option<Previewing>,
    /// The exports being written.
    writing: Vec<Arc<Progress>>,
    /// Counts the projects opened in this session.
    opened: u64,
    /// The last written file.
    written: Option<PathBuf>,
}

impl Workbench {
    /// The answers in the export dialog.
    pub fn export_answers(&self) -> &Exporting {
        &self.document.exporting
    }

    /// The folder of the last export.
    pub fn export_folder(&self) -> Option<&Path> {
        self.document.exporting.written.as_deref()?.parent()
    }

    /// The export whose dialog is open.
    fn open_export(&self) -> Option<Export> {
        if let Some(Overlay::Export(export)) = self.overlay {
            Some(export)
        } else {
            None
        }
    }

    fn export_subject(&self, export: Export) -> ExportSubject {
        ExportSubject {
            export,
            extent: self.export_extent(export),
            revision: self.history.revision(),
            opened: self.document.exporting.opened,
        }
    }

    /// Whether the export can be written now. The error is a sentence for a tooltip.
    pub fn may_export(&self, export: Export) -> Result<(), String> {
        let exporting = &self.document.exporting;
        if let Some(reason) = &exporting.no_claims {
            return Err(reason.clone());
        }
        let claims = self.export_extent(export).claims;
        if claims.is_some_and(|claims| claims.is_empty()) {
            return Err("No claims to export".to_owned());
        }
        let is_gated = export.can_hold_names() && self.project.has_protected_names();
        if !is_gated || self.document.exporting.internal {
            return Ok(());
        }
        match self.protected_hits(export) {
            None => Err("Crosscheck is searching for protected names".to_owned()),
            Some(searched) if searched.open > 0 => {
                Err("Decide what to do with each protected name first".to_owned())
            }
            Some(_) => Ok(()),
        }
    }

    /// Opens the dialog of an export, public and in the theme of the window.
    pub(crate) fn ask_about_export(&mut self, export: Export) {
        self.document.exporting.internal = false;
        self.document.exporting.theme = Theme::System;
        self.document.exporting.notes = false;
        self.reset_empty_scope();
        self.set_overlay(Some(Overlay::Export(export)));
    }

    pub(crate) fn export_intent(&mut self, intent: ExportIntent) {
        let exporting = &mut self.document.exporting;
        match intent {
            ExportIntent::SetScope(scope) => exporting.scope = scope,
            ExportIntent::SetNumbers(numbers) => {
                exporting.scope = ExportScope::Numbered;
                exporting.numbers = numbers;
            }
            ExportIntent::SetNotes(notes) => exporting.notes = notes,
            ExportIntent::SetReport(options) => self.settings.report = options,
            ExportIntent::CancelWriting => self.cancel_exports(),
            ExportIntent::SetInternal(internal) => exporting.internal = internal,
            ExportIntent::Decide(cell, decision) => exporting.decisions.decide(cell, decision),
            ExportIntent::UseStandIns => {
                exporting.decide_all(Certainty::Surely, NameDecision::UseStandIns);
            }
            ExportIntent::KeepPossible => {
                exporting.decide_all(Certainty::Possibly, NameDecision::KeepPossible);
            }
            ExportIntent::SetUnrelatedWord(word, is_unrelated) => {
                exporting.decisions.set_unrelated_word(&word, is_unrelated);
                // Only a new search shows whether the names within that word are still found.
                exporting.searched = None;
            }
            ExportIntent::SetTheme(theme) => exporting.theme = theme,
        }
        self.document.exporting.count_open();
    }

    /// Requests what the open dialog shows: the claims of the export, its contents, and the protected names in it.
    pub(crate) fn refresh_export_preview(&mut self) {
        self.update_extent();
        self.preview_export();
        self.search_for_export();
    }
}

impl Exporting {
    /// State for the next project: drops all answers, and keeps what is still running.
    pub(super) fn for_next_project(self) -> Self {
        Self {
            opened: self.opened + 1,
            previewing: self.previewing,
            writing: self.writing,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        export::{Audience, ExportError},
        storage::Settings,
        workbench::{
            document::{DocumentIntent, Purpose},
            intent::{Effect, Intent},
        },
    };

    #[test]
    fn the_audience_applies_to_a_single_export() {
        let mut bench = Workbench::new(Settings::default());
        let place_of = |bench: &mut Workbench, export| {
            let choose = DocumentIntent::PickPath(Purpose::Export(export));
            bench.handle(Intent::Document(choose));
        };
        let is_internal = |bench: &mut Workbench, export| {
            let chosen = vec!["table.csv".into()];
            let chosen = DocumentIntent::PathsPicked(Purpose::Export(export), chosen);
            let effects = bench.handle(Intent::Document(chosen));
            let written = effects.into_iter().find_map(|effect| match effect {
                Effect::WriteExport(request) => Some(request.audience),
                _ => None,
            });
            matches!(written.unwrap(), Audience::Internal)
        };
        // The file dialog of the first is still open when the second is requested.
        place_of(&mut bench, Export::Evidence);
        bench.handle(Intent::Export(ExportIntent::SetInternal(true)));
        place_of(&mut bench, Export::Claims);
        assert!(!is_internal(&mut bench, Export::Evidence));
        assert!(is_internal(&mut bench, Export::Claims));
        // The next one is public again.
        place_of(&mut bench, Export::Claims);
        assert!(!is_internal(&mut bench, Export::Claims));
    }

    #[test]
    fn a_running_export_can_be_cancelled() {
        let mut bench = Workbench::new(Settings::default());
        let purpose = Purpose::Export(Export::Html);
        let picked = DocumentIntent::PathsPicked(purpose, vec!["report.html".into()]);
        let effects = bench.handle(Intent::Document(picked));
        let progress = effects.into_iter().find_map(|effect| match effect {
            Effect::WriteExport(request) => Some(request.progress),
            _ => None,
        });
        let progress = progress.unwrap();
        progress.begin(5);
        assert_eq!(bench.exporting(), Some((0, 5)));
        bench.handle(Intent::Export(ExportIntent::CancelWriting));
        assert!(progress.is_cancelled());
        let ended =
            DocumentIntent::Exported(progress, "report.html".into(), Err(ExportError::Cancelled));
        bench.handle(Intent::Document(ended));
        assert_eq!(bench.exporting(), None);
        let mut notices = bench.notices().iter();
        assert!(notices.any(|it| it.text == "Cancelled; nothing was exported"));
    }
}

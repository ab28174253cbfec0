//! The questions before an export: its audience, the decisions on protected names, and the theme of a picture.

use crate::{
    analysis::Certainty,
    export::{
        Audience, Export, ExportError, Extent, NameDecision, NameDecisions, OptionsOfExport,
        ProtectedHit, TableCell, WrittenExport,
    },
    project::{ClaimId, Revision},
    storage::Theme,
    workbench::{
        Workbench,
        command::Command,
        intent::{Effect, ExportRequest, Overlay},
        notices::About,
    },
};

use std::{
    cmp::Reverse,
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Answers from the export dialog, and the end of its search for protected names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportIntent {
    /// Audience: those who may know the protected names, or the public.
    SetInternal(bool),
    /// Decides on the protected names in a cell; `None` clears the decision.
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
    SetScope(ReportScope),
    /// Whether a report has the analyst's notes.
    SetNotes(bool),
    /// The language of the fixed words of a report.
    SetLanguage(&'static str),
    Searched(ProtectedSearch, Vec<ProtectedHit>),
    /// The search failed because of a bug in the program.
    NotSearched(ProtectedSearch),
}

/// The claims of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportScope {
    #[default]
    All,
    /// Those that pass the filter of the claim list.
    Filtered,
    /// The one that is selected.
    Selected,
}

/// A search of an export for protected names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedSearch {
    pub export: Export,
    pub extent: Extent,
    /// Revision of the project that is searched.
    revision: Revision,
    /// The number of that project within the session; results for an earlier one are dropped.
    opened: u64,
}

/// The state of the export dialog, and of exports whose file is being selected.
#[derive(Debug, Default)]
pub(super) struct Exporting {
    /// Never remembered: public each time the dialog opens.
    internal: bool,
    theme: Theme,
    scope: ReportScope,
    /// The part of the project for a report, by `scope`.
    extent: Extent,
    awaiting_path: Vec<AwaitingPath>,
    /// Kept while the project is open, so that the user can edit the project and come back to the list.
    decisions: NameDecisions,
    searched: Option<Searched>,
    /// A search is running; there is never a second one for one project.
    searching: bool,
    /// Counts the projects opened in this session.
    opened: u64,
    /// The file that was written last.
    written: Option<PathBuf>,
}

/// The answers that hold for an export until its file is selected.
#[derive(Clone, Debug)]
struct AwaitingPath {
    export: Export,
    extent: Extent,
    internal: bool,
    theme: Theme,
}

/// The protected names in an export.
#[derive(Debug)]
pub struct Searched {
    of: ProtectedSearch,
    hits: Vec<ProtectedHit>,
    /// Number of undecided hits.
    open: usize,
}

impl Searched {
    /// All hits, certain ones first, otherwise in the order of the export.
    pub fn hits(&self) -> &[ProtectedHit] {
        &self.hits
    }

    /// Number of undecided hits.
    pub fn open(&self) -> usize {
        self.open
    }
}

impl Workbench {
    /// Whether the export is for readers who may know the protected names.
    pub fn exports_internally(&self) -> bool {
        self.document.exporting.internal
    }

    /// The folder of the last export.
    pub fn export_folder(&self) -> Option<&Path> {
        self.document.exporting.written.as_deref()?.parent()
    }

    pub fn export_theme(&self) -> Theme {
        self.document.exporting.theme
    }

    pub fn name_decisions(&self) -> &NameDecisions {
        &self.document.exporting.decisions
    }

    /// The protected names in an export of the current project; `None` while the search is running.
    pub fn protected_hits(&self, export: Export) -> Option<&Searched> {
        let searched = self.document.exporting.searched.as_ref();
        searched.filter(|it| it.of == self.search_of(export))
    }

    pub fn report_scope(&self) -> ReportScope {
        self.document.exporting.scope
    }

    /// The part of the project that an export holds. Tables and pictures hold all of it.
    pub fn export_extent(&self, export: Export) -> Extent {
        match export.options() {
            OptionsOfExport::Report | OptionsOfExport::Claims => {
                self.document.exporting.extent.clone()
            }
            OptionsOfExport::Table | OptionsOfExport::Picture => Extent::default(),
        }
    }

    /// The claims of a scope; `None` for all.
    pub fn claims_in_scope(&self, scope: ReportScope) -> Option<BTreeSet<ClaimId>> {
        match scope {
            ReportScope::All => None,
            ReportScope::Filtered => Some(self.lists.claims().iter().copied().collect()),
            ReportScope::Selected => Some(self.selection.claim.into_iter().collect()),
        }
    }

    fn set_report_scope(&mut self, scope: ReportScope) {
        let claims = self.claims_in_scope(scope);
        // A scope that was remembered may be empty by now.
        let is_empty = claims.as_ref().is_some_and(BTreeSet::is_empty);
        let exporting = &mut self.document.exporting;
        exporting.scope = if is_empty { ReportScope::All } else { scope };
        exporting.extent.claims = claims.filter(|_| !is_empty);
    }

    fn search_of(&self, export: Export) -> ProtectedSearch {
        ProtectedSearch {
            export,
            extent: self.export_extent(export),
            revision: self.history.revision(),
            opened: self.document.exporting.opened,
        }
    }

    /// Whether the export can be written now; if not, the reason as a sentence for a tooltip.
    ///
    /// # Errors
    /// The reason.
    pub fn may_export(&self, export: Export) -> Result<(), &'static str> {
        let is_gated = export.can_hold_names() && self.project.has_protected_names();
        if !is_gated || self.document.exporting.internal {
            return Ok(());
        }
        match self.protected_hits(export) {
            None => Err("Crosscheck is searching for protected names"),
            Some(searched) if searched.open > 0 => {
                Err("Decide what to do with each protected name first")
            }
            Some(_) => Ok(()),
        }
    }

    /// Opens the dialog of an export, public and in the colours of the window.
    pub(crate) fn ask_about_export(&mut self, export: Export) {
        self.document.exporting.internal = false;
        self.document.exporting.theme = Theme::System;
        self.document.exporting.extent.notes = false;
        self.set_report_scope(self.document.exporting.scope);
        self.set_overlay(Some(Overlay::Export(export)));
    }

    pub(crate) fn export_intent(&mut self, intent: ExportIntent) {
        let exporting = &mut self.document.exporting;
        match intent {
            ExportIntent::SetScope(scope) => self.set_report_scope(scope),
            ExportIntent::SetNotes(notes) => exporting.extent.notes = notes,
            ExportIntent::SetLanguage(language) => exporting.extent.language = language,
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
                // Only a new search finds the names within that word, or no longer finds them.
                exporting.searched = None;
            }
            ExportIntent::SetTheme(theme) => exporting.theme = theme,
            ExportIntent::Searched(of, hits) => exporting.found(of, hits),
            ExportIntent::NotSearched(of) => {
                if exporting.gave_up(&of) {
                    // Nothing is exported without a search, and another search would fail in the same way.
                    self.overlay = None;
                    let words = "Nothing was exported, because the search for protected names ended in a fault of Crosscheck";
                    self.notices.error(words);
                }
            }
        }
        self.document.exporting.count_open();
    }

    /// Starts the search for protected names, if the dialog of an export is open and waits for it.
    pub(crate) fn search_for_export(&mut self) {
        let Some(Overlay::Export(export)) = self.overlay else {
            return;
        };
        let is_gated = export.can_hold_names() && self.project.has_protected_names();
        let is_known = self.protected_hits(export).is_some();
        if !is_gated || is_known || self.document.exporting.searching {
            return;
        }
        self.document.exporting.searching = true;
        self.effects.push(Effect::SearchProtected(
            self.search_of(export),
            Arc::clone(&self.project),
            self.document.exporting.decisions.other_words().clone(),
        ));
    }

    /// Applies the answers of the dialog to the file that is selected next, and only to that.
    pub(crate) fn ask_for_place_of(&mut self, export: Export) {
        let internal = std::mem::take(&mut self.document.exporting.internal);
        let theme = self.document.exporting.theme;
        let extent = self.export_extent(export);
        let awaiting = &mut self.document.exporting.awaiting_path;
        match awaiting.iter_mut().find(|other| other.export == export) {
            // The answers of two system dialogs cannot be told apart, so both exports must have been internal.
            Some(earlier) => {
                earlier.internal &= internal;
                earlier.theme = theme;
                earlier.extent = extent;
            }
            None => awaiting.push(AwaitingPath {
                export,
                extent,
                internal,
                theme,
            }),
        }
    }

    pub(crate) fn give_up_export(&mut self, export: Export) {
        let awaiting = &mut self.document.exporting.awaiting_path;
        awaiting.retain(|other| other.export != export);
    }

    /// The audience, the part and the theme of an export whose file was selected.
    pub(crate) fn take_answers(&mut self, export: Export) -> (Audience, Extent, Theme) {
        let mut awaiting = self.document.exporting.awaiting_path.iter();
        let answers = awaiting.find(|other| other.export == export).cloned();
        self.give_up_export(export);
        let audience = if answers.as_ref().is_some_and(|answers| answers.internal) {
            Audience::Internal
        } else {
            Audience::Public(self.document.exporting.decisions.clone())
        };
        let answers = answers.map(|answers| (answers.extent, answers.theme));
        let (extent, theme) = answers.unwrap_or_default();
        (audience, extent, theme)
    }

    pub(super) fn export_to(&mut self, export: Export, path: PathBuf) {
        let (audience, extent, theme) = self.take_answers(export);
        self.effects
            .push(Effect::WriteExport(Box::new(ExportRequest {
                export,
                path,
                project: Arc::clone(&self.project),
                audience,
                extent,
                options: self.settings.export,
                theme,
                query: self.graph.query().clone(),
            })));
    }

    pub(super) fn exported(&mut self, path: &Path, result: Result<WrittenExport, ExportError>) {
        match result {
            Ok(written) => {
                self.notices.over(About::Export);
                let mut words = format!("Exported to {}", path.display());
                if let Some(warning) = written.warning() {
                    words = format!("{words}. {warning}");
                }
                self.document.exporting.written = Some(path.to_owned());
                self.notices.done(words, Some(Command::OpenExportFolder));
            }
            Err(error) => self.notices.trouble(About::Export, error.to_string(), None),
        }
    }
}

impl Exporting {
    /// Drops all answers: they were about another project.
    pub(super) fn of_next_project(self) -> Self {
        Self {
            opened: self.opened + 1,
            ..Self::default()
        }
    }

    fn found(&mut self, of: ProtectedSearch, mut hits: Vec<ProtectedHit>) {
        if of.opened == self.opened {
            hits.sort_by_key(|hit| Reverse(hit.certainty));
            self.searching = false;
            self.searched = Some(Searched { of, hits, open: 0 });
        }
    }

    /// Whether the search was awaited.
    fn gave_up(&mut self, of: &ProtectedSearch) -> bool {
        let is_awaited = of.opened == self.opened;
        if is_awaited {
            self.searching = false;
        }
        is_awaited
    }

    /// Decides on the cells with an open name of that certainty.
    fn decide_all(&mut self, certainty: Certainty, decision: NameDecision) {
        let decisions = &mut self.decisions;
        let hits = self.searched.iter().flat_map(|it| &it.hits);
        let decidable = |hit: &&ProtectedHit| {
            let can_replace = hit.can_replace || certainty == Certainty::Possibly;
            hit.certainty == certainty && can_replace
        };
        for hit in hits.filter(decidable) {
            if !decisions.cover(hit) {
                decisions.decide(hit.cell, Some(decision));
            }
        }
    }

    fn count_open(&mut self) {
        if let Some(searched) = &mut self.searched {
            let is_open = |hit: &&ProtectedHit| !self.decisions.cover(hit);
            searched.open = searched.hits.iter().filter(is_open).count();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        storage::Settings,
        workbench::{
            document::{DocumentIntent, Purpose},
            intent::Intent,
        },
    };

    #[test]
    fn the_audience_holds_for_one_export_only() {
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
}

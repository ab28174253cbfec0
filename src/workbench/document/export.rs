//! The questions before an export: its audience, the decisions on protected names, and the theme of a picture.

use super::{UNNAMED, file_stem_from, without_extension};
use crate::{
    analysis::{ProtectedNames, graph::Query},
    export::{Audience, Export, ExportError, NameDecision, NameDecisions, ProtectedHit, TableCell},
    project::Revision,
    storage::Theme,
    workbench::{
        intent::{Effect, ExportRequest, Overlay},
        notices::About,
        session::Session,
    },
};

use std::path::{Path, PathBuf};

/// Answers to the questions before an export, and the end of its search for protected names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportIntent {
    /// For those who may know the protected names, or for anybody.
    SetInternal(bool),
    /// Decides on the protected names in a cell; `None` takes the decision back.
    Decide(TableCell, Option<NameDecision>),
    /// Stand-ins for every undecided name that is not within a longer word.
    UseStandIns,
    /// Whether a word contains the letters of a protected name by chance.
    SetUnrelatedWord(String, bool),
    /// The theme of a picture; the system's is that of the window.
    SetTheme(Theme),
    Searched(ProtectedSearch, Vec<ProtectedHit>),
    /// The search ended in a fault of the program.
    NotSearched(ProtectedSearch),
}

/// A search of an export for protected names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProtectedSearch {
    pub export: Export,
    /// Of the project that is searched.
    revision: Revision,
    /// The number of that project within the session; results for an earlier one are dropped.
    opened: u64,
}

/// The state of the export dialog, and of exports whose file is being selected.
#[derive(Debug, Default)]
pub(in crate::workbench) struct ExportSession {
    /// Never remembered: public each time the dialog opens.
    internal: bool,
    theme: Theme,
    awaiting_path: Vec<AwaitingPath>,
    /// Kept while the project is open, so that the project can be edited between two visits to the list.
    decisions: NameDecisions,
    searched: Option<Searched>,
    /// A search is running; there is never a second one for one project.
    searching: bool,
    /// Counts the projects opened in this session.
    opened: u64,
}

/// The answers that hold for an export until its file is selected.
#[derive(Clone, Copy, Debug)]
struct AwaitingPath {
    export: Export,
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
    /// All hits, in the order of the export.
    #[must_use]
    pub fn hits(&self) -> &[ProtectedHit] {
        &self.hits
    }

    /// Number of undecided hits.
    #[must_use]
    pub fn open(&self) -> usize {
        self.open
    }
}

impl ExportSession {
    /// Whether the export is for those who may know the protected names.
    pub(in crate::workbench) fn is_internal(&self) -> bool {
        self.internal
    }

    /// The theme of an exported picture.
    pub(in crate::workbench) fn theme(&self) -> Theme {
        self.theme
    }

    pub(in crate::workbench) fn decisions(&self) -> &NameDecisions {
        &self.decisions
    }

    /// The protected names in an export of the current project; `None` while the search is running.
    pub(in crate::workbench) fn hits(
        &self,
        export: Export,
        session: &Session,
    ) -> Option<&Searched> {
        let searched = self.searched.as_ref();
        searched.filter(|it| it.of == self.search_of(export, session))
    }

    fn search_of(&self, export: Export, session: &Session) -> ProtectedSearch {
        ProtectedSearch {
            export,
            revision: session.revision(),
            opened: self.opened,
        }
    }

    /// Whether the export can be written now; if not, the reason as a sentence for a tooltip.
    pub(in crate::workbench) fn may_write(
        &self,
        export: Export,
        session: &Session,
    ) -> Result<(), &'static str> {
        let is_gated = export.can_hold_names() && session.project().has_protected_names();
        if !is_gated || self.internal {
            return Ok(());
        }
        match self.hits(export, session) {
            None => Err("Crosscheck is searching for protected names"),
            Some(searched) if searched.open > 0 => {
                Err("Decide what to do with each protected name first")
            }
            Some(_) => Ok(()),
        }
    }

    /// Opens the dialog of an export, public and in the colours of the window.
    pub(in crate::workbench) fn open(&mut self, export: Export, session: &mut Session) {
        self.internal = false;
        self.theme = Theme::System;
        session.overlay = Some(Overlay::Export(export));
    }

    pub(in crate::workbench) fn handle(&mut self, intent: ExportIntent, session: &mut Session) {
        match intent {
            ExportIntent::SetInternal(internal) => self.internal = internal,
            ExportIntent::Decide(cell, decision) => self.decisions.decide(cell, decision),
            ExportIntent::UseStandIns => self.use_stand_ins(),
            ExportIntent::SetUnrelatedWord(word, is_unrelated) => {
                self.decisions.set_unrelated_word(&word, is_unrelated);
                // Only a new search finds the names within that word, or no longer finds them.
                self.searched = None;
            }
            ExportIntent::SetTheme(theme) => self.theme = theme,
            ExportIntent::Searched(of, hits) => self.found(of, hits),
            ExportIntent::NotSearched(of) => {
                if self.failed(of) {
                    // Nothing is exported unsearched, and another search would end in the same fault.
                    session.overlay = None;
                    let words = "Nothing was exported, because the search for protected names ended in a fault of Crosscheck";
                    session.notices.error(words);
                }
            }
        }
        self.count_open();
    }

    /// Starts the search for protected names, if the dialog of an export is open and waits for it.
    pub(in crate::workbench) fn search_if_due(&mut self, session: &mut Session) {
        let Some(Overlay::Export(export)) = session.overlay else {
            return;
        };
        let is_gated = export.can_hold_names() && session.project().has_protected_names();
        let is_known = self.hits(export, session).is_some();
        if !is_gated || is_known || self.searching {
            return;
        }
        self.searching = true;
        session.effect(Effect::SearchProtected(
            self.search_of(export, session),
            session.shared_project(),
            self.decisions.other_words().clone(),
        ));
    }

    /// The answers of the dialog hold for the file that is selected next, and for that alone.
    pub(super) fn pick_place(&mut self, export: Export) {
        let internal = std::mem::take(&mut self.internal);
        let theme = self.theme;
        let awaiting = &mut self.awaiting_path;
        match awaiting.iter_mut().find(|other| other.export == export) {
            // Nobody can tell which of two file dialogs answers, so both must have been internal.
            Some(earlier) => {
                earlier.internal &= internal;
                earlier.theme = theme;
            }
            None => awaiting.push(AwaitingPath {
                export,
                internal,
                theme,
            }),
        }
    }

    pub(super) fn cancel(&mut self, export: Export) {
        let awaiting = &mut self.awaiting_path;
        awaiting.retain(|other| other.export != export);
    }

    /// The audience and the theme of an export whose file was selected.
    fn take_answers(&mut self, export: Export) -> (Audience, Theme) {
        let mut awaiting = self.awaiting_path.iter();
        let answers = awaiting.find(|other| other.export == export).copied();
        self.cancel(export);
        let audience = if answers.is_some_and(|answers| answers.internal) {
            Audience::Internal
        } else {
            Audience::Public(self.decisions.clone())
        };
        (
            audience,
            answers.map_or(Theme::System, |answers| answers.theme),
        )
    }

    /// Writes the export; `query` is what the graph shows.
    pub(super) fn write(
        &mut self,
        export: Export,
        path: PathBuf,
        query: &Query,
        session: &mut Session,
    ) {
        let (audience, theme) = self.take_answers(export);
        session.effect(Effect::WriteExport(Box::new(ExportRequest {
            export,
            path,
            project: session.shared_project(),
            audience,
            options: session.settings.export,
            theme,
            query: query.clone(),
        })));
    }

    /// Drops all answers, which were about another project.
    pub(in crate::workbench) fn project_replaced(&mut self) {
        *self = Self {
            opened: self.opened + 1,
            ..Self::default()
        };
    }

    fn found(&mut self, of: ProtectedSearch, hits: Vec<ProtectedHit>) {
        if of.opened == self.opened {
            self.searching = false;
            self.searched = Some(Searched { of, hits, open: 0 });
        }
    }

    /// Whether the search was awaited.
    fn failed(&mut self, of: ProtectedSearch) -> bool {
        let is_awaited = of.opened == self.opened;
        if is_awaited {
            self.searching = false;
        }
        is_awaited
    }

    fn use_stand_ins(&mut self) {
        let decisions = &mut self.decisions;
        let hits = self.searched.iter().flat_map(|it| &it.hits);
        for hit in hits.filter(|hit| hit.word.is_none() && hit.can_replace) {
            if !decisions.cover(hit) {
                decisions.decide(hit.cell, Some(NameDecision::UseStandIns));
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

pub(super) fn exported(path: &Path, result: Result<(), ExportError>, session: &mut Session) {
    let notices = &mut session.notices;
    match result {
        Ok(()) => {
            notices.resolved(About::Export);
            notices.done(format!("Exported to {}", path.display()), None);
        }
        Err(error) => notices.problem(About::Export, error.to_string(), None),
    }
}

/// The project name for the file name of an export, without protected names.
pub(super) fn public_stem(session: &Session) -> String {
    let names = ProtectedNames::of(session.project());
    let name = session.document_name();
    let stem = file_stem_from(&names.concealed(without_extension(&name)));
    // A stand-in may contain a name itself, and removed characters may have joined letters to one.
    if names.are_in(&stem, &mut String::new()) {
        UNNAMED.to_owned()
    } else {
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        storage::Settings,
        workbench::{DocumentIntent, Intent, Purpose, Workbench},
    };

    #[test]
    fn the_audience_holds_for_one_export_only() {
        let mut bench = Workbench::new(Settings::default());
        let place_of = |bench: &mut Workbench, export| {
            let choose = DocumentIntent::Pick(Purpose::Export(export));
            bench.handle(Intent::Document(choose));
        };
        let is_internal = |bench: &mut Workbench, export| {
            let chosen = vec!["table.csv".into()];
            let chosen = DocumentIntent::Picked(Purpose::Export(export), chosen);
            let effects = bench.handle(Intent::Document(chosen));
            let written = effects.into_iter().find_map(|effect| match effect {
                Effect::WriteExport(request) => Some(request.audience),
                _ => None,
            });
            matches!(written.unwrap(), Audience::Internal)
        };
        // The file dialog of the first is still open when the second is asked for.
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

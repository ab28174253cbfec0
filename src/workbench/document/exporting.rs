//! Before an export: who it is for, and what is done about the protected names in it.

use crate::{
    export::{Audience, CsvTable, ProtectedHit, Settled, Settlement, TableCell},
    project::Revision,
    workbench::{
        Workbench,
        intent::{Effect, Export, Overlay},
    },
};

use std::sync::Arc;

/// About the export that is asked for. See [`Intent::Export`](super::Intent::Export).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportIntent {
    /// It is for those who may know the protected names, or for anybody.
    SetInternal(bool),
    /// Says what is done about the protected names in a cell; `None` opens it again.
    Settle(TableCell, Option<Settlement>),
    /// Stand-ins for every name that is not settled and stands by itself.
    UseStandIns,
    /// Says whether a word that holds the letters of a protected name is another word.
    SetAnotherWord(String, bool),
    /// The table was searched for protected names.
    Searched(ProtectedSearch, Vec<ProtectedHit>),
    /// The search ended in a fault of the program.
    NotSearched(ProtectedSearch),
}

/// Which table is searched for protected names, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProtectedSearch {
    /// The table.
    pub table: CsvTable,
    /// The project as it was then.
    revision: Revision,
    /// Which of the projects that were open in this session; a search of one before is of no use.
    opened: u64,
}

/// The export that is asked for.
#[derive(Debug, Default)]
pub(crate) struct Exporting {
    /// Asked anew each time.
    internal: bool,
    /// The exports for which a place is being chosen, and whether they are internal.
    asked: Vec<(Export, bool)>,
    /// Kept while the project is open, so that it can be edited between two looks at the list.
    settled: Settled,
    searched: Option<Searched>,
    /// A search is under way; there is never a second in one project.
    searching: bool,
    /// Counts the projects that were open.
    opened: u64,
}

/// Where protected names stand in a table.
#[derive(Debug)]
pub struct Searched {
    of: ProtectedSearch,
    hits: Vec<ProtectedHit>,
    /// Always how many of them are not settled.
    open: usize,
}

impl Searched {
    /// Every place, in the order of the table.
    #[must_use]
    pub fn hits(&self) -> &[ProtectedHit] {
        &self.hits
    }

    /// How many of them are not settled.
    #[must_use]
    pub fn open(&self) -> usize {
        self.open
    }
}

impl Export {
    /// The table that it writes.
    #[must_use]
    pub fn table(self) -> Option<CsvTable> {
        match self {
            Self::Claims => Some(CsvTable::Claims),
            Self::Evidence => Some(CsvTable::Evidence),
            // No protected name is ever in it.
            Self::Graph(_) => None,
        }
    }
}

impl Workbench {
    /// Whether the export that is asked for is for those who may know the protected names.
    #[must_use]
    pub fn exports_internally(&self) -> bool {
        self.exporting.internal
    }

    /// What is done about the protected names in the export that is asked for.
    #[must_use]
    pub fn settled(&self) -> &Settled {
        &self.exporting.settled
    }

    /// Where protected names stand in a table of the project as it is now; `None` while that is being looked for.
    #[must_use]
    pub fn protected_hits(&self, table: CsvTable) -> Option<&Searched> {
        let searched = self.exporting.searched.as_ref();
        searched.filter(|it| it.of == self.search_of(table))
    }

    fn search_of(&self, table: CsvTable) -> ProtectedSearch {
        ProtectedSearch {
            table,
            revision: self.history.revision(),
            opened: self.exporting.opened,
        }
    }

    /// Whether the export can be written as things are; if not, why, as a sentence for a tooltip.
    ///
    /// # Errors
    /// The reason.
    pub fn may_export(&self, export: Export) -> Result<(), &'static str> {
        let Some(table) = export.table() else {
            return Ok(());
        };
        if self.exporting.internal || !self.project.has_protected_names() {
            return Ok(());
        }
        match self.protected_hits(table) {
            None => Err("The table is being searched for protected names"),
            Some(searched) if searched.open > 0 => {
                Err("Say first what is done about each protected name")
            }
            Some(_) => Ok(()),
        }
    }

    /// Opens the questions before an export. Who it is for is public unless it is said otherwise, each time.
    pub(crate) fn ask_about_export(&mut self, export: Export) {
        self.exporting.internal = false;
        self.set_overlay(Some(Overlay::Export(export)));
    }

    pub(crate) fn export_intent(&mut self, intent: ExportIntent) {
        match intent {
            ExportIntent::SetInternal(internal) => self.exporting.internal = internal,
            ExportIntent::Settle(cell, settlement) => {
                self.exporting.settled.settle(cell, settlement);
            }
            ExportIntent::UseStandIns => self.exporting.use_stand_ins(),
            ExportIntent::SetAnotherWord(word, is_another) => {
                let settled = &mut self.exporting.settled;
                settled.set_another_word(&word, is_another);
                // What it had hidden, or hides now, is found by another search.
                self.exporting.searched = None;
            }
            ExportIntent::Searched(of, hits) => self.exporting.found(of, hits),
            ExportIntent::NotSearched(of) => {
                if self.exporting.gave_up(of) {
                    // Nothing is exported unsearched, and searching again would end the same.
                    self.overlay = None;
                    let words = "The table could not be searched for protected names, for a fault of the program; nothing was exported";
                    self.notices.error(words);
                }
            }
        }
        self.exporting.count_open();
    }

    /// Has the table searched, where its export is asked for and it is not known where protected names stand in it now.
    pub(crate) fn search_for_export(&mut self) {
        let Some(Overlay::Export(export)) = self.overlay else {
            return;
        };
        let Some(table) = export.table() else { return };
        let is_known = self.protected_hits(table).is_some();
        if is_known || self.exporting.searching || !self.project.has_protected_names() {
            return;
        }
        self.exporting.searching = true;
        self.effects.push(Effect::SearchProtected(
            self.search_of(table),
            Arc::clone(&self.project),
            self.exporting.settled.other_words().clone(),
        ));
    }

    /// A place is about to be chosen for the export: who it is for was said before that, and holds for its answer alone.
    pub(crate) fn ask_for_place_of(&mut self, export: Export) {
        let internal = std::mem::take(&mut self.exporting.internal);
        let asked = &mut self.exporting.asked;
        match asked.iter_mut().find(|(other, _)| *other == export) {
            // Of two dialogs for one export, nobody can tell whose answer comes: it is internal only where both were.
            Some((_, known)) => *known &= internal,
            None => asked.push((export, internal)),
        }
    }

    /// No place was chosen for the export.
    pub(crate) fn give_up_export(&mut self, export: Export) {
        self.exporting.asked.retain(|(other, _)| *other != export);
    }

    /// Who the export is for that is about to be written: anybody, unless it was said otherwise when its place was asked for.
    pub(crate) fn take_audience(&mut self, export: Export) -> Audience {
        let is_internal = self.exporting.asked.contains(&(export, true));
        self.give_up_export(export);
        if is_internal {
            Audience::Internal
        } else {
            Audience::Public(self.exporting.settled.clone())
        }
    }
}

impl Exporting {
    /// Another project is open, and nothing is settled in it.
    pub(crate) fn project_replaced(&mut self) {
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

    /// Whether anybody waits for that search.
    fn gave_up(&mut self, of: ProtectedSearch) -> bool {
        let is_awaited = of.opened == self.opened;
        if is_awaited {
            self.searching = false;
        }
        is_awaited
    }

    fn use_stand_ins(&mut self) {
        let settled = &mut self.settled;
        let hits = self.searched.iter().flat_map(|it| &it.hits);
        let cells = hits.filter(|hit| hit.word.is_none() && hit.can_replace);
        for hit in cells {
            if !settled.settles(hit) {
                settled.settle(hit.cell, Some(Settlement::Replace));
            }
        }
    }

    fn count_open(&mut self) {
        if let Some(searched) = &mut self.searched {
            let settled = &self.settled;
            let is_open = |hit: &&ProtectedHit| !settled.settles(hit);
            searched.open = searched.hits.iter().filter(is_open).count();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        storage::Settings,
        workbench::intent::{DocumentIntent, Intent, Purpose},
    };

    #[test]
    fn who_an_export_is_for_is_said_of_that_export_alone() {
        let mut bench = Workbench::new(Settings::default());
        let place_of = |bench: &mut Workbench, export| {
            let choose = DocumentIntent::Choose(Purpose::Export(export));
            bench.handle(Intent::Document(choose));
        };
        let is_internal = |bench: &mut Workbench, export| {
            let chosen = vec!["table.csv".into()];
            let chosen = DocumentIntent::Chosen(Purpose::Export(export), chosen);
            let effects = bench.handle(Intent::Document(chosen));
            let written = effects.into_iter().find_map(|effect| match effect {
                Effect::WriteTable(.., audience) => Some(audience),
                _ => None,
            });
            matches!(written.unwrap(), Audience::Internal)
        };
        // The dialog of the first is still open when the second is asked for.
        place_of(&mut bench, Export::Evidence);
        bench.handle(Intent::Export(ExportIntent::SetInternal(true)));
        place_of(&mut bench, Export::Claims);
        assert!(!is_internal(&mut bench, Export::Evidence));
        assert!(is_internal(&mut bench, Export::Claims));
        // And the next is for anybody again.
        place_of(&mut bench, Export::Claims);
        assert!(!is_internal(&mut bench, Export::Claims));
    }
}

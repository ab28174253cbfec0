//! The search for protected names in an export, and the decisions about them.

use super::{ExportSubject, Exporting};
use crate::{
    analysis::Certainty,
    export::{Export, NameDecision, NameDecisions, ProtectedHit},
    workbench::{Workbench, intent::Effect},
};

use std::{cmp::Reverse, sync::Arc};

/// The protected names in an export.
#[derive(Debug)]
pub struct Searched {
    subject: ExportSubject,
    hits: Vec<ProtectedHit>,
    /// Number of undecided hits.
    open: usize,
}

impl Searched {
    /// All hits: certain ones first, otherwise in the order of the export.
    pub fn hits(&self) -> &[ProtectedHit] {
        &self.hits
    }

    /// Number of undecided hits.
    pub fn open(&self) -> usize {
        self.open
    }
}

impl Workbench {
    pub fn name_decisions(&self) -> &NameDecisions {
        &self.document.exporting.decisions
    }

    /// The protected names in an export of the current project; `None` while the search is running.
    pub fn protected_hits(&self, export: Export) -> Option<&Searched> {
        let searched = self.document.exporting.searched.as_ref();
        searched.filter(|it| it.subject == self.export_subject(export))
    }

    /// Starts the search for protected names if the dialog of an export is open and waits for it.
    pub(super) fn search_for_export(&mut self) {
        let Some(export) = self.open_export() else {
            return;
        };
        let is_gated = export.can_hold_names() && self.project.has_protected_names();
        let is_known = self.protected_hits(export).is_some();
        if !is_gated || is_known || self.document.exporting.searching {
            return;
        }
        self.document.exporting.searching = true;
        self.effects.push(Effect::SearchProtected(
            self.export_subject(export),
            Arc::clone(&self.project),
            self.document.exporting.decisions.other_words().clone(),
        ));
    }
}

impl Exporting {
    pub(super) fn found(&mut self, subject: ExportSubject, mut hits: Vec<ProtectedHit>) {
        if subject.opened == self.opened {
            hits.sort_by_key(|hit| Reverse(hit.certainty));
            self.searching = false;
            self.searched = Some(Searched {
                subject,
                hits,
                open: 0,
            });
        }
    }

    /// Whether this search was expected.
    pub(super) fn gave_up(&mut self, subject: &ExportSubject) -> bool {
        let is_awaited = subject.opened == self.opened;
        if is_awaited {
            self.searching = false;
        }
        is_awaited
    }

    /// Decides about the cells with an undecided name of that certainty.
    pub(super) fn decide_all(&mut self, certainty: Certainty, decision: NameDecision) {
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

    pub(super) fn count_open(&mut self) {
        if let Some(searched) = &mut self.searched {
            let is_open = |hit: &&ProtectedHit| !self.decisions.cover(hit);
            searched.open = searched.hits.iter().filter(is_open).count();
        }
    }
}

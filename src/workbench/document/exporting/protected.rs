//! The search for protected names in an export, and the decisions about them.

use super::{ExportSubject, Exporting};
use crate::{
    analysis::Certainty,
    export::{Export, NameDecision, ProtectedHit, protected_hits},
    workbench::{Workbench, intent::Effect, task::Task},
};

use std::{cmp::Reverse, sync::Arc};

/// The protected names in an export.
#[derive(Debug)]
pub struct Searched {
    subject: ExportSubject,
    /// All hits: certain ones first, otherwise in the order of the export.
    pub hits: Vec<ProtectedHit>,
    /// Number of undecided hits.
    pub open: usize,
}

impl Workbench {
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
        let subject = self.export_subject(export);
        let project = Arc::clone(&self.project);
        let settings = subject.settings();
        let other_words = self.document.exporting.decisions.other_words().clone();
        let search = move || protected_hits(&project, export, &settings, &other_words);
        let task = Task::new("protected names", search, move |bench, hits| {
            bench.protected_names_found(subject, hits);
        });
        self.effects.push(Effect::Run(task));
    }

    fn protected_names_found(&mut self, subject: ExportSubject, hits: Option<Vec<ProtectedHit>>) {
        let exporting = &mut self.document.exporting;
        if subject.opened != exporting.opened {
            return;
        }
        exporting.searching = false;
        if let Some(mut hits) = hits {
            hits.sort_by_key(|hit| Reverse(hit.certainty));
            exporting.searched = Some(Searched {
                subject,
                hits,
                open: 0,
            });
            exporting.count_open();
        } else {
            // Nothing is exported without a search, and another search would fail in the same way.
            self.overlay = None;
            let message = "Nothing was exported, because a bug in Crosscheck ended the search for protected names";
            self.notices.error(message);
        }
    }
}

impl Exporting {
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

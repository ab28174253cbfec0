use super::Session;
use crate::{
    analysis::touched_claims,
    project::{Change, ClaimEdit, ClaimId, Edit, EditError, HighlightEdit, Label},
    storage::{JournalOrder, JournalRecord, check_edit},
    workbench::{command::Command, notices::About},
};

use std::{collections::BTreeSet, fmt, sync::Arc};

/// Changes to the project that features bring their derived state up to date with.
#[derive(Debug, Default)]
pub(in crate::workbench) struct ChangeSummary {
    pub(in crate::workbench) edits: Vec<Edit>,
    /// The claims whose derived rows may differ.
    pub(in crate::workbench) touched: BTreeSet<ClaimId>,
}

impl Session {
    /// Applies a change as one undo step. Returns whether it was applied; if not, a notice says why.
    pub(in crate::workbench) fn commit(&mut self, change: Change) -> bool {
        if self.refuses_changes() {
            return false;
        }
        if let Err(error) = change.edits.iter().try_for_each(check_edit) {
            self.change_failed(&error);
            return false;
        }
        let (edits, label, typing) = (change.edits.clone(), change.label.clone(), change.typing);
        let touched = touched_claims(&self.project, &edits);
        self.notices.forget_done();
        let project = Arc::make_mut(&mut self.project);
        if let Err(error) = self.history.commit(project, change) {
            self.change_failed(&error);
            return false;
        }
        self.notices.resolved(About::Change);
        let record = JournalRecord::Change {
            label,
            typing,
            edits: edits.clone(),
        };
        self.journal(JournalOrder::Append(record));
        self.forget_gone();
        self.note_change(edits, touched);
        true
    }

    fn change_failed(&mut self, error: &impl fmt::Display) {
        let words = format!("The change was not made: {error}");
        self.notices.problem(About::Change, words, None);
    }

    /// Where another window has the file, says so and returns true.
    pub(in crate::workbench) fn refuses_changes(&mut self) -> bool {
        let Some(holder) = &self.document.open_elsewhere else {
            return false;
        };
        let words = format!(
            "{} is read-only here: {holder} has it open. Save it under another name to continue with a copy",
            self.file_name()
        );
        self.notices.hint_with(words, Command::SaveAs);
        true
    }

    pub(in crate::workbench) fn undo(&mut self) {
        if self.refuses_changes() {
            return;
        }
        let edits = self.history.next_undo().to_vec();
        let touched = touched_claims(&self.project, &edits);
        let undone = self.history.undo(Arc::make_mut(&mut self.project));
        self.stepped("Undid", JournalRecord::Undo, undone, edits, touched);
    }

    pub(in crate::workbench) fn redo(&mut self) {
        if self.refuses_changes() {
            return;
        }
        let edits = self.history.next_redo().to_vec();
        let touched = touched_claims(&self.project, &edits);
        let redone = self.history.redo(Arc::make_mut(&mut self.project));
        self.stepped("Redid", JournalRecord::Redo, redone, edits, touched);
    }

    fn stepped(
        &mut self,
        verb: &str,
        record: JournalRecord,
        step: Result<Option<Label>, EditError>,
        edits: Vec<Edit>,
        touched: BTreeSet<ClaimId>,
    ) {
        match step {
            Ok(Some(label)) => {
                self.journal(JournalOrder::Append(record));
                self.forget_gone();
                self.select_added(&edits);
                self.note_change(edits, touched);
                self.notices.done(format!("{verb}: {label}"), None);
            }
            Ok(None) => {}
            Err(error) => self.change_failed(&error),
        }
    }

    /// `touched` are the claims touched as of before the change; those of after are added here.
    fn note_change(&mut self, mut edits: Vec<Edit>, mut touched: BTreeSet<ClaimId>) {
        touched.append(&mut touched_claims(&self.project, &edits));
        self.unfollowed.edits.append(&mut edits);
        self.unfollowed.touched.append(&mut touched);
    }

    /// The changes since the last call; `None` where there are none.
    pub(in crate::workbench) fn take_changes(&mut self) -> Option<ChangeSummary> {
        let changes = std::mem::take(&mut self.unfollowed);
        (!changes.edits.is_empty()).then_some(changes)
    }

    /// Closes and deselects whatever is no longer in the project.
    fn forget_gone(&mut self) {
        let project = &self.project;
        self.columns.retain(|id| project.article(id).is_some());
        self.selection.retain_in(project);
    }

    /// Selects the claims and highlights that undo or redo has restored.
    fn select_added(&mut self, edits: &[Edit]) {
        for edit in edits {
            match edit {
                Edit::Claim(ClaimEdit::Add { claim, .. }) => self.select_claim(Some(claim.id)),
                Edit::Highlight(HighlightEdit::Add(highlight)) => {
                    self.highlight_to_link(Some(highlight.id));
                }
                _ => {}
            }
        }
    }
}

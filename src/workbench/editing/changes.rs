//! Changes to the project: applied, undone and redone, with their consequences.

use crate::{
    analysis::affected_claims,
    project::{Change, ClaimEdit, ClaimId, Edit, EditError, HighlightEdit, Label},
    storage::{JournalRecord, check_edit},
    text::capitalized,
    workbench::{Command, Workbench, notices::About},
};

use std::{collections::BTreeSet, fmt, sync::Arc};

impl Workbench {
    /// Applies a change as one undo step. Returns whether it succeeded; if not, a notice gives the reason.
    pub(crate) fn commit(&mut self, mut change: Change) -> bool {
        if self.refuses_changes() {
            return false;
        }
        if let Err(error) = change.edits.iter_mut().try_for_each(check_edit) {
            self.could_not_change(&error);
            return false;
        }
        let (edits, label, typing) = (change.edits.clone(), change.label.clone(), change.typing);
        let mut affected = affected_claims(&self.project, &edits);
        self.notices.forget_done();
        match self
            .history
            .commit(Arc::make_mut(&mut self.project), change)
        {
            Ok(()) => {
                affected.extend(affected_claims(&self.project, &edits));
                self.notices.over(About::Change);
                self.follow_change(&edits, &affected);
                if typing.is_none() {
                    self.notices.done(in_the_past(&label), Some(Command::Undo));
                }
                self.record(JournalRecord::Change {
                    label,
                    typing,
                    edits,
                });
                true
            }
            Err(error) => {
                self.could_not_change(&error);
                false
            }
        }
    }

    fn could_not_change(&mut self, error: &impl fmt::Display) {
        let message = capitalized(&error.to_string());
        self.notices.trouble(About::Change, message, None);
    }

    pub(crate) fn undo(&mut self) {
        if self.refuses_changes() {
            return;
        }
        let edits = self.history.next_undo().to_vec();
        let affected = affected_claims(&self.project, &edits);
        let undone = self.history.undo(Arc::make_mut(&mut self.project));
        if matches!(undone, Ok(Some(_))) {
            self.record(JournalRecord::Undo);
        }
        self.follow_step("Undid", undone, &edits, affected);
    }

    pub(crate) fn redo(&mut self) {
        if self.refuses_changes() {
            return;
        }
        let edits = self.history.next_redo().to_vec();
        let affected = affected_claims(&self.project, &edits);
        let redone = self.history.redo(Arc::make_mut(&mut self.project));
        if matches!(redone, Ok(Some(_))) {
            self.record(JournalRecord::Redo);
        }
        self.follow_step("Redid", redone, &edits, affected);
    }

    fn follow_step(
        &mut self,
        verb: &str,
        step: Result<Option<Label>, EditError>,
        edits: &[Edit],
        mut affected: BTreeSet<ClaimId>,
    ) {
        match step {
            Ok(Some(label)) => {
                affected.extend(affected_claims(&self.project, edits));
                self.follow_change(edits, &affected);
                self.select_added(edits);
                self.notices.done(format!("{verb}: {label}"), None);
            }
            Ok(None) => {}
            Err(error) => {
                let message = format!("That could not be undone: {error}");
                self.notices.trouble(About::Change, message, None);
            }
        }
    }

    /// Updates everything derived from the project after a change, and drops references to deleted records.
    fn follow_change(&mut self, edits: &[Edit], affected: &BTreeSet<ClaimId>) {
        let project = &self.project;
        self.lists.project_changed(project, edits, affected);
        self.graph.project_changed(project, edits);
        self.matrix.project_changed(project, edits, affected);
        let table = &self.lists.table;
        self.timeline
            .project_changed(project, table, edits, affected);
        self.columns
            .retain(|article| project.article(article).is_some());
        self.selection = self.selection.within(project);
        if let Some(find) = self.find.as_mut().filter(|_| !affected.is_empty()) {
            find.follow_claims(project, affected);
        }
    }

    /// Selects the records that undo or redo restored.
    fn select_added(&mut self, edits: &[Edit]) {
        for edit in edits {
            if let Edit::Claim(ClaimEdit::Add { claim, .. }) = edit {
                self.select_claim(Some(claim.id));
            } else if let Edit::Highlight(HighlightEdit::Add(highlight)) = edit {
                self.selection.set_highlight(Some(highlight.id));
            }
        }
    }
}

/// "Set verdict" for a step labelled "set verdict", "Merged speakers" for "merge speakers".
fn in_the_past(label: &str) -> String {
    let (verb, object) = label.split_once(' ').unwrap_or((label, "passage"));
    let verb = match verb {
        "bring" => "brought".to_owned(),
        "set" => "set".to_owned(),
        _ if verb.ends_with('e') => format!("{verb}d"),
        _ => format!("{verb}ed"),
    };
    format!("{} {object}", capitalized(&verb))
}

//! Deletion of a project's stored history, after listing what will be deleted.

use crate::{
    storage::{
        self, DeletedHistory, HistoryOf, JournalBase, JournalCommand, JournalStart, KeptHistory,
    },
    text::counted_as,
    workbench::{
        Workbench,
        intent::{Effect, Overlay},
    },
};

/// The stored history of the open project. See [`Intent::Forget`](crate::workbench::Intent::Forget).
#[derive(Debug)]
pub enum ForgetIntent {
    /// The stored history of that project.
    Found(HistoryOf, Result<KeptHistory, String>),
    Forget,
    Deleted(DeletedHistory),
}

/// Stored history of the open project, as far as it has been found.
#[derive(Debug, Default)]
pub(super) struct Forgetting {
    /// `None` while the search is running.
    kept: Option<KeptHistory>,
    /// Number of deleted undo and redo steps.
    steps: usize,
}

impl Workbench {
    /// Stored history of the open project outside its file; `None` while the search is running.
    pub fn kept_history(&self) -> Option<&KeptHistory> {
        self.document.forgetting.kept.as_ref()
    }

    /// Number of steps that can be undone or redone.
    pub fn steps_of_undo(&self) -> usize {
        self.history.len()
    }

    /// Asks whether to delete the history of the open project, and starts searching for it.
    pub(crate) fn ask_about_past(&mut self) {
        self.document.forgetting.kept = None;
        self.set_overlay(Some(Overlay::Forget));
        let history = self.history_of();
        self.effects.push(Effect::FindHistory(history));
    }

    fn history_of(&self) -> HistoryOf {
        HistoryOf {
            id: self.project().id(),
            path: self.document.path.clone(),
            originals: storage::original_names(&self.project),
        }
    }

    pub(crate) fn forget_intent(&mut self, intent: ForgetIntent) {
        match intent {
            ForgetIntent::Found(history, found) if history == self.history_of() => {
                self.past_found(found);
            }
            ForgetIntent::Found(..) => {}
            ForgetIntent::Forget => self.forget(),
            ForgetIntent::Deleted(deleted) => self.deleted(&deleted),
        }
    }

    fn past_found(&mut self, found: Result<KeptHistory, String>) {
        match found {
            Ok(kept) => self.document.forgetting.kept = Some(kept),
            Err(error) => {
                self.document.forgetting.kept = Some(KeptHistory::default());
                self.notices.error(error);
            }
        }
    }

    fn forget(&mut self) {
        if self.is_saving() {
            self.notices
                .error("A save is under way. Nothing was deleted; try again when it is done");
            return;
        }
        self.set_overlay(None);
        self.document.forgetting.steps = self.history.len();
        self.history.forget();
        self.begin_journal_anew();
        self.notices.forget_done();
        let history = self.history_of();
        self.effects.push(Effect::ForgetHistory(history));
    }

    /// Restarts the journal from the file if it has all changes, otherwise from the project as shown. No work is lost.
    fn begin_journal_anew(&mut self) {
        let file = self.document.path.clone().filter(|_| !self.is_dirty());
        let hash = self.document.sharing.seen_hash();
        let order = match file.zip(hash) {
            Some((path, hash)) => JournalCommand::Begin(JournalStart {
                name: self.document_name(),
                project: Some(path.clone()),
                copy: None,
                base: JournalBase::File(path, hash),
                saved: Some(self.history.revision()),
                file: None,
                history: self.history.clone(),
            }),
            None => return self.rebase_journal(self.document.copy_of.clone()),
        };
        self.order(order);
    }

    fn deleted(&mut self, deleted: &DeletedHistory) {
        for trouble in &deleted.trouble {
            self.notices.error(trouble.clone());
        }
        // Anything that could not be deleted is listed again.
        let all_went = deleted.trouble.is_empty();
        if all_went {
            let HistoryOf {
                id,
                path,
                originals: _,
            } = self.history_of();
            self.document.recovery.forget_where(|work| {
                work.id == Some(id) || path.is_some() && work.file() == path.as_deref()
            });
        }
        let went = deleted_text(deleted, std::mem::take(&mut self.document.forgetting.steps));
        let message = if deleted.trouble.is_empty() {
            format!("History deleted: {went}")
        } else {
            format!("History deleted in part: {went}")
        };
        self.notices.done(message, None);
    }
}

fn deleted_text(deleted: &DeletedHistory, steps: usize) -> String {
    let count_unless_zero = |count, one, many| (count > 0).then(|| counted_as(count, one, many));
    let parts = [
        count_unless_zero(deleted.backups, "backup", "backups"),
        count_unless_zero(
            deleted.left,
            "journal of a crashed session",
            "journals of crashed sessions",
        ),
        count_unless_zero(
            deleted.unfinished,
            "file of an interrupted save",
            "files of interrupted saves",
        ),
        count_unless_zero(
            deleted.originals,
            "original of a removed article",
            "originals of removed articles",
        ),
        count_unless_zero(steps, "step of undo", "steps of undo"),
        Some("the journal until now".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

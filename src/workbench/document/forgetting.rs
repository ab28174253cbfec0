//! Deletion of a project's stored history, after listing what will be deleted.

use crate::{
    storage::{
        self, DeletedHistory, HistoryOf, JournalBase, JournalOrder, JournalStart, KeptHistory,
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

/// Stored history of the open project, as far as the search got.
#[derive(Debug, Default)]
pub(super) struct Forgetting {
    /// `None` while the search is running.
    kept: Option<KeptHistory>,
    /// Undo and redo steps that were deleted with the rest.
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

    /// Asks whether to delete the history of the open project, and meanwhile searches for it.
    pub(crate) fn ask_about_past(&mut self) {
        self.document.forgetting.kept = None;
        self.set_overlay(Some(Overlay::Forget));
        let of = self.history_of();
        self.effects.push(Effect::FindHistory(of));
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
            ForgetIntent::Found(of, found) if of == self.history_of() => self.past_found(found),
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
        let of = self.history_of();
        self.effects.push(Effect::ForgetHistory(of));
    }

    /// Restarts the journal from the file if that holds everything, otherwise from the project as shown; no work is lost.
    fn begin_journal_anew(&mut self) {
        let file = self.document.path.clone().filter(|_| !self.is_dirty());
        let hash = self.document.sharing.seen_hash();
        let order = match file.zip(hash) {
            Some((path, hash)) => JournalOrder::Begin(JournalStart {
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
        // Whatever could not be deleted is offered again.
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
        let went = in_words(deleted, std::mem::take(&mut self.document.forgetting.steps));
        let words = if deleted.trouble.is_empty() {
            format!("History deleted: {went}")
        } else {
            format!("History deleted in part: {went}")
        };
        self.notices.done(words, None);
    }
}

fn in_words(deleted: &DeletedHistory, steps: usize) -> String {
    let counted = |count, one, many| (count > 0).then(|| counted_as(count, one, many));
    let parts = [
        counted(deleted.backups, "backup", "backups"),
        counted(
            deleted.left,
            "journal of a session that ended badly",
            "journals of sessions that ended badly",
        ),
        counted(
            deleted.unfinished,
            "file of an interrupted save",
            "files of interrupted saves",
        ),
        counted(
            deleted.originals,
            "original of a removed article",
            "originals of removed articles",
        ),
        counted(steps, "step of undo", "steps of undo"),
        Some("the journal until now".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

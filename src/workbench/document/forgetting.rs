//! Deletion of a project's stored history, after listing what will be deleted.

use crate::{
    project::{History, HistoryParts},
    storage::{Forgotten, JournalBase, JournalOrder, JournalStart, KeptHistory},
    workbench::{
        Workbench,
        intent::{Effect, Overlay},
    },
};

use std::path::PathBuf;

/// The stored history of the open project. See [`Intent::Forget`](crate::workbench::Intent::Forget).
#[derive(Debug)]
pub enum ForgetIntent {
    /// The stored history of the project at the path.
    Found(PathBuf, Result<KeptHistory, String>),
    Forget,
    Forgotten(Forgotten),
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
    #[must_use]
    pub fn kept_history(&self) -> Option<&KeptHistory> {
        self.document.forgetting.kept.as_ref()
    }

    /// Number of steps that can be undone or redone.
    #[must_use]
    pub fn steps_of_undo(&self) -> usize {
        self.history.len()
    }

    /// Asks whether to delete the history of the open project, and meanwhile searches for it.
    pub(crate) fn ask_about_past(&mut self) {
        self.document.forgetting.kept = None;
        self.set_overlay(Some(Overlay::Forget));
        match self.document.path.clone() {
            Some(path) => self.effects.push(Effect::LookForHistory(path)),
            None => self.document.forgetting.kept = Some(KeptHistory::default()),
        }
    }

    pub(crate) fn forget_intent(&mut self, intent: ForgetIntent) {
        match intent {
            ForgetIntent::Found(path, found) if self.document.path.as_ref() == Some(&path) => {
                self.past_found(found);
            }
            ForgetIntent::Found(..) => {}
            ForgetIntent::Forget => self.forget(),
            ForgetIntent::Forgotten(forgotten) => self.forgotten(&forgotten),
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
        self.history = History::from_parts(HistoryParts {
            current: self.history.revision(),
            newest: self.history.parts().newest,
            ..HistoryParts::default()
        });
        self.begin_journal_anew();
        self.notices.forget_done();
        match self.document.path.clone() {
            Some(path) => self.effects.push(Effect::ForgetHistory(path)),
            None => self.forgotten(&Forgotten::default()),
        }
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

    fn forgotten(&mut self, forgotten: &Forgotten) {
        for trouble in &forgotten.trouble {
            self.notices.error(trouble.clone());
        }
        // Whatever could not be deleted is offered again.
        let all_went = forgotten.trouble.is_empty();
        if let Some(path) = self.document.path.as_ref().filter(|_| all_went) {
            self.document
                .recovery
                .forget_where(|work| work.file() == Some(path));
        }
        let went = in_words(
            forgotten,
            std::mem::take(&mut self.document.forgetting.steps),
        );
        let words = if forgotten.trouble.is_empty() {
            format!("History deleted: {went}")
        } else {
            format!("History deleted in part: {went}")
        };
        self.notices.done(words, None);
    }
}

fn in_words(forgotten: &Forgotten, steps: usize) -> String {
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let parts = [
        counted(forgotten.backups, "backup", "backups"),
        counted(
            forgotten.left,
            "journal of a session that ended badly",
            "journals of sessions that ended badly",
        ),
        counted(steps, "step of undo", "steps of undo"),
        Some("the journal until now".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

//! Forgetting a project's past: what goes is said before it does.

use crate::{
    project::{History, HistoryParts},
    storage::{Forgotten, JournalBase, JournalOrder, JournalStart, KeptHistory},
    workbench::{
        Workbench,
        intent::{Effect, Overlay},
    },
};

use std::path::PathBuf;

/// About the past of the open project. See [`Intent::Forget`](crate::workbench::Intent::Forget).
#[derive(Debug)]
pub enum ForgetIntent {
    /// This is kept of the project at the path.
    Found(PathBuf, Result<KeptHistory, String>),
    /// Deletes it.
    Forget,
    /// It was deleted, as far as it could be.
    Forgotten(Forgotten),
}

/// What is kept of the open project's past, as far as it was looked for.
#[derive(Debug, Default)]
pub(crate) struct Past {
    /// `None` while it is being looked for.
    kept: Option<KeptHistory>,
    /// Steps of undo and redo that went with the rest.
    steps: usize,
}

impl Workbench {
    /// What is kept of the open project's past beside its file; `None` while that is being looked for.
    #[must_use]
    pub fn kept_history(&self) -> Option<&KeptHistory> {
        self.past.kept.as_ref()
    }

    /// How many steps can be undone, or done again.
    #[must_use]
    pub fn steps_of_undo(&self) -> usize {
        self.history.len()
    }

    /// Asks whether the past of the open project shall go, and looks meanwhile what there is of it.
    pub(crate) fn ask_about_past(&mut self) {
        self.past.kept = None;
        self.set_overlay(Some(Overlay::Forget));
        match self.document.path.clone() {
            Some(path) => self.effects.push(Effect::LookForHistory(path)),
            None => self.past.kept = Some(KeptHistory::default()),
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
            Ok(kept) => self.past.kept = Some(kept),
            Err(error) => {
                self.past.kept = Some(KeptHistory::default());
                self.notices.error(error);
            }
        }
    }

    fn forget(&mut self) {
        if self.document.saving {
            self.notices
                .error("A save is under way. Nothing was deleted; try again when it is done");
            return;
        }
        self.set_overlay(None);
        self.past.steps = self.history.len();
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

    /// With the file, where that holds everything; otherwise with what is on the screen, so that it stays safe.
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
        self.effects.push(Effect::Journal(order));
    }

    fn forgotten(&mut self, forgotten: &Forgotten) {
        for trouble in &forgotten.trouble {
            self.notices.error(trouble.clone());
        }
        // What could not be deleted is offered on.
        let all_went = forgotten.trouble.is_empty();
        if let Some(path) = self.document.path.as_ref().filter(|_| all_went) {
            self.left.forget_where(|work| work.file() == Some(path));
        }
        let went = in_words(forgotten, std::mem::take(&mut self.past.steps));
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

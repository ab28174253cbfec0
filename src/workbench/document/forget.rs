//! Deleting the history of the open project: backups, journals and undo steps.

use crate::{
    storage::{Forgotten, JournalBase, JournalOrder, JournalStart, KeptHistory},
    workbench::{
        Workbench,
        intent::{Effect, Overlay},
        session::Session,
    },
};

use std::path::PathBuf;

#[derive(Debug)]
pub enum ForgetIntent {
    /// The history kept beside the project at the path.
    Found(PathBuf, Result<KeptHistory, String>),
    Forget,
    /// The history was deleted as far as possible.
    Forgotten(Forgotten),
}

#[derive(Debug, Default)]
pub(in crate::workbench) struct ForgetSession {
    /// `None` while it is being listed.
    kept: Option<KeptHistory>,
    /// Undo and redo steps that were deleted.
    steps: usize,
}

impl ForgetSession {
    pub(in crate::workbench) fn kept(&self) -> Option<&KeptHistory> {
        self.kept.as_ref()
    }

    /// Asks whether to delete the history, and lists it.
    pub(in crate::workbench) fn open(&mut self, session: &mut Session) {
        session.overlay = Some(Overlay::Forget);
        self.kept = None;
        match session.document.path.clone() {
            Some(path) => session.effect(Effect::ListHistory(path)),
            None => self.kept = Some(KeptHistory::default()),
        }
    }

    fn found(&mut self, found: Result<KeptHistory, String>, session: &mut Session) {
        self.kept = Some(found.unwrap_or_else(|error| {
            session.notices.error(error);
            KeptHistory::default()
        }));
    }
}

impl Workbench {
    pub(in crate::workbench) fn forget_intent(&mut self, intent: ForgetIntent) {
        match intent {
            ForgetIntent::Found(path, found) => {
                if self.path() == Some(&path) {
                    self.forget.found(found, &mut self.session);
                }
            }
            ForgetIntent::Forget => self.forget_history(),
            ForgetIntent::Forgotten(forgotten) => self.history_forgotten(&forgotten),
        }
    }

    fn forget_history(&mut self) {
        if self.saving.is_running() {
            let words = "The project is being saved. Nothing was deleted; try again afterwards";
            self.session.notices.error(words);
            return;
        }
        self.session.overlay = None;
        self.forget.steps = self.session.history().len();
        self.session.forget_history();
        self.restart_journal();
        self.session.notices.forget_done();
        match self.session.document.path.clone() {
            Some(path) => self.session.effect(Effect::ForgetHistory(path)),
            None => self.history_forgotten(&Forgotten::default()),
        }
    }

    /// Starts from the file where that holds everything, otherwise from the project as it is, so that it stays safe.
    fn restart_journal(&mut self) {
        let session = &mut self.session;
        let path = session.document.path.clone();
        let saved = path.filter(|_| !session.is_dirty());
        let Some((path, hash)) = saved.zip(self.sharing.seen_hash()) else {
            return self.rebase_journal(self.session.document.copy_of.clone());
        };
        let start = JournalStart {
            name: session.document_name(),
            project: Some(path.clone()),
            copy: None,
            base: JournalBase::File(path, hash),
            saved: Some(session.revision()),
            file: None,
            history: session.history().clone(),
        };
        session.journal(JournalOrder::Begin(start));
    }

    fn history_forgotten(&mut self, forgotten: &Forgotten) {
        let session = &mut self.session;
        for trouble in &forgotten.trouble {
            session.notices.error(trouble.clone());
        }
        let is_complete = forgotten.trouble.is_empty();
        // Changes that could not be deleted can still be recovered.
        if let Some(path) = session.path().filter(|_| is_complete) {
            self.recovery.forget_file(path);
        }
        let deleted = in_words(forgotten, std::mem::take(&mut self.forget.steps));
        let words = if is_complete {
            format!("History deleted: {deleted}")
        } else {
            format!("History deleted in part: {deleted}")
        };
        session.notices.done(words, None);
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
            "journal of a crashed session",
            "journals of crashed sessions",
        ),
        counted(steps, "undo step", "undo steps"),
        Some("the journal so far".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

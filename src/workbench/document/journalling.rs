//! What the journal is told, and what it says of itself.

use crate::{
    project::Project,
    storage::{CopyOf, JournalBase, JournalOrder, JournalRecord, JournalStart, JournalStatus},
    workbench::{Workbench, command::Command, intent::Effect},
};

use std::{path::Path, sync::Arc};

impl Workbench {
    /// How far the journal is.
    #[must_use]
    pub fn journal(&self) -> &JournalStatus {
        &self.journal
    }

    /// Tells the journal what was just done to the project.
    pub(crate) fn record(&mut self, record: JournalRecord) {
        self.effects
            .push(Effect::Journal(JournalOrder::Append(record)));
    }

    /// The keyboard left a text field, or a command was given.
    pub(crate) fn end_typing(&mut self) {
        if self.history.end_typing() {
            self.record(JournalRecord::TypingEnded);
        }
    }

    /// The journal says how far it is. Trouble is told once, when it begins, and the notice goes when it is over.
    pub(crate) fn journal_is(&mut self, status: JournalStatus) {
        let was_in_trouble = self.journal.trouble.is_some();
        match &status.trouble {
            Some(words) if !was_in_trouble => {
                let sentence = format!(
                    "The journal that keeps your changes safe cannot be written: {words}. It goes on trying; until then, what you \
                     change is safe only once it is saved"
                );
                self.journal_notice = Some(self.notices.offer(sentence, Command::SaveAs));
            }
            None if was_in_trouble => {
                if let Some(notice) = self.journal_notice.take() {
                    self.notices.dismiss(notice);
                }
            }
            _ => {}
        }
        if status.rebase_due.is_some() && status.rebase_due != self.journal.rebase_due {
            self.rebase_journal(self.document.copy_of.clone());
        }
        self.journal = status;
    }

    /// The journal builds on what is on the screen from now on: what it was to build on has gone, or belongs to others. `copy`
    /// says what it is a copy of, where it is one.
    pub(crate) fn rebase_journal(&mut self, copy: Option<CopyOf>) {
        let saved = self.document.saved;
        let start = JournalStart {
            name: self.document_name(),
            project: self.document.path.clone(),
            copy,
            base: JournalBase::Project(Arc::clone(&self.project)),
            saved,
            // Where the file is another by now, this is not its hash, and what is recovered is a copy.
            file: saved.and(self.document.sharing.seen_hash()),
            history: self.history.clone(),
        };
        self.effects
            .push(Effect::Journal(JournalOrder::Rebase(start)));
    }
}

/// What a project is called: its title, else its file's name.
pub(crate) fn name_of(project: &Project, path: Option<&Path>) -> String {
    let file = path
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned());
    match (project.title(), file) {
        ("", Some(file)) => file,
        ("", None) => "Untitled project".to_owned(),
        (title, _) => title.to_owned(),
    }
}

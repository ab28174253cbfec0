//! Entries sent to the journal, and the status it reports.

use crate::{
    project::Project,
    storage::{CopyOf, JournalBase, JournalCommand, JournalRecord, JournalStart, JournalStatus},
    workbench::{Workbench, command::Command, intent::Effect},
};

use std::{path::Path, sync::Arc};

#[derive(Debug, Default)]
pub(super) struct Journalling {
    /// As last reported.
    status: JournalStatus,
    /// The notice that reports a problem with the journal.
    notice: Option<u64>,
}

impl Workbench {
    pub fn journal(&self) -> &JournalStatus {
        &self.document.journal.status
    }

    pub(crate) fn begin_journal(&mut self) {
        self.order(JournalCommand::Begin(start_of(&self.project)));
    }

    pub(crate) fn record(&mut self, record: JournalRecord) {
        self.order(JournalCommand::Append(record));
    }

    pub(super) fn order(&mut self, order: JournalCommand) {
        self.effects.push(Effect::Journal(order));
    }

    /// Marks the end of typing in the journal: the user has left a text field or run a command.
    pub(crate) fn end_typing(&mut self) {
        self.trim_statement();
        if self.history.end_typing() {
            self.record(JournalRecord::TypingEnded);
        }
    }

    /// Handles a status report. A problem is reported once, when it begins, and its notice is removed when it ends.
    pub(crate) fn journal_is(&mut self, status: JournalStatus) {
        let was_in_trouble = self.journal().trouble.is_some();
        match &status.trouble {
            Some(problem) if !was_in_trouble => {
                let sentence = format!(
                    "The journal that keeps your changes safe cannot be written: {problem}. Crosscheck keeps trying. Until then, your \
                     changes are safe only once you save them"
                );
                let notice = self.notices.error_with(sentence, Command::SaveAs);
                self.document.journal.notice = Some(notice);
            }
            None if was_in_trouble => {
                if let Some(notice) = self.document.journal.notice.take() {
                    self.notices.dismiss(notice);
                }
            }
            Some(_) | None => {}
        }
        if status.removals > self.journal().removals {
            self.notices.error(
                "The folder of Crosscheck's journal was removed while the window was open. Crosscheck has started a new journal; settings and backups in that folder are lost",
            );
        }
        if status.rebase_due.is_some() && status.rebase_due != self.journal().rebase_due {
            self.rebase_journal(self.document.copy_of.clone());
        }
        self.document.journal.status = status;
    }

    /// Restarts the journal from the project as shown, because its base is gone or belongs to another window. `copy` is
    /// the original, if the project is a copy.
    pub(crate) fn rebase_journal(&mut self, copy: Option<CopyOf>) {
        let saved = self.document.saving.saved();
        let start = JournalStart {
            name: self.document_name(),
            project: self.document.path.clone(),
            copy,
            base: JournalBase::Project(Arc::clone(&self.project)),
            saved,
            // If the file has changed, this hash does not match it, and recovered work becomes a copy.
            file: saved.and(self.document.sharing.seen_hash()),
            history: self.history.clone(),
        };
        self.order(JournalCommand::Rebase(start));
    }
}

/// The journal of a project without a file.
pub(super) fn start_of(project: &Arc<Project>) -> JournalStart {
    JournalStart {
        name: name_of(project, None),
        base: JournalBase::Project(Arc::clone(project)),
        ..JournalStart::default()
    }
}

/// Display name of a project: its title, or else its file name.
pub(super) fn name_of(project: &Project, path: Option<&Path>) -> String {
    let file = path
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned());
    match (project.title(), file) {
        ("", Some(file)) => file,
        ("", None) => "Untitled project".to_owned(),
        (title, _) => title.to_owned(),
    }
}

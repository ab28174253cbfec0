//! The journal that keeps unsaved changes safe.

use super::name_of;
use crate::{
    project::Project,
    storage::{CopyOf, JournalBase, JournalOrder, JournalStart, JournalStatus},
    workbench::{Workbench, command::Command},
};

use std::sync::Arc;

#[derive(Debug, Default)]
pub(in crate::workbench) struct JournalSession {
    status: JournalStatus,
    /// The notice about a journal that cannot be written.
    notice: Option<u64>,
}

impl JournalSession {
    pub(in crate::workbench) fn status(&self) -> &JournalStatus {
        &self.status
    }

    /// The journal of a project without a file.
    pub(in crate::workbench) fn start_of_new(project: &Arc<Project>) -> JournalStart {
        JournalStart {
            name: name_of(project, None),
            base: JournalBase::Project(Arc::clone(project)),
            ..JournalStart::default()
        }
    }
}

impl Workbench {
    /// Trouble shows one notice, which goes when the journal can be written again.
    pub(super) fn journal_status(&mut self, status: JournalStatus) {
        let notices = &mut self.session.notices;
        match (&self.journal.status.trouble, &status.trouble) {
            (None, Some(trouble)) => {
                let words = format!(
                    "The journal that keeps your changes safe cannot be written: {trouble}. Crosscheck keeps trying. Until then, \
                     save to keep your changes safe"
                );
                self.journal.notice = Some(notices.error_with(words, Command::SaveAs));
            }
            (Some(_), None) => {
                if let Some(notice) = self.journal.notice.take() {
                    notices.dismiss(notice);
                }
            }
            (None, None) | (Some(_), Some(_)) => {}
        }
        if status.rebase_due.is_some() && status.rebase_due != self.journal.status.rebase_due {
            self.rebase_journal(self.session.document.copy_of.clone());
        }
        self.journal.status = status;
    }

    /// Makes the journal build on the project as it is now, because its former base has gone or belongs to others.
    pub(super) fn rebase_journal(&mut self, copy: Option<CopyOf>) {
        let session = &mut self.session;
        let saved = session.document.saved;
        let start = JournalStart {
            name: session.document_name(),
            project: session.document.path.clone(),
            copy,
            base: JournalBase::Project(session.shared_project()),
            saved,
            // Where another program has changed the file, its hash differs, and recovery makes a copy.
            file: saved.and(self.sharing.seen_hash()),
            history: session.history().clone(),
        };
        session.journal(JournalOrder::Rebase(start));
    }
}

//! Reopening of the last project when the program starts.

use crate::workbench::{Workbench, document::LeaveAction};

use std::path::{Path, PathBuf};

#[derive(Debug, Default)]
pub(super) struct Resuming {
    /// The last project, until it is open and no other window has it.
    awaited: Option<PathBuf>,
    failed: Option<NotResumed>,
    /// Whether the user has opened or started a project.
    is_begun: bool,
}

/// The last project, and why it did not open.
#[derive(Debug)]
pub struct NotResumed {
    pub path: PathBuf,
    /// A sentence for the user.
    pub reason: String,
    /// Label of the button that opens it anyway.
    pub remedy: &'static str,
}

impl Resuming {
    /// For a project that the user opened or started.
    pub(super) fn begun() -> Self {
        Self {
            is_begun: true,
            ..Self::default()
        }
    }
}

impl Workbench {
    /// Whether no project has been opened or started in this window yet.
    pub fn awaits_project(&self) -> bool {
        let is_empty = self.project.articles().len() + self.project.claims().len() == 0;
        !self.document.resuming.is_begun && is_empty
    }

    /// The last project, if it did not open when the program started.
    pub fn not_resumed(&self) -> Option<&NotResumed> {
        self.document.resuming.failed.as_ref()
    }

    pub(super) fn resume(&mut self, path: PathBuf) {
        self.document.resuming.awaited = Some(path.clone());
        self.depart(LeaveAction::Open(path));
    }

    /// Whether the file at this path is the last project. If so, it is no longer waited for.
    pub(super) fn takes_resumed(&mut self, path: &Path) -> bool {
        let awaited = &mut self.document.resuming.awaited;
        awaited.take_if(|awaited| awaited == path).is_some()
    }

    /// Keeps waiting for the lock of the last project, which is open now.
    pub(super) fn resumed(&mut self, path: PathBuf) {
        self.document.resuming.awaited = Some(path);
    }

    /// Shows the welcome page with the reason why the last project is not open.
    pub(super) fn not_resume(&mut self, path: PathBuf, reason: String, remedy: &'static str) {
        self.open_new();
        self.document.resuming = Resuming {
            failed: Some(NotResumed {
                path,
                reason,
                remedy,
            }),
            ..Resuming::default()
        };
    }
}

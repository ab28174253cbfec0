use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Progress of the journal, for display in the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalStatus {
    /// Number of changes not yet handed to the operating system.
    pub waiting: usize,
    /// Current problem, phrased to follow "Journal: ".
    pub trouble: Option<String>,
    /// Request for [`JournalCommand::Rebase`](super::JournalCommand::Rebase); each new number is a new request. A rebase is due
    /// if the base file changed before it could be copied, the journal is long, or a step was undone that the journal does
    /// not contain.
    pub rebase_due: Option<u64>,
    /// Number of times that the journal's folder was removed while the window was open.
    pub removals: u64,
}

/// State shared by the journal thread and its senders.
pub(crate) struct Shared {
    pub(crate) progress: Mutex<JournalProgress>,
    pub(crate) changed: Condvar,
    /// Wakes the window so that it shows the new status.
    pub(crate) wake: Box<dyn Fn() + Send + Sync>,
}

#[derive(Debug, Default)]
pub(crate) struct JournalProgress {
    pub(crate) sent: u64,
    pub(crate) written: u64,
    pub(crate) trouble: Option<String>,
    pub(crate) rebase_due: bool,
    /// Number of times that a rebase became due.
    rebases: u64,
    /// Set when a wait timed out. Nothing waits again until the journal has caught up.
    pub(crate) late: bool,
    pub(crate) ended: bool,
    pub(crate) removals: u64,
}

impl Shared {
    /// Locks the progress. Ignores poisoning: after a panic, the counts are wrong at worst.
    pub(crate) fn progress(&self) -> MutexGuard<'_, JournalProgress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn update(&self, change: impl FnOnce(&mut JournalProgress)) {
        let mut progress = self.progress();
        let before = progress.status();
        change(&mut progress);
        let now = progress.status();
        let is_news = now.trouble != before.trouble
            || now.rebase_due != before.rebase_due
            || now.removals != before.removals
            || (progress.late && progress.written == progress.sent);
        drop(progress);
        self.changed.notify_all();
        if is_news {
            (self.wake)();
        }
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}

impl JournalProgress {
    pub(crate) fn status(&self) -> JournalStatus {
        JournalStatus {
            waiting: (self.sent - self.written) as usize,
            trouble: self.trouble.clone(),
            rebase_due: self.rebase_due.then_some(self.rebases),
            removals: self.removals,
        }
    }

    /// Requests a rebase, unless one is already due.
    pub(crate) fn request_rebase(&mut self) {
        self.rebases += u64::from(!self.rebase_due);
        self.rebase_due = true;
    }
}

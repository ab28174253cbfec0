use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How far the journal is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalStatus {
    /// Changes that are not with the operating system yet.
    pub waiting: usize,
    /// What is in the way, in words that read on from "Journal: ".
    pub trouble: Option<String>,
    /// The file that the journal builds on was changed before it could be copied, or the journal is long, or does not reach back to
    /// a step that was undone: it needs [`JournalOrder::Rebase`](super::JournalOrder::Rebase). Another number is another request.
    pub rebase_due: Option<u64>,
}

/// What the thread of the journal and those who tell it have in common.
pub(crate) struct Shared {
    pub(crate) progress: Mutex<Progress>,
    pub(crate) changed: Condvar,
    /// Tells the window that there is something to be seen.
    pub(crate) wake: Box<dyn Fn() + Send + Sync>,
}

#[derive(Debug, Default)]
pub(crate) struct Progress {
    pub(crate) asked: u64,
    pub(crate) written: u64,
    pub(crate) trouble: Option<String>,
    pub(crate) rebase_due: bool,
    /// How often it became due.
    rebases: u64,
    /// Somebody waited in vain: nobody waits again before the journal has caught up.
    pub(crate) late: bool,
    pub(crate) ended: bool,
}

impl Shared {
    /// A thread that panicked while it counted has counted wrong at worst.
    pub(crate) fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn update(&self, change: impl FnOnce(&mut Progress)) {
        let mut progress = self.progress();
        let before = progress.status();
        change(&mut progress);
        let now = progress.status();
        let is_news = now.trouble != before.trouble
            || now.rebase_due != before.rebase_due
            || (progress.late && progress.written == progress.asked);
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

impl Progress {
    pub(crate) fn status(&self) -> JournalStatus {
        JournalStatus {
            waiting: (self.asked - self.written) as usize,
            trouble: self.trouble.clone(),
            rebase_due: self.rebase_due.then_some(self.rebases),
        }
    }

    /// The journal needs to begin anew.
    pub(crate) fn ask_for_rebase(&mut self) {
        self.rebases += u64::from(!self.rebase_due);
        self.rebase_due = true;
    }
}

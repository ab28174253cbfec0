use crate::project::Revision;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Keeps results that another thread computes up to date: asks again after a change, and recognises the answer to its
/// last request.
#[derive(Debug)]
pub(super) struct Worker<K> {
    /// Number of the last request.
    number: u64,
    /// Set to cancel the running request.
    running: Option<Arc<AtomicBool>>,
    /// The last request, and the state of the project then; `None` to ask again.
    asked: Option<(Revision, K)>,
}

impl<K> Default for Worker<K> {
    fn default() -> Self {
        Self {
            number: 0,
            running: None,
            asked: None,
        }
    }
}

impl<K: PartialEq> Worker<K> {
    /// Starts a request, with its number and the flag that cancels it, unless the last one asked for the same.
    pub(super) fn begin(&mut self, revision: Revision, about: K) -> Option<(u64, Arc<AtomicBool>)> {
        let wanted = Some((revision, about));
        if self.asked == wanted {
            return None;
        }
        self.cancel();
        self.asked = wanted;
        let is_cancelled = Arc::new(AtomicBool::new(false));
        self.running = Some(Arc::clone(&is_cancelled));
        self.number += 1;
        Some((self.number, is_cancelled))
    }

    /// Whether the request that ended is the last one.
    pub(super) fn ends(&mut self, number: u64) -> bool {
        number == self.number && self.running.take().is_some()
    }

    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Cancels the running request; the next frame that needs it asks again.
    pub(super) fn cancel(&mut self) {
        self.asked = None;
        if let Some(running) = self.running.take() {
            running.store(true, Ordering::Relaxed);
        }
    }

    /// Resets for another project. Late answers about the previous one are recognised by their numbers.
    pub(super) fn emptied(&mut self) -> Self {
        self.cancel();
        Self {
            number: self.number,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::History;

    #[test]
    fn a_new_request_cancels_the_previous_one() {
        let revision = History::default().revision();
        let mut worker = Worker::default();
        let (first, is_cancelled) = worker.begin(revision, "one").unwrap();
        assert!(worker.begin(revision, "one").is_none());
        let (second, _) = worker.begin(revision, "other").unwrap();
        assert!(is_cancelled.load(Ordering::Relaxed));
        assert!(!worker.ends(first));
        assert!(worker.ends(second) && !worker.is_running());
        worker.cancel();
        assert!(worker.begin(revision, "other").is_some());
    }
}

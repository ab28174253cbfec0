//! Work on other threads, whose result changes the session.

use super::{Effect, Intent, Workbench};
use crate::storage::{Progress, catch_fault};

use std::{fmt, sync::Arc};

/// Work to run on another thread.
pub struct Task {
    pub name: &'static str,
    work: Box<dyn FnOnce() -> TaskEnd + Send>,
}

/// The end of a task: what it does to the session.
pub struct TaskEnd(Box<dyn FnOnce(&mut Workbench) + Send>);

impl Task {
    /// A task that hands the result of `work` to `end`, or `None` if it panics.
    pub(crate) fn new<T: Send + 'static>(
        name: &'static str,
        work: impl FnOnce() -> T + Send + 'static,
        end: impl FnOnce(&mut Workbench, Option<T>) + Send + 'static,
    ) -> Self {
        let work = move || {
            let result = catch_fault(work);
            TaskEnd(Box::new(move |bench| end(bench, result)))
        };
        Self {
            name,
            work: Box::new(work),
        }
    }

    pub fn run(self) -> Intent {
        Intent::TaskEnded((self.work)())
    }
}

impl TaskEnd {
    pub(super) fn apply(self, workbench: &mut Workbench) {
        (self.0)(workbench);
    }
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Task({})", self.name)
    }
}

impl fmt::Debug for TaskEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TaskEnd")
    }
}

/// Keeps a result that another thread computes up to date: asks again when the key changes, and recognises the answer to
/// its last request. The running request is cancelled when this is dropped.
#[derive(Debug)]
pub struct Worker<K> {
    running: Option<Arc<Progress>>,
    /// Key of the last request; `None` to ask again.
    asked: Option<K>,
}

impl<K> Default for Worker<K> {
    fn default() -> Self {
        Self {
            running: None,
            asked: None,
        }
    }
}

impl<K> Drop for Worker<K> {
    fn drop(&mut self) {
        self.stop();
    }
}

impl<K> Worker<K> {
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Whether there was a request since the last [`cancel`](Self::cancel) or [`forget`](Self::forget).
    pub fn has_asked(&self) -> bool {
        self.asked.is_some()
    }

    /// The progress of the running request.
    pub(crate) fn progress(&self) -> Option<&Progress> {
        self.running.as_deref()
    }

    /// Cancels the running request. The same is not asked again. Returns whether there was one.
    pub(crate) fn stop(&mut self) -> bool {
        let running = self.running.take();
        running.inspect(|it| it.cancel()).is_some()
    }

    /// Lets the next frame ask again; a running request goes on.
    pub(crate) fn forget(&mut self) {
        self.asked = None;
    }

    /// Cancels the running request, and lets the next frame ask again.
    pub(crate) fn cancel(&mut self) {
        self.stop();
        self.forget();
    }

    /// Whether the request that ended is the last one.
    pub(crate) fn ends(&mut self, request: &Arc<Progress>) -> bool {
        let is_last = |running: &mut Arc<Progress>| Arc::ptr_eq(running, request);
        self.running.take_if(is_last).is_some()
    }
}

impl<K: PartialEq + 'static> Worker<K> {
    /// Begins a request in place of the running one, unless the last one had the same key.
    pub(crate) fn begin(&mut self, key: K) -> Option<Arc<Progress>> {
        if self.asked.as_ref() == Some(&key) {
            return None;
        }
        self.stop();
        self.asked = Some(key);
        let progress = Arc::<Progress>::default();
        self.running = Some(Arc::clone(&progress));
        Some(progress)
    }

    /// Like [`begin`](Self::begin), with the task to run. If no later request has replaced it, its result goes to `end`:
    /// `None` if it panicked. `worker` finds this worker again.
    pub(crate) fn ask<T: Send + 'static>(
        &mut self,
        name: &'static str,
        key: K,
        work: impl FnOnce(&Progress) -> Option<T> + Send + 'static,
        worker: fn(&mut Workbench) -> &mut Self,
        end: fn(&mut Workbench, Option<T>),
    ) -> Option<Effect> {
        let request = self.begin(key)?;
        let progress = Arc::clone(&request);
        let end = move |bench: &mut Workbench, result: Option<Option<T>>| {
            if worker(bench).ends(&request) {
                end(bench, result.flatten());
            }
        };
        Some(Effect::Run(Task::new(name, move || work(&progress), end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_request_cancels_the_previous_one() {
        let mut worker = Worker::default();
        let first = worker.begin("one").unwrap();
        assert!(worker.begin("one").is_none());
        let second = worker.begin("other").unwrap();
        assert!(first.is_cancelled());
        assert!(!worker.ends(&first));
        assert!(worker.ends(&second) && !worker.is_running());
        worker.cancel();
        let third = worker.begin("other").unwrap();
        drop(worker);
        assert!(third.is_cancelled());
    }

    #[test]
    fn a_task_that_panics_ends_without_a_result() {
        let work = || panic!("forced by a test");
        let end = |bench: &mut Workbench, result: Option<()>| {
            assert!(result.is_none());
            bench.notices.error("it failed".to_owned());
        };
        let mut bench = Workbench::new(crate::storage::Settings::default());
        bench.handle(Task::new("panic", work, end).run());
        assert_eq!(bench.notices()[0].text, "it failed");
    }
}

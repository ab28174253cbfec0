use crate::{
    storage::catch_fault,
    workbench::{Intent, Task},
};

use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle},
};

use egui::Context;

/// Runs work on other threads, so that the window keeps painting. Each piece ends with an intent.
pub(super) struct Background {
    context: Context,
    sender: Sender<Intent>,
    receiver: Receiver<Intent>,
    running: Vec<JoinHandle<()>>,
    queue: Option<Queue>,
}

/// A thread that runs one piece of work after the other, and ends when its sender is dropped.
struct Queue {
    jobs: Sender<Box<dyn FnOnce() + Send>>,
    thread: JoinHandle<()>,
}

impl Background {
    pub(super) fn new(context: Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            context,
            sender,
            receiver,
            running: Vec::new(),
            queue: None,
        }
    }

    /// Starts a piece of work. Its intent is returned by [`finished`](Self::finished). If it panics, `fault` is returned
    /// instead, so that whoever waits for the end always learns of it.
    pub(super) fn run(
        &mut self,
        on_panic: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) {
        self.running.retain(|thread| !thread.is_finished());
        let thread = thread::spawn(self.job(on_panic, work));
        self.running.push(thread);
    }

    /// Like [`run`](Self::run), but one piece at a time in the order of the calls, so that the last of several writes
    /// wins.
    pub(super) fn run_in_order(
        &mut self,
        on_panic: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) {
        let job = Box::new(self.job(on_panic, work));
        let queue = self.queue.get_or_insert_with(Queue::new);
        // The thread lives as long as the sender, since a job catches its own panics.
        drop(queue.jobs.send(job));
    }

    /// Like [`run`](Self::run), but quitting does not wait for the work. For work such as an unanswered dialog.
    pub(super) fn run_detached(
        &self,
        on_panic: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) {
        drop(thread::spawn(self.job(on_panic, work)));
    }

    /// Runs a task that quitting does not wait for.
    pub(super) fn run_task(&self, task: Task) {
        let send = self.intent_sender();
        // A task catches its own panics.
        drop(thread::spawn(move || send(task.run())));
    }

    fn job(
        &self,
        on_panic: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) -> impl FnOnce() + Send + 'static {
        let (sender, context) = (self.sender.clone(), self.context.clone());
        move || {
            // If the window is gone, the intent is not needed.
            if let Some(intent) = catch_fault(work).unwrap_or(Some(on_panic))
                && sender.send(intent).is_ok()
            {
                context.request_repaint();
            }
        }
    }

    /// A callback that sends an intent to the window from any thread.
    pub(super) fn sender_of(
        &self,
        intent: impl Fn() -> Intent + Send + 'static,
    ) -> impl Fn() + Send + 'static {
        let send = self.intent_sender();
        move || send(intent())
    }

    /// A callback that sends intents to the window from any thread.
    pub(super) fn intent_sender(&self) -> impl Fn(Intent) + Send + 'static {
        let (sender, context) = (self.sender.clone(), self.context.clone());
        move |intent| {
            if sender.send(intent).is_ok() {
                context.request_repaint();
            }
        }
    }

    /// The intents of all work that has ended since the last call.
    pub(super) fn finished(&self) -> Vec<Intent> {
        self.receiver.try_iter().collect()
    }

    /// Waits for all work that is not detached, so that quitting leaves no file half written.
    pub(super) fn wait(&mut self) {
        let queue = self.queue.take().map(Queue::close);
        for thread in self.running.drain(..).chain(queue) {
            // A job catches its own panics.
            drop(thread.join());
        }
    }
}

impl Queue {
    fn new() -> Self {
        let (jobs, waiting) = channel::<Box<dyn FnOnce() + Send>>();
        let thread = thread::spawn(move || waiting.into_iter().for_each(|job| job()));
        Self { jobs, thread }
    }

    /// Drops the sender, so that the thread ends after its queued jobs.
    fn close(self) -> JoinHandle<()> {
        self.thread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_panics_ends_in_its_own_intent() {
        let mut work = Background::new(Context::default());
        let tell = |message: &str| Intent::Tell(message.to_owned());
        work.run(tell("a panic"), || panic!("forced by a test"));
        work.wait();
        work.run(tell("a panic"), move || Some(tell("done")));
        work.wait();
        assert_eq!(messages(&work), ["a panic", "done"]);
    }

    #[test]
    fn queued_work_ends_in_the_order_of_the_calls() {
        let mut work = Background::new(Context::default());
        let tell = |message: &str| Intent::Tell(message.to_owned());
        let (go, gone) = channel::<()>();
        work.run_in_order(tell("a panic"), move || {
            gone.recv().ok();
            Some(tell("first"))
        });
        work.run_in_order(tell("a panic"), || panic!("forced by a test"));
        work.run_in_order(tell("a panic"), move || Some(tell("last")));
        assert!(messages(&work).is_empty());
        go.send(()).unwrap();
        work.wait();
        assert_eq!(messages(&work), ["first", "a panic", "last"]);
    }

    fn messages(work: &Background) -> Vec<String> {
        let message = |intent| match intent {
            Intent::Tell(message) => message,
            other => panic!("another intent: {other:?}"),
        };
        work.finished().into_iter().map(message).collect()
    }
}

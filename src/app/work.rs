use crate::workbench::Intent;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle},
};

use egui::Context;

/// Work that would keep the window from painting: it runs on threads of its own, and ends in an intent.
pub(super) struct Work {
    context: Context,
    sender: Sender<Intent>,
    receiver: Receiver<Intent>,
    running: Vec<JoinHandle<()>>,
    line: Option<Line>,
}

/// A thread that does one piece of work after the other.
struct Line {
    jobs: Sender<Box<dyn FnOnce() + Send>>,
    thread: JoinHandle<()>,
}

impl Work {
    pub(super) fn new(context: Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            context,
            sender,
            receiver,
            running: Vec::new(),
            line: None,
        }
    }

    /// Begins a piece of work; its intent comes with [`finished`](Self::finished). Where it panics, `fault` comes instead: what
    /// waits for its end waits for every end.
    pub(super) fn begin(
        &mut self,
        fault: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) {
        self.running.retain(|thread| !thread.is_finished());
        let thread = thread::spawn(self.told(fault, work));
        self.running.push(thread);
    }

    /// The same for what is written again and again, such as settings: one piece at a time, in the order in which they were
    /// begun, so that the latest stays.
    pub(super) fn begin_in_turn(
        &mut self,
        fault: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) {
        let job = Box::new(self.told(fault, work));
        let line = self.line.get_or_insert_with(Line::begin);
        // The line ends with its sender, and a fault of a job does not end it.
        drop(line.jobs.send(job));
    }

    /// The same for what the end of the program need not wait for, such as a dialog that nobody answers.
    pub(super) fn begin_unawaited(
        &self,
        fault: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) {
        drop(thread::spawn(self.told(fault, work)));
    }

    /// The work, and that its end is told.
    fn told(
        &self,
        fault: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) -> impl FnOnce() + Send + 'static {
        let (sender, context) = (self.sender.clone(), self.context.clone());
        move || {
            // What it shares with others is behind locks, which pass over the panic of a holder; all else is dropped with it.
            let ended = catch_unwind(AssertUnwindSafe(work));
            // Where the window is gone, nobody waits for the answer.
            if let Some(intent) = ended.unwrap_or(Some(fault))
                && sender.send(intent).is_ok()
            {
                context.request_repaint();
            }
        }
    }

    /// Something that tells the window of what it does not wait for, from any thread.
    pub(super) fn teller(
        &self,
        what: impl Fn() -> Intent + Send + 'static,
    ) -> impl Fn() + Send + 'static {
        let (sender, context) = (self.sender.clone(), self.context.clone());
        move || {
            if sender.send(what()).is_ok() {
                context.request_repaint();
            }
        }
    }

    /// What has ended since it was last asked.
    pub(super) fn finished(&self) -> Vec<Intent> {
        self.receiver.try_iter().collect()
    }

    /// Waits until nothing runs any more, so that a file is not cut off at the end of the program.
    pub(super) fn wait(&mut self) {
        let line = self.line.take().map(Line::ending);
        for thread in self.running.drain(..).chain(line) {
            // A thread catches the panics of its work.
            drop(thread.join());
        }
    }
}

impl Line {
    fn begin() -> Self {
        let (jobs, left) = channel::<Box<dyn FnOnce() + Send>>();
        let thread = thread::spawn(move || left.into_iter().for_each(|job| job()));
        Self { jobs, thread }
    }

    /// Takes no more; its thread ends with what it has.
    fn ending(self) -> JoinHandle<()> {
        self.thread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_panics_ends_in_its_own_intent() {
        let mut work = Work::new(Context::default());
        let told = |words: &str| Intent::Notify(words.to_owned());
        work.begin(told("a fault"), || panic!("forced by a test"));
        work.wait();
        work.begin(told("a fault"), move || Some(told("done")));
        work.wait();
        assert_eq!(words(&work), ["a fault", "done"]);
    }

    #[test]
    fn work_in_turn_ends_in_the_order_in_which_it_was_begun() {
        let mut work = Work::new(Context::default());
        let told = |words: &str| Intent::Notify(words.to_owned());
        let (go, gone) = channel::<()>();
        work.begin_in_turn(told("a fault"), move || {
            gone.recv().ok();
            Some(told("first"))
        });
        work.begin_in_turn(told("a fault"), || panic!("forced by a test"));
        work.begin_in_turn(told("a fault"), move || Some(told("last")));
        assert!(words(&work).is_empty());
        go.send(()).unwrap();
        work.wait();
        assert_eq!(words(&work), ["first", "a fault", "last"]);
    }

    fn words(work: &Work) -> Vec<String> {
        let words = |intent| match intent {
            Intent::Notify(words) => words,
            other => panic!("another intent: {other:?}"),
        };
        work.finished().into_iter().map(words).collect()
    }
}

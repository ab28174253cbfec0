use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle},
};

use egui::Context;

use crate::workbench::Intent;

/// Work that would keep the window from painting: it runs on threads of its own, and ends in an intent.
pub(super) struct Work {
    context: Context,
    sender: Sender<Intent>,
    receiver: Receiver<Intent>,
    running: Vec<JoinHandle<()>>,
}

impl Work {
    pub(super) fn new(context: Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            context,
            sender,
            receiver,
            running: Vec::new(),
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
        let thread = self.spawn(fault, work);
        self.running.push(thread);
    }

    /// The same for what the end of the program need not wait for, such as a dialog that nobody answers.
    pub(super) fn begin_unawaited(
        &self,
        fault: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) {
        drop(self.spawn(fault, work));
    }

    fn spawn(
        &self,
        fault: Intent,
        work: impl FnOnce() -> Option<Intent> + Send + 'static,
    ) -> JoinHandle<()> {
        let (sender, context) = (self.sender.clone(), self.context.clone());
        thread::spawn(move || {
            // What it shares with others is behind locks, which pass over the panic of a holder; all else is dropped with it.
            let ended = catch_unwind(AssertUnwindSafe(work));
            // Where the window is gone, nobody waits for the answer.
            if let Some(intent) = ended.unwrap_or(Some(fault))
                && sender.send(intent).is_ok()
            {
                context.request_repaint();
            }
        })
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
        for thread in self.running.drain(..) {
            // A thread catches the panics of its work.
            drop(thread.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_panics_ends_in_its_own_intent() {
        let mut work = Work::new(Context::default());
        let told = |words: &str| Intent::Tell(words.to_owned());
        work.begin(told("a fault"), || panic!("forced by a test"));
        work.wait();
        work.begin(told("a fault"), move || Some(told("done")));
        work.wait();
        let ends = work.finished().into_iter().map(|intent| match intent {
            Intent::Tell(words) => words,
            other => panic!("another intent: {other:?}"),
        });
        assert_eq!(ends.collect::<Vec<_>>(), ["a fault", "done"]);
    }
}

use std::{
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

    /// Begins a piece of work; its intent comes with [`finished`](Self::finished).
    pub(super) fn begin(&mut self, work: impl FnOnce() -> Option<Intent> + Send + 'static) {
        self.running.retain(|thread| !thread.is_finished());
        let thread = self.spawn(work);
        self.running.push(thread);
    }

    /// The same for what the end of the program need not wait for, such as a dialog that nobody answers.
    pub(super) fn begin_unawaited(&self, work: impl FnOnce() -> Option<Intent> + Send + 'static) {
        drop(self.spawn(work));
    }

    fn spawn(&self, work: impl FnOnce() -> Option<Intent> + Send + 'static) -> JoinHandle<()> {
        let (sender, context) = (self.sender.clone(), self.context.clone());
        thread::spawn(move || {
            // Where the window is gone, nobody waits for the answer.
            if let Some(intent) = work()
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
            // A thread that panicked has said so on the standard error stream, and holds nothing that could be saved.
            drop(thread.join());
        }
    }
}

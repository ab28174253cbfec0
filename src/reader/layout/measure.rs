//! Exact heights for the whole article, found on a thread of their own while one already reads.

use super::{
    blocks::Blocks,
    compose::{Composer, Typeset},
    flow::{Flow, text_height},
};
use crate::project::ArticleText;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use egui::Context;

/// A running measurement; dropping it ends the thread.
pub(crate) struct Measuring {
    found: Receiver<Vec<(usize, f32)>>,
    cancelled: Arc<AtomicBool>,
}

/// How often heights are handed over: each time is a new frame.
const BATCH: Duration = Duration::from_millis(150);

/// What the thread needs, all its own.
struct Job {
    text: ArticleText,
    set: Typeset,
    width: f32,
    /// The block that is read now: its neighbours first, so that the scroll bar is right there.
    from: usize,
    cancelled: Arc<AtomicBool>,
    found: Sender<Vec<(usize, f32)>>,
    context: Context,
}

impl Measuring {
    /// Starts measuring everything in `flow`, from the block `from` on and around.
    pub(crate) fn start(flow: &Flow, composer: &Composer, from: usize, context: &Context) -> Self {
        let (sender, found) = mpsc::channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let job = Job {
            text: flow.text().clone(),
            set: flow.set().clone(),
            width: flow.width(),
            from,
            cancelled: Arc::clone(&cancelled),
            found: sender,
            context: context.clone(),
        };
        let fonts = composer.fork();
        thread::spawn(move || job.run(&mut Composer::new(fonts)));
        Self { found, cancelled }
    }

    /// Takes over what was found since the last time; returns false when nothing more will come.
    pub(crate) fn collect(&self, flow: &mut Flow) -> bool {
        loop {
            match self.found.try_recv() {
                Ok(batch) => batch
                    .into_iter()
                    .for_each(|(block, height)| flow.measured(block, height)),
                Err(mpsc::TryRecvError::Empty) => return true,
                Err(mpsc::TryRecvError::Disconnected) => return false,
            }
        }
    }
}

impl Drop for Measuring {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl Job {
    fn run(self, composer: &mut Composer) {
        let blocks = Blocks::of(self.text.as_str(), self.text.paragraphs());
        let mut batch = Vec::new();
        let mut since = Instant::now();
        for block in (self.from..blocks.len()).chain(0..self.from) {
            if self.cancelled.load(Ordering::Relaxed) {
                return;
            }
            let layout = composer.block(&self.text, blocks.get(block), &self.set, self.width);
            batch.push((block, text_height(&layout, self.set.line)));
            if since.elapsed() > BATCH {
                self.hand_over(std::mem::take(&mut batch));
                since = Instant::now();
            }
        }
        self.hand_over(batch);
    }

    fn hand_over(&self, batch: Vec<(usize, f32)>) {
        // Nobody listens any more once the pane is gone; then this thread is cancelled, too.
        if self.found.send(batch).is_ok() {
            self.context.request_repaint();
        }
    }
}

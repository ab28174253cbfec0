//! Exact heights of all blocks of an article, measured on a background thread.

use super::{
    blocks::Blocks,
    compose::Composer,
    flow::{Flow, text_height},
    paragraph_style::ParagraphFonts,
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

/// A running measurement. Dropping it cancels the thread.
pub(crate) struct HeightMeasurement {
    heights: Receiver<Vec<(usize, f32)>>,
    cancelled: Arc<AtomicBool>,
}

/// Minimum time between two batches of heights. Each batch causes a frame.
const BATCH_INTERVAL: Duration = Duration::from_millis(150);

/// Input of the thread.
struct MeasureJob {
    text: ArticleText,
    fonts: ParagraphFonts,
    width: f32,
    /// The block at the top of the pane. Measuring starts there, so that the scroll bar is soon exact nearby.
    first_block: usize,
    cancelled: Arc<AtomicBool>,
    heights: Sender<Vec<(usize, f32)>>,
    context: Context,
}

impl HeightMeasurement {
    /// Starts measuring all blocks of `flow`: from the block `first_block` to the end, then from the start.
    pub(crate) fn start(
        flow: &Flow,
        composer: &Composer,
        first_block: usize,
        context: &Context,
    ) -> Self {
        let (sender, heights) = mpsc::channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let job = MeasureJob {
            text: flow.text().clone(),
            fonts: flow.fonts().clone(),
            width: flow.width(),
            first_block,
            cancelled: Arc::clone(&cancelled),
            heights: sender,
            context: context.clone(),
        };
        let fonts = composer.fork();
        thread::spawn(move || job.run(&mut Composer::new(fonts)));
        Self { heights, cancelled }
    }

    /// Moves the heights measured so far into `flow`; returns false once the thread has ended.
    pub(crate) fn collect(&self, flow: &mut Flow) -> bool {
        loop {
            match self.heights.try_recv() {
                Ok(batch) => batch
                    .into_iter()
                    .for_each(|(block, height)| flow.set_height(block, height)),
                Err(mpsc::TryRecvError::Empty) => return true,
                Err(mpsc::TryRecvError::Disconnected) => return false,
            }
        }
    }
}

impl Drop for HeightMeasurement {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl MeasureJob {
    fn run(self, composer: &mut Composer) {
        let blocks = Blocks::new(self.text.as_str(), self.text.paragraphs());
        let mut batch = Vec::new();
        let mut batch_start = Instant::now();
        for block in (self.first_block..blocks.len()).chain(0..self.first_block) {
            if self.cancelled.load(Ordering::Relaxed) {
                return;
            }
            let piece = blocks.get(block);
            let font = self.fonts.of(piece.paragraph);
            let layout = composer.block(&self.text, piece, &font, self.width);
            batch.push((block, text_height(&layout, self.fonts.body.line_height)));
            if batch_start.elapsed() > BATCH_INTERVAL {
                self.send(std::mem::take(&mut batch));
                batch_start = Instant::now();
            }
        }
        self.send(batch);
    }

    fn send(&self, batch: Vec<(usize, f32)>) {
        // Sending fails once the pane is gone; the thread has then been cancelled.
        if self.heights.send(batch).is_ok() {
            self.context.request_repaint();
        }
    }
}

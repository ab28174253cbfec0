//! A short flash that draws attention to what has just been shown or made.

use egui::Ui;

/// Seconds that a flash takes to fade.
const SECONDS: f64 = 1.6;

/// A thing that flashes.
pub(in crate::views) struct Flash<T> {
    pub target: T,
    /// egui's time at its first frame; `None` before.
    since: Option<f64>,
}

impl<T> Flash<T> {
    pub(in crate::views) fn new(target: T) -> Self {
        let since = None;
        Self { target, since }
    }

    /// The strength, which falls from 1; `None` once it is over. Nothing flashes where animations are switched off.
    pub(in crate::views) fn strength(&mut self, ui: &Ui) -> Option<f32> {
        let now = ui.input(|input| input.time);
        let age = now - *self.since.get_or_insert(now);
        if age >= SECONDS || ui.style().animation_time == 0.0 {
            return None;
        }
        ui.ctx().request_repaint();
        Some((1.0 - age / SECONDS) as f32)
    }
}

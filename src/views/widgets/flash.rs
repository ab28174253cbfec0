//! A short flash that draws attention to something just shown or made.

use egui::Ui;

/// Seconds that a flash takes to fade.
const FADE_SECONDS: f64 = 1.6;

/// The flash of one object.
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

    /// Strength of the flash, which falls from 1; `None` once it is over. Nothing flashes if animations are switched off.
    pub(in crate::views) fn strength(&mut self, ui: &Ui) -> Option<f32> {
        let now = ui.input(|input| input.time);
        let age = now - *self.since.get_or_insert(now);
        if age >= FADE_SECONDS || ui.style().animation_time == 0.0 {
            return None;
        }
        ui.ctx().request_repaint();
        Some((1.0 - age / FADE_SECONDS) as f32)
    }
}

//! The window around the views: menu bar, status bar, notices and overlays.

mod file_bar;
mod menu_bar;
mod notices;
mod overlays;
mod status_bar;
mod tour_bar;
mod welcome;
mod window;

pub(crate) use crate::text::counted;
pub use window::{Scratch, show};

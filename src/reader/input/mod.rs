//! Pointer and keyboard input of a pane.

mod keys;
mod mouse;
mod moves;
mod pointer;

pub(crate) use keys::CaretMemory;
pub(crate) use mouse::Mouse;

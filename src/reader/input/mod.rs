//! Pointer and keyboard in a pane.

mod keys;
pub(crate) mod mouse;
mod moves;
mod pointer;
mod visual;

pub(crate) use keys::CaretMemory;
pub(crate) use mouse::Mouse;

//! The reading pane as its user meets it: by pointer, keyboard, screen reader and eye.
#![expect(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a test may panic, and compares what was copied"
)]

mod access;
mod canvas;
mod clutter;
mod desk;
mod passages;
mod pictures;
mod scrolling;
mod selection;
mod stories;
mod window;

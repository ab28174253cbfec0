//! The reading pane as its user meets it: by pointer, keyboard, screen reader and eye.
#![expect(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a test may panic, and compares what was copied"
)]

mod canvas;
mod desk;
mod pictures;
mod stories;

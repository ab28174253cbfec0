//! The reading pane as its user meets it: by pointer, keyboard, screen reader and eye.

mod canvas;
mod desk;
mod pictures;
mod stories;

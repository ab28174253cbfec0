//! The reading pane as its user meets it: by pointer, keyboard, screen reader and eye.

mod access;
mod clutter;
mod desk;
mod passages;
mod pictures;
mod scrolling;
mod selection;
mod stories;
mod window;

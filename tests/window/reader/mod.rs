//! The reading pane as its user perceives it: pointer, keyboard, screen reader, pixels.

mod clutter;
mod harness;
mod input;
mod passages;
mod pictures;
mod screen_reader;
mod scrolling;
mod selection;
mod test_pane;

//! The window as a person sees and works it: what asks for what, where the keyboard is, and that everything has its room.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

#[path = "../desk/mod.rs"]
mod desk;

mod claims;

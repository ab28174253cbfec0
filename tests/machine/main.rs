//! The program as a separate process: in a real window, and killed while it works.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

#[cfg(target_os = "linux")]
mod no_window;
mod real_window;
mod soak;

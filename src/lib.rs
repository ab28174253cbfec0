//! Crosscheck.

pub mod text;

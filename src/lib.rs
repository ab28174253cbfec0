//! Crosscheck.

pub mod project;
pub mod text;

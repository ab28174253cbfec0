//! Crosscheck.

pub mod project;
pub mod reader;
pub mod text;

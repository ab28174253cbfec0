//! Crosscheck.

pub mod analysis;
pub mod files;
pub mod project;
pub mod text;

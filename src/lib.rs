//! Crosscheck.

pub mod analysis;
pub mod cli;
pub mod files;
pub mod generate;
pub mod project;
pub mod text;

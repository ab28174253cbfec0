//! Crosscheck: a workbench for people who check facts.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod files;
pub mod generate;
pub mod project;
pub mod reader;
pub mod text;
pub mod views;
pub mod workbench;

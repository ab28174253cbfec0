//! The program's core, built by itself: no window library has to be built with coverage to fuzz what reads files.

#![allow(dead_code, missing_docs, reason = "the program's own build looks after those")]

#[path = "../src/analysis/mod.rs"]
pub mod analysis;
#[path = "../src/export/mod.rs"]
pub mod export;
#[path = "../src/import/mod.rs"]
pub mod import;
#[path = "../src/project/mod.rs"]
pub mod project;
#[path = "../src/storage/mod.rs"]
pub mod storage;
#[path = "../src/text/mod.rs"]
pub mod text;

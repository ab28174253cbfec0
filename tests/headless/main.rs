//! Tests without a window: edits, files, exports, the command line, independent sources, protected names, and the
//! safety of the analyst's work.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

mod amounts;
mod cli;
mod copying;
mod docs;
mod edits;
mod encodings;
mod exports;
mod files;
mod files_import;
mod files_state;
mod find_tabs;
mod formats;
mod fuzz_seeds;
mod generated;
mod graph;
mod hostile;
#[path = "../hostile_files/mod.rs"]
mod hostile_files;
mod import_formats;
mod import_hostile;
mod import_pdf;
mod import_whole;
mod independent_sources;
mod kept_searches;
mod layers;
mod limits;
mod manual;
mod merging;
#[path = "../newsroom/mod.rs"]
mod newsroom;
mod on_the_record;
mod originals;
mod page_clutter;
mod protected;
#[path = "../records/mod.rs"]
mod records;
mod repair;
mod reports;
mod safety;
mod shared_wording;
mod similar_passages;
mod support;

use fuzz_seeds::sound_project;

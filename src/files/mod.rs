//! Bytes to project and back: the project file, articles in, tables out, what is remembered between sessions.
//!
//! One format a file. Nothing here knows a window; nothing outside `files` and `main` touches the file system.

mod disk;
mod fresh_id;
mod header;
mod load;
mod problem;
mod quoted;
mod v1;
mod write;

pub use disk::{FileError, MAX_PROJECT_BYTES, open, save, write_file};
pub use fresh_id::fresh_id;
pub use load::from_ron;
pub use problem::{Fault, LoadError, LoadProblem, Record};
pub use write::to_ron;

/// What the first field of a project file says.
pub const FORMAT: &str = "crosscheck project";

/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;

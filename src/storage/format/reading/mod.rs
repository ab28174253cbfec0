//! Splits a project file into records and parses them in parallel while earlier ones are verified.
//!
//! A file in the layout of [`to_ron`](super::to_ron) is split by lines. Any other file, or one with an error, is parsed
//! once from start to end to find its records.
//!
//! | file | what it does |
//! | --- | --- |
//! | `sections` | the head of a file and the positions of its records |
//! | `by_lines` | the same, found by lines |
//! | `batches` | parses the records in parallel |

mod batches;
mod by_lines;
mod sections;

pub(crate) use batches::{Batch, Batches, ReadRecord, Unread, read_all, read_record};
pub(crate) use sections::{FileHead, Sections};

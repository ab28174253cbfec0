//! A project file, cut into its records, which are read on all cores while those before them are verified.
//!
//! A file that is laid out as [`to_ron`](super::to_ron) does is cut by its lines. Any other, and one in which something cannot be
//! read, is gone through by the parser once to find its records.
//!
//! | file | what it does |
//! | --- | --- |
//! | `sections` | the head of a file, and where the records of its lists lie |
//! | `by_lines` | the same, found by the lines |
//! | `batches` | reads the records, some on each core |

mod batches;
mod by_lines;
mod sections;

pub(crate) use batches::{Batch, Batches, Read, Unread, read_all, read_record};
pub(crate) use sections::{Head, Sections};

//! The journal records every change as it happens, so that a crash loses nothing that was on the screen.
//!
//! | file | purpose |
//! | --- | --- |
//! | `line` | one record per line, with a checksum that reveals damage |
//! | `wire` | format of the lines, in RON |
//! | `journal_folder` | journal names, and the lock that shows whether a session is alive |
//! | `record` | messages from the window to the journal |
//! | `entry` | a written record with its effect on the undo history |
//! | `open_journal`, `writer` | writing records and beginning new journals |
//! | `save_mark` | state of a save in progress |
//! | `journal_limits`, `undo_depth` | limits on a journal's size and initial history, and the steps that it can undo
//! and redo |
//! | `job` | slow disk work: syncs and copies |
//! | `thread`, `progress` | the background thread that writes, and its progress |
//! | `reader` | parsing the intact records of a journal |
//! | `unsaved_work`, `owner` | work left by crashed sessions, and the files that it belongs to |
//! | `recover`, `replay`, `base_copy` | recovering that work and continuing its journal |

mod base_copy;
mod entry;
mod job;
mod journal_folder;
mod journal_limits;
mod line;
mod open_journal;
mod owner;
mod progress;
mod reader;
mod record;
mod recover;
mod replay;
mod save_mark;
mod thread;
mod undo_depth;
mod unsaved_work;
mod wire;
mod writer;

pub use job::JobOutcome;
pub use journal_folder::JournalName;
pub use owner::FileState;
pub use progress::JournalStatus;
pub use reader::StopReason;
pub use record::{JournalBase, JournalCommand, JournalRecord, JournalStart, SavedFile};
pub use recover::{Damage, RecoverError, Recovered, discard, recover};
pub use thread::{Journal, JournalSender};
pub use unsaved_work::{UnsavedWork, find_unsaved_work, unsaved_work};
pub use writer::JournalWriter;

//! The journal records every change as it happens, so that a crash loses nothing that was on the screen.
//!
//! | file | purpose |
//! | --- | --- |
//! | `line` | one record per line, with a checksum that reveals damage |
//! | `wire` | format of the lines, in RON |
//! | `place` | journal names, and the lock that shows whether a session is alive |
//! | `record` | messages from the window to the journal |
//! | `entry` | a record as written, with its effect on the undo history |
//! | `open_journal`, `writer` | writing records and beginning new journals |
//! | `save_mark` | state of a save in progress |
//! | `room`, `reach` | limits on a journal's size and initial history, and the steps that it can undo and redo |
//! | `job` | slow disk work: syncs and copies |
//! | `thread`, `progress` | the background thread that writes, and its progress |
//! | `reader` | parsing the intact records of a journal |
//! | `left`, `owner` | work left by crashed sessions, and the files that it belongs to |
//! | `recover`, `replay`, `base_alone`, `adopted` | recovering that work and continuing its journal |

mod adopted;
mod base_alone;
mod entry;
mod job;
mod left;
mod line;
mod open_journal;
mod owner;
mod place;
mod progress;
mod reach;
mod reader;
mod record;
mod recover;
mod replay;
mod room;
mod save_mark;
mod thread;
mod wire;
mod writer;

pub use job::JobOutcome;
pub use left::{LeftWork, find_left_work, left_work};
pub use owner::Standing;
pub use place::JournalName;
pub use progress::JournalStatus;
pub use reader::NotRead;
pub use record::{JournalBase, JournalOrder, JournalRecord, JournalStart, SavedFile};
pub use recover::{Damage, RecoverError, Recovered, discard, recover};
pub use thread::{Journal, JournalSender};
pub use writer::JournalWriter;

//! The journal: every change as it happens, so that nothing is lost that was seen on the screen.
//!
//! | file | what it does |
//! | --- | --- |
//! | `line` | a record on a line, so that damage is seen |
//! | `wire` | the lines of a journal, spelled in RON |
//! | `place` | what journals are called, and the lock that says whose they are |
//! | `record` | what the window tells the journal |
//! | `entry` | a record as it is written, and what it does to the undo history |
//! | `open_journal`, `writer` | writes records and begins new journals |
//! | `save_mark` | what happens while a save is under way |
//! | `room`, `reach` | how much of the undo history a journal begins with, which steps it can take back, and what that takes |
//! | `job` | what may take long: syncs and copies |
//! | `thread`, `progress` | does so beside the window, and says how far it is |
//! | `reader` | the whole records of a journal |
//! | `left`, `owner` | what sessions that ended badly have left, and which files it belongs to |
//! | `recover`, `replay`, `base_alone`, `adopted` | getting it back, and going on with it |

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

pub use job::Outcome;
pub use left::{LeftWork, left_work};
pub use owner::Standing;
pub use place::JournalName;
pub use progress::JournalStatus;
pub use reader::NotRead;
pub use record::{JournalBase, JournalOrder, JournalRecord, JournalStart, SavedFile};
pub use recover::{Damage, RecoverError, Recovered, discard, recover};
pub use thread::{Journal, JournalSender};
pub use writer::JournalWriter;

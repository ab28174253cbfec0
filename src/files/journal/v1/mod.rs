//! Version 1 of the journal, frozen: what is added later goes into a new version.
//!
//! These types say only how a record is spelled, in RON. A journal lives from a change to the next save, but the program may be
//! a newer one when it is read.

mod convert;
mod copied;
mod edit;
mod history;
mod parts;

use serde::{Deserialize, Serialize};

pub(super) use convert::ReadError;
pub(super) use copied::CopyOf;
pub(super) use edit::Edit;
pub(super) use history::{History, Typing};
pub(super) use parts::WrittenPath;

/// What a journal of this version begins with.
pub(super) const FIRST_LINE: &str = "crosscheck journal 1";

/// The second line: what the changes after it build on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    /// What the project was called, for people.
    pub(super) name: String,
    /// The file that the project belongs to; `None` for one that was never saved.
    pub(super) project: Option<WrittenPath>,
    /// What it is an unsaved copy of; such a journal counts before there is any change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) copy: Option<CopyOf>,
    /// What the changes are made to.
    pub(super) base: Base,
    /// The revision that the file at `project` holds, if `base` is that file.
    pub(super) saved: Option<u64>,
    /// What could be undone and redone there.
    pub(super) history: History,
}

/// What the changes of a journal are made to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Base {
    /// An empty project.
    Empty,
    /// The file at `path`, while it has this hash. A copy of it lies beside the journal soon after.
    File { path: WrittenPath, sha256: String },
    /// The file beside the journal, which was there before the journal was.
    Copy { sha256: String },
}

/// What happened; a line each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Event {
    Change {
        label: String,
        typing: Option<Typing>,
        edits: Vec<Edit>,
    },
    Undo,
    Redo,
    /// The field was left: what is typed next is another step.
    TypingEnded,
    /// The project as it was after so many events is about to be written to a file with this hash.
    Saving {
        path: WrittenPath,
        sha256: String,
        /// The events of this journal that the file holds.
        events: u64,
        revision: u64,
    },
}

impl Event {
    /// How many edits it takes to carry it out, as far as its record says.
    pub(super) fn edits(&self) -> usize {
        match self {
            Self::Change { edits, .. } => edits.len().max(1),
            _ => 1,
        }
    }
}

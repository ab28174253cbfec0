//! Journal of a dead session that this session has taken over.

use super::{
    journal_folder::{JournalName, SessionLock},
    undo_depth::UndoDepth,
    wire::JournalHead,
};
use crate::storage::disk::FileHash;

use std::path::PathBuf;

/// Journal of a dead session that this session has taken over. Holds the lock, so no other session can take it.
#[derive(Debug)]
pub struct ResumedJournal {
    pub(crate) name: JournalName,
    pub(crate) lock: SessionLock,
    /// Length in bytes of the undamaged part.
    pub(crate) len: u64,
    /// Length in bytes of the head, or of the replacement's head if there is a replacement.
    pub(crate) head_len: u64,
    pub(crate) events: u64,
    /// Number of edits needed to replay those events.
    pub(crate) edits: usize,
    /// The steps that the journal can undo and redo.
    pub(crate) undo_depth: UndoDepth,
    /// Base file that has not been copied yet.
    pub(crate) copy: Option<BaseFile>,
    /// Journal that replaces this one if it is unreadable, so that nothing can be appended to it.
    pub(crate) replacement: Option<Replacement>,
}

/// File that a journal's changes apply to, with the hash that it must have.
#[derive(Clone, Debug)]
pub(crate) struct BaseFile {
    pub(crate) path: PathBuf,
    pub(crate) hash: FileHash,
}

/// Journal that is to replace another. Nothing of it has been written yet.
#[derive(Debug)]
pub(crate) struct Replacement {
    /// Full text of the new journal.
    pub(crate) beginning: String,
    /// Serialised project that the new journal's changes apply to.
    pub(crate) base: Vec<u8>,
}

impl Replacement {
    pub(crate) fn of(head: &JournalHead, base: Vec<u8>) -> Self {
        let beginning = head.first_lines();
        Self { beginning, base }
    }
}

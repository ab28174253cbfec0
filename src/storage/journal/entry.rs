use super::{record::JournalRecord, undo_depth::HistoryMove, wire::JournalEvent};
use crate::{project::Revision, storage::disk::FileHash};

use std::path::Path;

/// Line of a journal, with its effect on the undo history.
#[derive(Clone, Debug)]
pub(crate) struct JournalEntry {
    pub(crate) line: String,
    pub(crate) history_move: HistoryMove,
}

impl JournalEntry {
    /// Returns the entry for a change, undo, redo or end of typing.
    pub(crate) fn of(record: JournalRecord) -> Self {
        JournalEvent::Happened(record).into()
    }

    /// Returns the entry noting that the first `events` events are about to be written to a file.
    pub(crate) fn of_save(path: &Path, hash: FileHash, events: u64, revision: Revision) -> Self {
        JournalEvent::saving(path, hash, events, revision).into()
    }
}

impl From<JournalEvent> for JournalEntry {
    fn from(event: JournalEvent) -> Self {
        let (line, history_move) = (event.line(), HistoryMove::from(&event));
        Self { line, history_move }
    }
}

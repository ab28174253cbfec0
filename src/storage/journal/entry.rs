use super::{reach::Walk, record::JournalRecord, wire::Event};
use crate::{project::Revision, storage::disk::FileHash};

use std::path::Path;

/// Line of a journal, with its effect on the undo history.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) line: String,
    pub(crate) walk: Walk,
}

impl Entry {
    /// Returns the entry for a change, undo, redo or end of typing.
    pub(crate) fn of(record: JournalRecord) -> Self {
        Event::Happened(record).into()
    }

    /// Returns the entry noting that the first `events` events are about to be written to a file.
    pub(crate) fn of_save(path: &Path, hash: FileHash, events: u64, revision: Revision) -> Self {
        Event::saving(path, hash, events, revision).into()
    }
}

impl From<Event> for Entry {
    fn from(event: Event) -> Self {
        let (line, walk) = (event.line(), Walk::from(&event));
        Self { line, walk }
    }
}

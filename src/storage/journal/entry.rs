use super::{reach::Walk, record::JournalRecord, wire::Event};
use crate::{project::Revision, storage::disk::FileHash};

use std::path::Path;

/// A line of a journal, and what it means there.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) line: String,
    pub(crate) walk: Walk,
}

impl Entry {
    /// Something happened.
    pub(crate) fn of(record: JournalRecord) -> Self {
        Event::Happened(record).into()
    }

    /// The first `events` events are about to be written to a file.
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

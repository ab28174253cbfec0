use super::{entry::JournalEntry, open_journal::OpenJournal, wire::JournalEvent};
use crate::{
    project::History,
    storage::{disk::FileHash, written_path::WrittenPath},
};

use std::path::Path;

/// State of a save in progress: the saved history, and the entries added since.
#[derive(Debug)]
pub(crate) struct SaveMark {
    /// History of the project as it is being saved.
    pub(crate) history: History,
    /// Number of events of the open journal that the save includes; `None` if that journal was begun after the save.
    events: Option<u64>,
    /// The same number for the journal that is to replace the open one.
    events_of_next: Option<u64>,
    /// Entries added after the save began.
    pub(crate) since: Vec<JournalEntry>,
    /// Whether the journal's base file was found changed. This save may be the cause, so the journal waits for it to
    /// end.
    pub(crate) base_changed: bool,
}

impl SaveMark {
    /// Marks a save of the project as it is now. If no journal is open, one opened later contains none of the saved events.
    pub(crate) fn now(
        history: History,
        open: Option<&OpenJournal>,
        next: Option<&OpenJournal>,
    ) -> Self {
        Self {
            history,
            events: Some(open.map_or(0, |open| open.events)),
            events_of_next: next.map(|next| next.events),
            since: Vec::new(),
            base_changed: false,
        }
    }

    /// Records in the journals what the file will contain.
    pub(crate) fn note(
        &self,
        path: &Path,
        hash: FileHash,
        open: &mut OpenJournal,
        next: Option<&mut OpenJournal>,
    ) {
        let revision = self.history.revision();
        let entry = |events| {
            JournalEntry::from(JournalEvent::Saving {
                path: WrittenPath::new(path),
                sha256: hash.to_string(),
                events,
                revision,
            })
        };
        if let Some(events) = self.events {
            open.add(&entry(events));
        }
        if let (Some(next), Some(events)) = (next, self.events_of_next) {
            next.add(&entry(events));
        }
    }

    /// Called when a new journal, begun after the save, is to replace the open one.
    pub(crate) fn has_new_next(&mut self) {
        self.events_of_next = None;
    }

    /// Called when the next journal has replaced the open one.
    pub(crate) fn next_is_open(&mut self) {
        self.events = self.events_of_next.take();
    }
}

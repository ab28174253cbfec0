use super::{entry::Entry, open_journal::OpenJournal};
use crate::{project::History, storage::disk::FileHash};

use std::path::Path;

/// What a save that is under way saves, and what happened since.
#[derive(Debug)]
pub(crate) struct SaveMark {
    /// The history of what is saved.
    pub(crate) history: History,
    /// How many events of the open journal the save holds; `None` where that journal was begun since.
    events: Option<u64>,
    /// The same of the journal that is to take its place.
    events_of_next: Option<u64>,
    /// What happened after those.
    pub(crate) since: Vec<Entry>,
    /// The file that the journal builds on was found changed: perhaps by this save, so its end is waited for.
    pub(crate) base_changed: bool,
}

impl SaveMark {
    /// A save of the project as it is, which these journals have; where none is open, it has nothing that the save has.
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

    /// Notes in the journals what the file will hold.
    pub(crate) fn note(
        &self,
        path: &Path,
        hash: FileHash,
        open: &mut OpenJournal,
        next: Option<&mut OpenJournal>,
    ) {
        let revision = self.history.revision();
        let entry = |events| Entry::of_save(path, hash, events, revision);
        if let Some(events) = self.events {
            open.add(&entry(events));
        }
        if let (Some(next), Some(events)) = (next, self.events_of_next) {
            next.add(&entry(events));
        }
    }

    /// Another journal is to take the place of the open one.
    pub(crate) fn has_new_next(&mut self) {
        self.events_of_next = None;
    }

    /// It has taken that place.
    pub(crate) fn next_is_open(&mut self) {
        self.events = self.events_of_next.take();
    }
}

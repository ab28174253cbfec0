//! What is left of work whose journal cannot be read from its beginning on: the project that it builds on, where that lies beside it.

use super::{
    both::Base,
    left::Standing,
    place::{JournalName, SessionLock},
    reach::Reach,
    recover::{AdoptedJournal, Damage, Recovered, Respelled},
    v2,
};
use crate::{
    project::{History, HistoryParts, Project, Revision},
    storage::{
        disk::{Disk, FileHash, read_on},
        format::from_ron,
        limits::MAX_BASE_BYTES,
    },
};

use std::path::Path;

/// A project that a journal builds on.
pub(crate) struct BaseAlone {
    pub(crate) project: Project,
    bytes: Vec<u8>,
}

impl BaseAlone {
    /// The copy beside a journal, where that is whole.
    pub(crate) fn find(disk: &dyn Disk, folder: &Path, name: &JournalName) -> Option<Self> {
        let bytes = read_on(disk, &name.base(folder), MAX_BASE_BYTES).ok()?;
        let project = from_ron(&bytes).ok()?;
        Some(Self { project, bytes })
    }

    /// An unsaved copy of it, with a journal of its own that takes the place of the one which cannot be read.
    pub(crate) fn recovered(
        self,
        name: &JournalName,
        lock: SessionLock,
        damage: Damage,
    ) -> Recovered {
        let history = history();
        let head = v2::Head {
            name: self.project.title().to_owned(),
            project: None,
            copy: None,
            base: Base::Copy {
                sha256: FileHash::of(&self.bytes).to_string(),
            },
            saved: None,
            file: None,
            history: (&history).into(),
        };
        let respelled = Respelled::beginning(&head, Some(self.bytes));
        Recovered {
            project: self.project,
            file: None,
            seen: None,
            was_at: None,
            copy: None,
            standing: Standing::BaseAlone,
            damage: Some(damage),
            adopted: AdoptedJournal {
                name: name.clone(),
                lock,
                len: 0,
                head_len: respelled.head_len() as u64,
                events: 0,
                edits: 0,
                reach: Reach::of(&history, &history),
                copy: None,
                respelled: Some(respelled),
            },
            history,
        }
    }
}

/// Nothing can be undone, but something was done: what no file holds is work, and is offered again.
fn history() -> History {
    let revision = Revision::new(1);
    History::from_parts(HistoryParts {
        current: revision,
        newest: revision,
        ..HistoryParts::default()
    })
}

use super::{
    both::{Base, WrittenPath},
    line::framed,
    open_journal::{BaseFile, OpenJournal},
    place::JournalName,
    reach::{Reach, Walk},
    record::{JournalBase, JournalRecord, JournalStart},
    room::Room,
    v2,
};
use crate::{
    project::Revision,
    storage::{disk::FileHash, format::to_ron},
};

use std::path::Path;

/// A journal that builds on `start`; nothing of it is written yet.
pub(crate) fn begin(name: JournalName, start: &JournalStart, room: Room) -> OpenJournal {
    let (base, bytes, copy) = match &start.base {
        JournalBase::Empty => (Base::Empty, None, None),
        JournalBase::File(path, hash) => {
            let base = Base::File {
                path: WrittenPath::of(path),
                sha256: hash.to_string(),
            };
            let copy = BaseFile {
                path: path.clone(),
                hash: *hash,
            };
            (base, None, Some(copy))
        }
        JournalBase::Project(project) => {
            let bytes = to_ron(project).into_bytes();
            let sha256 = FileHash::of(&bytes).to_string();
            (Base::Copy { sha256 }, Some(bytes), None)
        }
    };
    let history = room.newest_steps(&start.history);
    let head = v2::Head {
        name: start.name.clone(),
        project: start.project.as_deref().map(WrittenPath::of),
        copy: start.copy.as_ref().map(Into::into),
        base,
        saved: start.saved.map(Revision::number),
        file: start.file.as_ref().map(FileHash::to_string),
        history: (&history).into(),
    };
    let reach = Reach::of(&start.history, &history);
    OpenJournal::new(name, first_lines(&head), bytes, copy).reaching(reach)
}

/// What a journal begins with.
pub(crate) fn first_lines(head: &v2::Head) -> String {
    framed(v2::FIRST_LINE) + &framed(&spelled(head))
}

/// A line of a journal, and what it means there.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) line: String,
    pub(crate) walk: Walk,
}

impl Entry {
    /// Something happened.
    pub(crate) fn of(record: JournalRecord) -> Self {
        let event = v2::Event::from(record);
        let (line, walk) = (line(&event), Walk::from(&event));
        Self { line, walk }
    }

    /// The first `events` events are about to be written to a file.
    pub(crate) fn of_save(path: &Path, hash: FileHash, events: u64, revision: Revision) -> Self {
        let event = v2::Event::Saving {
            path: WrittenPath::of(path),
            sha256: hash.to_string(),
            events,
            revision: revision.number(),
        };
        let (line, walk) = (line(&event), Walk::from(&event));
        Self { line, walk }
    }
}

/// An event as it stands in the file.
pub(crate) fn line(event: &v2::Event) -> String {
    framed(&spelled(event))
}

fn spelled<T: serde::Serialize>(record: &T) -> String {
    let spelled = ron::to_string(record);
    debug_assert!(spelled.is_ok(), "RON can spell every record: {spelled:?}");
    spelled.unwrap_or_default()
}

impl From<JournalRecord> for v2::Event {
    fn from(record: JournalRecord) -> Self {
        match record {
            JournalRecord::Change {
                label,
                typing,
                edits,
            } => Self::Change {
                label: label.into_owned(),
                typing: typing.map(Into::into),
                edits: edits.into_iter().map(Into::into).collect(),
            },
            JournalRecord::Undo => Self::Undo,
            JournalRecord::Redo => Self::Redo,
            JournalRecord::TypingEnded => Self::TypingEnded,
        }
    }
}

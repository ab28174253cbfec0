use super::{
    JournalBase, JournalName, JournalRecord, JournalStart,
    both::{Base, WrittenPath},
    line::framed,
    open_journal::{BaseFile, OpenJournal},
    v2,
};
use crate::{
    files::{FileHash, MAX_JOURNAL_BYTES, MAX_JOURNAL_EDITS, to_ron},
    project::{ArticleEdit, Edit, History, Revision},
};

/// Edits of the undo history with which a journal begins, at most.
const ROOM_FOR_HISTORY: usize = MAX_JOURNAL_EDITS / 4;

/// Bytes of articles in it, at most. A sign takes up to six bytes in RON.
const BYTES_FOR_HISTORY: usize = MAX_JOURNAL_BYTES as usize / 8;

/// A journal that builds on `start`; nothing of it is written yet.
pub(super) fn begin(name: JournalName, start: &JournalStart) -> OpenJournal {
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
    let head = v2::Head {
        name: start.name.clone(),
        project: start.project.as_deref().map(WrittenPath::of),
        copy: start.copy.as_ref().map(Into::into),
        base,
        saved: start.saved.map(Revision::number),
        history: (&newest_steps(&start.history)).into(),
    };
    OpenJournal::new(name, first_lines(&head), bytes, copy)
}

/// What a journal begins with.
pub(super) fn first_lines(head: &v2::Head) -> String {
    framed(v2::FIRST_LINE) + &framed(&spelled(head))
}

/// The history as far as a journal has room for it: of a very long one, the oldest steps cannot be undone after a recovery.
fn newest_steps(history: &History) -> History {
    let mut parts = history.parts();
    let (mut edits, mut bytes) = (ROOM_FOR_HISTORY, BYTES_FOR_HISTORY);
    for steps in [&mut parts.undone, &mut parts.done] {
        let newest = steps.iter().rev().take_while(|step| {
            edits = edits.saturating_sub(step.edits.len().max(1));
            bytes = bytes.saturating_sub(step.edits.iter().map(text_bytes).sum());
            edits > 0 && bytes > 0
        });
        let too_old = steps.len() - newest.count();
        steps.drain(..too_old);
    }
    History::from_parts(parts)
}

/// Articles are what makes steps long.
fn text_bytes(edit: &Edit) -> usize {
    match edit {
        Edit::Article(ArticleEdit::Add { article, .. }) => article.text.as_str().len(),
        _ => 0,
    }
}

/// An event as it stands in the file.
pub(super) fn line(event: &v2::Event) -> String {
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

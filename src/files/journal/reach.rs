//! Which steps can be taken back in a journal that began with fewer of them than its window has.

use super::JournalRecord;
use crate::project::{History, TypingIn};

/// How far a journal reaches back and forth in the undo history. A step beyond that cannot be told by its records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    undo: usize,
    redo: usize,
    /// The field that what is typed next goes on in.
    typing: Option<TypingIn>,
}

/// What a record does to the undo history.
#[derive(Clone, Copy, Debug)]
pub(super) enum Walk {
    /// Nothing.
    Stay,
    /// Adds a step, or goes on with one that was typed in that field.
    Change(Option<TypingIn>),
    Undo,
    Redo,
    TypingEnded,
}

impl Reach {
    /// That of a journal which begins with `kept` of a history; `None` where that is all of it.
    pub(super) fn of(history: &History, kept: &History) -> Option<Self> {
        if history.len() == kept.len() {
            return None;
        }
        let (all, kept) = (history.parts(), kept.parts());
        let goes_on = !all.typing_ended && all.undone.is_empty();
        let last = kept.done.last().filter(|_| goes_on);
        Some(Self {
            undo: kept.done.len(),
            redo: kept.undone.len(),
            typing: last.and_then(|step| step.typing),
        })
    }

    /// Goes along; says whether the journal can.
    #[must_use]
    pub(super) fn follow(&mut self, walk: Walk) -> bool {
        let typing = match walk {
            Walk::Change(typing) => typing,
            _ => None,
        };
        match walk {
            Walk::Stay => return true,
            Walk::Change(typing) => {
                let goes_on = typing.is_some() && typing == self.typing;
                (self.undo, self.redo) = (self.undo + usize::from(!goes_on), 0);
            }
            Walk::Undo if self.undo > 0 => (self.undo, self.redo) = (self.undo - 1, self.redo + 1),
            Walk::Redo if self.redo > 0 => (self.undo, self.redo) = (self.undo + 1, self.redo - 1),
            Walk::Undo | Walk::Redo => return false,
            Walk::TypingEnded => {}
        }
        self.typing = typing;
        true
    }
}

impl From<&JournalRecord> for Walk {
    fn from(record: &JournalRecord) -> Self {
        match record {
            JournalRecord::Change { typing, .. } => Self::Change(*typing),
            JournalRecord::Undo => Self::Undo,
            JournalRecord::Redo => Self::Redo,
            JournalRecord::TypingEnded => Self::TypingEnded,
        }
    }
}

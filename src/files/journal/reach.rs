//! Which steps can be taken back in a journal that began with fewer of them than its window has.

use super::JournalRecord;
use crate::project::{History, TypingIn};

/// How far a journal reaches back and forth in the undo history of its window.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reach {
    /// As far as its window can go.
    Whole,
    /// So many steps.
    Part {
        undo: usize,
        redo: usize,
        /// The field that what is typed next goes on in.
        typing: Option<TypingIn>,
    },
    /// Its window has taken a step that it does not have: what comes then cannot be told by its records.
    Exceeded,
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
    /// That of a journal which begins with `kept` of a history.
    pub(super) fn of(history: &History, kept: &History) -> Self {
        if history.len() == kept.len() {
            return Self::Whole;
        }
        let (all, kept) = (history.parts(), kept.parts());
        let goes_on = !all.typing_ended && all.undone.is_empty();
        let last = kept.done.last().filter(|_| goes_on);
        Self::Part {
            undo: kept.done.len(),
            redo: kept.undone.len(),
            typing: last.and_then(|step| step.typing),
        }
    }

    /// Goes along, as far as it can.
    pub(super) fn follow(self, walk: Walk) -> Self {
        let Self::Part { undo, redo, typing } = self else {
            return self;
        };
        let (undo, redo) = match walk {
            Walk::Stay => return self,
            Walk::Change(field) if field.is_some() && field == typing => (undo, 0),
            Walk::Change(_) => (undo + 1, 0),
            Walk::Undo if undo > 0 => (undo - 1, redo + 1),
            Walk::Redo if redo > 0 => (undo + 1, redo - 1),
            Walk::Undo | Walk::Redo => return Self::Exceeded,
            Walk::TypingEnded => (undo, redo),
        };
        let typing = match walk {
            Walk::Change(field) => field,
            _ => None,
        };
        Self::Part { undo, redo, typing }
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

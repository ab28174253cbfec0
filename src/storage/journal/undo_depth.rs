//! Tracks the steps that a journal can undo and redo, which may be fewer than its window can. Also counts the edits
//! that they take: an undo is a short record, but may carry out as many edits as the longest change.

use super::{record::JournalRecord, wire::JournalEvent};
use crate::project::{History, Step, TypingIn};

use std::sync::Arc;

/// The part of the window's undo history that a journal contains.
#[derive(Clone, Debug, Default)]
pub(crate) struct UndoDepth {
    /// Number of edits of each step that can be undone, latest last.
    done: Vec<usize>,
    /// Number of edits of each step that can be redone, most recently undone last.
    undone: Vec<usize>,
    /// Field in which further typing extends the last step.
    typing: Option<TypingIn>,
    /// Returns whether the window undid or redid a step that the journal does not contain. Later records cannot be
    /// replayed.
    pub(crate) is_exceeded: bool,
}

/// Effect of a record on the undo history.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HistoryMove {
    /// No effect.
    Stay,
    /// Adds a step with this number of edits, or extends the last step if it was typed in the same field.
    Change(Option<TypingIn>, usize),
    Undo,
    Redo,
    TypingEnded,
}

impl UndoDepth {
    /// Returns the undo depth of a journal that begins with the part `kept` of `history`.
    pub(crate) fn new(history: &History, kept: &History) -> Self {
        let edits = |steps: &[Arc<Step>]| steps.iter().map(|step| step.edits.len()).collect();
        let goes_on = !history.typing_ended && history.undone.is_empty();
        let last = kept.done.last().filter(|_| goes_on);
        Self {
            typing: last.and_then(|step| step.typing),
            done: edits(&kept.done),
            undone: edits(&kept.undone),
            is_exceeded: false,
        }
    }

    /// Applies a record's effect, if possible. Returns the number of edits that it takes, at least 1.
    pub(crate) fn follow(&mut self, history_move: HistoryMove) -> usize {
        let edits = match history_move {
            HistoryMove::Stay => return 1,
            HistoryMove::Change(field, edits) => self.change(field, edits),
            HistoryMove::Undo => self.shift(Self::undo),
            HistoryMove::Redo => self.shift(Self::redo),
            HistoryMove::TypingEnded => 0,
        };
        self.typing = match history_move {
            HistoryMove::Change(field, _) => field,
            HistoryMove::Stay
            | HistoryMove::Undo
            | HistoryMove::Redo
            | HistoryMove::TypingEnded => None,
        };
        edits.max(1)
    }

    fn change(&mut self, field: Option<TypingIn>, edits: usize) -> usize {
        self.undone.clear();
        let goes_on = field.is_some() && field == self.typing;
        match self.done.last_mut().filter(|_| goes_on) {
            // The step keeps the edits of its first undo. If replay starts here, the undo has the edits of this change.
            Some(step) => *step = edits.max(*step),
            None => self.done.push(edits),
        }
        edits
    }

    fn undo(&mut self) -> Option<usize> {
        let edits = self.done.pop()?;
        self.undone.push(edits);
        Some(edits)
    }

    fn redo(&mut self) -> Option<usize> {
        let edits = self.undone.pop()?;
        self.done.push(edits);
        Some(edits)
    }

    fn shift(&mut self, step: fn(&mut Self) -> Option<usize>) -> usize {
        let moved = step(self);
        self.is_exceeded |= moved.is_none();
        moved.unwrap_or(0)
    }
}

impl From<&JournalEvent> for HistoryMove {
    fn from(event: &JournalEvent) -> Self {
        match event {
            JournalEvent::Happened(JournalRecord::Change {
                label: _,
                typing,
                edits,
            }) => Self::Change(*typing, edits.len()),
            JournalEvent::Happened(JournalRecord::Undo) => Self::Undo,
            JournalEvent::Happened(JournalRecord::Redo) => Self::Redo,
            JournalEvent::Happened(JournalRecord::TypingEnded) => Self::TypingEnded,
            JournalEvent::Saving { .. } => Self::Stay,
        }
    }
}

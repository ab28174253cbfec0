//! The steps that can be taken back in a journal, which may have begun with fewer of them than its window has, and how much it
//! takes to walk them: an undo is a short record, and may carry out as many edits as the longest.

use super::{
    record::JournalRecord,
    wire::{Event, Head},
};
use crate::project::{History, TypingIn};

/// How far a journal reaches back and forth in the undo history of its window.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    /// Edits of the steps that can be undone, latest last.
    done: Vec<usize>,
    /// Edits of those that can be done again, undone latest last.
    undone: Vec<usize>,
    /// The field that what is typed next goes on in.
    typing: Option<TypingIn>,
    is_exceeded: bool,
}

/// What a record does to the undo history.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Walk {
    /// Nothing.
    Stay,
    /// Adds a step of so many edits, or goes on with one that was typed in that field.
    Change(Option<TypingIn>, usize),
    Undo,
    Redo,
    TypingEnded,
}

impl Reach {
    /// That of a journal which begins with `kept` of a history.
    pub(crate) fn of(history: &History, kept: &History) -> Self {
        let (all, kept) = (history.parts(), kept.parts());
        let goes_on = !all.typing_ended && all.undone.is_empty();
        let last = kept.done.last().filter(|_| goes_on);
        Self {
            typing: last.and_then(|step| step.typing),
            done: kept.done.iter().map(|step| step.edits.len()).collect(),
            undone: kept.undone.iter().map(|step| step.edits.len()).collect(),
            is_exceeded: false,
        }
    }

    /// That of a journal with this beginning.
    pub(crate) fn of_head(head: &Head) -> Self {
        Self {
            typing: head.typing_goes_on_in(),
            done: head
                .history
                .done
                .iter()
                .map(|step| step.edits.len())
                .collect(),
            undone: head
                .history
                .undone
                .iter()
                .map(|step| step.edits.len())
                .collect(),
            is_exceeded: false,
        }
    }

    /// Its window has taken a step that it does not have: what comes then cannot be told by its records.
    pub(crate) fn is_exceeded(&self) -> bool {
        self.is_exceeded
    }

    /// Goes along, as far as it can. Returns how many edits that takes; what carries out none takes something too.
    pub(crate) fn follow(&mut self, walk: Walk) -> usize {
        let edits = match walk {
            Walk::Stay => return 1,
            Walk::Change(field, edits) => self.change(field, edits),
            Walk::Undo => self.is_moved(Self::undo),
            Walk::Redo => self.is_moved(Self::redo),
            Walk::TypingEnded => 0,
        };
        self.typing = match walk {
            Walk::Change(field, _) => field,
            _ => None,
        };
        edits.max(1)
    }

    fn change(&mut self, field: Option<TypingIn>, edits: usize) -> usize {
        self.undone.clear();
        let goes_on = field.is_some() && field == self.typing;
        match self.done.last_mut().filter(|_| goes_on) {
            // The step keeps its first way back. Replayed from here on, it would be this one's.
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

    fn is_moved(&mut self, step: fn(&mut Self) -> Option<usize>) -> usize {
        let moved = step(self);
        self.is_exceeded |= moved.is_none();
        moved.unwrap_or(0)
    }
}

impl From<&Event> for Walk {
    fn from(event: &Event) -> Self {
        match event {
            Event::Happened(JournalRecord::Change {
                label: _,
                typing,
                edits,
            }) => Self::Change(*typing, edits.len()),
            Event::Happened(JournalRecord::Undo) => Self::Undo,
            Event::Happened(JournalRecord::Redo) => Self::Redo,
            Event::Happened(JournalRecord::TypingEnded) => Self::TypingEnded,
            Event::Saving { .. } => Self::Stay,
        }
    }
}

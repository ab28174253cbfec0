use super::{undo_depth::HistoryMove, wire::JournalEvent};

/// A journal line with its effect on the undo history.
#[derive(Clone, Debug)]
pub(crate) struct JournalEntry {
    pub(crate) line: String,
    pub(crate) history_move: HistoryMove,
}

impl From<JournalEvent> for JournalEntry {
    fn from(event: JournalEvent) -> Self {
        let (line, history_move) = (event.line(), HistoryMove::from(&event));
        Self { line, history_move }
    }
}

//! How much a journal takes before it begins anew, and how much of the undo history it begins with.

use crate::{
    project::{ArticleEdit, Edit, History, HistoryParts, Step},
    storage::limits::{MAX_JOURNAL_BYTES, MAX_JOURNAL_EDITS},
};

/// The room that a journal has; far less than what is read, so that every journal can be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Edits after its beginning.
    pub(crate) edits: usize,
    /// Bytes after its beginning.
    pub(crate) bytes: u64,
    /// Edits of the undo history with which it begins.
    pub(crate) history_edits: usize,
    /// Bytes of articles in those. A sign takes up to six bytes in RON.
    pub(crate) history_bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            edits: MAX_JOURNAL_EDITS / 4,
            bytes: MAX_JOURNAL_BYTES / 4,
            history_edits: MAX_JOURNAL_EDITS / 4,
            history_bytes: MAX_JOURNAL_BYTES as usize / 8,
        }
    }
}

impl Room {
    /// The history as far as there is room for it: of a very long one, the oldest steps cannot be undone after a recovery.
    pub(crate) fn newest_steps(self, history: &History) -> History {
        let mut parts = history.parts();
        let was_undone = !parts.undone.is_empty();
        let (mut edits, mut bytes) = (self.history_edits, self.history_bytes);
        for steps in [&mut parts.undone, &mut parts.done] {
            let newest = steps.iter().rev().take_while(|step| {
                edits = edits.saturating_sub(step.edits.len().max(1));
                bytes = bytes.saturating_sub(text_bytes(step));
                edits > 0 && bytes > 0
            });
            let too_old = steps.len() - newest.count();
            steps.drain(..too_old);
        }
        // After an undo nothing is typed on; without what was undone that would no longer be known.
        let typing_ended = parts.typing_ended || (was_undone && parts.undone.is_empty());
        History::from_parts(HistoryParts {
            typing_ended,
            ..parts
        })
    }
}

/// Articles are what makes steps long.
fn text_bytes(step: &std::sync::Arc<Step>) -> usize {
    let of_edit = |edit: &Edit| match edit {
        Edit::Article(ArticleEdit::Add { article, .. }) => article.text.as_str().len(),
        _ => 0,
    };
    step.edits.iter().map(of_edit).sum()
}

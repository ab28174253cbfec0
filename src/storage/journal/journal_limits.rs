//! Limits on the size of a journal before a rebase, and on its initial undo history.

use crate::{
    project::{ArticleEdit, Edit, History, Step},
    storage::limits::{MAX_JOURNAL_BYTES, MAX_JOURNAL_EDITS},
};

/// Size limits of a journal. They are far below the limits of the reader, so that every journal can be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct JournalLimits {
    /// Number of edits after the head.
    pub(crate) edits: usize,
    /// Number of bytes after the head.
    pub(crate) bytes: u64,
    /// Number of edits in the initial undo history.
    pub(crate) history_edits: usize,
    /// Bytes of article text in those edits. A character takes up to six bytes in RON.
    pub(crate) history_bytes: usize,
}

impl Default for JournalLimits {
    fn default() -> Self {
        Self {
            edits: MAX_JOURNAL_EDITS / 4,
            bytes: MAX_JOURNAL_BYTES / 4,
            history_edits: MAX_JOURNAL_EDITS / 4,
            history_bytes: MAX_JOURNAL_BYTES as usize / 8,
        }
    }
}

impl JournalLimits {
    /// Returns the newest steps of the history that fit. The oldest steps of a very long history cannot be undone after a
    /// recovery.
    pub(crate) fn newest_steps(self, history: &History) -> History {
        let mut newest = history.clone();
        let (mut edits, mut bytes) = (self.history_edits, self.history_bytes);
        for steps in [&mut newest.undone, &mut newest.done] {
            let fitting = steps.iter().rev().take_while(|step| {
                edits = edits.saturating_sub(step.edits.len().max(1));
                bytes = bytes.saturating_sub(text_bytes(step));
                edits > 0 && bytes > 0
            });
            let too_old = steps.len() - fitting.count();
            steps.drain(..too_old);
        }
        // Typing after an undo begins a new step. If all undone steps were dropped, only this flag records that.
        newest.typing_ended |= !history.undone.is_empty() && newest.undone.is_empty();
        newest
    }
}

/// Bytes of article text in a step. Other edits are short enough to ignore.
fn text_bytes(step: &std::sync::Arc<Step>) -> usize {
    let of_edit = |edit: &Edit| match edit {
        Edit::Article(ArticleEdit::Add { at: _, article }) => article.text.as_str().len(),
        Edit::Article(
            ArticleEdit::Remove(_)
            | ArticleEdit::Move { .. }
            | ArticleEdit::SetDetails { .. }
            | ArticleEdit::SetClutter { .. }
            | ArticleEdit::SetProvenance { .. }
            | ArticleEdit::SetExcluded { .. },
        )
        | Edit::Project(_)
        | Edit::Highlight(_)
        | Edit::Claim(_)
        | Edit::Evidence(_)
        | Edit::Speaker(_)
        | Edit::Relation(_) => 0,
    };
    step.edits.iter().map(of_edit).sum()
}

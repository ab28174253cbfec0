//! All size limits in one place. Larger input is rejected with a message: at load, at import, and when a person types
//! or pastes.

mod walk;

use crate::project::{Article, Claim, Edit};
pub use crate::project::{
    MAX_ALIASES, MAX_CHAIN, MAX_DERIVATIONS, MAX_DISMISSED, MAX_NAMES, MAX_SAVED_SEARCHES,
    MAX_SEARCHES, MAX_TAGS, MAX_TEXT, MAX_VERDICTS, MAX_WATCH_WORDS,
};

pub(crate) use walk::Limits;

/// Maximum size of a project file. Ten times the size of 2,000 articles with 100,000 highlights.
pub const MAX_PROJECT_BYTES: u64 = MAX_TEXT as u64;

pub const MAX_ARTICLE_BYTES: u64 = 64 * 1024 * 1024;

/// Maximum number of files from one selection or drop.
pub const MAX_ARTICLE_FILES: usize = 10_000;

/// At most one in this many lines of a project file may be unreadable, beyond the first hundred; otherwise the file is
/// not accepted as a project.
pub const UNREADABLE_SHARE: usize = 10;

/// Maximum nesting of a project file: twice the actual depth.
pub const MAX_NESTING: usize = 16;

/// Maximum number of problems in a project file of that many bytes. A problem takes more memory than a short record;
/// records written by a program are longer, so each of them may have one.
pub fn max_problems(bytes: usize) -> usize {
    (bytes / 100).max(1_000)
}

/// Maximum journal length that is read; the rest is reported as unread. Each save restarts the journal, long before it
/// reaches this length.
pub const MAX_JOURNAL_BYTES: u64 = 1024 * 1024 * 1024;

/// Maximum size of the project copy next to a journal. Larger than a project file, so that the journal can hold a
/// project that has outgrown its limits until the user removes something.
pub const MAX_BASE_BYTES: u64 = 4 * MAX_PROJECT_BYTES;

/// Maximum number of edits in a journal, including its undo history. The largest possible change, which empties the
/// largest project, takes less than half.
pub const MAX_JOURNAL_EDITS: usize = 10_000_000;

/// Maximum nesting of a journal record: at least twice the actual depth. RON counts a list and its items separately.
pub const MAX_JOURNAL_NESTING: usize = 64;

/// Maximum length of a title, a name, a label or a field of the article details, in characters.
pub const MAX_TITLE: usize = 2_000;

/// Maximum length of a claim statement, in characters.
pub const MAX_STATEMENT: usize = 10_000;

/// Maximum length of a note or a justification, in characters.
pub const MAX_NOTE: usize = 100_000;

/// A text or a list exceeds its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {what} {measure}", measure = .of.words(*.limit))]
pub struct TooLong {
    /// Name of the text or list, for the message.
    pub what: &'static str,
    pub limit: usize,
    /// Unit of the limit.
    pub of: Measure,
}

impl TooLong {
    /// A sentence about a text or list that was truncated, to follow the name of a file.
    pub fn cut(&self) -> String {
        let Self { what, limit, of } = self;
        let unit = match of {
            Measure::Characters => "characters",
            Measure::Entries => "entries",
        };
        format!("the {what} was too long, and has been cut to {limit} {unit}")
    }
}

/// Unit of length of a text or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Characters of a text.
    Characters,
    /// Entries of a list.
    Entries,
}

impl Measure {
    fn words(self, limit: usize) -> String {
        match self {
            Self::Characters => format!(
                "is longer than {limit} characters. Shorten it, or add the text as an article"
            ),
            Self::Entries => format!("has more than {limit} entries. Remove some"),
        }
    }
}

/// Checks the length of every text and list that the edit adds. Changes nothing; it borrows mutably because it walks the
/// same fields as [`Limits::shortening`].
pub fn check_edit(edit: &mut Edit) -> Result<(), TooLong> {
    let mut limits = Limits::checking();
    limits.edit(edit);
    limits.first.map_or(Ok(()), Err)
}

/// Truncates every text and list that the edit adds to its limit. Returns the first that was too long.
pub fn shorten_edit(edit: &mut Edit) -> Option<TooLong> {
    let mut limits = Limits::shortening();
    limits.edit(edit);
    limits.first
}

/// Like [`shorten_edit`], for an article.
pub fn shorten_article(article: &mut Article) -> Option<TooLong> {
    let mut limits = Limits::shortening();
    limits.article(article);
    limits.first
}

/// Like [`shorten_edit`], for a claim.
pub fn shorten_claim(claim: &mut Claim) -> Option<TooLong> {
    let mut limits = Limits::shortening();
    limits.claim(claim);
    limits.first
}

/// The byte length is an upper bound for the characters, so most texts need not be counted.
fn fits(text: &str, limit: usize) -> bool {
    text.len() <= limit || text.chars().nth(limit).is_none()
}

/// Truncates `text` to `limit` characters, including the final ellipsis.
pub fn shorten(text: &mut String, limit: usize) {
    if fits(text, limit) {
        return;
    }
    if let Some((cut, _)) = text.char_indices().nth(limit - 1) {
        text.truncate(cut);
        text.push('\u{2026}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ClaimEdit, ClaimId, HighlightEdit, HighlightId};

    #[test]
    fn a_text_at_the_limit_is_accepted_and_one_character_more_is_refused() {
        let note = |note: String| {
            let id = HighlightId::new(1);
            check_edit(&mut Edit::Highlight(HighlightEdit::SetNote { id, note }))
        };
        assert_eq!(note("é".repeat(MAX_NOTE)), Ok(()));
        let refused = note("é".repeat(MAX_NOTE + 1)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the note is longer than 100000 characters. Shorten it, or add the text as an article"
        );
    }

    #[test]
    fn each_text_of_a_claim_has_its_limit() {
        let mut claim = Claim::new(ClaimId::new(1), "x".repeat(MAX_STATEMENT + 1), 0);
        claim.notes = "x".repeat(MAX_NOTE + 1);
        let add = |claim: &Claim| {
            let claim = Box::new(claim.clone());
            check_edit(&mut Edit::Claim(ClaimEdit::Add { at: 0, claim }))
        };
        assert_eq!(add(&claim).unwrap_err().what, "statement");
        shorten(&mut claim.statement, MAX_STATEMENT);
        assert_eq!(add(&claim).unwrap_err().what, "note");
        Limits::shortening().claim(&mut claim);
        assert_eq!(add(&claim), Ok(()));
        assert_eq!(claim.statement.chars().count(), MAX_STATEMENT);
        assert!(claim.statement.ends_with("x\u{2026}"));
    }
}

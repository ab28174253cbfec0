use super::id::{ArticleId, HighlightId};
use crate::text::Span;

/// A passage of one article that the analyst marked.
///
/// Its quote is not kept here: the article's text never changes, so the quote is what stands at the span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Its name in the project.
    pub id: HighlightId,
    /// The article it lies in.
    pub article: ArticleId,
    /// Where, in bytes of the article's text; on grapheme boundaries.
    pub span: Span,
    /// What the analyst has to say about the passage itself.
    pub note: String,
}

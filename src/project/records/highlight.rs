use super::{
    id::{ArticleId, HighlightId},
    written_span,
};
use crate::text::Span;

use serde::{Deserialize, Serialize};

/// A passage of one article that the analyst marked.
///
/// Its quote is not kept here: the article's text never changes, so the quote is what stands at the span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Highlight {
    /// Its name in the project.
    pub id: HighlightId,
    /// The article it lies in.
    pub article: ArticleId,
    /// Where, in bytes of the article's text; on grapheme boundaries.
    #[serde(with = "written_span")]
    pub span: Span,
    /// What the analyst has to say about the passage itself.
    pub note: String,
}

use super::{
    id::{ArticleId, HighlightId},
    written_span,
};
use crate::text::Span;

use serde::{Deserialize, Serialize};

/// A marked passage of one article.
///
/// The quote is not stored: the article's text never changes, so the span determines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Highlight {
    pub id: HighlightId,
    pub article: ArticleId,
    /// Byte range in the article's text; on grapheme boundaries.
    #[serde(with = "written_span")]
    pub span: Span,
    /// The analyst's note on the passage itself.
    pub note: String,
}

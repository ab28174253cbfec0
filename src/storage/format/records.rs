//! The lists of a project file, and the records whose file form differs from the project's.

use super::problem::Record;
use crate::project::{
    Article, ArticleId, ClaimId, Highlight, HighlightId, MAX_ARTICLES, MAX_CLAIMS, MAX_EVIDENCE,
    MAX_HIGHLIGHTS, MAX_RELATIONS, MAX_SILENT, MAX_SPEAKERS,
};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The lists of a project file, in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    Speakers,
    Articles,
    Highlights,
    Claims,
    Silent,
    Evidence,
    Relations,
}

impl List {
    pub(crate) const ALL: [Self; 7] = [
        Self::Speakers,
        Self::Articles,
        Self::Highlights,
        Self::Claims,
        Self::Silent,
        Self::Evidence,
        Self::Relations,
    ];

    pub(crate) fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether the list is optional in a file.
    pub(crate) fn may_be_left_out(self) -> bool {
        self.row().may_be_left_out
    }

    /// Maximum number of records in a project, and the noun for the error message.
    pub(crate) fn most(self) -> (usize, &'static str) {
        self.row().most
    }

    pub(crate) fn record(self) -> Record {
        self.row().record
    }

    #[rustfmt::skip] // a row is a line
    fn row(self) -> ListRow {
        let row = |name, may_be_left_out, most, record| ListRow { name, may_be_left_out, most, record };
        match self {
            Self::Speakers => row("speakers", true, (MAX_SPEAKERS, "speakers"), Record::Speaker),
            Self::Articles => row("articles", false, (MAX_ARTICLES, "articles"), Record::Article),
            Self::Highlights => row("highlights", false, (MAX_HIGHLIGHTS, "highlights"), Record::Highlight),
            Self::Claims => row("claims", false, (MAX_CLAIMS, "claims"), Record::Claim),
            Self::Silent => row("silent", true, (MAX_SILENT, "marks of articles as silent"), Record::SilentMark),
            Self::Evidence => row("evidence", false, (MAX_EVIDENCE, "pieces of evidence"), Record::Evidence),
            Self::Relations => row("relations", true, (MAX_RELATIONS, "relations"), Record::Relation),
        }
    }
}

struct ListRow {
    name: &'static str,
    may_be_left_out: bool,
    most: (usize, &'static str),
    record: Record,
}

/// A highlight with its quoted words, which reveal whether the article was edited.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuotedHighlight<'a> {
    pub(crate) id: HighlightId,
    pub(crate) article: ArticleId,
    /// In UTF-8 bytes of the whole text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) quote: Cow<'a, str>,
    pub(crate) note: Cow<'a, str>,
}

impl<'a> QuotedHighlight<'a> {
    /// Builds the file form of a highlight; `text` is its article.
    pub(crate) fn new(highlight: &'a Highlight, text: &'a Article) -> Self {
        let Highlight {
            id,
            article,
            span,
            note,
        } = highlight;
        Self {
            id: *id,
            article: *article,
            start: span.start(),
            end: span.end(),
            quote: text.quote(*span).unwrap_or_default().into(),
            note: note.into(),
        }
    }
}

/// A mark that an article was read for a claim and says nothing about it.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SilentMark {
    pub(crate) claim: ClaimId,
    pub(crate) article: ArticleId,
}

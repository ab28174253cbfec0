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
        match self {
            Self::Speakers => "speakers",
            Self::Articles => "articles",
            Self::Highlights => "highlights",
            Self::Claims => "claims",
            Self::Silent => "silent",
            Self::Evidence => "evidence",
            Self::Relations => "relations",
        }
    }

    /// Whether the list is optional in a file.
    pub(crate) fn may_be_left_out(self) -> bool {
        match self {
            Self::Speakers | Self::Silent | Self::Relations => true,
            Self::Articles | Self::Highlights | Self::Claims | Self::Evidence => false,
        }
    }

    /// Maximum number of records in a project, and the noun for the error message.
    pub(crate) fn most(self) -> (usize, &'static str) {
        match self {
            Self::Speakers => (MAX_SPEAKERS, "speakers"),
            Self::Articles => (MAX_ARTICLES, "articles"),
            Self::Highlights => (MAX_HIGHLIGHTS, "highlights"),
            Self::Claims => (MAX_CLAIMS, "claims"),
            Self::Silent => (MAX_SILENT, "marks of articles as silent"),
            Self::Evidence => (MAX_EVIDENCE, "pieces of evidence"),
            Self::Relations => (MAX_RELATIONS, "relations"),
        }
    }

    pub(crate) fn record(self) -> Record {
        match self {
            Self::Speakers => Record::Speaker,
            Self::Articles => Record::Article,
            Self::Highlights => Record::Highlight,
            Self::Claims => Record::Claim,
            Self::Silent => Record::SilentMark,
            Self::Evidence => Record::Evidence,
            Self::Relations => Record::Relation,
        }
    }
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

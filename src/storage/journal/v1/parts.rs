use crate::{
    project::{ArticleId, ClaimId, EvidenceId, HighlightId},
    storage::format::written_id,
};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Scale {
    pub(crate) name: String,
    pub(crate) verdicts: Vec<(String, u32)>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Article {
    #[serde(with = "written_id")]
    pub(crate) id: ArticleId,
    pub(crate) text: String,
    pub(crate) source: Source,
    pub(crate) clutter: BTreeSet<usize>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Source {
    pub(crate) title: String,
    pub(crate) outlet: String,
    pub(crate) byline: String,
    pub(crate) published: String,
    pub(crate) retrieved: String,
    pub(crate) url: String,
    pub(crate) language: String,
    pub(crate) agency_credits: String,
    pub(crate) reliability: Option<Reliability>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// In UTF-8 bytes of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Highlight {
    #[serde(with = "written_id")]
    pub(crate) id: HighlightId,
    #[serde(with = "written_id")]
    pub(crate) article: ArticleId,
    pub(crate) span: Span,
    pub(crate) note: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Claim {
    #[serde(with = "written_id")]
    pub(crate) id: ClaimId,
    pub(crate) statement: String,
    pub(crate) verdict: Option<String>,
    pub(crate) status: Status,
    pub(crate) justification: String,
    pub(crate) notes: String,
    pub(crate) color: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Status {
    Open,
    InProgress,
    NeedsReview,
    Done,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Evidence {
    #[serde(with = "written_id")]
    pub(crate) id: EvidenceId,
    #[serde(with = "written_id")]
    pub(crate) highlight: HighlightId,
    #[serde(with = "written_id")]
    pub(crate) claim: ClaimId,
    pub(crate) stance: Stance,
    pub(crate) note: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Stance {
    Supports,
    Refutes,
    Context,
}

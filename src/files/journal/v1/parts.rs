use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    files::written_id,
    project::{ArticleId, ClaimId, EvidenceId, HighlightId},
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) struct Scale {
    pub(super) name: String,
    pub(super) verdicts: Vec<(String, u32)>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(in crate::files::journal) struct Article {
    #[serde(with = "written_id")]
    pub(super) id: ArticleId,
    pub(super) text: String,
    pub(super) source: Source,
    pub(super) clutter: BTreeSet<usize>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) struct Source {
    pub(super) title: String,
    pub(super) outlet: String,
    pub(super) byline: String,
    pub(super) published: String,
    pub(super) retrieved: String,
    pub(super) url: String,
    pub(super) language: String,
    pub(super) agency_credits: String,
    pub(super) reliability: Option<Reliability>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// In UTF-8 bytes of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) struct Highlight {
    #[serde(with = "written_id")]
    pub(super) id: HighlightId,
    #[serde(with = "written_id")]
    pub(super) article: ArticleId,
    pub(super) span: Span,
    pub(super) note: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(in crate::files::journal) struct Claim {
    #[serde(with = "written_id")]
    pub(super) id: ClaimId,
    pub(super) statement: String,
    pub(super) verdict: Option<String>,
    pub(super) status: Status,
    pub(super) justification: String,
    pub(super) notes: String,
    pub(super) color: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum Status {
    Open,
    InProgress,
    NeedsReview,
    Done,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(in crate::files::journal) struct Evidence {
    #[serde(with = "written_id")]
    pub(super) id: EvidenceId,
    #[serde(with = "written_id")]
    pub(super) highlight: HighlightId,
    #[serde(with = "written_id")]
    pub(super) claim: ClaimId,
    pub(super) stance: Stance,
    pub(super) note: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum Stance {
    Supports,
    Refutes,
    Context,
}

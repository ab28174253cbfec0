use crate::{
    project::{ArticleId, ClaimId, EvidenceId, HighlightId, TypingIn},
    storage::format::written_id,
};

use serde::Deserialize;

/// A text field of the project.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub(crate) enum Typing {
    Title,
    Source(#[serde(with = "written_id")] ArticleId),
    HighlightNote(#[serde(with = "written_id")] HighlightId),
    Statement(#[serde(with = "written_id")] ClaimId),
    Justification(#[serde(with = "written_id")] ClaimId),
    Notes(#[serde(with = "written_id")] ClaimId),
    EvidenceNote(#[serde(with = "written_id")] EvidenceId),
}

impl From<Typing> for TypingIn {
    fn from(typing: Typing) -> Self {
        match typing {
            Typing::Title => Self::Title,
            Typing::Source(id) => Self::Details(id),
            Typing::HighlightNote(id) => Self::HighlightNote(id),
            Typing::Statement(id) => Self::Statement(id),
            Typing::Justification(id) => Self::Justification(id),
            Typing::Notes(id) => Self::Notes(id),
            Typing::EvidenceNote(id) => Self::EvidenceNote(id),
        }
    }
}

use crate::{
    project::{ArticleId, ClaimId, EvidenceId, HighlightId, SpeakerId, TypingIn},
    storage::format::written_id,
};

use serde::{Deserialize, Serialize};

/// A text field of the project.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Typing {
    Title,
    Source(#[serde(with = "written_id")] ArticleId),
    HighlightNote(#[serde(with = "written_id")] HighlightId),
    Statement(#[serde(with = "written_id")] ClaimId),
    Justification(#[serde(with = "written_id")] ClaimId),
    Notes(#[serde(with = "written_id")] ClaimId),
    EvidenceNote(#[serde(with = "written_id")] EvidenceId),
    Wording(#[serde(with = "written_id")] EvidenceId),
    Speaker(#[serde(with = "written_id")] SpeakerId),
    Made(#[serde(with = "written_id")] ClaimId),
    FirstAppearance(#[serde(with = "written_id")] ClaimId),
    Reply(#[serde(with = "written_id")] ClaimId),
    Searches(#[serde(with = "written_id")] ClaimId),
    Waivers(#[serde(with = "written_id")] ClaimId),
}

impl From<TypingIn> for Typing {
    fn from(typing: TypingIn) -> Self {
        match typing {
            TypingIn::Title => Self::Title,
            TypingIn::Details(id) => Self::Source(id),
            TypingIn::HighlightNote(id) => Self::HighlightNote(id),
            TypingIn::Statement(id) => Self::Statement(id),
            TypingIn::Justification(id) => Self::Justification(id),
            TypingIn::Notes(id) => Self::Notes(id),
            TypingIn::EvidenceNote(id) => Self::EvidenceNote(id),
            TypingIn::Wording(id) => Self::Wording(id),
            TypingIn::Speaker(id) => Self::Speaker(id),
            TypingIn::Made(id) => Self::Made(id),
            TypingIn::FirstAppearance(id) => Self::FirstAppearance(id),
            TypingIn::Reply(id) => Self::Reply(id),
            TypingIn::Searches(id) => Self::Searches(id),
            TypingIn::Waivers(id) => Self::Waivers(id),
        }
    }
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
            Typing::Wording(id) => Self::Wording(id),
            Typing::Speaker(id) => Self::Speaker(id),
            Typing::Made(id) => Self::Made(id),
            Typing::FirstAppearance(id) => Self::FirstAppearance(id),
            Typing::Reply(id) => Self::Reply(id),
            Typing::Searches(id) => Self::Searches(id),
            Typing::Waivers(id) => Self::Waivers(id),
        }
    }
}

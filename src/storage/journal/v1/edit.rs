use super::parts::{Article, Claim, Evidence, Highlight, Scale, Source, Span, Stance, Status};
use crate::{
    project::{
        self, ArticleEdit, ArticleId, ClaimEdit, ClaimId, EvidenceEdit, EvidenceId, HighlightEdit,
        HighlightId, ProjectEdit,
    },
    storage::{format::written_id, journal::both::ReadError},
};

use std::collections::BTreeSet;

use serde::Deserialize;

/// The edits of version 1; those of [`project::Edit`], in one list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) enum Edit {
    SetTitle(String),
    SetScale(Scale),
    AddArticle(usize, Article),
    RemoveArticle(#[serde(with = "written_id")] ArticleId),
    MoveArticle(#[serde(with = "written_id")] ArticleId, usize),
    SetDetails(#[serde(with = "written_id")] ArticleId, Source),
    SetClutter(#[serde(with = "written_id")] ArticleId, BTreeSet<usize>),
    AddHighlight(Highlight),
    RemoveHighlight(#[serde(with = "written_id")] HighlightId),
    SetSpan(#[serde(with = "written_id")] HighlightId, Span),
    SetHighlightNote(#[serde(with = "written_id")] HighlightId, String),
    AddClaim(usize, Claim),
    RemoveClaim(#[serde(with = "written_id")] ClaimId),
    MoveClaim(#[serde(with = "written_id")] ClaimId, usize),
    SetClaim(#[serde(with = "written_id")] ClaimId, ClaimField),
    AddEvidence(usize, Evidence),
    RemoveEvidence(#[serde(with = "written_id")] EvidenceId),
    SetStance(#[serde(with = "written_id")] EvidenceId, Stance),
    SetEvidenceNote(#[serde(with = "written_id")] EvidenceId, String),
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) enum ClaimField {
    Statement(String),
    Verdict(Option<String>),
    Status(Status),
    Justification(String),
    Notes(String),
    Color(u8),
}

impl TryFrom<Edit> for project::Edit {
    type Error = ReadError;

    fn try_from(edit: Edit) -> Result<Self, ReadError> {
        Ok(match edit {
            Edit::SetTitle(title) => Self::Project(ProjectEdit::SetTitle(title)),
            Edit::SetScale(scale) => Self::Project(ProjectEdit::SetScale(scale.into())),
            Edit::AddArticle(at, article) => Self::Article(ArticleEdit::Add {
                at,
                article: Box::new(article.into()),
            }),
            Edit::RemoveArticle(id) => Self::Article(ArticleEdit::Remove(id)),
            Edit::MoveArticle(id, to) => Self::Article(ArticleEdit::Move { id, to }),
            Edit::SetDetails(id, source) => Self::Article(ArticleEdit::SetDetails {
                id,
                details: Box::new(source.into()),
            }),
            Edit::SetClutter(id, paragraphs) => {
                Self::Article(ArticleEdit::SetClutter { id, paragraphs })
            }
            other => return to_highlight_or_claim(other),
        })
    }
}

fn to_highlight_or_claim(edit: Edit) -> Result<project::Edit, ReadError> {
    Ok(match edit {
        Edit::AddHighlight(highlight) => {
            project::Edit::Highlight(HighlightEdit::Add(highlight.try_into()?))
        }
        Edit::RemoveHighlight(id) => project::Edit::Highlight(HighlightEdit::Remove(id)),
        Edit::SetSpan(id, span) => project::Edit::Highlight(HighlightEdit::SetSpan {
            id,
            span: span.try_into()?,
        }),
        Edit::SetHighlightNote(id, note) => {
            project::Edit::Highlight(HighlightEdit::SetNote { id, note })
        }
        Edit::AddClaim(at, claim) => project::Edit::Claim(ClaimEdit::Add {
            at,
            claim: Box::new(claim.into()),
        }),
        Edit::RemoveClaim(id) => project::Edit::Claim(ClaimEdit::Remove(id)),
        Edit::MoveClaim(id, to) => project::Edit::Claim(ClaimEdit::Move { id, to }),
        Edit::SetClaim(id, field) => project::Edit::Claim(ClaimEdit::Set {
            id,
            field: field.into(),
        }),
        other => project::Edit::Evidence(to_evidence(other)?),
    })
}

fn to_evidence(edit: Edit) -> Result<EvidenceEdit, ReadError> {
    Ok(match edit {
        Edit::AddEvidence(at, evidence) => EvidenceEdit::add(at, evidence.into()),
        Edit::RemoveEvidence(id) => EvidenceEdit::Remove(id),
        Edit::SetStance(id, stance) => EvidenceEdit::SetStance {
            id,
            stance: stance.into(),
        },
        Edit::SetEvidenceNote(id, note) => EvidenceEdit::SetNote { id, note },
        _of_another_kind => return Err(ReadError),
    })
}

impl From<ClaimField> for project::ClaimField {
    fn from(field: ClaimField) -> Self {
        match field {
            ClaimField::Statement(words) => Self::Statement(words),
            ClaimField::Verdict(label) => Self::Verdict(label),
            ClaimField::Status(status) => Self::Status(status.into()),
            ClaimField::Justification(words) => Self::Justification(words),
            ClaimField::Notes(words) => Self::Notes(words),
            ClaimField::Color(place) => Self::Color(place),
        }
    }
}

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    convert::ReadError,
    parts::{Article, Claim, Evidence, Highlight, Scale, Source, Span, Stance, Status},
};
use crate::{
    files::written_id,
    project::{
        self, ArticleEdit, ArticleId, ClaimEdit, ClaimId, EvidenceEdit, EvidenceId, HighlightEdit,
        HighlightId, ProjectEdit,
    },
};

/// The edits of version 1; those of [`project::Edit`], in one list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum Edit {
    SetTitle(String),
    SetScale(Scale),
    AddArticle(usize, Article),
    RemoveArticle(#[serde(with = "written_id")] ArticleId),
    MoveArticle(#[serde(with = "written_id")] ArticleId, usize),
    SetSource(#[serde(with = "written_id")] ArticleId, Source),
    SetFurniture(#[serde(with = "written_id")] ArticleId, BTreeSet<usize>),
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum ClaimField {
    Statement(String),
    Verdict(Option<String>),
    Status(Status),
    Justification(String),
    Notes(String),
    Color(u8),
}

impl From<project::Edit> for Edit {
    fn from(edit: project::Edit) -> Self {
        match edit {
            project::Edit::Project(ProjectEdit::SetTitle(title)) => Self::SetTitle(title),
            project::Edit::Project(ProjectEdit::SetScale(scale)) => Self::SetScale(scale.into()),
            project::Edit::Article(edit) => Self::of_article(edit),
            project::Edit::Highlight(edit) => Self::of_highlight(edit),
            project::Edit::Claim(edit) => Self::of_claim(edit),
            project::Edit::Evidence(edit) => Self::of_evidence(edit),
            _ => todo!("version 2 of the journal"),
        }
    }
}

impl Edit {
    fn of_article(edit: ArticleEdit) -> Self {
        match edit {
            ArticleEdit::Add { at, article } => Self::AddArticle(at, (*article).into()),
            ArticleEdit::Remove(id) => Self::RemoveArticle(id),
            ArticleEdit::Move { id, to } => Self::MoveArticle(id, to),
            ArticleEdit::SetSource { id, source } => Self::SetSource(id, (*source).into()),
            ArticleEdit::SetFurniture { id, paragraphs } => Self::SetFurniture(id, paragraphs),
            _ => todo!("version 2 of the journal"),
        }
    }

    fn of_highlight(edit: HighlightEdit) -> Self {
        match edit {
            HighlightEdit::Add(highlight) => Self::AddHighlight(highlight.into()),
            HighlightEdit::Remove(id) => Self::RemoveHighlight(id),
            HighlightEdit::SetSpan { id, span } => Self::SetSpan(id, span.into()),
            HighlightEdit::SetNote { id, note } => Self::SetHighlightNote(id, note),
        }
    }

    fn of_claim(edit: ClaimEdit) -> Self {
        match edit {
            ClaimEdit::Add { at, claim } => Self::AddClaim(at, (*claim).into()),
            ClaimEdit::Remove(id) => Self::RemoveClaim(id),
            ClaimEdit::Move { id, to } => Self::MoveClaim(id, to),
            ClaimEdit::Set { id, field } => Self::SetClaim(id, field.into()),
            ClaimEdit::SetSilent { .. } => todo!("version 2 of the journal"),
        }
    }

    fn of_evidence(edit: EvidenceEdit) -> Self {
        match edit {
            EvidenceEdit::Add { at, evidence } => Self::AddEvidence(at, evidence.into()),
            EvidenceEdit::Remove(id) => Self::RemoveEvidence(id),
            EvidenceEdit::SetStance { id, stance } => Self::SetStance(id, stance.into()),
            EvidenceEdit::SetNote { id, note } => Self::SetEvidenceNote(id, note),
            _ => todo!("version 2 of the journal"),
        }
    }
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
            Edit::SetSource(id, source) => Self::Article(ArticleEdit::SetSource {
                id,
                source: Box::new(source.into()),
            }),
            Edit::SetFurniture(id, paragraphs) => {
                Self::Article(ArticleEdit::SetFurniture { id, paragraphs })
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
        Edit::AddEvidence(at, evidence) => EvidenceEdit::Add {
            at,
            evidence: evidence.into(),
        },
        Edit::RemoveEvidence(id) => EvidenceEdit::Remove(id),
        Edit::SetStance(id, stance) => EvidenceEdit::SetStance {
            id,
            stance: stance.into(),
        },
        Edit::SetEvidenceNote(id, note) => EvidenceEdit::SetNote { id, note },
        _of_another_kind => return Err(ReadError),
    })
}

impl From<project::ClaimField> for ClaimField {
    fn from(field: project::ClaimField) -> Self {
        match field {
            project::ClaimField::Statement(words) => Self::Statement(words),
            project::ClaimField::Verdict(label) => Self::Verdict(label),
            project::ClaimField::Status(status) => Self::Status(status.into()),
            project::ClaimField::Justification(words) => Self::Justification(words),
            project::ClaimField::Notes(words) => Self::Notes(words),
            project::ClaimField::Color(place) => Self::Color(place),
            _ => todo!("version 2 of the journal"),
        }
    }
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

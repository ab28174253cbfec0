use serde::{Deserialize, Serialize};

use super::{articles::ArticleEdit, claims::ClaimEdit, evidence::EvidenceEdit};
use crate::{
    files::{
        journal::{
            both::ReadError,
            v1::{Highlight, Scale, Span},
        },
        spelled::{self, HouseRules},
        written_id::{self, Written},
    },
    project::{self, Claim, Claimant, ClaimantId, HighlightId, Relation, RelationId},
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum Edit {
    Project(ProjectEdit),
    Article(ArticleEdit),
    Highlight(HighlightEdit),
    Claim(ClaimEdit),
    Evidence(EvidenceEdit),
    Claimant(ClaimantEdit),
    Relation(RelationEdit),
}

#[expect(
    clippy::enum_variant_names,
    reason = "they are spelled as the project calls them"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum ProjectEdit {
    SetTitle(String),
    SetScale(Scale),
    SetRules(HouseRules),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum HighlightEdit {
    Add(Highlight),
    Remove(#[serde(with = "written_id")] HighlightId),
    SetSpan(#[serde(with = "written_id")] HighlightId, Span),
    SetNote(#[serde(with = "written_id")] HighlightId, String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum ClaimantEdit {
    Add(usize, Box<spelled::Claimant<Written<Claimant>>>),
    Remove(#[serde(with = "written_id")] ClaimantId),
    Set(Box<spelled::Claimant<Written<Claimant>>>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum RelationEdit {
    Add(spelled::Relation<Written<Relation>, Written<Claim>>),
    Remove(#[serde(with = "written_id")] RelationId),
}

impl From<project::Edit> for Edit {
    fn from(edit: project::Edit) -> Self {
        match edit {
            project::Edit::Project(edit) => Self::Project(edit.into()),
            project::Edit::Article(edit) => Self::Article(edit.into()),
            project::Edit::Highlight(edit) => Self::Highlight(edit.into()),
            project::Edit::Claim(edit) => Self::Claim(edit.into()),
            project::Edit::Evidence(edit) => Self::Evidence(edit.into()),
            project::Edit::Claimant(edit) => Self::Claimant(edit.into()),
            project::Edit::Relation(edit) => Self::Relation(edit.into()),
        }
    }
}

impl TryFrom<Edit> for project::Edit {
    type Error = ReadError;

    fn try_from(edit: Edit) -> Result<Self, ReadError> {
        Ok(match edit {
            Edit::Project(edit) => Self::Project(edit.into()),
            Edit::Article(edit) => Self::Article(edit.into()),
            Edit::Highlight(edit) => Self::Highlight(edit.try_into()?),
            Edit::Claim(edit) => Self::Claim(edit.into()),
            Edit::Evidence(edit) => Self::Evidence(edit.into()),
            Edit::Claimant(edit) => Self::Claimant(edit.into()),
            Edit::Relation(edit) => Self::Relation(edit.into()),
        })
    }
}

impl From<project::ProjectEdit> for ProjectEdit {
    fn from(edit: project::ProjectEdit) -> Self {
        match edit {
            project::ProjectEdit::SetTitle(title) => Self::SetTitle(title),
            project::ProjectEdit::SetScale(scale) => Self::SetScale(scale.into()),
            project::ProjectEdit::SetRules(rules) => Self::SetRules(rules.into()),
        }
    }
}

impl From<ProjectEdit> for project::ProjectEdit {
    fn from(edit: ProjectEdit) -> Self {
        match edit {
            ProjectEdit::SetTitle(title) => Self::SetTitle(title),
            ProjectEdit::SetScale(scale) => Self::SetScale(scale.into()),
            ProjectEdit::SetRules(rules) => Self::SetRules(rules.into()),
        }
    }
}

impl From<project::HighlightEdit> for HighlightEdit {
    fn from(edit: project::HighlightEdit) -> Self {
        match edit {
            project::HighlightEdit::Add(highlight) => Self::Add(highlight.into()),
            project::HighlightEdit::Remove(id) => Self::Remove(id),
            project::HighlightEdit::SetSpan { id, span } => Self::SetSpan(id, span.into()),
            project::HighlightEdit::SetNote { id, note } => Self::SetNote(id, note),
        }
    }
}

impl TryFrom<HighlightEdit> for project::HighlightEdit {
    type Error = ReadError;

    fn try_from(edit: HighlightEdit) -> Result<Self, ReadError> {
        Ok(match edit {
            HighlightEdit::Add(highlight) => Self::Add(highlight.try_into()?),
            HighlightEdit::Remove(id) => Self::Remove(id),
            HighlightEdit::SetSpan(id, span) => Self::SetSpan {
                id,
                span: span.try_into()?,
            },
            HighlightEdit::SetNote(id, note) => Self::SetNote { id, note },
        })
    }
}

impl From<project::ClaimantEdit> for ClaimantEdit {
    fn from(edit: project::ClaimantEdit) -> Self {
        let spelled = |claimant: Box<Claimant>| Box::new(spelled::Claimant::of(*claimant, Written));
        match edit {
            project::ClaimantEdit::Add { at, claimant } => Self::Add(at, spelled(claimant)),
            project::ClaimantEdit::Remove(id) => Self::Remove(id),
            project::ClaimantEdit::Set(claimant) => Self::Set(spelled(claimant)),
        }
    }
}

impl From<ClaimantEdit> for project::ClaimantEdit {
    fn from(edit: ClaimantEdit) -> Self {
        let meant = |claimant: Box<spelled::Claimant<Written<Claimant>>>| {
            let id = claimant.id.0;
            Box::new(claimant.meant(id))
        };
        match edit {
            ClaimantEdit::Add(at, claimant) => Self::Add {
                at,
                claimant: meant(claimant),
            },
            ClaimantEdit::Remove(id) => Self::Remove(id),
            ClaimantEdit::Set(claimant) => Self::Set(meant(claimant)),
        }
    }
}

impl From<project::RelationEdit> for RelationEdit {
    fn from(edit: project::RelationEdit) -> Self {
        match edit {
            project::RelationEdit::Add(Relation { id, from, to, kind }) => {
                Self::Add(spelled::Relation {
                    id: Written(id),
                    from: Written(from),
                    to: Written(to),
                    kind: kind.into(),
                })
            }
            project::RelationEdit::Remove(id) => Self::Remove(id),
        }
    }
}

impl From<RelationEdit> for project::RelationEdit {
    fn from(edit: RelationEdit) -> Self {
        match edit {
            RelationEdit::Add(relation) => Self::Add(Relation {
                id: relation.id.0,
                from: relation.from.0,
                to: relation.to.0,
                kind: relation.kind.into(),
            }),
            RelationEdit::Remove(id) => Self::Remove(id),
        }
    }
}

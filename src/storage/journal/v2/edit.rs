use super::{articles::ArticleEdit, claims::ClaimEdit, evidence::EvidenceEdit};
use crate::{
    project::{self, Claim, HighlightId, Relation, RelationId, Speaker, SpeakerId},
    storage::{
        format::{HouseRules, Written, spelled, written_id},
        journal::{
            both::ReadError,
            v1::{Highlight, Scale, Span},
        },
    },
};

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Edit {
    Project(ProjectEdit),
    Article(ArticleEdit),
    Highlight(HighlightEdit),
    Claim(ClaimEdit),
    Evidence(EvidenceEdit),
    Speaker(SpeakerEdit),
    Relation(RelationEdit),
}

#[expect(
    clippy::enum_variant_names,
    reason = "they are spelled as the project calls them"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum ProjectEdit {
    SetTitle(String),
    SetScale(Scale),
    SetRules(HouseRules),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum HighlightEdit {
    Add(Highlight),
    Remove(#[serde(with = "written_id")] HighlightId),
    SetSpan(#[serde(with = "written_id")] HighlightId, Span),
    SetNote(#[serde(with = "written_id")] HighlightId, String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum SpeakerEdit {
    Add(usize, Box<spelled::Speaker<Written<Speaker>>>),
    Remove(#[serde(with = "written_id")] SpeakerId),
    Set(Box<spelled::Speaker<Written<Speaker>>>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum RelationEdit {
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
            project::Edit::Speaker(edit) => Self::Speaker(edit.into()),
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
            Edit::Speaker(edit) => Self::Speaker(edit.into()),
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

impl From<project::SpeakerEdit> for SpeakerEdit {
    fn from(edit: project::SpeakerEdit) -> Self {
        let spelled = |speaker: Box<Speaker>| Box::new(spelled::Speaker::of(*speaker, Written));
        match edit {
            project::SpeakerEdit::Add { at, speaker } => Self::Add(at, spelled(speaker)),
            project::SpeakerEdit::Remove(id) => Self::Remove(id),
            project::SpeakerEdit::Set(speaker) => Self::Set(spelled(speaker)),
        }
    }
}

impl From<SpeakerEdit> for project::SpeakerEdit {
    fn from(edit: SpeakerEdit) -> Self {
        let meant = |speaker: Box<spelled::Speaker<Written<Speaker>>>| {
            let id = speaker.id.0;
            Box::new(speaker.meant(id))
        };
        match edit {
            SpeakerEdit::Add(at, speaker) => Self::Add {
                at,
                speaker: meant(speaker),
            },
            SpeakerEdit::Remove(id) => Self::Remove(id),
            SpeakerEdit::Set(speaker) => Self::Set(meant(speaker)),
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

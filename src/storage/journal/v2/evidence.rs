use crate::{
    project::{self, ClaimId, EvidenceId, EvidenceSet, HighlightId, Speaker},
    storage::{
        format::{Written, spelled, written_id},
        journal::v1::Stance,
    },
};

use serde::{Deserialize, Serialize};

type Attribution = spelled::Attribution<Written<Speaker>>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum EvidenceEdit {
    Add(usize, Box<Evidence>),
    Remove(#[serde(with = "written_id")] EvidenceId),
    SetStance(#[serde(with = "written_id")] EvidenceId, Stance),
    SetNote(#[serde(with = "written_id")] EvidenceId, String),
    SetAttribution(#[serde(with = "written_id")] EvidenceId, Box<Attribution>),
    SetTogether(#[serde(with = "written_id")] EvidenceId, Option<u8>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Evidence {
    #[serde(with = "written_id")]
    id: EvidenceId,
    #[serde(with = "written_id")]
    highlight: HighlightId,
    #[serde(with = "written_id")]
    claim: ClaimId,
    stance: Stance,
    note: String,
    attribution: Attribution,
    set: Option<u8>,
}

impl From<project::EvidenceEdit> for EvidenceEdit {
    fn from(edit: project::EvidenceEdit) -> Self {
        use project::EvidenceEdit as Meant;
        match edit {
            Meant::Add { at, evidence } => Self::Add(at, Box::new((*evidence).into())),
            Meant::Remove(id) => Self::Remove(id),
            Meant::SetStance { id, stance } => Self::SetStance(id, stance.into()),
            Meant::SetNote { id, note } => Self::SetNote(id, note),
            Meant::SetAttribution { id, attribution } => {
                Self::SetAttribution(id, Box::new(Attribution::of(*attribution, Written)))
            }
            Meant::SetTogether { id, set } => Self::SetTogether(id, set.map(|set| set.0)),
        }
    }
}

impl From<EvidenceEdit> for project::EvidenceEdit {
    fn from(edit: EvidenceEdit) -> Self {
        match edit {
            EvidenceEdit::Add(at, evidence) => Self::add(at, (*evidence).into()),
            EvidenceEdit::Remove(id) => Self::Remove(id),
            EvidenceEdit::SetStance(id, stance) => Self::SetStance {
                id,
                stance: stance.into(),
            },
            EvidenceEdit::SetNote(id, note) => Self::SetNote { id, note },
            EvidenceEdit::SetAttribution(id, attribution) => Self::SetAttribution {
                id,
                attribution: Box::new(attribution.meant(|it| it.0)),
            },
            EvidenceEdit::SetTogether(id, set) => Self::SetTogether {
                id,
                set: set.map(EvidenceSet),
            },
        }
    }
}

impl From<project::Evidence> for Evidence {
    fn from(evidence: project::Evidence) -> Self {
        let project::Evidence {
            id,
            highlight,
            claim,
            stance,
            note,
            attribution,
            set,
        } = evidence;
        Self {
            id,
            highlight,
            claim,
            stance: stance.into(),
            note,
            attribution: Attribution::of(attribution, Written),
            set: set.map(|set| set.0),
        }
    }
}

impl From<Evidence> for project::Evidence {
    fn from(evidence: Evidence) -> Self {
        Self {
            id: evidence.id,
            highlight: evidence.highlight,
            claim: evidence.claim,
            stance: evidence.stance.into(),
            note: evidence.note,
            attribution: evidence.attribution.meant(|it| it.0),
            set: evidence.set.map(EvidenceSet),
        }
    }
}

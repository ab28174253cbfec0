use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Edit, ReadError};
use crate::{
    files::written_id,
    project::{
        self, ArticleId, ClaimId, EvidenceId, HighlightId, HistoryParts, Revision, TypingIn,
    },
};

/// What can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    current: u64,
    newest: u64,
    typing_ended: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Step {
    label: String,
    edits: Vec<Edit>,
    typing: Option<Typing>,
    leads_to: u64,
}

/// A text field of the project.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum Typing {
    Title,
    Source(#[serde(with = "written_id")] ArticleId),
    HighlightNote(#[serde(with = "written_id")] HighlightId),
    Statement(#[serde(with = "written_id")] ClaimId),
    Justification(#[serde(with = "written_id")] ClaimId),
    Notes(#[serde(with = "written_id")] ClaimId),
    EvidenceNote(#[serde(with = "written_id")] EvidenceId),
}

impl History {
    /// How many edits its steps have.
    pub(in crate::files::journal) fn edits(&self) -> usize {
        let steps = self.done.iter().chain(&self.undone);
        steps.map(|step| step.edits.len().max(1)).sum()
    }
}

impl From<&project::History> for History {
    fn from(history: &project::History) -> Self {
        let HistoryParts {
            done,
            undone,
            current,
            newest,
            typing_ended,
        } = history.parts();
        Self {
            done: done.iter().map(|step| Step::of(step)).collect(),
            undone: undone.iter().map(|step| Step::of(step)).collect(),
            current: current.number(),
            newest: newest.number(),
            typing_ended,
        }
    }
}

impl TryFrom<History> for project::History {
    type Error = ReadError;

    fn try_from(history: History) -> Result<Self, ReadError> {
        let steps = |steps: Vec<Step>| -> Result<Vec<_>, ReadError> {
            steps.into_iter().map(Step::meant).collect()
        };
        Ok(Self::from_parts(HistoryParts {
            done: steps(history.done)?,
            undone: steps(history.undone)?,
            current: Revision::new(history.current),
            newest: Revision::new(history.newest),
            typing_ended: history.typing_ended,
        }))
    }
}

impl Step {
    fn of(step: &project::Step) -> Self {
        Self {
            label: step.label.to_string(),
            edits: step.edits.iter().cloned().map(Into::into).collect(),
            typing: step.typing.map(Into::into),
            leads_to: step.leads_to.number(),
        }
    }

    fn meant(self) -> Result<Arc<project::Step>, ReadError> {
        let edits = self.edits.into_iter().map(TryInto::try_into);
        Ok(Arc::new(project::Step {
            label: self.label.into(),
            edits: edits.collect::<Result<_, _>>()?,
            typing: self.typing.map(Into::into),
            leads_to: Revision::new(self.leads_to),
        }))
    }
}

impl From<TypingIn> for Typing {
    fn from(typing: TypingIn) -> Self {
        match typing {
            TypingIn::Title => Self::Title,
            TypingIn::Source(id) => Self::Source(id),
            TypingIn::HighlightNote(id) => Self::HighlightNote(id),
            TypingIn::Statement(id) => Self::Statement(id),
            TypingIn::Justification(id) => Self::Justification(id),
            TypingIn::Notes(id) => Self::Notes(id),
            TypingIn::EvidenceNote(id) => Self::EvidenceNote(id),
        }
    }
}

impl From<Typing> for TypingIn {
    fn from(typing: Typing) -> Self {
        match typing {
            Typing::Title => Self::Title,
            Typing::Source(id) => Self::Source(id),
            Typing::HighlightNote(id) => Self::HighlightNote(id),
            Typing::Statement(id) => Self::Statement(id),
            Typing::Justification(id) => Self::Justification(id),
            Typing::Notes(id) => Self::Notes(id),
            Typing::EvidenceNote(id) => Self::EvidenceNote(id),
        }
    }
}

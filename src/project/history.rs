use super::{
    edit::{Edit, EditError},
    records::{ArticleId, ClaimId, EvidenceId, HighlightId, SpeakerId},
    store::Project,
};

use std::{borrow::Cow, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Label of a step as it follows "Undo" in the menu: lower case, no full stop. A fixed text of the program, or one read
/// from a journal.
pub type Label = Cow<'static, str>;

/// Several edits that make up one undo step, such as "New claim".
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Label of the step.
    pub label: Label,
    /// The edits, in order, all or nothing.
    pub edits: Vec<Edit>,
    /// The text field being edited, if the change comes from typing.
    pub typing: Option<TypingIn>,
}

impl Change {
    /// A change that is an undo step of its own.
    pub fn new(label: impl Into<Label>, edits: Vec<Edit>) -> Self {
        Self {
            label: label.into(),
            edits,
            typing: None,
        }
    }

    /// A change that merges into the step of the preceding typing in the same field.
    pub fn typed(label: impl Into<Label>, field: TypingIn, edit: Edit) -> Self {
        Self {
            label: label.into(),
            edits: vec![edit],
            typing: Some(field),
        }
    }
}

/// A text field of the project; uninterrupted typing in one field is one undo step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TypingIn {
    Title,
    ReportTitle,
    ReportLead,
    Details(ArticleId),
    HighlightNote(HighlightId),
    Statement(ClaimId),
    Justification(ClaimId),
    Notes(ClaimId),
    EvidenceNote(EvidenceId),
    /// The attribution wording of a piece of evidence.
    Wording(EvidenceId),
    Speaker(SpeakerId),
    /// Date a claim was made.
    Made(ClaimId),
    FirstAppearance(ClaimId),
    /// The speaker's reply.
    Reply(ClaimId),
    /// Unsuccessful searches for a claim.
    Searches(ClaimId),
    /// Name and reason of a waiver.
    Waivers(ClaimId),
    /// The value of a piece of evidence.
    Value(EvidenceId),
}

/// A state of the project within this session; undo returns to an earlier revision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(u64);

impl Revision {
    /// The revision with that number; a session starts at 0.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    pub fn number(self) -> u64 {
        self.0
    }
}

/// Undo and redo history. Cloning it copies no edits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Undo steps, latest last.
    #[serde(serialize_with = "write_steps", deserialize_with = "read_steps")]
    pub(crate) done: Vec<Arc<Step>>,
    /// Redo steps, most recently undone last.
    #[serde(serialize_with = "write_steps", deserialize_with = "read_steps")]
    pub(crate) undone: Vec<Arc<Step>>,
    pub(crate) current: Revision,
    /// The highest revision assigned so far; none is used twice.
    pub(crate) newest: Revision,
    /// Whether the next typing begins a new step.
    pub(crate) typing_ended: bool,
}

/// A step from the current state to the previous or next one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Label of the step.
    pub label: Label,
    /// The edits that undo or redo it, in order.
    pub edits: Vec<Edit>,
    /// The field it was typed in; the step can grow until the user leaves the field.
    pub typing: Option<TypingIn>,
    /// The revision after these edits.
    pub leads_to: Revision,
}

fn write_steps<S: Serializer>(steps: &[Arc<Step>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(steps.iter().map(|step| &**step))
}

fn read_steps<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Arc<Step>>, D::Error> {
    let steps: Vec<Step> = Deserialize::deserialize(deserializer)?;
    Ok(steps.into_iter().map(Arc::new).collect())
}

impl History {
    /// A history without steps, at `revision`, which is also the newest.
    pub(crate) fn at(revision: Revision) -> Self {
        Self {
            current: revision,
            newest: revision,
            ..Self::default()
        }
    }

    /// A history as read from a journal, which may be damaged: afterwards, no revision is later than the current one.
    pub(crate) fn read(self) -> Self {
        Self {
            newest: self.newest.max(self.current),
            ..self
        }
    }

    /// Forgets all steps.
    pub fn forget(&mut self) {
        self.done.clear();
        self.undone.clear();
        self.typing_ended = false;
    }

    /// Current revision.
    pub fn revision(&self) -> Revision {
        self.current
    }

    /// Numbers of undo and redo steps.
    pub fn len(&self) -> usize {
        self.done.len() + self.undone.len()
    }

    /// Returns whether there is nothing to undo or redo.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Label of the next undo step.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| &*step.label)
    }

    /// Label of the next redo step.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| &*step.label)
    }

    /// Applies a change and records how to undo it. Clears the redo steps.
    ///
    /// # Errors
    /// The error of the edit that failed; project and history are then unchanged.
    pub fn commit(&mut self, project: &mut Project, change: Change) -> Result<(), EditError> {
        let inverses = project.apply_all(change.edits)?;
        let before = self.current;
        self.newest = Revision(self.newest.0 + 1);
        self.current = self.newest;
        let goes_on = change.typing.is_some() && change.typing == self.typing_in();
        self.undone.clear();
        self.typing_ended = false;
        // Continued typing keeps the undo edits of the first character.
        if !goes_on {
            let Change {
                label,
                edits: _,
                typing,
            } = change;
            self.done.push(Arc::new(Step {
                label,
                edits: inverses,
                typing,
                leads_to: before,
            }));
        }
        Ok(())
    }

    /// The field in which further typing continues the last step.
    pub fn typing_in(&self) -> Option<TypingIn> {
        let last = self.done.last()?;
        let goes_on = !self.typing_ended && self.undone.is_empty();
        last.typing.filter(|_| goes_on)
    }

    /// Notes that the user left the text field: further typing begins a new step. Returns whether that changes
    /// anything.
    pub fn end_typing(&mut self) -> bool {
        let was_typing = self.done.last().is_some_and(|step| step.typing.is_some());
        // If no typing was in progress, the next typing begins a step anyway.
        let differs = was_typing && !self.typing_ended;
        self.typing_ended |= differs;
        differs
    }

    /// The edits that [`undo`](Self::undo) would apply.
    pub fn next_undo(&self) -> &[Edit] {
        self.done.last().map_or(&[], |step| &step.edits)
    }

    /// The edits that [`redo`](Self::redo) would apply.
    pub fn next_redo(&self) -> &[Edit] {
        self.undone.last().map_or(&[], |step| &step.edits)
    }

    /// Undoes the last change and returns its label, or `None` if there is none.
    ///
    /// # Errors
    /// The error of an edit, if the project was changed outside the history; both are then unchanged.
    pub fn undo(&mut self, project: &mut Project) -> Result<Option<Label>, EditError> {
        Self::step(&mut self.done, &mut self.undone, &mut self.current, project)
    }

    /// Redoes the most recently undone change and returns its label, or `None` if there is none.
    pub fn redo(&mut self, project: &mut Project) -> Result<Option<Label>, EditError> {
        Self::step(&mut self.undone, &mut self.done, &mut self.current, project)
    }

    fn step(
        from: &mut Vec<Arc<Step>>,
        to: &mut Vec<Arc<Step>>,
        current: &mut Revision,
        project: &mut Project,
    ) -> Result<Option<Label>, EditError> {
        let Some(step) = from.last() else {
            return Ok(None);
        };
        let edits = project.apply_all(step.edits.clone())?;
        let (label, leads_to) = (step.label.clone(), step.leads_to);
        from.pop();
        to.push(Arc::new(Step {
            label: label.clone(),
            edits,
            typing: None,
            leads_to: *current,
        }));
        *current = leads_to;
        Ok(Some(label))
    }
}

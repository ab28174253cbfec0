use super::{
    edit::{Edit, EditError},
    records::{ArticleId, ClaimId, EvidenceId, HighlightId, SpeakerId},
    store::Project,
};

use std::{borrow::Cow, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What was done, as it follows "Undo" in the menu: lower case, no full stop. The program's own words, or words read back
/// from where they were kept.
pub type Label = Cow<'static, str>;

/// Several edits that a person sees as one step: "New claim".
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is done.
    pub label: Label,
    /// What is done, in order, all or nothing.
    pub edits: Vec<Edit>,
    /// The text field that is being typed in, if that is where the change comes from.
    pub typing: Option<TypingIn>,
}

impl Change {
    /// A change that is a step of its own.
    #[must_use]
    pub fn new(label: impl Into<Label>, edits: Vec<Edit>) -> Self {
        Self {
            label: label.into(),
            edits,
            typing: None,
        }
    }

    /// A change that belongs to one step with the typing before it in the same field.
    #[must_use]
    pub fn typed(label: impl Into<Label>, field: TypingIn, edit: Edit) -> Self {
        Self {
            label: label.into(),
            edits: vec![edit],
            typing: Some(field),
        }
    }
}

/// A text field of the project; what is typed there in one go is one step of undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TypingIn {
    /// The project's title.
    Title,
    /// The article details of an article.
    Details(ArticleId),
    /// The note of a highlight.
    HighlightNote(HighlightId),
    /// The statement of a claim.
    Statement(ClaimId),
    /// The justification of a claim's verdict.
    Justification(ClaimId),
    /// The notes of a claim.
    Notes(ClaimId),
    /// The note of a piece of evidence.
    EvidenceNote(EvidenceId),
    /// The words that attribute a piece of evidence.
    Wording(EvidenceId),
    /// The record of a speaker.
    Speaker(SpeakerId),
    /// When a claim was made.
    Made(ClaimId),
    /// Where a claim appeared first.
    FirstAppearance(ClaimId),
    /// What the speaker replied.
    Reply(ClaimId),
    /// What was sought for a claim and not found.
    Searches(ClaimId),
    /// Who waives a rule for a claim, and why.
    Waivers(ClaimId),
}

/// One state of the project in this session: undo goes back to the revision that was left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(u64);

impl Revision {
    /// The revision of that number; a session counts from 0.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }
}

/// Everything that was done, so that all of it can be undone and redone. Cloning it copies no edits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// Latest last.
    done: Vec<Arc<Step>>,
    /// Undone latest last.
    undone: Vec<Arc<Step>>,
    current: Revision,
    /// The highest revision given so far; each is given once.
    newest: Revision,
    /// The next typing begins a step of its own.
    typing_ended: bool,
}

/// A way from the current state to the one before or after it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What was done.
    pub label: Label,
    /// What undoes or redoes it, in order.
    pub edits: Vec<Edit>,
    /// The field it was typed in; more may be added to the step as long as the field is not left.
    pub typing: Option<TypingIn>,
    /// The revision that the edits lead to.
    pub leads_to: Revision,
}

/// All that makes a [`History`], for whoever writes it down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HistoryParts {
    /// The ways back, latest last.
    #[serde(serialize_with = "write_steps", deserialize_with = "read_steps")]
    pub done: Vec<Arc<Step>>,
    /// The ways forward again, undone latest last.
    #[serde(serialize_with = "write_steps", deserialize_with = "read_steps")]
    pub undone: Vec<Arc<Step>>,
    /// Where the project is.
    pub current: Revision,
    /// The highest revision that was given.
    pub newest: Revision,
    /// The next typing begins a step of its own.
    pub typing_ended: bool,
}

fn write_steps<S: Serializer>(steps: &[Arc<Step>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(steps.iter().map(|step| &**step))
}

fn read_steps<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Arc<Step>>, D::Error> {
    let steps: Vec<Step> = Deserialize::deserialize(deserializer)?;
    Ok(steps.into_iter().map(Arc::new).collect())
}

impl History {
    /// Its parts. Copies no edits.
    #[must_use]
    pub fn parts(&self) -> HistoryParts {
        HistoryParts {
            done: self.done.clone(),
            undone: self.undone.clone(),
            current: self.current,
            newest: self.newest,
            typing_ended: self.typing_ended,
        }
    }

    /// The history of these parts, for the project that they were taken from.
    #[must_use]
    pub fn from_parts(parts: HistoryParts) -> Self {
        Self {
            done: parts.done,
            undone: parts.undone,
            current: parts.current,
            newest: parts.newest.max(parts.current),
            typing_ended: parts.typing_ended,
        }
    }

    /// Which state the project is in.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.current
    }

    /// How many steps can be undone, or done again.
    #[must_use]
    pub fn len(&self) -> usize {
        self.done.len() + self.undone.len()
    }

    /// Whether nothing can be undone, nor done again.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| &*step.label)
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| &*step.label)
    }

    /// Carries out a change and remembers how to take it back. What was undone before can no longer be redone.
    ///
    /// # Errors
    /// That of the edit that failed; project and history are then unchanged.
    pub fn commit(&mut self, project: &mut Project, change: Change) -> Result<(), EditError> {
        let inverses = project.apply_all(change.edits)?;
        let before = self.current;
        self.newest = Revision(self.newest.0 + 1);
        self.current = self.newest;
        let goes_on = self.goes_on(change.typing);
        self.undone.clear();
        self.typing_ended = false;
        // Going on with a word keeps the way back that the first letter made.
        if !goes_on {
            let Change { label, typing, .. } = change;
            self.done.push(Arc::new(Step {
                label,
                edits: inverses,
                typing,
                leads_to: before,
            }));
        }
        Ok(())
    }

    fn goes_on(&self, typing: Option<TypingIn>) -> bool {
        let last = self.done.last().and_then(|step| step.typing);
        typing.is_some() && typing == last && !self.typing_ended && self.undone.is_empty()
    }

    /// Says that the person left the text field: what is typed next is another step. Returns whether that makes a
    /// difference.
    pub fn end_typing(&mut self) -> bool {
        let was_typing = self.done.last().is_some_and(|step| step.typing.is_some());
        // Where nothing is being typed, the next typing begins a step anyway.
        let differs = was_typing && !self.typing_ended;
        self.typing_ended |= differs;
        differs
    }

    /// What [`undo`](Self::undo) would carry out.
    #[must_use]
    pub fn next_undo(&self) -> &[Edit] {
        self.done.last().map_or(&[], |step| &step.edits)
    }

    /// What [`redo`](Self::redo) would carry out.
    #[must_use]
    pub fn next_redo(&self) -> &[Edit] {
        self.undone.last().map_or(&[], |step| &step.edits)
    }

    /// Takes back the last change and returns its label, or `None` where there is none.
    ///
    /// # Errors
    /// Where the project was changed behind the history's back; both are then unchanged.
    pub fn undo(&mut self, project: &mut Project) -> Result<Option<Label>, EditError> {
        Self::step(&mut self.done, &mut self.undone, &mut self.current, project)
    }

    /// Does again what was undone last and returns its label, or `None` where there is none.
    ///
    /// # Errors
    /// As for [`undo`](Self::undo).
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

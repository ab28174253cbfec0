use super::{ArticleId, ClaimId, Edit, EditError, EvidenceId, HighlightId, Project};

/// Several edits that a person sees as one step: "New claim".
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What was done, as it follows "Undo" in the menu: lower case, no full stop.
    pub label: &'static str,
    /// What is done, in order, all or nothing.
    pub edits: Vec<Edit>,
    /// The text field that is being typed in, if that is where the change comes from.
    pub typing: Option<TypingIn>,
}

impl Change {
    /// A change that is a step of its own.
    #[must_use]
    pub fn new(label: &'static str, edits: Vec<Edit>) -> Self {
        Self {
            label,
            edits,
            typing: None,
        }
    }

    /// A change that belongs to one step with the typing before it in the same field.
    #[must_use]
    pub fn typed(label: &'static str, field: TypingIn, edit: Edit) -> Self {
        Self {
            label,
            edits: vec![edit],
            typing: Some(field),
        }
    }
}

/// A text field of the project; what is typed there in one go is one step of undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypingIn {
    /// The project's title.
    Title,
    /// The source record of an article.
    Source(ArticleId),
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
}

/// One state of the project in this session: undo goes back to the revision that was left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(u64);

/// Everything that was done, so that all of it can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Latest last.
    done: Vec<Step>,
    /// Undone latest last.
    undone: Vec<Step>,
    current: Revision,
    /// The highest revision given so far; each is given once.
    newest: Revision,
    /// The next typing begins a step of its own.
    typing_ended: bool,
}

/// A way from the current state to the one before or after it.
#[derive(Clone, Debug)]
struct Step {
    label: &'static str,
    edits: Vec<Edit>,
    typing: Option<TypingIn>,
    /// The revision that the edits lead to.
    leads_to: Revision,
}

impl History {
    /// Which state the project is in.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.current
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&'static str> {
        self.done.last().map(|step| step.label)
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&'static str> {
        self.undone.last().map(|step| step.label)
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
            self.done.push(Step {
                label,
                edits: inverses,
                typing,
                leads_to: before,
            });
        }
        Ok(())
    }

    fn goes_on(&self, typing: Option<TypingIn>) -> bool {
        let last = self.done.last().and_then(|step| step.typing);
        typing.is_some() && typing == last && !self.typing_ended && self.undone.is_empty()
    }

    /// Says that the person left the text field: what is typed next is another step.
    pub fn end_typing(&mut self) {
        self.typing_ended = true;
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
    pub fn undo(&mut self, project: &mut Project) -> Result<Option<&'static str>, EditError> {
        Self::step(&mut self.done, &mut self.undone, &mut self.current, project)
    }

    /// Does again what was undone last and returns its label, or `None` where there is none.
    ///
    /// # Errors
    /// As for [`undo`](Self::undo).
    pub fn redo(&mut self, project: &mut Project) -> Result<Option<&'static str>, EditError> {
        Self::step(&mut self.undone, &mut self.done, &mut self.current, project)
    }

    fn step(
        from: &mut Vec<Step>,
        to: &mut Vec<Step>,
        current: &mut Revision,
        project: &mut Project,
    ) -> Result<Option<&'static str>, EditError> {
        let Some(step) = from.last() else {
            return Ok(None);
        };
        let edits = project.apply_all(step.edits.clone())?;
        let (label, leads_to) = (step.label, step.leads_to);
        from.pop();
        to.push(Step {
            label,
            edits,
            typing: None,
            leads_to: *current,
        });
        *current = leads_to;
        Ok(Some(label))
    }
}

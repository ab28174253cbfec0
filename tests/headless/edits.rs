//! Every edit has an inverse, and no sequence of changes, undos and redos leaves a project broken.

use std::collections::BTreeSet;

use crate::support::{Roll, any_project, roll};
use crosscheck::{
    analysis::{ClaimTable, Matrix, affected_claims},
    project::{Change, ClaimEdit, ClaimField, Edit, History, Project, ProjectEdit, TypingIn},
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn an_edit_and_its_inverse_give_the_same_project(before in any_project(), roll in roll()) {
        let mut project = before.clone();
        match project.apply(roll.edit(&before)) {
            Ok(inverse) => {
                prop_assert_eq!(crate::sound_project::check(&project), Ok(()));
                let after = project.clone();
                let again = project.apply(inverse).unwrap();
                prop_assert_eq!(&project, &before);
                project.apply(again).unwrap();
                prop_assert_eq!(&project, &after);
            }
            Err(_refused) => prop_assert_eq!(&project, &before),
        }
    }

    #[test]
    fn changes_undone_and_redone_give_the_same_states(steps in prop::collection::vec(step(), 1..60)) {
        let mut session = Session::default();
        for step in &steps {
            session.take(step)?;
        }
        session.undo_all()?;
    }

    #[test]
    fn a_change_that_fails_midway_changes_nothing(before in any_project(), rolls in prop::collection::vec(roll(), 1..6)) {
        let mut project = before.clone();
        let edits: Vec<Edit> = rolls.iter().map(|roll| roll.edit(&before)).collect();
        let mut history = History::default();
        if history.commit(&mut project, Change::new("test", edits)).is_err() {
            prop_assert_eq!(&project, &before);
            prop_assert_eq!(history.undo_label(), None);
        } else {
            history.undo(&mut project).unwrap();
            prop_assert_eq!(&project, &before);
        }
        prop_assert_eq!(crate::sound_project::check(&project), Ok(()));
    }

    #[test]
    fn the_claim_table_and_the_matrix_follow_the_edits(before in any_project(), rolls in prop::collection::vec(roll(), 1..20)) {
        let mut project = before;
        let mut table = ClaimTable::new(&project);
        let mut matrix = Matrix::new(&project);
        for roll in &rolls {
            let edit = roll.edit(&project);
            let mut touched = affected_claims(&project, std::slice::from_ref(&edit));
            if project.apply(edit.clone()).is_ok() {
                touched.extend(affected_claims(&project, &[edit]));
                table.update(&project, &touched);
                prop_assert_eq!(&table, &ClaimTable::new(&project));
                matrix.update(&project, &touched);
                prop_assert_eq!(&matrix, &Matrix::new(&project));
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Change(Vec<Roll>),
    /// Types a character into the project's title (false) or the first claim's statement (true).
    Type(bool, char),
    /// Leaves the text field.
    Leave,
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop::collection::vec(roll(), 1..4).prop_map(Step::Change),
        4 => (any::<bool>(), prop::char::range('a', 'z')).prop_map(|(claim, letter)| Step::Type(claim, letter)),
        1 => Just(Step::Leave),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

/// A project with its history, and the states that undo and redo move between.
struct Session {
    project: Project,
    history: History,
    states: Vec<Project>,
    current: usize,
    /// The last field typed in; further typing there belongs to the same step.
    typing: Option<TypingIn>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            project: Project::default(),
            history: History::default(),
            states: vec![Project::default()],
            current: 0,
            typing: None,
        }
    }
}

impl Session {
    fn take(&mut self, step: &Step) -> Result<(), TestCaseError> {
        match step {
            Step::Change(rolls) => {
                self.typing = None;
                self.change(rolls);
            }
            Step::Type(claim, letter) => self.type_letter(*claim, *letter),
            Step::Leave => {
                self.typing = None;
                self.history.end_typing();
            }
            Step::Undo => {
                self.typing.take_if(|_| self.current > 0);
                let undone = self.history.undo(&mut self.project).unwrap();
                prop_assert_eq!(undone.is_some(), self.current > 0);
                self.current = self.current.saturating_sub(1);
            }
            Step::Redo => {
                let redone = self.history.redo(&mut self.project).unwrap();
                self.typing.take_if(|_| redone.is_some());
                prop_assert_eq!(redone.is_some(), self.current + 1 < self.states.len());
                self.current = (self.current + 1).min(self.states.len() - 1);
            }
        }
        prop_assert_eq!(&self.project, &self.states[self.current]);
        prop_assert_eq!(crate::sound_project::check(&self.project), Ok(()));
        Ok(())
    }

    fn change(&mut self, rolls: &[Roll]) {
        // Each edit is made for the state after the earlier ones.
        let mut draft = self.project.clone();
        let mut edits = Vec::new();
        for roll in rolls {
            let edit = roll.edit(&draft);
            if draft.apply(edit.clone()).is_ok() {
                edits.push(edit);
            }
        }
        self.history
            .commit(&mut self.project, Change::new("change", edits))
            .unwrap();
        self.states.truncate(self.current + 1);
        self.states.push(draft);
        self.current += 1;
    }

    fn type_letter(&mut self, in_claim: bool, letter: char) {
        let claim = self.project.claims().next().filter(|_| in_claim);
        let (field, edit) = if let Some(claim) = claim {
            let statement = format!("{}{letter}", claim.statement);
            let field = ClaimField::Statement(statement);
            let edit = ClaimEdit::Set {
                id: claim.id,
                field,
            };
            (TypingIn::Statement(claim.id), Edit::Claim(edit))
        } else {
            let title = format!("{}{letter}", self.project.title());
            (TypingIn::Title, Edit::Project(ProjectEdit::SetTitle(title)))
        };
        let change = Change::typed("type", field, edit);
        self.history.commit(&mut self.project, change).unwrap();
        let goes_on = self.typing.replace(field) == Some(field);
        // Uninterrupted typing is one state.
        self.states.truncate(self.current + usize::from(!goes_on));
        self.states.push(self.project.clone());
        self.current = self.states.len() - 1;
    }

    fn undo_all(&mut self) -> Result<(), TestCaseError> {
        while self.current > 0 {
            self.take(&Step::Undo)?;
        }
        prop_assert_eq!(&self.project, &Project::default());
        Ok(())
    }
}

#[test]
fn edits_of_unlinked_records_touch_no_claim() {
    let project = generate::project(1, generate::Size::SMALL);
    assert_eq!(affected_claims(&project, &[]), BTreeSet::new());
}

//! The journal restores any change to any project, with its undo history.

use std::sync::Arc;

use crosscheck::{
    project::{Change, Edit, Project},
    storage::{JournalBase, JournalStart, recover, unsaved_work},
};
use proptest::prelude::*;

use super::{
    memory_disk::MemoryDisk,
    session::{Session, state},
};
use crate::support::{Roll, any_project, roll};

/// The edits that the rolls give, each fitted to the project after the earlier ones.
fn edits(project: &Project, rolls: &[Roll]) -> Vec<Edit> {
    let mut draft = project.clone();
    let edits = rolls.iter().map(|roll| {
        let edit = roll.edit(&draft);
        draft.apply(edit.clone()).is_ok().then_some(edit)
    });
    edits.flatten().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_change_of_any_kind_is_recovered(
        project in any_project(),
        changes in prop::collection::vec(prop::collection::vec(roll(), 1..8), 1..8),
        undone in 0..4_usize,
    ) {
        let disk = MemoryDisk::default();
        let start = JournalStart {
            base: JournalBase::Project(Arc::new(project.clone())),
            ..JournalStart::default()
        };
        let mut session = Session::beginning(&disk, project, start);
        for rolls in &changes {
            let edits = edits(&session.project, rolls);
            session.commit(Change::new("change", edits));
        }
        (0..undone.min(changes.len())).for_each(|_| session.undo());

        let disk = disk.after_kill();
        let journals = state(&disk).journals();
        let unsaved = unsaved_work(&disk, &journals).unwrap();
        let recovered = recover(&disk, &journals, &unsaved[0].name).unwrap();
        prop_assert_eq!(recovered.damage, None);
        prop_assert_eq!(recovered.project, session.project);
        prop_assert_eq!(recovered.history, session.history);
    }
}

//! A damaged project: each problem is listed with its position and remedies, each remedy does what it says and affects
//! nothing else, and nothing is dropped unless the user chooses to.

mod lines;
mod records;
mod speakers;
mod structure;

use crosscheck::{
    project::Project,
    storage::{self, Damaged, LoadError, LoadProblem},
};

#[track_caller]
fn damaged(text: &str) -> Damaged {
    match storage::from_ron(text.as_bytes()) {
        Err(LoadError::Damaged(damaged)) => *damaged,
        other => panic!("it can be repaired: {other:?}"),
    }
}

/// A complete file in which `from` is replaced by `to`.
#[track_caller]
fn replaced(whole: &str, from: &str, to: &str) -> Damaged {
    assert!(whole.contains(from), "{from:?} is in the file");
    damaged(&whole.replacen(from, to, 1))
}

fn open(damaged: &Damaged) -> Vec<LoadProblem> {
    let problems = damaged.problems().iter();
    let open = problems.filter(|problem| problem.chosen.is_none());
    open.cloned().collect()
}

/// A repaired project is like any other: it can be saved and opened.
#[track_caller]
fn sound(project: Project) -> Project {
    assert_eq!(crate::sound_project::check(&project), Ok(()));
    let written = storage::to_ron(&project);
    assert_eq!(storage::from_ron(written.as_bytes()).as_ref(), Ok(&project));
    project
}

/// The project with the safe remedies, and the best remedy for each other problem.
fn repaired(damaged: &Damaged) -> Project {
    let mut damaged = damaged.choose_safe();
    while let Some(problem) = open(&damaged).first() {
        let remedy = problem.fault.remedies().first().copied();
        damaged = damaged.choose(problem.key(), remedy);
    }
    sound(damaged.repaired().unwrap())
}

//! Makes every disk operation of a session fail once, in every way.

use std::{collections::BTreeSet, io::ErrorKind};

use crosscheck::storage::{RecoverError, recover, to_ron, unsaved_work};

use super::{
    memory_disk::{Fault, MemoryDisk},
    session::{Session, in_file, project_path, state},
};

pub const FAULTS: [Fault; 6] = [
    Fault::Once(ErrorKind::StorageFull),
    Fault::Once(ErrorKind::PermissionDenied),
    Fault::Once(ErrorKind::Other),
    Fault::Once(ErrorKind::ResourceBusy),
    Fault::Short,
    Fault::FromThenOn(ErrorKind::StorageFull),
];

/// Number of power cuts at the same step, with different losses.
pub const CUTS: u64 = 12;

/// The different disks that power cuts at this moment may leave, each with the number of its power cut.
pub fn after_power_cuts(disk: &MemoryDisk) -> Vec<(u64, MemoryDisk)> {
    let mut seen = BTreeSet::new();
    let cuts = (0..CUTS).map(|chance| (chance, disk.after_power_cut(chance)));
    cuts.filter(|(_, disk)| seen.insert(disk.all())).collect()
}

/// Runs a session on a disk with that fault at that step; `None` if the session has no such step.
fn live(number: usize, fault: Fault) -> Option<Session> {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    disk.fail_at(number, fault);
    session.live();
    (number < disk.operations()).then_some(session)
}

/// Checks the last state that can be restored, by recovery or from the file alone.
fn check(disk: &MemoryDisk, session: &Session, least: usize, what: &str) {
    let saved = in_file(disk, &project_path());
    assert!(
        session.states.contains(&saved),
        "{what}: the file is none of the states"
    );
    let journals = state(disk).journals();
    let unsaved = unsaved_work(disk, &journals).unwrap();
    assert!(unsaved.len() <= 1, "{what}: {unsaved:?}");
    let project = match unsaved.first() {
        Some(work) => match recover(disk, &journals, &work.name) {
            Ok(recovered) => {
                check_undo(session, recovered.project.clone(), recovered.history, what);
                recovered.project
            }
            // The power failed before the journal was on the disk for the first time.
            Err(RecoverError::Unreadable { .. }) => saved,
            Err(error) => panic!("{what}: {error}"),
        },
        None => saved,
    };
    let found = session.states.iter().rposition(|state| *state == project);
    let found = found.unwrap_or_else(|| panic!("{what}: recovered what never was"));
    assert!(
        found >= least,
        "{what}: {found} states came back, and {least} were acknowledged; left: {unsaved:?}"
    );
}

/// Every undo of the recovered history leads to a state that was on the screen.
fn check_undo(
    session: &Session,
    mut project: crosscheck::project::Project,
    mut history: crosscheck::project::History,
    what: &str,
) {
    while history.undo(&mut project).unwrap().is_some() {
        assert!(
            session.states.contains(&project),
            "{what}: undone to what never was"
        );
    }
}

#[test]
fn a_failed_operation_loses_no_acknowledged_change() {
    let mut runs = 0;
    for fault in FAULTS {
        for number in 0.. {
            let Some(session) = live(number, fault) else {
                break;
            };
            runs += 1;
            let what = format!("{fault:?} at operation {number}");
            let after = session.disk.after_kill();
            check(&after, &session, session.acknowledged, &what);
        }
    }
    assert!(
        runs > 300,
        "only {runs} runs: the session is not what it was"
    );
}

/// The checks of the file, before the new one is written and again before it gets its name, are among the steps that
/// fail.
#[test]
fn a_save_checks_its_file_before_replacing_it() {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.highlight(0, 4);
    let others = b"what somebody else has written";
    disk.put(&project_path(), others);
    session.save(false);
    assert!(disk.all().contains(&(project_path(), others.to_vec())));
}

#[test]
fn a_kill_at_any_operation_loses_no_acknowledged_change() {
    for number in 0.. {
        let Some(session) = live(number, Fault::End) else {
            break;
        };
        let what = format!("killed at operation {number}");
        check(
            &session.disk.after_kill(),
            &session,
            session.acknowledged,
            &what,
        );
    }
}

#[test]
fn a_power_cut_at_any_operation_loses_nothing_that_was_synced() {
    for number in 0.. {
        let Some(session) = live(number, Fault::End) else {
            break;
        };
        for (chance, after) in after_power_cuts(&session.disk) {
            let what = format!("power cut {chance} at operation {number}");
            check(&after, &session, session.durable, &what);
        }
    }
}

#[test]
fn bytes_of_a_failed_sync_are_written_again() {
    for number in 0.. {
        let Some(mut session) = live(number, Fault::Once(ErrorKind::Other)) else {
            break;
        };
        // The disk works again, and two rounds of background jobs run.
        for _ in 0..2 {
            session.write();
            session.background();
        }
        assert_eq!(session.acknowledged, session.states.len() - 1);
        for (chance, after) in after_power_cuts(&session.disk) {
            let what = format!("an error at operation {number}, and power cut {chance} later");
            check(&after, &session, session.acknowledged, &what);
        }
    }
}

#[test]
fn a_clean_end_leaves_nothing() {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.live();
    session.save(false);
    session.writer.remove_all();
    let journals = state(&disk).journals();
    let remaining: Vec<_> = disk
        .all()
        .into_iter()
        .filter(|(path, _)| path.starts_with(&journals))
        .collect();
    assert_eq!(remaining, []);
    assert_eq!(in_file(&disk, &project_path()), session.project);
}

#[test]
fn saving_removes_the_journal() {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.highlight(0, 4);
    session.save(false);
    let journals = state(&disk).journals();
    let is_journal = |path: &std::path::Path| {
        path.starts_with(&journals) && path.extension().is_some_and(|it| it != "lock")
    };
    assert!(!disk.all().iter().any(|(path, _)| is_journal(path)));
    let saved = to_ron(&session.project);
    assert!(disk.all().contains(&(project_path(), saved.into_bytes())));
}

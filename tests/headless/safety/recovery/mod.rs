//! Recovery: which work belongs to its file, which opens as an unsaved copy, and that recovering is itself safe.

mod copies;
mod saves;

use std::io::ErrorKind;

use super::{
    memory_disk::{Fault, MemoryDisk},
    session::{Session, in_file, project_path, small_project, state},
    steps::{CUTS, after_power_cuts},
};
use crate::records::Recording;
use crosscheck::storage::{
    FileState, JournalBase, JournalCommand, JournalRecord, JournalStart, JournalWriter,
    RecoverError, Recovered, UnsavedWork, discard, recover, unsaved_work,
};

fn killed_session() -> (MemoryDisk, Session) {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.highlight(0, 4);
    session.claim("Nine");
    session.type_statement("Nine people");
    session.background();
    (disk.after_kill(), session)
}

fn found(disk: &MemoryDisk) -> Vec<UnsavedWork> {
    unsaved_work(disk, &state(disk).journals()).unwrap()
}

fn recover_first(disk: &MemoryDisk) -> Result<Recovered, RecoverError> {
    let found = found(disk);
    recover(disk, &state(disk).journals(), &found[0].name)
}

#[test]
fn unsaved_changes_are_counted_as_a_user_counts_them() {
    let (disk, _) = killed_session();
    let found = found(&disk);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].title.as_str(), found[0].changes), ("Mill", 3));
    let labels = ["highlight", "add claim", "edit statement"].map(|it| (it.to_owned(), 1));
    assert_eq!(found[0].labels, labels);
    assert_eq!(found[0].file_state, FileState::Same);
    assert_eq!(found[0].project, Some(project_path()));
}

#[test]
fn the_undo_history_is_recovered_with_the_work() {
    let (disk, session) = killed_session();
    let mut recovered = recover_first(&disk).unwrap();
    assert_eq!(recovered.project, session.project);
    assert_eq!(recovered.history, session.history);
    let labels: Vec<_> =
        std::iter::from_fn(|| recovered.history.undo(&mut recovered.project).unwrap()).collect();
    assert_eq!(labels, ["edit statement", "add claim", "highlight"]);
    assert_eq!(recovered.project, small_project());
}

#[test]
fn the_history_before_a_save_is_recovered_too() {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.live();
    let recovered = recover_first(&disk.after_kill()).unwrap();
    assert_eq!(recovered.history, session.history);
    assert_eq!(recovered.project, session.project);
}

#[test]
fn work_on_a_file_that_has_not_changed_belongs_to_it() {
    let (disk, _) = killed_session();
    let recovered = recover_first(&disk).unwrap();
    let (path, saved) = recovered.file.unwrap();
    assert_eq!((path, saved.number()), (project_path(), 0));
}

#[test]
fn a_file_changed_since_is_never_overwritten() {
    let (disk, session) = killed_session();
    disk.put(&project_path(), b"what somebody else has written");
    let recovered = recover_first(&disk).unwrap();
    assert_eq!(
        recovered.project, session.project,
        "from the copy of what it builds on"
    );
    assert_eq!(recovered.file_state, FileState::Changed);
    assert_eq!(recovered.file, None, "an unsaved copy");
    assert_eq!(recovered.former_path, Some(project_path()));
}

#[test]
fn a_file_that_is_gone_is_not_needed() {
    let (disk, session) = killed_session();
    crosscheck::storage::Disk::remove(&disk, &project_path()).unwrap();
    let recovered = recover_first(&disk).unwrap();
    assert_eq!(recovered.project, session.project);
    assert_eq!(
        (recovered.file_state, recovered.file),
        (FileState::Gone, None)
    );
}

#[test]
fn a_live_session_is_not_listed() {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.highlight(0, 4);
    assert_eq!(found(&disk), []);
    let after = disk.after_kill();
    assert_eq!(found(&after).len(), 1);
}

/// The lock too: it may be unknown whose work it is, but not that there is some.
#[test]
fn the_search_for_unsaved_work_lists_it_or_reports_an_error_whichever_operation_fails() {
    let (left_behind, _) = killed_session();
    for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
        for number in 0.. {
            let disk = left_behind.after_kill();
            disk.fail_at(number, Fault::Once(kind));
            let found = unsaved_work(&disk, &state(&disk).journals());
            if disk.operations() <= number {
                break;
            }
            let Ok(found) = found else { continue };
            let what = format!("{kind:?} at operation {number}");
            assert_eq!(found.len(), 1, "{what}");
            let has_read_error = found[0].read_error.is_some();
            assert_eq!(
                has_read_error,
                found[0].file_state == FileState::DiskError,
                "{what}"
            );
        }
    }
}

#[test]
fn work_whose_lock_cannot_be_taken_is_listed_with_the_reason_and_kept() {
    let (left_behind, _) = killed_session();
    let disk = left_behind.after_kill();
    disk.fail_at(1, Fault::FromThenOn(ErrorKind::ReadOnlyFilesystem));
    let found = unsaved_work(&disk, &state(&disk).journals()).unwrap();
    assert_eq!(found[0].file_state, FileState::DiskError);
    assert_eq!(
        found[0].read_error.as_deref(),
        Some("the disk is read-only")
    );
    assert_eq!(disk.all(), left_behind.all());
}

#[test]
fn work_that_is_being_recovered_cannot_be_taken_twice() {
    let (disk, _) = killed_session();
    let name = found(&disk)[0].name.clone();
    let recovered = recover_first(&disk).unwrap();
    let folder = state(&disk).journals();
    assert!(matches!(
        recover(&disk, &folder, &name),
        Err(RecoverError::InUse)
    ));
    assert!(matches!(
        discard(&disk, &folder, &name),
        Err(RecoverError::InUse)
    ));
    drop(recovered);
    discard(&disk, &folder, &name).unwrap();
    assert_eq!(found(&disk), []);
    assert_eq!(disk.all().len(), 1, "only the project's file remains");
}

#[test]
fn a_project_that_was_never_saved_is_recovered() {
    for base in [
        JournalBase::Empty,
        JournalBase::Project(std::sync::Arc::new(small_project())),
    ] {
        let project = match &base {
            JournalBase::Project(project) => (**project).clone(),
            _ => crosscheck::project::Project::default(),
        };
        let start = JournalStart {
            base,
            ..JournalStart::default()
        };
        let disk = MemoryDisk::default();
        let mut session = Session::beginning(&disk, project, start);
        session.claim("Nine");
        let recovered = recover_first(&disk.after_kill()).unwrap();
        assert_eq!(recovered.project, session.project);
        let expected = (FileState::NeverSaved, None);
        assert_eq!((recovered.file_state, recovered.file), expected);
    }
}

#[test]
fn recovered_work_continues_in_the_same_journal_whichever_operation_fails() {
    let (left_behind, session) = killed_session();
    for fault in [
        Fault::Once(ErrorKind::StorageFull),
        Fault::Once(ErrorKind::PermissionDenied),
        Fault::Short,
        Fault::End,
    ] {
        for number in 0.. {
            let disk = left_behind.after_kill();
            disk.fail_at(number, fault);
            let went_on = go_on(&disk);
            if disk.operations() <= number {
                break;
            }
            let after = disk.after_kill();
            let recovered = recover_first(&after).unwrap();
            let what = format!("{fault:?} at operation {number}");
            let statement = &recovered.project.claims().next().unwrap().statement;
            if went_on {
                assert_eq!(statement, "undone once", "{what}");
            } else if *statement != "undone once" {
                assert_eq!(recovered.project, session.project, "{what}");
            }
            assert_eq!(in_file(&after, &project_path()), small_project(), "{what}");
        }
    }
}

#[test]
fn a_power_cut_while_recovered_work_continues_loses_none_of_it() {
    let (left_behind, session) = killed_session();
    let mut durable = 0;
    for number in 0.. {
        let disk = left_behind.after_kill();
        disk.fail_at(number, Fault::End);
        let went_on = go_on_and_sync(&disk);
        let is_last = disk.operations() <= number;
        for (chance, after) in after_power_cuts(&disk) {
            let what = format!("power cut {chance} at operation {number}");
            let recovered = recover_first(&after).expect(&what);
            let statement = &recovered.project.claims().next().unwrap().statement;
            if went_on || statement == "undone once" {
                assert_eq!(statement, "undone once", "{what}");
            } else {
                assert_eq!(recovered.project, session.project, "{what}");
                assert_eq!(recovered.history, session.history, "{what}");
            }
            assert_eq!(
                recovered.file.map(|(path, _)| path),
                Some(project_path()),
                "{what}"
            );
        }
        durable += usize::from(went_on);
        if is_last {
            break;
        }
    }
    assert!(durable > 0, "once nothing fails, it is on the disk");
}

/// Recovers a session that a power cut ended.
#[test]
fn work_left_by_a_power_cut_is_recovered_every_time() {
    for chance in 0..CUTS {
        let disk = MemoryDisk::default();
        let mut session = Session::on(&disk);
        session.live();
        let least = session.durable;
        let mut disk = disk.after_power_cut(chance);
        let first = recover_first(&disk).unwrap().project;
        let found = session.states.iter().rposition(|state| *state == first);
        assert!(
            found.is_some_and(|found| found >= least),
            "power cut {chance}"
        );
        for again in 0..3 {
            let recovered = recover_first(&disk).unwrap();
            assert_eq!(recovered.project, first, "power cut {chance}, {again}");
            let mut writer = JournalWriter::new(state(&disk).disk(), state(&disk).journals());
            writer.take(JournalCommand::Resume(recovered.resumed));
            writer.write().unwrap();
            disk = disk.after_power_cut(chance + 100 * again);
        }
    }
}

/// The same as [`go_on`], until it is on the disk. Returns whether it is.
fn go_on_and_sync(disk: &MemoryDisk) -> bool {
    let Some(mut writer) = gone_on(disk) else {
        return false;
    };
    for _ in 0..2 {
        if writer.write().is_err() {
            return false;
        }
        for job in writer.jobs(true) {
            let done = job.run(disk);
            writer.finished(done);
        }
    }
    !writer.is_sync_due()
}

/// Recovers, and makes one more change. Returns whether it was acknowledged.
fn go_on(disk: &MemoryDisk) -> bool {
    gone_on(disk).is_some_and(|mut writer| (0..2).any(|_| writer.write().is_ok()))
}

/// Recovers, and makes one more change, which is not written yet.
fn gone_on(disk: &MemoryDisk) -> Option<JournalWriter> {
    let state = state(disk);
    let found = unsaved_work(disk, &state.journals()).ok()?;
    let recovered = recover(disk, &state.journals(), &found.first()?.name).ok()?;
    let id = recovered.project.first_claim();
    let mut writer = JournalWriter::new(state.disk(), state.journals());
    writer.take(JournalCommand::Resume(recovered.resumed));
    let field = crosscheck::project::ClaimField::Statement("undone once".to_owned());
    let set = crosscheck::project::ClaimEdit::Set { id, field };
    writer.take(JournalCommand::Append(JournalRecord::Change {
        label: "edit statement".into(),
        typing: None,
        edits: vec![crosscheck::project::Edit::Claim(set)],
    }));
    Some(writer)
}

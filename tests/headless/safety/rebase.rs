//! The base of a journal was changed before it could be copied: the journal begins anew with the project on the screen,
//! and nothing prevents that permanently.

use std::{io::ErrorKind, sync::Arc};

use crosscheck::storage::{
    Disk, FileHash, FileState, JobOutcome, JournalBase, JournalCommand, JournalStart, SavedFile,
    recover, save_on, to_ron, unsaved_work,
};

use crosscheck::project::Revision;

use super::{
    memory_disk::{Fault, MemoryDisk},
    session::{Session, project_path, state},
};

/// A session with a change, whose file another program has written since.
fn session_without_base() -> Session {
    let mut session = Session::on(&MemoryDisk::default());
    session.highlight(0, 4);
    session
        .disk
        .put(&project_path(), b"what somebody else has written");
    session.background();
    session
}

fn rebase(session: &mut Session) {
    session.writer.take(JournalCommand::Rebase(JournalStart {
        name: "Mill".to_owned(),
        project: Some(project_path()),
        base: JournalBase::Project(Arc::new(session.project.clone())),
        history: session.history.clone(),
        ..JournalStart::default()
    }));
}

fn begin_save(session: &mut Session) {
    let history = Box::new(session.history.clone());
    session.writer.take(JournalCommand::SaveBegun(history));
}

/// A kill recovers the last acknowledged state, with its undo.
fn check(session: &Session, what: &str) {
    let disk = session.disk.after_kill();
    let journals = state(&disk).journals();
    let found = unsaved_work(&disk, &journals).unwrap();
    let recovered =
        recover(&disk, &journals, &found[0].name).unwrap_or_else(|error| panic!("{what}: {error}"));
    let least = &session.states[session.acknowledged..];
    assert!(least.contains(&recovered.project), "{what}");
    if recovered.project == session.project {
        assert_eq!(recovered.history, session.history, "{what}");
    }
}

#[test]
fn changes_are_recovered_after_a_base_is_lost_during_a_failed_save() {
    let mut session = session_without_base();
    begin_save(&mut session);
    session.claim("Nine people were hurt");
    rebase(&mut session);
    session.claim("The mill burned");
    session.writer.take(JournalCommand::SaveEnded(None));
    session.undo();
    assert_eq!(session.acknowledged, session.states.len() - 1);
    check(&session, "after the save");
    session.highlight(22, 26);
    check(&session, "one change later");
}

/// The base of the new journal is work too: it is listed before anything more is done.
#[test]
fn work_of_a_session_that_ends_right_after_a_rebase_belongs_to_its_file() {
    let mut session = Session::on(&MemoryDisk::default());
    session.highlight(0, 4);
    session.claim("Nine people were hurt");
    session.undo();
    session.highlight(22, 26);
    let text = session.disk.read(&project_path(), u64::MAX).unwrap();
    session.writer.take(JournalCommand::Rebase(JournalStart {
        project: Some(project_path()),
        base: JournalBase::Project(Arc::new(session.project.clone())),
        saved: Some(Revision::default()),
        file: Some(FileHash::of(&text)),
        history: session.history.clone(),
        ..JournalStart::default()
    }));
    session.write();
    let disk = session.disk.after_kill();
    let journals = state(&disk).journals();
    let found = unsaved_work(&disk, &journals).unwrap();
    assert_eq!(
        (found[0].changes, found[0].file_state),
        (2, FileState::Same),
        "{found:?}"
    );
    assert_eq!(found[0].labels, [("highlight".to_owned(), 2)]);
    let recovered = recover(&disk, &journals, &found[0].name).unwrap();
    assert_eq!(recovered.project, session.project);
    assert_eq!(recovered.file, Some((project_path(), Revision::default())));

    disk.put(&project_path(), b"what somebody else has written");
    drop(recovered);
    let found = unsaved_work(&disk, &journals).unwrap();
    assert_eq!(found[0].file_state, FileState::Changed);
}

#[test]
fn a_base_that_is_lost_during_a_save_is_not_needed_after_it() {
    let mut session = session_without_base();
    begin_save(&mut session);
    let saved = session.project.clone();
    rebase(&mut session);
    session.claim("The mill burned");
    let text = to_ron(&saved);
    let hash = FileHash::of(text.as_bytes());
    let path = project_path();
    session.writer.saving(&path, hash);
    save_on(&session.disk, &path, text.as_bytes()).unwrap();
    let name = "Mill".to_owned();
    let file = SavedFile { path, hash, name };
    session.writer.take(JournalCommand::SaveEnded(Some(file)));
    session.highlight(22, 26);
    check(&session, "after the save");
    session.writer.remove_all();
    let journals = state(&session.disk).journals();
    assert!(session.disk.list(&journals).unwrap().is_empty());
}

#[test]
fn a_failed_replacement_of_a_journal_is_retried() {
    for fault in [
        Fault::Once(ErrorKind::StorageFull),
        Fault::Once(ErrorKind::Other),
        Fault::Short,
    ] {
        for number in 0.. {
            let mut session = session_without_base();
            session.disk.fail_at(number, fault);
            rebase(&mut session);
            let before = session.acknowledged;
            session.claim("The mill burned");
            session.undo();
            if session.disk.operations() <= number {
                break;
            }
            let what = format!("{fault:?} at operation {number}");
            // Changes acknowledged in the meantime can be recovered.
            if session.acknowledged > before {
                check(&session, &what);
            }
            session.write();
            assert_eq!(session.acknowledged, session.states.len() - 1, "{what}");
            check(&session, &what);
            session.background();
            session.writer.remove_all();
            let journals = state(&session.disk).journals();
            assert!(session.disk.list(&journals).unwrap().is_empty(), "{what}");
        }
    }
}

/// A large file is not read repeatedly during a save.
#[test]
fn a_base_that_a_save_may_have_replaced_is_checked_once_before_the_save_ends() {
    let mut session = Session::on(&MemoryDisk::default());
    session.highlight(0, 4);
    begin_save(&mut session);
    session
        .disk
        .put(&project_path(), b"written by the save, perhaps");
    let jobs = |session: &mut Session| {
        let jobs = session.writer.jobs(false).into_iter();
        let done: Vec<_> = jobs.map(|job| job.run(&session.disk)).collect();
        done.into_iter()
            .map(|done| session.writer.finished(done))
            .collect::<Vec<_>>()
    };
    assert!(matches!(jobs(&mut session)[..], [JobOutcome::Fine]));
    assert!(jobs(&mut session).is_empty());
    session.writer.take(JournalCommand::SaveEnded(None));
    assert!(matches!(jobs(&mut session)[..], [JobOutcome::BaseGone]));
}

/// The note of a save is in the current journal, even if that one could not be begun before the save.
#[test]
fn a_save_is_recognised_while_its_journal_is_to_replace_another() {
    for fault in [None, Some(Fault::Once(ErrorKind::StorageFull))] {
        let mut session = Session::on(&MemoryDisk::default());
        session.highlight(0, 4);
        begin_save(&mut session);
        let first = to_ron(&session.project);
        session.claim("Nine people were hurt");
        let path = project_path();
        let hash = FileHash::of(first.as_bytes());
        save_on(&session.disk, &path, first.as_bytes()).unwrap();
        let name = "Mill".to_owned();
        let file = SavedFile { path, hash, name };
        if let Some(fault) = fault {
            session.disk.fail_at(0, fault);
        }
        // The next save begins before anything is written.
        session.writer.take(JournalCommand::SaveEnded(Some(file)));
        if fault.is_some() {
            session.write();
        }
        begin_save(&mut session);
        let text = to_ron(&session.project);
        let hash = FileHash::of(text.as_bytes());
        session.writer.saving(&project_path(), hash);
        session.claim("The mill burned");
        save_on(&session.disk, &project_path(), text.as_bytes()).unwrap();

        let disk = session.disk.after_kill();
        let journals = state(&disk).journals();
        let found = unsaved_work(&disk, &journals).unwrap();
        assert_eq!(found[0].file_state, FileState::Same, "{fault:?}");
        let recovered = recover(&disk, &journals, &found[0].name).unwrap();
        assert_eq!(recovered.project, session.project);
        assert_eq!(recovered.file.unwrap().1.number(), 2);
    }
}

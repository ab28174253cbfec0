//! What a journal builds on was changed before it could be copied: the journal begins anew with what is on the screen, and
//! nothing keeps it from that for good.

use std::{io::ErrorKind, sync::Arc};

use crosscheck::files::{
    Disk, FileHash, JobOutcome, JournalBase, JournalOrder, JournalStart, left_work, recover,
    save_on, to_ron,
};

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
    session.writer.take(JournalOrder::Rebase(JournalStart {
        name: "Mill".to_owned(),
        project: Some(project_path()),
        base: JournalBase::Project(Arc::new(session.project.clone())),
        history: session.history.clone(),
        ..JournalStart::default()
    }));
}

fn begin_save(session: &mut Session) {
    let history = Box::new(session.history.clone());
    session.writer.take(JournalOrder::SaveBegun(history));
}

/// What is recovered after a kill is the last state that was acknowledged, with its undo.
fn check(session: &Session, what: &str) {
    let disk = session.disk.after_kill();
    let journals = state(&disk).journals();
    let left = left_work(&disk, &journals).unwrap();
    let recovered =
        recover(&disk, &journals, &left[0].name).unwrap_or_else(|error| panic!("{what}: {error}"));
    let least = &session.states[session.acknowledged..];
    assert!(least.contains(&recovered.project), "{what}");
    if recovered.project == session.project {
        assert_eq!(recovered.history, session.history, "{what}");
    }
}

#[test]
fn a_base_that_is_lost_during_a_save_that_fails_is_made_up_for() {
    let mut session = session_without_base();
    begin_save(&mut session);
    session.claim("Nine people were hurt");
    rebase(&mut session);
    session.claim("The mill burned");
    session.writer.take(JournalOrder::SaveEnded(None));
    session.undo();
    assert_eq!(session.acknowledged, session.states.len() - 1);
    check(&session, "after the save");
    session.highlight(22, 26);
    check(&session, "one change later");
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
    let file = crosscheck::files::SavedFile { path, hash, name };
    session.writer.take(JournalOrder::SaveEnded(Some(file)));
    session.highlight(22, 26);
    check(&session, "after the save");
    session.writer.leave();
    let journals = state(&session.disk).journals();
    assert!(session.disk.list(&journals).unwrap().is_empty());
}

#[test]
fn a_new_beginning_that_fails_is_tried_again() {
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
            // What is acknowledged meanwhile can be recovered.
            if session.acknowledged > before {
                check(&session, &what);
            }
            session.write();
            assert_eq!(session.acknowledged, session.states.len() - 1, "{what}");
            check(&session, &what);
            session.background();
            session.writer.leave();
            let journals = state(&session.disk).journals();
            assert!(session.disk.list(&journals).unwrap().is_empty(), "{what}");
        }
    }
}

/// A big file is not read again and again while a save is under way.
#[test]
fn a_base_that_a_save_may_have_replaced_is_looked_at_once_before_the_save_ends() {
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
    session.writer.take(JournalOrder::SaveEnded(None));
    assert!(matches!(jobs(&mut session)[..], [JobOutcome::BaseGone]));
}

//! What is recovered of work that was saved in between.

use super::{found, recover_first};
use crate::safety::{
    memory_disk::MemoryDisk,
    session::{Session, project_path, state},
};
use crosscheck::storage::{FileState, JournalCommand, JournalWriter};

#[test]
fn a_save_that_finished_before_a_kill_is_recognised() {
    // The file is written, and the program ends before the journal records it.
    let (disk, session) = ended_after_a_save(Session::background);
    let recovered = recover_first(&disk.after_kill()).unwrap();
    assert_eq!(recovered.project, session.project);
    let (path, revision) = recovered.file.unwrap();
    assert_eq!((path, revision.number()), (project_path(), 1));

    // Even if the copy of the previous file is gone.
    let is_copy = |path: &std::path::PathBuf| path.extension().is_some_and(|it| it == "base");
    let files = disk.all();
    let (copy, _) = files.iter().find(|(path, _)| is_copy(path)).unwrap();
    crosscheck::storage::Disk::remove(&disk, copy).unwrap();
    let recovered = recover_first(&disk).unwrap();
    assert_eq!(recovered.project, session.project);
}

/// A session that ended right after its save. Without anything `before` it, the previous file was not copied: its only
/// base is the new file.
fn ended_after_a_save(before: fn(&mut Session)) -> (MemoryDisk, Session) {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.highlight(0, 4);
    before(&mut session);
    let history = Box::new(session.history.clone());
    session.writer.take(JournalCommand::SaveBegun(history));
    session.highlight(22, 26);
    let saved = crosscheck::storage::to_ron(&session.states[1]);
    let hash = crosscheck::storage::FileHash::of(saved.as_bytes());
    session.writer.saving(&project_path(), hash);
    session.write();
    crosscheck::storage::save_on(&disk, &project_path(), saved.as_bytes()).unwrap();
    (disk.after_kill(), session)
}

#[test]
fn work_that_was_recovered_right_after_a_save_does_not_depend_on_its_file() {
    let (disk, mut session) = ended_after_a_save(|_| {});
    let recovered = recover_first(&disk).unwrap();
    session.disk = disk.clone();
    session.writer = JournalWriter::new(state(&disk).disk(), state(&disk).journals());
    session
        .writer
        .take(JournalCommand::Resume(recovered.resumed));
    session.write();
    session.background();
    disk.put(&project_path(), b"what somebody else has written");
    session.claim("Nine");
    session.background();

    let disk = disk.after_kill();
    let recovered = recover_first(&disk).unwrap();
    assert_eq!(recovered.project, session.project);
    assert_eq!(
        (recovered.file_state, recovered.file),
        (FileState::Changed, None)
    );
    assert_eq!(recovered.damage, None);
}

#[test]
fn only_unsaved_changes_are_counted() {
    let (disk, _) = ended_after_a_save(|_| {});
    assert_eq!(found(&disk)[0].labels, [("highlight".to_owned(), 1)]);
}

/// Two crashes in a row, each during a save: the first after the file was written, the second before.
#[test]
fn the_file_of_an_earlier_save_is_recognised() {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.highlight(0, 4);
    let history = Box::new(session.history.clone());
    session.writer.take(JournalCommand::SaveBegun(history));
    let saved = crosscheck::storage::to_ron(&session.project);
    let hash = crosscheck::storage::FileHash::of(saved.as_bytes());
    session.writer.saving(&project_path(), hash);
    session.highlight(22, 26);
    crosscheck::storage::save_on(&disk, &project_path(), saved.as_bytes()).unwrap();

    let disk = disk.after_kill();
    let recovered = recover_first(&disk).unwrap();
    let state = state(&disk);
    let mut writer = JournalWriter::new(state.disk(), state.journals());
    writer.take(JournalCommand::Resume(recovered.resumed));
    let history = Box::new(recovered.history);
    writer.take(JournalCommand::SaveBegun(history));
    writer.saving(
        &project_path(),
        crosscheck::storage::FileHash::of(b"never written"),
    );
    writer.write().unwrap();

    let recovered = recover_first(&disk.after_kill()).unwrap();
    assert_eq!(recovered.project, session.project);
    assert_eq!(recovered.file_state, FileState::Same);
    assert_eq!(recovered.file.unwrap().1.number(), 1);
}

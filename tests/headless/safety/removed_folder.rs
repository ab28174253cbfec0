//! The state directory is removed while a window is open: the journal notices it, and is written again.

use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use crosscheck::{
    project::{Edit, History, Project, ProjectEdit},
    storage::{
        Journal, JournalBase, JournalCommand, JournalRecord, JournalStart, JournalStatus, RealDisk,
        UnsavedWork, recover, unsaved_work,
    },
};

fn titled(title: &str) -> Edit {
    Edit::Project(ProjectEdit::SetTitle(title.to_owned()))
}

fn append(journal: &Journal, title: &str) {
    journal.send_command(JournalCommand::Append(JournalRecord::Change {
        label: "name project".into(),
        typing: None,
        edits: vec![titled(title)],
    }));
}

/// Waits until the journal's status is as wanted.
fn wait_until(journal: &Journal, is_wanted: impl Fn(&JournalStatus) -> bool) -> JournalStatus {
    let deadline = Instant::now() + Duration::from_mins(1);
    loop {
        let status = journal.wait(Duration::from_millis(50));
        if is_wanted(&status) {
            return status;
        }
        assert!(Instant::now() < deadline, "{status:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn left_after_kill(journal: Journal, folder: &Path) -> Vec<UnsavedWork> {
    drop(journal);
    unsaved_work(&RealDisk, folder).unwrap()
}

#[test]
fn a_journal_whose_folder_was_removed_is_written_again() {
    let state = tempfile::tempdir().unwrap();
    let folder = state.path().join("crosscheck/journals");
    let journal = Journal::begin(Arc::new(RealDisk), folder.clone(), || {});
    append(&journal, "Mill");
    wait_until(&journal, |status| status.waiting == 0);
    fs::remove_dir_all(state.path().join("crosscheck")).unwrap();
    // Nothing else happens in the window.
    let noticed = wait_until(&journal, |status| status.removals == 1);
    assert!(noticed.rebase_due.is_some());
    append(&journal, "Mill fire");
    let mut project = Project::default();
    project.apply(titled("Mill fire")).unwrap();
    journal.send_command(JournalCommand::Rebase(JournalStart {
        base: JournalBase::Project(Arc::new(project.clone())),
        saved: None,
        history: history_of(&["Mill", "Mill fire"]),
        ..JournalStart::default()
    }));
    wait_until(&journal, |status| status.waiting == 0);
    append(&journal, "Mill fire, 1987");
    wait_until(&journal, |status| status.waiting == 0);
    assert_eq!(unsaved_work(&RealDisk, &folder).unwrap(), [], "it is alive");
    let unsaved = left_after_kill(journal, &folder);
    let recovered = recover(&RealDisk, &folder, &unsaved[0].name).unwrap();
    assert_eq!(recovered.project.title(), "Mill fire, 1987");
    assert_eq!(recovered.history.len(), 3);
}

fn history_of(titles: &[&str]) -> History {
    let (mut project, mut history) = (Project::default(), History::default());
    for title in titles {
        let change = crosscheck::project::Change::new("name project", vec![titled(title)]);
        history.commit(&mut project, change).unwrap();
    }
    history
}

/// With its lock file gone, another process would mistake the next journal for a crashed session's.
#[test]
fn the_next_journal_after_the_folder_was_removed_has_a_lock() {
    let state = tempfile::tempdir().unwrap();
    let folder = state.path().join("journals");
    let journal = Journal::begin(Arc::new(RealDisk), folder.clone(), || {});
    append(&journal, "Mill");
    wait_until(&journal, |status| status.waiting == 0);
    // The changes are saved or discarded, and another project is open.
    journal.send_command(JournalCommand::Begin(JournalStart::default()));
    let has_journal = || {
        let mut entries = fs::read_dir(&folder).unwrap();
        entries.any(|entry| {
            entry
                .unwrap()
                .path()
                .extension()
                .is_some_and(|it| it == "journal")
        })
    };
    while has_journal() {
        std::thread::sleep(Duration::from_millis(10));
    }
    fs::remove_dir_all(&folder).unwrap();
    append(&journal, "Bridge");
    wait_until(&journal, |status| status.waiting == 0);
    assert_eq!(unsaved_work(&RealDisk, &folder).unwrap(), [], "it is alive");
    assert_eq!(left_after_kill(journal, &folder).len(), 1);
}

//! While the open file is missing or was changed elsewhere, the project counts as unsaved, and the journal contains all
//! of it.

use std::path::{Path, PathBuf};

use crosscheck::{
    analysis::ClaimTable,
    storage::{
        CopyKind, FileChange, FileVersion, JournalBase, JournalCommand, JournalStart, RealDisk,
        Settings, open_with_hash, save,
    },
    workbench::{DocumentIntent, Effect, Intent, Question, SharingIntent, Workbench},
};

use super::session::small_project;

/// A window that has just opened a project.
fn window(path: &Path) -> Workbench {
    save(path, &small_project()).unwrap();
    let mut window = Workbench::new(Settings::default());
    window.handle(Intent::Document(DocumentIntent::Open(path.to_owned())));
    let opened = open_with_hash(&RealDisk, path).unwrap();
    let table = ClaimTable::new(&opened.project);
    let read = Ok(Box::new((opened, table)));
    window.handle(Intent::Document(DocumentIntent::Opened(
        path.to_owned(),
        read,
    )));
    assert!(!window.is_dirty());
    window
}

/// Reports the state of its file to the window; returns the start of the new journal.
fn look(window: &mut Workbench, path: &Path, since: FileChange) -> Option<JournalStart> {
    let looked = SharingIntent::Checked(path.to_owned(), Some(since));
    let effects = window.handle(Intent::Sharing(looked)).into_iter();
    effects.into_iter().find_map(|effect| match effect {
        Effect::Journal(JournalCommand::Rebase(start)) => Some(start),
        _ => None,
    })
}

fn check(since: impl Fn(&Path) -> FileChange) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("mill.ron");
    let mut window = window(&path);
    let seen = FileVersion::now(&RealDisk, &path).unwrap();
    let start = look(&mut window, &path, since(&path)).unwrap();
    assert!(window.is_dirty());
    assert_eq!(start.copy.map(|copy| copy.how), Some(CopyKind::Kept));
    assert!(matches!(start.base, JournalBase::Project(project) if *project == small_project()));
    assert!(
        look(&mut window, &path, since(&path)).is_none(),
        "only once"
    );
    window.handle(Intent::Document(DocumentIntent::CloseRequested));
    assert!(matches!(window.question(), Some(Question::Unsaved(_))));
    // The file returns unchanged.
    let start = look(&mut window, &path, FileChange::Same(seen)).unwrap();
    assert_eq!(start.copy, None);
    assert!(!window.is_dirty());
}

#[test]
fn a_project_whose_file_is_gone_counts_as_unsaved_and_is_in_the_journal() {
    check(|_| FileChange::Gone);
}

#[test]
fn a_project_whose_file_was_changed_counts_as_unsaved_and_is_in_the_journal() {
    check(|path| {
        std::fs::write(path, "another").unwrap();
        FileChange::Changed(FileVersion::now(&RealDisk, path).unwrap())
    });
}

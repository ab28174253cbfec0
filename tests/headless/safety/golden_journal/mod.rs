//! Version 1 of the journal stays as it is from its release on: a golden journal is read, and is still what is written.
//!
//! The fixtures were written by the session in `script`, of every kind of record and edit. Where one of these tests fails after a
//! release, the journals of people who update in the midst of their work can no longer be recovered: a new version is needed.

mod kinds;
mod script;

use std::path::Path;

use crosscheck::{
    project::Project,
    storage::{CopyKind, CopyOf, FileState, Recovered, recover, unsaved_work},
};

use super::{
    memory_disk::MemoryDisk,
    session::{Session, project_path, state},
};
use script::{a_copy, earlier_work, every_change, on_a_file};

/// Work on a project's file, with an earlier undo history.
const JOURNAL: &[u8] = include_bytes!("../../../fixtures/journal-1/mill-1.journal");
/// Its base project.
pub const PROJECT: &[u8] = include_bytes!("../../../fixtures/journal-1/mill.ron");
/// Work on a repaired copy.
const COPY_JOURNAL: &[u8] = include_bytes!("../../../fixtures/journal-1/copy-1.journal");
/// The copy as it was opened.
const COPY_BASE: &[u8] = include_bytes!("../../../fixtures/journal-1/copy-1.base");

/// The bytes of the only file with that extension.
fn written(session: &Session, extension: &str) -> Vec<u8> {
    let is_it = |path: &Path| path.extension().is_some_and(|it| it == extension);
    let mut files = session.disk.all().into_iter();
    let mut found = files.by_ref().filter(|(path, _)| is_it(path));
    let (_, bytes) = found.next().unwrap();
    assert!(found.next().is_none());
    bytes
}

/// The work recovered from these files.
fn recovered(files: &[(&str, &[u8])]) -> Recovered {
    let disk = MemoryDisk::default();
    let folder = state(&disk).journals();
    disk.put(&project_path(), PROJECT);
    for (name, bytes) in files {
        disk.put(&folder.join(name), bytes);
    }
    let unsaved = unsaved_work(&disk, &folder).unwrap();
    assert_eq!((unsaved.len(), unsaved[0].damaged), (1, 0));
    recover(&disk, &folder, &unsaved[0].name).unwrap()
}

#[test]
fn every_record_is_recovered() {
    let session = on_a_file();
    let recovered = recovered(&[("mill-1.journal", JOURNAL)]);
    assert_eq!(
        (recovered.file_state, recovered.damage),
        (FileState::Same, None)
    );
    let (path, saved) = recovered.file.unwrap();
    assert_eq!((path, saved.number()), (project_path(), 1));
    assert_eq!(crate::sound_project::check(&recovered.project), Ok(()));
    assert_eq!(recovered.project, session.project);
    assert_eq!(recovered.history, session.history);
    let (mut project, mut history) = (recovered.project, recovered.history);
    let mut states = session.states.iter().rev();
    while history.undo(&mut project).unwrap().is_some() {
        assert!(states.any(|state| *state == project));
    }
    assert_eq!(
        project,
        Project::default(),
        "before the history of the first journal"
    );
}

#[test]
fn a_copy_and_its_base_are_recovered() {
    let session = a_copy();
    let files = [("copy-1.journal", COPY_JOURNAL), ("copy-1.base", COPY_BASE)];
    let recovered = recovered(&files);
    let copy = CopyOf {
        file: project_path(),
        how: CopyKind::Repaired,
    };
    assert_eq!((recovered.copy, recovered.file), (Some(copy), None));
    assert_eq!(recovered.project, session.project);
    assert_eq!(recovered.history, session.history);
}

/// Until the first release, `UPDATE_GOLDEN=1` rewrites it.
#[test]
fn the_golden_journal_is_written_byte_for_byte() {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let written = written(&on_a_file(), "journal");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journal-1");
        std::fs::write(folder.join("mill-1.journal"), &written).unwrap();
        return;
    }
    assert_eq!(text(written), text(JOURNAL.to_vec()));
}

/// `kinds` does not compile without a new edit; this test fails if the fixture lacks it.
#[test]
fn the_fixture_has_every_kind_of_edit_and_of_field() {
    let changes: Vec<_> = earlier_work().into_iter().chain(every_change()).collect();
    let edits: Vec<_> = changes.iter().flat_map(|change| &change.edits).collect();
    let missing = kinds::missing(&edits);
    assert!(missing.is_empty(), "{missing:?}");
    let typing: Vec<_> = changes.iter().filter_map(|change| change.typing).collect();
    let missing = kinds::missing_fields(&typing);
    assert!(missing.is_empty(), "{missing:?}");
}

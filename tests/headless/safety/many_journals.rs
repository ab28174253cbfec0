//! The unsaved work of very many crashed sessions is read in linear time, and listed as it is read.

use std::{
    fs::File,
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime},
};

use crosscheck::{
    project::{Edit, Project, ProjectEdit},
    storage::{
        Disk, FileHash, JournalBase, JournalCommand, JournalName, JournalRecord, JournalStart,
        JournalWriter, RealDisk, find_unsaved_work, to_ron, unsaved_work,
    },
};

use super::{
    memory_disk::MemoryDisk,
    session::{project_path, small_project, state},
};

/// A session that changed the project and was killed.
fn crash(disk: Arc<dyn Disk>, folder: &Path, start: JournalStart) {
    let mut writer = JournalWriter::new(disk, folder.to_owned());
    writer.take(JournalCommand::Begin(start));
    writer.take(JournalCommand::Append(JournalRecord::Change {
        label: "name project".into(),
        typing: None,
        edits: vec![Edit::Project(ProjectEdit::SetTitle("Mill".to_owned()))],
    }));
    writer.write().unwrap();
}

#[test]
fn the_project_of_many_journals_is_read_once_for_its_hash_and_its_id() {
    let disk = MemoryDisk::default();
    let journals = state(&disk).journals();
    let written = to_ron(&small_project());
    disk.put(&project_path(), written.as_bytes());
    for _ in 0..50 {
        let start = JournalStart {
            project: Some(project_path()),
            base: JournalBase::File(project_path(), FileHash::of(written.as_bytes())),
            ..JournalStart::default()
        };
        crash(Arc::new(disk.clone()), &journals, start);
    }
    let before = disk.reads_of(&project_path());
    assert_eq!(unsaved_work(&disk, &journals).unwrap().len(), 50);
    assert_eq!(disk.reads_of(&project_path()) - before, 2);
}

#[test]
fn the_latest_work_is_listed_first_and_before_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..5 {
        let start = JournalStart {
            base: JournalBase::Project(Arc::new(Project::default())),
            ..JournalStart::default()
        };
        crash(Arc::new(RealDisk), folder.path(), start);
    }
    let mut journals: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "journal"))
        .collect();
    journals.sort();
    // By name, the third is the latest.
    let now = SystemTime::now();
    for (path, minutes) in journals.iter().zip([50, 20, 10, 30, 40]) {
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(now - Duration::from_mins(minutes))
            .unwrap();
    }
    let mut found: Vec<JournalName> = Vec::new();
    find_unsaved_work(&RealDisk, folder.path(), &mut |work| {
        if found.is_empty() {
            // Journals read later may be gone by then.
            std::fs::remove_file(&journals[0]).unwrap();
        }
        found.push(work.name);
    })
    .unwrap();
    let names: Vec<String> = found.iter().map(|name| format!("{name}.journal")).collect();
    let expected = [2, 1, 3, 4].map(|at: usize| &journals[at]);
    let expected = expected.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    assert_eq!(names, expected);
}

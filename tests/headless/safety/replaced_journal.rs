//! A new journal replaces one that cannot be read, for the same base project, whatever fails on the way.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use crosscheck::{
    project::{Edit, Project, ProjectEdit},
    storage::{
        FileHash, FileState, JournalCommand, JournalRecord, JournalWriter, Recovered, SavedFile,
        recover, to_ron, unsaved_work,
    },
};

use super::{
    memory_disk::{Fault, MemoryDisk},
    session::{project_path, small_project, state},
};

fn journals(disk: &MemoryDisk) -> PathBuf {
    state(disk).journals()
}

/// A disk with an unreadable journal, and its base beside it.
fn left_behind() -> MemoryDisk {
    let disk = MemoryDisk::default();
    let folder = journals(&disk);
    disk.put(&folder.join("mill-1.journal"), b"damaged");
    let base = to_ron(&small_project());
    disk.put(&folder.join("mill-1.base"), base.as_bytes());
    disk
}

fn recovered(disk: &MemoryDisk) -> Option<Recovered> {
    let folder = journals(disk);
    let unsaved = unsaved_work(disk, &folder).ok()?;
    recover(disk, &folder, &unsaved.first()?.name).ok()
}

fn rename() -> Edit {
    Edit::Project(ProjectEdit::SetTitle("Renamed".to_owned()))
}

fn renamed() -> Project {
    let mut project = small_project();
    project.apply(rename()).unwrap();
    project
}

/// Continues with recovered work. Returns whether the change was acknowledged.
fn go_on(disk: &MemoryDisk) -> bool {
    let Some(recovered) = recovered(disk) else {
        return false;
    };
    let mut writer = JournalWriter::new(state(disk).disk(), journals(disk));
    writer.take(JournalCommand::Resume(recovered.resumed));
    writer.take(JournalCommand::Append(JournalRecord::Change {
        label: "rename".into(),
        typing: None,
        edits: vec![rename()],
    }));
    let went_on = (0..2).any(|_| writer.write().is_ok());
    for job in writer.jobs(true) {
        let done = job.run(disk);
        writer.finished(done);
    }
    went_on
}

#[test]
fn no_failure_while_continuing_loses_recovered_work() {
    let faults = [
        Fault::Once(ErrorKind::StorageFull),
        Fault::Once(ErrorKind::PermissionDenied),
        Fault::FromThenOn(ErrorKind::StorageFull),
        Fault::Short,
        Fault::End,
    ];
    let mut runs = 0;
    for fault in faults {
        for number in 0.. {
            let disk = left_behind();
            disk.fail_at(number, fault);
            let went_on = go_on(&disk);
            if disk.operations() <= number {
                break;
            }
            runs += 1;
            let what = format!("{fault:?} at operation {number}");
            let again = recovered(&disk.after_kill()).expect(&what);
            if again.project == small_project() && !went_on {
                continue;
            }
            assert_eq!(again.project, renamed(), "{what}");
            assert_eq!(again.damage, None, "{what}");
        }
    }
    assert!(runs > 30, "{runs}");
}

#[test]
fn a_power_cut_at_any_operation_keeps_the_earlier_work() {
    for number in 0.. {
        let disk = left_behind();
        disk.fail_at(number, Fault::End);
        go_on(&disk);
        if disk.operations() <= number {
            break;
        }
        for chance in 0..12 {
            let what = format!("power cut {chance} at operation {number}");
            let again = recovered(&disk.after_power_cut(chance)).expect(&what);
            assert!(
                again.project == small_project() || again.project == renamed(),
                "{what}"
            );
        }
    }
}

#[test]
fn recovered_work_continues_in_a_new_journal_that_replaces_the_damaged_one() {
    let disk = left_behind();
    assert_eq!(recovered(&disk).unwrap().file_state, FileState::BaseOnly);
    assert!(go_on(&disk));
    let names: Vec<PathBuf> = disk.all().into_iter().map(|(path, _)| path).collect();
    let in_folder = |name: &str| journals(&disk).join(name);
    let expected = ["mill-2.base", "mill-2.journal", "mill.lock"].map(in_folder);
    assert_eq!(names, expected);
    assert_eq!(recovered(&disk.after_kill()).unwrap().project, renamed());
}

#[test]
fn a_save_of_it_leaves_neither_journal() {
    let disk = left_behind();
    let recovered = recovered(&disk).unwrap();
    let mut writer = JournalWriter::new(state(&disk).disk(), journals(&disk));
    writer.take(JournalCommand::Resume(recovered.resumed));
    writer.write().unwrap();
    writer.take(JournalCommand::SaveBegun(Box::new(recovered.history)));
    let text = to_ron(&recovered.project);
    writer.take(JournalCommand::SaveEnded(Some(SavedFile {
        path: project_path(),
        hash: FileHash::of(text.as_bytes()),
        name: "Mill".to_owned(),
    })));
    let is_journal = |path: &Path| path.extension().is_some_and(|it| it != "lock");
    let remaining = disk
        .all()
        .into_iter()
        .filter(|(path, _)| path.starts_with(journals(&disk)) && is_journal(path));
    assert_eq!(remaining.count(), 0);
}

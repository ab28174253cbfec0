//! Copies that nobody else holds.

use std::io::ErrorKind;

use super::{found, recover_first};
use crate::safety::{
    memory_disk::{Fault, MemoryDisk},
    session::{Session, project_path, small_project, state},
};
use crosscheck::storage::{CopyKind, CopyOf, JournalBase, JournalStart};

/// The unsaved copy of a damaged file, opened after its repair.
fn repaired_copy() -> JournalStart {
    JournalStart {
        copy: Some(CopyOf {
            file: project_path(),
            how: CopyKind::Repaired,
        }),
        base: JournalBase::Project(std::sync::Arc::new(small_project())),
        ..JournalStart::default()
    }
}

#[test]
fn a_copy_in_no_file_is_safe_before_its_first_change() {
    for fault in [
        Fault::Once(ErrorKind::StorageFull),
        Fault::Once(ErrorKind::PermissionDenied),
        Fault::Short,
    ] {
        for number in 0.. {
            let disk = MemoryDisk::default();
            disk.fail_at(number, fault);
            let mut session = Session::beginning(&disk, small_project(), repaired_copy());
            let written = (0..2).any(|_| session.writer.write().is_ok());
            assert!(written, "{fault:?} at operation {number}");
            if disk.operations() <= number {
                break;
            }
            let after = disk.after_kill();
            let found = found(&after);
            let copy = found[0].copy.as_ref().unwrap();
            assert_eq!(copy.to_string(), "the repaired copy of mill.ron");
            assert_eq!(found[0].changes, 0);
            let recovered = recover_first(&after).unwrap();
            assert_eq!(recovered.project, small_project());
            assert_eq!(
                (recovered.file, recovered.copy.as_ref()),
                (None, Some(copy))
            );
        }
    }
}

#[test]
fn a_backup_that_was_opened_is_copied_at_once() {
    let disk = MemoryDisk::default();
    let backup = std::path::PathBuf::from("/state/backups/1/earlier.ron");
    let text = crosscheck::storage::to_ron(&small_project());
    disk.put(&backup, text.as_bytes());
    let hash = crosscheck::storage::FileHash::of(text.as_bytes());
    let start = JournalStart {
        base: JournalBase::File(backup.clone(), hash),
        ..repaired_copy()
    };
    let mut session = Session::beginning(&disk, small_project(), start);
    session.write();
    session.background();
    // Newer backups have replaced it in the meantime.
    crosscheck::storage::Disk::remove(&disk, &backup).unwrap();
    let recovered = recover_first(&disk.after_kill()).unwrap();
    assert_eq!(recovered.project, small_project());
}

#[test]
fn an_unsaved_copy_that_is_discarded_or_saved_leaves_no_journal() {
    for saved in [false, true] {
        let disk = MemoryDisk::default();
        let mut session = Session::beginning(&disk, small_project(), repaired_copy());
        session.write();
        session.background();
        if saved {
            session.save(false);
        }
        session.writer.remove_all();
        let journals = state(&disk).journals();
        let found: Vec<_> = disk.all();
        assert!(found.iter().all(|(path, _)| !path.starts_with(&journals)));
    }
}

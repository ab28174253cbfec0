//! Saves that fail, unusual paths, and backups.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crosscheck::storage::{
    BackupRetention, Backups, Disk, FileError, JournalBase, JournalStart, recover, save_on, to_ron,
    unsaved_work,
};

use super::{
    memory_disk::{Fault, MemoryDisk},
    session::{Session, in_file, project_path, small_project, state},
    steps::{FAULTS, after_power_cuts},
};

#[test]
fn every_way_in_which_a_save_fails_has_a_message() {
    for (kind, words) in [
        (ErrorKind::PermissionDenied, "this user has no permission"),
        (ErrorKind::ReadOnlyFilesystem, "the disk is read-only"),
        (ErrorKind::StorageFull, "the disk is full"),
        (ErrorKind::NotFound, "was a drive removed"),
        (ErrorKind::InvalidFilename, "the name is too long"),
    ] {
        let disk = MemoryDisk::default();
        disk.put(&project_path(), b"before");
        disk.fail_at(0, Fault::FromThenOn(kind));
        let error = save_on(&disk, &project_path(), b"after").unwrap_err();
        let sentence = error.to_string();
        assert!(sentence.contains(words), "{sentence}");
        assert!(sentence.contains("mill.ron"), "{sentence}");
        assert!(
            sentence.contains("Any earlier file is unchanged"),
            "{sentence}"
        );
        assert_eq!(
            disk.after_kill().read(&project_path(), 10).unwrap(),
            b"before"
        );
    }
}

#[test]
fn the_real_disk_reports_why_a_save_failed() {
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("n".repeat(300) + ".ron");
    let missing_folder = folder.path().join("gone").join("mill.ron");
    for (path, words) in [
        (long, "the name is too long"),
        (missing_folder, "was a drive removed"),
    ] {
        let error = crosscheck::storage::save(&path, &small_project()).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}

/// A file with the longest possible name: what is written beside it must not have a longer one.
#[test]
fn a_file_with_the_longest_name_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("n".repeat(251) + ".ron");
    crosscheck::storage::save(&path, &small_project()).unwrap();
    assert_eq!(crosscheck::storage::open(&path).unwrap(), small_project());
}

#[test]
fn a_file_that_another_program_holds_for_a_while_is_saved_after_that() {
    let disk = MemoryDisk::default();
    disk.put(&project_path(), b"before");
    let operations = {
        disk.fail_at(usize::MAX, Fault::End);
        save_on(&disk, &project_path(), b"between").unwrap();
        disk.operations()
    };
    for number in 0..operations {
        disk.fail_at(number, Fault::Once(ErrorKind::ResourceBusy));
        let saved = save_on(&disk, &project_path(), b"after");
        let content = disk.after_kill().read(&project_path(), 10).unwrap();
        match saved {
            Ok(()) | Err(FileError::NotConfirmed { .. }) => assert_eq!(content, b"after"),
            Err(_) => assert_ne!(content, b"", "operation {number}"),
        }
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf_8_is_saved_and_recovered() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let path = PathBuf::from(OsStr::from_bytes(b"/papers/m\xFCll.ron"));
    let disk = MemoryDisk::default();
    let text = to_ron(&small_project());
    save_on(&disk, &path, text.as_bytes()).unwrap();
    let hash = crosscheck::storage::FileHash::of(text.as_bytes());
    let start = JournalStart {
        project: Some(path.clone()),
        base: JournalBase::File(path.clone(), hash),
        saved: Some(crosscheck::project::Revision::default()),
        ..JournalStart::default()
    };
    let mut session = Session::beginning(&disk, small_project(), start);
    session.highlight(0, 4);
    let after = disk.after_kill();
    let journals = state(&after).journals();
    let unsaved = unsaved_work(&after, &journals).unwrap();
    let recovered = recover(&after, &journals, &unsaved[0].name).unwrap();
    assert_eq!(recovered.project, session.project);
    assert_eq!(recovered.file.unwrap().0, path);
}

fn backups(disk: &MemoryDisk) -> Backups {
    Backups::new(&state(disk))
}

fn save_number(disk: &MemoryDisk, number: usize) {
    let mut project = small_project();
    let title = crosscheck::project::ProjectEdit::SetTitle(format!("state {number}"));
    project
        .apply(crosscheck::project::Edit::Project(title))
        .unwrap();
    save_on(disk, &project_path(), to_ron(&project).as_bytes()).unwrap();
}

fn titles(disk: &MemoryDisk, backups: &Backups) -> Vec<String> {
    let listed = backups.list(Some(&project_path())).unwrap();
    listed
        .iter()
        .map(|backup| in_file(disk, &backup.path).title().to_owned())
        .collect()
}

#[test]
fn backups_are_made_of_what_a_save_replaces() {
    let disk = MemoryDisk::default();
    let backups = backups(&disk);
    let begin = Instant::now();
    let minutes = |count| begin + Duration::from_mins(count);
    assert!(
        !backups
            .keep(&project_path(), begin, BackupRetention::of_each(10))
            .unwrap(),
        "there is no file yet"
    );
    save_number(&disk, 1);
    assert!(
        backups
            .keep(&project_path(), minutes(1), BackupRetention::of_each(10))
            .unwrap()
    );
    save_number(&disk, 2);
    assert!(
        !backups
            .keep(&project_path(), minutes(10), BackupRetention::of_each(10))
            .unwrap(),
        "too soon"
    );
    assert!(
        backups
            .keep(
                Path::new("/papers/mill.ron"),
                minutes(11),
                BackupRetention::of_each(0)
            )
            .is_ok_and(|made| !made)
    );
    let listed = backups.list(None).unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].of, project_path());
    assert_eq!(listed[0].counts.unwrap().articles, 1);
    assert_eq!(
        listed[0].size,
        to_ron(&in_file(&disk, &listed[0].path)).len() as u64
    );
    assert_eq!(titles(&disk, &backups), ["state 1"]);
}

#[test]
fn only_the_newest_backups_stay() {
    let disk = MemoryDisk::default();
    save_number(&disk, 1);
    // As if they had been made in earlier seconds.
    let one = backups(&disk);
    one.keep(&project_path(), Instant::now(), BackupRetention::of_each(3))
        .unwrap();
    let made = one.list(None).unwrap().remove(0);
    let folder = made.path.parent().unwrap();
    for year in [2001, 2002, 2003] {
        let name = format!("{year}-01-01T00-00-00Z 1 0 0.ron");
        disk.put(
            &folder.join(name),
            &disk.read(&made.path, u64::MAX).unwrap(),
        );
    }
    backups(&disk)
        .keep(&project_path(), Instant::now(), BackupRetention::of_each(3))
        .unwrap();
    let years: Vec<String> = one
        .list(None)
        .unwrap()
        .iter()
        .map(|it| it.path.file_name().unwrap().to_string_lossy()[..4].to_owned())
        .collect();
    assert_eq!(years.len(), 3);
    assert!(
        years.is_sorted_by(|newer, older| newer >= older),
        "{years:?}"
    );
    assert!(
        !years.contains(&"2001".to_owned()),
        "the oldest went: {years:?}"
    );
}

/// With the clock set back, earlier backups are from the future; they must not displace new ones.
#[test]
fn the_newest_backup_is_kept_even_if_the_clock_was_set_back() {
    let disk = MemoryDisk::default();
    save_number(&disk, 1);
    let one = backups(&disk);
    one.keep(&project_path(), Instant::now(), BackupRetention::of_each(2))
        .unwrap();
    let made = one.list(None).unwrap().remove(0).path;
    let bytes = disk.read(&made, u64::MAX).unwrap();
    for year in [2101, 2102] {
        let name = format!("{year}-01-01T00-00-00Z 1 0 0.ron");
        disk.put(&made.with_file_name(name), &bytes);
    }
    save_number(&disk, 2);
    // Another session, in the same second.
    backups(&disk)
        .keep(&project_path(), Instant::now(), BackupRetention::of_each(2))
        .unwrap();
    assert_eq!(titles(&disk, &one), ["state 2", "state 1"]);
}

/// Makes the second backup of a file, with that fault at that operation. Returns whether it was kept; `None` if there
/// is no such operation.
fn keep_with(disk: &MemoryDisk, number: usize, fault: Fault) -> Option<bool> {
    save_number(disk, 1);
    let begin = Instant::now();
    let backups = backups(disk);
    backups
        .keep(&project_path(), begin, BackupRetention::of_each(1))
        .unwrap();
    save_number(disk, 2);
    disk.fail_at(number, fault);
    let later = begin + Duration::from_mins(11);
    let result = backups.keep(&project_path(), later, BackupRetention::of_each(1));
    (number < disk.operations()).then(|| result.is_ok_and(|result| result))
}

/// The file is unchanged. Every backup is a complete state of that file, including the last one reported as kept.
fn check_backups(disk: &MemoryDisk, was_kept: bool, what: &str) {
    assert_eq!(in_file(disk, &project_path()).title(), "state 2", "{what}");
    let backups = backups(disk);
    let titles = titles(disk, &backups);
    let newest = if was_kept { "state 2" } else { "state 1" };
    assert!(
        titles.iter().any(|title| title == newest),
        "{what}: {titles:?}"
    );
    let is_state = |title: &String| title == "state 1" || title == "state 2";
    assert!(titles.iter().all(is_state), "{what}: {titles:?}");
    let listed = backups.list(None).unwrap();
    assert!(listed.iter().all(|it| it.of == project_path()), "{what}");
}

#[test]
fn a_failed_backup_leaves_no_partial_file_and_keeps_the_earlier_ones() {
    for fault in FAULTS.into_iter().chain([Fault::End]) {
        for number in 0.. {
            let disk = MemoryDisk::default();
            let Some(was_kept) = keep_with(&disk, number, fault) else {
                assert!(number > 8, "{number}");
                break;
            };
            let what = format!("{fault:?} at operation {number}");
            check_backups(&disk.after_kill(), was_kept, &what);
        }
    }
}

#[test]
fn a_power_cut_at_any_operation_leaves_no_partial_backup() {
    for number in 0.. {
        let disk = MemoryDisk::default();
        let Some(was_kept) = keep_with(&disk, number, Fault::End) else {
            break;
        };
        for (chance, after) in after_power_cuts(&disk) {
            let what = format!("power cut {chance} at operation {number}");
            check_backups(&after, was_kept, &what);
        }
    }
}

#[test]
fn an_unknown_error_keeps_the_message_of_the_system() {
    let disk = MemoryDisk::default();
    disk.fail_at(0, Fault::FromThenOn(io::ErrorKind::Deadlock));
    let error = save_on(&disk, &project_path(), b"after").unwrap_err();
    assert!(error.to_string().contains("deadlock"), "{error}");
}

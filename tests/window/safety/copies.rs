//! Backups, repaired copies and other work that has no file of its own.

use std::fs;

use super::{claims_in, desk_with_file, look, mill};
use crate::desk::Desk;
use crosscheck::{project::Project, workbench::Overlay};
use egui_kittest::kittest::Queryable;

#[test]
fn a_backup_opens_as_an_unsaved_copy() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    desk.save();
    desk.make_claim("The mill burned");
    desk.save();
    desk.menu("File", "Restore backup…");
    desk.wait_settled(|bench| bench.backups().is_some());
    assert_eq!(
        desk.bench().backups().unwrap().len(),
        1,
        "the second save came within ten minutes of the first"
    );
    assert!(desk.shows("0 articles, 0 highlights, 0 claims"));
    desk.button("Open copy");
    assert_eq!(desk.statements(), [""; 0]);
    assert_eq!(desk.bench().path(), None);
    assert!(desk.bench().is_dirty());
    let left = claims_in(&desk.path("mill.ron"));
    assert_eq!(left, 2, "the file itself is as it was");
}

#[test]
fn a_damaged_backup_is_repaired_like_a_damaged_file() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    desk.save();
    desk.menu("File", "Restore backup…");
    desk.wait_until(|bench| bench.backups().is_some());
    let backup = desk.bench().backups().unwrap()[0].path.clone();
    fs::write(&backup, damaged()).unwrap();
    desk.settle();
    desk.button("Open copy");
    desk.wait_settled(|bench| bench.repair().is_some());
    let path = desk.path("mill.ron");
    assert!(desk.shows(&format!("1 problem in the backup of {}", path.display())));
    let repaired = finish_repair(&mut desk);
    assert_eq!(repaired.articles().len(), 3);
    assert_eq!((desk.bench().path(), desk.bench().is_dirty()), (None, true));
    desk.keys("Cmd+S Enter");
    desk.wait_until(|bench| bench.path().is_some());
    let saved = desk.bench().path().unwrap();
    assert_eq!(
        saved.parent(),
        path.parent(),
        "beside the file, and not beside the backup"
    );
    assert!(saved.to_string_lossy().ends_with(" (repaired).ron"));
    assert_eq!(claims_in(&path), 1, "the file is as it was");
}

/// A project file with one unreadable line.
fn damaged() -> String {
    let whole = include_str!("../../fixtures/v1/plain.ron");
    whole.replace(
        "highlight: \"0000000000022\"",
        "highlight: \"000000000002z\"",
    )
}

/// A project of which one unreadable line was left out.
fn repaired() -> Desk {
    let mut desk = desk_with_file(&damaged());
    finish_repair(&mut desk);
    desk
}

/// Leaves out the damaged record and returns the window with the rest.
fn finish_repair(desk: &mut Desk) -> Project {
    desk.harness
        .get_by_label("Leave it out: Line 60, column 39")
        .click();
    desk.wait_settled(|bench| {
        let repair = bench.repair();
        repair.is_some_and(|repair| repair.damaged.open_problems() == 0)
    });
    desk.button("Open repaired copy");
    desk.wait_settled(|bench| bench.repair().is_none());
    desk.bench().project().clone()
}

#[test]
fn a_repaired_copy_survives_a_kill_before_its_first_change() {
    let desk = repaired();
    let project = desk.bench().project().clone();
    let mut desk = desk.killed_and_started_again();
    assert!(desk.shows("Unsaved: the repaired copy of mill.ron, from "));
    desk.button("Recover");
    assert_eq!(*desk.bench().project(), project);
    assert!(desk.bench().is_dirty());
    assert_eq!(desk.bench().path(), None);
    desk.keys("Cmd+S Enter");
    desk.wait_until(|bench| bench.path().is_some());
    let name = desk.bench().path().unwrap().file_name().unwrap();
    assert!(name.to_string_lossy().ends_with(" (repaired).ron"));
    let desk = desk.killed_and_started_again();
    assert!(desk.bench().unsaved_work().is_empty(), "it was saved");
}

/// At the next start the damaged file opens again. Its problems must not cover the list that can recover the repaired
/// copy.
#[test]
fn unsaved_work_is_listed_before_repair_of_its_damaged_file() {
    let mut desk = repaired().killed_and_started_again();
    assert_eq!(desk.bench().overlay, Some(Overlay::Recovery));
    desk.button("Decide later");
    assert_eq!(desk.bench().overlay, Some(Overlay::Repair));
    desk.button("Close");
    assert_eq!(desk.bench().overlay, None);
}

#[test]
fn a_discarded_repaired_copy_is_not_listed() {
    let mut desk = repaired();
    desk.keys("Cmd+N");
    desk.button("Don't save");
    let desk = desk.killed_and_started_again();
    assert!(desk.bench().unsaved_work().is_empty());
}

#[test]
fn an_opened_backup_survives_a_kill_before_its_first_change() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    desk.save();
    desk.menu("File", "Restore backup…");
    desk.wait_settled(|bench| bench.backups().is_some());
    desk.button("Open copy");
    let mut desk = desk.killed_and_started_again();
    assert!(desk.shows("Unsaved: the earlier state of mill.ron, from "));
    desk.button("Recover");
    assert_eq!(desk.statements(), [""; 0]);
    assert_eq!((desk.bench().path(), desk.bench().is_dirty()), (None, true));
}

/// The window then has the only copy of the project.
#[test]
fn a_project_kept_after_its_file_was_deleted_survives_a_kill() {
    let mut desk = desk_with_file(include_str!("../../fixtures/v1/plain.ron"));
    let project = desk.bench().project().clone();
    fs::remove_file(desk.path("mill.ron")).unwrap();
    look(&mut desk);
    desk.wait_settled(|bench| bench.changed_file().is_some());
    desk.button("Keep mine");
    let mut desk = desk.killed_and_started_again();
    assert!(desk.shows("Unsaved: your version of mill.ron, from "));
    desk.button("Recover");
    assert_eq!(*desk.bench().project(), project);
}

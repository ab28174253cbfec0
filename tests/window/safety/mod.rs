//! Work after crashes and errors, as user stories in the window.

mod copies;
mod faulty_disk;

use std::{
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use crate::desk::{Desk, Start};
use crosscheck::{
    project::Project,
    storage::{self, Disk, RealDisk, StateDirectory},
    workbench::{Answer, Command, DocumentIntent, Intent, Purpose, SharingIntent, Workbench},
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use faulty_disk::FaultyDisk;
use tempfile::TempDir;

/// A window on a folder with an empty project, `mill.ron`.
fn mill() -> Desk {
    desk_with_file(&storage::to_ron(&Project::default()))
}

/// The same, with this content in the file.
fn desk_with_file(content: &str) -> Desk {
    start(Start::with_file("mill.ron", content))
}

fn on(drive: Arc<dyn Disk>, folder: impl Into<Rc<TempDir>>) -> Desk {
    let folder = folder.into();
    let state = StateDirectory::on(drive, folder.path().join("state"));
    start(
        Start::in_folder(folder)
            .project("mill.ron")
            .state(Some(state)),
    )
}

/// A window on the empty project, and the disk that it is on.
fn on_a_faulty_disk() -> (Desk, Arc<FaultyDisk>) {
    let folder = tempfile::tempdir().unwrap();
    storage::save(&folder.path().join("mill.ron"), &Project::default()).unwrap();
    let faulty = Arc::new(FaultyDisk::default());
    (on(Arc::clone(&faulty) as Arc<dyn Disk>, folder), faulty)
}

fn claims_in(file: &Path) -> usize {
    storage::open(file).unwrap().claims().len()
}

fn start(start: Start) -> Desk {
    let mut desk = start.sit();
    desk.wait_settled(Workbench::has_searched_for_unsaved_work);
    desk
}

/// Lets the window check the file.
fn look(desk: &mut Desk) {
    let ctx = desk.harness.ctx.clone();
    let look = Intent::Sharing(SharingIntent::Check);
    desk.harness.state_mut().handle(&ctx, look);
}

#[test]
fn recovered_work_keeps_its_undo_history() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    let mut desk = desk.killed_and_started_again();
    assert_eq!(desk.statements(), [""; 0], "nothing was saved");
    assert!(desk.shows("2 changes to \u{201c}mill.ron\u{201d}"));
    assert!(desk.shows("add claim, edit statement"));
    desk.button("Recover");
    assert_eq!(desk.statements(), ["Nine people were hurt"]);
    assert!(desk.bench().is_dirty());
    assert_eq!(desk.bench().path(), Some(desk.path("mill.ron").as_path()));
    desk.save();
    assert_eq!(claims_in(&desk.path("mill.ron")), 1);
    desk.keys("Cmd+Z");
    assert_eq!(
        desk.statements(),
        [""],
        "the statement was undone, the claim is there"
    );
}

#[test]
fn recovered_work_survives_the_next_kill_too() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    let mut desk = desk.killed_and_started_again();
    desk.button("Recover");
    desk.make_claim("The mill burned");
    let mut desk = desk.killed_and_started_again();
    desk.button("Recover");
    assert_eq!(
        desk.statements(),
        ["Nine people were hurt", "The mill burned"]
    );
}

#[test]
fn discarding_work_asks_first_and_deletes_it() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    let mut desk = desk.killed_and_started_again();
    desk.button("Discard…");
    desk.button("Cancel");
    assert_eq!(desk.bench().unsaved_work().len(), 1);
    desk.button("Discard…");
    desk.button("Discard for good");
    desk.wait_until(|bench| bench.unsaved_work().is_empty());
    let desk = desk.killed_and_started_again();
    assert!(desk.bench().unsaved_work().is_empty());
    assert!(desk.bench().overlay.is_none());
}

#[test]
fn work_kept_for_later_opens_from_the_menu() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    let mut desk = desk.killed_and_started_again();
    desk.button("Decide later");
    assert!(!desk.shows("changes to"));
    desk.menu("File", "Recover work…");
    desk.button("Recover");
    assert_eq!(desk.statements(), ["Nine people were hurt"]);
}

#[test]
fn work_on_a_changed_file_opens_as_a_copy_and_the_file_stays() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    desk.wait_until(|bench| bench.journal().waiting == 0);
    let other = storage::sample();
    let file = desk.path("mill.ron");
    let journals = desk.path("state/journals");
    wait_for_copy(&journals);
    storage::save(&file, &other).unwrap();
    let mut desk = desk.killed_and_started_again();
    assert!(desk.shows("Recovered work opens as an unsaved copy"));
    desk.button("Recover");
    assert_eq!(desk.statements(), ["Nine people were hurt"]);
    assert_eq!(desk.bench().path(), None);
    assert!(desk.is_told("has changed since"));
    assert_eq!(storage::open(&file).unwrap(), other);
    desk.keys("Cmd+S");
    let suggested = desk.path("mill (recovered).ron");
    desk.keys("Enter");
    desk.wait_until(|bench| bench.path().is_some());
    assert_eq!(desk.bench().path(), Some(suggested.as_path()));
    assert_eq!(storage::open(&file).unwrap(), other);
}

/// Waits until the journal has its copy of the project, which is made in the background after the first change.
fn wait_for_copy(journals: &Path) {
    let since = Instant::now();
    let is_copy = |path: &PathBuf| path.extension().is_some_and(|it| it == "base");
    while !RealDisk.list(journals).unwrap().iter().any(is_copy) {
        assert!(
            since.elapsed() < Duration::from_secs(20),
            "no copy was made"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_failed_save_gives_the_reason_and_offers_another_path() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    fs::remove_file(desk.path("mill.ron")).unwrap();
    fs::create_dir(desk.path("mill.ron")).unwrap();
    desk.keys("Cmd+S");
    desk.wait_settled(|bench| !bench.notices().is_empty());
    assert!(desk.is_told("is a folder, not a file"));
    assert!(desk.bench().is_dirty());
    desk.button("Save as…");
    let elsewhere = desk.path("elsewhere.ron");
    desk.harness.get_by_label("Path").focus();
    desk.settle();
    desk.keys("Cmd+A");
    desk.type_text(&elsewhere.display().to_string());
    desk.button("Save");
    desk.wait_until(|bench| !bench.is_dirty());
    assert_eq!(claims_in(&elsewhere), 1);
}

#[test]
fn quitting_waits_for_the_save() {
    let (mut desk, faulty) = on_a_faulty_disk();
    desk.make_claim("Nine people were hurt");
    let held = faulty.hold.lock().unwrap();
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    desk.wait_until(Workbench::is_saving);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    desk.wait_until(Workbench::waits_to_quit);
    desk.harness.run_ok();
    assert!(desk.shows("Saving… Crosscheck closes when done"));
    drop(held);
    desk.wait_until(|bench| !bench.is_saving());
    assert!(!desk.bench().is_dirty());
    assert_eq!(claims_in(&desk.path("mill.ron")), 1);
}

#[test]
fn a_full_disk_for_the_journal_is_shown_and_work_continues() {
    let (mut desk, faulty) = on_a_faulty_disk();
    faulty.is_full.store(true, Ordering::Relaxed);
    desk.make_claim("Nine people were hurt");
    desk.wait_settled(|bench| bench.journal().trouble.is_some());
    assert_eq!(desk.statements(), ["Nine people were hurt"]);
    assert!(desk.shows("Journal: the disk is full, 2 changes not yet safe"));
    assert!(desk.is_told("cannot be written: the disk is full"));
    // With space again, everything is written and the error disappears.
    faulty.is_full.store(false, Ordering::Relaxed);
    desk.wait_settled(|bench| bench.journal().trouble.is_none() && bench.journal().waiting == 0);
    assert!(!desk.shows("not yet safe"));
    assert!(!desk.is_told("cannot be written"));
    let desk = desk.killed_and_started_again();
    assert_eq!(desk.bench().unsaved_work()[0].changes, 2);
}

#[test]
fn a_long_list_of_unsaved_work_is_shown_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let journals = folder.path().join("state/journals");
    fs::create_dir_all(&journals).unwrap();
    for number in 0..50 {
        let name = format!("{number:013}-1.journal");
        fs::write(journals.join(name), "no journal").unwrap();
    }
    let mut desk = Desk::in_folder(Rc::new(folder), None, egui::Theme::Light);
    desk.wait_settled(Workbench::has_searched_for_unsaved_work);
    let shown = |desk: &Desk| {
        desk.harness
            .query_all_by_label_contains("The start of the journal")
            .count()
    };
    assert_eq!(shown(&desk), 20);
    let more = |desk: &mut Desk, label| {
        desk.harness.get_by_label(label).click_accesskit();
        desk.settle();
    };
    more(&mut desk, "Show more (30 left)");
    assert_eq!(shown(&desk), 40);
    more(&mut desk, "Show more (10 left)");
    assert_eq!(shown(&desk), 50);
}

#[test]
fn a_successful_save_clears_the_journal_error() {
    let (mut desk, faulty) = on_a_faulty_disk();
    faulty.no_sync.store(true, Ordering::Relaxed);
    desk.make_claim("Nine people were hurt");
    desk.wait_until(|bench| bench.journal().trouble.is_some());
    // The journal that could not be written is no longer needed.
    desk.save();
    desk.wait_settled(|bench| bench.journal().trouble.is_none());
    assert!(!desk.is_told("cannot be written"));
}

#[test]
fn a_panic_while_opening_is_reported_and_another_project_opens() {
    let (mut desk, faulty) = on_a_faulty_disk();
    storage::save(&desk.path("other.ron"), &storage::sample()).unwrap();
    let open = |desk: &mut Desk| {
        let open = DocumentIntent::Open(desk.path("other.ron"));
        let ctx = desk.harness.ctx.clone();
        let app = desk.harness.state_mut();
        app.handle(&ctx, Intent::Document(open));
        assert!(desk.bench().is_opening());
        desk.settle();
    };
    *faulty.fault_at.lock().unwrap() = Some("ron");
    open(&mut desk);
    assert!(desk.is_told("other.ron: a bug in Crosscheck stopped the work on this file"));
    *faulty.fault_at.lock().unwrap() = None;
    open(&mut desk);
    assert_eq!(*desk.bench().project(), storage::sample());
}

#[test]
fn a_panic_during_recovery_is_reported_and_the_work_stays() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    let faulty = Arc::new(FaultyDisk::default());
    let mut desk = on(Arc::clone(&faulty) as Arc<dyn Disk>, desk.close());
    *faulty.fault_at.lock().unwrap() = Some("journal");
    desk.button("Recover");
    assert!(
        desk.is_told("A bug in Crosscheck stopped the recovery. The work is still in its journal")
    );
    *faulty.fault_at.lock().unwrap() = None;
    desk.button("Recover");
    assert_eq!(desk.statements(), ["Nine people were hurt"]);
}

#[test]
fn cancelling_a_dialog_does_not_cancel_a_quit_that_waits_for_a_save() {
    let mut bench = Workbench::new(storage::Settings::default());
    let mut handle = |intent| bench.handle(intent);
    handle(Intent::Command(Command::NewClaim));
    handle(Intent::Command(Command::SaveAs));
    let path = vec![PathBuf::from("mill.ron")];
    let chosen = DocumentIntent::PathsPicked(Purpose::Save, path);
    handle(Intent::Document(chosen));
    handle(Intent::Command(Command::Quit));
    for purpose in [Purpose::Articles, Purpose::Save] {
        handle(Intent::Document(DocumentIntent::NotChosen(purpose)));
        handle(Intent::Document(DocumentIntent::NoDialog(purpose)));
        handle(Intent::SetOverlay(None));
    }
    assert!(bench.waits_to_quit());
}

#[test]
fn cancelling_the_save_dialog_cancels_the_quit() {
    let mut bench = Workbench::new(storage::Settings::default());
    bench.handle(Intent::Command(Command::NewClaim));
    bench.handle(Intent::Command(Command::Quit));
    bench.handle(Intent::Document(DocumentIntent::Answer(Answer::Save)));
    bench.handle(Intent::Document(DocumentIntent::NotChosen(Purpose::Save)));
    bench.handle(Intent::Command(Command::SaveAs));
    let chosen = DocumentIntent::PathsPicked(Purpose::Save, vec![PathBuf::from("mill.ron")]);
    bench.handle(Intent::Document(chosen));
    assert!(bench.is_saving() && !bench.waits_to_quit());
}

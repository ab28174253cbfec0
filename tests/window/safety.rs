//! Work after crashes and errors, as user stories in the window.

use std::{
    fs, io,
    path::{Path, PathBuf},
    rc::Rc,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::desk::{Desk, Start};
use crosscheck::{
    project::Project,
    storage::{self, Disk, DiskFile, FileMetadata, RealDisk, State},
    workbench::{
        Answer, Command, DocumentIntent, Intent, Overlay, Purpose, SharingIntent, Workbench,
    },
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
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
    let state = State::on(drive, folder.path().join("state"));
    start(
        Start::in_folder(folder)
            .project("mill.ron")
            .state(Some(state)),
    )
}

fn start(start: Start) -> Desk {
    let mut desk = start.sit();
    desk.wait_until(Workbench::has_searched_for_unsaved_work);
    desk.settle();
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
    assert_eq!(
        storage::open(&desk.path("mill.ron"))
            .unwrap()
            .claims()
            .len(),
        1
    );
    desk.press(Modifiers::COMMAND, Key::Z);
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
    assert!(desk.bench().overlay().is_none());
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
    assert!(desk.is_told("was changed since"));
    assert_eq!(storage::open(&file).unwrap(), other);
    desk.press(Modifiers::COMMAND, Key::S);
    let suggested = desk.path("mill (recovered).ron");
    desk.press(Modifiers::NONE, Key::Enter);
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
fn a_backup_opens_as_an_unsaved_copy() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    desk.save();
    desk.make_claim("The mill burned");
    desk.save();
    desk.menu("File", "Restore backup…");
    desk.wait_until(|bench| bench.backups().is_some());
    desk.settle();
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
    let file = storage::open(&desk.path("mill.ron")).unwrap();
    assert_eq!(file.claims().len(), 2, "the file itself is as it was");
}

#[test]
fn a_damaged_backup_is_repaired_like_a_damaged_file() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    desk.save();
    desk.menu("File", "Restore backup…");
    desk.wait_until(|bench| bench.backups().is_some());
    let backup = desk.bench().backups().unwrap()[0].path.clone();
    let whole = include_str!("../fixtures/v1/plain.ron");
    fs::write(
        &backup,
        whole.replacen(
            "highlight: \"0000000000022\"",
            "highlight: \"000000000002z\"",
            1,
        ),
    )
    .unwrap();
    desk.settle();
    desk.button("Open copy");
    desk.wait_until(|bench| bench.repair().is_some());
    desk.settle();
    let path = desk.path("mill.ron");
    assert!(desk.shows(&format!("1 problem in the backup of {}", path.display())));
    let repaired = finish_repair(&mut desk);
    assert_eq!(repaired.articles().len(), 3);
    assert_eq!((desk.bench().path(), desk.bench().is_dirty()), (None, true));
    desk.press(Modifiers::COMMAND, Key::S);
    desk.press(Modifiers::NONE, Key::Enter);
    desk.wait_until(|bench| bench.path().is_some());
    let saved = desk.bench().path().unwrap();
    assert_eq!(
        saved.parent(),
        path.parent(),
        "beside the file, and not beside the backup"
    );
    assert!(saved.to_string_lossy().ends_with(" (repaired).ron"));
    assert_eq!(
        storage::open(&path).unwrap().claims().len(),
        1,
        "the file is as it was"
    );
}

/// A project with one unreadable line.
fn repaired() -> Desk {
    let whole = include_str!("../fixtures/v1/plain.ron");
    let damaged = whole.replacen(
        "highlight: \"0000000000022\"",
        "highlight: \"000000000002z\"",
        1,
    );
    let mut desk = desk_with_file(&damaged);
    finish_repair(&mut desk);
    desk
}

/// Leaves out the damaged record and returns the window with the rest.
fn finish_repair(desk: &mut Desk) -> Project {
    desk.harness
        .get_by_label("Leave it out: Line 60, column 39")
        .click();
    desk.wait_until(|bench| {
        let repair = bench.repair();
        repair.is_some_and(|repair| repair.damaged().open_problems() == 0)
    });
    desk.settle();
    desk.button("Open repaired copy");
    desk.wait_until(|bench| bench.repair().is_none());
    desk.settle();
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
    desk.press(Modifiers::COMMAND, Key::S);
    desk.press(Modifiers::NONE, Key::Enter);
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
    assert_eq!(desk.bench().overlay(), Some(Overlay::Recovery));
    desk.button("Decide later");
    assert_eq!(desk.bench().overlay(), Some(Overlay::Repair));
    desk.button("Close");
    assert_eq!(desk.bench().overlay(), None);
}

#[test]
fn a_discarded_repaired_copy_is_not_listed() {
    let mut desk = repaired();
    desk.press(Modifiers::COMMAND, Key::N);
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
    desk.wait_until(|bench| bench.backups().is_some());
    desk.settle();
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
    let mut desk = desk_with_file(include_str!("../fixtures/v1/plain.ron"));
    let project = desk.bench().project().clone();
    fs::remove_file(desk.path("mill.ron")).unwrap();
    look(&mut desk);
    desk.wait_until(|bench| bench.changed_file().is_some());
    desk.settle();
    desk.button("Keep mine");
    let mut desk = desk.killed_and_started_again();
    assert!(desk.shows("Unsaved: your version of mill.ron, from "));
    desk.button("Recover");
    assert_eq!(*desk.bench().project(), project);
}

#[test]
fn a_failed_save_gives_the_reason_and_offers_another_path() {
    let mut desk = mill();
    desk.make_claim("Nine people were hurt");
    fs::remove_file(desk.path("mill.ron")).unwrap();
    fs::create_dir(desk.path("mill.ron")).unwrap();
    desk.press(Modifiers::COMMAND, Key::S);
    desk.wait_until(|bench| !bench.notices().is_empty());
    desk.settle();
    assert!(desk.is_told("is a folder, not a file"));
    assert!(desk.bench().is_dirty());
    desk.button("Save as…");
    let elsewhere = desk.path("elsewhere.ron");
    desk.harness.get_by_label("Path").focus();
    desk.settle();
    desk.press(Modifiers::COMMAND, Key::A);
    desk.type_text(&elsewhere.display().to_string());
    desk.button("Save");
    desk.wait_until(|bench| !bench.is_dirty());
    assert_eq!(storage::open(&elsewhere).unwrap().claims().len(), 1);
}

#[test]
fn quitting_waits_for_the_save() {
    let folder = tempfile::tempdir().unwrap();
    storage::save(&folder.path().join("mill.ron"), &Project::default()).unwrap();
    let faulty = Arc::new(FaultyDisk::default());
    let mut desk = on(Arc::clone(&faulty) as Arc<dyn Disk>, folder);
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
    assert_eq!(
        storage::open(&desk.path("mill.ron"))
            .unwrap()
            .claims()
            .len(),
        1
    );
}

/// The real disk with faults that a test switches on.
#[derive(Debug, Default)]
struct FaultyDisk {
    /// Creating a journal fails.
    is_full: AtomicBool,
    /// Writing a journal fails.
    no_sync: Arc<AtomicBool>,
    /// Reading a file with this extension panics.
    fault_at: Mutex<Option<&'static str>>,
    /// Renaming waits while this is locked.
    hold: Mutex<()>,
}

/// A file on it.
#[derive(Debug)]
struct FaultyFile {
    file: Arc<dyn DiskFile>,
    no_sync: Arc<AtomicBool>,
}

impl DiskFile for FaultyFile {
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write_at(offset, bytes)
    }
    fn cut(&self, len: u64) -> io::Result<()> {
        self.file.cut(len)
    }
    fn sync(&self) -> io::Result<()> {
        if self.no_sync.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.file.sync()
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock()
    }
}

impl FaultyDisk {
    fn check(&self, path: &Path) -> io::Result<()> {
        let is_journal = path.extension().is_some_and(|ending| ending == "journal");
        if is_journal && self.is_full.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

impl Disk for FaultyDisk {
    fn look(&self, path: &Path) -> io::Result<FileMetadata> {
        RealDisk.look(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(path)
    }
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let ending = *self.fault_at.lock().unwrap();
        let is_there = path
            .extension()
            .zip(ending)
            .is_some_and(|(it, at)| it == at);
        assert!(!is_there, "a fault that the test forces");
        RealDisk.read(path, limit)
    }
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Arc<dyn DiskFile>> {
        self.check(path)?;
        let file = RealDisk.create(path, like)?;
        let is_journal = path.extension().is_some_and(|ending| ending == "journal");
        let no_sync = Arc::clone(&self.no_sync);
        Ok(if is_journal {
            Arc::new(FaultyFile { file, no_sync })
        } else {
            file
        })
    }
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        RealDisk.open(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let _held = self.hold.lock().unwrap();
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.make_folder(folder)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}

#[test]
fn a_full_disk_for_the_journal_is_shown_and_work_continues() {
    let folder = tempfile::tempdir().unwrap();
    storage::save(&folder.path().join("mill.ron"), &Project::default()).unwrap();
    let faulty = Arc::new(FaultyDisk::default());
    let mut desk = on(Arc::clone(&faulty) as Arc<dyn Disk>, folder);
    faulty.is_full.store(true, Ordering::Relaxed);
    desk.make_claim("Nine people were hurt");
    desk.wait_until(|bench| bench.journal().trouble.is_some());
    desk.settle();
    assert_eq!(desk.statements(), ["Nine people were hurt"]);
    assert!(desk.shows("Journal: the disk is full, 2 changes not yet safe"));
    assert!(desk.is_told("cannot be written: the disk is full"));
    // With space again, everything is written and the error disappears.
    faulty.is_full.store(false, Ordering::Relaxed);
    desk.wait_until(|bench| bench.journal().trouble.is_none() && bench.journal().waiting == 0);
    desk.settle();
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
    desk.wait_until(Workbench::has_searched_for_unsaved_work);
    desk.settle();
    let shown = |desk: &Desk| {
        desk.harness
            .query_all_by_label_contains("Its beginning")
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
    let folder = tempfile::tempdir().unwrap();
    storage::save(&folder.path().join("mill.ron"), &Project::default()).unwrap();
    let faulty = Arc::new(FaultyDisk::default());
    let mut desk = on(Arc::clone(&faulty) as Arc<dyn Disk>, folder);
    faulty.no_sync.store(true, Ordering::Relaxed);
    desk.make_claim("Nine people were hurt");
    desk.wait_until(|bench| bench.journal().trouble.is_some());
    // The journal that could not be written is no longer needed.
    desk.save();
    desk.wait_until(|bench| bench.journal().trouble.is_none());
    desk.settle();
    assert!(!desk.is_told("cannot be written"));
}

#[test]
fn a_panic_while_opening_is_reported_and_another_project_opens() {
    let folder = tempfile::tempdir().unwrap();
    storage::save(&folder.path().join("mill.ron"), &Project::default()).unwrap();
    storage::save(&folder.path().join("other.ron"), &storage::sample()).unwrap();
    let faulty = Arc::new(FaultyDisk::default());
    let mut desk = on(Arc::clone(&faulty) as Arc<dyn Disk>, folder);
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

//! What becomes of work when something goes wrong, told as a user's stories in the window.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crosscheck::{
    app::{App, Surroundings},
    files::{self, Disk, DiskFile, Looked, RealDisk, State},
    project::Project,
    reader::TextEngine,
    workbench::Workbench,
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};

/// A window on a folder with a project, `mill.ron`, and a state directory.
struct Desk {
    harness: Harness<'static, App>,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        files::save(&folder.path().join("mill.ron"), &Project::default()).unwrap();
        Self::on(Arc::new(RealDisk), folder)
    }

    fn on(drive: Arc<dyn Disk>, folder: tempfile::TempDir) -> Self {
        let state = State::on(drive, folder.path().join("state"));
        let project = folder.path().join("mill.ron");
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_max_steps(64)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |creation| {
                let surroundings = Surroundings {
                    state: Some(state),
                    engine: TextEngine::with_fonts_only(Vec::new()),
                    file_dialogs: false,
                };
                let mut app = App::new(creation, surroundings);
                app.open_first(&creation.egui_ctx, Some(project));
                app
            });
        let mut desk = Self { harness, folder };
        desk.wait_for(|bench| bench.has_looked_for_left_work() && !bench.is_opening());
        desk.settle();
        desk
    }

    /// The program ends without a word, as by a kill; then it is started again.
    fn killed_and_started_again(self) -> Self {
        let Self { harness, folder } = self;
        drop(harness);
        Self::on(Arc::new(RealDisk), folder)
    }

    fn bench(&self) -> &Workbench {
        self.harness.state().workbench()
    }

    fn settle(&mut self) {
        for _ in 0..3 {
            self.harness.run_ok();
        }
        self.wait_for(|bench| !bench.is_saving() && !bench.is_opening());
        self.harness.run_ok();
    }

    fn wait_for(&mut self, what: impl Fn(&Workbench) -> bool) {
        let since = Instant::now();
        while !what(self.bench()) {
            assert!(
                since.elapsed() < Duration::from_secs(20),
                "it did not come; notices: {:?}",
                self.bench().notices()
            );
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
    }

    fn click(&mut self, name: &str) {
        self.harness
            .get_by_role_and_label(Role::Button, name)
            .click();
        self.settle();
    }

    fn menu(&mut self, entry: &str) {
        self.harness.get_by_label("File").click();
        self.settle();
        self.harness
            .query_all_by_label(entry)
            .last()
            .expect(entry)
            .click();
        self.settle();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    fn make_claim(&mut self, statement: &str) {
        self.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        self.type_text(statement);
    }

    fn save(&mut self) {
        self.press(Modifiers::COMMAND, Key::S);
        self.wait_for(|bench| !bench.is_dirty());
    }

    fn claims(&self) -> Vec<&str> {
        let claims = self.bench().project().claims();
        claims.map(|claim| claim.statement.as_str()).collect()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn shows(&self, words: &str) -> bool {
        self.harness.query_by_label_contains(words).is_some()
    }

    fn is_told(&self, words: &str) -> bool {
        let mut notices = self.bench().notices().iter();
        notices.any(|notice| notice.text.contains(words))
    }
}

#[test]
fn recovered_work_is_there_with_its_undo() {
    let mut desk = Desk::new();
    desk.make_claim("Nine people were hurt");
    let mut desk = desk.killed_and_started_again();
    assert_eq!(desk.claims(), [""; 0], "nothing was saved");
    assert!(desk.shows("2 changes to \u{201c}mill.ron\u{201d}"));
    assert!(desk.shows("new claim, edit statement"));
    desk.click("Recover");
    assert_eq!(desk.claims(), ["Nine people were hurt"]);
    assert!(desk.bench().is_dirty());
    assert_eq!(desk.bench().path(), Some(desk.path("mill.ron").as_path()));
    desk.save();
    assert_eq!(
        files::open(&desk.path("mill.ron")).unwrap().claims().len(),
        1
    );
    desk.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(
        desk.claims(),
        [""],
        "the statement was undone, the claim is there"
    );
}

#[test]
fn recovered_work_survives_the_next_kill_too() {
    let mut desk = Desk::new();
    desk.make_claim("Nine people were hurt");
    let mut desk = desk.killed_and_started_again();
    desk.click("Recover");
    desk.make_claim("The mill burned");
    let mut desk = desk.killed_and_started_again();
    desk.click("Recover");
    assert_eq!(desk.claims(), ["Nine people were hurt", "The mill burned"]);
}

#[test]
fn discarded_work_is_asked_about_and_then_gone() {
    let mut desk = Desk::new();
    desk.make_claim("Nine people were hurt");
    let mut desk = desk.killed_and_started_again();
    desk.click("Discard…");
    desk.click("Keep");
    assert_eq!(desk.bench().left_work().len(), 1);
    desk.click("Discard…");
    desk.click("Discard for Good");
    desk.wait_for(|bench| bench.left_work().is_empty());
    let desk = desk.killed_and_started_again();
    assert!(desk.bench().left_work().is_empty());
    assert!(desk.bench().overlay().is_none());
}

#[test]
fn work_that_is_kept_for_later_is_found_in_the_menu() {
    let mut desk = Desk::new();
    desk.make_claim("Nine people were hurt");
    let mut desk = desk.killed_and_started_again();
    desk.click("Keep for later");
    assert!(!desk.shows("changes to"));
    desk.menu("Recover Work…");
    desk.click("Recover");
    assert_eq!(desk.claims(), ["Nine people were hurt"]);
}

#[test]
fn a_file_that_was_changed_meanwhile_stays_and_the_work_opens_beside_it() {
    let mut desk = Desk::new();
    desk.make_claim("Nine people were hurt");
    desk.wait_for(|bench| bench.journal().waiting == 0);
    let other = files::sample();
    let file = desk.path("mill.ron");
    let journals = desk.path("state/journals");
    wait_for_copy(&journals);
    files::save(&file, &other).unwrap();
    let mut desk = desk.killed_and_started_again();
    assert!(desk.shows("this opens as an unsaved copy"));
    desk.click("Recover");
    assert_eq!(desk.claims(), ["Nine people were hurt"]);
    assert_eq!(desk.bench().path(), None);
    assert!(desk.is_told("was changed since"));
    assert_eq!(files::open(&file).unwrap(), other);
    desk.press(Modifiers::COMMAND, Key::S);
    let suggested = desk.path("mill (recovered).ron");
    desk.press(Modifiers::NONE, Key::Enter);
    desk.wait_for(|bench| bench.path().is_some());
    assert_eq!(desk.bench().path(), Some(suggested.as_path()));
    assert_eq!(files::open(&file).unwrap(), other);
}

/// The journal copies what it builds on beside the painting, soon after the first change.
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
fn an_earlier_state_is_restored_as_an_unsaved_copy() {
    let mut desk = Desk::new();
    desk.make_claim("Nine people were hurt");
    desk.save();
    desk.make_claim("The mill burned");
    desk.save();
    desk.menu("Restore Backup…");
    desk.wait_for(|bench| bench.backups().is_some());
    desk.settle();
    assert_eq!(
        desk.bench().backups().unwrap().len(),
        1,
        "the second save came within ten minutes of the first"
    );
    assert!(desk.shows("0 articles, 0 highlights, 0 claims"));
    desk.click("Open Copy");
    assert_eq!(desk.claims(), [""; 0]);
    assert_eq!(desk.bench().path(), None);
    assert!(desk.bench().is_dirty());
    let file = files::open(&desk.path("mill.ron")).unwrap();
    assert_eq!(file.claims().len(), 2, "the file itself is as it was");
}

#[test]
fn a_save_that_fails_says_why_and_offers_another_place() {
    let mut desk = Desk::new();
    desk.make_claim("Nine people were hurt");
    fs::remove_file(desk.path("mill.ron")).unwrap();
    fs::create_dir(desk.path("mill.ron")).unwrap();
    desk.press(Modifiers::COMMAND, Key::S);
    desk.wait_for(|bench| !bench.notices().is_empty());
    desk.settle();
    assert!(desk.is_told("is a folder, not a file"));
    assert!(desk.bench().is_dirty());
    desk.click("Save As…");
    let elsewhere = desk.path("elsewhere.ron");
    desk.harness.get_by_label("Path").focus();
    desk.settle();
    desk.press(Modifiers::COMMAND, Key::A);
    desk.type_text(&elsewhere.display().to_string());
    desk.click("Save");
    desk.wait_for(|bench| !bench.is_dirty());
    assert_eq!(files::open(&elsewhere).unwrap().claims().len(), 1);
}

#[test]
fn quitting_waits_for_the_save() {
    let folder = tempfile::tempdir().unwrap();
    files::save(&folder.path().join("mill.ron"), &Project::default()).unwrap();
    let faulty = Arc::new(FaultyDisk::default());
    let mut desk = Desk::on(Arc::clone(&faulty) as Arc<dyn Disk>, folder);
    desk.make_claim("Nine people were hurt");
    let held = faulty.hold.lock().unwrap();
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    desk.wait_for(Workbench::is_saving);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    desk.wait_for(Workbench::waits_to_quit);
    desk.harness.run_ok();
    assert!(desk.shows("Saving… Crosscheck closes after that"));
    drop(held);
    desk.wait_for(|bench| !bench.is_saving());
    assert!(!desk.bench().is_dirty());
    assert_eq!(
        files::open(&desk.path("mill.ron")).unwrap().claims().len(),
        1
    );
}

/// The real disk, which a test fills up for journals, or makes slow.
#[derive(Debug, Default)]
struct FaultyDisk {
    /// No journal can be made.
    is_full: AtomicBool,
    /// Nothing is renamed while it is locked.
    hold: Mutex<()>,
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
    fn look(&self, path: &Path) -> io::Result<Looked> {
        RealDisk.look(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(path)
    }
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, limit)
    }
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Arc<dyn DiskFile>> {
        self.check(path)?;
        RealDisk.create(path, like)
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
fn a_full_disk_under_the_journal_shows_and_work_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    files::save(&folder.path().join("mill.ron"), &Project::default()).unwrap();
    let faulty = Arc::new(FaultyDisk::default());
    let mut desk = Desk::on(Arc::clone(&faulty) as Arc<dyn Disk>, folder);
    faulty.is_full.store(true, Ordering::Relaxed);
    desk.make_claim("Nine people were hurt");
    desk.wait_for(|bench| bench.journal().trouble.is_some());
    desk.settle();
    assert_eq!(desk.claims(), ["Nine people were hurt"]);
    assert!(desk.shows("Journal: the disk is full, 2 changes not yet safe"));
    assert!(desk.is_told("cannot be written: the disk is full"));
    // There is room again: all of it is written, and the trouble is over.
    faulty.is_full.store(false, Ordering::Relaxed);
    desk.wait_for(|bench| bench.journal().trouble.is_none() && bench.journal().waiting == 0);
    desk.settle();
    assert!(!desk.shows("not yet safe"));
    assert!(!desk.is_told("cannot be written"));
    let desk = desk.killed_and_started_again();
    assert_eq!(desk.bench().left_work()[0].changes, 2);
}

//! Two windows at one file, and other programs that change it, told as a user's stories.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use crosscheck::{
    app::{App, Surroundings},
    files::{self, JournalName, JournalOrder, JournalStart, Recovered, State},
    project::{Claim, ClaimEdit, Edit, Project, Revision},
    reader::TextEngine,
    workbench::{
        Changed, Command, DocumentIntent, Effect, HeldFile, Intent, RecoveryIntent, SharingIntent,
        Workbench,
    },
};
use egui::{Key, Modifiers, ViewportId, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};

/// A window with a project file, and a state directory of its own.
struct Window {
    harness: Harness<'static, App>,
    project: PathBuf,
}

impl Window {
    /// `name` tells one window from another.
    fn open(folder: &Path, name: &str) -> Self {
        let project = folder.join("mill.ron");
        if !project.exists() {
            files::save(&project, &Project::default()).unwrap();
        }
        let (state, path) = (State::at(folder.join(name)), project.clone());
        let harness = harness(state, path);
        let mut window = Self { harness, project };
        window.wait_for(|bench| bench.path().is_some() && !bench.is_opening());
        window.settle();
        window
    }

    /// The same, and nobody else has the file.
    fn alone(folder: &Path) -> Self {
        let mut window = Self::open(folder, "state");
        window.wait_for(Workbench::holds_file);
        window
    }

    fn bench(&self) -> &Workbench {
        self.harness.state().workbench()
    }

    fn settle(&mut self) {
        self.harness.run_ok();
        self.wait_for(|bench| {
            !bench.is_saving() && !bench.is_opening() && !bench.is_looking_at_path()
        });
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
        let button = self.harness.get_by_role_and_label(Role::Button, name);
        button.click();
        self.settle();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn make_claim(&mut self, statement: &str) {
        self.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        self.harness.event(egui::Event::Text(statement.to_owned()));
        self.settle();
    }

    /// The person goes to another program and comes back.
    fn go_and_come_back(&mut self) {
        for focused in [false, true] {
            let viewports = &mut self.harness.input_mut().viewports;
            viewports.entry(ViewportId::ROOT).or_default().focused = Some(focused);
            self.harness.step();
        }
        self.settle();
    }

    fn claims(&self) -> Vec<String> {
        claims(self.bench().project())
    }

    fn claims_on_disk(&self) -> Vec<String> {
        claims(&files::open(&self.project).unwrap())
    }

    /// Gives a path where the system would show a file dialog; a file that is there is replaced.
    fn save_as(&mut self, path: &Path) {
        self.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
        self.harness.get_by_label("Path").focus();
        self.settle();
        // What is suggested there is selected, or is typed over.
        self.press(Modifiers::COMMAND, Key::A);
        let typed = path.display().to_string();
        self.harness.event(egui::Event::Text(typed));
        self.settle();
        self.click("Save");
        // Whether the file is there is looked up beside the painting.
        if path.exists() {
            let since = Instant::now();
            while self.harness.query_by_label("Replace").is_none() {
                assert!(
                    since.elapsed() < Duration::from_secs(20),
                    "it is asked about"
                );
                self.harness.step();
            }
            self.click("Replace");
        }
    }

    fn shows(&self, words: &str) -> bool {
        self.harness.query_by_label_contains(words).is_some()
    }
}

/// The program as it is started with a path.
fn harness(state: State, path: PathBuf) -> Harness<'static, App> {
    Harness::builder()
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
            app.open_first(&creation.egui_ctx, Some(path));
            app
        })
}

fn claims(project: &Project) -> Vec<String> {
    project.claims().map(|it| it.statement.clone()).collect()
}

/// Another program writes a project with one claim over the file.
fn somebody_writes(path: &Path, statement: &str) {
    let mut project = files::open(path).unwrap();
    let claim = Claim::new(files::fresh_id(), statement.to_owned(), 0);
    let add = ClaimEdit::Add {
        at: 0,
        claim: Box::new(claim),
    };
    project.apply(Edit::Claim(add)).unwrap();
    files::save(path, &project).unwrap();
}

#[test]
fn a_second_window_reads_until_the_first_has_gone() {
    let folder = tempfile::tempdir().unwrap();
    let first = Window::alone(folder.path());
    let mut second = Window::open(folder.path(), "state of the second");
    second.wait_for(|bench| bench.open_elsewhere().is_some());
    second.settle();
    assert!(second.shows("Only one window can change a file"));
    second.click("Open Read-Only");
    assert!(second.shows("Read-only:"));
    second.make_claim("Nine people were hurt");
    assert_eq!(second.claims(), [""; 0]);
    assert!(second.shows("is only read here"));

    drop(first);
    second.go_and_come_back();
    second.wait_for(Workbench::holds_file);
    second.settle();
    assert!(!second.shows("Read-only:"));
    second.make_claim("Nine people were hurt");
    assert_eq!(second.claims(), ["Nine people were hurt"]);
}

#[test]
fn a_second_window_can_work_on_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Window::alone(folder.path());
    let mut second = Window::open(folder.path(), "state of the second");
    second.wait_for(|bench| bench.open_elsewhere().is_some());
    second.settle();
    second.click("Open a Copy");
    assert_eq!(second.bench().path(), None);
    assert!(second.bench().is_dirty());
    // Killed before its first change, and started again.
    drop(second);
    let mut second = Window::open(folder.path(), "state of the second");
    second.wait_for(|bench| !bench.left_work().is_empty());
    second.wait_for(|bench| bench.open_elsewhere().is_some());
    second.settle();
    assert!(second.shows("Unsaved: the copy of mill.ron, from "));
    second.click("Open Read-Only");
    second.click("Recover");
    assert_eq!(second.bench().path(), None);
    second.make_claim("Nine people were hurt");
    assert_eq!(second.claims(), ["Nine people were hurt"]);
    assert_eq!(second.claims_on_disk(), [""; 0]);
}

#[test]
fn a_file_that_was_changed_elsewhere_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::alone(folder.path());
    somebody_writes(&window.project, "The mill burned");
    window.wait_for(|bench| bench.changed_file().is_some());
    window.settle();
    assert!(window.shows("mill.ron was changed by another program"));
    window.click("Reload");
    assert_eq!(window.claims(), ["The mill burned"]);
    assert_eq!(window.bench().changed_file(), None);
    window.wait_for(Workbench::holds_file);
}

#[test]
fn nothing_is_saved_over_what_was_not_seen() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::alone(folder.path());
    window.make_claim("Mine");
    somebody_writes(&window.project, "Theirs");
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_for(|bench| bench.changed_file().is_some());
    window.settle();
    assert_eq!(window.claims_on_disk(), ["Theirs"]);
    assert!(window.bench().is_dirty());
    // Once more, with the bar in view: still not.
    window.press(Modifiers::COMMAND, Key::S);
    assert_eq!(window.claims_on_disk(), ["Theirs"]);

    window.click("Keep Mine");
    assert_eq!(window.bench().changed_file(), None);
    assert_eq!(window.claims_on_disk(), ["Theirs"]);
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_for(|bench| !bench.is_dirty());
    assert_eq!(window.claims_on_disk(), ["Mine"]);
}

#[test]
fn a_file_that_is_gone_is_told_and_written_again_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::alone(folder.path());
    fs::rename(&window.project, folder.path().join("elsewhere.ron")).unwrap();
    window.wait_for(|bench| bench.changed_file() == Some(Changed::Gone));
    window.settle();
    assert!(window.shows("mill.ron was moved or deleted"));
    window.press(Modifiers::COMMAND, Key::S);
    assert!(!window.project.exists(), "nothing is made unasked");
    window.click("Keep Mine");
    assert!(window.bench().is_dirty());
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_for(|bench| !bench.is_dirty());
    assert!(window.project.exists());
}

#[test]
fn the_windows_own_saves_are_no_news() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::alone(folder.path());
    for statement in ["One", "Two", "Three"] {
        window.make_claim(statement);
        window.press(Modifiers::COMMAND, Key::S);
        window.wait_for(|bench| !bench.is_dirty());
    }
    window.go_and_come_back();
    std::thread::sleep(Duration::from_millis(300));
    window.settle();
    assert_eq!(window.bench().changed_file(), None);
    assert_eq!(window.claims_on_disk().len(), 3);
}

#[test]
fn a_note_is_left_beside_the_file_only_while_it_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::alone(folder.path());
    let note = folder.path().join(".mill.ron.lock");
    assert!(note.exists());
    drop(window);
    assert!(!note.exists());
}

#[test]
fn a_copy_that_was_recovered_is_still_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let first = Window::alone(folder.path());
    let mut second = Window::open(folder.path(), "state of the second");
    second.wait_for(|bench| bench.open_elsewhere().is_some());
    second.settle();
    second.click("Open a Copy");
    second.make_claim("Nine people were hurt");
    second.wait_for(|bench| bench.journal().waiting == 0);
    drop(second);
    drop(first);
    let mut again = Window::open(folder.path(), "state of the second");
    again.wait_for(|bench| !bench.left_work().is_empty());
    again.settle();
    again.click("Recover");
    assert_eq!(again.claims(), ["Nine people were hurt"]);
    assert_eq!(
        again.bench().path(),
        None,
        "the original is not ours to save over"
    );
}

#[test]
fn work_before_any_project_was_opened_is_recovered_with_its_id() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::alone(folder.path());
    drop(window.harness);
    let missing = folder.path().join("missing.ron");
    let start = |path| harness(State::at(folder.path().join("another state")), path);
    window.harness = start(missing.clone());
    window.wait_for(|bench| !bench.is_opening());
    window.settle();
    let id = window.bench().project().id();
    window.make_claim("Nine people were hurt");
    window.wait_for(|bench| bench.journal().waiting == 0);
    drop(window.harness);
    window.harness = start(missing);
    window.wait_for(|bench| !bench.left_work().is_empty());
    window.settle();
    assert!(window.shows("Untitled project"));
    window.click("Recover");
    assert_eq!(window.claims(), ["Nine people were hurt"]);
    assert_eq!(window.bench().project().id(), id);
}

#[test]
fn a_file_that_another_window_has_open_is_not_replaced_by_save_as() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Window::alone(folder.path());
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let mut second = Window::alone(&elsewhere);
    second.make_claim("Mine");
    let held = folder.path().join("mill.ron");
    second.save_as(&held);
    assert_eq!(claims(&files::open(&held).unwrap()), [""; 0]);
    assert!(second.shows("has it open, so nothing was saved over it"));
    assert!(second.bench().is_dirty());
}

#[test]
fn a_file_that_comes_back_is_not_replaced_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::alone(folder.path());
    let away = folder.path().join("away.ron");
    fs::rename(&window.project, &away).unwrap();
    window.wait_for(|bench| bench.changed_file() == Some(Changed::Gone));
    window.settle();
    window.click("Keep Mine");
    window.make_claim("Mine");
    fs::rename(&away, &window.project).unwrap();
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_for(|bench| bench.changed_file().is_some());
    assert_eq!(window.claims_on_disk(), [""; 0]);
}

#[test]
fn giving_up_changes_for_another_program_s_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::alone(folder.path());
    window.make_claim("Mine");
    somebody_writes(&window.project, "Theirs");
    window.wait_for(|bench| bench.changed_file().is_some());
    window.settle();
    window.click("Reload");
    assert!(window.shows("Give up your changes"));
    window.click("Give Up and Reload");
    assert_eq!(window.claims(), ["Theirs"]);
}

#[test]
fn what_was_chosen_stays_chosen_when_the_file_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::alone(folder.path());
    for statement in ["One", "Two"] {
        window.make_claim(statement);
    }
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_for(|bench| !bench.is_dirty());
    window.press(Modifiers::ALT, Key::ArrowUp);
    let chosen = window.bench().chosen().claim;
    assert!(chosen.is_some());
    somebody_writes(&window.project, "Theirs");
    window.wait_for(|bench| bench.changed_file().is_some());
    window.settle();
    window.click("Reload");
    assert_eq!(window.claims(), ["Theirs", "One", "Two"]);
    assert_eq!(window.bench().chosen().claim, chosen);
}

/// A session with a file that was opened, and what is known of it.
fn session_with_file() -> (Workbench, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mill.ron");
    files::save(&path, &Project::default()).unwrap();
    let mut bench = Workbench::new(files::Settings::default());
    bench.handle(Intent::Document(DocumentIntent::Open(path.clone())));
    let opened = files::open_with_hash(&files::RealDisk, &path).unwrap();
    let table = crosscheck::analysis::ClaimTable::new(&opened.project);
    let opened = DocumentIntent::Opened(path.clone(), Ok(Box::new((opened, table))));
    bench.handle(Intent::Document(opened));
    (bench, path, folder)
}

/// Does what is asked for at the file, and says how often it was looked at.
fn carry_out(bench: &mut Workbench, effects: Vec<Effect>) -> usize {
    let mut looks = 0;
    for effect in effects {
        if let Effect::LookAtFile(path, seen) = effect {
            looks += 1;
            let since = seen.look_again(&files::RealDisk, &path).ok();
            let looked = SharingIntent::Looked(path, since);
            let more = bench.handle(Intent::Sharing(looked));
            looks += carry_out(bench, more);
        }
    }
    looks
}

#[test]
fn what_happens_to_a_file_while_it_is_looked_at_is_looked_at_again() {
    let (mut bench, path, _folder) = session_with_file();
    let look = || Intent::Sharing(SharingIntent::Look);
    let first = bench.handle(look());
    let since = first.iter().find_map(|effect| match effect {
        Effect::LookAtFile(path, seen) => seen.look_again(&files::RealDisk, path).ok(),
        _ => None,
    });
    // It was the same, and was written before the answer came.
    somebody_writes(&path, "The mill burned");
    assert!(bench.handle(look()).is_empty(), "one look at a time");
    let answer = SharingIntent::Looked(path, since);
    let again = bench.handle(Intent::Sharing(answer));
    assert_eq!(carry_out(&mut bench, again), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn what_happens_to_a_file_during_a_save_is_looked_at_after_it() {
    let (mut bench, path, _folder) = session_with_file();
    bench.handle(Intent::Command(Command::NewClaim));
    let effects = bench.handle(Intent::Command(Command::Save));
    let saved = effects.into_iter().find_map(|effect| match effect {
        Effect::WriteProject(path, revision, project, replaces) => {
            let saver = files::Saver {
                disk: Arc::new(files::RealDisk),
                backups: None,
                journal: None,
            };
            let done = saver.save(&path, &project, replaces);
            Some(DocumentIntent::Saved(path, revision, done))
        }
        _ => None,
    });
    somebody_writes(&path, "The mill burned");
    bench.handle(Intent::Sharing(SharingIntent::Look));
    let after = bench.handle(Intent::Document(saved.unwrap()));
    assert_eq!(carry_out(&mut bench, after), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn what_happened_to_a_file_before_it_was_watched_is_looked_at() {
    let (mut bench, path, _folder) = session_with_file();
    somebody_writes(&path, "The mill burned");
    let held = HeldFile {
        path,
        holding: files::Holding::Already,
        watch: None,
        seen: None,
    };
    let effects = bench.handle(Intent::Sharing(SharingIntent::Held(Box::new(held))));
    assert_eq!(carry_out(&mut bench, effects), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

/// What a session with that file has left: a claim.
fn left_at(path: &Path, journals: &Path) -> (JournalName, Recovered) {
    let disk: Arc<dyn files::Disk> = Arc::new(files::RealDisk);
    let opened = files::open_with_hash(&*disk, path).unwrap();
    let mut writer = files::JournalWriter::new(Arc::clone(&disk), journals.to_owned());
    writer.take(JournalOrder::Begin(JournalStart {
        project: Some(path.to_owned()),
        base: files::JournalBase::File(path.to_owned(), opened.hash),
        saved: Some(Revision::default()),
        ..JournalStart::default()
    }));
    let claim = Box::new(Claim::new(files::fresh_id(), "Mine".to_owned(), 0));
    writer.take(JournalOrder::Append(files::JournalRecord::Change {
        label: "new claim".into(),
        typing: None,
        edits: vec![Edit::Claim(ClaimEdit::Add { at: 0, claim })],
    }));
    writer.write().unwrap();
    drop(writer);
    let left = files::left_work(&*disk, journals).unwrap();
    let name = left[0].name.clone();
    let recovered = files::recover(&*disk, journals, &name).unwrap();
    (name, recovered)
}

#[test]
fn what_happens_to_a_file_while_its_work_is_recovered_is_not_replaced_unseen() {
    let (_, path, folder) = session_with_file();
    let (journal, recovered) = left_at(&path, &folder.path().join("journals"));
    somebody_writes(&path, "The mill burned");

    let mut bench = Workbench::new(files::Settings::default());
    let held = |seen| HeldFile {
        path: path.clone(),
        holding: files::Holding::Already,
        watch: None,
        seen,
    };
    let table = crosscheck::analysis::ClaimTable::new(&recovered.project);
    bench.handle(Intent::Recovery(RecoveryIntent::Recover(journal.clone())));
    let result = Ok(Box::new((recovered, table)));
    let effects = bench.handle(Intent::Recovery(RecoveryIntent::Recovered(journal, result)));
    let is_seen = effects.iter().find_map(|effect| match effect {
        Effect::HoldFile(_, is_seen) => Some(*is_seen),
        _ => None,
    });
    // As the shell does it.
    let now = files::Seen::now(&files::RealDisk, &path).unwrap();
    let seen = (is_seen == Some(false)).then_some(now);
    let effects = bench.handle(Intent::Sharing(SharingIntent::Held(Box::new(held(seen)))));
    carry_out(&mut bench, effects);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn a_journal_that_asks_gets_what_is_on_the_screen_and_what_the_file_holds() {
    let (mut bench, path, _folder) = session_with_file();
    bench.handle(Intent::Command(Command::NewClaim));
    let hash = files::open_with_hash(&files::RealDisk, &path).unwrap().hash;
    let mut begun_anew = |rebase_due| {
        let status = files::JournalStatus {
            rebase_due,
            ..files::JournalStatus::default()
        };
        let effects = bench.handle(Intent::Recovery(RecoveryIntent::JournalIs(status)));
        let starts = effects.into_iter().filter_map(|effect| match effect {
            Effect::Journal(JournalOrder::Rebase(start)) => Some(start),
            _ => None,
        });
        starts.collect::<Vec<_>>()
    };
    let first = begun_anew(Some(1));
    assert_eq!(first.len(), 1);
    let held = (first[0].project.clone(), first[0].saved, first[0].file);
    assert_eq!(held, (Some(path), Some(Revision::default()), Some(hash)));
    assert!(begun_anew(Some(1)).is_empty(), "it is on its way");
    assert_eq!(begun_anew(Some(2)).len(), 1, "it was not enough");
    assert!(begun_anew(None).is_empty());
}

//! Two windows at one file, and other programs that change it, told as a user's stories.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crosscheck::{
    app::{App, Surroundings},
    files::{self, State},
    project::{Claim, ClaimEdit, Edit, Project},
    reader::TextEngine,
    workbench::{Changed, Workbench},
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

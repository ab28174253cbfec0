//! Two windows with the same file, and other programs that change it, as user stories.

mod moments;

use std::{
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    time::Duration,
};

use crate::desk::{Desk, Start};
use crosscheck::{
    project::{Claim, ClaimEdit, Edit, Project},
    storage::{self, StateDirectory},
    workbench::{Changed, Workbench},
};
use egui::ViewportId;
use tempfile::TempDir;

/// A window with the project `mill.ron` in that folder and its own state directory.
fn open(folder: &Rc<TempDir>, state: &str) -> Desk {
    let project = folder.path().join("mill.ron");
    if !project.exists() {
        storage::save(&project, &Project::default()).unwrap();
    }
    let start = Start::in_folder(Rc::clone(folder)).project("mill.ron");
    let state = StateDirectory::at(folder.path().join(state));
    let mut desk = start.state(Some(state)).sit();
    desk.wait_settled(|bench| bench.path().is_some());
    desk
}

/// The same in a folder of its own.
fn alone(folder: &Rc<TempDir>) -> Desk {
    let mut desk = open(folder, "state");
    desk.wait_until(Workbench::holds_file);
    desk
}

fn folder() -> Rc<TempDir> {
    Rc::new(tempfile::tempdir().unwrap())
}

/// Steps that involve other programs.
trait Sharing {
    fn file(&self) -> PathBuf;
    fn claims_on_disk(&self) -> Vec<String>;
    /// Switches to another program and back.
    fn go_and_come_back(&mut self);
    /// Enters a path instead of using the file dialog and confirms replacing.
    fn save_as(&mut self, path: &Path);
}

impl Sharing for Desk {
    fn file(&self) -> PathBuf {
        self.path("mill.ron")
    }

    fn claims_on_disk(&self) -> Vec<String> {
        let project = storage::open(&self.file()).unwrap();
        project.claims().map(|it| it.statement.clone()).collect()
    }

    fn go_and_come_back(&mut self) {
        for focused in [false, true] {
            let viewports = &mut self.harness.input_mut().viewports;
            viewports.entry(ViewportId::ROOT).or_default().focused = Some(focused);
            self.harness.step();
        }
        self.settle();
    }

    fn save_as(&mut self, path: &Path) {
        self.keys("Cmd+Shift+S");
        self.type_over_path(path, "Save");
        // The path is checked in the background.
        if path.exists() {
            self.wait_to_see("Replace");
            self.button("Replace");
        }
    }
}

/// Overwrites the file with a project of one claim, as another program would.
fn somebody_writes(path: &Path, statement: &str) {
    let mut project = storage::open(path).unwrap();
    let claim = Claim::new(storage::fresh_id(), statement.to_owned(), 0);
    let add = ClaimEdit::Add {
        at: 0,
        claim: Box::new(claim),
    };
    project.apply(Edit::Claim(add)).unwrap();
    storage::save(path, &project).unwrap();
}

#[test]
fn a_second_window_is_read_only_until_the_first_closes() {
    let folder = folder();
    let first = alone(&folder);
    let mut second = open(&folder, "state of the second");
    second.wait_settled(|bench| bench.open_elsewhere().is_some());
    assert!(second.shows("Only one window can edit a file"));
    second.button("Open read-only");
    assert!(second.shows("Read-only, because"));
    second.make_claim("Nine people were hurt");
    assert_eq!(second.statements(), [""; 0]);
    assert!(second.shows("is read-only here"));

    drop(first);
    second.go_and_come_back();
    second.wait_settled(Workbench::holds_file);
    assert!(!second.shows("Read-only, because"));
    second.make_claim("Nine people were hurt");
    assert_eq!(second.statements(), ["Nine people were hurt"]);
}

#[test]
fn a_second_window_can_work_on_a_copy() {
    let folder = folder();
    let _first = alone(&folder);
    let mut second = open(&folder, "state of the second");
    second.wait_settled(|bench| bench.open_elsewhere().is_some());
    second.button("Open a copy");
    assert_eq!(second.bench().path(), None);
    assert!(second.bench().is_dirty());
    // Killed before the first change, and restarted.
    drop(second);
    let mut second = open(&folder, "state of the second");
    second.wait_until(|bench| !bench.unsaved_work().is_empty());
    second.wait_settled(|bench| bench.open_elsewhere().is_some());
    assert!(second.shows("Unsaved: the copy of mill.ron, from "));
    second.button("Open read-only");
    second.button("Recover");
    assert_eq!(second.bench().path(), None);
    second.make_claim("Nine people were hurt");
    assert_eq!(second.statements(), ["Nine people were hurt"]);
    assert_eq!(second.claims_on_disk(), [""; 0]);
}

#[test]
fn a_file_changed_by_another_program_is_reloaded() {
    let folder = folder();
    let mut window = alone(&folder);
    somebody_writes(&window.file(), "The mill burned");
    window.wait_settled(|bench| bench.changed_file().is_some());
    assert!(window.shows("mill.ron was changed by another program"));
    window.button("Reload");
    assert_eq!(window.statements(), ["The mill burned"]);
    assert_eq!(window.bench().changed_file(), None);
    window.wait_until(Workbench::holds_file);
}

#[test]
fn a_save_never_replaces_unseen_changes() {
    let folder = folder();
    let mut window = alone(&folder);
    window.make_claim("Mine");
    somebody_writes(&window.file(), "Theirs");
    window.keys("Cmd+S");
    window.wait_settled(|bench| bench.changed_file().is_some());
    assert_eq!(window.claims_on_disk(), ["Theirs"]);
    assert!(window.bench().is_dirty());
    // Again while the bar is visible: still refused.
    window.keys("Cmd+S");
    assert_eq!(window.claims_on_disk(), ["Theirs"]);

    window.button("Keep mine");
    assert_eq!(window.bench().changed_file(), None);
    assert_eq!(window.claims_on_disk(), ["Theirs"]);
    window.keys("Cmd+S");
    window.wait_until(|bench| !bench.is_dirty());
    assert_eq!(window.claims_on_disk(), ["Mine"]);
}

#[test]
fn a_deleted_file_is_reported_and_rewritten_on_request() {
    let folder = folder();
    let mut window = alone(&folder);
    fs::rename(window.file(), folder.path().join("elsewhere.ron")).unwrap();
    window.wait_settled(|bench| bench.changed_file() == Some(Changed::Gone));
    assert!(window.shows("mill.ron was moved or deleted"));
    window.keys("Cmd+S");
    assert!(!window.file().exists(), "nothing is made unasked");
    window.button("Keep mine");
    assert!(window.bench().is_dirty());
    window.keys("Cmd+S");
    window.wait_until(|bench| !bench.is_dirty());
    assert!(window.file().exists());
}

#[test]
fn the_windows_own_saves_are_not_reported_as_changes() {
    let folder = folder();
    let mut window = alone(&folder);
    for statement in ["One", "Two", "Three"] {
        window.make_claim(statement);
        window.keys("Cmd+S");
        window.wait_until(|bench| !bench.is_dirty());
    }
    window.go_and_come_back();
    std::thread::sleep(Duration::from_millis(300));
    window.settle();
    assert_eq!(window.bench().changed_file(), None);
    assert_eq!(window.claims_on_disk().len(), 3);
}

#[test]
fn a_lock_note_exists_only_while_the_file_is_open() {
    let folder = folder();
    let window = alone(&folder);
    let note = folder.path().join(".mill.ron.lock");
    assert!(note.exists());
    drop(window);
    assert!(!note.exists());
}

#[test]
fn a_recovered_copy_is_still_a_copy() {
    let folder = folder();
    let first = alone(&folder);
    let mut second = open(&folder, "state of the second");
    second.wait_settled(|bench| bench.open_elsewhere().is_some());
    second.button("Open a copy");
    second.make_claim("Nine people were hurt");
    second.wait_until(|bench| bench.journal().waiting == 0);
    drop(second);
    drop(first);
    let mut again = open(&folder, "state of the second");
    again.wait_settled(|bench| !bench.unsaved_work().is_empty());
    again.button("Recover");
    assert_eq!(again.statements(), ["Nine people were hurt"]);
    assert_eq!(
        again.bench().path(),
        None,
        "the original is not ours to save over"
    );
}

#[test]
fn work_in_a_new_project_is_recovered_with_its_id() {
    let folder = folder();
    let start = || Start::in_folder(Rc::clone(&folder)).project("missing.ron");
    let mut window = start().sit();
    let id = window.bench().project().id();
    window.make_claim("Nine people were hurt");
    window.wait_until(|bench| bench.journal().waiting == 0);
    drop(window);
    let mut window = start().sit();
    window.wait_settled(|bench| !bench.unsaved_work().is_empty());
    assert!(window.shows("Untitled project"));
    window.button("Recover");
    assert_eq!(window.statements(), ["Nine people were hurt"]);
    assert_eq!(window.bench().project().id(), id);
}

#[test]
fn save_as_does_not_replace_a_file_open_in_another_window() {
    let folder = folder();
    let _first = alone(&folder);
    let elsewhere = Rc::new(tempfile::tempdir().unwrap());
    let mut second = alone(&elsewhere);
    second.make_claim("Mine");
    let held = folder.path().join("mill.ron");
    second.save_as(&held);
    assert_eq!(storage::open(&held).unwrap().claims().len(), 0);
    assert!(second.shows("has it open, so nothing was saved over it"));
    assert!(second.bench().is_dirty());
}

#[test]
fn a_file_that_reappears_is_not_replaced_unseen() {
    let folder = folder();
    let mut window = alone(&folder);
    let away = folder.path().join("away.ron");
    fs::rename(window.file(), &away).unwrap();
    window.wait_settled(|bench| bench.changed_file() == Some(Changed::Gone));
    window.button("Keep mine");
    window.make_claim("Mine");
    fs::rename(&away, window.file()).unwrap();
    window.keys("Cmd+S");
    window.wait_until(|bench| bench.changed_file().is_some());
    assert_eq!(window.claims_on_disk(), [""; 0]);
}

#[test]
fn reloading_asks_before_discarding_changes() {
    let folder = folder();
    let mut window = alone(&folder);
    window.make_claim("Mine");
    somebody_writes(&window.file(), "Theirs");
    window.wait_settled(|bench| bench.changed_file().is_some());
    window.button("Reload");
    assert!(window.shows("The file opens as the other program saved it"));
    window.button("Discard and reload");
    assert_eq!(window.statements(), ["Theirs"]);
}

#[test]
fn the_selection_survives_a_reload() {
    let folder = folder();
    let mut window = alone(&folder);
    for statement in ["One", "Two"] {
        window.make_claim(statement);
    }
    window.keys("Cmd+S");
    window.wait_until(|bench| !bench.is_dirty());
    window.keys("Alt+Up");
    let chosen = window.bench().selection.claim;
    assert!(chosen.is_some());
    somebody_writes(&window.file(), "Theirs");
    window.wait_settled(|bench| bench.changed_file().is_some());
    window.button("Reload");
    assert_eq!(window.statements(), ["Theirs", "One", "Two"]);
    assert_eq!(window.bench().selection.claim, chosen);
}

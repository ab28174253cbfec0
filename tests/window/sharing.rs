//! Two windows with the same file, and other programs that change it, as user stories.

use std::{
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use crate::desk::{Desk, Start};
use crosscheck::{
    project::{Claim, ClaimEdit, Edit, Project, Revision},
    storage::{self, JournalName, JournalOrder, JournalStart, Recovered, State},
    workbench::{
        Changed, Command, DocumentIntent, Effect, HeldFile, Intent, RecoveryIntent, SharingIntent,
        Workbench,
    },
};
use egui::{Key, Modifiers, ViewportId};
use tempfile::TempDir;

/// A window with the project `mill.ron` in that folder and its own state directory.
fn open(folder: &Rc<TempDir>, state: &str) -> Desk {
    let project = folder.path().join("mill.ron");
    if !project.exists() {
        storage::save(&project, &Project::default()).unwrap();
    }
    let start = Start::in_folder(Rc::clone(folder)).project("mill.ron");
    let state = State::at(folder.path().join(state));
    let mut desk = start.state(Some(state)).sit();
    desk.wait_until(|bench| bench.path().is_some());
    desk.settle();
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
        self.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
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
    second.wait_until(|bench| bench.open_elsewhere().is_some());
    second.settle();
    assert!(second.shows("Only one window can edit a file"));
    second.button("Open read-only");
    assert!(second.shows("Read-only:"));
    second.make_claim("Nine people were hurt");
    assert_eq!(second.statements(), [""; 0]);
    assert!(second.shows("is read-only here"));

    drop(first);
    second.go_and_come_back();
    second.wait_until(Workbench::holds_file);
    second.settle();
    assert!(!second.shows("Read-only:"));
    second.make_claim("Nine people were hurt");
    assert_eq!(second.statements(), ["Nine people were hurt"]);
}

#[test]
fn a_second_window_can_work_on_a_copy() {
    let folder = folder();
    let _first = alone(&folder);
    let mut second = open(&folder, "state of the second");
    second.wait_until(|bench| bench.open_elsewhere().is_some());
    second.settle();
    second.button("Open a copy");
    assert_eq!(second.bench().path(), None);
    assert!(second.bench().is_dirty());
    // Killed before the first change, and restarted.
    drop(second);
    let mut second = open(&folder, "state of the second");
    second.wait_until(|bench| !bench.unsaved_work().is_empty());
    second.wait_until(|bench| bench.open_elsewhere().is_some());
    second.settle();
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
    window.wait_until(|bench| bench.changed_file().is_some());
    window.settle();
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
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_until(|bench| bench.changed_file().is_some());
    window.settle();
    assert_eq!(window.claims_on_disk(), ["Theirs"]);
    assert!(window.bench().is_dirty());
    // Again while the bar is visible: still refused.
    window.press(Modifiers::COMMAND, Key::S);
    assert_eq!(window.claims_on_disk(), ["Theirs"]);

    window.button("Keep mine");
    assert_eq!(window.bench().changed_file(), None);
    assert_eq!(window.claims_on_disk(), ["Theirs"]);
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_until(|bench| !bench.is_dirty());
    assert_eq!(window.claims_on_disk(), ["Mine"]);
}

#[test]
fn a_deleted_file_is_reported_and_rewritten_on_request() {
    let folder = folder();
    let mut window = alone(&folder);
    fs::rename(window.file(), folder.path().join("elsewhere.ron")).unwrap();
    window.wait_until(|bench| bench.changed_file() == Some(Changed::Gone));
    window.settle();
    assert!(window.shows("mill.ron was moved or deleted"));
    window.press(Modifiers::COMMAND, Key::S);
    assert!(!window.file().exists(), "nothing is made unasked");
    window.button("Keep mine");
    assert!(window.bench().is_dirty());
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_until(|bench| !bench.is_dirty());
    assert!(window.file().exists());
}

#[test]
fn the_windows_own_saves_are_not_reported_as_changes() {
    let folder = folder();
    let mut window = alone(&folder);
    for statement in ["One", "Two", "Three"] {
        window.make_claim(statement);
        window.press(Modifiers::COMMAND, Key::S);
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
    second.wait_until(|bench| bench.open_elsewhere().is_some());
    second.settle();
    second.button("Open a copy");
    second.make_claim("Nine people were hurt");
    second.wait_until(|bench| bench.journal().waiting == 0);
    drop(second);
    drop(first);
    let mut again = open(&folder, "state of the second");
    again.wait_until(|bench| !bench.unsaved_work().is_empty());
    again.settle();
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
    window.wait_until(|bench| !bench.unsaved_work().is_empty());
    window.settle();
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
    window.wait_until(|bench| bench.changed_file() == Some(Changed::Gone));
    window.settle();
    window.button("Keep mine");
    window.make_claim("Mine");
    fs::rename(&away, window.file()).unwrap();
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_until(|bench| bench.changed_file().is_some());
    assert_eq!(window.claims_on_disk(), [""; 0]);
}

#[test]
fn reloading_asks_before_discarding_changes() {
    let folder = folder();
    let mut window = alone(&folder);
    window.make_claim("Mine");
    somebody_writes(&window.file(), "Theirs");
    window.wait_until(|bench| bench.changed_file().is_some());
    window.settle();
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
    window.press(Modifiers::COMMAND, Key::S);
    window.wait_until(|bench| !bench.is_dirty());
    window.press(Modifiers::ALT, Key::ArrowUp);
    let chosen = window.bench().selection().claim;
    assert!(chosen.is_some());
    somebody_writes(&window.file(), "Theirs");
    window.wait_until(|bench| bench.changed_file().is_some());
    window.settle();
    window.button("Reload");
    assert_eq!(window.statements(), ["Theirs", "One", "Two"]);
    assert_eq!(window.bench().selection().claim, chosen);
}

/// A session with an open file, and its last known state of that file.
fn session_with_file() -> (Workbench, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mill.ron");
    storage::save(&path, &Project::default()).unwrap();
    let mut bench = Workbench::new(storage::Settings::default());
    bench.handle(Intent::Document(DocumentIntent::Open(path.clone())));
    let opened = storage::open_with_hash(&storage::RealDisk, &path).unwrap();
    let table = crosscheck::analysis::ClaimTable::new(&opened.project);
    let opened = DocumentIntent::Opened(path.clone(), Ok(Box::new((opened, table))));
    bench.handle(Intent::Document(opened));
    (bench, path, folder)
}

/// Carries out the session's file tasks; returns the number of checks.
fn carry_out(bench: &mut Workbench, effects: Vec<Effect>) -> usize {
    let mut looks = 0;
    for effect in effects {
        if let Effect::CheckFile(path, seen) = effect {
            looks += 1;
            let since = seen.look_again(&storage::RealDisk, &path).ok();
            let looked = SharingIntent::Checked(path, since);
            let more = bench.handle(Intent::Sharing(looked));
            looks += carry_out(bench, more);
        }
    }
    looks
}

#[test]
fn a_change_during_a_check_triggers_another_check() {
    let (mut bench, path, _folder) = session_with_file();
    let look = || Intent::Sharing(SharingIntent::Check);
    let first = bench.handle(look());
    let since = first.iter().find_map(|effect| match effect {
        Effect::CheckFile(path, seen) => seen.look_again(&storage::RealDisk, path).ok(),
        _ => None,
    });
    // The file was unchanged, and was written before the result arrived.
    somebody_writes(&path, "The mill burned");
    assert!(bench.handle(look()).is_empty(), "one look at a time");
    let answer = SharingIntent::Checked(path, since);
    let again = bench.handle(Intent::Sharing(answer));
    assert_eq!(carry_out(&mut bench, again), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn a_change_during_a_save_is_checked_afterwards() {
    let (mut bench, path, _folder) = session_with_file();
    bench.handle(Intent::Command(Command::NewClaim));
    let effects = bench.handle(Intent::Command(Command::Save));
    let saved = effects.into_iter().find_map(|effect| match effect {
        Effect::WriteProject(path, revision, project, replaces) => {
            let saver = storage::Saver {
                disk: Arc::new(storage::RealDisk),
                backups: None,
                journal: None,
                originals: Vec::new(),
            };
            let done = saver.save(&path, &project, replaces);
            Some(DocumentIntent::Saved(path, revision, done))
        }
        _ => None,
    });
    somebody_writes(&path, "The mill burned");
    bench.handle(Intent::Sharing(SharingIntent::Check));
    let after = bench.handle(Intent::Document(saved.unwrap()));
    assert_eq!(carry_out(&mut bench, after), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn a_change_before_watching_began_is_noticed() {
    let (mut bench, path, _folder) = session_with_file();
    somebody_writes(&path, "The mill burned");
    let held = HeldFile {
        path,
        lock: storage::LockResult::Already,
        watch: None,
        seen: None,
    };
    let effects = bench.handle(Intent::Sharing(SharingIntent::Held(Box::new(held))));
    assert_eq!(carry_out(&mut bench, effects), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

/// A journal left by a session with that file, with one new claim.
fn left_at(path: &Path, journals: &Path) -> (JournalName, Recovered) {
    let disk: Arc<dyn storage::Disk> = Arc::new(storage::RealDisk);
    let opened = storage::open_with_hash(&*disk, path).unwrap();
    let mut writer = storage::JournalWriter::new(Arc::clone(&disk), journals.to_owned());
    writer.take(JournalOrder::Begin(JournalStart {
        project: Some(path.to_owned()),
        base: storage::JournalBase::File(path.to_owned(), opened.hash),
        saved: Some(Revision::default()),
        ..JournalStart::default()
    }));
    let claim = Box::new(Claim::new(storage::fresh_id(), "Mine".to_owned(), 0));
    writer.take(JournalOrder::Append(storage::JournalRecord::Change {
        label: "new claim".into(),
        typing: None,
        edits: vec![Edit::Claim(ClaimEdit::Add { at: 0, claim })],
    }));
    writer.write().unwrap();
    drop(writer);
    let left = storage::unsaved_work(&*disk, journals).unwrap();
    let name = left[0].name.clone();
    let recovered = storage::recover(&*disk, journals, &name).unwrap();
    (name, recovered)
}

#[test]
fn a_change_during_recovery_is_not_replaced_unseen() {
    let (_, path, folder) = session_with_file();
    let (journal, recovered) = left_at(&path, &folder.path().join("journals"));
    somebody_writes(&path, "The mill burned");

    let mut bench = Workbench::new(storage::Settings::default());
    let held = |seen| HeldFile {
        path: path.clone(),
        lock: storage::LockResult::Already,
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
    // As the shell does.
    let now = storage::FileVersion::now(&storage::RealDisk, &path).unwrap();
    let seen = (is_seen == Some(false)).then_some(now);
    let effects = bench.handle(Intent::Sharing(SharingIntent::Held(Box::new(held(seen)))));
    carry_out(&mut bench, effects);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn a_new_journal_gets_the_open_project_and_the_file_contents() {
    let (mut bench, path, _folder) = session_with_file();
    bench.handle(Intent::Command(Command::NewClaim));
    let hash = storage::open_with_hash(&storage::RealDisk, &path)
        .unwrap()
        .hash;
    let mut begun_anew = |rebase_due| {
        let status = storage::JournalStatus {
            rebase_due,
            ..storage::JournalStatus::default()
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

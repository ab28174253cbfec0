//! Originals: stored unchanged, beside the project.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
};

use crosscheck::{
    project::{ArticleEdit, Edit, FileHash, Project},
    storage::{
        self, OriginalState, RealDisk, Replaces, Saver, Settings, StateDirectory, bring_originals,
        original_names, original_state, originals_folder, settle_originals, wrong_originals,
    },
};

/// The real program in a folder with two articles.
struct Desk(tempfile::TempDir);

const TEXT: &str = "First headline\r\n\r\nTwelve were hurt.\r\n";
const PAGE: &str =
    "<!doctype html><title>Dam</title><h1>Dam breaks near Orvane</h1><p>Thirteen were hurt.";

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("one.txt"), TEXT).unwrap();
        fs::write(desk.path("page.html"), PAGE).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn state(&self) -> StateDirectory {
        StateDirectory::at(self.path("state"))
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_crosscheck"))
            .args(args)
            .current_dir(self.0.path())
            .env("CROSSCHECK_STATE_DIR", self.path("state"))
            .output()
            .unwrap()
    }

    /// Runs the program. Returns its standard output, and whether it succeeded.
    fn says(&self, args: &[&str]) -> (bool, String) {
        let output = self.run(args);
        let output_text = String::from_utf8(output.stdout).unwrap();
        (output.status.success(), output_text)
    }

    /// The contents of the originals beside `p.ron`, sorted.
    fn kept(&self) -> Vec<String> {
        contents(&self.path("p.originals"))
    }

    fn open(&self) -> Project {
        storage::open(&self.path("p.ron")).unwrap()
    }
}

/// The contents of the files in a folder, sorted.
fn contents(folder: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let read = |file: fs::DirEntry| fs::read_to_string(file.path()).unwrap();
    let mut contents: Vec<String> = files.map(|file| read(file.unwrap())).collect();
    contents.sort();
    contents
}

#[test]
fn every_article_keeps_its_original_bytes() {
    let desk = Desk::new();
    desk.run(&["new", "p.ron", "one.txt"]);
    desk.run(&["add", "p.ron", "page.html", "one.txt"]);
    assert_eq!(desk.kept(), [PAGE, TEXT]);
    let project = desk.open();
    let staged = desk.state().originals(project.id());
    assert_eq!(contents(&staged), [] as [&str; 0]);
    let originals = project.articles().filter_map(|it| it.original.as_ref());
    let recorded: Vec<(&str, &str, u64)> = originals
        .map(|it| (it.from.as_str(), it.extension.as_str(), it.size))
        .collect();
    let size = |text: &str| text.len() as u64;
    assert_eq!(
        recorded,
        [
            ("one.txt", "txt", size(TEXT)),
            ("page.html", "html", size(PAGE))
        ]
    );
}

#[test]
fn originals_in_a_folder_are_not_imported_again() {
    let desk = Desk::new();
    desk.run(&["new", "p.ron", "one.txt", "page.html"]);
    let output = desk.run(&["add", "p.ron", "p.originals", "."]);
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("one.txt: not added") && !message.contains("p.originals"),
        "{message}"
    );
}

#[test]
fn check_reports_missing_and_changed_originals() {
    let desk = Desk::new();
    desk.run(&["new", "p.ron", "one.txt", "page.html"]);
    assert_eq!(desk.says(&["check", "p.ron"]), (true, String::new()));
    let names: Vec<String> = original_names(&desk.open()).into_iter().collect();
    let file = |extension: &str| {
        let name = names.iter().find(|name| name.ends_with(extension)).unwrap();
        desk.path("p.originals").join(name)
    };
    fs::remove_file(file(".txt")).unwrap();
    fs::write(file(".html"), PAGE.replace("Thirteen", "Fourteen")).unwrap();
    let (is_sound, words) = desk.says(&["check", "p.ron"]);
    assert!(!is_sound);
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with("p.ron: the original of “First headline” is missing: p.originals")
    );
    assert!(lines[1].contains("has changed since it was imported"));
    let log = desk
        .says(&["export", "p.ron", "--format", "collection-log", "-o", "-"])
        .1;
    let rows: Vec<&str> = log.lines().skip(1).collect();
    assert!(rows[0].contains(",missing,"), "{log}");
    assert!(rows[1].contains(",changed,"), "{log}");
}

#[test]
fn a_setting_keeps_the_record_only() {
    let desk = Desk::new();
    let settings = Settings {
        keep_originals: false,
        your_name: "Mara Ilven".to_owned(),
        ..Settings::default()
    };
    desk.state().set_settings(&settings).unwrap();
    desk.run(&["new", "p.ron", "one.txt"]);
    assert!(!desk.path("p.originals").exists());
    assert_eq!(desk.says(&["check", "p.ron"]), (true, String::new()));
    let project = desk.open();
    let original = project.article_at(0).unwrap().original.as_ref().unwrap();
    assert_eq!((original.by.as_str(), original.kept), ("Mara Ilven", false));
    let log = desk
        .says(&["export", "p.ron", "--format", "collection-log", "-o", "-"])
        .1;
    let row = log.lines().nth(1).unwrap();
    let hash = original.sha256.to_string();
    assert!(
        row.contains(",First headline,") && row.contains(&hash),
        "{row}"
    );
    assert!(row.ends_with(",Mara Ilven"), "{row}");
}

#[test]
fn no_export_replaces_an_original() {
    let desk = Desk::new();
    desk.run(&["new", "p.ron", "one.txt"]);
    let name = original_names(&desk.open()).into_iter().next().unwrap();
    let output = desk.run(&[
        "export",
        "p.ron",
        "--format",
        "collection-log",
        "-o",
        &format!("p.originals/{name}"),
    ]);
    assert!(!output.status.success());
    assert_eq!(desk.kept(), [TEXT]);
}

#[test]
fn a_removed_article_takes_its_original_along_until_undo() {
    let desk = Desk::new();
    desk.run(&["new", "p.ron", "one.txt", "page.html"]);
    let (state, path) = (desk.state(), desk.path("p.ron"));
    let before = desk.open();
    let mut after = before.clone();
    let first = after.article_at(0).unwrap().id;
    after
        .apply(Edit::Article(ArticleEdit::Remove(first)))
        .unwrap();
    let staged = [state.originals(before.id())];
    let removed = &original_names(&before) - &original_names(&after);
    settle_originals(&state, before.id(), &path, &removed).unwrap();
    assert_eq!(
        (desk.kept(), contents(&staged[0])),
        (vec![PAGE.to_owned()], vec![TEXT.to_owned()])
    );
    // At the end of the session a backup may still contain the article.
    storage::drop_staged_originals(&state, before.id(), Some(&path));
    assert_eq!(contents(&staged[0]), [TEXT]);
    // After undo, the next save brings it back.
    bring_originals(&RealDisk, &before, &path, &staged).unwrap();
    settle_originals(&state, before.id(), &path, &[].into()).unwrap();
    assert_eq!(desk.kept(), [PAGE, TEXT]);
    assert_eq!(contents(&staged[0]), [] as [&str; 0]);
}

#[test]
fn originals_of_unsaved_work_outlive_what_others_do_with_the_project() {
    let desk = Desk::new();
    desk.run(&["new", "p.ron", "one.txt"]);
    let (state, project) = (desk.state(), desk.open());
    // A window imported a page, and was killed before it saved.
    let staged = state.originals(project.id());
    let unsaved = staged.join(format!("{}.html", FileHash::of(PAGE.as_bytes())));
    fs::create_dir_all(&staged).unwrap();
    fs::write(&unsaved, PAGE).unwrap();
    fs::write(desk.path("two.txt"), "Third headline\n\nNobody was hurt.").unwrap();
    desk.run(&["add", "p.ron", "two.txt"]);
    assert_eq!(contents(&staged), [PAGE]);
    // A damaged file beside the project does not count as the original.
    let beside = desk.path("p.originals").join(unsaved.file_name().unwrap());
    fs::write(&beside, PAGE.replace("Thirteen", "Fourteen")).unwrap();
    storage::drop_staged_originals(&state, project.id(), Some(&desk.path("p.ron")));
    assert_eq!(contents(&staged), [PAGE]);
    // The originals of a project without a file are nowhere else.
    storage::drop_staged_originals(&state, project.id(), None);
    assert_eq!(contents(&staged), [] as [&str; 0]);
}

#[test]
fn save_as_takes_the_originals_along() {
    let desk = Desk::new();
    desk.run(&["new", "p.ron", "one.txt", "page.html"]);
    let project = desk.open();
    let copy = desk.path("copy.ron");
    let from = [originals_folder(&desk.path("p.ron"))];
    assert_eq!(wrong_originals(&RealDisk, &project, &copy).len(), 2);
    bring_originals(&RealDisk, &project, &copy, &from).unwrap();
    assert_eq!(wrong_originals(&RealDisk, &project, &copy), [] as [&str; 0]);
    assert_eq!(desk.kept(), [PAGE, TEXT]);
    // A changed file does not count as the original.
    let original = project.article_at(0).unwrap().original.as_ref().unwrap();
    fs::write(from[0].join(original.file_name()), "x".repeat(TEXT.len())).unwrap();
    let other = desk.path("other.ron");
    bring_originals(&RealDisk, &project, &other, &from).unwrap();
    let beside = [originals_folder(&other)];
    assert_eq!(
        original_state(&RealDisk, original, &beside),
        OriginalState::Missing
    );
    assert_eq!(
        original_state(&RealDisk, original, &from),
        OriginalState::Changed
    );
}

#[test]
fn a_full_disk_keeps_the_original_for_the_next_save() {
    let desk = Desk::new();
    desk.run(&["new", "p.ron", "one.txt"]);
    let project = desk.open();
    let path = desk.path("other.ron");
    let saver = Saver {
        disk: Arc::new(RealDisk),
        backups: None,
        journal: None,
        originals: vec![desk.path("p.originals")],
    };
    let folder = originals_folder(&path);
    fs::write(&folder, "a file in the way of the folder").unwrap();
    let done = saver.save(&path, &project, Replaces::NoFile).unwrap();
    assert!(done.originals.is_some());
    assert_eq!(storage::open(&path).unwrap(), project);
    fs::remove_file(&folder).unwrap();
    let done = saver.save(&path, &project, Replaces::Anything).unwrap();
    assert!(done.originals.is_none());
    assert_eq!(contents(&folder), [TEXT]);
}

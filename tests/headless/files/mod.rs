//! The project file: written the same everywhere, and read back the same.

mod damage;

use std::{fs, path::Path};

use crate::support::{any_project, import_file};
use crosscheck::{
    import,
    project::{ArticleEdit, Edit, Project, VerdictScale},
    storage::{self, FileError},
};
use generate::Size;
use proptest::prelude::*;

/// Version 1 as first written, with every field of every record; later versions must still read it.
const GOLDEN: &str = include_str!("../../fixtures/v1/every-field.ron");
/// The same version without speakers and references to them.
const PLAIN: &str = include_str!("../../fixtures/v1/plain.ron");

proptest! {
    #[test]
    fn any_project_is_read_back_and_written_the_same(project in any_project()) {
        let written = storage::to_ron(&project);
        let read = storage::from_ron(written.as_bytes()).unwrap();
        prop_assert_eq!(&read, &project);
        prop_assert_eq!(storage::to_ron(&read), written);
    }

    #[test]
    fn a_file_contains_only_line_feeds_and_visible_characters(project in any_project()) {
        let written = storage::to_ron(&project);
        let ends_a_line = |c: char| "\r\t\u{2028}\u{2029}".contains(c);
        prop_assert!(!written.contains(ends_a_line));
        prop_assert_eq!(crosscheck::text::hidden_characters(&written).count(), 0);
    }

    #[test]
    fn a_file_cut_or_changed_anywhere_is_refused_or_read_whole(at in 0..GOLDEN.len() - 1, byte in any::<u8>()) {
        prop_assert!(storage::from_ron(&GOLDEN.as_bytes()[..at]).is_err());
        let mut bytes = GOLDEN.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(project) = storage::from_ron(&bytes) {
            prop_assert_eq!(crate::sound_project::check(&project), Ok(()));
        }
    }
}

#[test]
fn the_golden_file_is_read_and_written_byte_for_byte() {
    let project = storage::from_ron(GOLDEN.as_bytes()).unwrap();
    assert_eq!(storage::to_ron(&project), GOLDEN);
    let counts = (
        project.articles().len(),
        project.highlights().len(),
        project.claims().len(),
        project.all_evidence().len(),
    );
    assert_eq!(counts, (3, 4, 3, 3));
    assert_eq!(
        (project.speakers().len(), project.relations().len()),
        (3, 3)
    );
    assert_eq!(crate::sound_project::check(&project), Ok(()));
}

#[test]
fn a_project_without_speakers_keeps_short_lines() {
    let project = storage::from_ron(PLAIN.as_bytes()).unwrap();
    assert_eq!(storage::to_ron(&project), PLAIN);
}

#[test]
fn the_sample_is_written_as_crosscheck_saves_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let shipped = fs::read_to_string(folder.join("orvane-barrage.ron")).unwrap();
    let sample = storage::sample();
    assert_eq!(storage::to_ron(&sample), shipped);
    assert!(sample.claims().len() >= 8 && sample.all_evidence().len() >= 15);
    let found =
        import::article_files(&[folder.join("articles")], &storage::Progress::default()).unwrap();
    assert_eq!(found.files.len(), sample.articles().len());
    for file in found.files {
        let text = import_file(&file).unwrap().article.text;
        assert!(sample.article_with_text(text.hash()).is_some(), "{file:?}");
    }
}

#[test]
fn line_ends_a_byte_order_mark_and_implicit_some_do_not_matter() {
    let project = storage::from_ron(GOLDEN.as_bytes()).unwrap();
    let other = GOLDEN.replace('\n', "\r\n");
    let other = other.replace("Some(\"Supported\")", "\"Supported\"");
    let other = format!("\u{feff}#![enable(implicit_some)]\r\n{other}");
    assert_eq!(storage::from_ron(other.as_bytes()), Ok(project));
}

#[test]
fn each_record_and_each_paragraph_is_one_line() {
    let project = generate::project(3, Size::SMALL);
    let before = storage::to_ron(&project);
    let mut changed = project.clone();
    let article = project.articles().next().unwrap();
    let mut source = article.details.clone();
    source.outlet.push_str(", evening edition");
    let edit = ArticleEdit::SetDetails {
        id: article.id,
        details: Box::new(source),
    };
    changed.apply(Edit::Article(edit)).unwrap();
    let after = storage::to_ron(&changed);
    let differing = before.lines().zip(after.lines()).filter(|(b, a)| b != a);
    assert_eq!(differing.count(), 1);
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn a_saved_project_is_unchanged_when_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a project.ron");
    let project = generate::project(5, Size::SMALL);
    storage::save(&path, &project).unwrap();
    assert_eq!(storage::open(&path).unwrap(), project);
    let written = fs::read(&path).unwrap();
    storage::save(&path, &storage::open(&path).unwrap()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), written);
    let entries = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(entries, 1, "nothing is left beside the project");
}

#[test]
fn a_new_project_never_overwrites_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("taken.ron");
    fs::write(&path, "my notes").unwrap();
    let error = storage::create(&path, &Project::default()).unwrap_err();
    assert!(matches!(error, FileError::Exists { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"my notes");
}

#[test]
fn an_error_names_the_file_that_cannot_be_opened_or_saved() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("absent.ron");
    let sentence = storage::open(&absent).unwrap_err().to_string();
    assert!(
        sentence.starts_with(&format!("{}: cannot be read", absent.display())),
        "{sentence}"
    );
    let sentence = storage::open(folder.path()).unwrap_err().to_string();
    assert_eq!(
        sentence,
        format!("{}: is a folder, not a file", folder.path().display())
    );
    let nowhere = folder.path().join("no such folder").join("p.ron");
    let error = storage::save(&nowhere, &Project::default()).unwrap_err();
    assert!(matches!(error, FileError::Write { .. }), "{error}");
    let damaged = folder.path().join("damaged.ron");
    fs::write(&damaged, PLAIN.replacen("start: 13", "start: 14", 1)).unwrap();
    let sentence = storage::open(&damaged).unwrap_err().to_string();
    assert!(
        sentence.starts_with(&format!(
            "{}: line 47, column 81: highlight quotes",
            damaged.display()
        )),
        "{sentence}"
    );
}

#[cfg(unix)]
#[test]
fn saving_keeps_a_symlink_and_the_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (
        folder.path().join("target.ron"),
        folder.path().join("link.ron"),
    );
    fs::write(&target, "").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&target, &link).unwrap();
    storage::save(&link, &Project::default()).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(storage::open(&target).unwrap(), Project::default());
    assert_eq!(
        fs::metadata(&target).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[cfg(unix)]
#[test]
fn folders_devices_and_read_only_files_are_never_replaced() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let refused = |path: &Path| {
        let sentence = storage::save(path, &Project::default()).unwrap_err();
        sentence
            .to_string()
            .replace(&format!("{}: ", path.display()), "")
    };
    // A pipe of our own, never a real device: if this fails, the file is replaced.
    let pipe = folder.path().join("pipe.ron");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()));
    assert_eq!(refused(&pipe), "is a pipe or a device, not a file");
    assert_eq!(refused(folder.path()), "is a folder, not a file");
    let nowhere = folder.path().join("nowhere.ron");
    symlink(folder.path().join("absent/file"), &nowhere).unwrap();
    assert!(refused(&nowhere).starts_with("cannot be written: "));
    assert!(nowhere.is_symlink());
    let locked = folder.path().join("locked.ron");
    fs::write(&locked, "mine").unwrap();
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    assert_eq!(
        refused(&locked),
        "cannot be written: it is read-only. Any earlier file is unchanged"
    );
    assert_eq!(fs::read(&locked).unwrap(), b"mine");
}

#[test]
fn a_custom_scale_is_kept() {
    let mut project = Project::default();
    let edit = crosscheck::project::ProjectEdit::SetScale(VerdictScale::plain());
    project.apply(Edit::Project(edit)).unwrap();
    let read = storage::from_ron(storage::to_ron(&project).as_bytes()).unwrap();
    assert_eq!(read.scale(), &VerdictScale::plain());
}

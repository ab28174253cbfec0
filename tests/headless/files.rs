//! The project file: written and read the same on every machine, and every kind of damage is reported with its line.

use std::{fs, path::Path};

use crate::support::{any_project, import_file};
use crosscheck::{
    import,
    project::{ArticleEdit, Edit, Project, VerdictScale},
    storage::{self, FileError, LoadError},
};
use generate::Size;
use proptest::prelude::*;

/// Version 1 as first written, with every field of every record; later versions must still read it.
const GOLDEN: &str = include_str!("../fixtures/v1/every-field.ron");
/// The same version without speakers and references to them.
const PLAIN: &str = include_str!("../fixtures/v1/plain.ron");

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

/// The message for a file in another layout, which cannot be salvaged line by line.
#[track_caller]
fn refused_as_a_whole(file: &str) -> String {
    let other = file
        .replace(": [\n", ": [ // by hand\n")
        .replace("\n    (\n", "\n    ( // by hand\n");
    assert_ne!(other, file);
    let refused = storage::from_ron(other.as_bytes()).unwrap_err();
    assert!(matches!(refused, LoadError::Syntax { .. }), "{refused}");
    refused.to_string()
}

#[test]
fn a_file_without_an_id_is_refused() {
    let without = GOLDEN.replacen("  id: \"0000000000001\",\n", "", 1);
    let refused = refused_as_a_whole(&without);
    assert!(
        refused.ends_with("the field “id” is missing from the record that ends here"),
        "{refused}"
    );
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

/// Replaces `from` by `to` in a complete file. The messages must then be `expected`.
fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(PLAIN.contains(from), "{from:?} is in the file");
    let damaged = PLAIN.replacen(from, to, 1);
    let error = storage::from_ron(damaged.as_bytes()).unwrap_err();
    let messages: Vec<String> = error
        .sentences()
        .iter()
        .map(|message| without_column(message))
        .collect();
    assert_eq!(messages, expected, "{from:?} -> {to:?}");
}

/// "line 3, column 14: …" without its column, which has its own test.
fn without_column(message: &str) -> String {
    let (place, words) = message.split_once(": ").unwrap();
    let (line, _column) = place.split_once(", column ").unwrap();
    format!("{line}: {words}")
}

/// Like [`check`], with columns.
fn check_places(from: &str, to: &str, expected: &[&str]) {
    let damaged = PLAIN.replacen(from, to, 1);
    let error = storage::from_ron(damaged.as_bytes()).unwrap_err();
    assert_eq!(error.sentences(), expected, "{from:?} -> {to:?}");
}

#[test]
fn the_column_is_that_of_the_error_and_not_of_the_record() {
    check_places(
        "claim: \"0000000000031\"",
        "claim: \"000000000003z\"",
        &["line 58, column 63: evidence names claim 000000000003z, which is not in this file"],
    );
    check_places(
        "sha256: \"84229b",
        "sha256: \"00229b",
        &[
            "line 17, column 16: article “Twelve hurt” has a text that does not match its SHA-256: it was changed after it was imported",
        ],
    );
}

#[test]
fn each_broken_link_is_reported_with_its_line() {
    check(
        "claim: \"0000000000031\"",
        "claim: \"000000000003z\"",
        &["line 58: evidence names claim 000000000003z, which is not in this file"],
    );
    check(
        "highlight: \"0000000000021\", claim: \"0000000000031\"",
        "highlight: \"000000000002z\", claim: \"000000000003z\"",
        &[
            "line 58: evidence names highlight 000000000002z, which is not in this file",
            "line 58: evidence names claim 000000000003z, which is not in this file",
        ],
    );
    check(
        "article: \"0000000000012\", start: 51",
        "article: \"000000000001z\", start: 51",
        &["line 50: highlight names article 000000000001z, which is not in this file"],
    );
}

#[test]
fn each_text_and_quote_is_verified() {
    check(
        "\"Twelve people were injured, the",
        "\"Twenty people were injured, the",
        &[
            "line 17: article “Twelve hurt” has a text that does not match its SHA-256: it was changed after it was imported",
            "line 47: highlight quotes “Twelve people”, but in paragraph 3 its article has “Twenty people”",
        ],
    );
    check(
        "quote: \"नमस्ते\"",
        "quote: \"नमस्कार\"",
        &["line 50: highlight quotes “नमस्कार”, but in paragraph 2 its article has “नमस्ते”"],
    );
}

#[test]
fn each_span_is_whole_characters_of_its_text() {
    let but = |why: &str| format!("line 47: highlight quotes “Twelve people”, but {why}");
    let first = "start: 13, end: 26";
    let beyond = but("reaches beyond the end of its article");
    check(first, "start: 13, end: 9999", &[&beyond]);
    check(
        first,
        "start: 26, end: 13",
        &[&but("ends before it begins")],
    );
    // Between the e and its accent: a character in UTF-8, half of one for a reader.
    let within = but("begins or ends within a character of paragraph 3");
    check(first, "start: 13, end: 49", &[&within]);
}

#[test]
fn ids_are_well_formed_and_unique() {
    check(
        "id: \"0000000000024\"",
        "id: \"24\"",
        &[
            "line 50: highlight says “24” for its id, which is not a valid id (13 characters, Crockford base 32)",
        ],
    );
    check(
        "id: \"0000000000024\"",
        "id: \"0000000000023\"",
        &[
            "line 50: highlight has the id of a highlight before it. That one says start: 37, end: 50, quote: \"13 شخصًا\", note: \"\"; this one says start: 51, end: 69, quote: \"नमस्ते\", note: \"not linked\"",
        ],
    );
    check(
        "id: \"0000000000032\"",
        "id: \"0000000000031\"",
        &[
            "line 54: claim has the id of a claim before it. That one says statement: \"Twelve people were injured.\", verdict: Some(\"Sup…; this one says statement: \"Thirteen people were injured.\", verdict: None, s…",
            "line 60: evidence names claim 0000000000032, which is not in this file",
        ],
    );
}

#[test]
fn verdicts_clutter_and_links_obey_the_project() {
    check(
        "Some(\"Supported\")",
        "Some(\"Mostly fine\")",
        &[
            "line 53: claim cannot be accepted: the verdict “Mostly fine” is not on the project's scale",
        ],
    );
    check(
        "clutter: [0, 1]",
        "clutter: [0, 4]",
        &["line 14: article cannot be accepted: article 0000000000011 has no paragraph 4"],
    );
    check(
        "\"0000000000023\", claim",
        "\"0000000000021\", claim",
        &[
            "line 59: evidence links highlight 0000000000021 to claim 0000000000031, which are already linked",
        ],
    );
    check(
        "\"Refuted\", rank",
        "\"Supported\", rank",
        &[
            "line 6: the project cannot be accepted: a verdict scale needs at least one label, and no label twice",
            "line 55: claim cannot be accepted: the verdict “Refuted” is not on the project's scale",
        ],
    );
}

/// Errors that cannot be salvaged line by line are reported with line and column, in plain words: a change to a
/// complete file, and the message.
const SPELLING: [(&str, &str, &str); 24] = [
    (
        "title: \"Every",
        "titel: \"Every",
        "line 5, column 3: there is no field “titel” here; the fields are format, version, holds_protected_names, id, title, scale, rules, report, search_lists, speakers, articles, highlights, claims, silent, evidence, relations",
    ),
    (
        "  evidence: [",
        "  evidence: ",
        "line 57, column 12: expected a list here, which begins with [",
    ),
    (
        "rank: 4",
        "rank: -4",
        "line 7, column 33: this number is too large, or below zero",
    ),
    (
        "rank: 4",
        "rank: four",
        "line 7, column 32: expected a whole number here",
    ),
    (
        "rank: 4",
        "rank: 99999999999",
        "line 7, column 32: this number is too large, or below zero",
    ),
    (
        "rank: 4)",
        "rank: 4",
        "line 8, column 5: expected the name of a field or a value here",
    ),
    (
        "rank: 4)",
        "rank 4)",
        "line 7, column 30: a colon is missing between a field and its value",
    ),
    (
        "rank: 4)",
        "rank: 4, rank: 5)",
        "line 7, column 35: the field “rank” appears here a second time",
    ),
    (
        ", rank: 4)",
        ")",
        "line 7, column 24: the field “rank” is missing from the record that ends here",
    ),
    (
        "name: \"AVeriTeC\"",
        "name: AVeriTeC",
        "line 6, column 16: expected a text in quotation marks here",
    ),
    (
        "name: \"AVeriTeC\"",
        "name: \"AVeriTeC",
        "line 7, column 14: a comma or a closing bracket is missing here",
    ),
    (
        "reliability: Some(B)",
        "reliability: Some(G)",
        "line 15, column 253: “G” is not one of A, B, C, D, E, F",
    ),
    (
        "reliability: Some(B)",
        "reliability: B",
        "line 15, column 247: expected None or Some(…) here",
    ),
    (
        "reliability: Some(B)",
        "reliability: Some(B",
        "line 25, column 5: expected the name of a field or a value here",
    ),
    (
        "clutter: [0, 1]",
        "clutter: [0, 1.5]",
        "line 16, column 21: a comma or a closing bracket is missing here",
    ),
    (
        "clutter: [0, 1]",
        "clutter: [0 1]",
        "line 16, column 19: a comma or a closing bracket is missing here",
    ),
    (
        "clutter: [0, 1]",
        "clutter: 0",
        "line 16, column 15: expected a list here, which begins with [",
    ),
    (
        "articles: [\n    (",
        "articles: [\n    [",
        "line 14, column 9: a comma or a closing bracket is missing here",
    ),
    (
        "  articles: [",
        "  /* articles: [",
        "line 57, column 17: a comment that begins with /* is not closed",
    ),
    (
        "  articles: [",
        "  § articles: [",
        "line 12, column 3: expected the name of a field or a value here",
    ),
    (
        "byline: \"A. Writer\"",
        "byline: \"A. Wri\\xter\"",
        "line 15, column 71: a backslash is followed by something that has no meaning after it",
    ),
    (
        "byline: \"A. Writer\"",
        "byline: 3",
        "line 15, column 69: expected a text in quotation marks here",
    ),
    (
        "(label: \"Supported\"",
        "[label: \"Supported\"",
        "line 7, column 5: expected a record here, which begins with (",
    ),
    (
        "title: \"Every",
        "title: /*/*/* \"Every",
        "line 57, column 17: a comment that begins with /* is not closed",
    ),
];

#[test]
fn syntax_errors_are_reported_with_line_and_column() {
    let message_of = |(from, to, _): &(&str, &str, &str)| {
        let damaged = PLAIN.replacen(from, to, 1);
        assert_ne!(damaged, PLAIN, "{from}");
        refused_as_a_whole(&damaged)
    };
    let messages: Vec<String> = SPELLING.iter().map(message_of).collect();
    let expected: Vec<&str> = SPELLING.iter().map(|(.., expected)| *expected).collect();
    assert_eq!(messages, expected);
    let after = format!("{PLAIN}more");
    assert_eq!(
        storage::from_ron(after.as_bytes()).unwrap_err().to_string(),
        "line 63, column 1: the project cannot be read: this line is not part of any list"
    );
}

#[test]
fn files_of_other_kinds_and_newer_projects_are_refused_with_a_message() {
    let refused = |bytes: &[u8]| storage::from_ron(bytes).unwrap_err().to_string();
    let newer = GOLDEN.replacen("version: 1", "version: 2, and: \"things\"", 1);
    assert_eq!(
        refused(newer.as_bytes()),
        "this project is of version 2, and this Crosscheck reads up to version 1. Open it with a newer Crosscheck"
    );
    let no_project =
        "this is not a Crosscheck project: it does not begin with its format and version";
    for text in [
        "",
        "Dear reader,",
        "(title: \"\")",
        "(format: \"crosscheck project\", version: 0)",
    ] {
        assert_eq!(refused(text.as_bytes()), no_project, "{text:?}");
    }
    assert_eq!(
        refused(b"(\n  format: \"crosscheck\xFF"),
        "line 2: the file is damaged: it contains bytes that are not UTF-8"
    );
}

#[test]
fn problems_are_listed_in_the_order_of_the_file() {
    let damaged = PLAIN
        .replacen("\"Menu | News\"", "\"Menu\"", 1)
        .replacen("status: Done", "status: Open", 1)
        .replacen("Some(\"Refuted\")", "Some(\"No\")", 1)
        .replacen(
            "highlight: \"0000000000023\"",
            "highlight: \"000000000002z\"",
            1,
        );
    let LoadError::Damaged(damaged) = storage::from_ron(damaged.as_bytes()).unwrap_err() else {
        panic!("the file is well formed");
    };
    let lines: Vec<usize> = damaged
        .problems()
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(lines, [17, 47, 48, 55, 59]);
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
    symlink(folder.path().join("absent"), &nowhere).unwrap();
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

#[test]
fn a_file_with_too_many_problems_is_refused_with_a_message() {
    let nameless = "(id: \"\", highlight: \"\", claim: \"\", stance: Context, note: \"\"),\n";
    let evidence = "\n  evidence: [\n";
    let sample = storage::to_ron(&storage::sample());
    let wrong = |times| sample.replacen(evidence, &[evidence, &nameless.repeat(times)].concat(), 1);
    let messages = |times| {
        storage::from_ron(wrong(times).as_bytes())
            .unwrap_err()
            .to_string()
    };
    assert!(messages(100).lines().count() >= 300, "each is reported");
    let refused = messages(3_000);
    let most = wrong(3_000).len() / 100;
    assert_eq!(
        refused,
        format!(
            "this file has more than {most} problems, too many to repair. Open a backup or an earlier copy of it"
        )
    );
}

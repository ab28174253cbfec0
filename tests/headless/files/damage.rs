//! Every kind of damage to a project file is told with its line.

use super::{GOLDEN, PLAIN};
use crosscheck::storage::{self, LoadError};

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

/// Checks a row `from => to`, which is replaced in a complete file; the lines after it are the messages.
#[track_caller]
fn check(row_and_messages: &str) {
    let (row, expected) = row_and_messages.split_once('\n').unwrap();
    let (from, to) = row.split_once(" => ").unwrap();
    let damaged = PLAIN.replacen(from, to, 1);
    assert_ne!(damaged, PLAIN, "{from:?} is in the file");
    let error = storage::from_ron(damaged.as_bytes()).unwrap_err();
    let messages: Vec<String> = error
        .sentences()
        .iter()
        .map(|it| without_column(it))
        .collect();
    assert_eq!(messages.join("\n"), expected, "{row}");
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
        r#"claim: "0000000000031" => claim: "000000000003z"
line 58: evidence names claim 000000000003z, which is not in this file"#,
    );
    check(
        r#"highlight: "0000000000021", claim: "0000000000031" => highlight: "000000000002z", claim: "000000000003z"
line 58: evidence names highlight 000000000002z, which is not in this file
line 58: evidence names claim 000000000003z, which is not in this file"#,
    );
    check(
        r#"article: "0000000000012", start: 51 => article: "000000000001z", start: 51
line 50: highlight names article 000000000001z, which is not in this file"#,
    );
}

#[test]
fn each_text_and_quote_is_verified() {
    check(
        r#""Twelve people were injured, the => "Twenty people were injured, the
line 17: article “Twelve hurt” has a text that does not match its SHA-256: it was changed after it was imported
line 47: highlight quotes “Twelve people”, but in paragraph 3 its article has “Twenty people”"#,
    );
    check(
        r#"quote: "नमस्ते" => quote: "नमस्कार"
line 50: highlight quotes “नमस्कार”, but in paragraph 2 its article has “नमस्ते”"#,
    );
}

#[test]
fn each_span_is_whole_characters_of_its_text() {
    // The last lies between an e and its accent: a character to UTF-8, half of one to a reader.
    for (to, why) in [
        (
            "start: 13, end: 9999",
            "reaches beyond the end of its article",
        ),
        ("start: 26, end: 13", "ends before it begins"),
        (
            "start: 13, end: 49",
            "begins or ends within a character of paragraph 3",
        ),
    ] {
        let told = format!("line 47: highlight quotes “Twelve people”, but {why}");
        check(&format!("start: 13, end: 26 => {to}\n{told}"));
    }
}

#[test]
fn ids_are_well_formed_and_unique() {
    check(
        r#"id: "0000000000024" => id: "24"
line 50: highlight says “24” for its id, which is not a valid id (13 characters, Crockford base 32)"#,
    );
    check(
        r#"id: "0000000000024" => id: "0000000000023"
line 50: highlight has the id of a highlight before it. That one says start: 37, end: 50, quote: "13 شخصًا", note: ""; this one says start: 51, end: 69, quote: "नमस्ते", note: "not linked""#,
    );
    check(
        r#"id: "0000000000032" => id: "0000000000031"
line 54: claim has the id of a claim before it. That one says statement: "Twelve people were injured.", verdict: Some("Sup…; this one says statement: "Thirteen people were injured.", verdict: None, s…
line 60: evidence names claim 0000000000032, which is not in this file"#,
    );
}

#[test]
fn verdicts_clutter_and_links_obey_the_project() {
    check(
        r#"Some("Supported") => Some("Mostly fine")
line 53: claim cannot be accepted: the verdict “Mostly fine” is not on the project's scale"#,
    );
    check(
        r"clutter: [0, 1] => clutter: [0, 4]
line 14: article cannot be accepted: article 0000000000011 has no paragraph 4",
    );
    check(
        r#""0000000000023", claim => "0000000000021", claim
line 59: evidence links highlight 0000000000021 to claim 0000000000031, which are already linked"#,
    );
    check(
        r#""Refuted", rank => "Supported", rank
line 6: the project cannot be accepted: a verdict scale needs at least one label, and each label only once
line 55: claim cannot be accepted: the verdict “Refuted” is not on the project's scale"#,
    );
}

/// Errors that cannot be salvaged line by line are reported with line and column, in plain words. On each line a change to
/// a complete file, and the message; `\n` is a line feed.
const SPELLING: &str = r#"title: "Every => titel: "Every => line 5, column 3: there is no field “titel” here; the fields are format, version, holds_protected_names, id, title, scale, rules, report, search_lists, names, speakers, articles, highlights, claims, silent, evidence, relations
  evidence: [ =>   evidence:  => line 57, column 12: expected a list here, which begins with [
rank: 4 => rank: -4 => line 7, column 33: this number is too large, or below zero
rank: 4 => rank: four => line 7, column 32: expected a whole number here
rank: 4 => rank: 99999999999 => line 7, column 32: this number is too large, or below zero
rank: 4) => rank: 4 => line 8, column 5: expected the name of a field or a value here
rank: 4) => rank 4) => line 7, column 30: a colon is missing between a field and its value
rank: 4) => rank: 4, rank: 5) => line 7, column 35: the field “rank” appears here a second time
, rank: 4) => ) => line 7, column 24: the field “rank” is missing from the record that ends here
name: "AVeriTeC" => name: AVeriTeC => line 6, column 16: expected a text in quotation marks here
name: "AVeriTeC" => name: "AVeriTeC => line 7, column 14: a comma or a closing bracket is missing here
reliability: Some(B) => reliability: Some(G) => line 15, column 253: “G” is not one of A, B, C, D, E, F
reliability: Some(B) => reliability: B => line 15, column 247: expected None or Some(…) here
reliability: Some(B) => reliability: Some(B => line 25, column 5: expected the name of a field or a value here
clutter: [0, 1] => clutter: [0, 1.5] => line 16, column 21: a comma or a closing bracket is missing here
clutter: [0, 1] => clutter: [0 1] => line 16, column 19: a comma or a closing bracket is missing here
clutter: [0, 1] => clutter: 0 => line 16, column 15: expected a list here, which begins with [
articles: [\n    ( => articles: [\n    [ => line 14, column 9: a comma or a closing bracket is missing here
  articles: [ =>   /* articles: [ => line 57, column 17: a comment that begins with /* is not closed
  articles: [ =>   § articles: [ => line 12, column 3: expected the name of a field or a value here
byline: "A. Writer" => byline: "A. Wri\xter" => line 15, column 71: a backslash is followed by something that has no meaning after it
byline: "A. Writer" => byline: 3 => line 15, column 69: expected a text in quotation marks here
(label: "Supported" => [label: "Supported" => line 7, column 5: expected a record here, which begins with (
title: "Every => title: /*/*/* "Every => line 57, column 17: a comment that begins with /* is not closed"#;

#[test]
fn syntax_errors_are_reported_with_line_and_column() {
    for line in SPELLING.lines() {
        let (from, rest) = line.split_once(" => ").unwrap();
        let (to, expected) = rest.split_once(" => ").unwrap();
        let [from, to] = [from, to].map(|it| it.replace("\\n", "\n"));
        let damaged = PLAIN.replacen(&from, &to, 1);
        assert_ne!(damaged, PLAIN, "{from}");
        assert_eq!(refused_as_a_whole(&damaged), expected, "{to}");
    }
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

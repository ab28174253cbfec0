//! A damaged line loses nothing but itself, wherever it is: its readable part is kept, and all other lines are read.

use crosscheck::{
    project::{ArticleDetails, HouseRules, Names, ReportHeading, SearchLists, VerdictScale},
    storage::{self, Damaged, LoadError, Remedy},
};

use super::{open, repaired, replaced};

const GOLDEN: &str = include_str!("../../fixtures/v1/every-field.ron");
const PLAIN: &str = include_str!("../../fixtures/v1/plain.ron");

/// Whether a line contains a value and is not part of the file's structure.
fn holds_a_value(line: &str) -> bool {
    let line = line.trim();
    let begins = ["format: ", "version: "];
    let opens = line.ends_with('[') && !line.starts_with("scale: ");
    let is_bracket = matches!(line, "(" | ")" | ")," | "]," | "");
    !opens && !is_bracket && !begins.iter().any(|begin| line.starts_with(begin))
}

/// The file with the line of that number, from 0, replaced.
fn with_line(file: &str, number: usize, line: &[u8]) -> Vec<u8> {
    let lines = file.split('\n').enumerate();
    let lines: Vec<&[u8]> = lines
        .map(|(at, old)| if at == number { line } else { old.as_bytes() })
        .collect();
    lines.join(&b'\n')
}

/// Damages each line that contains a value, and checks that the file can be repaired, with a problem at that line.
fn damage_each_line(damage: impl Fn(&str) -> Vec<u8>) -> usize {
    let mut lines = 0;
    for file in [GOLDEN, PLAIN] {
        for (number, line) in file.split('\n').enumerate() {
            if !holds_a_value(line) {
                continue;
            }
            lines += 1;
            let bytes = with_line(file, number, &damage(line));
            let what = String::from_utf8_lossy(&damage(line)).into_owned();
            let damaged = match storage::from_ron(&bytes) {
                Err(LoadError::Damaged(damaged)) => damaged,
                other => panic!("{what}: {other:?}"),
            };
            let problems = damaged.problems().iter();
            let at_line = problems.filter(|it| it.line == number + 1);
            assert!(at_line.count() > 0, "{what}: {:?}", damaged.problems());
            let project = repaired(&damaged);
            assert_eq!(project.articles().len(), 3, "{what}");
            assert!(project.claims().len() >= 2, "{what}");
        }
    }
    lines
}

#[test]
fn a_truncated_line_loses_no_other() {
    let lines = damage_each_line(|line| line[..line.len() - 2].into());
    assert!(lines > 80, "{lines}");
}

#[test]
fn a_changed_character_loses_no_other_line() {
    damage_each_line(|line| {
        let first = line.find(|sign: char| sign != ' ').unwrap();
        let mut bytes = line.as_bytes().to_vec();
        bytes[first] ^= 1;
        bytes
    });
}

#[test]
fn an_invalid_byte_loses_no_line() {
    for at in [1, 2, 3] {
        damage_each_line(|line| {
            let trimmed = line.trim_start();
            let begin = line.len() - trimmed.len();
            let mut bytes = line.as_bytes().to_vec();
            bytes[begin + trimmed.len() * at / 4] = 0xff;
            bytes
        });
    }
}

/// The golden file with some bytes replaced.
#[track_caller]
fn with_bytes(from: &str, to: &[u8]) -> Damaged {
    let at = GOLDEN.find(from).unwrap();
    let (before, after) = (&GOLDEN[..at], &GOLDEN[at + from.len()..]);
    let bytes = [before.as_bytes(), to, after.as_bytes()].concat();
    match storage::from_ron(&bytes) {
        Err(LoadError::Damaged(damaged)) => *damaged,
        other => panic!("it can be repaired: {other:?}"),
    }
}

fn messages(damaged: &Damaged) -> Vec<String> {
    open(damaged).iter().map(ToString::to_string).collect()
}

#[test]
fn the_readable_part_of_a_line_with_a_bad_byte_is_kept() {
    let damaged = with_bytes("Overlaps the first", b"Overlaps the f\xffrst");
    assert_eq!(
        messages(&damaged),
        [
            "line 63, column 1: highlight cannot be read: it contains bytes that are not UTF-8, shown as \u{fffd}"
        ]
    );
    let project = damaged.choose_safe().repaired().unwrap();
    let notes: Vec<_> = project.highlights().map(|it| it.note.as_str()).collect();
    assert!(notes.contains(&"Overlaps the f\u{fffd}rst,\nand runs over two paragraphs"));
    assert_eq!(project.highlights().len(), 4);
}

#[test]
fn a_bad_byte_in_a_text_or_a_quote_is_found_by_its_hash_or_its_words() {
    let in_text = with_bytes("Menu | News", b"Menu | N\xc3ws");
    // The replacement character is longer, so the highlights after it have moved with their words.
    let open_messages = messages(&in_text.choose_safe());
    let [hash] = &open_messages[..] else {
        panic!("{open_messages:?}");
    };
    assert!(hash.contains("does not match its SHA-256"), "{hash}");
    let in_quote = with_bytes("quote: \"Twelve people\"", b"quote: \"Tw\xe9lve people\"");
    let [quote, line] = &messages(&in_quote)[..] else {
        panic!("{in_quote:?}");
    };
    let says_why = |message: &str| message.contains("bytes that are not UTF-8");
    assert!(says_why(line) || says_why(quote));
}

#[test]
fn bytes_that_were_never_a_project_are_refused() {
    let mut bytes = b"(\n  format: \"crosscheck project\",\n  version: 1,\n".to_vec();
    bytes.extend((0..4_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8));
    for bytes in [&bytes[..], b"\x7fELF\x02\x01\xff\xfe", &[0xff; 3000]] {
        let refused = storage::from_ron(bytes);
        assert!(
            matches!(refused, Err(LoadError::NotText { .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn a_project_of_a_newer_version_with_a_bad_byte_is_newer() {
    let newer = GOLDEN.replacen("version: 1", "version: 2", 1);
    let at = newer.find("Courier").unwrap();
    let mut bytes = newer.into_bytes();
    bytes[at] = 0xff;
    assert_eq!(
        storage::from_ron(&bytes),
        Err(LoadError::Newer { version: 2 })
    );
}

#[test]
fn each_field_of_the_projects_head_has_a_default() {
    let whole = storage::from_ron(GOLDEN.as_bytes()).unwrap();
    let title = repaired(&replaced(GOLDEN, "  title: \"", "  title: "));
    assert_eq!(title.title(), "");
    assert_eq!(title.claims().len(), whole.claims().len());
    let rules = repaired(&replaced(
        GOLDEN,
        "first_hand: Some(2)",
        "first_hand: Some(two)",
    ));
    assert_eq!(rules.rules(), &HouseRules::default());
    let report = repaired(&replaced(GOLDEN, "lead: \"", "lead: "));
    assert_eq!(report.report_heading(), &ReportHeading::default());
    let long = "x".repeat(2_001);
    let long = repaired(&replaced(GOLDEN, "Who set", &long));
    assert_eq!(long.report_heading().title.chars().count(), 2_000);
    let lists = repaired(&replaced(GOLDEN, "[\"shelling\"", "[shelling\""));
    assert_eq!(lists.search_lists(), &SearchLists::default());
    let long = repaired(&replaced(GOLDEN, "shelling", &"x".repeat(2_001)));
    let words = &long.search_lists().watch_words;
    assert!(words.iter().any(|word| word.chars().count() == 2_000));
    let names = repaired(&replaced(GOLDEN, "[\"Qarvet\"", "[Qarvet\""));
    assert_eq!(names.names(), &Names::default());
    let long = repaired(&replaced(GOLDEN, "Qarvet", &"x".repeat(2_001)));
    assert_eq!(long.names().0[0].aliases[0].chars().count(), 2_000);
    let damaged = replaced(
        GOLDEN,
        "  scale: (name: \"AVeriTeC\"",
        "  scale: (name: AVeriTeC\"",
    );
    assert_eq!(repaired(&damaged).scale().verdicts, whole.scale().verdicts);
    let verdict = replaced(GOLDEN, "rank: 3)", "rank: three)");
    assert_eq!(repaired(&verdict).scale().verdicts.len(), 3);
    let none = GOLDEN.find("  scale: ").unwrap()..GOLDEN.find("  rules: ").unwrap();
    let without_field = replaced(GOLDEN, &GOLDEN[none], "");
    assert_eq!(repaired(&without_field).scale(), &VerdictScale::default());
}

#[test]
fn each_field_of_an_articles_head_has_a_default() {
    let source = replaced(GOLDEN, "reliability: Some(B)", "reliability: Some(Q)");
    assert_eq!(
        messages(&source).len(),
        1,
        "what else it says is found in the line, to be copied"
    );
    let project = repaired(&source);
    let sources: Vec<_> = project.articles().map(|it| it.details.clone()).collect();
    assert_eq!(sources[0], ArticleDetails::default());
    assert_ne!(sources[1], ArticleDetails::default());
    assert_eq!(project.highlights().len(), 4);
    let clutter = repaired(&replaced(GOLDEN, "clutter: [0, 1]", "clutter: [0, 1"));
    assert!(clutter.articles().all(|it| it.clutter.is_empty()));
    let excluded = repaired(&replaced(
        GOLDEN,
        "excluded: Some(Retracted),",
        "excluded: Some(Retracked),",
    ));
    assert!(excluded.articles().all(|it| it.excluded.is_none()));
    let hash = replaced(GOLDEN, "      sha256: \"84", "      sha256: 84");
    let remedies: Vec<_> = open(&hash).iter().map(|it| it.fault.remedies()).collect();
    assert!(
        remedies.contains(&vec![Remedy::KeepAsItIs]),
        "{:?}",
        messages(&hash)
    );
    assert_eq!(repaired(&hash).highlights().len(), 4);
}

/// A head that was laid out by hand is still read if something else cannot be.
#[test]
fn a_head_with_another_layout_is_not_parsed_early() {
    let clutter = "      clutter: [0, 1],\n";
    let other = GOLDEN.replacen(clutter, "      clutter: [\n        0, 1\n      ],\n", 1);
    let damaged = replaced(&other, "start: 37", "start: thirty-seven");
    let project = repaired(&damaged);
    assert_eq!(project.articles().next().unwrap().clutter.len(), 2);
}

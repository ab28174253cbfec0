//! Damage between the records: stray lines, repeated lists, lost brackets and conflict markers lose no record. If two
//! records have one id, both are shown.

use crosscheck::{
    project::{ArticleText, Project},
    storage::{self, Fault, LoadError, Remedy},
};

use super::{damaged, open, repaired};

const GOLDEN: &str = include_str!("../../fixtures/v1/every-field.ron");
const PLAIN: &str = include_str!("../../fixtures/v1/plain.ron");

const LISTS: [&str; 7] = [
    "speakers",
    "articles",
    "highlights",
    "claims",
    "silent",
    "evidence",
    "relations",
];

fn read(file: &str) -> Project {
    storage::from_ron(file.as_bytes()).unwrap()
}

fn counts(project: &Project) -> [usize; 7] {
    [
        project.articles().len(),
        project.highlights().len(),
        project.claims().len(),
        project.all_evidence().len(),
        project.speakers().len(),
        project.relations().len(),
        project.scale().verdicts.len(),
    ]
}

/// The file with the line of that number, from 0, replaced by other lines.
fn with_lines(file: &str, number: usize, other: impl Fn(&str) -> String) -> String {
    let lines = file.split('\n').enumerate();
    let lines: Vec<String> = lines
        .map(|(at, line)| {
            if at == number {
                other(line)
            } else {
                line.to_owned()
            }
        })
        .collect();
    lines.join("\n")
}

#[test]
fn a_stray_line_loses_no_record() {
    for file in [PLAIN, GOLDEN] {
        let whole = read(file);
        for number in 3..file.split('\n').count() - 1 {
            let stray = with_lines(file, number, |line| format!("stray\n{line}"));
            let damaged = damaged(&stray);
            let problems = open(&damaged);
            let is_reported = problems.iter().any(|problem| problem.line == number + 1);
            assert!(is_reported, "line {}: {problems:?}", number + 1);
            let repaired = repaired(&damaged);
            assert_eq!(counts(&repaired), counts(&whole), "line {}", number + 1);
        }
    }
}

#[test]
fn a_list_that_appears_twice_is_read_once() {
    let whole = read(GOLDEN);
    for list in LISTS {
        let begin = GOLDEN.find(&format!("  {list}: [\n")).unwrap();
        let end = begin + GOLDEN[begin..].find("\n  ],\n").unwrap() + "\n  ],\n".len();
        let twice = [&GOLDEN[..end], &GOLDEN[begin..]].concat();
        assert_eq!(repaired(&damaged(&twice)), whole, "{list}");
    }
}

#[test]
fn missing_brackets_of_a_list_lose_no_record() {
    let whole = read(GOLDEN);
    for list in LISTS {
        let begin = format!("  {list}: [\n");
        let before = ["  ],\n", &begin].concat();
        for (from, to) in [
            (&begin, ""),
            (&begin, "  ], [\n"),
            (&before, begin.as_str()),
            (&before, ""),
        ] {
            let without = GOLDEN.replacen(from, to, 1);
            if without != GOLDEN {
                let repaired = repaired(&damaged(&without));
                assert_eq!(counts(&repaired), counts(&whole), "{list}: {to:?}");
            }
        }
    }
}

#[test]
fn a_file_listed_twice_is_read_once() {
    let twice = [GOLDEN, GOLDEN].concat();
    assert_eq!(repaired(&damaged(&twice)), read(GOLDEN));
}

fn conflict(ours: &str, theirs: &str) -> String {
    format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> desk of anna")
}

#[test]
fn conflict_markers_around_any_line_lose_nothing() {
    for file in [PLAIN, GOLDEN] {
        let whole = read(file);
        for number in 0..file.split('\n').count() - 1 {
            let marked = with_lines(file, number, |line| conflict(line, line));
            assert_eq!(repaired(&damaged(&marked)), whole, "line {}", number + 1);
            let ancestor = with_lines(file, number, |line| {
                format!("<<<<<<< HEAD\n{line}\n||||||| 12ab\nold\n=======\n{line}\n>>>>>>> x")
            });
            assert_eq!(repaired(&damaged(&ancestor)), whole, "line {}", number + 1);
        }
    }
}

#[test]
fn a_conflict_marker_left_behind_anywhere_loses_nothing() {
    for file in [PLAIN, GOLDEN] {
        let whole = read(file);
        for mark in [
            "<<<<<<< HEAD",
            "=======",
            "||||||| 12ab",
            ">>>>>>> desk of anna",
        ] {
            for number in 0..file.split('\n').count() {
                let marked = with_lines(file, number, |line| format!("{mark}\n{line}"));
                assert_eq!(
                    repaired(&damaged(&marked)),
                    whole,
                    "{mark} before line {}",
                    number + 1
                );
            }
        }
    }
}

#[test]
fn conflict_markers_around_any_lines_lose_nothing() {
    let whole = read(GOLDEN);
    let lines: Vec<&str> = GOLDEN.trim_end().split('\n').collect();
    for from in (0..lines.len()).step_by(3) {
        for to in (from + 1..lines.len()).step_by(7) {
            let inside = lines[from..=to].join("\n");
            let marked = conflict(&inside, &inside);
            let file = [&lines[..from], &[marked.as_str()], &lines[to + 1..]].concat();
            let file = file.join("\n") + "\n";
            assert_eq!(repaired(&damaged(&file)), whole, "{from} to {to}");
        }
    }
}

/// The line of the first claim, and the same line with another statement.
fn edited_claim() -> (&'static str, String) {
    let mut lines = PLAIN.lines();
    let line = lines.find(|line| line.contains("statement: \"Twelve people"));
    let line = line.unwrap();
    let edited = line.replacen("Twelve people were", "Nine or ten people were", 1);
    (line, edited)
}

#[test]
fn a_claim_that_both_sides_of_a_merge_edited_is_shown_in_both_versions() {
    let (line, edited) = edited_claim();
    let union = format!("{line}\n{edited}");
    for both in [conflict(line, &edited), union] {
        let damaged = damaged(&PLAIN.replacen(line, &both, 1)).choose_safe();
        let open_problems = open(&damaged);
        let [problem] = &open_problems[..] else {
            panic!("{open_problems:?}");
        };
        let Fault::SameId { versions } = &problem.fault else {
            panic!("{problem}");
        };
        assert!(versions.earlier.contains("Twelve people"), "{versions}");
        assert!(versions.later.contains("Nine or ten people"), "{versions}");
        let take = |remedy| damaged.choose(problem.key(), Some(remedy)).repaired();
        assert_eq!(take(Remedy::LeaveOut), Some(read(PLAIN)));
        let with_both = take(Remedy::NewId).unwrap();
        assert_eq!(with_both.claims().len(), read(PLAIN).claims().len() + 1);
    }
}

/// The lines of an article.
fn article(id: u64, title: &str) -> Vec<String> {
    let text = ArticleText::new(format!("Text of {title}"));
    let lines = [
        "    (".to_owned(),
        format!("      id: \"00000000000{id}\","),
        format!(
            "      details: (title: \"{title}\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None),"
        ),
        "      clutter: [],".to_owned(),
        format!("      sha256: \"{}\",", text.hash()),
        "      text: [".to_owned(),
        format!("        \"{}\",", text.as_str()),
        "      ],".to_owned(),
        "    ),".to_owned(),
    ];
    lines.into()
}

#[test]
fn two_articles_added_by_two_people_are_both_read() {
    // Git puts the lines that both sides have outside the conflicts.
    let both = article(14, "Ours").into_iter().zip(article(15, "Theirs"));
    let lines: Vec<String> = both
        .map(|(one, other)| {
            if one == other {
                one
            } else {
                conflict(&one, &other)
            }
        })
        .collect();
    let list_end = "\n  ],\n  highlights: [";
    let marked = ["\n", &lines.join("\n"), list_end].concat();
    let project = repaired(&damaged(&PLAIN.replacen(list_end, &marked, 1)));
    let titles = project.articles().map(|it| it.details.title.as_str());
    let titles: Vec<&str> = titles.skip(3).collect();
    assert_eq!(titles, ["Ours", "Theirs"]);
    let last = project.articles().last().unwrap();
    assert_eq!(last.text.as_str(), "Text of Theirs");
}

#[test]
fn two_articles_joined_by_a_union_merge_are_both_read() {
    // Git writes the first and the last lines of both only once.
    let (ours, theirs) = (article(14, "Ours"), article(15, "Theirs"));
    let lines = [&ours[..ours.len() - 2], &theirs[1..]].concat();
    let list_end = "\n  ],\n  highlights: [";
    let joined = ["\n", &lines.join("\n"), list_end].concat();
    let damaged = damaged(&PLAIN.replacen(list_end, &joined, 1));
    assert_eq!(damaged.problems().len(), 1, "{:?}", damaged.problems());
    let project = repaired(&damaged);
    let added: Vec<_> = project.articles().skip(3).collect();
    let titles: Vec<_> = added.iter().map(|it| it.details.title.as_str()).collect();
    assert_eq!(titles, ["Ours", "Theirs"]);
    let texts: Vec<_> = added.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["Text of Ours", "Text of Theirs"]);
}

#[test]
fn a_field_of_the_project_that_both_sides_edited_is_shown() {
    let mut lines = PLAIN.lines();
    let line = lines.find(|line| line.starts_with("  title: ")).unwrap();
    let both = conflict(line, "  title: \"Theirs\",");
    let damaged = damaged(&PLAIN.replacen(line, &both, 1));
    let shown = damaged.problems().iter().any(|problem| {
        matches!(&problem.fault, Fault::Unreadable { line, .. } if line == "title: \"Theirs\",")
    });
    assert!(shown, "{:?}", damaged.problems());
    assert_eq!(repaired(&damaged).title(), read(PLAIN).title());
}

#[test]
fn a_problem_on_the_other_side_has_its_line() {
    let (line, edited) = edited_claim();
    let edited = edited.replacen("Some(\"Supported\")", "Some(\"Fine\")", 1);
    let file = PLAIN.replacen(line, &conflict(line, &edited), 1);
    let number = file.lines().position(|it| it == edited).unwrap() + 1;
    let damaged = damaged(&file).choose_safe();
    let problem = open(&damaged).swap_remove(0);
    assert_eq!(problem.line, number, "{problem}");
}

#[test]
fn conflict_markers_out_of_order_are_stray_lines() {
    let broken = with_lines(PLAIN, 52, |line| format!("<<<<<<< HEAD\n{line}\n>>>>>>> x"));
    assert_eq!(repaired(&damaged(&broken)), read(PLAIN));
    let not_a_project = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n";
    let refused = storage::from_ron(not_a_project.as_bytes());
    assert_eq!(refused, Err(LoadError::NotAProject));
}

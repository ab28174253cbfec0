//! What README.md says of the commands is what the program has.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

use crosscheck::{
    files::{CLAIM_COLUMNS, EVIDENCE_COLUMNS},
    workbench::COMMANDS,
};

const README: &str = include_str!("../README.md");

#[test]
fn every_command_stands_in_the_readme_with_its_keys() {
    for spec in COMMANDS {
        let keys: Vec<String> = spec
            .keys
            .iter()
            .map(|key| format!("`{}`", key.label()))
            .collect();
        let row = format!(
            "| {} | {} | {} | {} |",
            spec.menu.label(),
            spec.label,
            keys.join(", "),
            spec.tooltip
        );
        assert!(README.contains(&row), "README.md lacks: {row}");
    }
}

/// What the README promises of the work's safety is shown by tests that exist.
#[test]
fn every_fault_in_the_readme_has_its_tests() {
    let section = README
        .split("## What happens to your work if")
        .nth(1)
        .and_then(|rest| rest.split("\n## ").next())
        .unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| "));
    let rows: Vec<&str> = rows.skip(2).collect();
    assert!(rows.len() >= 12, "{rows:?}");
    for row in rows {
        let shown_by = row.rsplit(" | ").next().unwrap();
        let names: Vec<&str> = shown_by.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test: {row}");
        for name in names {
            let is_there = TESTS
                .iter()
                .any(|test| test.contains(&format!("fn {name}()")));
            assert!(is_there, "no such test: {name}");
        }
    }
}

const TESTS: [&str; 10] = [
    include_str!("../src/files/hold.rs"),
    include_str!("real_window.rs"),
    include_str!("safety_window.rs"),
    include_str!("sharing_window.rs"),
    include_str!("soak.rs"),
    include_str!("safety/damage.rs"),
    include_str!("safety/meddler.rs"),
    include_str!("safety/recovery.rs"),
    include_str!("safety/saving.rs"),
    include_str!("safety/steps.rs"),
];

#[test]
fn every_column_of_the_tables_stands_in_the_readme() {
    for column in CLAIM_COLUMNS.iter().chain(&EVIDENCE_COLUMNS) {
        assert!(
            README.contains(&format!("`{column}`")),
            "README.md lacks {column}"
        );
    }
}

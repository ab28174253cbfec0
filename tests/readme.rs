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
    for spec in &COMMANDS {
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

#[test]
fn every_column_of_the_tables_stands_in_the_readme() {
    for column in CLAIM_COLUMNS.iter().chain(&EVIDENCE_COLUMNS) {
        assert!(
            README.contains(&format!("`{column}`")),
            "README.md lacks {column}"
        );
    }
}

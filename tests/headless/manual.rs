//! The tables of the manual agree with the program, and the sample supports the steps of the tour.

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::Path};

use crate::layers::files;

use crosscheck::{
    analysis::{ClaimEvidence, ClaimRow, ClaimSources, IndependentSource, Roots, source_name},
    export::{CLAIM_COLUMNS, EVIDENCE_COLUMNS},
    project::Stance,
    storage,
    workbench::{CommandSpec, Menu, commands, key_tables},
};

const KEYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
const EXPORTS: &str = include_str!("../../docs/exports.md");
const WORK: &str = include_str!("../../docs/what-happens-to-your-work.md");

/// `UPDATE_DOCS=1 cargo test --test headless manual` rewrites the tables.
#[test]
fn the_keys_in_the_manual_are_those_of_the_program() {
    let page = fs::read_to_string(KEYS).unwrap();
    let mut expected = with_table(&page, "Commands", &command_table());
    for (heading, keys) in key_tables() {
        expected = with_table(&expected, heading, &key_table(keys));
    }
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(KEYS, expected).unwrap();
    } else {
        assert!(
            page == expected,
            "docs/keys.md is out of date. Run UPDATE_DOCS=1 cargo test --test headless manual"
        );
    }
}

/// The page with the table below the heading replaced by this one.
fn with_table(page: &str, heading: &str, table: &str) -> String {
    let old = section(page, heading).lines();
    let old: Vec<&str> = old.filter(|line| line.starts_with('|')).collect();
    let old = old.join("\n") + "\n";
    // An earlier section may have the same rows.
    let title = format!("\n## {heading}\n");
    let (before, after) = page.split_once(&title).unwrap();
    assert!(after.contains(&old), "{heading} has one table");
    before.to_owned() + &title + &after.replacen(&old, table, 1)
}

#[test]
fn a_table_is_replaced_below_its_own_heading() {
    let empty = "| keys |\n| --- |\n";
    let page = format!("# Keys\n\n## One\n\n{empty}\n## Two\n\n{empty}");
    let full = format!("{empty}| F |\n");
    let expected = format!("# Keys\n\n## One\n\n{empty}\n## Two\n\n{full}");
    assert_eq!(with_table(&page, "Two", &full), expected);
}

fn command_table() -> String {
    let row = |(menu, spec): (Menu, &CommandSpec)| {
        let keys = spec.keys.iter().map(|key| format!("`{}`", key.name()));
        let keys = keys.collect::<Vec<_>>().join(", ");
        let (menu, label, tooltip) = (menu.label(), spec.label, spec.tooltip);
        format!("| {menu} | {label} | {keys} | {tooltip} |\n")
    };
    let rows: String = commands().map(row).collect();
    format!("| menu | command | keys | what it does |\n| --- | --- | --- | --- |\n{rows}")
}

fn key_table(keys: &[(&str, &str)]) -> String {
    let mut table = "| keys | what they do |\n| --- | --- |\n".to_owned();
    for (keys, does) in keys {
        writeln!(table, "| {keys} | {does} |").unwrap();
    }
    table
}

#[test]
fn the_columns_in_the_manual_are_those_of_the_csv_files() {
    let columns = |heading| first_cells(section(EXPORTS, heading));
    let quoted = |column: &&str| format!("`{column}`");
    let claims: Vec<String> = CLAIM_COLUMNS.iter().map(quoted).collect();
    let evidence: Vec<String> = EVIDENCE_COLUMNS.iter().map(quoted).collect();
    assert_eq!(columns("Claims"), claims);
    assert_eq!(columns("Evidence"), evidence);
}

/// Every promise about the analyst's work is in the last table, with tests that exist.
#[test]
fn every_promise_about_the_work_has_its_tests() {
    let (promises, proofs) = WORK
        .split_once("\n## How each promise is tested\n")
        .unwrap();
    assert_eq!(first_cells(promises), first_cells(proofs));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["tests", "src/storage"].map(|folder| files(&root.join(folder)));
    let files = files
        .iter()
        .flatten()
        .map(|file| fs::read_to_string(file).unwrap());
    let sources: String = files.collect();
    for row in rows(proofs) {
        let (_, tests) = row.split_once(" | ").unwrap();
        let names: BTreeSet<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test: {row}");
        for name in names {
            let is_there = sources.contains(&format!("fn {name}()"));
            assert!(is_there, "no such test: {name}");
        }
    }
}

/// The text below a heading of the second level, to the next one.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

/// The first cell of each row of each table, headings aside.
fn first_cells(text: &str) -> Vec<&str> {
    let cells = rows(text).into_iter().map(|row| row.split_once(" | "));
    cells.map(|cells| cells.unwrap().0).collect()
}

/// The rows of all tables, without headings and separators.
fn rows(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let is_rule = |line: &&str| line.starts_with("| ---");
    lines
        .iter()
        .enumerate()
        .filter(|(place, line)| !is_rule(line) && !lines.get(place + 1).is_some_and(is_rule))
        .filter_map(|(_, line)| line.strip_prefix("| "))
        .collect()
}

/// Claim 1 of the sample: "4 articles, 1 independent source", and why.
#[test]
fn the_sample_has_the_story_of_the_tour() {
    let project = storage::sample();
    let claim = project.claims().next().unwrap();
    let evidence = ClaimEvidence::new(&project, claim);
    let sources = ClaimSources::new(&evidence, &mut Roots::new(&project));
    let row = ClaimRow::new(&project, claim);

    assert!(claim.statement.starts_with("Sixty saboteurs were detained"));
    let against = (row.count(Stance::Supports), row.count(Stance::Refutes));
    assert_eq!(against, (4, 2));

    assert_eq!(
        sources.supports.figure(),
        "4 articles, 1 independent source"
    );
    let group = &sources.supports.groups[0];
    let [IndependentSource::Speaker(corvast)] =
        group.sources.iter().copied().collect::<Vec<_>>()[..]
    else {
        panic!("{group:?}");
    };
    assert_eq!(
        source_name(&project, IndependentSource::Speaker(corvast)),
        "Denna Corvast"
    );
    let said = |relayed_by: usize| {
        let pieces = group.evidence.iter().filter_map(|id| project.evidence(*id));
        let pieces = pieces.filter(|piece| piece.attribution.speaker == Some(corvast));
        pieces
            .filter(|piece| piece.attribution.relayed_by.len() == relayed_by)
            .count()
    };
    assert_eq!((said(0), said(1)), (1, 3));

    assert!(row.one_source_only && row.needs_attention());
    assert_eq!(
        sources.refutes.figure(),
        "2 articles, 2 independent sources"
    );
    assert_eq!(project.rules().independent_sources, Some(2));
    assert_eq!(sources.misses(&project, claim), []);

    // Some of the other claims miss the rule.
    let misses = |claim| ClaimRow::new(&project, claim).misses;
    assert!(project.claims().any(|claim| misses(claim) > 0));
}

/// The steps of the tour must still be possible.
#[test]
fn the_steps_of_the_tour_are_possible_in_the_sample() {
    let project = storage::sample();
    let claim = |number: usize, words: &str| {
        let claim = project.claims().nth(number - 1).unwrap();
        assert!(claim.statement.starts_with(words), "{}", claim.statement);
        claim
    };
    let treated = claim(2, "Thirteen people were treated");
    let unattributed = project.evidence_of(treated.id);
    let unattributed = unattributed.filter(|piece| piece.attribution.speaker.is_none());
    assert!(
        unattributed.count() > 0,
        "a speaker is still to be recorded"
    );
    assert_eq!(claim(8, "").verdict, None);
    let tap_water = "The tap water in Karveth was safe to drink after the flood";
    claim(10, tap_water);
}

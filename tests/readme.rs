//! What README.md says of the commands, of the tables and of the sample is what the program has.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

use crosscheck::{
    analysis::{ClaimEvidence, ClaimRow, ClaimSources, IndependentSource, Roots, source_name},
    export::{CLAIM_COLUMNS, EVIDENCE_COLUMNS},
    project::Stance,
    storage,
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
    include_str!("../src/storage/locks/hold.rs"),
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

/// The walk through the sample: "4 articles, 1 independent source", and why.
#[test]
fn the_sample_tells_the_story_of_the_walk() {
    let project = storage::sample();
    let claim = project.claims().next().unwrap();
    let evidence = ClaimEvidence::of(&project, claim);
    let sources = ClaimSources::of(&evidence, &mut Roots::new(&project));
    let row = ClaimRow::of(&project, claim);
    let walk = README
        .split("## Five minutes with the sample")
        .nth(1)
        .and_then(|rest| rest.split("\n## ").next())
        .unwrap()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let tells = |words: &str| assert!(walk.contains(words), "the walk lacks: {words}");

    assert!(claim.statement.starts_with("Sixty saboteurs were detained"));
    tells("Click claim 1, \"Sixty saboteurs were detained\"");
    let against = (row.count(Stance::Supports), row.count(Stance::Refutes));
    assert_eq!(against, (4, 2));
    tells("four passages for, two against");

    assert_eq!(
        sources.supports.figure(),
        "4 articles, 1 independent source"
    );
    tells("stands \"4 articles, 1 independent source\"");
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
    tells("All four have the sixty from Major Corvast, three of them through Lanterna");

    assert!(row.one_source_only && row.needs_attention());
    tells("the claim is marked *one source only*");
    assert_eq!(
        sources.refutes.figure(),
        "2 articles, 2 independent sources"
    );
    assert_eq!(project.rules().independent_sources, Some(2));
    assert_eq!(sources.misses(&project, claim), []);
    tells(
        "Against it stand \"2 articles, 2 independent sources\", as many as the rules of the house ask for here",
    );

    // Of the others some miss it.
    let misses = |claim| ClaimRow::of(&project, claim).misses;
    assert!(project.claims().any(|claim| misses(claim) > 0));
}

/// What the walk offers to do has not been done yet.
#[test]
fn the_sample_leaves_the_walk_something_to_do() {
    let project = storage::sample();
    let claim = |number: usize, words: &str| {
        let claim = project.claims().nth(number - 1).unwrap();
        assert!(claim.statement.starts_with(words), "{}", claim.statement);
        assert!(README.contains(&format!("claim {number}")), "{number}");
        claim
    };
    let treated = claim(2, "Thirteen people were treated");
    let unattributed = project.evidence_of(treated.id);
    let unattributed = unattributed.filter(|piece| piece.attribution.speaker.is_none());
    assert!(unattributed.count() > 0, "somebody is to say who said it");
    assert_eq!(claim(8, "").verdict, None);
    let tap_water = "The tap water in Karveth was safe to drink after the flood";
    assert!(README.contains(tap_water));
    claim(10, tap_water);
}

//! Exported tables, read back with the csv crate.

mod recorded;

use std::path::Path;

use crate::records::Recording;
use crosscheck::{
    export::{
        self, CLAIM_COLUMNS, EVIDENCE_COLUMNS, EXPORTS, Export, ExportSettings, write_export,
    },
    project::{ClaimField, Edit, EvidenceEdit, Project, Stance},
    storage::{self, ExportOptions, Separator},
    views::theme::Theme,
};
use generate::Size;

const EXACT: ExportOptions = ExportOptions {
    spreadsheet_safe: false,
    bom: false,
    separator: Separator::Comma,
};

fn written(export: Export, project: &Project, options: ExportOptions) -> String {
    let mut bytes = Vec::new();
    write_export(&mut bytes, export, project, &settings(options)).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn settings(options: ExportOptions) -> ExportSettings {
    ExportSettings {
        options,
        ..ExportSettings::new(Theme::light().graph_palette())
    }
}

fn claims(project: &Project, options: ExportOptions) -> String {
    written(Export::Claims, project, options)
}

fn evidence(project: &Project, options: ExportOptions) -> String {
    written(Export::Evidence, project, options)
}

/// All records, including the header.
fn read(csv: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The cells of a row under these columns.
fn under<'a>(rows: &'a [Vec<String>], row: usize, columns: &[&str]) -> Vec<&'a str> {
    let index_of = |column: &&str| rows[0].iter().position(|name| name == column).unwrap();
    let indices = columns.iter().map(index_of);
    indices.map(|index| rows[row][index].as_str()).collect()
}

#[test]
fn the_columns_are_exactly_these() {
    let project = Project::default();
    assert_eq!(
        claims(&project, EXACT),
        "number,claim,verdict,status,justification,supports,refutes,context,independent_sources_support,independent_sources_refute,\
         one_source_only,unchallenged,articles,outlets,speaker,made,type,first_published,first_appearance,quotes,credibility,tags,\
         house_rule_misses,waivers,searches,reply,relations,excluded_evidence,notes\r\n"
    );
    assert_eq!(
        evidence(&project, EXACT),
        "claim_number,claim,verdict,stance,quote,speaker,wording,quotation,first_hand,primary_or_secondary,naming,relayed_by,\
         independent_source,outlet,article,published,url,note,evidence_set,excluded,published_after_claim,reliability,start,end,locator,value,value_bound,value_unit\r\n"
    );
}

#[test]
fn a_claim_is_a_row_with_its_counts_and_sources() {
    let project = storage::sample();
    let rows = read(&claims(&project, EXACT));
    assert_eq!(rows.len(), 1 + project.claims().len());
    let first: Vec<(&str, &str)> = CLAIM_COLUMNS
        .into_iter()
        .zip(rows[1].iter().map(String::as_str))
        .collect();
    let cell = |name| first.iter().find(|(column, _)| *column == name).unwrap().1;
    assert_eq!(cell("number"), "1");
    assert_eq!(cell("verdict"), "Not Enough Evidence");
    assert_eq!(cell("status"), "needs review");
    let claim = project.claims().next().unwrap();
    let stances: Vec<Stance> = project.evidence_of(claim.id).map(|e| e.stance).collect();
    let count = |stance| stances.iter().filter(|s| **s == stance).count().to_string();
    assert_eq!(cell("supports"), count(Stance::Supports));
    assert_eq!(cell("refutes"), count(Stance::Refutes));
    assert_eq!(cell("context"), count(Stance::Context));
    assert!(cell("outlets").starts_with("The North Courier | Ledger24 | "));
    assert_eq!(cell("first_published"), "2031-05-12T14:30+03:00");
    assert_eq!(cell("quotes").lines().count(), stances.len());
}

#[test]
fn a_piece_of_evidence_is_a_row_whose_code_points_select_its_quote() {
    for project in [storage::sample(), generate::project(4, Size::SMALL)] {
        let rows = read(&evidence(&project, EXACT));
        assert_eq!(rows[0], EVIDENCE_COLUMNS);
        let cell = |row: &[String], name| {
            let column = EVIDENCE_COLUMNS.iter().position(|column| *column == name);
            row[column.unwrap()].clone()
        };
        assert_eq!(rows.len(), 1 + project.all_evidence().len());
        for row in &rows[1..] {
            let [title, quote] = [cell(row, "article"), cell(row, "quote")];
            let [start, end]: [usize; 2] =
                ["start", "end"].map(|name| cell(row, name).parse().unwrap());
            let article = project
                .articles()
                .find(|a| a.details.title == title)
                .unwrap();
            let at_place: String = article
                .text
                .as_str()
                .chars()
                .skip(start)
                .take(end - start)
                .collect();
            assert_eq!(at_place, quote);
        }
    }
}

/// Checks what a note becomes in a spreadsheet-safe table. An exact one contains the note unchanged.
fn check_note(note: &str, expected: &str) {
    let mut project = generate::project(1, Size::SMALL);
    let id = project.first_claim();
    let first = project.evidence_of(id).next().unwrap().id;
    project.set(id, ClaimField::Notes(note.to_owned()));
    project.make(Edit::Evidence(EvidenceEdit::SetNote {
        id: first,
        note: note.to_owned(),
    }));
    for (options, cell) in [(ExportOptions::default(), expected), (EXACT, note)] {
        for (csv, column) in [
            (claims(&project, options), "notes"),
            (evidence(&project, options), "note"),
        ] {
            assert_eq!(under(&read(&csv), 1, &[column]), [cell], "{note:?}");
        }
    }
}

#[test]
fn cells_that_a_spreadsheet_would_execute_get_an_apostrophe() {
    for start in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
        for before in ["", " ", "\u{a0}\u{3000}", "\u{feff}", "\u{200b} "] {
            let cell = format!("{before}{start}cmd|' /c calc'!A1");
            check_note(&cell, &format!("'{cell}"));
        }
    }
}

#[test]
fn no_separator_makes_a_part_of_a_cell_a_formula() {
    for (note, expected) in [
        ("total;=1+1", "total;'=1+1"),
        ("total, =1+1", "total, '=1+1"),
        ("total\t@SUM(A1)", "total\t'@SUM(A1)"),
        ("a|+1|-2", "a|'+1|'-2"),
        ("first\n=1+1", "first\n'=1+1"),
        ("first\r\n \u{200b}=1", "first\r\n \u{200b}'=1"),
        ("said; \"=1+1\"", "said; \"'=1+1\""),
        ("a;;;＝1", "a;;;'＝1"),
        ("\t=1", "'\t'=1"),
        ("=1;=2", "'=1;'=2"),
        ("-5 to -3, -2", "'-5 to -3, '-2"),
        ("a;b=1,c-2", "a;b=1,c-2"),
    ] {
        check_note(note, expected);
    }
}

/// The cells of every row, for a program that ends a cell at any of these characters unless it is quoted.
fn read_at_any(csv: &str, separators: &[char]) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut signs = csv.chars().peekable();
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.push(signs.next().unwrap()),
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            sign if !quoted && separators.contains(&sign) => row.push(String::new()),
            sign => cell.push(sign),
        }
    }
    rows.pop();
    rows
}

#[test]
fn no_row_shifts_whatever_the_separator() {
    let mut project = storage::sample();
    let id = project.first_claim();
    let notes = "one; two, three\tfour | \"five\"\nsix".to_owned();
    let field = ClaimField::Notes(notes.clone());
    project.set(id, field);
    for separator in Separator::ALL {
        let options = ExportOptions {
            separator,
            ..ExportOptions::default()
        };
        for csv in [claims(&project, options), evidence(&project, options)] {
            // LibreOffice ends cells at all three unless told otherwise.
            let rows = read_at_any(&csv, &[',', ';', '\t']);
            assert!(
                rows.iter().all(|row| row.len() == rows[0].len()),
                "{separator:?}"
            );
            assert_eq!(
                rows,
                read_at_any(&csv, &[separator.character()]),
                "{separator:?}"
            );
        }
        let rows = read_at_any(&claims(&project, options), &[separator.character()]);
        assert_eq!(rows[1].last(), Some(&notes));
    }
}

#[test]
fn cells_that_excel_truncates_are_reported() {
    let mut project = storage::sample();
    let id = project.first_claim();
    let mut warning = |notes: String| {
        let field = ClaimField::Notes(notes);
        project.set(id, field);
        let written = write_export(std::io::sink(), Export::Claims, &project, &settings(EXACT));
        written.unwrap().warning()
    };
    assert_eq!(warning("é".repeat(32_767)), None);
    assert_eq!(
        warning("é".repeat(32_768)).unwrap(),
        "1 cell longer than 32,767 characters, which Excel truncates; the first: claim 1, notes"
    );
    assert!(warning("🦊".repeat(16_384)).is_some());
}

#[test]
fn all_other_cells_stay_unchanged() {
    for cell in [
        "",
        " ",
        "text",
        "a=b",
        "'quoted'",
        "12 - 8",
        "“=”",
        "two\r\nlines, \"quoted\"",
        "ن=1",
    ] {
        check_note(cell, cell);
    }
}

#[test]
fn a_requested_byte_order_mark_comes_first() {
    let options = ExportOptions {
        bom: true,
        ..ExportOptions::default()
    };
    let project = storage::sample();
    for csv in [claims(&project, options), evidence(&project, options)] {
        let after = csv.strip_prefix('\u{feff}').unwrap();
        assert!(after.starts_with("number,") || after.starts_with("claim_number,"));
    }
}

#[test]
fn every_export_is_written_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export");
    let project = storage::sample();
    let settings = settings(EXACT);
    let nowhere = folder.path().join("no folder").join("export");
    let to = |path: &Path, export| export::export_file(path, export, &project, &settings);
    for format in EXPORTS {
        to(&path, format.export).unwrap();
        let mut expected = Vec::new();
        write_export(&mut expected, format.export, &project, &settings).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), expected);
        assert!(to(&nowhere, format.export).is_err());
    }
}

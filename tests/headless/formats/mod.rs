//! Every export format: golden outputs of the sample, and what each leaves out.

mod hostile;
mod places;

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _},
    path::Path,
};

use crate::records::Recording;
use crosscheck::{
    export::{
        Audience, EXPORTS, Export, ExportError, ExportSettings, Extent, OptionsOfExport,
        WrittenExport, export_file, preview_export, write_export,
    },
    project::{ArticleId, ClaimField, ClaimId, Project, SpeakerId},
    storage,
    views::theme::Theme,
};
use serde_json::Value;

pub fn settings() -> ExportSettings {
    ExportSettings {
        audience: Audience::default(),
        made: "2031-06-01".to_owned(),
        ..ExportSettings::new(Theme::light().graph_palette())
    }
}

fn written_with(
    export: Export,
    project: &Project,
    settings: &ExportSettings,
) -> (Vec<u8>, WrittenExport) {
    let mut bytes = Vec::new();
    let written = write_export(&mut bytes, export, project, settings).unwrap();
    (bytes, written)
}

fn written(export: Export, project: &Project) -> Vec<u8> {
    written_with(export, project, &settings()).0
}

fn json(export: Export, project: &Project) -> Value {
    serde_json::from_slice(&written(export, project)).unwrap()
}

/// The files of an archive by name; any other file is one without a name.
pub fn files(export: Export, bytes: &[u8]) -> BTreeMap<String, String> {
    if export.format().is_text() {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        return [(String::new(), text)].into();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = (archive.file_names())
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut text = |name: String| {
        let mut text = String::new();
        let mut file = archive.by_name(&name).unwrap();
        file.read_to_string(&mut text).unwrap();
        drop(file);
        (name, text)
    };
    names.into_iter().map(&mut text).collect()
}

/// The texts and attribute values of an XML file, which must be well-formed.
pub fn words_of_xml(xml: &str) -> Vec<String> {
    use quick_xml::{Reader, XmlVersion, events::Event};
    let is_allowed =
        |sign: char| matches!(sign, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(is_allowed));
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut words = vec![String::new()];
    let mut depth = 0;
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let value = attribute.unwrap();
                    let value = value.normalized_value(XmlVersion::Implicit1_0).unwrap();
                    words.push(value.into_owned());
                }
                words.push(String::new());
            }
            Event::Text(text) => {
                words.last_mut().unwrap().push_str(text);
            }
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().unwrap();
                let named = quick_xml::escape::resolve_predefined_entity(reference);
                let character = character.map_or_else(|| named.unwrap().to_owned(), String::from);
                words.last_mut().unwrap().push_str(&character);
            }
            Event::Eof => break,
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                words.push(String::new());
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    words
}

/// Every text in JSON.
pub fn words_of_json(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::String(text) => words.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|it| words_of_json(it, words)),
        Value::Object(fields) => fields.values().for_each(|it| words_of_json(it, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `UPDATE_GOLDEN=1` rewrites the files. The golden file of the HTML report is the one in the manual.
#[test]
fn every_format_of_the_sample_matches_its_golden_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/export");
    let version = format!("Crosscheck {}", env!("CARGO_PKG_VERSION"));
    for format in EXPORTS.iter().filter(|it| it.export != Export::Html) {
        let bytes = written(format.export, &storage::sample());
        let mut shown = String::new();
        for (name, text) in files(format.export, &bytes) {
            // The texts of the sources are those of the sample.
            if !name.starts_with("sources/") {
                let name = if name.is_empty() {
                    name
                } else {
                    format!("== {name}\n")
                };
                shown.push_str(&name);
                shown.push_str(&text.replace(&version, "Crosscheck VERSION"));
            }
        }
        let ending = if format.is_text() {
            format.extension
        } else {
            "txt"
        };
        let golden = folder.join(format!("{}.{ending}", format.key));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&golden, &shown).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert!(shown == expected, "{} has changed", golden.display());
    }
}

#[test]
fn the_report_in_the_manual_is_that_of_the_sample() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sample-report.html");
    let report = String::from_utf8(written(Export::Html, &storage::sample())).unwrap();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&page, &report).unwrap();
    }
    assert!(
        fs::read_to_string(&page).unwrap() == report,
        "run it with UPDATE_GOLDEN=1"
    );
}

#[test]
fn the_same_project_always_gives_the_same_bytes() {
    let project = storage::sample();
    for format in EXPORTS {
        let [one, other] = [(); 2].map(|()| written(format.export, &project));
        assert!(one == other, "{}", format.key);
    }
}

#[test]
fn a_cancelled_export_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("before");
    for format in EXPORTS {
        fs::write(&file, "before").unwrap();
        let settings = settings();
        settings.progress.cancel();
        let result = export_file(&file, format.export, &storage::sample(), &settings);
        assert!(
            matches!(result, Err(ExportError::Cancelled)),
            "{}",
            format.key
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), "before");
    }
}

#[test]
fn progress_reaches_its_total() {
    let project = storage::sample();
    for format in EXPORTS {
        let settings = settings();
        written_with(format.export, &project, &settings);
        let (done, total) = settings.progress.so_far();
        let is_picture = format.export == Export::Graph;
        let is_of_articles = format.export == Export::CollectionLog;
        assert_eq!(total == 0, is_picture || is_of_articles, "{}", format.key);
        assert_eq!(done, total, "{}", format.key);
    }
}

#[test]
fn omissions_of_a_format_are_reported_before_it_is_written() {
    let project = storage::sample();
    for format in EXPORTS {
        let preview = preview_export(format.export, &project, &settings()).unwrap();
        let (_, written) = written_with(format.export, &project, &settings());
        assert_eq!(preview.left_out, written.sentences(), "{}", format.key);
        let is_report = format.export.options() == OptionsOfExport::Report;
        assert_eq!(preview.sections.is_empty(), !is_report);
    }
}

#[test]
fn a_rating_is_the_rank_between_the_lowest_and_the_highest() {
    let project = storage::sample();
    let reviews = json(Export::ClaimReview, &project);
    let reviews = reviews["@graph"].as_array().unwrap();
    let judged = project.claims().filter(|claim| claim.verdict.is_some());
    assert_eq!(reviews.len(), judged.count());
    let rating = &reviews[0]["reviewRating"];
    assert_eq!(rating["alternateName"], "Not Enough Evidence");
    let [value, best, worst] =
        ["ratingValue", "bestRating", "worstRating"].map(|name| rating[name].as_u64());
    assert_eq!([value, best, worst], [Some(2), Some(4), Some(1)]);
}

#[test]
fn a_part_of_the_claims_has_their_articles_and_speakers_only() {
    let project = storage::sample();
    let claim = project.claims().nth(1).unwrap().id;
    let settings = ExportSettings {
        extent: Extent {
            claims: Some([claim].into()),
            notes: false,
            ..Extent::default()
        },
        ..settings()
    };
    let (bytes, _) = written_with(Export::Json, &project, &settings);
    let records: Value = serde_json::from_slice(&bytes).unwrap();
    let ids = |name: &str| -> Vec<String> {
        let records = records[name].as_array().unwrap().iter();
        records
            .map(|it| it["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids("claims"), [claim.to_string()]);
    let of_claim = |id: &String| {
        let id: ArticleId = id.parse().unwrap();
        let mut pieces = project.evidence_of(claim);
        let is_said = |it: &crosscheck::project::Evidence| {
            project.highlight(it.highlight).unwrap().article == id
        };
        pieces.any(is_said) || project.silent_claims(id).any(|it: ClaimId| it == claim)
    };
    assert!(!ids("articles").is_empty() && ids("articles").iter().all(of_claim));
    let known = |id: &String| project.speaker(id.parse::<SpeakerId>().unwrap()).is_some();
    assert!(ids("speakers").iter().all(known));
}

#[test]
fn omissions_of_a_format_are_reported() {
    let project = storage::sample();
    let warning = |export| written_with(export, &project, &settings()).1.warning();
    assert_eq!(warning(Export::Json), None);
    assert_eq!(warning(Export::Claims), None);
    for (export, expected) in [
        (Export::Qdpx, "attributions to speakers are left out"),
        (
            Export::WebAnnotation,
            "attributions to speakers are left out",
        ),
        (Export::ClaimReview, "without a verdict"),
        (Export::CslJson, "the agency credits of"),
    ] {
        let warning = warning(export).unwrap();
        assert!(warning.contains(expected), "{warning}");
    }
}

#[test]
fn a_workbook_truncates_long_cells_and_reports_it() {
    let mut project = storage::sample();
    let id = project.first_claim();
    let field = ClaimField::Notes("🦊".repeat(20_000));
    project.set(id, field);
    let (bytes, written) = written_with(Export::Workbook, &project, &settings());
    assert_eq!(written.long_cells, ["row 2 of the sheet claims, notes"]);
    let strings = &files(Export::Workbook, &bytes)["xl/sharedStrings.xml"];
    let words = words_of_xml(strings);
    let longest = words.iter().max_by_key(|word| word.len()).unwrap();
    assert!(longest.encode_utf16().count() <= 32_767 && longest.ends_with("🦊 […]"));
}

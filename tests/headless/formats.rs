//! Every export format: golden outputs of the sample, files that others can parse whatever a project contains, and
//! positions that select their quotes.

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _},
    path::Path,
};

use crosscheck::{
    export::{
        Audience, EXPORTS, Export, ExportError, ExportSettings, Extent, OptionsOfExport,
        WrittenExport, export_file, preview_of, write_export,
    },
    project::{
        ArticleEdit, ArticleId, ClaimEdit, ClaimField, ClaimId, Edit, EvidenceEdit, HighlightEdit,
        Project, ProjectEdit, ReportHead, Speaker, SpeakerEdit, SpeakerId,
    },
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
    if export.format().is_text {
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
        let ending = if format.is_text { format.ending } else { "txt" };
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
        let preview = preview_of(format.export, &project, &settings()).unwrap();
        let (_, written) = written_with(format.export, &project, &settings());
        assert_eq!(preview.left_out, written.sentences(), "{}", format.key);
        let is_report = format.export.options() == OptionsOfExport::Report;
        assert_eq!(preview.sections.is_empty(), !is_report);
    }
}

const HOSTILE: &str = "</script></w:t>]]>&amp;&#0;<b a='1'>\"\\\" \\N ${x} {y} }{ %s \u{202e}rtl\u{202c} \u{2066}x \u{0}\u{1}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{feff}_x0041_ \r\n\t=1+1 @article{ 🦊 é";

/// The sample with hostile text in every field.
fn hostile() -> Project {
    let mut project = storage::sample();
    let text = || HOSTILE.to_owned();
    let head = ReportHead {
        title: text(),
        lead: text(),
    };
    let mut edits = vec![
        Edit::Project(ProjectEdit::SetTitle(text())),
        Edit::Project(ProjectEdit::SetReportHead(head)),
    ];
    for claim in project.claims() {
        let id = claim.id;
        let fields = [
            ClaimField::Statement(text()),
            ClaimField::Justification(text()),
            ClaimField::Notes(text()),
            ClaimField::Made(text()),
            ClaimField::FirstAppearance(text()),
            ClaimField::Reply(text()),
        ];
        edits.extend(fields.map(|field| Edit::Claim(ClaimEdit::Set { id, field })));
    }
    for article in project.articles() {
        let id = article.id;
        let mut details = article.details.clone();
        let fields = [
            &mut details.title,
            &mut details.outlet,
            &mut details.byline,
            &mut details.published,
            &mut details.retrieved,
            &mut details.url,
            &mut details.language,
            &mut details.agency_credits,
        ];
        for field in fields {
            *field = text();
        }
        let details = Box::new(details);
        edits.push(Edit::Article(ArticleEdit::SetDetails { id, details }));
    }
    for highlight in project.highlights() {
        let (id, note) = (highlight.id, text());
        edits.push(Edit::Highlight(HighlightEdit::SetNote { id, note }));
    }
    for evidence in project.all_evidence() {
        let (id, note) = (evidence.id, text());
        edits.push(Edit::Evidence(EvidenceEdit::SetNote { id, note }));
    }
    for speaker in project.speakers() {
        let speaker = Speaker {
            role: text(),
            notes: text(),
            ..Speaker::new(speaker.id, format!("{} {HOSTILE}", speaker.name))
        };
        edits.push(Edit::Speaker(SpeakerEdit::Set(Box::new(speaker))));
    }
    project.apply_all(edits).unwrap();
    project
}

#[test]
fn a_hostile_project_gives_well_formed_files() {
    let project = hostile();
    for format in EXPORTS {
        let bytes = written(format.export, &project);
        for (name, text) in files(format.export, &bytes) {
            let ending = name
                .rsplit_once('.')
                .map_or(format.ending, |(_, ending)| ending);
            match ending {
                "json" => {
                    let value: Value = serde_json::from_str(&text).unwrap();
                    let mut words = Vec::new();
                    words_of_json(&value, &mut words);
                    assert!(words.iter().any(|word| word.contains("</script>")));
                }
                "xml" | "rels" | "graphml" | "qde" | "svg" => {
                    words_of_xml(&text);
                }
                "html" | "md" => assert!(!text.contains("<script") && !text.contains('\u{202e}')),
                "bib" => check_braces(&text),
                "dot" => assert_eq!(strings_of_dot(&text) % 2, 0),
                "csv" | "txt" => {}
                other => panic!("say here how to check {other} files"),
            }
        }
    }
}

/// BibTeX ends an entry where its braces balance, whatever precedes them.
fn check_braces(bibtex: &str) {
    let mut depth = 0_i32;
    for sign in bibtex.chars() {
        depth += i32::from(sign == '{') - i32::from(sign == '}');
        assert!((0..8).contains(&depth));
        assert!(sign != '@' || depth < 4);
    }
    assert_eq!(depth, 0);
}

/// The number of quotes that begin or end a string.
fn strings_of_dot(dot: &str) -> usize {
    let mut quotes = 0;
    let mut escaped = false;
    for sign in dot.chars() {
        quotes += usize::from(sign == '"' && !escaped);
        escaped = sign == '\\' && !escaped;
    }
    quotes
}

#[test]
fn a_quote_with_its_context_is_unique_and_its_position_selects_it() {
    let project = storage::sample();
    let collection = json(Export::WebAnnotation, &project);
    let items = collection["first"]["items"].as_array().unwrap();
    assert_eq!(collection["total"], items.len());
    assert!(items.len() >= project.all_evidence().len());
    for item in items {
        let source = item["target"]["source"].as_str().unwrap();
        let mut articles = project.articles();
        let article = articles.find(|it| it.details.url == source).unwrap();
        let [quote, position] = &item["target"]["selector"].as_array().unwrap()[..] else {
            panic!("two selectors");
        };
        let [prefix, exact, suffix] =
            ["prefix", "exact", "suffix"].map(|name| quote[name].as_str().unwrap());
        let text = article.text.as_str();
        let whole = [prefix, exact, suffix].concat();
        assert_eq!(text.matches(&whole).count(), 1);
        let [start, end] = ["start", "end"].map(|name| position[name].as_u64().unwrap() as usize);
        let selected: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(selected, exact);
    }
}

/// The sample, in which Denna Corvast is protected.
fn protected() -> Project {
    let mut project = storage::sample();
    let speaker = project.speaker_called("Denna Corvast").unwrap().clone();
    let speaker = Speaker {
        stand_in: Some("A press officer".to_owned()),
        ..speaker
    };
    let set = SpeakerEdit::Set(Box::new(speaker));
    project.apply(Edit::Speaker(set)).unwrap();
    project
}

#[test]
fn positions_refer_to_exported_texts_with_stand_ins() {
    let decisions = crosscheck::export::NameDecisions::stand_ins_everywhere();
    let settings = ExportSettings {
        audience: Audience::Public(decisions),
        ..settings()
    };
    let project = protected();
    let (bytes, _) = written_with(Export::Json, &project, &settings);
    let records: Value = serde_json::from_slice(&bytes).unwrap();
    let mut replaced = 0;
    for article in records["articles"].as_array().unwrap() {
        let text = article["text"].as_str().unwrap();
        assert!(!text.contains("Corvast"));
        replaced += text.matches("A press officer").count();
        for highlight in article["highlights"].as_array().unwrap() {
            let [start, end] = ["start", "end"].map(|it| highlight[it].as_u64().unwrap() as usize);
            let selected: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(selected, highlight["quote"].as_str().unwrap());
        }
    }
    assert!(replaced > 3);
    let (bytes, _) = written_with(Export::Qdpx, &project, &settings);
    for (name, text) in files(Export::Qdpx, &bytes) {
        assert!(!text.contains("Corvast"), "{name}");
    }
}

#[test]
fn selections_of_a_qda_project_are_named_by_their_quotes() {
    let project = storage::sample();
    let bytes = written(Export::Qdpx, &project);
    let files = files(Export::Qdpx, &bytes);
    let mut found = 0;
    for source in files["project.qde"].split("<TextSource ").skip(1) {
        let value = |text: &str, name: &str| -> String {
            let (_, rest) = text.split_once(&format!(" {name}=\"")).unwrap();
            let (value, _) = rest.split_once('"').unwrap();
            words_of_xml(&format!("<a>{value}</a>")).concat()
        };
        let path = value(source, "plainTextPath");
        let text = &files[&path.replace("internal://", "sources/")];
        assert!(!text.contains('\r') && !text.starts_with('\u{feff}'));
        for selection in source.split("<PlainTextSelection").skip(1) {
            let [start, end] = ["startPosition", "endPosition"]
                .map(|name| value(selection, name).parse::<usize>().unwrap());
            let selected: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(selected, value(selection, "name"));
            found += 1;
        }
    }
    assert!(found >= project.all_evidence().len());
}

#[test]
fn articles_with_the_same_text_are_sources_of_their_own() {
    let mut project = storage::sample();
    let mut again = project.articles().next().unwrap().clone();
    again.id = ArticleId::new(1);
    let add = ArticleEdit::Add {
        at: 0,
        article: Box::new(again),
    };
    project.apply(Edit::Article(add)).unwrap();
    let bytes = written(Export::Qdpx, &project);
    let sources = files(Export::Qdpx, &bytes);
    let sources = sources.keys().filter(|name| name.starts_with("sources/"));
    assert_eq!(sources.count(), project.articles().len());
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
    let id = project.claims().next().unwrap().id;
    let field = ClaimField::Notes("🦊".repeat(20_000));
    project
        .apply(Edit::Claim(ClaimEdit::Set { id, field }))
        .unwrap();
    let (bytes, written) = written_with(Export::Workbook, &project, &settings());
    assert_eq!(written.long_cells, ["Claims 1, notes"]);
    let strings = &files(Export::Workbook, &bytes)["xl/sharedStrings.xml"];
    let words = words_of_xml(strings);
    let longest = words.iter().max_by_key(|word| word.len()).unwrap();
    assert!(longest.encode_utf16().count() <= 32_767 && longest.ends_with("🦊 […]"));
}

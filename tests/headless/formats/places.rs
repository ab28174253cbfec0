//! Places that select their quotes, and the sources that a format names.

use super::{files, json, settings, words_of_xml, written, written_with};
use crate::records::Recording;
use crosscheck::{
    export::{Audience, Export, ExportSettings},
    project::{ArticleEdit, ArticleId, Edit, Project, Speaker},
    storage,
};
use serde_json::Value;

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
    project.put_speaker(speaker);
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

//! Files of other tools imported by *Add articles…*, and copying to the clipboard.

use std::fs;

use crosscheck::{
    export::{Export, ExportSettings, export_file},
    project::Stance,
    storage,
    views::theme::Theme,
    workbench::{Command, DocumentIntent, Intent},
};

use super::desk::Desk;

impl Desk {
    /// Drops a file into the window, and waits until it has been added.
    fn drop_in(&mut self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        self.ask(Intent::Document(DocumentIntent::AddArticles(vec![path])));
        self.wait_for_notice(name);
        self.settle();
    }
}

/// A Hypothesis annotation of the first of the three articles.
fn annotation(quote: &str, prefix: &str, start: usize) -> String {
    let end = start + quote.chars().count();
    format!(
        r#"{{ "uri": "urn:none", "text": "check", "tags": ["Twelve were hurt", "refutes"],
            "document": {{ "title": ["Fire in the old mill"] }},
            "target": [{{ "selector": [
                {{ "type": "TextPositionSelector", "start": {start}, "end": {end} }},
                {{ "type": "TextQuoteSelector", "exact": "{quote}", "prefix": "{prefix}", "suffix": "" }}] }}] }}"#
    )
}

#[test]
fn annotations_of_another_tool_are_imported_and_moved_ones_reported() {
    let mut desk = Desk::with_articles();
    let article = desk.project().articles().next().unwrap();
    let title = article.details.title.clone();
    let text = article.text.as_str().to_owned();
    let at = text.find("fire brigade").unwrap();
    let at = text[..at].chars().count();
    let rows = [
        annotation("fire brigade", "", at),
        annotation("The fire brigade", "", 900),
        annotation("e", "", 900),
        annotation("no such words", "", 0),
    ];
    let rows = format!("{{ \"rows\": [{}] }}", rows.join(","));
    let rows = rows.replace("Fire in the old mill", &title);
    desk.drop_in("notes.json", rows);
    let claim = desk.project().claims().next().unwrap();
    assert_eq!(claim.statement, "Twelve were hurt");
    let links: Vec<Stance> = (desk.project().evidence_of(claim.id))
        .map(|it| it.stance)
        .collect();
    assert_eq!(links, [Stance::Refutes, Stance::Refutes]);
    assert!(desk.is_told("Passages not placed as in the file: 3, listed in Articles just added"));
    desk.ask(Intent::Command(Command::AddedArticles));
    for text in [
        "1 claim, 2 passages, 2 links to claims",
        "Moved: “The fire brigade” was found by its words",
        "Ambiguous: “e” occurs",
        "Missing: “no such words” is not in the article",
    ] {
        assert!(desk.shows(text), "{text}");
    }
    // All of it is one undo step.
    desk.ask(Intent::Command(Command::Undo));
    assert_eq!(desk.project().claims().len(), 0);
    assert_eq!(desk.project().highlights().len(), 0);
}

#[test]
fn a_refi_qda_project_is_imported_once_with_its_texts() {
    let mut desk = Desk::new();
    let sample = storage::sample();
    let settings = ExportSettings::new(Theme::light().graph_palette());
    let file = desk.path("made.qdpx");
    export_file(&file, Export::Qdpx, &sample, &settings).unwrap();
    let bytes = fs::read(&file).unwrap();
    desk.drop_in("sample.qdpx", &bytes);
    let counts = |desk: &Desk| {
        let project = desk.project();
        (
            project.articles().len(),
            project.claims().len(),
            project.all_evidence().len(),
        )
    };
    let all = (
        sample.articles().len(),
        sample.claims().len(),
        sample.all_evidence().len(),
    );
    assert_eq!(counts(&desk), all);
    desk.drop_in("again.qdpx", &bytes);
    assert_eq!(counts(&desk), all);
    assert!(desk.is_told("again.qdpx: nothing new"));
}

#[test]
fn a_bibliography_fills_the_details_of_articles() {
    let mut desk = Desk::with_articles();
    let title = desk
        .project()
        .articles()
        .next()
        .unwrap()
        .details
        .title
        .clone();
    let items = format!(
        r#"[{{ "id": "a", "type": "article-newspaper", "title": "{title}", "container-title": "The Herald",
              "issued": {{ "date-parts": [[2031, 5, 12]] }} }}]"#
    );
    desk.drop_in("sources.json", items);
    let details = &desk.project().articles().next().unwrap().details;
    assert_eq!(
        (&*details.outlet, &*details.published),
        ("The Herald", "2031-05-12")
    );
}

#[test]
fn a_link_to_a_passage_needs_a_saved_project() {
    let mut desk = Desk::with_articles();
    desk.on_sentence("The fire brigade", "N Escape");
    let (_, highlight) = {
        let project = desk.project();
        let article = project.articles().next().unwrap().id;
        project.highlights_of(article).next().unwrap()
    };
    desk.ask(Intent::GoTo(highlight.to_string()));
    let why = desk.bench().enabled(Command::CopyLink).unwrap_err();
    assert_eq!(why, "Save the project first, since the link names its file");
    let path = desk.path("mill.ron");
    desk.ask(Intent::Command(Command::SaveAs));
    desk.type_path(&path, "Save");
    desk.wait_until(|bench| bench.path().is_some() && !bench.is_saving());
    assert!(desk.bench().enabled(Command::CopyLink).is_ok());
}

#[test]
fn the_rows_of_the_table_are_copied_as_they_are_filtered() {
    let mut desk = crate::sample();
    desk.menu("View", "Table");
    desk.menu("Edit", "Copy table rows");
    assert!(desk.is_told("Copied 10 rows"));
}

//! Files that need a decision before they are imported, as user stories.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::desk::{Desk, Start};
use crosscheck::workbench::{Command, DocumentIntent, Intent};
use egui::{DroppedFile, accesskit::Role};

impl Desk {
    /// Adds a file as dropping does.
    fn add_file(&mut self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        self.ask(Intent::Document(DocumentIntent::AddArticles(vec![path])));
        self.wait_settled(|bench| bench.reading().is_none());
    }

    fn titles(&self) -> Vec<&str> {
        let articles = self.project().articles();
        articles.map(|it| it.details.title.as_str()).collect()
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_and_a_folder_dropped_onto_the_window_are_added() {
    let mut desk = Desk::new();
    let folder = desk.path("dropped");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("one.txt"), "The weir\n\nNine were hurt.").unwrap();
    fs::write(folder.join("two.html"), "<title>The mill</title><p>Ten.").unwrap();
    let file = desk.path("dam.txt");
    fs::write(&file, "The dam\n\nTwelve were hurt.").unwrap();
    let dropped = [file, folder].map(|path| Arc::new(Dropped(path)) as _);
    desk.harness.input_mut().dropped_files.extend(dropped);
    desk.harness.step();
    desk.wait_settled(|bench| bench.project().articles().len() == 3);
    let mut titles = desk.titles();
    titles.sort_unstable();
    assert_eq!(titles, ["The dam", "The mill", "The weir"]);
    for title in titles {
        assert!(desk.shows(title), "{title}");
    }
}

#[test]
fn an_encrypted_pdf_asks_for_its_password_until_it_is_correct() {
    let mut desk = Desk::new();
    desk.add_file("weir.pdf", include_bytes!("../fixtures/locked/rc4.pdf"));
    assert!(desk.shows("weir.pdf: it is protected with a password"));
    assert_eq!(
        desk.with_keyboard().as_deref(),
        Some("Password of weir.pdf")
    );
    desk.keys("«Lome» Enter");
    desk.wait_to_see("weir.pdf: the password is wrong");
    assert_eq!(desk.titles(), [] as [&str; 0]);
    desk.type_into("Password of weir.pdf", "orvane");
    desk.button("Open weir.pdf");
    desk.wait_settled(|bench| bench.project().articles().len() == 1);
    assert!(!desk.has("Password of weir.pdf"));
    assert_eq!(desk.titles(), ["The weir of Lome"]);
}

#[test]
fn an_encrypted_file_can_be_left_out() {
    let mut desk = Desk::new();
    desk.add_file("weir.pdf", include_bytes!("../fixtures/locked/aes.pdf"));
    desk.button("Leave out weir.pdf");
    assert!(!desk.has("Password of weir.pdf"));
    let listed = desk.bench().enabled(Command::AddedArticles);
    assert!(listed.is_err(), "nothing waits any more");
}

/// A web archive with these pages, each given by address, title and digest.
fn capture(pages: &[(&str, &str, &str)]) -> Vec<u8> {
    let record = |(address, title, digest): &(&str, &str, &str)| {
        let page = format!("<html><title>{title}</title><p>{title}: twelve people were hurt.");
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-12T09:00:00Z\r\n\
             WARC-Payload-Digest: {digest}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    pages.iter().map(record).collect::<String>().into_bytes()
}

#[test]
fn the_pages_of_a_web_archive_are_selected() {
    let mut desk = Desk::new();
    let pages = [
        ("https://lome.example/a", "The dam", "sha1:AAA"),
        ("https://lome.example/b", "The weir", "sha1:BBB"),
        ("https://lome.example/c", "The mill", "sha1:CCC"),
    ];
    desk.add_file("lome.warc", capture(&pages));
    assert_eq!(desk.titles(), [] as [&str; 0]);
    for text in [
        "https://lome.example/b",
        "2031-05-12T09:00:00Z, sha1:BBB",
        "3 of 3 selected",
    ] {
        assert!(desk.shows(text), "{text}");
    }
    desk.click_role(Role::CheckBox, "The weir");
    desk.button("Add 2 articles");
    assert_eq!(desk.titles(), ["The dam", "The mill"]);
    let article = desk.project().article_at(1).unwrap();
    assert_eq!(article.details.url, "https://lome.example/c");
    assert_eq!(article.original.as_ref().unwrap().from, "lome.warc");
    // The other page can still be imported.
    assert!(desk.shows("0 of 1 selected"));
    desk.button("Leave all out");
    assert!(!desk.shows("of 1 selected"));
    desk.undo();
    assert_eq!(desk.titles(), [] as [&str; 0], "one step of undo");
}

const MAIL: &str = "From: Ina <ina@lome.example>\nMIME-Version: 1.0\nSubject: Statement\n\
    Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the attached page.\n\
    --b\nContent-Type: text/html; name=page.html\nContent-Disposition: attachment; filename=page.html\n\n\
    <html><title>The weir</title><p>Twelve people were hurt.\n\
    --b\nContent-Type: image/png\nContent-Disposition: attachment; filename=map.png\n\
    Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n";

#[test]
fn the_attachments_of_an_email_can_be_added_as_articles() {
    let mut desk = Desk::new();
    desk.add_file("mail.eml", MAIL);
    assert_eq!(desk.titles(), ["Statement"]);
    assert!(desk.shows("Web page, 1 paragraph"));
    assert!(desk.shows("1 attachment was left out: map.png"));
    desk.button("Add 1 article");
    assert_eq!(desk.titles(), ["Statement", "The weir"]);
    let original = desk.project().article_at(1).unwrap().original.as_ref();
    assert_eq!(original.unwrap().from, "mail.eml: page.html");
    assert_eq!(original.unwrap().method.label(), "email attachment");
}

#[test]
fn the_columns_of_claims_are_selected_with_a_preview_and_remembered() {
    let mut desk = Desk::new();
    let table = "Was,Wertung,Wer\nTwelve were hurt,Refuted,Ina\nNobody died,,\n";
    for round in ["a", "b"] {
        let path = desk.path(&format!("{round}.csv"));
        fs::write(&path, table.replace("died", round)).unwrap();
        desk.menu("Claim", "Add claims…");
        desk.type_path(&path, "Add");
        desk.wait_to_see("Select a column for each field");
        desk.settle();
        if round == "a" {
            assert!(desk.shows("No new claim in these columns"));
            desk.click_role(Role::ComboBox, "Column: Claim");
            desk.click_role(Role::Button, "Was");
            desk.click_role(Role::ComboBox, "Column: Notes");
            desk.click_role(Role::Button, "Wer");
            assert!(desk.shows("Twelve were hurt"));
            assert!(desk.shows("· Ina"), "the preview has the notes");
        }
        desk.button("Add 2 claims");
    }
    assert_eq!(
        desk.statements(),
        ["Twelve were hurt", "Nobody a", "Nobody b"]
    );
    desk.keys("Cmd+Z Cmd+Z");
    assert_eq!(desk.statements(), [] as [&str; 0]);
}

#[test]
fn the_columns_of_posts_are_selected_once_and_remembered() {
    let mut desk = Desk::new();
    let table = |text: &str| format!("Was,Wann,Wer\n{text},2031-05-12,Ina\n");
    desk.add_file("one.csv", table("Twelve were hurt"));
    let first = |desk: &Desk, at: usize| {
        let article = desk.project().article_at(at).unwrap();
        (
            article.text.as_str().to_owned(),
            article.structure.locator(0).to_owned(),
        )
    };
    assert_eq!(
        first(&desk, 0).0,
        "Was\tWann\tWer\nTwelve were hurt\t2031-05-12\tIna"
    );
    desk.menu("File", "Articles just added…");
    for (field, head) in [("Text", "Was"), ("Author", "Wer"), ("Date", "Wann")] {
        desk.click_role(Role::ComboBox, &format!("{field} of one.csv"));
        desk.click_role(Role::Button, head);
        desk.wait_settled(|bench| bench.reading().is_none());
    }
    let read = |text: &str| (format!("Ina: {text}"), "2031-05-12".to_owned());
    assert_eq!(first(&desk, 0), read("Twelve were hurt"));
    desk.add_file("two.csv", table("Nobody died"));
    assert_eq!(first(&desk, 1), read("Nobody died"));
}

#[test]
fn comments_of_a_document_become_notes_while_ticked() {
    let mut desk = Desk::new();
    let report = include_bytes!("../fixtures/import/breach.docx");
    desk.add_file("breach.docx", report);
    let notes = |desk: &Desk| -> Vec<(String, String)> {
        let all = desk.project().highlights();
        all.map(|it| {
            let quote = desk.project().quote(it.id).unwrap();
            (quote.to_owned(), it.note.clone())
        })
        .collect()
    };
    assert_eq!(notes(&desk), []);
    desk.menu("File", "Articles just added…");
    let tick = "breach.docx: 1 comment as a note on a highlight";
    desk.click_role(Role::CheckBox, tick);
    let expected = (
        "Twelve people".to_owned(),
        "Ina Holt, 2031-05-13: Ask the hospital for its own figure.".to_owned(),
    );
    assert_eq!(notes(&desk), [expected]);
    desk.click_role(Role::CheckBox, tick);
    assert_eq!(notes(&desk), []);
    desk.undo();
    assert_eq!(notes(&desk).len(), 1);
    desk.undo();
    assert_eq!(notes(&desk), []);
}

#[test]
fn tracked_changes_cut_off_at_the_margin_are_shown_on_hover() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Start::in_folder(folder).size([640.0, 700.0]).sit();
    let report = include_bytes!("../fixtures/import/breach.docx");
    desk.add_file("breach.docx", report);
    let whole =
        "inserted by Bo Ansel, 2031-05-12: “slightly”; deleted by Bo Ansel, 2031-05-12: “thirteen”";
    assert!(!desk.has(whole));
    let at = desk.line("The barrage").left_top() + egui::vec2(20.0, -4.0);
    desk.harness.event(egui::Event::PointerMoved(at));
    desk.settle();
    desk.wait_to_see(whole);
}

#[test]
fn an_article_whose_text_is_in_the_project_is_added_on_request() {
    let mut desk = Desk::new();
    desk.add_file("dam.txt", "The dam\n\nTwelve were hurt.");
    desk.add_file("weir.txt", "The weir\n\nNine were hurt.");
    desk.add_file("reprint.txt", "The dam\n\nTwelve\u{a0}were hurt. \n");
    assert_eq!(desk.titles(), ["The dam", "The weir"]);
    assert!(desk.is_told("it was not added again"));
    desk.menu("File", "Articles just added…");
    desk.wait_to_see("Same text as “The dam”");
    desk.click_role(Role::Button, "Add reprint.txt anyway");
    desk.settle();
    assert_eq!(desk.titles(), ["The dam", "The weir", "The dam"]);
    assert!(!desk.has("Same text as “The dam”"));
    desk.undo();
    assert_eq!(desk.titles(), ["The dam", "The weir"]);
}

#[test]
fn an_article_whose_text_is_in_the_project_is_listed_once_until_it_is_left_out() {
    let mut desk = Desk::new();
    for _ in 0..3 {
        desk.add_file("dam.txt", "The dam\n\nTwelve were hurt.");
    }
    assert_eq!(desk.bench().same_texts().len(), 1);
    desk.menu("File", "Articles just added…");
    desk.click_role(Role::Button, "Leave out dam.txt");
    desk.settle();
    assert_eq!(desk.bench().same_texts().len(), 0);
    assert_eq!(desk.titles(), ["The dam"]);
}

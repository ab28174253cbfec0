//! What is said of articles as they are added.

use std::fs;

use crate::desk::Desk;
use egui_kittest::kittest::Queryable;

#[test]
fn hidden_characters_are_counted_in_the_column_header() {
    let mut desk = Desk::new();
    let folder = desk.path("hidden.txt");
    let text = "Trick\n\nPaid to \u{202e}eht elbirroh\u{202c} firm, no\u{200b}body else.\n";
    fs::write(&folder, text).unwrap();
    desk.menu("File", "Add articles…");
    desk.type_path(&folder, "Add");
    desk.harness.get_by_label("3 hidden");
    let article = desk.project().articles().next().unwrap();
    assert!(
        article
            .text
            .as_str()
            .contains("\u{202e}eht elbirroh\u{202c}")
    );
}

#[test]
fn an_article_with_nearly_the_same_words_is_reported() {
    let mut desk = Desk::new();
    let report =
        "Flood in Vellin\n".to_owned() + &"Twelve people were hurt on Saturday. ".repeat(16);
    for text in [report.clone(), report.replacen("Twelve", "Nine", 1)] {
        desk.keys("Cmd+Shift+V");
        desk.harness.event(egui::Event::Paste(text));
        desk.settle();
        desk.button("Add article");
    }
    desk.wait_for_notice("“Flood in Vellin”: 98\u{a0}% the same words as");
    assert_eq!(desk.project().articles().len(), 2);
}

/// A text field would lay out the whole text in one frame.
#[test]
fn a_long_paste_is_shown_by_its_beginning_and_its_size() {
    let mut desk = Desk::new();
    desk.keys("Cmd+Shift+V");
    let text = "Flood in Lorvenia, a line of the text\n".repeat(150_000);
    desk.harness.event(egui::Event::Paste(text.clone()));
    desk.settle();
    desk.harness
        .get_by_label("5.4 MB, 150,000 lines. This is the beginning; all of it will be added.");
    desk.button("Add article");
    desk.wait_until(|bench| bench.project().articles().len() == 1);
    let article = desk.project().articles().next().unwrap();
    assert!(article.text.as_str() == text);
}

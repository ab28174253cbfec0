//! Small courtesies of the window, as user stories: it keeps typed text, selections and the focus, and drops stale
//! notices.

use std::fs;

use crate::desk::{Desk, Start, saved_layout};
use crosscheck::{
    project::Status,
    storage,
    workbench::{ArticleIntent, Command, Intent, NoticeKind, Overlay, Purpose},
};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

const GOLDEN: &str = include_str!("../fixtures/v1/plain.ron");

/// A window with the project `mill.ron`, which has no title of its own.
fn mill() -> Desk {
    let project = GOLDEN.replacen("Every field, once “quoted” \\\"and\\\" \\\\ escaped", "", 1);
    let mut desk = Start::with_file("mill.ron", &project).sit();
    desk.wait_settled(|bench| bench.has_searched_for_unsaved_work() && bench.path().is_some());
    desk
}

#[test]
fn a_missing_path_stays_in_its_field_with_the_reason() {
    let mut desk = mill();
    storage::save(&desk.path("other.ron"), &storage::sample()).unwrap();
    desk.keys("Cmd+O");
    let mistyped = desk.path("othr.ron");
    desk.type_over_path(&mistyped, "Open");
    desk.wait_to_see("There is no file of that name");
    assert_eq!(desk.bench().overlay, Some(Overlay::Path(Purpose::Open)));
    assert_eq!(desk.bench().notices(), [], "it is said once");
    let field = desk.harness.get_by_label("Path");
    let typed = field.accesskit_node().value().unwrap();
    assert_eq!(typed, mistyped.display().to_string());
    assert_eq!(desk.with_keyboard().as_deref(), Some("Path"));

    // A folder is not a project, and the next typed path is checked again.
    let folder = desk.folder.path().to_owned();
    desk.type_over_path(&folder, "Open");
    desk.wait_to_see("That is a folder");
    let right = desk.path("other.ron");
    desk.type_over_path(&right, "Open");
    desk.wait_until(|bench| bench.path() == Some(right.as_path()));
    assert_eq!(desk.bench().overlay, None);
}

#[test]
fn the_path_of_a_file_that_is_not_a_project_can_be_corrected() {
    let mut desk = mill();
    let notes = desk.path("notes.txt");
    fs::write(&notes, "Nine people were hurt").unwrap();
    desk.keys("Cmd+O");
    desk.type_over_path(&notes, "Open");
    desk.wait_to_see("this is not a Crosscheck project");
    assert_eq!(desk.bench().overlay, Some(Overlay::Path(Purpose::Open)));
    let field = desk.harness.get_by_label("Path");
    let typed = field.accesskit_node().value().unwrap();
    assert_eq!(typed, notes.display().to_string());
    assert_eq!(desk.bench().notices(), []);
}

#[test]
fn saving_into_a_missing_folder_is_refused() {
    let mut desk = mill();
    desk.keys("Cmd+Shift+S");
    let nowhere = desk.path("nowhere/mill.ron");
    desk.type_over_path(&nowhere, "Save");
    desk.wait_to_see("There is no folder");
    assert_eq!(desk.bench().overlay, Some(Overlay::Path(Purpose::Save)));
    let somewhere = desk.path("somewhere.ron");
    desk.type_over_path(&somewhere, "Save");
    desk.wait_until(|bench| bench.path() == Some(somewhere.as_path()));
    assert_eq!(desk.bench().overlay, None);
}

#[test]
fn a_save_error_disappears_after_a_successful_save() {
    let mut desk = mill();
    desk.keys("Cmd+Shift+N");
    let file = desk.path("mill.ron");
    let aside = desk.path("aside.ron");
    fs::rename(&file, &aside).unwrap();
    fs::create_dir(&file).unwrap();
    desk.keys("Cmd+S");
    desk.wait_to_see("is a folder, not a file");
    desk.keys("Cmd+S");
    desk.settle();
    let notices = desk.bench().notices().iter();
    let errors = notices.filter(|notice| notice.kind == NoticeKind::Error);
    assert_eq!(errors.count(), 1, "the same is not said twice");
    desk.keys("Cmd+Shift+S");
    let elsewhere = desk.path("elsewhere.ron");
    desk.type_over_path(&elsewhere, "Save");
    desk.wait_settled(|bench| !bench.is_dirty());
    assert!(!desk.shows("is a folder, not a file"));
}

#[test]
fn file_names_are_shown_whole() {
    let mut desk = mill();
    assert_eq!(desk.bench().document_name(), "mill.ron");
    desk.keys("Cmd+Shift+N Cmd+N");
    assert!(desk.shows("Save \u{201c}mill.ron\u{201d} before"));
    desk.button("Cancel");
    // Names derived from it have one extension.
    desk.keys("Cmd+Shift+S");
    let field = desk.harness.get_by_label("Path");
    let value = field.accesskit_node().value().unwrap();
    assert_eq!(value, desk.path("mill.ron").display().to_string());
}

#[test]
fn a_question_traps_the_focus_and_returns_it() {
    let mut desk = mill();
    desk.keys("Cmd+Shift+N «Nine people were hurt»");
    let mut desk = desk.killed_and_started_again();
    assert_eq!(desk.with_keyboard().as_deref(), Some("Recover"));
    // Another edit is made before recovery; closing then asks.
    desk.keys("Cmd+Shift+N");
    desk.harness.get_by_label("Discard…").focus();
    desk.settle();
    desk.keys("Cmd+Q");
    assert!(desk.bench().question().is_some());
    assert_eq!(desk.with_keyboard().as_deref(), Some("Save"));
    for _ in 0..8 {
        desk.keys("Tab");
        let name = desk.with_keyboard().unwrap_or_default();
        assert!(
            ["Save", "Don't save", "Cancel"].contains(&name.as_str()),
            "{name}"
        );
    }
    desk.keys("Escape");
    assert_eq!(desk.bench().question(), None);
    assert_eq!(
        desk.bench().overlay,
        Some(Overlay::Recovery),
        "Escape was for the question alone"
    );
    assert_eq!(desk.with_keyboard().as_deref(), Some("Discard…"));
}

#[test]
fn verdict_and_status_are_set_by_keys_and_undone() {
    let mut desk = mill();
    desk.keys("Alt+Down");
    let claim = desk.bench().selection.claim.unwrap();
    let verdict = |desk: &Desk| desk.project().claim(claim).unwrap().verdict.clone();
    let status = |desk: &Desk| desk.project().claim(claim).unwrap().status;
    assert_eq!(verdict(&desk).as_deref(), Some("Supported"));
    desk.keys("V");
    assert!(desk.shows("Verdict on claim 1"));
    // The current verdict is selected initially.
    desk.keys("Down Enter");
    assert_eq!(verdict(&desk).as_deref(), Some("Refuted"));
    assert_eq!(desk.bench().overlay, None);
    desk.keys("V «not enough» Enter");
    assert_eq!(verdict(&desk).as_deref(), Some("Not Enough Evidence"));
    desk.keys("S «done» Enter");
    assert_eq!(status(&desk), Status::Done);
    desk.keys("Cmd+Z");
    assert_eq!(status(&desk), Status::NeedsReview);
    desk.keys("Cmd+Z Cmd+Z");
    assert_eq!(verdict(&desk).as_deref(), Some("Supported"));
    // Escape sets nothing.
    desk.keys("V Down Escape");
    assert_eq!(verdict(&desk).as_deref(), Some("Supported"));
}

#[test]
fn an_unlinked_highlight_says_so_and_can_be_deselected() {
    let mut desk = mill();
    let pane = desk.harness.query_all_by_role(Role::Document).next();
    pane.unwrap().focus();
    desk.settle();
    desk.keys("F8");
    let held = desk.bench().selection.highlight;
    assert!(held.is_some());
    assert!(
        !desk.shows("press 1, 2 or 3"),
        "it belongs to the chosen claim"
    );
    desk.keys("Alt+Down");
    assert_eq!(desk.bench().selection.highlight, held);
    assert!(desk.shows("press 1, 2 or 3"));
    desk.button("Deselect");
    assert_eq!(desk.bench().selection.highlight, None);
}

#[test]
fn a_passage_shown_as_evidence_is_deselected_with_its_claim() {
    let mut desk = mill();
    desk.keys("Alt+Down");
    let shown = desk
        .harness
        .query_all_by_label_contains("Show passage: Twelve");
    shown.last().unwrap().click();
    desk.settle();
    assert!(desk.bench().selection.highlight.is_some());
    desk.keys("Alt+Down");
    assert_eq!(desk.bench().selection.highlight, None);
}

#[test]
fn columns_and_scroll_positions_are_restored_after_a_kill() {
    let mut desk = mill();
    assert_eq!(desk.bench().columns.open.len(), 2);
    desk.click("Untitled article, closed");
    let open = desk.bench().columns.articles();
    assert_eq!(open.len(), 3);
    let is_third_saved = |text: String| text.contains("0000000000013");
    let folder = desk.path("");
    desk.wait_until(|_| saved_layout(&folder).is_some_and(is_third_saved));
    let again = desk.killed_and_started_again();
    assert_eq!(again.bench().columns.articles(), open);
}

#[test]
fn the_list_of_articles_just_added_shows_format_hidden_paragraphs_and_warnings() {
    let mut desk = Desk::new();
    let mail = desk.path("statement.eml");
    fs::write(&mail, include_bytes!("../fixtures/import/statement.eml")).unwrap();
    desk.menu("File", "Add articles…");
    desk.type_path(&mail, "Add");
    desk.wait_for_notice("Added 1 article\nstatement.eml: 1 attachment was left out: list.pdf");
    desk.settle();
    desk.menu("File", "Articles just added…");
    for text in [
        "statement.eml",
        "Email",
        "9 paragraphs",
        "4 hidden",
        "1 attachment was left out: list.pdf",
    ] {
        assert!(desk.shows(text), "{text}");
    }
    assert!(!desk.shows("A guessed encoding may be wrong"));
}

#[test]
fn article_details_follow_the_selected_article() {
    let mut desk = Desk::with_articles();
    let articles: Vec<_> = desk.project().articles().map(|it| it.id).collect();
    desk.ask(Intent::Article(ArticleIntent::Open(articles[0])));
    desk.keys("Cmd+I");
    assert_eq!(desk.bench().shown_details(), Some(articles[0]));
    desk.ask(Intent::Article(ArticleIntent::Open(articles[1])));
    assert_eq!(desk.bench().shown_details(), Some(articles[1]));
    desk.ask(Intent::Command(Command::NextArticle));
    assert_eq!(desk.bench().shown_details(), Some(articles[2]));
}

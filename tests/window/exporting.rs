//! Export dialogs: the questions about a report, and what a format cannot hold.

use std::fs;

use crosscheck::{
    export::Export,
    workbench::{Command, ExportScope, Intent},
};

use super::desk::Desk;

fn ask_for(export: Export) -> Desk {
    let mut desk = crate::sample();
    open(&mut desk, export);
    desk
}

/// Opens the dialog and waits for the preview of the file's contents.
fn open(desk: &mut Desk, export: Export) {
    desk.ask(Intent::Command(Command::Export(export)));
    wait_for_preview(desk, export);
}

fn wait_for_preview(desk: &mut Desk, export: Export) {
    desk.wait_settled(|bench| bench.is_preview_current(export));
}

fn export(desk: &mut Desk, name: &str) -> String {
    desk.button("Export…");
    let path = desk.path(name);
    desk.type_path(&path, "Export");
    desk.wait_for_notice("Exported to");
    fs::read_to_string(path).unwrap()
}

#[test]
fn title_and_lead_of_a_report_are_typed_once() {
    let mut desk = ask_for(Export::Html);
    desk.type_into("Title of the report", "Who opened the gate?");
    desk.type_into("Lead of the report", "Nobody knows yet.");
    let page = export(&mut desk, "report.html");
    assert!(page.contains("<h1 dir=\"auto\">Who opened the gate?</h1>"));
    assert!(page.contains("<p class=\"lead\" dir=\"auto\">Nobody knows yet.</p>"));
    // The project keeps both, and each is one step of undo.
    desk.undo();
    assert_eq!(desk.project().report_heading().lead, "");
    assert_eq!(
        desk.project().report_heading().title,
        "Who opened the gate?"
    );
    desk.undo();
    assert_eq!(desk.project().report_heading().title, "");
}

#[test]
fn the_dialog_of_a_report_shows_its_sections_and_what_is_left_out() {
    let mut desk = ask_for(Export::Markdown);
    for text in [
        "Summary",
        "10 claims",
        "Who says what",
        "10 claims × 6 articles",
    ] {
        assert!(desk.shows(text), "{text}");
    }
    assert!(desk.shows("The graph is left out, since this format cannot contain pictures"));
    desk.click("By number");
    desk.type_into("Numbers of claims", "2, 4-5");
    wait_for_preview(&mut desk, Export::Markdown);
    assert!(desk.shows("3 claims"));
    let page = export(&mut desk, "some.md");
    assert!(page.contains("id=\"claim-4\"") && !page.contains("id=\"claim-3\""));
}

#[test]
fn a_wrong_claim_number_is_reported_and_nothing_is_exported() {
    let mut desk = ask_for(Export::Html);
    desk.type_into("Numbers of claims", "11");
    assert_eq!(desk.bench().export_answers().scope, ExportScope::Numbered);
    assert!(desk.shows("No claim 11 in this project; it has 10"));
    assert!(desk.bench().may_export(Export::Html).is_err());
    desk.type_over("Numbers of claims", "10");
    assert!(desk.bench().may_export(Export::Html).is_ok());
}

#[test]
fn omissions_of_a_report_are_remembered_but_notes_never_are() {
    let mut desk = ask_for(Export::Html);
    desk.click("Status, waived rules and open points");
    desk.click("Claims that are not done (7)");
    desk.click("Your notes");
    wait_for_preview(&mut desk, Export::Html);
    assert!(desk.shows("3 claims"));
    let page = export(&mut desk, "report.html");
    assert!(!page.contains("Still open") && !page.contains("id=\"claim-1\""));
    open(&mut desk, Export::Docx);
    assert!(desk.shows("3 claims"));
    let report = &desk.bench().settings.report;
    assert!(report.only_done && report.without_work);
    assert!(!desk.bench().export_answers().notes);
}

#[test]
fn other_formats_show_their_omissions_before_the_export() {
    let mut desk = ask_for(Export::WebAnnotation);
    assert!(desk.shows("What this format cannot hold"));
    assert!(desk.shows("attributions to speakers are left out"));
    desk.keys("Escape");
    open(&mut desk, Export::Json);
    assert!(!desk.shows("What this format cannot hold"));
}

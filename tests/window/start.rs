//! What a new window shows: the last project, the sample with its tour, or the welcome page.

use std::{fs, rc::Rc};

use crosscheck::{
    project::Status,
    storage::{StateDirectory, View},
    workbench::{Command, Overlay, Workbench},
};
use egui::accesskit::Role;
use egui_kittest::kittest::{By, Queryable};
use tempfile::TempDir;

use crate::desk::{Desk, Start};

/// The program started without a project.
fn start_in(folder: &Rc<TempDir>) -> Desk {
    Start::in_folder(Rc::clone(folder)).opens().sit()
}

fn select_claim(desk: &mut Desk, number: usize) {
    let name = format!("Claim {number}: ");
    let row = By::new().label_contains(&name);
    desk.harness.get(row.role(Role::ListItem)).click();
    desk.settle();
}

/// A folder in which the sample was saved and left in the matrix, with claim 2 selected.
fn left_in_the_matrix() -> Rc<TempDir> {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let copy = folder.path().join("flood.ron");
    fs::copy("examples/orvane-barrage.ron", &copy).unwrap();
    let mut desk = Start::in_folder(Rc::clone(&folder))
        .project("flood.ron")
        .sit();
    desk.wait_until(|bench| bench.path().is_some());
    select_claim(&mut desk, 2);
    desk.keys("Alt+3");
    desk.harness.state_mut().leave();
    desk.close()
}

#[test]
fn the_last_project_opens_as_it_was_left() {
    let folder = left_in_the_matrix();
    let again = start_in(&folder);
    assert_eq!(again.bench().path(), Some(&*again.path("flood.ron")));
    assert_eq!(again.bench().view, View::Matrix);
    let second = again.nth_claim(1);
    assert_eq!(again.bench().selection.claim, Some(second));
}

#[test]
fn the_welcome_page_says_that_the_last_project_is_missing() {
    let folder = left_in_the_matrix();
    let path = folder.path().join("flood.ron");
    fs::rename(&path, folder.path().join("moved.ron")).unwrap();
    let mut again = start_in(&folder);
    again.wait_to_see("The last project is not open");
    assert!(again.shows("flood.ron: cannot be read"));
    assert_eq!(again.bench().notices(), []);
    fs::rename(folder.path().join("moved.ron"), &path).unwrap();
    again.button("Try again");
    again.wait_settled(|bench| bench.path().is_some());
    assert!(!again.shows("The last project is not open"));
}

#[test]
fn a_damaged_last_project_is_repaired_from_the_welcome_page() {
    let folder = left_in_the_matrix();
    let path = folder.path().join("flood.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("Twelve people", "Eleven people", 1)).unwrap();
    let mut again = start_in(&folder);
    again.wait_to_see("flood.ron is damaged");
    assert_eq!(again.bench().overlay, None);
    again.button("Repair…");
    again.wait_until(|bench| bench.overlay == Some(Overlay::Repair));
}

#[test]
fn the_welcome_page_says_that_the_last_project_is_open_elsewhere() {
    let folder = left_in_the_matrix();
    let state = StateDirectory::at(folder.path().join("other state"));
    let other = Start::in_folder(Rc::clone(&folder)).state(Some(state));
    let mut other = other.project("flood.ron").sit();
    other.wait_until(Workbench::holds_file);
    let mut again = start_in(&folder);
    again.wait_to_see("flood.ron open");
    assert!(again.shows("The last project is not open"));
    assert_eq!(
        (again.bench().path(), again.bench().question()),
        (None, None)
    );
    again.button("Open here too…");
    again.wait_to_see("Only one window can edit a file");
}

#[test]
fn the_first_start_opens_the_sample_with_a_dismissible_tour() {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let mut desk = start_in(&folder);
    assert!(desk.shows("1 of 8: Follow a number"));
    select_claim(&mut desk, 1);
    assert!(desk.shows("2 of 8: Count the sources"));
    for _ in 1..8 {
        desk.button("Skip");
    }
    assert!(desk.shows("Start with your own articles"));
    desk.button("Close the tour");
    assert!(!desk.shows("Start with your own articles"));
    desk.harness.state_mut().leave();
    drop(desk);
    let again = start_in(&folder);
    assert!(again.has("Crosscheck") && !again.shows("of 8"));
    assert_eq!(again.project().articles().len(), 0);
}

#[test]
fn a_new_project_leaves_the_welcome_page_and_help_brings_it_back() {
    let mut desk = Desk::new();
    assert!(!desk.shows("Claims") && desk.shows("Drop articles"));
    desk.button("New project");
    assert!(desk.shows("Claims"));
    desk.menu("Help", "Welcome");
    assert_eq!(desk.bench().overlay, Some(Overlay::Welcome));
    desk.click_last("Five-minute tour");
    assert_eq!(desk.bench().overlay, None);
    assert!(desk.shows("1 of 8"));
}

#[test]
fn every_page_of_the_help_menu_opens_and_closes() {
    let mut desk = crate::sample();
    for (entry, text) in [
        ("Welcome", "New here?"),
        ("Getting started", "If no window opens"),
        ("Manual", "If no window opens"),
        ("Keys", "In the matrix"),
        ("Glossary", "Crosscheck uses one word for one thing"),
        ("About Crosscheck", "Apache 2.0"),
        ("Style guide", "COLOURS OF CLAIMS"),
    ] {
        desk.menu("Help", entry);
        assert!(desk.shows(text), "{entry}");
        desk.keys("Escape");
        assert!(!desk.shows(text), "{entry}");
    }
}

#[test]
fn the_context_menu_of_a_claim_sets_verdict_and_status() {
    let mut desk = crate::sample();
    let row = By::new().label_contains("Claim 4: ").role(Role::ListItem);
    let open = |desk: &mut Desk| {
        desk.harness.get(row.clone()).click_secondary();
        desk.settle();
    };
    open(&mut desk);
    desk.button("Verdict");
    desk.button("Refuted");
    open(&mut desk);
    desk.button("Status");
    desk.button("done");
    let claim = desk.project().claims().nth(3).unwrap();
    assert_eq!(claim.verdict.as_deref(), Some("Refuted"));
    assert_eq!(claim.status, Status::Done);
}

#[test]
fn an_export_reports_its_path_and_offers_its_folder() {
    let mut desk = crate::sample();
    let can_open_folder = |desk: &Desk| desk.bench().enabled(Command::OpenExportFolder);
    assert!(can_open_folder(&desk).is_err());
    desk.keys("Cmd+E");
    desk.button("Export…");
    let path = desk.path("claims.csv");
    desk.type_over_path(&path, "Export");
    desk.wait_settled(|bench| bench.export_folder().is_some());
    assert!(desk.is_told(&format!("Exported to {}", path.display())));
    assert!(can_open_folder(&desk).is_ok() && desk.has("Open folder"));
}

//! Repair of a damaged project in the window, and the full web address shown before the browser opens it.

use std::{fs, path::PathBuf};

use crate::desk::{Desk, Start};
use crosscheck::{
    storage::{self, FileError},
    workbench::{DocumentIntent, Effect, Intent, Overlay, RepairIntent, Workbench},
};
use egui_kittest::kittest::Queryable;

const GOLDEN: &str = include_str!("../fixtures/v1/plain.ron");

/// A window with the project file `flood.ron` with this content.
fn desk_with_file(content: &str) -> Desk {
    Start::with_file("flood.ron", content).state(None).sit()
}

/// A project in which one word of an article's text was changed.
fn changed_text() -> String {
    GOLDEN.replacen(
        "\"Twelve people were injured, the",
        "\"Twenty-four people were injured, the",
        1,
    )
}

fn damaged() -> String {
    GOLDEN
        .replacen("start: 13, end: 26", "start: 14, end: 27", 1)
        .replacen(
            "highlight: \"0000000000022\"",
            "highlight: \"000000000002z\"",
            1,
        )
}

#[test]
fn a_damaged_project_is_repaired_and_opens_as_an_unsaved_copy() {
    let mut desk = desk_with_file(&damaged());
    assert_eq!(desk.bench().overlay, Some(Overlay::Repair));
    let shown = format!(
        "2 problems in {}, 2 still open",
        desk.path("flood.ron").display()
    );
    assert!(desk.has(&shown));
    assert!(
        desk.bench().project().articles().len() == 0,
        "nothing is shown as if it were whole"
    );
    desk.click("Apply all safe fixes");
    let repair = desk.bench().repair().unwrap();
    assert_eq!(repair.damaged.open_problems(), 1);
    desk.click("Leave it out: Line 60, column 39");
    desk.click("Open repaired copy");
    let workbench = desk.bench();
    assert!(workbench.repair().is_none() && workbench.overlay.is_none());
    assert_eq!((workbench.path(), workbench.is_dirty()), (None, true));
    let project = workbench.project();
    assert_eq!(
        (project.highlights().len(), project.all_evidence().len()),
        (4, 2)
    );
    assert_eq!(crate::sound_project::check(project), Ok(()));
    assert_eq!(
        fs::read_to_string(desk.path("flood.ron")).unwrap(),
        damaged(),
        "the file is as it was"
    );
}

#[test]
fn selecting_a_fix_again_deselects_it() {
    let mut desk = desk_with_file(&damaged());
    let open = |desk: &Desk| desk.bench().repair().unwrap().damaged.open_problems();
    desk.click("Leave it out: Line 60, column 39");
    assert_eq!(open(&desk), 1);
    desk.click("Leave it out: Line 60, column 39");
    assert_eq!(open(&desk), 2);
}

#[test]
fn the_next_open_problem_gets_the_keyboard() {
    let mut desk = desk_with_file(&damaged());
    desk.click("Next open problem");
    desk.harness.key_press(egui::Key::Enter);
    desk.settle();
    assert_eq!(desk.bench().repair().unwrap().damaged.open_problems(), 1);
}

#[test]
fn one_choice_fixes_a_changed_text_and_its_highlights() {
    let mut desk = desk_with_file(&changed_text());
    let title = "The text of \u{201c}The Courier - 2031-05-12\u{201d} was changed outside Crosscheck, and 2 highlights no longer match it";
    assert!(desk.has(title));
    // It shows text and paragraphs, not byte offsets.
    let shows = |text: &str| {
        let mut found = desk.harness.query_all_by_label_contains(text);
        found.next().is_some()
    };
    assert!(!shows("bytes"));
    assert!(shows("Quotes “Twelve people”"));
    assert!(shows("Twenty-four people were injured"), "the words around");
    desk.click(&format!("Keep the text and all highlights: {title}"));
    assert_eq!(desk.bench().repair().unwrap().damaged.open_problems(), 0);
    desk.click("Open repaired copy");
    let project = desk.bench().project();
    assert_eq!(
        (project.highlights().len(), project.all_evidence().len()),
        (4, 3)
    );
}

#[test]
fn the_window_keeps_its_size_when_the_list_changes() {
    let mut desk = desk_with_file(&damaged());
    let bottom = |desk: &Desk| desk.harness.get_by_label("Close").rect().top().round() as i32;
    let before = bottom(&desk);
    desk.click("Leave it out: Line 60, column 39");
    assert_eq!(bottom(&desk), before);
    desk.click("Apply all safe fixes");
    assert_eq!(bottom(&desk), before);
}

#[test]
fn a_focused_choice_does_not_look_selected() {
    use egui_kittest::kittest::NodeT;
    let mut desk = desk_with_file(&damaged());
    let is_on = |desk: &Desk| {
        let choice = desk
            .harness
            .get_by_label("Leave it out: Line 60, column 39");
        let node = choice.accesskit_node();
        (
            node.is_focused(),
            node.toggled() == Some(egui::accesskit::Toggled::True),
        )
    };
    desk.harness
        .get_by_label("Leave it out: Line 60, column 39")
        .focus();
    desk.settle();
    assert_eq!(is_on(&desk), (true, false));
    desk.harness.key_press(egui::Key::Space);
    desk.settle();
    assert_eq!(is_on(&desk), (true, true));
}

#[test]
fn closing_the_list_keeps_the_choices_for_the_same_file() {
    let mut desk = desk_with_file(&damaged());
    desk.click("Apply all safe fixes");
    desk.click("Close");
    assert_eq!(desk.bench().overlay, None);
    let open = crosscheck::workbench::DocumentIntent::Open(desk.path("flood.ron"));
    let intent = crosscheck::workbench::Intent::Document(open);
    desk.ask(intent);
    assert_eq!(desk.bench().overlay, Some(Overlay::Repair));
    assert_eq!(desk.bench().repair().unwrap().damaged.open_problems(), 1);
}

/// A window that shows the details of an article with this URL.
fn desk_with_url(url: &str) -> Desk {
    let mut desk = desk_with_file(&GOLDEN.replacen("https://courier.example.org/1", url, 1));
    desk.harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::I);
    desk.settle();
    desk
}

#[test]
fn the_whole_address_is_shown_before_the_browser_opens_it() {
    let mut desk = desk_with_url("https://аpple.com/a\\u{202e}b");
    desk.click("Open page…");
    let whole = "https://xn--pple-43d.com/a%E2%80%AEb";
    assert!(desk.has(whole));
    assert!(desk.has("Site: xn--pple-43d.com"));
    desk.harness.get_by_label("Open in browser").click();
    desk.harness.step();
    let commands = desk.harness.output().platform_output.commands.clone();
    let opened = commands.iter().find_map(|command| match command {
        egui::OutputCommand::OpenUrl(open) => Some(open.url.clone()),
        _ => None,
    });
    assert_eq!(opened.as_deref(), Some(whole));
}

#[test]
fn an_address_that_is_not_a_web_page_is_not_opened() {
    let mut desk = desk_with_url("javascript:alert(1)");
    desk.click("Open page…");
    let sentence = "only http and https addresses can be opened, not javascript:";
    assert!(desk.has(sentence));
    assert!(!desk.has("Open in browser"));
}

#[test]
fn a_note_of_fifty_megabytes_is_refused_with_a_notice() {
    use crosscheck::workbench::{ClaimIntent, Intent};
    let mut workbench = Workbench::new(storage::Settings::default());
    workbench.handle(Intent::Command(crosscheck::workbench::Command::NewClaim));
    let claim = workbench.project().claims().next().unwrap().id;
    let notes = crosscheck::project::ClaimField::Notes("x".repeat(50_000_000));
    workbench.handle(Intent::Claim(ClaimIntent::Set(claim, notes)));
    assert_eq!(workbench.project().claim(claim).unwrap().notes, "");
    let message = &workbench.notices().last().unwrap().text;
    assert_eq!(
        message,
        "The note is longer than 100000 characters. Shorten it, or add the text as an article"
    );
}

/// Opens a damaged file as the window does.
fn open_damaged(workbench: &mut Workbench, path: &str, content: &str) {
    let open = DocumentIntent::Open(PathBuf::from(path));
    workbench.handle(Intent::Document(open));
    let source = storage::from_ron(content.as_bytes()).unwrap_err();
    let path = PathBuf::from(path);
    let read = Err(FileError::Load {
        path: path.clone(),
        source,
    });
    workbench.handle(Intent::Document(DocumentIntent::Opened(path, read)));
}

/// Runs the steps of a repair as the app does.
fn ask(workbench: &mut Workbench, intent: RepairIntent) -> Intent {
    let effects = workbench.handle(Intent::Repair(intent));
    let step = effects.into_iter().find_map(|effect| match effect {
        Effect::Run(step) => Some(step.run()),
        _ => None,
    });
    step.expect("a step is taken")
}

#[test]
fn a_finished_repair_step_affects_only_its_own_file() {
    let mut workbench = Workbench::new(storage::Settings::default());
    open_damaged(&mut workbench, "flood.ron", &damaged());
    let flood_step = ask(&mut workbench, RepairIntent::ChooseSafe);
    let other = GOLDEN.replacen("start: 13, end: 26", "start: 14, end: 27", 1);
    open_damaged(&mut workbench, "mill.ron", &other);
    workbench.handle(flood_step);
    let repair = workbench.repair().unwrap();
    assert_eq!(&repair.path, std::path::Path::new("mill.ron"));
    assert_eq!(repair.damaged.problems().len(), 1);
    assert_eq!(repair.damaged.open_problems(), 1, "nothing was chosen");
    // Nor does the repaired copy of one file open in place of the other.
    let of_mill = ask(&mut workbench, RepairIntent::ChooseSafe);
    workbench.handle(of_mill);
    let repaired = ask(&mut workbench, RepairIntent::OpenRepaired);
    open_damaged(&mut workbench, "flood.ron", &damaged());
    workbench.handle(repaired);
    let repair = workbench.repair().unwrap();
    assert_eq!(&repair.path, std::path::Path::new("flood.ron"));
    assert_eq!(workbench.project().articles().len(), 0);
    assert!(!repair.busy);
}

//! Window tests: user stories, keyboard focus, accessibility and layout, by the names that a user sees.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_cmp,
    reason = "a test that cannot go on stops, says why, and compares what was copied"
)]

mod alike;
mod amounts;
mod any_script;
mod claim_panel;
mod claims;
mod desk;
mod evidence;
mod exporting;
mod finding;
mod findings;
mod forms;
mod graph;
mod hostile;
#[path = "../hostile_files/mod.rs"]
mod hostile_files;
mod importing;
mod kept_searches;
mod keyboard;
mod manners;
mod matrix;
mod names;
mod narrow;
#[path = "../newsroom/mod.rs"]
mod newsroom;
mod originals;
mod other_tools;
mod page_clutter;
mod passage_bar;
mod pictures;
mod places;
mod protected;
mod reader;
mod reading;
#[path = "../records/mod.rs"]
mod records;
mod repair;
mod safety;
mod shared_wording;
mod sharing;
mod shield;
#[path = "../sound_project.rs"]
mod sound_project;
mod start;
mod stories;
mod timeline;
mod typing_ahead;

use egui_kittest::kittest::NodeT;

/// A window in which the sample is open.
fn sample() -> desk::Desk {
    let mut desk = desk::Desk::with(|folder| {
        let own = folder.join("sample.ron");
        std::fs::copy("examples/orvane-barrage.ron", &own).unwrap();
        Some(own)
    });
    desk.wait_for(|app| app.workbench().path().is_some() && !app.workbench().is_opening());
    desk.ask(crosscheck::workbench::Intent::Tour(None));
    desk
}

/// A window with three articles and a selected claim made from one sentence.
fn with_a_claim() -> desk::Desk {
    let mut desk = desk::Desk::new();
    desk.add_three_articles();
    desk.on_sentence("The fire brigade", "N Escape");
    desk
}

/// Accessible name of the focused widget.
fn with_keyboard(desk: &desk::Desk) -> Option<String> {
    let nodes = desk.harness.root().children_recursive();
    let focused = nodes
        .into_iter()
        .find(|node| node.accesskit_node().is_focused());
    focused.and_then(|node| node.accesskit_node().label())
}

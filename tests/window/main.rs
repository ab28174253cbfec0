//! The window as a person sees and works it: what asks for what, where the keyboard is, and that everything has its room.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

#[path = "../desk/mod.rs"]
mod desk;

mod claims;
mod keyboard;
mod narrow;
mod places;
mod shield;

use egui::Key;
use egui_kittest::kittest::NodeT;

/// A window in which the sample is open.
fn sample() -> desk::Desk {
    let mut desk = desk::Desk::with(|folder| {
        let own = folder.join("sample.ron");
        std::fs::copy("examples/orvane-barrage.ron", &own).unwrap();
        Some(own)
    });
    desk.wait_for(|app| app.workbench().path().is_some() && !app.workbench().is_opening());
    desk.settle();
    desk
}

/// A window with three articles and a claim of one sentence, which is chosen.
fn with_a_claim() -> desk::Desk {
    let mut desk = desk::Desk::new();
    desk.add_three_articles();
    desk.select_sentence("The fire brigade");
    desk.key(Key::N);
    desk.key(Key::Escape);
    desk
}

/// What the widget that has the keyboard is called.
fn with_keyboard(desk: &desk::Desk) -> Option<String> {
    let nodes = desk.harness.root().children_recursive();
    let focused = nodes
        .into_iter()
        .find(|node| node.accesskit_node().is_focused());
    focused.and_then(|node| node.accesskit_node().label())
}

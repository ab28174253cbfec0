//! The window as a person sees and works it: what asks for what, where the keyboard is, and that everything has its room.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

#[path = "../desk/mod.rs"]
mod desk;

mod claims;
mod narrow;
mod places;
mod shield;

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

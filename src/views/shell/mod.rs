//! The window around the views: menu bar, status bar, notices and overlays.

mod file_bar;
mod menu_bar;
mod notices;
mod overlays;
mod status_bar;
mod window;

use crate::{storage::View, workbench::Command};
pub(crate) use status_bar::counted;
pub use window::{Scratch, show};

/// The views in the order of the status bar, each with the command that shows it.
const VIEWS: [(Command, View); 5] = [
    (Command::Read, View::Read),
    (Command::Table, View::Table),
    (Command::Matrix, View::Matrix),
    (Command::Graph, View::Graph),
    (Command::Timeline, View::Timeline),
];

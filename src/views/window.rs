use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::{
    Paint, article_list, claim_list, claim_panel, columns, find_bar, menu_bar, notices, overlays,
    question, status_bar, table, theme::space,
};
use crate::workbench::{FocusOn, View};

/// What views keep for themselves between frames.
#[derive(Default)]
pub struct Scratch {
    /// The panes of the open articles.
    pub columns: super::ColumnsScratch,
    /// What is half typed or chosen in what lies over the window.
    pub overlays: overlays::OverlaysScratch,
    /// Where the keyboard shall go as soon as it is painted.
    pub focus: Option<FocusOn>,
    /// Recent project files, for the menu.
    pub recent: Vec<std::path::PathBuf>,
    pub(super) claims: claim_list::ClaimListScratch,
}

impl Scratch {
    /// What a newly opened project begins with.
    #[must_use]
    pub fn for_project(recent: Vec<std::path::PathBuf>) -> Self {
        Self {
            recent,
            ..Self::default()
        }
    }
}

/// Paints the whole window.
pub fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    let bar = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::symmetric(space::SMALL as i8, 4));
    let side = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::same(space::MEDIUM as i8));
    Panel::top("menu bar")
        .frame(bar)
        .show(ui, |ui| menu_bar::show(ui, paint, scratch));
    Panel::bottom("status bar")
        .frame(bar)
        .show(ui, |ui| status_bar::show(ui, paint));
    if paint.workbench.find().is_some() {
        Panel::top("find bar")
            .frame(bar)
            .show(ui, |ui| find_bar::show(ui, paint, scratch));
    }
    let narrow = ui.available_width() < 1200.0;
    // The table needs the room, and says of each claim which articles it is in.
    if paint.workbench.view() == View::Read {
        Panel::left("articles")
            .frame(side)
            .default_size(if narrow { 170.0 } else { 220.0 })
            .size_range(140.0..=420.0)
            .show(ui, |ui| article_list::show(ui, paint));
    }
    Panel::right("claims")
        .frame(side.inner_margin(Margin::ZERO))
        .default_size(if narrow { 290.0 } else { 360.0 })
        .size_range(260.0..=560.0)
        .show(ui, |ui| show_claims(ui, paint, scratch));
    CentralPanel::default()
        .frame(Frame::new().fill(paint.theme.page))
        .show(ui, |ui| match paint.workbench.view() {
            View::Read => columns::show(ui, paint, scratch),
            View::Table => table::show(ui, paint),
        });
    notices::show(ui, paint);
    overlays::show(ui, paint, scratch);
    question::show(ui, paint);
}

/// The list of claims above, the chosen one below. In the table's view the list would say the same twice.
fn show_claims(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    let inner = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::same(space::MEDIUM as i8));
    if paint.workbench.view() == View::Read {
        Panel::top("claim list")
            .frame(inner)
            .resizable(true)
            .default_size((ui.available_height() * 0.42).max(160.0))
            .size_range(120.0..=(ui.available_height() - 120.0).max(121.0))
            .show(ui, |ui| claim_list::show(ui, paint, scratch));
    }
    CentralPanel::default()
        .frame(inner)
        .show(ui, |ui| claim_panel::show(ui, paint, scratch));
}

use super::{file_bar, menu_bar, notices, overlays, status_bar};
use crate::{
    storage::{PanelSizes, View},
    views::{
        Paint,
        articles::{article_list, columns, find_bar},
        claims::{claim_list, claim_panel},
        dialogs::question,
        graph, matrix, table,
        theme::space,
        timeline,
        widgets::name_region,
    },
    workbench::FocusOn,
};

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

/// What views keep for themselves between frames.
#[derive(Default)]
pub struct Scratch {
    /// The panes of the open articles.
    pub columns: crate::views::articles::ColumnsScratch,
    /// What is half typed or chosen in what lies over the window.
    overlays: overlays::OverlaysScratch,
    /// Recent project files, for the menu.
    pub recent: Vec<std::path::PathBuf>,
    /// How large the panels are; they begin so when the window opens.
    pub panels: PanelSizes,
    /// Something had the keyboard in the last frame.
    has_keyboard: bool,
    question: question::QuestionScratch,
    claim_list: claim_list::ClaimListScratch,
    claim_panel: claim_panel::ClaimPanelScratch,
    matrix: matrix::MatrixScratch,
    graph: graph::GraphScratch,
    timeline: timeline::TimelineScratch,
}

impl Scratch {
    /// What a newly opened project begins with.
    #[must_use]
    pub fn for_project(recent: Vec<std::path::PathBuf>, panels: PanelSizes) -> Self {
        Self {
            recent,
            panels,
            ..Self::default()
        }
    }
}

/// Paints the whole window.
pub fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    show_bars(ui, paint, scratch);
    show_sides(ui, paint, scratch);
    show_middle(ui, paint, scratch);
    notices::show(ui, paint);
    overlays::show(ui, paint, &mut scratch.overlays);
    question::show(ui, paint, &mut scratch.question);
    return_keyboard(ui, paint, scratch);
}

/// Where a field lets go of the keyboard by Escape, or what had it is gone, the article that is read has it again: keys go
/// on from where the caret is. A click takes it away on purpose.
fn return_keyboard(ui: &Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    let focused = ui.memory(egui::Memory::focused);
    let had_keyboard = std::mem::replace(&mut scratch.has_keyboard, focused.is_some());
    let is_by_pointer = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    // From the last in the window it goes on to the first, and nothing has the keyboard in between.
    let is_handed_on = ui.input(|input| input.key_pressed(egui::Key::Tab));
    let is_free = paint.workbench.overlay().is_none() && paint.workbench.question().is_none();
    let is_taken = is_by_pointer || is_handed_on || !is_free || paint.focus.is_some();
    if !had_keyboard || focused.is_some() || is_taken {
        return;
    }
    if let Some(article) = paint.workbench.columns().focused()
        && paint.workbench.view() == View::Read
    {
        *paint.focus = Some(FocusOn::Article(article));
        ui.ctx().request_repaint();
    }
}

/// The edges of the window.
fn show_bars(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    let bar = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::symmetric(space::SMALL as i8, 4));
    Panel::top("menu bar").frame(bar).show(ui, |ui| {
        name_region(ui, "Menu bar");
        menu_bar::show(ui, paint, &scratch.recent);
    });
    Panel::bottom("status bar").frame(bar).show(ui, |ui| {
        name_region(ui, "Status bar");
        status_bar::show(ui, paint);
    });
    if file_bar::is_needed(paint) {
        Panel::top("file bar").frame(bar).show(ui, |ui| {
            name_region(ui, "The open file");
            file_bar::show(ui, paint);
        });
    }
    if paint.workbench.find().is_some() {
        Panel::top("find bar").frame(bar).show(ui, |ui| {
            name_region(ui, "Find");
            find_bar::show(ui, paint);
        });
    }
}

/// Narrowest panel of claims, in points.
const CLAIMS: f32 = 260.0;
/// Room that the panels beside it leave for what is read: two columns, each wide enough to be read.
const STAGE: f32 = 490.0;

/// The articles by name at the left, the claims at the right.
fn show_sides(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    let side = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::same(space::MEDIUM as i8));
    let narrow = ui.available_width() < 1200.0;
    // The table needs the room, and says of each claim which articles it is in.
    if paint.workbench.view() == View::Read {
        let usual = if narrow { 170.0 } else { 220.0 };
        let shown = Panel::left("articles")
            .frame(side)
            .default_size(scratch.panels.articles.unwrap_or(usual))
            .size_range(
                140.0
                    ..=420.0_f32
                        .min(ui.available_width() - CLAIMS - STAGE)
                        .max(140.0),
            )
            .show(ui, |ui| {
                name_region(ui, "List of articles");
                article_list::show(ui, paint);
            });
        scratch.panels.articles = Some(shown.response.rect.width());
    }
    let usual = if narrow { 290.0 } else { 360.0 };
    let shown = Panel::right("claims")
        .frame(side.inner_margin(Margin::ZERO))
        .default_size(scratch.panels.claims.unwrap_or(usual))
        .size_range(CLAIMS..=560.0_f32.min(ui.available_width() - STAGE).max(CLAIMS))
        .show(ui, |ui| show_claims(ui, paint, scratch));
    scratch.panels.claims = Some(shown.response.rect.width());
}

fn show_middle(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    // The pixels by which the panels beside it are resized are left free.
    let grip = ui.style().interaction.resize_grab_radius_side;
    let frame = Frame::new()
        .fill(paint.theme.page)
        .inner_margin(Margin::symmetric(grip as i8, 0));
    CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| match paint.workbench.view() {
            View::Read => {
                name_region(ui, "Open articles");
                columns::show(ui, paint, &mut scratch.columns);
            }
            View::Table => {
                name_region(ui, "Claim table");
                table::show(ui, paint);
            }
            View::Matrix => {
                name_region(ui, "Matrix");
                matrix::show(ui, paint, &mut scratch.matrix);
            }
            View::Graph => {
                name_region(ui, "Graph");
                graph::show(ui, paint, &mut scratch.graph);
            }
            View::Timeline => {
                name_region(ui, "Timeline");
                timeline::show(ui, paint, &mut scratch.timeline);
            }
        });
}

/// The list of claims above, the chosen one below. In the table's view the list would say the same twice.
fn show_claims(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    name_region(ui, "Claims");
    let inner = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::same(space::MEDIUM as i8));
    if paint.workbench.view() == View::Read {
        let usual = (ui.available_height() * 0.52).max(160.0);
        let shown = Panel::top("claim list")
            .frame(inner)
            .resizable(true)
            .default_size(scratch.panels.claim_list.unwrap_or(usual))
            .size_range(120.0..=(ui.available_height() - 120.0).max(121.0))
            .show(ui, |ui| {
                name_region(ui, "List of claims");
                claim_list::show(ui, paint, &mut scratch.claim_list);
            });
        scratch.panels.claim_list = Some(shown.response.rect.height());
    }
    CentralPanel::default().frame(inner).show(ui, |ui| {
        name_region(ui, "Chosen claim");
        claim_panel::show(ui, paint, &mut scratch.claim_panel);
    });
}

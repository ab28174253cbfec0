use super::{
    file_bar, menu_bar, notices,
    overlays::{self, OverlaysScratch},
    status_bar,
};
use crate::{
    storage::{PanelSizes, View},
    views::{
        Paint,
        articles::{ColumnsScratch, article_list, columns, find_bar},
        claims::{
            claim_list::{self, ClaimListScratch},
            claim_panel::{self, ClaimPanelScratch},
        },
        dialogs::question::{self, QuestionScratch},
        graph::{self, GraphScratch},
        matrix::{self, MatrixScratch},
        table,
        theme::space,
        timeline::{self, TimelineScratch},
        widgets::name_region,
    },
    workbench::{FocusOn, Overlay},
};

use std::path::PathBuf;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

/// State that the views keep between frames. Each view gets its own part only.
#[derive(Default)]
pub struct Scratch {
    pub columns: ColumnsScratch,
    /// Recent project files, for the menu.
    pub recent: Vec<PathBuf>,
    /// Sizes of the panels; set from the last session when the window opens.
    pub panels: PanelSizes,
    /// Whether a widget had the keyboard in the last frame.
    had_keyboard: bool,
    overlays: OverlaysScratch,
    question: QuestionScratch,
    claim_list: ClaimListScratch,
    claim_panel: ClaimPanelScratch,
    matrix: MatrixScratch,
    graph: GraphScratch,
    timeline: TimelineScratch,
}

impl Scratch {
    /// Scratch for a newly opened project.
    #[must_use]
    pub fn for_project(recent: Vec<PathBuf>, panels: PanelSizes) -> Self {
        Self {
            recent,
            panels,
            ..Self::default()
        }
    }

    /// Whether the overlay is open but not painted yet, so that no field in it has the keyboard.
    #[must_use]
    pub fn is_opening(&self, overlay: Option<Overlay>) -> bool {
        overlay.is_some() && !self.overlays.is_shown(overlay)
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
    return_keyboard(ui, paint, &mut scratch.had_keyboard);
}

/// Gives the keyboard back to the focused article when a field loses it by Escape or disappears, so that keys go on from the
/// cursor. A click elsewhere takes the keyboard away on purpose.
fn return_keyboard(ui: &Ui, paint: &mut Paint<'_>, was_focused: &mut bool) {
    let is_focused = ui.memory(egui::Memory::focused).is_some();
    let was_focused = std::mem::replace(was_focused, is_focused);
    let is_by_pointer = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    // Tab wraps from the last widget to the first, and no widget has the focus in between.
    let is_handed_on = ui.input(|input| input.key_pressed(egui::Key::Tab));
    let is_free = paint.workbench.overlay().is_none() && paint.workbench.question().is_none();
    let is_taken = is_by_pointer || is_handed_on || !is_free || paint.focus.is_some();
    if !was_focused || is_focused || is_taken {
        return;
    }
    if let Some(article) = paint.workbench.columns().focused()
        && paint.workbench.view() == View::Read
    {
        *paint.focus = Some(FocusOn::Article(article));
        ui.ctx().request_repaint();
    }
}

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
            name_region(ui, "Open file");
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

/// Smallest width of the claim panel, in points.
const MIN_CLAIMS: f32 = 260.0;
/// Width that the side panels leave for reading: two columns of legible width.
const MIN_STAGE: f32 = 490.0;

/// The article list at the left, the claims at the right.
fn show_sides(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    let side = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::same(space::MEDIUM as i8));
    let narrow = ui.available_width() < 1200.0;
    // The other views need the room, and name the articles of each claim themselves.
    if paint.workbench.view() == View::Read {
        let usual = if narrow { 170.0 } else { 220.0 };
        let widest = 420.0_f32.min(ui.available_width() - MIN_CLAIMS - MIN_STAGE);
        let shown = Panel::left("articles")
            .frame(side)
            .default_size(scratch.panels.articles.unwrap_or(usual))
            .size_range(140.0..=widest.max(140.0))
            .show(ui, |ui| {
                name_region(ui, "Article list");
                article_list::show(ui, paint);
            });
        scratch.panels.articles = Some(shown.response.rect.width());
    }
    let usual = if narrow { 310.0 } else { 400.0 };
    let widest = 560.0_f32.min(ui.available_width() - MIN_STAGE);
    let shown = Panel::right("claims")
        .frame(side.inner_margin(Margin::ZERO))
        .default_size(scratch.panels.claims.unwrap_or(usual))
        .size_range(MIN_CLAIMS..=widest.max(MIN_CLAIMS))
        .show(ui, |ui| show_claims(ui, paint, scratch));
    scratch.panels.claims = Some(shown.response.rect.width());
}

fn show_middle(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    // Leaves free the pixels by which the side panels are resized.
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

/// The claim list above, the selected claim below. The other views list the claims themselves.
fn show_claims(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    name_region(ui, "Claims");
    let inner = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8));
    if paint.workbench.view() == View::Read {
        // The list takes its rows, but leaves most of the height to the evidence.
        let rows = claim_list::full_height(paint, &scratch.claim_list) + 2.0 * space::SMALL;
        Panel::top("claim list")
            .frame(inner)
            .resizable(false)
            .exact_size(rows.min(ui.available_height() * 0.4))
            .show(ui, |ui| {
                name_region(ui, "Claim list");
                claim_list::show(ui, paint, &mut scratch.claim_list);
            });
    }
    CentralPanel::default().frame(inner).show(ui, |ui| {
        name_region(ui, "Claim panel");
        claim_panel::show(ui, paint, &mut scratch.claim_panel);
    });
}

use super::{
    file_bar,
    menu_bar::{self, MenuBarScratch},
    notices::{self, NoticeScratch},
    overlays::{self, OverlaysScratch},
    status_bar, tour_bar, welcome,
};
use crate::{
    project::ArticleId,
    storage::{PanelSizes, View},
    views::{
        Paint,
        articles::{
            ColumnsScratch,
            article_details::{self, ArticleDetailsScratch},
            article_list, columns, find_bar,
        },
        claims::{
            claim_list::{self, ClaimListScratch},
            claim_panel::{self, ClaimPanelScratch},
        },
        dialogs::question::{self, QuestionScratch},
        find::{self, FindScratch},
        graph::{self, GraphScratch},
        matrix::{self, MatrixScratch},
        table,
        theme::space,
        timeline::{self, TimelineScratch},
        widgets::{GridFocus, name_region},
    },
    workbench::{FocusOn, Overlay},
};

use std::{ops::RangeInclusive, path::PathBuf};

use egui::{CentralPanel, Frame, IdSalt, Margin, Panel, PanelState, Ui, UiBuilder};

/// State that the views keep between frames. Each view gets its own part only.
#[derive(Default)]
pub struct Scratch {
    pub columns: ColumnsScratch,
    /// Recent project files, for the menu.
    pub recent: Vec<PathBuf>,
    /// Sizes of the panels, restored from the last session when the window opens.
    pub panels: PanelSizes,
    /// Width of the window in the last frame, in points.
    width: f32,
    /// Whether a widget had the keyboard in the last frame.
    had_keyboard: bool,
    menu_bar: MenuBarScratch,
    notices: NoticeScratch,
    overlays: OverlaysScratch,
    question: QuestionScratch,
    article_details: ArticleDetailsScratch,
    claim_list: ClaimListScratch,
    claim_panel: ClaimPanelScratch,
    find: FindScratch,
    table: GridFocus,
    matrix: MatrixScratch,
    graph: GraphScratch,
    timeline: TimelineScratch,
}

impl Scratch {
    /// Scratch for a newly opened project.
    pub fn for_project(recent: Vec<PathBuf>, panels: PanelSizes) -> Self {
        Self {
            recent,
            panels,
            ..Self::default()
        }
    }

    /// Whether an overlay is open but not painted yet, so that none of its fields can have the keyboard.
    pub fn is_opening(&self, overlay: Option<Overlay>) -> bool {
        overlay.is_some() && !self.overlays.is_shown(overlay)
    }
}

pub fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    show_bars(ui, paint, scratch);
    if paint.workbench.awaits_project() && paint.workbench.view == View::Read {
        show_welcome(ui, paint, scratch);
    } else {
        show_sides(ui, paint, scratch);
        show_find(ui, paint, scratch);
        show_middle(ui, paint, scratch);
    }
    overlays::show(ui, paint, &mut scratch.overlays, &scratch.recent);
    question::show(ui, paint, &mut scratch.question);
    return_keyboard(ui, paint, &mut scratch.had_keyboard);
}

/// Returns the keyboard to the focused article when a field loses it by Escape or disappears, so that keys continue at
/// the caret. A click elsewhere takes the keyboard away on purpose.
fn return_keyboard(ui: &Ui, paint: &mut Paint<'_>, was_focused: &mut bool) {
    let is_focused = ui.memory(egui::Memory::focused).is_some();
    let was_focused = std::mem::replace(was_focused, is_focused);
    let is_by_pointer = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    // Tab wraps from the last widget to the first, and in between no widget has the focus.
    let is_handed_on = ui.input(|input| input.key_pressed(egui::Key::Tab));
    let has_dialog = paint.workbench.overlay.is_some() && paint.workbench.shown_details().is_none();
    let is_free = !has_dialog && paint.workbench.question().is_none();
    let is_taken = is_by_pointer || is_handed_on || !is_free || paint.focus.is_some();
    if !was_focused || is_focused || is_taken {
        return;
    }
    if let Some(article) = paint.workbench.columns.focused()
        && paint.workbench.view == View::Read
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
        menu_bar::show(ui, paint, &mut scratch.menu_bar, &scratch.recent);
    });
    Panel::bottom("status bar").frame(bar).show(ui, |ui| {
        name_region(ui, "Status bar");
        status_bar::show(ui, paint, &mut scratch.notices);
    });
    if let Some(step) = paint.workbench.tour_step() {
        let bar = bar.fill(paint.theme.selected);
        Panel::top("tour bar").frame(bar).show(ui, |ui| {
            name_region(ui, "Tour of the sample");
            tour_bar::show(ui, paint, step);
        });
    }
    if notices::any_stays(paint) {
        Panel::bottom("notices").frame(bar).show(ui, |ui| {
            name_region(ui, "Notices");
            notices::show_staying(ui, paint);
        });
    }
    if file_bar::is_needed(paint) {
        Panel::top("file bar").frame(bar).show(ui, |ui| {
            name_region(ui, "Open file");
            file_bar::show(ui, paint);
        });
    }
    if paint.workbench.find.is_some() {
        Panel::top("find bar").frame(bar).show(ui, |ui| {
            name_region(ui, "Find");
            find_bar::show(ui, paint);
        });
    }
}

/// Minimum width of the claim panel, in points.
const MIN_CLAIMS_WIDTH: f32 = 260.0;
/// Width that the side panels leave for reading: two columns of legible width and a spine, or one column in a small
/// window.
const MIN_READING_WIDTH: f32 = 524.0;
const MIN_SMALL_READING_WIDTH: f32 = 440.0;
/// Maximum width of a small window, which has no room for two columns beside the panels.
const SMALL_WINDOW_WIDTH: f32 = 1000.0;

/// The article list on the left, the claims on the right.
fn show_sides(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    let side = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::same(space::MEDIUM as i8));
    let all = ui.available_width();
    let is_resized = (std::mem::replace(&mut scratch.width, all) - all).abs() > 0.5;
    let narrow = all < 1200.0;
    let stage = if all < SMALL_WINDOW_WIDTH {
        MIN_SMALL_READING_WIDTH
    } else {
        MIN_READING_WIDTH
    };
    // The other views need the room, and show the articles of each claim themselves.
    let settings = &paint.workbench.settings;
    let (hide_articles, hide_claims) = (settings.hide_articles, settings.hide_claims);
    if paint.workbench.view == View::Read && !hide_articles {
        let widest: f32 = if narrow { 180.0 } else { 420.0 };
        let side_panel = SidePanel {
            id: "articles",
            usual: if narrow { 170.0 } else { 220.0 },
            sizes: 140.0..=widest.min(ui.available_width() - MIN_CLAIMS_WIDTH - stage),
            is_resized,
            is_below: false,
        };
        let panel = Panel::left(side_panel.id).frame(side);
        side_panel.show(ui, panel, &mut scratch.panels.articles, |ui| {
            name_region(ui, "Article list");
            article_list::show(ui, paint);
        });
    }
    let details = paint.workbench.shown_details();
    scratch.article_details.follow(details);
    if hide_claims && details.is_none() {
        return;
    }
    let side_panel = SidePanel {
        id: "claims",
        usual: if narrow { 340.0 } else { 400.0 },
        sizes: MIN_CLAIMS_WIDTH..=560.0_f32.min(ui.available_width() - stage),
        is_resized,
        is_below: false,
    };
    let panel = Panel::right(side_panel.id).frame(side.inner_margin(Margin::ZERO));
    let mut width = scratch.panels.claims;
    side_panel.show(ui, panel, &mut width, |ui| match details {
        Some(article) => show_details(ui, paint, scratch, article),
        None => show_claims(ui, paint, scratch),
    });
    scratch.panels.claims = width;
}

/// The Find panel, either between the articles and the claims or below the article list and the articles.
fn show_find(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    let Some(tab) = paint.workbench.find_tab() else {
        scratch.find.closed();
        return;
    };
    let beside = paint.workbench.settings.find_beside;
    let frame = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::same(space::MEDIUM as i8));
    let (panel, size, side_panel) = if beside {
        let most = (ui.available_width() - MIN_READING_BESIDE_FIND).max(MIN_FIND_WIDTH);
        let side_panel = SidePanel {
            id: "find beside",
            usual: 380.0,
            sizes: MIN_FIND_WIDTH..=most,
            is_resized: false,
            is_below: false,
        };
        let panel = Panel::right(side_panel.id);
        (panel, &mut scratch.panels.find_width, side_panel)
    } else {
        let all = ui.available_height();
        let side_panel = SidePanel {
            id: "find below",
            usual: (all * 0.4).min(300.0),
            sizes: MIN_FIND_HEIGHT..=(all - MIN_FIND_HEIGHT).max(MIN_FIND_HEIGHT),
            is_resized: false,
            is_below: true,
        };
        let panel = Panel::bottom(side_panel.id);
        (panel, &mut scratch.panels.find_height, side_panel)
    };
    let find = &mut scratch.find;
    side_panel.show(ui, panel.frame(frame), size, |ui| {
        name_region(ui, "Find panel");
        find::show(ui, paint, find, tab);
    });
}

/// Minimum width and height of the Find panel, and the width that it leaves for reading beside it, in points.
const MIN_FIND_WIDTH: f32 = 260.0;
const MIN_FIND_HEIGHT: f32 = 140.0;
const MIN_READING_BESIDE_FIND: f32 = 240.0;

/// A panel at a side of the window or at its bottom. It keeps the size set by the analyst as far as the window has room.
struct SidePanel {
    id: &'static str,
    /// Width or height in points until the analyst changes it.
    usual: f32,
    /// Minimum and maximum size, in points.
    sizes: RangeInclusive<f32>,
    /// Whether the width of the window has changed since the last frame.
    is_resized: bool,
    /// Whether the panel is at the bottom, so that its size is a height.
    is_below: bool,
}

impl SidePanel {
    /// `size` is the size set by the analyst, if any.
    fn show(
        self,
        ui: &mut Ui,
        panel: Panel,
        size: &mut Option<f32>,
        contents: impl FnOnce(&mut Ui),
    ) {
        if self.is_resized {
            // egui's panels stay as narrow as a small window made them.
            let id = ui.scope_id().with_salt(IdSalt::new(self.id));
            ui.data_mut(|data| data.remove::<PanelState>(id));
        }
        let (least, most) = self.sizes.into_inner();
        let most = most.max(least);
        let asked = size.unwrap_or(self.usual).clamp(least, most);
        let panel = panel.default_size(asked).size_range(least..=most);
        let shown = panel.show(ui, |ui| {
            // egui's panels resize with their contents; contents in a `Ui` of their own leave the size alone.
            ui.set_min_size(ui.available_size());
            let inside = UiBuilder::new().max_rect(ui.max_rect());
            contents(&mut ui.new_child(inside));
        });
        let shown = shown.response.rect;
        let shown = if self.is_below {
            shown.height()
        } else {
            shown.width()
        };
        let is_by_pointer =
            ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if is_by_pointer && (shown - asked).abs() > 0.5 {
            *size = Some(shown);
        }
    }
}

fn show_welcome(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &Scratch) {
    let frame = Frame::new().fill(paint.theme.page);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        name_region(ui, "Welcome page");
        welcome::show(ui, paint, &scratch.recent);
    });
}

fn show_middle(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    // Keeps clear of the pixels by which the side panels are resized.
    let grip = ui.style().interaction.resize_grab_radius_side;
    let frame = Frame::new()
        .fill(paint.theme.page)
        .inner_margin(Margin::symmetric(grip as i8, 0));
    CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| match paint.workbench.view {
            View::Read if paint.project().articles().len() == 0 => {
                name_region(ui, "Welcome page");
                welcome::show(ui, paint, &scratch.recent);
            }
            View::Read => {
                name_region(ui, "Open articles");
                columns::show(ui, paint, &mut scratch.columns);
            }
            View::Table => {
                name_region(ui, "Claim table");
                table::show(ui, paint, &mut scratch.table);
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

/// The details of an article, which replace the claims.
fn show_details(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch, article: ArticleId) {
    name_region(ui, "Article details");
    let inner = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8));
    CentralPanel::default().frame(inner).show(ui, |ui| {
        article_details::show(ui, paint, &mut scratch.article_details, article);
    });
}

/// The claim list, with the selected claim below. The other views list the claims themselves.
fn show_claims(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    name_region(ui, "Claims");
    let inner = Frame::new()
        .fill(paint.theme.panel)
        .inner_margin(Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8));
    if paint.workbench.view == View::Read {
        let margins = 2.0 * space::SMALL;
        let most = ui.available_height() - margins;
        let height = claim_list::height(ui, paint, &scratch.claim_list, most) + margins;
        Panel::top("claim list")
            .frame(inner)
            .resizable(false)
            .exact_size(height)
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

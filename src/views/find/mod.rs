//! The Find panel and its tabs.

mod amounts;
mod kept_searches;
mod list;
mod names;
mod search;
mod shared;
mod shared_passages;
mod similar_passages;

use super::{
    Paint,
    theme::{TARGET, letters},
    widgets::{Choice, contains_focus, sign_button},
};
use crate::{
    storage::FindTab,
    workbench::{Command, FIND_TABS, FindPanelIntent, FocusOn, Intent, Workbench},
};
use amounts::AmountsScratch;
use names::NamesScratch;
use search::SearchScratch;
use shared::SharedScratch;
use similar_passages::SimilarScratch;

use egui::{Align, Button, Key, Layout, Ui};

#[derive(Default)]
pub(crate) struct FindScratch {
    /// Whether a widget of the panel had the keyboard in the last frame.
    had_keyboard: bool,
    search: SearchScratch,
    shared: SharedScratch,
    amounts: AmountsScratch,
    similar: SimilarScratch,
    names: NamesScratch,
}

impl FindScratch {
    pub(crate) fn closed(&mut self) {
        self.had_keyboard = false;
    }
}

pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut FindScratch, tab: FindTab) {
    tabs(ui, paint, tab);
    match tab {
        FindTab::Search => search::show(ui, paint, &mut scratch.search),
        FindTab::Shared => shared::show(ui, paint, &mut scratch.shared),
        FindTab::Similar => similar_passages::show(ui, paint, &mut scratch.similar),
        FindTab::Amounts => amounts::show(ui, paint, &mut scratch.amounts),
        FindTab::Names => names::show(ui, paint, &mut scratch.names),
    }
    // Escape closes an overlay first, even if the list below still has the keyboard.
    let is_covered = paint.workbench.overlay.is_some() && paint.workbench.shown_details().is_none();
    let is_left =
        scratch.had_keyboard && !is_covered && ui.input(|input| input.key_pressed(Key::Escape));
    if is_left {
        escape(paint, tab);
    }
    scratch.had_keyboard = contains_focus(ui, ui.max_rect());
}

/// Ends a review, or closes the panel.
fn escape(paint: &mut Paint<'_>, tab: FindTab) {
    let is_reviewing = paint.workbench.search.ticked_count().is_some();
    if tab == FindTab::Search && is_reviewing {
        search::stop_review(paint);
        *paint.focus = Some(FocusOn::Hits);
    } else {
        paint.ask(Intent::FindPanel(FindPanelIntent::Close));
    }
}

/// The tabs on the left, or a menu of them if the panel is narrow; docking and closing on the right.
fn tabs(ui: &mut Ui, paint: &mut Paint<'_>, shown: FindTab) {
    ui.horizontal(|ui| {
        let style = paint.theme.body();
        let padding = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
        let mut width = |label: &str| paint.engine.atom_width(ui, label, &style) + padding;
        let tabs: f32 = FIND_TABS.iter().map(|it| width(it.name)).sum();
        let beside = width(dock_button(paint.workbench).0) + TARGET;
        let chosen = if tabs + beside <= ui.available_width() {
            tab_buttons(ui, shown)
        } else {
            tab_menu(ui, paint, shown)
        };
        if let Some(tab) = chosen {
            paint.command(Command::FindTab(tab));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            controls(ui, paint);
        });
    });
}

fn tab_buttons(ui: &mut Ui, shown: FindTab) -> Option<FindTab> {
    let mut chosen = None;
    for spec in FIND_TABS {
        let tab = Button::selectable(spec.tab == shown, spec.name);
        if ui.add(tab).on_hover_text(spec.tooltip).clicked() {
            chosen = Some(spec.tab);
        }
    }
    chosen
}

fn tab_menu(ui: &mut Ui, paint: &mut Paint<'_>, shown: FindTab) -> Option<FindTab> {
    let current = FIND_TABS.iter().position(|spec| spec.tab == shown)?;
    let names: Vec<&str> = FIND_TABS.iter().map(|spec| spec.name).collect();
    let choice = Choice::fitting("Tab", ui, paint, names[current], letters::NOTE);
    let chosen = choice.show(ui, paint, names[current], &names, Some(current))?;
    Some(FIND_TABS[chosen].tab)
}

/// Label and name of the button that docks the panel elsewhere.
fn dock_button(workbench: &Workbench) -> (&'static str, &'static str) {
    if workbench.settings.find_beside {
        ("Dock below", "Dock below the articles")
    } else {
        ("Dock at the side", "Dock at the side of the articles")
    }
}

fn controls(ui: &mut Ui, paint: &mut Paint<'_>) {
    if sign_button(ui, paint, "\u{d7}", "Close the Find panel").clicked() {
        paint.ask(Intent::FindPanel(FindPanelIntent::Close));
    }
    let (label, name) = dock_button(paint.workbench);
    let button = ui.button(label).on_hover_text(name);
    if button.accessible_name(name).clicked() {
        let beside = !paint.workbench.settings.find_beside;
        paint.ask(Intent::FindPanel(FindPanelIntent::Dock { beside }));
    }
}

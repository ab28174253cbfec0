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
    widgets::{Choice, contains_focus, heading, sign_button},
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

/// The tabs on the left, or a menu of them if the panel is narrow; docking and closing on the right. In a still narrower
/// panel, the menu is below.
fn tabs(ui: &mut Ui, paint: &mut Paint<'_>, shown: FindTab) {
    let style = paint.theme.body();
    let padding = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    let mut width = |label: &str| paint.engine.atom_width(ui, label, &style) + padding;
    let tabs: f32 = FIND_TABS.iter().map(|it| width(it.name)).sum();
    let beside = width(dock_button(paint.workbench).0) + TARGET;
    let room = ui.available_width() - beside;
    if tabs > room {
        return tab_menu(ui, paint, shown, room);
    }
    ui.horizontal(|ui| {
        for spec in FIND_TABS {
            let tab = Button::selectable(spec.tab == shown, spec.name);
            if ui.add(tab).on_hover_text(spec.tooltip).clicked() {
                paint.command(Command::FindTab(spec.tab));
            }
        }
        controls(ui, paint);
    });
}

/// `room` is the width left by the other controls of the row.
fn tab_menu(ui: &mut Ui, paint: &mut Paint<'_>, shown: FindTab, room: f32) {
    let Some(current) = FIND_TABS.iter().position(|spec| spec.tab == shown) else {
        return;
    };
    let names: Vec<&str> = FIND_TABS.iter().map(|spec| spec.name).collect();
    let menu = |ui: &mut Ui, paint: &mut Paint<'_>, choice: Choice<'_>| {
        let chosen = choice.show(ui, paint, names[current], &names, Some(current));
        if let Some(chosen) = chosen {
            paint.command(Command::FindTab(FIND_TABS[chosen].tab));
        }
    };
    // As wide as the longest name, so that the row does not change with the tab.
    let choices = names.iter().map(|name| {
        let choice = Choice::fitting("Tab", ui, paint, name, (letters::BODY, 1));
        choice.width()
    });
    let widest = choices.fold(0.0, f32::max);
    if widest <= room {
        ui.horizontal(|ui| {
            menu(ui, paint, Choice::new("Tab", widest));
            controls(ui, paint);
        });
    } else {
        ui.horizontal(|ui| {
            heading(ui, paint, "Find");
            controls(ui, paint);
        });
        let width = ui.available_width();
        menu(ui, paint, Choice::new("Tab", width));
    }
}

/// Label and name of the button that docks the panel elsewhere.
fn dock_button(workbench: &Workbench) -> (&'static str, &'static str) {
    if workbench.settings.find_beside {
        ("Dock below", "Dock below the articles")
    } else {
        ("Dock at the side", "Dock at the side of the articles")
    }
}

/// At the right end of the row.
fn controls(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        close_and_dock(ui, paint);
    });
}

fn close_and_dock(ui: &mut Ui, paint: &mut Paint<'_>) {
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

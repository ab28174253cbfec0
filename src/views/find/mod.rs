//! The Find panel: its tabs, and what each shows.

mod amounts;
mod list;
mod names;
mod search;
mod shared;
mod shared_passages;

use super::{
    Paint,
    widgets::{contains_focus, sign_button},
};
use crate::{
    storage::FindTab,
    workbench::{Command, FIND_TABS, FindPanelIntent, FocusOn, Intent},
};
use amounts::AmountsScratch;
use names::NamesScratch;
use search::SearchScratch;
use shared::SharedScratch;

use egui::{Align, Button, Key, Layout, Ui};

#[derive(Default)]
pub(crate) struct FindScratch {
    /// Whether a widget of the panel had the keyboard in the last frame.
    had_keyboard: bool,
    search: SearchScratch,
    shared: SharedScratch,
    amounts: AmountsScratch,
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
        FindTab::Amounts => amounts::show(ui, paint, &mut scratch.amounts),
        FindTab::Names => names::show(ui, paint, &mut scratch.names),
    }
    let is_left = scratch.had_keyboard && ui.input(|input| input.key_pressed(Key::Escape));
    if is_left {
        escape(paint, tab);
    }
    scratch.had_keyboard = contains_focus(ui, ui.max_rect());
}

/// Ends a review, or closes the panel.
fn escape(paint: &mut Paint<'_>, tab: FindTab) {
    let is_reviewing = paint.workbench.search().ticked_count().is_some();
    if tab == FindTab::Search && is_reviewing {
        search::stop_review(paint);
        *paint.focus = Some(FocusOn::Hits);
    } else {
        paint.ask(Intent::FindPanel(FindPanelIntent::Close));
    }
}

/// The tabs at the left; docking and closing at the right.
fn tabs(ui: &mut Ui, paint: &mut Paint<'_>, shown: FindTab) {
    ui.horizontal(|ui| {
        for spec in FIND_TABS {
            let tab = Button::selectable(spec.tab == shown, spec.name);
            let response = ui.add(tab).on_hover_text(spec.tooltip);
            if response.clicked() {
                paint.command(Command::FindTab(spec.tab));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if sign_button(ui, paint, "\u{d7}", "Close the Find panel").clicked() {
                paint.ask(Intent::FindPanel(FindPanelIntent::Close));
            }
            let beside = paint.workbench.settings().find_beside;
            let (words, name) = if beside {
                ("Below", "Dock below the articles")
            } else {
                ("Beside", "Dock beside the articles")
            };
            let button = ui.button(words).on_hover_text(name);
            if button.accessible_name(name).clicked() {
                let beside = !beside;
                paint.ask(Intent::FindPanel(FindPanelIntent::Dock { beside }));
            }
        });
    });
}

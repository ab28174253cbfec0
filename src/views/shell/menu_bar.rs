use crate::{
    reader::LabelStyle,
    storage::FindTab,
    views::{
        Paint,
        theme::{TARGET, letters, space},
        widgets::{command_entry, command_tooltip, tip},
    },
    workbench::{COMMAND_GROUPS, Command, CommandGroup, DocumentIntent, Intent, Menu, Overlay},
};

use std::path::PathBuf;

use egui::{Align, Button, Layout, MenuBar, RichText, ScrollArea, Ui, vec2};

/// Height of the menu bar, and of the frame around a menu.
const MENU_MARGIN: f32 = 52.0;

/// The menus on the left and the search box on the right.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.label(), |ui| {
                // In a low window a menu scrolls.
                let room = ui.ctx().content_rect().height() - MENU_MARGIN;
                let entries = ScrollArea::vertical().max_height(room);
                // Until it has been shown once, a menu is measured in little room.
                let entries = entries.min_scrolled_height(room);
                entries.show(ui, |ui| show_menu(ui, paint, recent, menu));
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // Buttons of a menu bar have no frames.
            ui.reset_style();
            search_box(ui, paint);
        });
    });
}

fn show_menu(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf], menu: Menu) {
    ui.set_min_width(240.0);
    let groups = COMMAND_GROUPS.iter().filter(|group| group.menu == menu);
    for (nth, group) in groups.enumerate() {
        if nth > 0 {
            ui.separator();
        }
        match group.submenu {
            Some(name) => {
                ui.menu_button(name, |ui| show_group(ui, paint, recent, group));
            }
            None => show_group(ui, paint, recent, group),
        }
    }
    if cfg!(debug_assertions) && menu == Menu::Help && ui.button("Style guide").clicked() {
        paint.ask(Intent::SetOverlay(Some(Overlay::StyleGuide)));
        ui.close();
    }
}

fn show_group(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf], group: &CommandGroup) {
    let mut exports = None;
    for spec in group.commands {
        if let Command::Export(export) = spec.command {
            let group = Some(export.format().group);
            if exports.is_some() && exports != group {
                ui.separator();
            }
            exports = group;
        }
        command_entry(ui, paint, spec.command);
        if spec.command == Command::OpenSample {
            open_recent(ui, paint, recent);
        }
    }
}

fn open_recent(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in recent {
                let name = path
                    .file_name()
                    .unwrap_or(path.as_os_str())
                    .to_string_lossy();
                let style = LabelStyle::new(letters::BODY, paint.theme.text);
                let atom = paint.engine.atom(ui, &name, &style, f32::INFINITY);
                let button = ui.add(Button::new(atom)).accessible_name(name);
                if tip(button, paint, &path.display().to_string()).clicked() {
                    paint.ask(Intent::Document(DocumentIntent::Open(path.clone())));
                    ui.close();
                }
            }
        });
    });
}

/// A button that looks like a search field and opens the search tab of the Find panel.
fn search_box(ui: &mut Ui, paint: &mut Paint<'_>) {
    let command = Command::FindTab(FindTab::Search);
    let width = (ui.available_width() - space::LARGE).clamp(80.0, 300.0);
    let text = RichText::new("Search everything").color(paint.theme.faint);
    let keys = command.spec().keys.first().map(|key| key.label());
    let mut button = Button::new(text)
        .fill(ui.visuals().text_edit_bg_color())
        .min_size(vec2(width, TARGET));
    if width >= MIN_WIDTH_WITH_KEYS {
        button = button.shortcut_text(keys.unwrap_or_default());
    }
    let tooltip = command_tooltip(paint, command);
    let response = ui.add(button).on_hover_text(tooltip);
    if response.accessible_name("Search everything").clicked() {
        paint.command(command);
    }
}

/// Minimum width in points of a search box that shows its keys.
const MIN_WIDTH_WITH_KEYS: f32 = 230.0;

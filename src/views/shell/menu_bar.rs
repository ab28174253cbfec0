use crate::{
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{command_tooltip, take_keyboard, tip},
    },
    workbench::{
        COMMAND_GROUPS, Command, CommandGroup, DocumentIntent, FindIntent, FocusOn, Intent, Menu,
    },
};

use std::path::PathBuf;

use egui::{Align, Button, Id, Layout, MenuBar, TextEdit, Ui, vec2};

/// The menus at the left and the search field at the right.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.label(), |ui| show_menu(ui, paint, recent, menu));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            search_field(ui, paint);
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
}

fn show_group(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf], group: &CommandGroup) {
    for spec in group.commands {
        entry(ui, paint, spec.command);
        if spec.command == Command::OpenSample {
            open_recent(ui, paint, recent);
        }
    }
}

fn entry(ui: &mut Ui, paint: &mut Paint<'_>, command: Command) {
    let label = paint.workbench.label(command);
    let keys = command.spec().keys.first().map(|key| key.label());
    let is_on = command == Command::View(paint.workbench.view())
        || command == Command::Theme(paint.workbench.settings().theme);
    let button = Button::selectable(is_on, label.as_str()).shortcut_text(keys.unwrap_or_default());
    let enabled = paint.workbench.enabled(command).is_ok();
    let tooltip = command_tooltip(paint, command);
    let response = ui
        .add_enabled(enabled, button)
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    if response.accessible_name(label).clicked() {
        paint.command(command);
        ui.close();
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
                let words = paint.engine.atom(ui, &name, &style, f32::INFINITY);
                let button = ui.add(Button::new(words)).accessible_name(name);
                if tip(button, paint, &path.display().to_string()).clicked() {
                    paint.ask(Intent::Document(DocumentIntent::Open(path.clone())));
                    ui.close();
                }
            }
        });
    });
}

fn search_field(ui: &mut Ui, paint: &mut Paint<'_>) {
    let find = paint.workbench.find();
    let mut typed = find.map(|find| find.typed().to_owned()).unwrap_or_default();
    let width = (ui.available_width() - space::LARGE).clamp(80.0, 300.0);
    let id = Id::unique("search field");
    if paint.takes_focus(FocusOn::Find) {
        take_keyboard(ui, id, &typed);
    }
    let name = "Search open articles and claims";
    let field = TextEdit::singleline(&mut typed)
        .id(id)
        .hint_text(name)
        .desired_width(width)
        .margin(vec2(space::SMALL, space::TINY));
    let response = ui.add(field).accessible_name(name);
    if response.changed() {
        paint.ask(Intent::Find(FindIntent::Look(typed)));
    }
    if !response.lost_focus() {
        return;
    }
    if ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        let is_back = ui.input(|input| input.modifiers.shift);
        paint.ask(Intent::Find(FindIntent::Step(if is_back { -1 } else { 1 })));
        response.request_focus();
    }
    if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        paint.ask(Intent::Find(FindIntent::Close));
    }
}

use crate::{
    reader::LabelStyle,
    storage::{Theme as ThemeChoice, View},
    views::{
        Paint,
        theme::{letters, space},
        widgets::{command_tooltip, take_keyboard, tip},
    },
    workbench::{
        COMMANDS, Command, CommandSpec, DocumentIntent, FindIntent, FocusOn, Intent, Menu,
    },
};

use std::path::PathBuf;

use egui::{Align, Button, Id, Layout, MenuBar, TextEdit, Ui, vec2};

/// The menus, and the field to search with at the right.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
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
    let in_menu = |spec: &&CommandSpec| spec.menu == menu && !THEMES.contains(&spec.command);
    for spec in COMMANDS.iter().filter(in_menu) {
        if starts_group(spec.command) {
            ui.separator();
        }
        entry(ui, paint, spec.command);
        match spec.command {
            Command::OpenSample => open_recent(ui, paint, recent),
            Command::Timeline => theme_menu(ui, paint),
            _ => {}
        }
    }
}

/// Commands that have a menu of their own within View.
const THEMES: [Command; 3] = [
    Command::ThemeSystem,
    Command::ThemeLight,
    Command::ThemeDark,
];

/// Commands with a line above them.
fn starts_group(command: Command) -> bool {
    matches!(
        command,
        Command::Save
            | Command::AddArticles
            | Command::ExportClaims
            | Command::EditProject
            | Command::Quit
            | Command::Copy
            | Command::EditDetails
            | Command::LinkSupports
            | Command::SetVerdict
            | Command::NextClaim
            | Command::DeleteClaim
            | Command::NextPane
            | Command::MoveArticleUp
            | Command::ZoomIn
            | Command::Settings
    )
}

fn entry(ui: &mut Ui, paint: &mut Paint<'_>, command: Command) {
    let label = paint.workbench.label(command);
    let keys = command
        .spec()
        .keys
        .first()
        .map(|key| key.label())
        .unwrap_or_default();
    let on = is_on(paint, command);
    let button = Button::selectable(on, label.as_str()).shortcut_text(keys);
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

/// Whether the window is now as the command would make it.
fn is_on(paint: &Paint<'_>, command: Command) -> bool {
    let (view, theme) = (paint.workbench.view(), paint.workbench.settings().theme);
    match command {
        Command::Read => view == View::Read,
        Command::Table => view == View::Table,
        Command::Graph => view == View::Graph,
        Command::Matrix => view == View::Matrix,
        Command::Timeline => view == View::Timeline,
        Command::ThemeSystem => theme == ThemeChoice::System,
        Command::ThemeLight => theme == ThemeChoice::Light,
        Command::ThemeDark => theme == ThemeChoice::Dark,
        _ => false,
    }
}

fn open_recent(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button("Open Recent", |ui| {
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

fn theme_menu(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.menu_button("Theme", |ui| {
        for theme in THEMES {
            entry(ui, paint, theme);
        }
    });
}

fn search_field(ui: &mut Ui, paint: &mut Paint<'_>) {
    let mut typed = paint
        .workbench
        .find()
        .map(|find| find.typed().to_owned())
        .unwrap_or_default();
    let width = (ui.available_width() - space::LARGE).clamp(80.0, 300.0);
    let id = Id::unique("search field");
    if paint.takes_focus(FocusOn::Find) {
        take_keyboard(ui, id, &typed);
    }
    let field = TextEdit::singleline(&mut typed)
        .id(id)
        .hint_text("Search open articles and claims")
        .desired_width(width)
        .margin(vec2(space::SMALL, space::TINY));
    let response = ui
        .add(field)
        .accessible_name("Search open articles and claims");
    if response.changed() {
        paint.ask(Intent::Find(FindIntent::Look(typed)));
    }
    let (enter, back, escape) = ui.input(|input| {
        (
            input.key_pressed(egui::Key::Enter),
            input.modifiers.shift,
            input.key_pressed(egui::Key::Escape),
        )
    });
    if response.lost_focus() && enter {
        paint.ask(Intent::Find(FindIntent::Step(if back { -1 } else { 1 })));
        response.request_focus();
    }
    if response.lost_focus() && escape {
        paint.ask(Intent::Find(FindIntent::Close));
    }
}

use super::VIEWS;
use crate::{
    reader::LabelStyle,
    storage::Theme as ThemeChoice,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{command_tooltip, take_keyboard, tip},
    },
    workbench::{COMMANDS, Command, DocumentIntent, FindIntent, FocusOn, Intent, Menu},
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
    let is_theme = |command| THEMES.iter().any(|(theme, _)| *theme == command);
    for spec in COMMANDS
        .iter()
        .filter(|spec| spec.menu == menu && !is_theme(spec.command))
    {
        if starts_group(spec.command) {
            ui.separator();
        }
        entry(ui, paint, spec.command);
        if spec.command == Command::OpenSample {
            open_recent(ui, paint, recent);
        }
        if spec.command == Command::Timeline {
            ui.menu_button("Theme", |ui| {
                for (theme, _) in THEMES {
                    entry(ui, paint, theme);
                }
            });
        }
    }
}

/// The commands of the Theme submenu.
const THEMES: [(Command, ThemeChoice); 3] = [
    (Command::ThemeSystem, ThemeChoice::System),
    (Command::ThemeLight, ThemeChoice::Light),
    (Command::ThemeDark, ThemeChoice::Dark),
];

/// Whether a separator goes above the command.
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
    let keys = command.spec().keys.first().map(|key| key.label());
    let is_on = VIEWS.contains(&(command, paint.workbench.view()))
        || THEMES.contains(&(command, paint.workbench.settings().theme));
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
        paint.ask(Intent::Find(FindIntent::Search(typed)));
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

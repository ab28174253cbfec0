use crate::{
    reader::LabelStyle,
    storage::FindTab,
    views::{
        Paint,
        theme::{TARGET, letters, space},
        widgets::{command_entry, command_tooltip, pressed_alone, tip},
    },
    workbench::{
        COMMAND_GROUPS, Command, CommandGroup, DocumentIntent, FocusOn, Intent, Menu, Overlay,
    },
};

use std::path::PathBuf;

use egui::{
    Align, Button, Event, EventFilter, Id, Key, Layout, MenuBar, Popup, Response, RichText,
    ScrollArea, Ui, os::OperatingSystem, vec2,
};

/// Height of the menu bar, and of the frame around a menu.
const MENU_MARGIN: f32 = 52.0;

#[derive(Default)]
pub(super) struct MenuBarScratch {
    /// Whether Alt went down, and no other key or button since.
    alt_alone: bool,
    /// Whether the first entry of the open menu is to get the keyboard.
    is_entered: bool,
}

/// The menus on the left and the search box on the right.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut MenuBarScratch,
    recent: &[PathBuf],
) {
    MenuBar::new().ui(ui, |ui| {
        let mut menus = Vec::new();
        for menu in Menu::ALL {
            let shown = ui.menu_button(menu.label(), |ui| {
                // In a low window a menu scrolls.
                let room = ui.ctx().content_rect().height() - MENU_MARGIN;
                let entries = ScrollArea::vertical().max_height(room);
                // Until it has been shown once, a menu is measured in little room.
                let entries = entries.min_scrolled_height(room);
                let mut first = None;
                entries.show(ui, |ui| show_menu(ui, paint, recent, menu, &mut first));
                if let Some(first) = first.filter(|_| !ui.is_sizing_pass())
                    && std::mem::take(&mut scratch.is_entered)
                {
                    ui.memory_mut(|memory| memory.request_focus(first));
                }
            });
            menus.push(shown.response);
        }
        follow_keys(ui, paint, scratch, &menus);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // Buttons of a menu bar have no frames.
            ui.reset_style();
            search_box(ui, paint);
        });
    });
}

/// F10 or Alt alone goes to the first menu, Left and Right to the others, and Down into one.
fn follow_keys(ui: &Ui, paint: &mut Paint<'_>, scratch: &mut MenuBarScratch, menus: &[Response]) {
    if paint.takes_focus(FocusOn::MenuBar) || is_alt_tapped(ui, &mut scratch.alt_alone) {
        menus[0].request_focus();
    }
    let popups: Vec<Id> = menus.iter().map(Popup::default_response_id).collect();
    let focused = menus.iter().position(Response::has_focus);
    let open = popups
        .iter()
        .position(|id| Popup::is_id_open(ui.ctx(), *id));
    let Some(at) = open.or(focused) else { return };
    if let Some(focused) = focused {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(menus[focused].id, arrows));
    }
    let last = menus.len() - 1;
    let to = if pressed_alone(ui, Key::ArrowRight) {
        if at == last { 0 } else { at + 1 }
    } else if pressed_alone(ui, Key::ArrowLeft) {
        at.checked_sub(1).unwrap_or(last)
    } else {
        at
    };
    if to != at {
        menus[to].request_focus();
    }
    let goes_in = focused.is_some() && pressed_alone(ui, Key::ArrowDown);
    if goes_in || (to != at && open.is_some()) {
        Popup::open_id(ui.ctx(), popups[to]);
        scratch.is_entered = true;
    }
}

/// Whether Alt was pressed and released with nothing in between, as in a menu bar of Windows.
fn is_alt_tapped(ui: &Ui, alone: &mut bool) -> bool {
    let mut is_tapped = false;
    ui.input(|input| {
        for event in &input.raw.events {
            match event {
                Event::Key {
                    key: Key::AltLeft,
                    pressed: true,
                    ..
                } => *alone = true,
                Event::Key {
                    key: Key::AltLeft, ..
                } => is_tapped |= std::mem::take(alone),
                Event::ModifiersChanged(_) | Event::PointerMoved(_) | Event::MouseMoved(_) => {}
                _ => *alone = false,
            }
        }
    });
    is_tapped && ui.ctx().os() != OperatingSystem::Mac
}

/// `first` becomes the first entry that is enabled.
fn show_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    recent: &[PathBuf],
    menu: Menu,
    first: &mut Option<Id>,
) {
    ui.set_min_width(240.0);
    let groups = COMMAND_GROUPS.iter().filter(|group| group.menu == menu);
    for (nth, group) in groups.enumerate() {
        if nth > 0 {
            ui.separator();
        }
        match group.submenu {
            Some(name) => {
                ui.menu_button(name, |ui| show_group(ui, paint, recent, group, &mut None));
            }
            None => show_group(ui, paint, recent, group, first),
        }
    }
    if cfg!(debug_assertions) && menu == Menu::Help && ui.button("Style guide").clicked() {
        paint.ask(Intent::SetOverlay(Some(Overlay::StyleGuide)));
        ui.close();
    }
}

fn show_group(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    recent: &[PathBuf],
    group: &CommandGroup,
    first: &mut Option<Id>,
) {
    let mut exports = None;
    for spec in group.commands {
        if let Command::Export(export) = spec.command {
            let group = Some(export.format().group);
            if exports.is_some() && exports != group {
                ui.separator();
            }
            exports = group;
        }
        let entry = command_entry(ui, paint, spec.command);
        if entry.enabled() {
            first.get_or_insert(entry.id);
        }
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

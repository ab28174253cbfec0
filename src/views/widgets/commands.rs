//! Buttons and menu entries that run commands.

use super::super::Paint;
use crate::workbench::{Command, Intent, commands};

use egui::{Button, Response, TextWrapMode, Ui};

/// The tooltip of a command: its effect or why it is disabled, and its keys.
pub fn command_tooltip(paint: &Paint<'_>, command: Command) -> String {
    let spec = command.spec();
    let text = match paint.workbench.enabled(command) {
        Ok(()) => spec.tooltip,
        Err(reason) => reason,
    };
    match spec.keys.first() {
        Some(key) => format!("{text} ({})", key.label()),
        None => text.to_owned(),
    }
}

/// A button that runs a command. If it is disabled, the tooltip gives the reason.
pub fn command_button(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    command: Command,
    label: &str,
) -> Response {
    let tooltip = command_tooltip(paint, command);
    let enabled = paint.workbench.enabled(command).is_ok();
    let response = ui
        .add_enabled(enabled, Button::new(label))
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    if response.clicked() {
        paint.command(command);
    }
    response
}

/// A menu entry that runs a command, with its keys.
pub fn command_entry(ui: &mut Ui, paint: &mut Paint<'_>, command: Command) -> Response {
    let label = paint.workbench.label(command);
    let keys = command.spec().keys.first().map(|key| key.label());
    let is_on = command == Command::View(paint.workbench.view)
        || command == Command::Theme(paint.workbench.settings.theme);
    let button = Button::selectable(is_on, label.as_str())
        .shortcut_text(keys.unwrap_or_default())
        .wrap_mode(TextWrapMode::Extend);
    let enabled = paint.workbench.enabled(command).is_ok();
    let tooltip = command_tooltip(paint, command);
    let response = ui
        .add_enabled(enabled, button)
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    let response = response.accessible_name(label);
    if response.clicked() {
        paint.command(command);
        ui.close();
    }
    response
}

/// The same for several commands.
pub fn command_entries(ui: &mut Ui, paint: &mut Paint<'_>, commands: &[Command]) {
    for command in commands {
        command_entry(ui, paint, *command);
    }
}

/// Entries of a context menu, each with the keys of the command of the same name. An entry without an intent is disabled.
pub fn menu_entries<'w>(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    entries: impl IntoIterator<Item = (&'w str, Option<Intent>)>,
) {
    for (label, intent) in entries {
        let mut specs = commands().map(|(_, spec)| spec);
        let keys = specs.find(|spec| spec.label == label);
        let keys = keys.and_then(|spec| spec.keys.first());
        let keys = keys.map(|key| key.label()).unwrap_or_default();
        let button = Button::new(label).shortcut_text(keys);
        let entry = ui
            .add_enabled(intent.is_some(), button)
            .accessible_name(label);
        if let Some(intent) = intent.filter(|_| entry.clicked()) {
            paint.ask(intent);
            ui.close();
        }
    }
}

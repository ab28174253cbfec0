use crate::{
    storage::View,
    workbench::{COMMANDS, Command, Key, Shortcut, Workbench},
};

use egui::{Context, Event, Modifiers};

/// The commands whose keys were pressed since the last frame. Their events are taken, so that no widget acts on them too.
pub(super) fn commands(ctx: &Context, workbench: &Workbench) -> Vec<Command> {
    let typing = ctx.text_edit_focused();
    let menu_open = egui::Popup::is_any_open(ctx);
    let mut pressed = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let command = command_of(event, typing || menu_open);
            let command = command.filter(|_| workbench.question().is_none());
            let command = command.filter(|command| !is_the_views(workbench.view(), *command));
            pressed.extend(command);
            command.is_none()
        });
    });
    pressed
}

fn command_of(event: &Event, typing: bool) -> Option<Command> {
    match event {
        Event::Copy if !typing => Some(Command::Copy),
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => {
            let fits = |shortcut: &&Shortcut| fits(**shortcut, *key, *modifiers);
            let found = COMMANDS.iter().find_map(|spec| {
                let shortcut = spec.keys.iter().find(fits)?;
                Some((spec.command, *shortcut))
            });
            found
                .filter(|(command, shortcut)| !typing || !belongs_to_text(*command, *shortcut))
                .map(|(command, _)| command)
        }
        _ => None,
    }
}

/// Whether a text field that is being typed in has a use of its own for the keys.
fn belongs_to_text(command: Command, shortcut: Shortcut) -> bool {
    // A field bound to the project asks for undo itself; other fields undo their own typing.
    shortcut.is_typing()
        || shortcut.key == Key::Delete
        || matches!(command, Command::Undo | Command::Redo | Command::Copy)
}

/// Whether the keys have another use while the graph or the timeline is looked at: there they fit and zoom it.
fn is_the_views(view: View, command: Command) -> bool {
    let zooms = matches!(
        command,
        Command::ToggleClutter | Command::ZoomIn | Command::ZoomOut | Command::ZoomReset
    );
    zooms && matches!(view, View::Graph | View::Timeline)
}

fn fits(shortcut: Shortcut, key: egui::Key, held: Modifiers) -> bool {
    // Where the layout has these signs, shift may be part of the way to them.
    let shift_is_free = matches!(shortcut.key, Key::Plus | Key::Question);
    let key_fits = match shortcut.key {
        Key::Char(sign) => egui::Key::from_name(&sign.to_string()) == Some(key),
        Key::F(number) => egui::Key::from_name(&format!("F{number}")) == Some(key),
        Key::Plus => matches!(key, egui::Key::Plus | egui::Key::Equals),
        Key::Minus => key == egui::Key::Minus,
        Key::Delete => key == egui::Key::Delete,
        Key::Up => key == egui::Key::ArrowUp,
        Key::Down => key == egui::Key::ArrowDown,
        Key::PageUp => key == egui::Key::PageUp,
        Key::PageDown => key == egui::Key::PageDown,
        Key::Question => key == egui::Key::Questionmark,
    };
    key_fits
        && shortcut.ctrl == held.command
        && shortcut.alt == held.alt
        && (shift_is_free || shortcut.shift == held.shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: egui::Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    #[test]
    fn every_shortcut_has_a_key_of_egui() {
        let all = COMMANDS
            .iter()
            .flat_map(|spec| spec.keys.iter().map(|key| (spec.command, *key)));
        for (command, shortcut) in all {
            let held = Modifiers {
                alt: shortcut.alt,
                ctrl: shortcut.ctrl,
                shift: shortcut.shift,
                mac_cmd: false,
                command: shortcut.ctrl,
            };
            let found = egui::Key::ALL
                .iter()
                .any(|key| command_of(&press(*key, held), false) == Some(command));
            // Copying comes as an event of its own.
            assert!(found, "{command:?}: {}", shortcut.label());
        }
    }

    #[test]
    fn letters_are_typing_while_a_field_has_the_keyboard() {
        assert_eq!(
            command_of(&press(egui::Key::H, Modifiers::NONE), false),
            Some(Command::HighlightSelection)
        );
        assert_eq!(
            command_of(&press(egui::Key::H, Modifiers::NONE), true),
            None
        );
        assert_eq!(
            command_of(&press(egui::Key::S, Modifiers::COMMAND), true),
            Some(Command::Save)
        );
        assert_eq!(
            command_of(&press(egui::Key::Num1, Modifiers::ALT), false),
            Some(Command::Read)
        );
    }
}

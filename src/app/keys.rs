use crate::{
    storage::View,
    views::takes_letter,
    workbench::{Command, Key, Shortcut, VIEWS, Workbench, commands},
};

use egui::{Context, Event, Modifiers};

/// Removes the events of pressed shortcuts, so that no widget acts on them too, and returns their commands.
pub(super) fn pressed_commands(ctx: &Context, workbench: &Workbench) -> Vec<Command> {
    let typing = ctx.text_edit_focused();
    let menu_open = egui::Popup::is_any_open(ctx);
    let mut pressed = Vec::new();
    let mut events = ctx.input_mut(|input| std::mem::take(&mut input.events));
    events.retain(|event| {
        let command = command_of(event, typing || menu_open || is_letter_of_form(ctx, event));
        let command = command.filter(|_| workbench.question().is_none());
        let command = command.filter(|command| !belongs_to_view(workbench.view(), *command));
        pressed.extend(command);
        command.is_none()
    });
    ctx.input_mut(|input| input.events = events);
    pressed
}

fn is_letter_of_form(ctx: &Context, event: &Event) -> bool {
    match event {
        Event::Key { key, modifiers, .. } => modifiers.is_none() && takes_letter(ctx, *key),
        _ => false,
    }
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
            let found = commands().find_map(|(_, spec)| {
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

/// Whether a focused text field uses the keys itself.
fn belongs_to_text(command: Command, shortcut: Shortcut) -> bool {
    // Fields of the project ask for undo themselves, and other fields undo their own typing.
    shortcut.is_typing()
        || shortcut.key == Key::Delete
        || matches!(command, Command::Undo | Command::Redo | Command::Copy)
}

/// Whether the view uses the keys itself, to zoom.
fn belongs_to_view(view: View, command: Command) -> bool {
    let zooms = matches!(
        command,
        Command::ToggleClutter | Command::ZoomIn | Command::ZoomOut | Command::ZoomReset
    );
    let mut views = VIEWS.iter();
    zooms && views.any(|spec| spec.view == view && spec.zooms)
}

fn fits(shortcut: Shortcut, key: egui::Key, held: Modifiers) -> bool {
    // Some keyboard layouts need Shift to type these.
    let any_shift = matches!(shortcut.key, Key::Plus | Key::Question);
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
        && (any_shift || shortcut.shift == held.shift)
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
        let all = commands().flat_map(|(_, spec)| spec.keys.iter().map(|key| (spec.command, *key)));
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
            // Copying is an event of its own, which `command_of` handles.
            assert!(found, "{command:?}: {}", shortcut.label());
        }
    }

    #[test]
    fn letters_are_not_shortcuts_in_a_text_field() {
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
            Some(Command::View(View::Read))
        );
    }
}

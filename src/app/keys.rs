use crate::{
    storage::View,
    views::takes_letter,
    workbench::{Command, Key, Shortcut, VIEWS, Workbench, commands},
};

use egui::{Context, Event, Modifiers};

/// Removes the events of pressed shortcuts and returns their commands, so that no widget acts on them too.
pub(super) fn pressed_commands(ctx: &Context, workbench: &Workbench) -> Vec<Command> {
    let typing = ctx.text_edit_focused();
    let menu_open = egui::Popup::is_any_open(ctx);
    let events = ctx.input_mut(|input| std::mem::take(&mut input.events));
    let (commands, events) = split_commands(events, |event| {
        let typing = typing || menu_open || is_letter_of_form(ctx, event);
        command_of(event, typing, workbench.view)
            .filter(|_| workbench.question().is_none())
            .filter(|command| !belongs_to_view(workbench.view, *command))
    });
    ctx.input_mut(|input| input.events = events);
    commands
}

/// The commands of the events, and the other events. The text of a key that ran a command is in neither: Alt+1 in a field
/// does not type "1".
fn split_commands(
    events: Vec<Event>,
    mut command_of: impl FnMut(&Event) -> Option<Command>,
) -> (Vec<Command>, Vec<Event>) {
    let mut commands = Vec::new();
    let mut others = Vec::new();
    let mut is_own_text = false;
    for event in events {
        let is_text = matches!(&event, Event::Text(text) if text.chars().count() == 1);
        let command = command_of(&event);
        if command.is_none() && !(is_text && is_own_text) {
            others.push(event);
        }
        is_own_text = command.is_some();
        commands.extend(command);
    }
    (commands, others)
}

fn is_letter_of_form(ctx: &Context, event: &Event) -> bool {
    match event {
        Event::Key { key, modifiers, .. } => modifiers.is_none() && takes_letter(ctx, *key),
        _ => false,
    }
}

fn command_of(event: &Event, typing: bool, view: View) -> Option<Command> {
    match event {
        Event::Copy if !typing => Some(Command::Copy),
        Event::Key {
            key,
            physical_key,
            pressed: true,
            modifiers,
            ..
        } => {
            let by_place = || {
                let letter_key = letter_at_place(*key, (*physical_key)?)?;
                let is_zoom = matches!(key, egui::Key::Plus | egui::Key::Minus | egui::Key::Equals);
                shortcut_of(letter_key, *modifiers).filter(|_| !(is_zoom && zooms(view)))
            };
            shortcut_of(*key, *modifiers)
                .or_else(by_place)
                .filter(|(command, shortcut)| !typing || !belongs_to_text(*command, *shortcut))
                .map(|(command, _)| command)
        }
        _ => None,
    }
}

fn shortcut_of(key: egui::Key, held: Modifiers) -> Option<(Command, Shortcut)> {
    commands().find_map(|(_, spec)| {
        let shortcut = spec
            .keys
            .iter()
            .find(|shortcut| fits(**shortcut, key, held))?;
        Some((spec.command, *shortcut))
    })
}

/// The letter or digit of the key on an American keyboard, if the layout has another character there: "1" for "+" on a
/// Czech keyboard. A Latin letter always counts by its character.
fn letter_at_place(key: egui::Key, letter_key: egui::Key) -> Option<egui::Key> {
    let is_letter =
        |key: egui::Key| matches!(key.name().as_bytes(), [byte] if byte.is_ascii_alphanumeric());
    (!is_letter(key) && is_letter(letter_key)).then_some(letter_key)
}

/// Whether a focused text field uses the keys itself.
fn belongs_to_text(command: Command, shortcut: Shortcut) -> bool {
    // Fields of the project handle undo themselves, and other fields undo their own typing.
    shortcut.is_typing()
        || shortcut.key == Key::Delete
        || matches!(command, Command::Undo | Command::Redo | Command::Copy)
}

/// Whether the view uses the key itself, to show everything.
fn belongs_to_view(view: View, command: Command) -> bool {
    command == Command::ToggleClutter && zooms(view)
}

fn zooms(view: View) -> bool {
    VIEWS.iter().any(|spec| spec.view == view && spec.zooms)
}

fn fits(shortcut: Shortcut, key: egui::Key, held: Modifiers) -> bool {
    // Some keyboard layouts need Shift to type these.
    let any_shift = matches!(shortcut.key, Key::Plus | Key::Question);
    let key_fits = match shortcut.key {
        Key::Char(character) => egui::Key::from_name(&character.to_string()) == Some(key),
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
                .any(|key| command_of(&press(*key, held), false, View::Read) == Some(command));
            // Copying is a separate event, which `command_of` handles.
            assert!(found, "{command:?}: {}", shortcut.label());
        }
    }

    #[test]
    fn a_shortcut_types_nothing() {
        let text = |text: &str| Event::Text(text.to_owned());
        let events = vec![
            text("a"),
            press(egui::Key::Num1, Modifiers::ALT),
            text("1"),
            text("b"),
        ];
        let (commands, others) =
            split_commands(events, |event| command_of(event, true, View::Read));
        assert_eq!(commands, [Command::View(View::Read)]);
        assert_eq!(others, [text("a"), text("b")]);
    }

    #[test]
    fn letters_are_not_shortcuts_in_a_text_field() {
        assert_eq!(
            command_of(&press(egui::Key::H, Modifiers::NONE), false, View::Read),
            Some(Command::HighlightSelection)
        );
        assert_eq!(
            command_of(&press(egui::Key::H, Modifiers::NONE), true, View::Read),
            None
        );
        assert_eq!(
            command_of(&press(egui::Key::S, Modifiers::COMMAND), true, View::Read),
            Some(Command::Save)
        );
        assert_eq!(
            command_of(&press(egui::Key::Num1, Modifiers::ALT), false, View::Read),
            Some(Command::View(View::Read))
        );
    }

    #[test]
    fn a_character_without_a_command_acts_by_its_physical_key() {
        use egui::Key;
        let of = |key| shortcut_of(key, Modifiers::COMMAND).map(|it| it.0);
        let supports = Some(Command::Link(crate::project::Stance::Supports));
        let graph = Some(Command::View(View::Graph));
        let (none, alt, ctrl) = (Modifiers::NONE, Modifiers::ALT, Modifiers::COMMAND);
        let (quit, undo) = (Some(Command::Quit), Some(Command::Undo));
        for (layout, character, letter_key, modifiers, view, expected) in [
            ("Czech", Key::Plus, Key::Num1, none, View::Read, supports),
            ("Czech", Key::Plus, Key::Num1, none, View::Graph, None),
            ("French", Key::Quote, Key::Num4, alt, View::Read, graph),
            ("Hebrew", Key::Slash, Key::Q, ctrl, View::Read, quit),
            ("German", Key::Z, Key::Y, ctrl, View::Read, undo),
            ("French", Key::W, Key::Z, ctrl, View::Read, of(Key::W)),
            (
                "French",
                Key::Minus,
                Key::Num6,
                ctrl,
                View::Read,
                of(Key::Minus),
            ),
        ] {
            let event = Event::Key {
                key: character,
                physical_key: Some(letter_key),
                pressed: true,
                repeat: false,
                modifiers,
            };
            assert_eq!(
                command_of(&event, false, view),
                expected,
                "{layout}: {character:?}"
            );
        }
    }
}

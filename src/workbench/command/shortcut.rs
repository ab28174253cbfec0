#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// The command key on a Mac.
    pub ctrl: bool,
    pub shift: bool,
    /// The option key on a Mac.
    pub alt: bool,
    pub key: Key,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter or digit, in upper case.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// On the main keyboard or the number pad.
    Plus,
    /// On the main keyboard or the number pad.
    Minus,
    Delete,
    Up,
    Down,
    PageUp,
    PageDown,
    /// The question mark, wherever the keyboard layout has it.
    Question,
}

impl Shortcut {
    /// Whether a text field would take the keys as typing.
    #[must_use]
    pub fn is_typing(self) -> bool {
        !self.ctrl && !self.alt && !matches!(self.key, Key::F(_))
    }

    /// Written form: "Ctrl+Shift+S".
    #[must_use]
    pub fn label(self) -> String {
        let held = [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ];
        let held = held.into_iter().filter(|(is_held, _)| *is_held);
        let held: String = held.map(|(_, name)| name).collect();
        let key = match self.key {
            Key::Char(character) => character.to_string(),
            Key::F(number) => format!("F{number}"),
            Key::Plus => "+".to_owned(),
            Key::Minus => "-".to_owned(),
            Key::Delete => "Delete".to_owned(),
            Key::Up => "Up".to_owned(),
            Key::Down => "Down".to_owned(),
            Key::PageUp => "Page Up".to_owned(),
            Key::PageDown => "Page Down".to_owned(),
            Key::Question => "?".to_owned(),
        };
        held + &key
    }
}

pub(super) const fn plain(key: Key) -> Shortcut {
    Shortcut {
        ctrl: false,
        shift: false,
        alt: false,
        key,
    }
}
pub(super) const fn shift(key: Key) -> Shortcut {
    Shortcut {
        shift: true,
        ..plain(key)
    }
}
pub(super) const fn ctrl(key: Key) -> Shortcut {
    Shortcut {
        ctrl: true,
        ..plain(key)
    }
}
pub(super) const fn ctrl_shift(key: Key) -> Shortcut {
    Shortcut {
        ctrl: true,
        shift: true,
        ..plain(key)
    }
}
pub(super) const fn alt(key: Key) -> Shortcut {
    Shortcut {
        alt: true,
        ..plain(key)
    }
}
pub(super) const fn alt_shift(key: Key) -> Shortcut {
    Shortcut {
        shift: true,
        ..alt(key)
    }
}

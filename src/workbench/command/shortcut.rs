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
    /// Whether a text field would treat the keys as typing.
    pub fn is_typing(self) -> bool {
        !self.ctrl && !self.alt && !matches!(self.key, Key::F(_))
    }

    /// As the platform writes it: "Ctrl+Shift+S", on a Mac "⇧⌘S".
    pub fn label(self) -> String {
        platform_keys(&self.name())
    }

    /// As the manual writes it, on every platform: "Ctrl+Shift+S".
    pub fn name(self) -> String {
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

/// Rewrites the keys in a text, such as "Press Ctrl+S", as the platform writes them.
pub fn platform_keys(text: &str) -> String {
    if cfg!(target_os = "macos") {
        mac_keys(text)
    } else {
        text.to_owned()
    }
}

fn mac_keys(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let mut held = [
            ("Alt+", '⌥', false),
            ("Shift+", '⇧', false),
            ("Ctrl+", '⌘', false),
        ];
        let mut key = word;
        while let Some((rest, is_held)) = held.iter_mut().find_map(|(name, _, is_held)| {
            let rest = key.strip_prefix(*name)?;
            Some((rest, is_held))
        }) {
            (key, *is_held) = (rest, true);
        }
        let symbols = held.iter().filter(|(_, _, is_held)| *is_held);
        let symbols: String = symbols.map(|(_, symbol, _)| *symbol).collect();
        symbols + key
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The platform's symbol for the text of one keycap.
pub fn platform_cap(key: &str) -> &str {
    match key {
        "Ctrl" if cfg!(target_os = "macos") => "⌘",
        "Alt" if cfg!(target_os = "macos") => "⌥",
        "Shift" if cfg!(target_os = "macos") => "⇧",
        other => other,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifier_keys_are_written_as_on_a_mac() {
        for (text, expected) in [
            ("Ctrl+S", "⌘S"),
            ("Ctrl+Shift+S", "⇧⌘S"),
            ("Alt+-", "⌥-"),
            ("Ctrl++", "⌘+"),
            ("F3", "F3"),
            ("Ctrl+Left, Ctrl+Right", "⌘Left, ⌘Right"),
            ("Press 1. Ctrl+Z undoes it.", "Press 1. ⌘Z undoes it."),
        ] {
            assert_eq!(mac_keys(text), expected);
        }
    }
}

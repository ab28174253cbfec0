//! Keeps the keyboard in order at any frame rate: a key is handled before the keys after it, and text waits until the
//! requested field has the focus.

use egui::{Context, Event, Key, Modifiers, Plugin, RawInput};

/// Maximum number of frames that keys wait for a field. A field not painted by then never will be.
const MAX_FRAMES: u8 = 30;

/// Keyboard events that wait for a later frame.
#[derive(Default)]
pub(super) struct KeyQueue {
    waiting: Vec<Event>,
    /// Frames since a field was requested that does not have the focus yet; 0 if there is none.
    opening: u8,
}

impl KeyQueue {
    /// Called after each frame, with whether a requested field does not have the focus yet. Returns whether another frame
    /// is needed.
    pub(super) fn follow(&mut self, is_opening: bool) -> bool {
        self.opening = if is_opening {
            self.opening.saturating_add(1)
        } else {
            0
        };
        self.is_opening() || !self.waiting.is_empty()
    }

    fn is_opening(&self) -> bool {
        (1..=MAX_FRAMES).contains(&self.opening)
    }
}

impl Plugin for KeyQueue {
    fn debug_name(&self) -> &'static str {
        "key queue"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.waiting);
        events.append(&mut input.events);
        let order = KeyOrder {
            field_is_opening: self.is_opening(),
            is_typing: ctx.text_edit_focused(),
            ..KeyOrder::default()
        };
        (input.events, self.waiting) = order.split(events);
    }
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about the keys so far"
)]
/// Effect of earlier events on later ones in the same frame.
#[derive(Default)]
struct KeyOrder {
    field_is_opening: bool,
    /// Whether a text field has the focus.
    is_typing: bool,
    /// Whether there was a key or a click that may open a field or move the focus.
    acted: Option<Acted>,
    /// Whether the event before was a key that may have a text event of its own.
    own_text: bool,
    /// Whether there was text that widgets have not handled yet.
    has_text: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Acted {
    Key(Key, Modifiers),
    Pointer,
}

impl KeyOrder {
    /// Returns the events of this frame, and keeps the keyboard events of later ones.
    fn split(mut self, events: Vec<Event>) -> (Vec<Event>, Vec<Event>) {
        let mut now = Vec::with_capacity(events.len());
        let mut later = Vec::new();
        for event in events {
            if is_keyboard(&event) && (!later.is_empty() || self.must_wait(&event)) {
                later.push(event);
            } else {
                self.pass(&event);
                now.push(event);
            }
        }
        (now, later)
    }

    fn must_wait(&self, event: &Event) -> bool {
        if self.field_is_opening {
            return true;
        }
        match event {
            Event::Key { pressed: false, .. } | Event::ModifiersChanged(_) => false,
            Event::Key { key, modifiers, .. } => match self.acted {
                // A repeated arrow key opens nothing, and must not lag behind on a slow machine.
                Some(acted) => !is_step(*key) || acted != Acted::Key(*key, *modifiers),
                None => acts_on_text(*key) && self.has_text,
            },
            Event::Text(text) if self.own_text && text.chars().count() == 1 => false,
            _ => self.acted.is_some(),
        }
    }

    fn pass(&mut self, event: &Event) {
        match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => {
                let is_plain = !(modifiers.ctrl || modifiers.command || modifiers.mac_cmd);
                let is_function = key.name().starts_with('F') && *key != Key::F;
                if !self.is_typing
                    || !is_plain
                    || modifiers.alt
                    || is_function
                    || acts_on_text(*key)
                {
                    self.acted = Some(Acted::Key(*key, *modifiers));
                    self.own_text = is_plain;
                }
            }
            Event::PointerButton { .. } | Event::AccessKitActionRequest(_) => {
                self.acted = Some(Acted::Pointer);
                self.own_text = false;
            }
            Event::ModifiersChanged(_) => {}
            event if is_keyboard(event) => {
                self.has_text |= !matches!(event, Event::Key { .. });
                self.own_text = false;
            }
            _ => {}
        }
    }
}

fn is_keyboard(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Paste(_)
            | Event::Copy
            | Event::Cut
            | Event::ModifiersChanged(_)
    )
}

/// Whether the key acts on the text typed before it: in the palette, Enter runs the match for the whole text.
fn acts_on_text(key: Key) -> bool {
    matches!(
        key,
        Key::Enter | Key::Tab | Key::Escape | Key::ArrowUp | Key::ArrowDown
    )
}

fn is_step(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::PageUp
            | Key::PageDown
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses events in a short notation: `n` is that key with its text, `^N` the key with Ctrl, `<Enter>` a named key,
    /// `"12"` pasted or composed text, `*` a click.
    fn events(short: &str) -> Vec<Event> {
        let key = |name: &str, modifiers| Event::Key {
            key: Key::from_name(name).unwrap(),
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        };
        let one = |word: &str| match word.as_bytes() {
            [b'^', ..] => vec![key(&word[1..], Modifiers::COMMAND)],
            [b'<', .., b'>'] => vec![key(&word[1..word.len() - 1], Modifiers::NONE)],
            [b'"', .., b'"'] => vec![Event::Text(word[1..word.len() - 1].to_owned())],
            b"*" => vec![Event::PointerButton {
                pos: egui::Pos2::ZERO,
                button: egui::PointerButton::Primary,
                pressed: false,
                modifiers: Modifiers::NONE,
            }],
            _ => vec![
                key(&word.to_uppercase(), Modifiers::NONE),
                Event::Text(word.to_owned()),
            ],
        };
        short.split_whitespace().flat_map(one).collect()
    }

    #[track_caller]
    fn check(is_typing: bool, now: &str, later: &str) {
        let all = [events(now), events(later)].concat();
        let order = KeyOrder {
            is_typing,
            ..KeyOrder::default()
        };
        assert_eq!(order.split(all), (events(now), events(later)));
    }

    #[test]
    fn keys_after_one_that_may_open_a_field_wait() {
        check(false, "^N", "n i n e");
        check(false, "a", "a n n a");
        check(false, "n", "n i n e");
        check(false, "^F", "\"attack\"");
        check(false, "*", "n");
        check(true, "o l d ^F", "n e w");
        check(true, "o l d <F1>", "n");
    }

    #[test]
    fn enter_waits_for_the_text_before_it_and_the_text_after_waits_for_enter() {
        check(true, "n e w", "<Enter> x");
        check(true, "<Enter>", "x <Enter>");
        check(true, "n e", "<Down> <Enter>");
        check(true, "\"ab\"", "<Tab> c");
    }

    #[test]
    fn typing_and_repeated_steps_do_not_wait() {
        check(true, "n i n e <Backspace> <Left> x", "");
        check(false, "<Down> <Down> <Down>", "");
        check(false, "<Down>", "<Up> <Down>");
    }

    #[test]
    fn all_keys_wait_while_a_field_is_opening() {
        let order = KeyOrder {
            field_is_opening: true,
            ..KeyOrder::default()
        };
        let (now, later) = order.split(events("* n i ^S"));
        assert_eq!((now, later), (events("*"), events("n i ^S")));
    }

    #[test]
    fn a_field_that_never_opens_does_not_hold_back_keys() {
        let mut queue = KeyQueue::default();
        assert!(queue.follow(true));
        assert!((0..MAX_FRAMES).any(|_| !queue.follow(true)));
        assert!(!queue.follow(false));
        assert!(queue.follow(true));
    }
}

//! Keys typed while a field opens belong to that field, however slow the frames are.

use std::time::Duration;

use crate::{desk::Desk, with_a_claim};
use crosscheck::workbench::{ManualPage, Overlay};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::NodeT;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const NONE: Modifiers = Modifiers::NONE;

/// Every key that opens a text field, and the name of the field.
const FIELDS: [(Modifiers, Key, &str); 13] = [
    (CTRL, Key::F, "Search open articles and claims"),
    (CTRL_SHIFT, Key::F, "Search everything"),
    (CTRL_SHIFT, Key::N, "Statement"),
    (NONE, Key::N, "Statement"),
    (
        NONE,
        Key::A,
        "Speaker: The fire brigade said nine people were hurt.",
    ),
    (NONE, Key::V, "Verdict"),
    (NONE, Key::S, "Status"),
    (CTRL, Key::K, "Command"),
    (CTRL_SHIFT, Key::V, "Article text"),
    (CTRL_SHIFT, Key::L, "Find or add a speaker"),
    (CTRL, Key::I, "Outlet"),
    (CTRL, Key::O, "Path"),
    (CTRL_SHIFT, Key::S, "Path"),
];

/// Letters and digits that are commands outside a field.
const TYPED: &str = "n1 nine 0 hurt, a2v";

fn press(modifiers: Modifiers, key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

/// The events of a keyboard: each letter is a key with its text.
fn events_of(text: &str) -> Vec<Event> {
    let letter = |letter: char| {
        let key = match letter {
            ' ' => Key::Space,
            ',' => Key::Comma,
            _ => Key::from_name(&letter.to_uppercase().to_string()).unwrap(),
        };
        [press(NONE, key), Event::Text(letter.to_string())]
    };
    text.chars().flat_map(letter).collect()
}

impl Desk {
    /// Paints a frame with all of these events.
    fn frame(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
    }

    /// Whether the program requested another frame right after this one.
    fn is_repainted_soon(&self) -> bool {
        let windows = self.harness.output().viewport_output.values();
        windows
            .into_iter()
            .any(|window| window.repaint_delay < Duration::from_millis(100))
    }

    /// The name and the text of the field that has the keyboard.
    fn field_with_keyboard(&self) -> Option<(String, String)> {
        let nodes = self.harness.root().children_recursive();
        let nodes = nodes.into_iter().map(|node| node.accesskit_node());
        let focused = nodes
            .into_iter()
            .find(egui_kittest::kittest::AccessKitNode::is_focused)?;
        Some((focused.label()?, focused.value()?))
    }
}

/// Opens each field, and types that many frames later.
fn check(frames: usize) {
    for (modifiers, key, field) in FIELDS {
        let mut desk = with_a_claim();
        let claim = desk.nth_claim(0);
        let before = desk.project().claim(claim).cloned();
        let mut opening = vec![press(modifiers, key)];
        if modifiers == NONE {
            opening.push(Event::Text(key.name().to_lowercase()));
        }
        if frames == 0 {
            opening.extend(events_of(TYPED));
            desk.frame(opening);
        } else {
            desk.frame(opening);
            (1..frames).for_each(|_| desk.harness.step());
            desk.frame(events_of(TYPED));
        }
        desk.settle();
        let (name, text) = desk.field_with_keyboard().unwrap_or_default();
        assert!(
            name == field && text.ends_with(TYPED),
            "{modifiers:?} {key:?} and text {frames} frames later: {name:?} has {text:?}"
        );
        assert_eq!(desk.project().claim(claim).cloned(), before);
        assert_eq!(desk.project().silent_articles(claim).count(), 0);
        assert_eq!(desk.project().evidence_count(claim), 1);
        let new_claims = usize::from(key == Key::N);
        assert_eq!(desk.project().claims().len(), 1 + new_claims);
    }
}

#[test]
fn text_in_the_frame_of_the_key_goes_to_the_field() {
    check(0);
}

#[test]
fn text_in_the_next_frame_goes_to_the_field() {
    check(1);
}

#[test]
fn text_two_frames_later_goes_to_the_field() {
    check(2);
}

#[test]
fn text_three_frames_later_goes_to_the_field() {
    check(3);
}

/// An input method composes only in a field reported by the frame. Without one, the first letter would be typed as it is.
#[test]
fn a_field_that_opens_is_ready_for_an_input_method_without_another_event() {
    for (modifiers, key, field) in FIELDS {
        let mut desk = with_a_claim();
        let mut opening = vec![press(modifiers, key)];
        if modifiers == NONE {
            opening.push(Event::Text(key.name().to_lowercase()));
        }
        desk.frame(opening);
        while desk.is_repainted_soon() {
            desk.harness.step();
        }
        let output = &desk.harness.output().platform_output;
        assert!(output.ime.is_some(), "{modifiers:?} {key:?}: {field}");
    }
}

#[test]
fn enter_in_the_palette_runs_the_match_for_all_the_text_before_it() {
    let mut desk = with_a_claim();
    let mut events = vec![press(CTRL, Key::K)];
    events.extend(events_of("manual"));
    events.push(press(NONE, Key::Enter));
    desk.frame(events);
    desk.settle();
    assert_eq!(
        desk.bench().overlay,
        Some(Overlay::Manual(ManualPage::Last))
    );
}

#[test]
fn text_after_a_command_of_the_palette_goes_to_the_field_that_it_opens() {
    let mut desk = with_a_claim();
    let mut events = vec![press(CTRL, Key::K)];
    events.extend(events_of("project, verdicts"));
    events.push(press(NONE, Key::Enter));
    events.extend(events_of("mill fire"));
    desk.frame(events);
    desk.settle();
    assert_eq!(desk.project().title(), "mill fire");
}

#[test]
fn text_after_the_last_key_of_a_field_goes_to_the_next_field() {
    let mut desk = with_a_claim();
    let mut events = vec![press(NONE, Key::A), Event::Text("a".to_owned())];
    events.extend(events_of("fire brigade"));
    events.push(press(NONE, Key::Tab));
    events.extend(events_of("said on monday"));
    desk.frame(events);
    desk.settle();
    let evidence = desk.project().all_evidence().next().unwrap();
    assert_eq!(evidence.attribution.wording, "said on monday");
    let speaker = evidence.attribution.speaker.unwrap();
    assert_eq!(
        desk.project().speaker(speaker).unwrap().name,
        "fire brigade"
    );
}

#[test]
fn letters_after_a_refused_command_are_commands_again() {
    let mut desk = Desk::with_articles();
    let mut events = vec![press(NONE, Key::A), Event::Text("a".to_owned())];
    events.extend([press(CTRL_SHIFT, Key::N)]);
    events.extend(events_of("nine"));
    desk.frame(events);
    desk.settle();
    assert_eq!(desk.statements(), ["nine"]);
}

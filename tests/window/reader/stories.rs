//! What a reader does in a pane, by pointer and keyboard, and what then is so.

use crosscheck::{
    reader::{DraggedPassage, ReaderEvent},
    text::TextSelection,
};
use egui::{Color32, DragAndDrop, Event, Key, Modifiers, Pos2, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable;

use super::{
    desk::Desk,
    window::{PLAIN, Window, click, drag, key, later, long, place_of, press, press_with, window},
};

#[test]
fn a_drag_selects_and_a_click_lets_go() {
    let mut window = window(Desk::new(PLAIN));
    let words = place_of(&mut window, "people were hurt");
    drag(&mut window, words.left_center(), words.right_center());
    assert_eq!(window.state().selected(), "people were hurt");
    later(&mut window);
    let away = place_of(&mut window, "Nobody").left_center();
    click(&mut window, away);
    assert_eq!(window.state().selected(), "");
    assert!(window.state().selection.is_some(), "the caret stays");
    assert!(window.state().events.contains(&ReaderEvent::ClickText));
}

#[test]
fn a_double_click_takes_the_word_a_triple_click_the_sentence() {
    let mut window = window(Desk::new(PLAIN));
    let word = place_of(&mut window, "hospital").center();
    click(&mut window, word);
    click(&mut window, word);
    assert_eq!(window.state().selected(), "hospital");
    click(&mut window, word);
    let sentence = "Two of them are in hospital, the office said.";
    assert_eq!(window.state().selected(), sentence);
}

#[test]
fn a_drag_after_a_double_click_goes_by_words() {
    let mut window = window(Desk::new(PLAIN));
    let from = place_of(&mut window, "people").center();
    let to = place_of(&mut window, "hurt").center();
    click(&mut window, from);
    drag(&mut window, from, to);
    assert_eq!(window.state().selected(), "people were hurt");
}

#[test]
fn shift_and_a_click_extend() {
    let mut window = window(Desk::new(PLAIN));
    let from = place_of(&mut window, "people").left_center();
    let to = place_of(&mut window, "were").right_center();
    click(&mut window, from);
    later(&mut window);
    press_with(&mut window, to, true, Modifiers::SHIFT);
    press_with(&mut window, to, false, Modifiers::SHIFT);
    assert_eq!(window.state().selected(), "people were");
}

#[test]
fn the_keyboard_moves_the_caret_and_selects() {
    let mut window = window(Desk::new(PLAIN));
    let start = place_of(&mut window, "Eight").left_center();
    click(&mut window, start);
    key(&mut window, Key::ArrowRight, Modifiers::SHIFT);
    key(&mut window, Key::ArrowRight, Modifiers::SHIFT);
    assert_eq!(window.state().selected(), "Ei");
    key(
        &mut window,
        Key::ArrowRight,
        Modifiers::SHIFT | Modifiers::COMMAND,
    );
    assert_eq!(window.state().selected(), "Eight ");
    key(&mut window, Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(window.state().selection, Some(TextSelection::caret(0)));
    key(&mut window, Key::End, Modifiers::SHIFT | Modifiers::COMMAND);
    assert_eq!(window.state().selected(), PLAIN);
    key(&mut window, Key::Escape, Modifiers::NONE);
    assert_eq!(window.state().selection, None);
}

#[test]
fn up_and_down_keep_the_column_across_paragraphs() {
    let mut window = window(Desk::new("alpha beta\nx\nalpha delta"));
    let start = place_of(&mut window, "beta").left_center();
    click(&mut window, start);
    let at = |window: &Window| window.state().selection.map(|s| s.head);
    assert_eq!(at(&window), Some(6));
    key(&mut window, Key::ArrowDown, Modifiers::NONE);
    assert_eq!(at(&window), Some(12), "the end of the short line");
    key(&mut window, Key::ArrowDown, Modifiers::NONE);
    assert_eq!(at(&window), Some(19), "back in the column");
    key(&mut window, Key::Home, Modifiers::NONE);
    assert_eq!(at(&window), Some(13));
}

#[test]
fn arrows_go_where_they_point_in_right_to_left_text() {
    let text = "قال المتحدث\nend";
    let mut window = window(Desk::new(text));
    window.state_mut().selection = Some(TextSelection::caret(0));
    window.get_by_role(Role::Document).focus();
    window.run();
    key(&mut window, Key::ArrowLeft, Modifiers::SHIFT);
    key(&mut window, Key::ArrowLeft, Modifiers::SHIFT);
    assert_eq!(window.state().selected(), "قا");
    key(&mut window, Key::ArrowRight, Modifiers::SHIFT);
    assert_eq!(window.state().selected(), "ق");
    let paragraph_end = text.find('\n').unwrap();
    window.state_mut().selection = Some(TextSelection::caret(paragraph_end));
    key(&mut window, Key::ArrowLeft, Modifiers::NONE);
    let next = Some(TextSelection::caret(paragraph_end + 1));
    assert_eq!(window.state().selection, next, "on to the next paragraph");
}

#[test]
fn a_caret_walks_through_every_line_of_right_to_left_text_and_back() {
    let text = "قال المتحدث باسم الوزارة إن المنطقة آمنة ".repeat(8);
    let text = text.trim_end();
    let mut window = window(Desk::new(text));
    window.state_mut().selection = Some(TextSelection::caret(0));
    window.get_by_role(Role::Document).focus();
    window.run();
    for _ in 0..text.chars().count() {
        key(&mut window, Key::ArrowLeft, Modifiers::NONE);
    }
    assert_eq!(
        window.state().selection,
        Some(TextSelection::caret(text.len()))
    );
    for _ in 0..text.chars().count() {
        key(&mut window, Key::ArrowRight, Modifiers::NONE);
    }
    assert_eq!(window.state().selection, Some(TextSelection::caret(0)));
}

#[test]
fn copying_gives_what_is_selected() {
    let mut window = window(Desk::new(PLAIN));
    window.get_by_role(Role::Document).focus();
    window.run();
    let span = window.state().find("Nobody");
    window.state_mut().selection = Some(TextSelection {
        anchor: span.end(),
        head: span.start(),
    });
    window.event(Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    assert!(
        commands.contains(&egui::OutputCommand::CopyText("Nobody".to_owned())),
        "{commands:?}"
    );
}

#[test]
fn a_chosen_highlight_is_dragged_out_and_so_is_the_selection() {
    let mut window = window(Desk::new(PLAIN));
    let words = place_of(&mut window, "people were hurt");
    window
        .state_mut()
        .highlight("people were hurt", Color32::RED)
        .selected = true;
    window.run();
    let id = window.state().passages[0].id;
    let carried = |window: &mut Window, what: DraggedPassage| {
        press(window, words.center(), true);
        window.event(Event::PointerMoved(words.center() + vec2(40.0, 40.0)));
        window.step();
        let payload = DragAndDrop::payload::<DraggedPassage>(&window.ctx);
        assert_eq!(payload.as_deref(), Some(&what));
        press(window, words.center() + vec2(40.0, 40.0), false);
        later(window);
    };
    carried(&mut window, DraggedPassage::Highlight(id));
    window.state_mut().passages[0].selected = false;
    let span = window.state().passages[0].span;
    window.state_mut().selection = Some(TextSelection {
        anchor: span.start(),
        head: span.end(),
    });
    window.run();
    carried(&mut window, DraggedPassage::Selection);
    assert_eq!(window.state().selected(), "people were hurt");
}

#[test]
fn a_drag_beyond_the_end_scrolls_on() {
    let mut window = window(Desk::new(&long()));
    let from = place_of(&mut window, "enough").left_center();
    press(&mut window, from, true);
    for _ in 0..240 {
        window.event(Event::PointerMoved(Pos2::new(200.0, 460.0)));
        window.step();
    }
    press(&mut window, Pos2::new(200.0, 460.0), false);
    assert!(
        window.state().selected().len() > 3000,
        "{}",
        window.state().selected().len()
    );
    assert!(window.state().reader.top().top > 500);
}

#[test]
fn a_single_paragraph_of_a_megabyte_is_read_to_its_end_and_back() {
    let text = "A sentence of some length stands here, and another one follows. ".repeat(16_000);
    let text = text.trim_end();
    let mut window = window(Desk::new(text));
    window.state_mut().selection = Some(TextSelection::caret(0));
    window.get_by_role(Role::Document).focus();
    window.run_steps(2);
    let control = Modifiers::COMMAND;
    window.key_press_modifiers(control, Key::End);
    window.run_steps(2);
    assert!(window.state().reader.top().top > text.len() - 4_000);
    window.key_press_modifiers(control | Modifiers::SHIFT, Key::Home);
    window.run_steps(2);
    assert_eq!(window.state().selected().len(), text.len());
    assert_eq!(window.state().reader.top().top, 0);
}

#[test]
fn pages_are_turned_and_the_caret_comes_back() {
    let mut window = window(Desk::new(&long()));
    let words = place_of(&mut window, "enough for").left_center();
    click(&mut window, words);
    let before = window.state().selection.unwrap().head;
    key(&mut window, Key::PageDown, Modifiers::NONE);
    key(&mut window, Key::PageDown, Modifiers::SHIFT);
    let top = window.state().reader.top().top;
    assert!(top > 500, "{top}");
    assert!(
        window.state().selected().len() > 200,
        "Shift selects a page"
    );
    key(&mut window, Key::PageUp, Modifiers::NONE);
    key(&mut window, Key::PageUp, Modifiers::NONE);
    // Pages are no whole number of lines, so it may be the line beside.
    let after = window.state().selection.unwrap().head;
    assert!(before.abs_diff(after) < 160, "{before} and {after}");
    assert_eq!(window.state().reader.top().top, 0);
}

/// Clicks `clicks` times at `from`, the last of them held, and drags to `to`.
fn drag_after_clicks(window: &mut Window, clicks: usize, from: Pos2, to: Pos2) {
    for _ in 1..clicks {
        click(window, from);
    }
    drag(window, from, to);
    later(window);
}

#[test]
fn a_drag_after_a_double_click_ends_with_the_word_under_the_pointer() {
    let mut window = window(Desk::new(PLAIN));
    let first = place_of(&mut window, "people").center();
    let last = place_of(&mut window, "hurt");
    // Wherever in the word: also on the further half of its last letter, where the nearest caret is behind the word.
    for to in [
        last.left_center() + vec2(1.0, 0.0),
        last.center(),
        last.right_center() - vec2(1.0, 0.0),
    ] {
        drag_after_clicks(&mut window, 2, first, to);
        assert_eq!(window.state().selected(), "people were hurt");
    }
    // And back, from the last to the first.
    let first = place_of(&mut window, "people");
    for to in [
        first.left_center() + vec2(1.0, 0.0),
        first.right_center() - vec2(1.0, 0.0),
    ] {
        drag_after_clicks(&mut window, 2, last.center(), to);
        assert_eq!(window.state().selected(), "people were hurt");
    }
}

#[test]
fn a_drag_after_a_triple_click_goes_by_sentences() {
    let mut window = window(Desk::new(PLAIN));
    let (first, second) = ("people", "office said.");
    let (from, to) = (place_of(&mut window, first), place_of(&mut window, second));
    let both = "Eight people were hurt. Two of them are in hospital, the office said.";
    drag_after_clicks(&mut window, 3, from.center(), to.center());
    assert_eq!(window.state().selected(), both);
    drag_after_clicks(&mut window, 3, to.center(), from.center());
    assert_eq!(window.state().selected(), both);
    // On the last letter of a sentence it is still that sentence.
    let end = place_of(&mut window, "hurt.").right_center() - vec2(1.0, 0.0);
    drag_after_clicks(&mut window, 3, from.center(), end);
    assert_eq!(
        window.state().selected().trim_end(),
        "Eight people were hurt."
    );
}

#[test]
fn a_plain_drag_goes_by_letters() {
    let mut window = window(Desk::new(PLAIN));
    let (from, to) = (place_of(&mut window, "ople"), place_of(&mut window, "hu"));
    drag(&mut window, from.left_center(), to.right_center());
    assert_eq!(window.state().selected(), "ople were hu");
}

//! Selecting, moving the caret, copying and dragging, by pointer and keyboard.

use crosscheck::{
    reader::{DraggedPassage, ReaderEvent},
    text::TextSelection,
};
use egui::{Color32, DragAndDrop, Event, Key, Modifiers, Pos2, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable;

use super::{
    harness::{
        PLAIN, Window, click, drag, key, long_text, press, press_with, rect_of,
        wait_past_double_click, window,
    },
    test_pane::TestPane,
};

#[test]
fn a_drag_selects_and_a_click_deselects() {
    let mut window = window(TestPane::new(PLAIN));
    let rect = rect_of(&mut window, "people were hurt");
    drag(&mut window, rect.left_center(), rect.right_center());
    assert_eq!(window.state().selected(), "people were hurt");
    wait_past_double_click(&mut window);
    let away = rect_of(&mut window, "Nobody").left_center();
    click(&mut window, away);
    assert_eq!(window.state().selected(), "");
    assert!(window.state().selection.is_some(), "the caret stays");
    assert!(window.state().events.contains(&ReaderEvent::ClickText));
}

#[test]
fn a_double_click_selects_the_word_and_a_triple_click_the_sentence() {
    let mut window = window(TestPane::new(PLAIN));
    let word = rect_of(&mut window, "hospital").center();
    click(&mut window, word);
    click(&mut window, word);
    assert_eq!(window.state().selected(), "hospital");
    click(&mut window, word);
    let sentence = "Two of them are in hospital, the office said.";
    assert_eq!(window.state().selected(), sentence);
}

#[test]
fn a_drag_after_a_double_click_selects_by_words() {
    let mut window = window(TestPane::new(PLAIN));
    let from = rect_of(&mut window, "people").center();
    let to = rect_of(&mut window, "hurt").center();
    click(&mut window, from);
    drag(&mut window, from, to);
    assert_eq!(window.state().selected(), "people were hurt");
}

#[test]
fn shift_click_extends_the_selection() {
    let mut window = window(TestPane::new(PLAIN));
    let from = rect_of(&mut window, "people").left_center();
    let to = rect_of(&mut window, "were").right_center();
    click(&mut window, from);
    wait_past_double_click(&mut window);
    press_with(&mut window, to, true, Modifiers::SHIFT);
    press_with(&mut window, to, false, Modifiers::SHIFT);
    assert_eq!(window.state().selected(), "people were");
}

#[test]
fn the_keyboard_moves_the_caret_and_selects() {
    let mut window = window(TestPane::new(PLAIN));
    let start = rect_of(&mut window, "Eight").left_center();
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
    let mut window = window(TestPane::new("alpha beta\nx\nalpha delta"));
    let start = rect_of(&mut window, "beta").left_center();
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
    let mut window = window(TestPane::new(text));
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
fn arrow_keys_go_through_every_line_of_right_to_left_text_and_back() {
    let text = "قال المتحدث باسم الوزارة إن المنطقة آمنة ".repeat(8);
    let text = text.trim_end();
    let mut window = window(TestPane::new(text));
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
fn copy_puts_the_selected_text_on_the_clipboard() {
    let mut window = window(TestPane::new(PLAIN));
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
fn the_selected_highlight_and_the_selection_can_be_dragged_out() {
    let mut window = window(TestPane::new(PLAIN));
    let rect = rect_of(&mut window, "people were hurt");
    window
        .state_mut()
        .highlight("people were hurt", Color32::RED)
        .selected = true;
    window.run();
    let id = window.state().passages[0].id;
    let check_payload = |window: &mut Window, what: DraggedPassage| {
        press(window, rect.center(), true);
        window.event(Event::PointerMoved(rect.center() + vec2(40.0, 40.0)));
        window.step();
        let payload = DragAndDrop::payload::<DraggedPassage>(&window.ctx);
        assert_eq!(payload.as_deref(), Some(&what));
        press(window, rect.center() + vec2(40.0, 40.0), false);
        wait_past_double_click(window);
    };
    check_payload(&mut window, DraggedPassage::Highlight(id));
    window.state_mut().passages[0].selected = false;
    let span = window.state().passages[0].span;
    window.state_mut().selection = Some(TextSelection {
        anchor: span.start(),
        head: span.end(),
    });
    window.run();
    check_payload(&mut window, DraggedPassage::Selection);
    assert_eq!(window.state().selected(), "people were hurt");
}

#[test]
fn a_drag_beyond_the_bottom_keeps_scrolling() {
    let mut window = window(TestPane::new(&long_text()));
    let from = rect_of(&mut window, "enough").left_center();
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
fn the_caret_reaches_both_ends_of_a_paragraph_of_one_megabyte() {
    let text = "A sentence of some length stands here, and another one follows. ".repeat(16_000);
    let text = text.trim_end();
    let mut window = window(TestPane::new(text));
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
fn page_keys_move_the_caret_down_and_back() {
    let mut window = window(TestPane::new(&long_text()));
    let point = rect_of(&mut window, "enough for").left_center();
    click(&mut window, point);
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
    // A page is not a whole number of lines, so the caret may be off by one line.
    let after = window.state().selection.unwrap().head;
    assert!(before.abs_diff(after) < 160, "{before} and {after}");
    assert_eq!(window.state().reader.top().top, 0);
}

/// Clicks `clicks` times at `from`, holds the button at the last click, and drags to `to`.
fn drag_after_clicks(window: &mut Window, clicks: usize, from: Pos2, to: Pos2) {
    for _ in 1..clicks {
        click(window, from);
    }
    drag(window, from, to);
    wait_past_double_click(window);
}

#[test]
fn a_drag_after_a_double_click_ends_with_the_word_under_the_pointer() {
    let mut window = window(TestPane::new(PLAIN));
    let first = rect_of(&mut window, "people").center();
    let last = rect_of(&mut window, "hurt");
    // Anywhere in the word, including the second half of its last letter, where the nearest caret is after the word.
    for to in [
        last.left_center() + vec2(1.0, 0.0),
        last.center(),
        last.right_center() - vec2(1.0, 0.0),
    ] {
        drag_after_clicks(&mut window, 2, first, to);
        assert_eq!(window.state().selected(), "people were hurt");
    }
    // And back, from the last to the first.
    let first = rect_of(&mut window, "people");
    for to in [
        first.left_center() + vec2(1.0, 0.0),
        first.right_center() - vec2(1.0, 0.0),
    ] {
        drag_after_clicks(&mut window, 2, last.center(), to);
        assert_eq!(window.state().selected(), "people were hurt");
    }
}

#[test]
fn a_drag_after_a_triple_click_selects_by_sentences() {
    let mut window = window(TestPane::new(PLAIN));
    let (first, second) = ("people", "office said.");
    let (from, to) = (rect_of(&mut window, first), rect_of(&mut window, second));
    let both = "Eight people were hurt. Two of them are in hospital, the office said.";
    drag_after_clicks(&mut window, 3, from.center(), to.center());
    assert_eq!(window.state().selected(), both);
    drag_after_clicks(&mut window, 3, to.center(), from.center());
    assert_eq!(window.state().selected(), both);
    // The last letter of a sentence still belongs to that sentence.
    let end = rect_of(&mut window, "hurt.").right_center() - vec2(1.0, 0.0);
    drag_after_clicks(&mut window, 3, from.center(), end);
    assert_eq!(
        window.state().selected().trim_end(),
        "Eight people were hurt."
    );
}

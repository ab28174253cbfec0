//! What a reader does in a pane, by pointer and keyboard, and what then is so.

use crosscheck::{
    reader::{DraggedPassage, ReaderEvent, ScrollHow},
    text::{Span, TextSelection},
};
use egui::{
    Color32, DragAndDrop, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect,
    accesskit::Role, vec2,
};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

use crate::desk::Desk;

const PLAIN: &str =
    "Eight people were hurt. Two of them are in hospital, the office said.\nNobody knew more.";

type Window = Harness<'static, Desk>;

fn window(desk: Desk) -> Window {
    let mut window = Harness::builder()
        .with_size(vec2(520.0, 400.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
    window.run();
    window
}

/// The middle of the first line of the words, found by letting the pane jump to them is not needed: they are visible.
fn place_of(window: &mut Window, words: &str) -> Rect {
    let span = window.state().find(words);
    let before = window.state().selection;
    window.state_mut().passages.clear();
    window.state_mut().highlight(words, Color32::RED);
    window.run();
    let mark = window.get_by_role(Role::Mark).rect();
    window.state_mut().passages.clear();
    window.state_mut().selection = before;
    window.run();
    assert!(span.len() > 0);
    mark
}

fn press(window: &mut Window, at: Pos2, down: bool) {
    press_with(window, at, down, Modifiers::NONE);
}

fn press_with(window: &mut Window, at: Pos2, down: bool, modifiers: Modifiers) {
    window.event(Event::PointerMoved(at));
    window.event(Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed: down,
        modifiers,
    });
    window.step();
}

fn click(window: &mut Window, at: Pos2) {
    press(window, at, true);
    press(window, at, false);
}

fn later(window: &mut Window) {
    window.input_mut().time = Some(window.input().time.unwrap_or_default() + 5.0);
    window.step();
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    press(window, from, true);
    for step in 1..=4 {
        window.event(Event::PointerMoved(from.lerp(to, step as f32 / 4.0)));
        window.step();
    }
    press(window, to, false);
}

fn key(window: &mut Window, key: Key, modifiers: Modifiers) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

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
fn clicks_go_through_highlights_that_lie_over_one_another() {
    let mut window = window(Desk::new(PLAIN));
    let place = place_of(&mut window, "hospital").center();
    window
        .state_mut()
        .highlight("Two of them are in hospital", Color32::RED);
    window.state_mut().highlight("in hospital", Color32::BLUE);
    window.run();
    let mut chosen = Vec::new();
    for _ in 0..3 {
        later(&mut window);
        click(&mut window, place);
        let passages = &window.state().passages;
        chosen.push(passages.iter().position(|passage| passage.selected));
    }
    assert_eq!(chosen, [Some(1), Some(0), Some(1)]);
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
fn the_edges_of_a_chosen_highlight_are_moved_by_handle_and_by_key() {
    let mut window = window(Desk::new(PLAIN));
    let words = place_of(&mut window, "people were hurt");
    let to = place_of(&mut window, "people were").right_center();
    window
        .state_mut()
        .highlight("people were hurt", Color32::RED)
        .selected = true;
    window.run();
    drag(&mut window, words.right_center(), to);
    let quote = |window: &Window| {
        let span: Span = window.state().passages[0].span;
        window.state().text.as_str()[span.range()].to_owned()
    };
    assert_eq!(quote(&window), "people were");
    window.get_by_role(Role::Document).focus();
    window.run();
    key(
        &mut window,
        Key::ArrowLeft,
        Modifiers::ALT | Modifiers::SHIFT,
    );
    assert_eq!(quote(&window), "people wer");
    key(&mut window, Key::ArrowRight, Modifiers::ALT);
    assert_eq!(quote(&window), "eople wer");
}

#[test]
fn furniture_folds_to_a_button_and_unfolds() {
    let mut desk = Desk::new("Menu\nLogin\nThe story itself.");
    desk.furniture = [0, 1].into();
    let mut window = window(desk);
    window
        .get_by_label("2 paragraphs of page furniture")
        .click();
    window.run();
    assert_eq!(window.query_all_by_role(Role::Paragraph).count(), 3);
    window
        .get_by_label("2 paragraphs of page furniture")
        .click();
    window.run();
    assert_eq!(window.query_all_by_role(Role::Paragraph).count(), 1);
    let menu = window.state().find("Login");
    window
        .state_mut()
        .reader
        .scroll_to(menu, ScrollHow::Nearest);
    window.run();
    assert_eq!(window.query_all_by_role(Role::Paragraph).count(), 3);
}

fn long() -> String {
    let sentence = "Words enough for a few lines of running text stand here, one after the other. ";
    let paragraphs: Vec<String> = (0..120)
        .map(|i| format!("{i} {}", sentence.repeat(1 + i % 5)))
        .collect();
    paragraphs.join("\n")
}

fn scroll(window: &mut Window, by: f32) {
    window.event(Event::PointerMoved(Pos2::new(200.0, 200.0)));
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -by),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::default(),
        source: egui::MouseWheelSource::Wheel,
    });
    window.run_steps(30);
}

#[test]
fn a_change_of_width_keeps_the_top_line() {
    let mut window = window(Desk::new(&long()));
    scroll(&mut window, 3000.0);
    let top = window.state().reader.top();
    assert!(top.top > 1000, "{top:?}");
    for width in [300.0, 700.0, 420.0] {
        window.set_size(vec2(width, 400.0));
        window.run_steps(3);
        assert_eq!(window.state().reader.top(), top);
    }
}

#[test]
fn the_selection_survives_scrolling_away() {
    let mut window = window(Desk::new(&long()));
    let words = place_of(&mut window, "enough for");
    drag(&mut window, words.left_center(), words.right_center());
    scroll(&mut window, 4000.0);
    scroll(&mut window, -9000.0);
    assert_eq!(window.state().selected(), "enough for");
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
fn a_screen_reader_finds_arabic_in_logical_order_with_caret_and_highlights() {
    let text =
        "قال المتحدث (Vale) إن 70 مقاتلا قتلوا في المنطقة، ولم يتسن التحقق من صحة هذه المعلومات.";
    let mut desk = Desk::new(&format!("One.\n{text}"));
    desk.selection = Some(TextSelection::caret(5));
    desk.highlight("70 مقاتلا", Color32::RED).about = "Claim 1: supports".to_owned();
    let window = window(desk);
    let lines: Vec<String> = window
        .query_all_by_role(Role::TextRun)
        .filter_map(|run| run.accesskit_node().value())
        .collect();
    assert_eq!(lines.concat(), format!("One.\n{text}"));
    let document = window.get_by_role_and_label(Role::Document, "The Courier");
    let node = document.accesskit_node();
    let caret = node.text_selection_focus().unwrap();
    assert_eq!(caret.to_global_usv_index(), "One.\n".chars().count());
    window.get_by_label("Highlight: 70 مقاتلا — Claim 1: supports");
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
fn the_scroll_bar_goes_anywhere_at_once_and_is_honest() {
    let text = long().repeat(20);
    let mut window = window(Desk::new(&text));
    let bar = window.get_by_label("Scroll bar").rect();
    let grip = bar.center_top() + vec2(0.0, 4.0);
    drag(&mut window, grip, bar.center_bottom());
    assert!(window.state().reader.top().top > text.len() - 4_000);
    drag(
        &mut window,
        bar.center_bottom() - vec2(0.0, 4.0),
        bar.center(),
    );
    let middle = window.state().reader.top().top as f32 / text.len() as f32;
    assert!((0.4..0.55).contains(&middle), "{middle}");
}

//! The selection survives scrolling, resizing, folding and a change of theme.

use crosscheck::reader::{ReaderEvent, ReaderPalette, ReadingFamily};
use egui::{Event, Key, Modifiers, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::Queryable;

use super::{
    harness::{
        Window, click, drag, key, long_text, rect_of, scroll, spoken_selection,
        wait_past_double_click, window,
    },
    test_pane::TestPane,
};

/// A long article with two words selected by pointer.
fn with_words_selected() -> Window {
    let mut window = window(TestPane::new(&long_text()));
    let rect = rect_of(&mut window, "enough for");
    drag(&mut window, rect.left_center(), rect.right_center());
    assert_eq!(window.state().selected(), "enough for");
    wait_past_double_click(&mut window);
    window.state_mut().events.clear();
    window
}

/// Asserts that the selection has not changed, in the pane and in the accessibility tree.
fn check(window: &mut Window) {
    window.run_steps(4);
    assert_eq!(window.state().selected(), "enough for");
    let events = &window.state().events;
    let selects = |event: &ReaderEvent| matches!(event, ReaderEvent::Select(_));
    assert!(!events.iter().any(selects), "{events:?}");
    assert_eq!(spoken_selection(window), "enough for");
}

#[test]
fn the_selection_survives_scrolling_away_and_can_be_copied_there() {
    let mut window = with_words_selected();
    scroll(&mut window, 4000.0);
    assert!(window.state().reader.top().top > 1000);
    window.get_by_role(Role::Document).focus();
    window.run();
    window.event(Event::Copy);
    window.step();
    let copied = egui::OutputCommand::CopyText("enough for".to_owned());
    assert!(window.output().platform_output.commands.contains(&copied));
    scroll(&mut window, -9000.0);
    check(&mut window);
}

#[test]
fn the_selection_survives_changes_of_width_zoom_typeface_and_theme() {
    let mut window = with_words_selected();
    for width in [260.0, 800.0] {
        window.set_size(vec2(width, 400.0));
        check(&mut window);
    }
    for size in [11.0, 28.0] {
        window.state_mut().style.size = size;
        check(&mut window);
    }
    for scale in [2.0, 1.25] {
        window.ctx.set_pixels_per_point(scale);
        check(&mut window);
    }
    window.state_mut().style.family = ReadingFamily::Sans;
    check(&mut window);
    window.state_mut().palette = ReaderPalette::dark();
    check(&mut window);
}

#[test]
fn the_selection_survives_loss_of_focus_and_folding() {
    let mut window = with_words_selected();
    window.ctx.memory_mut(egui::Memory::stop_text_input);
    window.state_mut().clutter = [2, 3].into();
    check(&mut window);
    window.state_mut().clutter.clear();
    check(&mut window);
}

#[test]
fn words_and_sentences_are_selected_whole_across_blocks() {
    let sentence = format!("{}end.", "word ".repeat(2000));
    let text = format!("{sentence} Another one. {}", "x".repeat(6000));
    let mut window = window(TestPane::new(&text));
    let point = rect_of(&mut window, "word").center();
    for _ in 0..3 {
        click(&mut window, point);
    }
    assert_eq!(window.state().selected().len(), sentence.len());

    wait_past_double_click(&mut window);
    window.get_by_role(Role::Document).focus();
    key(&mut window, Key::End, Modifiers::COMMAND);
    key(
        &mut window,
        Key::ArrowLeft,
        Modifiers::COMMAND | Modifiers::SHIFT,
    );
    assert_eq!(
        window.state().selected().len(),
        6000,
        "a word of three pieces"
    );
    key(&mut window, Key::ArrowLeft, Modifiers::COMMAND);
    key(
        &mut window,
        Key::ArrowRight,
        Modifiers::COMMAND | Modifiers::SHIFT,
    );
    assert_eq!(window.state().selected(), ". ");
}

#[test]
fn words_are_selected_in_languages_without_spaces() {
    let text = "ตำรวจกล่าวว่าพื้นที่ปลอดภัยแล้ว\n町の橋が閉じられ、住民は避難している。";
    let mut window = window(TestPane::new(text));
    for word in ["ตำรวจ", "พื้นที่", "แล้ว", "住民", "避難"] {
        let rect = rect_of(&mut window, word);
        for x in [rect.left() + 2.0, rect.right() - 2.0] {
            click(&mut window, pos2(x, rect.center().y));
            click(&mut window, pos2(x, rect.center().y));
            assert_eq!(window.state().selected(), word);
            wait_past_double_click(&mut window);
        }
    }
}

#[test]
fn stepping_by_word_stops_at_every_word_without_spaces() {
    let text = "ตำรวจกล่าวว่า\n住民は避難";
    let mut window = window(TestPane::new(text));
    window.get_by_role(Role::Document).focus();
    key(&mut window, Key::Home, Modifiers::COMMAND);
    let mut heads = vec![0];
    while *heads.last().unwrap() < text.len() {
        key(&mut window, Key::ArrowRight, Modifiers::COMMAND);
        heads.push(window.state().selection.unwrap().head);
    }
    let words = ["ตำรวจ", "กล่าว", "ว่า", "\n", "住民", "は", "避難"];
    let mut expected: Vec<usize> = words.iter().map(|word| text.find(word).unwrap()).collect();
    expected.push(text.len());
    assert_eq!(heads, expected);
}

/// Drags between points within two words of an unbroken text, with Ctrl held or not, and returns the selection.
fn dragged(window: &mut Window, from: &str, to: &str, held: Modifiers) -> String {
    let (from, to) = (rect_of(window, from), rect_of(window, to));
    let to = to.center();
    window.event(Event::ModifiersChanged(held));
    drag(window, from.center(), to);
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    window.step();
    wait_past_double_click(window);
    window.state().selected().to_owned()
}

#[test]
fn a_selection_by_mouse_grows_to_whole_words_in_every_script() {
    for (text, from, to, grown) in [
        ("Eight people were hurt.", "people", "were", "people were"),
        (
            "Eight people were hurt.",
            "hurt",
            "people",
            "people were hurt",
        ),
        ("Eight people were hurt.", "eo", "pl", "people"),
        ("He can't say it.", "can't", "say", "can't say"),
        ("ตำรวจกล่าวว่าพื้นที่ปลอดภัย", "กล่าว", "พื้นที่", "กล่าวว่าพื้นที่"),
        (
            "町の橋が閉じられ、住民は避難している。",
            "住民",
            "避難",
            "住民は避難",
        ),
        ("قال المتحدث اليوم", "المتحدث", "اليوم", "المتحدث اليوم"),
    ] {
        let mut window = window(TestPane::new(text));
        let selected = dragged(&mut window, from, to, Modifiers::NONE);
        assert_eq!(selected, grown, "from {from} to {to}");
    }
}

#[test]
fn ctrl_and_the_setting_keep_the_letters_of_a_selection_by_mouse() {
    let text = "Eight people were hurt.";
    let mut window = window(TestPane::new(text));
    let letters = dragged(&mut window, "people", "were", Modifiers::COMMAND);
    assert!(
        "people were".contains(&letters) && letters.len() < 9,
        "{letters:?}"
    );
    window.state_mut().whole_words = false;
    assert_eq!(
        dragged(&mut window, "people", "were", Modifiers::NONE),
        letters
    );
    // The keyboard selects exact characters.
    window.state_mut().whole_words = true;
    key(&mut window, Key::ArrowRight, Modifiers::SHIFT);
    assert_eq!(window.state().selected().len(), letters.len() + 1);
}

#[test]
fn a_selection_that_ends_beside_a_word_does_not_grow() {
    let mut window = window(TestPane::new("Eight people were hurt."));
    let rect = rect_of(&mut window, "people were");
    drag(&mut window, rect.left_center(), rect.right_center());
    assert_eq!(window.state().selected(), "people were");
}

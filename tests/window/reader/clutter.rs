//! Page clutter: folded to a line, which the pointer and the keyboard open.

use crosscheck::{reader::ScrollHow, text::TextSelection};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{
    desk::Desk,
    window::{Window, key, window},
};

#[test]
fn clutter_folds_to_a_button_and_unfolds() {
    let mut desk = Desk::new("Menu\nLogin\nThe story itself.");
    desk.clutter = [0, 1].into();
    let mut window = window(desk);
    window.get_by_label("2 paragraphs of page clutter").click();
    window.run();
    assert_eq!(window.query_all_by_role(Role::Paragraph).count(), 3);
    window.get_by_label("2 paragraphs of page clutter").click();
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

fn caret(window: &Window) -> usize {
    window.state().selection.unwrap().head
}

/// How many paragraphs are seen.
fn paragraphs(window: &Window) -> usize {
    window.query_all_by_role(Role::Paragraph).count()
}

#[test]
fn a_caret_stops_at_a_folded_line_and_enter_opens_it() {
    let text = "First line\nMenu\nLogin\nFirst word of the story";
    let mut desk = Desk::new(text);
    desk.clutter = [1, 2].into();
    desk.selection = Some(TextSelection::caret(6));
    let mut window = window(desk);
    window.get_by_role(Role::Document).focus();
    window.run();
    let (menu, story) = (text.find("Menu").unwrap(), text.rfind("First").unwrap());
    key(&mut window, Key::Enter, Modifiers::NONE);
    assert_eq!(
        paragraphs(&window),
        2,
        "nothing is folded where the caret stands"
    );

    key(&mut window, Key::ArrowDown, Modifiers::NONE);
    assert_eq!(caret(&window), menu);
    let button = window.get_by_label("2 paragraphs of page clutter");
    let button = button.accesskit_node().locate().0;
    let document = window.get_by_role(Role::Document);
    let descendant = document.accesskit_node().data().active_descendant();
    assert_eq!(
        descendant,
        Some(button),
        "a screen reader is told where the caret is"
    );
    key(&mut window, Key::ArrowDown, Modifiers::NONE);
    assert_eq!(caret(&window), story + 6, "in the column that it came from");
    key(&mut window, Key::ArrowUp, Modifiers::NONE);
    assert_eq!(caret(&window), menu);
    key(&mut window, Key::ArrowRight, Modifiers::NONE);
    assert_eq!(caret(&window), story);
    key(&mut window, Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(caret(&window), menu);

    key(&mut window, Key::Enter, Modifiers::NONE);
    assert_eq!(paragraphs(&window), 4);
    key(&mut window, Key::ArrowDown, Modifiers::NONE);
    assert_eq!(caret(&window), text.find("Login").unwrap());
}

#[test]
fn a_fold_far_below_is_scrolled_to_by_the_caret() {
    let mut desk = Desk::new(&format!("{}\nMenu\nLogin", "A line of text\n".repeat(200)));
    let last = desk.text.paragraphs().len() - 1;
    desk.clutter = [last - 1, last].into();
    let mut window = window(desk);
    window.get_by_role(Role::Document).focus();
    window.run();
    key(&mut window, Key::End, Modifiers::COMMAND);
    window.get_by_label("2 paragraphs of page clutter");
    key(&mut window, Key::Enter, Modifiers::NONE);
    key(&mut window, Key::End, Modifiers::COMMAND);
    let lines = window.query_all_by_role(Role::TextRun);
    let last = lines
        .filter_map(|run| run.accesskit_node().value())
        .next_back();
    assert_eq!(last.as_deref(), Some("Login"));
}

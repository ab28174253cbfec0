//! Page clutter: folded to one line, which opens by pointer and keyboard.

use crosscheck::{reader::ScrollAlign, text::TextSelection};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{
    harness::{Window, key, window},
    test_pane::TestPane,
};

#[test]
fn clutter_folds_to_a_button_and_unfolds() {
    let mut pane = TestPane::new("Menu\nLogin\nThe story itself.");
    pane.clutter = [0, 1].into();
    let mut window = window(pane);
    window
        .get_by_label("2 paragraphs hidden (menus, captions)")
        .click();
    window.run();
    assert_eq!(window.query_all_by_role(Role::Paragraph).count(), 3);
    window
        .get_by_label("2 paragraphs shown (menus, captions)")
        .click();
    window.run();
    assert_eq!(window.query_all_by_role(Role::Paragraph).count(), 1);
    let menu = window.state().find("Login");
    window
        .state_mut()
        .reader
        .scroll_to(menu, ScrollAlign::Nearest);
    window.run();
    assert_eq!(window.query_all_by_role(Role::Paragraph).count(), 3);
}

fn caret(window: &Window) -> usize {
    window.state().selection.unwrap().head
}

/// The number of visible paragraphs.
fn paragraphs(window: &Window) -> usize {
    window.query_all_by_role(Role::Paragraph).count()
}

#[test]
fn the_caret_stops_at_a_fold_and_enter_opens_it() {
    let text = "First line\nMenu\nLogin\nFirst word of the story";
    let mut pane = TestPane::new(text);
    pane.clutter = [1, 2].into();
    pane.selection = Some(TextSelection::caret(6));
    let mut window = window(pane);
    window.get_by_role(Role::Document).focus();
    window.run();
    let (menu, story) = (text.find("Menu").unwrap(), text.rfind("First").unwrap());
    key(&mut window, Key::Enter, Modifiers::NONE);
    assert_eq!(paragraphs(&window), 2, "nothing is folded at the caret");

    key(&mut window, Key::ArrowDown, Modifiers::NONE);
    assert_eq!(caret(&window), menu);
    let button = window.get_by_label("2 paragraphs hidden (menus, captions)");
    let button = button.accesskit_node().locate().0;
    let document = window.get_by_role(Role::Document);
    let descendant = document.accesskit_node().data().active_descendant();
    assert_eq!(
        descendant,
        Some(button),
        "the accessibility tree says where the caret is"
    );
    key(&mut window, Key::ArrowDown, Modifiers::NONE);
    assert_eq!(caret(&window), story + 6, "in the same column");
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
fn moving_the_caret_scrolls_to_a_fold_far_below() {
    let mut pane = TestPane::new(&format!("{}\nMenu\nLogin", "A line of text\n".repeat(200)));
    let last = pane.text.paragraphs().len() - 1;
    pane.clutter = [last - 1, last].into();
    let mut window = window(pane);
    window.get_by_role(Role::Document).focus();
    window.run();
    key(&mut window, Key::End, Modifiers::COMMAND);
    window.get_by_label("2 paragraphs hidden (menus, captions)");
    key(&mut window, Key::Enter, Modifiers::NONE);
    key(&mut window, Key::End, Modifiers::COMMAND);
    let lines = window.query_all_by_role(Role::TextRun);
    let last = lines
        .filter_map(|run| run.accesskit_node().value())
        .next_back();
    assert_eq!(last.as_deref(), Some("Login"));
}

//! The scroll bar, and the stability of the scroll position.

use egui::{Event, Modifiers, PointerButton, vec2};
use egui_kittest::kittest::Queryable;

use super::{
    harness::{Window, drag, long_text, press, press_with, scroll, window},
    test_pane::TestPane,
};

#[test]
fn a_change_of_width_keeps_the_top_line() {
    let mut window = window(TestPane::new(&long_text()));
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
fn dragging_the_scroll_bar_reaches_any_position() {
    let text = long_text().repeat(20);
    let mut window = window(TestPane::new(&text));
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

/// Offset of the line at the top of the pane.
fn top(window: &Window) -> usize {
    window.state().reader.top().top
}

#[test]
fn holding_the_track_scrolls_by_pages_until_the_thumb_is_under_the_pointer() {
    let text = long_text().repeat(4);
    let mut window = window(TestPane::new(&text));
    let bar = window.get_by_label("Scroll bar").rect();
    let point = bar.left_top() + vec2(3.0, bar.height() * 0.5);
    press(&mut window, point, true);
    let page = top(&window);
    assert!((200..4000).contains(&page), "one page at once: {page}");
    window.run_steps(12);
    assert_eq!(top(&window), page, "the next page comes later");
    window.run_steps(400);
    let held = top(&window) as f32 / text.len() as f32;
    assert!((0.38..0.6).contains(&held), "{held}");
    press(&mut window, point, false);
    let end = top(&window);
    window.run_steps(60);
    assert_eq!(top(&window), end);
}

#[test]
fn a_press_with_shift_or_the_middle_button_moves_the_thumb_to_the_pointer() {
    let text = long_text().repeat(20);
    let mut window = window(TestPane::new(&text));
    let bar = window.get_by_label("Scroll bar").rect();
    let at = |part: f32| bar.left_top() + vec2(3.0, bar.height() * part);
    press_with(&mut window, at(0.75), true, Modifiers::SHIFT);
    press_with(&mut window, at(0.75), false, Modifiers::SHIFT);
    let part = top(&window) as f32 / text.len() as f32;
    assert!((0.65..0.85).contains(&part), "{part}");
    for pressed in [true, false] {
        window.event(Event::PointerMoved(at(0.25)));
        window.event(Event::PointerButton {
            pos: at(0.25),
            button: PointerButton::Middle,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.step();
    }
    let part = top(&window) as f32 / text.len() as f32;
    assert!((0.15..0.35).contains(&part), "{part}");
}

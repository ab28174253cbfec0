//! A window with one reading pane, and user actions in it.

use egui::{
    Color32, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, accesskit::Role,
    vec2,
};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

use super::test_pane::TestPane;

pub const PLAIN: &str =
    "Eight people were hurt. Two of them are in hospital, the office said.\nNobody knew more.";

pub type Window = Harness<'static, TestPane>;

pub fn window(pane: TestPane) -> Window {
    let mut window = Harness::builder()
        .with_size(vec2(520.0, 400.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(|ui, pane: &mut TestPane| pane.show(ui), pane);
    window.run();
    window
}

/// The rectangle of visible text, found by highlighting it for a moment.
pub fn rect_of(window: &mut Window, text: &str) -> Rect {
    let span = window.state().find(text);
    let before = window.state().selection;
    window.state_mut().passages.clear();
    window.state_mut().highlight(text, Color32::RED);
    window.run();
    let mark = window.get_by_role(Role::Mark).rect();
    window.state_mut().passages.clear();
    window.state_mut().selection = before;
    window.run();
    assert!(span.len() > 0);
    mark
}

pub fn press(window: &mut Window, at: Pos2, down: bool) {
    press_with(window, at, down, Modifiers::NONE);
}

pub fn press_with(window: &mut Window, at: Pos2, down: bool, modifiers: Modifiers) {
    window.event(Event::PointerMoved(at));
    window.event(Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed: down,
        modifiers,
    });
    window.step();
}

pub fn click(window: &mut Window, at: Pos2) {
    press(window, at, true);
    press(window, at, false);
}

pub fn wait_past_double_click(window: &mut Window) {
    // Longer than the maximum delay of a double click.
    window.run_steps(24);
}

pub fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    press(window, from, true);
    for step in 1..=4 {
        window.event(Event::PointerMoved(from.lerp(to, step as f32 / 4.0)));
        window.step();
    }
    press(window, to, false);
}

pub fn key(window: &mut Window, key: Key, modifiers: Modifiers) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

pub fn long_text() -> String {
    let sentence =
        "Words enough for a few lines of running text are in here, one after the other. ";
    let paragraphs: Vec<String> = (0..120)
        .map(|i| format!("{i} {}", sentence.repeat(1 + i % 5)))
        .collect();
    paragraphs.join("\n")
}

pub fn scroll(window: &mut Window, by: f32) {
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

/// The selected text in the accessibility tree.
pub fn spoken_selection(window: &Window) -> String {
    let document = window.get_by_role(Role::Document);
    let node = document.accesskit_node();
    let (Some(anchor), Some(focus)) = (node.text_selection_anchor(), node.text_selection_focus())
    else {
        return String::new();
    };
    let (one, other) = (anchor.to_global_usv_index(), focus.to_global_usv_index());
    let runs = window.query_all_by_role(Role::TextRun);
    let text: String = runs
        .filter_map(|run| run.accesskit_node().value())
        .collect();
    let (from, to) = (one.min(other), one.max(other));
    text.chars().skip(from).take(to - from).collect()
}

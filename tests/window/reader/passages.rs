//! Highlights in the pane: selecting one of several, moving their edges, hover cards.

use crosscheck::text::Span;
use egui::{Color32, Key, Modifiers, Pos2, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable;

use super::{
    harness::{PLAIN, Window, click, drag, key, rect_of, wait_past_double_click, window},
    test_pane::TestPane,
};

fn quote(window: &Window) -> &str {
    let span: Span = window.state().passages[0].span;
    &window.state().text.as_str()[span.range()]
}

#[test]
fn repeated_clicks_cycle_through_overlapping_highlights() {
    let mut window = window(TestPane::new(PLAIN));
    let point = rect_of(&mut window, "hospital").center();
    window
        .state_mut()
        .highlight("Two of them are in hospital", Color32::RED);
    window.state_mut().highlight("in hospital", Color32::BLUE);
    window.run();
    let mut selected_in_turn = Vec::new();
    for _ in 0..3 {
        wait_past_double_click(&mut window);
        click(&mut window, point);
        let passages = &window.state().passages;
        selected_in_turn.push(passages.iter().position(|passage| passage.selected));
    }
    assert_eq!(selected_in_turn, [Some(1), Some(0), Some(1)]);
}

#[test]
fn the_edges_of_the_selected_highlight_are_moved_by_handle_and_by_key() {
    let mut window = window(TestPane::new(PLAIN));
    let rect = rect_of(&mut window, "people were hurt");
    let to = rect_of(&mut window, "people were").right_center();
    window
        .state_mut()
        .highlight("people were hurt", Color32::RED)
        .selected = true;
    window.run();
    drag(&mut window, rect.right_center(), to);
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
fn an_edge_never_stops_at_white_space() {
    let mut window = window(TestPane::new("One.\n\n Two \u{a0} words.\nThree"));
    window.state_mut().highlight("Two", Color32::RED).selected = true;
    window.get_by_role(Role::Document).focus();
    window.run();
    let end = Modifiers::ALT | Modifiers::SHIFT;
    key(&mut window, Key::ArrowRight, end);
    assert_eq!(quote(&window), "Two \u{a0} w");
    key(&mut window, Key::ArrowLeft, end);
    assert_eq!(quote(&window), "Two");
    key(&mut window, Key::ArrowLeft, Modifiers::ALT);
    assert_eq!(quote(&window), ".\n\n Two");
    key(&mut window, Key::ArrowRight, Modifiers::ALT);
    assert_eq!(quote(&window), "Two");
    for _ in 0..3 {
        key(&mut window, Key::ArrowRight, Modifiers::ALT);
    }
    assert_eq!(quote(&window), "o", "the edges never meet");
}

#[test]
fn a_handle_released_over_white_space_returns_to_the_word() {
    let mut window = window(TestPane::new("Eight   people   were hurt"));
    let rect = rect_of(&mut window, "people");
    let blank = rect_of(&mut window, "   were").left_center() + vec2(6.0, 0.0);
    window.state_mut().highlight("Eight", Color32::RED).selected = true;
    window.run();
    let from = end_of_first_highlight(&mut window);
    drag(&mut window, from, rect.right_center());
    assert_eq!(quote(&window), "Eight   people");
    wait_past_double_click(&mut window);
    let from = end_of_first_highlight(&mut window);
    drag(&mut window, from, blank);
    assert_eq!(quote(&window), "Eight   people");
}

/// The handle at the end of the first highlight.
fn end_of_first_highlight(window: &mut Window) -> Pos2 {
    window.run();
    window.get_by_role(Role::Mark).rect().right_center()
}

#[test]
fn highlights_without_a_lane_share_a_bracket_that_selects_each() {
    let mut window = window(TestPane::new(PLAIN));
    let line = rect_of(&mut window, "Eight people were hurt");
    for quote in ["Eight", "Eight people", "people were", "were hurt", "hurt"] {
        window.state_mut().highlight(quote, Color32::RED);
    }
    window.run();
    // The third and outermost bracket represents the last three.
    let point = Pos2::new(line.left() - 33.0, line.center().y);
    let mut selected_in_turn = Vec::new();
    for _ in 0..4 {
        wait_past_double_click(&mut window);
        click(&mut window, point);
        let passages = &window.state().passages;
        selected_in_turn.push(
            passages
                .iter()
                .position(|passage| passage.selected)
                .unwrap(),
        );
    }
    assert_eq!(selected_in_turn, [2, 3, 4, 2]);
}

/// Holds the pointer still until a hover card would appear.
fn hover(window: &mut Window, at: Pos2) {
    window.event(egui::Event::PointerMoved(at));
    window.run_steps(60);
}

#[test]
fn a_hover_card_lists_every_highlight_under_the_pointer() {
    let mut window = window(TestPane::new(PLAIN));
    let rect = rect_of(&mut window, "hurt");
    let line = rect_of(&mut window, "Eight people were hurt");
    for (nth, quote) in [
        "Eight people were hurt",
        "people were hurt",
        "were hurt",
        "hurt",
        "hurt. Two",
    ]
    .iter()
    .enumerate()
    {
        window.state_mut().highlight(quote, Color32::RED).about = format!("Claim {nth}");
    }
    window.run();
    let listed = |window: &Window| {
        let claims = (0..5).filter(|nth| window.query_by_label(&format!("Claim {nth}")).is_some());
        claims.collect::<Vec<_>>()
    };
    assert_eq!(listed(&window), [0; 0]);
    hover(&mut window, rect.center());
    assert_eq!(listed(&window), [0, 1, 2, 3, 4]);
    hover(&mut window, Pos2::new(300.0, 380.0));
    assert_eq!(listed(&window), [0; 0]);
    hover(&mut window, Pos2::new(line.left() - 33.0, line.center().y));
    assert_eq!(listed(&window), [2, 3, 4], "at their common bracket");
}

#[test]
fn a_hover_card_names_a_hidden_character() {
    let mut window = window(TestPane::new("a\u{200b}b and more"));
    let letter = rect_of(&mut window, "b");
    let before = rect_of(&mut window, "a");
    let gap = f32::midpoint(before.right(), letter.left());
    hover(&mut window, Pos2::new(gap, before.center().y));
    window.get_by_label_contains("U+200B");
}

//! Highlights in the pane: choosing one of several, moving their edges.

use crosscheck::text::Span;
use egui::{Color32, Key, Modifiers, Pos2, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable;

use super::{
    desk::Desk,
    window::{PLAIN, Window, click, drag, key, later, place_of, window},
};

fn quote(window: &Window) -> &str {
    let span: Span = window.state().passages[0].span;
    &window.state().text.as_str()[span.range()]
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
    let mut window = window(Desk::new("One.\n\n Two \u{a0} words.\nThree"));
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
fn a_handle_let_go_over_white_space_falls_back_to_the_word() {
    let mut window = window(Desk::new("Eight   people   were hurt"));
    let words = place_of(&mut window, "people");
    let blank = place_of(&mut window, "   were").left_center() + vec2(6.0, 0.0);
    window.state_mut().highlight("Eight", Color32::RED).selected = true;
    window.run();
    let from = place_of_first(&mut window);
    drag(&mut window, from, words.right_center());
    assert_eq!(quote(&window), "Eight   people");
    later(&mut window);
    let from = place_of_first(&mut window);
    drag(&mut window, from, blank);
    assert_eq!(quote(&window), "Eight   people");
}

/// Where the end of the first highlight is taken hold of.
fn place_of_first(window: &mut Window) -> Pos2 {
    window.run();
    window.get_by_role(Role::Mark).rect().right_center()
}

#[test]
fn more_highlights_than_have_room_are_reached_at_their_common_bracket() {
    let mut window = window(Desk::new(PLAIN));
    let line = place_of(&mut window, "Eight people were hurt");
    for quote in ["Eight", "Eight people", "people were", "were hurt", "hurt"] {
        window.state_mut().highlight(quote, Color32::RED);
    }
    window.run();
    // The third and outermost bracket stands for the last three.
    let place = Pos2::new(line.left() - 33.0, line.center().y);
    let mut chosen = Vec::new();
    for _ in 0..4 {
        later(&mut window);
        click(&mut window, place);
        let passages = &window.state().passages;
        chosen.push(
            passages
                .iter()
                .position(|passage| passage.selected)
                .unwrap(),
        );
    }
    assert_eq!(chosen, [2, 3, 4, 2]);
}

/// Rests the pointer somewhere until a card would be shown.
fn rest(window: &mut Window, at: Pos2) {
    window.event(egui::Event::PointerMoved(at));
    window.run_steps(60);
}

#[test]
fn a_hover_card_tells_of_every_highlight_under_the_pointer() {
    let mut window = window(Desk::new(PLAIN));
    let words = place_of(&mut window, "hurt");
    let line = place_of(&mut window, "Eight people were hurt");
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
    let told = |window: &Window| {
        let claims = (0..5).filter(|nth| window.query_by_label(&format!("Claim {nth}")).is_some());
        claims.collect::<Vec<_>>()
    };
    assert_eq!(told(&window), [0; 0]);
    rest(&mut window, words.center());
    assert_eq!(told(&window), [0, 1, 2, 3, 4]);
    rest(&mut window, Pos2::new(300.0, 380.0));
    assert_eq!(told(&window), [0; 0]);
    rest(&mut window, Pos2::new(line.left() - 33.0, line.center().y));
    assert_eq!(told(&window), [2, 3, 4], "at their common bracket");
}

#[test]
fn a_hidden_character_is_named_where_the_pointer_rests() {
    let mut window = window(Desk::new("a\u{200b}b and more"));
    let letter = place_of(&mut window, "b");
    let before = place_of(&mut window, "a");
    let gap = f32::midpoint(before.right(), letter.left());
    rest(&mut window, Pos2::new(gap, before.center().y));
    window.get_by_label_contains("U+200B");
}

//! What the window keeps while one does something else, and what it costs when one does nothing.

use crate::desk::Desk;
use crosscheck::workbench::Workbench;
use egui::accesskit::Role;
use egui_kittest::kittest::{By, NodeT, Queryable};

#[test]
fn window_and_panel_sizes_are_restored() {
    let mut desk = Desk::with_articles();
    // The heading begins at the left edge of the panel, apart from its margin.
    let panel = |desk: &Desk| {
        desk.harness
            .get_by_role_and_label(Role::Label, "Claims")
            .rect()
    };
    let before = panel(&desk).left();
    let edges = desk.harness.query_all_by_label("Resize panel");
    let edge = edges
        .map(|edge| edge.rect().center())
        .min_by(|one, other| (one.x - before).abs().total_cmp(&(other.x - before).abs()))
        .unwrap();
    desk.harness.hover_at(edge);
    desk.harness.step();
    desk.harness.drag_at(edge);
    desk.harness.step();
    for part in 1..=6 {
        let on = edge - egui::vec2(10.0 * part as f32, 0.0);
        desk.harness.hover_at(on);
        desk.harness.step();
    }
    desk.harness.drop_at(edge - egui::vec2(60.0, 0.0));
    desk.settle();
    let after = panel(&desk).left();
    assert!((before - after - 60.0).abs() < 8.0, "{before} {after}");
    desk.harness.state_mut().leave();
    let mut again = Desk::in_folder(desk.close(), None, egui::Theme::Light);
    again.wait_settled(Workbench::has_searched_for_unsaved_work);
    again.button("Decide later");
    again.menu("File", "New project");
    assert!((panel(&again).left() - after).abs() < 1.0);
}

#[test]
fn an_idle_window_does_not_repaint() {
    let mut desk = Desk::with_articles();
    let rests = |desk: &mut Desk| desk.harness.run_ok().is_some_and(|frames| frames < 60);
    assert!(rests(&mut desk), "three open articles");
    desk.on_sentence("The fire brigade", "N");
    assert!(rests(&mut desk), "a claim being typed");
    desk.menu("Article", "Article details");
    assert!(rests(&mut desk), "the article details");
    desk.keys("Escape Alt+2");
    assert!(rests(&mut desk), "the table");
    desk.keys("Cmd+K");
    assert!(rests(&mut desk), "the palette");
}

#[test]
fn a_selection_survives_clicks_in_other_panels_and_resizing() {
    let mut desk = Desk::with_articles();
    desk.on_sentence("A spokeswoman", "N «Nine people were hurt»");
    desk.select_sentence("The fire brigade");
    let sentence = "The fire brigade said nine people were hurt.";
    let check = |desk: &Desk, after: &str| {
        let selected = desk.bench().selected_words();
        assert_eq!(selected, Some(sentence), "{after}");
    };
    for (panel, name) in [
        ("the claim, selected", "Claim 1: Nine people were hurt"),
        ("the claim panel", "Notes on the claim"),
        ("the verdict", "Verdict"),
        ("a choice in it", "Supported"),
        ("the filter of the articles", "Filter articles"),
        ("the menu", "View"),
        ("an entry of it", "Larger text"),
    ] {
        let found = desk.harness.query_all_by_label(name);
        found.last().expect(name).click();
        desk.settle();
        check(&desk, panel);
    }
    let zoom = |desk: &Desk| desk.bench().settings.zoom;
    assert!(zoom(&desk) > 1.0);
    desk.keys("Alt+Minus Alt+Minus");
    assert!(zoom(&desk) < 1.0);
    check(&desk, "zoom");
    desk.harness.set_size(egui::vec2(1024.0, 700.0));
    desk.settle();
    check(&desk, "a smaller window");
    for theme in [egui::Theme::Dark, egui::Theme::Light] {
        desk.harness.ctx.set_theme(theme);
        desk.settle();
        check(&desk, "another theme");
    }
    desk.keys("Alt+2 Alt+1");
    check(&desk, "the table and back");
    desk.keys("1");
    assert_eq!(
        desk.project().highlights().len(),
        2,
        "the keys still act on it"
    );
}

#[test]
fn a_widget_focused_by_tab_scrolls_into_view() {
    let mut desk = Desk::new();
    desk.keys("Cmd+K «sample» Enter Alt+Down");
    desk.harness.get_by_label("Statement").focus();
    desk.settle();
    let mut reached = Vec::new();
    while reached
        .last()
        .is_none_or(|name| name != "Notes on the claim")
    {
        desk.keys("Tab");
        let mut nodes = desk.harness.query_all(By::new());
        let focused = nodes.find(|node| node.accesskit_node().is_focused());
        let node = focused.expect("something has the keyboard");
        let rect = node.rect();
        assert!(rect.top() >= 0.0 && rect.bottom() <= 900.0, "{rect:?}");
        reached.push(node.accesskit_node().label().unwrap_or_default());
        assert!(reached.len() < 60, "the notes are reached: {reached:?}");
    }
    let passages = reached.iter().filter(|it| it.starts_with("Show passage"));
    assert_eq!(passages.count(), 1, "the evidence is one stop: {reached:?}");
}

#[test]
fn the_manual_opens_in_the_window() {
    let mut desk = Desk::new();
    desk.menu("Help", "Manual");
    assert!(desk.shows("There is no server, no account"));
    desk.click("Limits");
    assert!(desk.shows("Anything larger than these limits"));
    desk.keys("Escape");
    assert!(!desk.shows("Anything larger than these limits"));
}

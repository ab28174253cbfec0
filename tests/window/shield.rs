//! Overlays above the graph take the pointer.

use egui::{Pos2, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{desk::Desk, sample};

fn graph() -> Desk {
    let mut desk = sample();
    desk.keys("Alt+4");
    desk.wait_for(|app| app.workbench().graph.picture.is_some());
    desk.settle();
    desk
}

/// Position of the first article, and the beginning of its text.
fn article(desk: &Desk) -> (Pos2, String) {
    let mut buttons = desk.harness.query_all_by_role(Role::Button);
    let found = buttons.find_map(|button| {
        let label = button.accesskit_node().label()?;
        label
            .starts_with("Article: ")
            .then(|| (button.rect().center(), label))
    });
    found.unwrap()
}

fn point_at(desk: &mut Desk, at: Pos2) {
    desk.harness.hover_at(at);
    for _ in 0..90 {
        desk.harness.step();
    }
}

fn tells_headline(desk: &Desk) -> bool {
    let labels = desk.harness.query_all_by_role(Role::Label);
    labels
        .filter_map(|label| label.accesskit_node().value())
        .any(|label| label.starts_with("2031-05-1") && label.len() > 20)
}

#[test]
fn no_tooltip_of_the_graph_covers_a_dialog() {
    let mut desk = graph();
    let (at, _) = article(&desk);
    point_at(&mut desk, at);
    assert!(tells_headline(&desk), "a node tells what has no room in it");
    desk.keys("F1");
    point_at(&mut desk, at);
    assert!(!tells_headline(&desk));
}

#[test]
fn a_click_beside_a_dialog_does_not_reach_the_graph() {
    let mut desk = graph();
    let (at, _) = article(&desk);
    desk.keys("Cmd+Shift+L");
    desk.harness.drag_at(at);
    desk.harness.step();
    desk.harness.drop_at(at);
    desk.settle();
    let view = desk.bench().view;
    assert_eq!(view, crosscheck::storage::View::Graph);
}

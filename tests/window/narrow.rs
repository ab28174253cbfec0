//! The layout of a small window.

use egui::{Key, Modifiers, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{desk::Desk, sample};

/// The sample in a window that was large, and then became small.
fn shrunk() -> Desk {
    let mut desk = sample();
    desk.harness.set_size(vec2(1024.0, 700.0));
    desk.settle();
    desk
}

fn closing(desk: &Desk) -> Vec<Rect> {
    let buttons = desk.harness.query_all_by_role(Role::Button);
    let closes = buttons.filter(|button| {
        let label = button.accesskit_node().label();
        label.is_some_and(|label| label.starts_with("Close "))
    });
    closes.map(|button| button.rect()).collect()
}

#[test]
fn two_columns_fit_beside_the_panels() {
    let desk = shrunk();
    let claims = desk
        .harness
        .get_by_role_and_label(Role::Label, CLAIMS)
        .rect()
        .left();
    let closing = closing(&desk);
    assert_eq!(closing.len(), 2);
    for button in closing {
        assert!(button.right() < claims - 8.0, "{button} beside {claims}");
    }
}

#[test]
fn a_partly_visible_column_can_be_closed() {
    let mut desk = shrunk();
    desk.click("Der Abendbote - 2031-05-13, closed");
    desk.settle();
    let stage = desk
        .harness
        .get_by_role_and_label(Role::Label, CLAIMS)
        .rect()
        .left()
        - 8.0;
    let left = desk
        .harness
        .get_by_role_and_label(Role::Label, "Articles")
        .rect()
        .left()
        + 140.0;
    let whole = closing(&desk);
    let seen = whole
        .iter()
        .filter(|button| button.left() > left && button.right() < stage);
    assert_eq!(seen.count(), 3, "{whole:?} in {left}..{stage}");
}

#[test]
fn comparing_an_article_moves_nothing() {
    let mut desk = shrunk();
    desk.press(Modifiers::ALT, Key::Num3);
    let place = |desk: &Desk| {
        let heads = desk.harness.query_all_by_role(Role::ColumnHeader);
        heads.map(|head| head.rect()).next().unwrap()
    };
    let before = place(&desk);
    desk.harness
        .get_by_label_contains("Compare The North Courier")
        .click();
    desk.settle();
    assert!(
        desk.harness
            .query_by_label_contains("Comparing The North Courier")
            .is_some()
    );
    assert_eq!(place(&desk), before);
}

/// The head of the sample's list of claims.
const CLAIMS: &str = "Claims \u{b7} 10, 2 need review";

#[test]
fn the_selected_claim_fits_its_panel() {
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        let mut desk = sample();
        desk.harness.set_size(vec2(width, height));
        desk.settle();
        let before = desk
            .harness
            .get_by_role_and_label(Role::Label, CLAIMS)
            .rect();
        desk.press(Modifiers::ALT, Key::ArrowDown);
        for _ in 0..20 {
            desk.harness.step();
        }
        let after = desk
            .harness
            .get_by_role_and_label(Role::Label, CLAIMS)
            .rect();
        assert_eq!(after, before, "at {width} x {height}");
        let status = desk
            .harness
            .get_by_role_and_label(Role::ComboBox, "Status")
            .rect();
        assert!(
            status.right() <= width - 12.0,
            "{status} at {width} x {height}"
        );
    }
}

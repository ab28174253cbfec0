//! The claim list and the claim panel.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;

use crate::{desk::Desk, sample, with_a_claim, with_keyboard};

fn shows(desk: &Desk, words: &str) -> bool {
    desk.harness.query_by_label(words).is_some()
}

#[test]
fn setting_a_verdict_by_keys_asks_for_a_justification() {
    let mut desk = with_a_claim();
    assert!(!shows(&desk, "no justification yet"));
    desk.key(Key::V);
    desk.type_text("refut");
    desk.key(Key::Enter);
    assert_eq!(with_keyboard(&desk).as_deref(), Some("Justification"));
    assert!(shows(&desk, "no justification yet"));
    desk.type_text("The hospital counted eleven");
    let claim = desk.project().claims().next().unwrap();
    assert_eq!(claim.justification, "The hospital counted eleven");
    assert!(!shows(&desk, "no justification yet"));
}

#[test]
fn setting_a_verdict_in_the_panel_asks_but_does_not_force() {
    let mut desk = with_a_claim();
    desk.harness
        .get_by_role_and_label(Role::ComboBox, "Verdict")
        .click();
    desk.settle();
    desk.click("Supported");
    assert_eq!(with_keyboard(&desk).as_deref(), Some("Justification"));
    desk.key(Key::Escape);
    assert_ne!(with_keyboard(&desk).as_deref(), Some("Justification"));
    let claim = desk.project().claims().next().unwrap();
    assert_eq!(
        (claim.verdict.as_deref(), claim.justification.as_str()),
        (Some("Supported"), "")
    );
    assert!(shows(&desk, "no justification yet"));
}

#[test]
fn clearing_or_justifying_a_verdict_asks_nothing() {
    let mut desk = with_a_claim();
    desk.type_into("Justification", "All agree");
    desk.key(Key::Escape);
    desk.key(Key::V);
    desk.type_text("supp");
    desk.key(Key::Enter);
    assert_ne!(with_keyboard(&desk).as_deref(), Some("Justification"));
    desk.key(Key::V);
    desk.type_text("no verdict");
    desk.key(Key::Enter);
    assert_ne!(with_keyboard(&desk).as_deref(), Some("Justification"));
}

#[test]
fn the_table_filters_verdicts_without_a_justification() {
    let mut desk = with_a_claim();
    desk.menu("View", "Table");
    let filter = |desk: &mut Desk| {
        desk.click("Filter by verdict");
        desk.harness
            .query_all_by_label("No justification yet")
            .last()
            .unwrap()
            .click();
        desk.settle();
    };
    filter(&mut desk);
    assert!(shows(&desk, "0 of 1 claim"));
    desk.key(Key::V);
    desk.type_text("supp");
    desk.key(Key::Enter);
    assert!(shows(&desk, "1 of 1 claim"));
    desk.type_text("All agree");
    assert!(shows(&desk, "0 of 1 claim"));
}

#[test]
fn many_claims_are_visible_at_once() {
    let mut desk = sample();
    desk.press(Modifiers::ALT, Key::ArrowDown);
    let panel = desk.harness.get_by_label("Claim 1").rect();
    let rows = desk.harness.query_all_by_role(Role::ListItem);
    let claims =
        rows.filter(|row| row.rect().left() > 1000.0 && row.rect().bottom() < panel.top() - 28.0);
    let seen = claims.count();
    assert!(seen >= 8, "{seen} of 10 claims are visible");
    // And the claim panel has nearly as much space as the list.
    assert!(panel.top() < 490.0, "{panel}");
}

#[test]
fn the_claim_panel_does_not_move_while_passages_are_linked() {
    let mut desk = with_a_claim();
    let place = |desk: &Desk| desk.harness.get_by_label("Claim 1").rect();
    let linked = place(&desk);
    desk.select_sentence("A spokeswoman");
    assert_eq!(place(&desk), linked);
    desk.key(Key::Num1);
    assert_eq!(place(&desk), linked);
    // The actions for the highlight are below the claim.
    assert!(shows(&desk, "Note on this highlight"));
}

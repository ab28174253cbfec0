//! The keyboard is never nowhere: what lets go of it hands it on to what comes next, or to the article that is read.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{desk::Desk, sample, with_a_claim, with_keyboard};

const QUOTE: &str = "The fire brigade said nine people were hurt.";

/// Whether the keyboard is in the article: its arrows move the caret.
fn is_in_article(desk: &mut Desk) -> bool {
    let caret = |desk: &Desk| desk.harness.state().workbench().chosen().text;
    let before = caret(desk);
    desk.key(Key::ArrowLeft);
    caret(desk) != before
}

#[test]
fn enter_goes_on_from_field_to_field() {
    let mut desk = with_a_claim();
    desk.key(Key::A);
    assert_eq!(with_keyboard(&desk), Some(format!("Claimant: {QUOTE}")));
    desk.type_text("Fire brigade");
    desk.key(Key::Enter);
    assert_eq!(with_keyboard(&desk), Some(format!("Cue: {QUOTE}")));
    desk.type_text("said");
    desk.key(Key::Enter);
    assert_eq!(with_keyboard(&desk), Some(format!("Quotation: {QUOTE}")));
    let claim = desk.project().claims().next().unwrap().id;
    let evidence = desk.project().evidence_of(claim).next().unwrap();
    assert_eq!(evidence.attribution.cue, "said");
    assert!(evidence.attribution.claimant.is_some());
}

#[test]
fn escape_goes_back_to_the_article() {
    let mut desk = with_a_claim();
    assert!(is_in_article(&mut desk), "after the statement");
    desk.key(Key::A);
    desk.type_text("Nobody");
    desk.key(Key::Escape);
    assert!(is_in_article(&mut desk), "after the claimant");
    desk.type_into("Filter claims", "fire");
    desk.key(Key::Escape);
    assert!(is_in_article(&mut desk), "after the filter");
}

#[test]
fn what_undo_takes_away_gives_the_keyboard_back() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    desk.select_sentence("The fire brigade");
    desk.key(Key::N);
    assert_eq!(with_keyboard(&desk).as_deref(), Some("Statement"));
    desk.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.project().claims().len(), 0);
    assert!(is_in_article(&mut desk));
}

#[test]
fn enter_in_the_filter_goes_to_the_first_claim_that_passes() {
    let mut desk = sample();
    desk.type_into("Filter claims", "siren");
    desk.key(Key::Enter);
    let name = with_keyboard(&desk).unwrap();
    assert!(name.contains("siren"), "{name}");
    let chosen = |desk: &Desk| desk.harness.state().workbench().chosen().claim;
    assert_eq!(chosen(&desk), None, "one Enter is one step");
    desk.key(Key::Enter);
    assert!(chosen(&desk).is_some());
}

#[test]
fn a_deleted_claim_leaves_the_keyboard_in_the_list() {
    let mut desk = sample();
    desk.type_into("Filter claims", "siren");
    desk.key(Key::Enter);
    desk.key(Key::Enter);
    let chosen = desk.harness.state().workbench().chosen().claim;
    assert!(
        chosen.is_some(),
        "Enter chooses the claim that has the keyboard"
    );
    desk.type_into("Filter claims", "");
    desk.press(Modifiers::COMMAND, Key::A);
    desk.key(Key::Delete);
    desk.key(Key::Enter);
    desk.press(Modifiers::COMMAND, Key::Delete);
    assert_eq!(desk.project().claims().len(), 9);
    let rows = desk.harness.query_all_by_role(Role::ListItem);
    let mut focused = rows.filter(|row| row.accesskit_node().is_focused());
    assert!(focused.next().is_some(), "{:?}", with_keyboard(&desk));
}

#[test]
fn the_evidence_of_a_chosen_claim_is_attributed_without_more_ado() {
    let mut desk = sample();
    desk.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(desk.harness.state().workbench().chosen().evidence, None);
    desk.key(Key::A);
    let field = with_keyboard(&desk).unwrap();
    assert!(field.starts_with("Claimant: "), "{field}");
}

//! Verdict scales and house rules.

use super::{Speakers, desk, mill};
use crate::desk::Desk;
use crosscheck::project::HouseRules;
use egui::accesskit::Role;

fn project_window(desk: &mut Desk) {
    desk.click_last("File");
    desk.click_last("Project, verdicts and rules…");
}

fn verdicts(desk: &Desk) -> Vec<Option<&str>> {
    desk.project()
        .claims()
        .map(|claim| claim.verdict.as_deref())
        .collect()
}

#[test]
fn another_scale_asks_for_new_labels_of_the_verdicts_in_use() {
    let mut desk = desk();
    project_window(&mut desk);
    desk.click_role(Role::ComboBox, "Verdict scale");
    desk.click_last("Plain");
    assert_eq!(
        verdicts(&desk),
        [Some("Supported"), Some("Refuted")],
        "nothing yet"
    );
    assert!(desk.shows("2 claims will have no verdict"));
    desk.click_last("Supported becomes");
    desk.click_last("True");
    desk.click_last("Change scale");
    assert_eq!(desk.project().scale().name, "Plain");
    assert_eq!(verdicts(&desk), [Some("True"), None]);
    desk.undo();
    assert_eq!(*desk.project(), mill(), "one undo step");
}

#[test]
fn the_current_scale_can_be_kept() {
    let mut desk = desk();
    project_window(&mut desk);
    desk.click_role(Role::ComboBox, "Verdict scale");
    desk.click_last("PolitiFact");
    desk.click_last("Keep current scale");
    assert_eq!(*desk.project(), mill());
    assert!(!desk.shows("becomes"));
}

#[test]
fn a_custom_scale_is_made_from_the_current_one() {
    let mut desk = desk();
    project_window(&mut desk);
    desk.click_last("Make your own…");
    desk.type_over("Name of the scale", "House scale");
    desk.type_over("Label 1", "Right");
    desk.click_last("Remove label 4");
    desk.click_last("Add label");
    assert!(desk.shows("Fill in every label"));
    desk.type_over("Label 4", "Right");
    assert!(desk.shows("appears twice"));
    desk.type_over("Label 4", "Missing Context");
    desk.click_last("Move label 4 up");
    desk.click_last("Use this scale");
    let scale = desk.project().scale();
    let labels: Vec<(&str, u32)> = scale
        .verdicts
        .iter()
        .map(|verdict| (verdict.label.as_str(), verdict.rank))
        .collect();
    assert_eq!(scale.name, "House scale");
    let expected = [
        ("Right", 4),
        ("Refuted", 1),
        ("Missing Context", 5),
        ("Not Enough Evidence", 2),
    ];
    assert_eq!(labels, expected);
    assert_eq!(
        verdicts(&desk),
        [Some("Right"), Some("Refuted")],
        "a label that was renamed stays"
    );
    desk.undo();
    assert_eq!(*desk.project(), mill());
}

#[test]
fn removing_a_label_in_use_asks_for_a_new_one() {
    let mut desk = desk();
    project_window(&mut desk);
    desk.click_last("Make your own…");
    desk.click_last("Remove label 2");
    desk.click_last("Use this scale");
    assert!(desk.shows("1 claim will have no verdict"));
    desk.click_last("Refuted becomes");
    desk.click_last("Not Enough Evidence");
    desk.click_last("Change scale");
    assert_eq!(
        verdicts(&desk),
        [Some("Supported"), Some("Not Enough Evidence")]
    );
}

#[test]
fn house_rules_are_switched_on_with_numbers() {
    let mut desk = desk();
    project_window(&mut desk);
    desk.click_role(Role::CheckBox, "At least 2 independent sources");
    assert_eq!(desk.project().rules().independent_sources, Some(2));
    desk.click_last("Number of independent sources");
    desk.click_last("3");
    assert_eq!(desk.project().rules().independent_sources, Some(3));
    desk.click_role(Role::CheckBox, "No verdict on one anonymous source");
    assert!(desk.project().rules().no_single_anonymous);
    desk.click_last("Use default rules");
    assert_eq!(*desk.project().rules(), HouseRules::usual());
    desk.undo_all();
}

//! The numbers and dates of a claim or of several articles, side by side, and recording one as a value.

use super::{desk::Desk, sample, with_a_claim};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

impl Desk {
    fn open_amounts(&mut self) {
        self.keys("Cmd+Shift+D");
        self.wait_for_amounts();
    }

    fn wait_for_amounts(&mut self) {
        self.wait_settled(|bench| !bench.amounts.worker.is_running());
    }

    /// The names of the rows, without their sentences.
    fn rows_of_list(&self) -> Vec<String> {
        let rows = self.harness.query_all_by_role(Role::ListBoxOption);
        let names = rows.filter_map(|row| row.accesskit_node().label());
        names
            .filter_map(|name| Some(name.split_once(": ")?.0.to_owned()))
            .collect()
    }
}

#[test]
fn numbers_of_the_open_articles_are_listed_and_opened_at_their_sentence() {
    let mut desk = Desk::with_articles();
    desk.open_amounts();
    assert!(desk.shows("\u{2260} people: 9, 11"));
    assert!(desk.shows("\u{2260} 11"));
    desk.keys("End Home Enter");
    let selected = desk.bench().selected_words().unwrap();
    assert!(selected.contains("nine people"), "{selected}");
    desk.keys("Escape");
    assert_eq!(desk.bench().find_tab(), None);
}

#[test]
fn numbers_of_articles_that_are_not_open_are_listed_too() {
    let mut desk = sample();
    desk.open_amounts();
    let of_open = desk.bench().amounts.rows.count;
    desk.click("All articles");
    desk.wait_for_amounts();
    assert!(desk.bench().amounts.rows.count > of_open);
}

#[test]
fn numbers_of_a_claim_follow_its_evidence() {
    let mut desk = with_a_claim();
    desk.open_amounts();
    assert_eq!(desk.bench().amounts.rows.count, 1);
    desk.undo();
    desk.wait_for_amounts();
    assert!(desk.bench().amounts.rows.count > 1, "no claim is selected");
}

#[test]
fn the_sample_shows_three_counts_of_the_injured() {
    let mut desk = sample();
    let claim = desk.nth_claim(1);
    desk.ask(crosscheck::workbench::Intent::Claim(
        crosscheck::workbench::ClaimIntent::Select(Some(claim)),
    ));
    desk.open_amounts();
    let rows = desk.rows_of_list();
    for value in ["8", "12", "13"] {
        let is_there = |row: &String| row.trim_start_matches("\u{2260} ").starts_with(value);
        assert!(rows.iter().any(is_there), "{value} in {rows:?}");
    }
}

#[test]
fn a_number_is_recorded_as_the_value_of_its_evidence_and_edited() {
    let mut desk = with_a_claim();
    desk.open_amounts();
    desk.keys("Home T");
    desk.wait_for_amounts();
    let value = |desk: &Desk| {
        let mut pieces = desk.project().all_evidence();
        pieces.next().unwrap().value.clone()
    };
    assert_eq!(value(&desk), "9 people");
    assert!(desk.shows("Values: 9 people"), "the claim shows it");
    let quote = desk.project().highlights().next().unwrap().id;
    let quote = desk.project().quote(quote).unwrap().to_owned();
    let chip: String = quote.chars().take(60).collect();
    desk.keys("Escape");
    desk.click(&format!("Value: {chip}"));
    desk.keys("Cmd+A «up to 10 people»");
    assert_eq!(value(&desk), "up to 10 people");
    desk.keys("Enter Escape");
    desk.menu("View", "Matrix");
    assert!(
        desk.shows("supports, up to 10 people"),
        "so does the matrix"
    );
}

#[test]
fn the_panel_opens_at_its_full_height_though_its_list_comes_later() {
    let mut desk = Desk::with_articles();
    desk.open_amounts();
    let button = |name| {
        desk.harness
            .get_by_role_and_label(Role::Button, name)
            .rect()
    };
    let height = button("Matrix").top() - button("Dock at the side of the articles").top();
    assert!(height > 200.0, "{height}");
}

//! The tab Similar passages, as user stories.

use super::{desk::Desk, sample};
use crosscheck::{
    storage::FindTab,
    workbench::{ClaimIntent, Intent},
};

/// The sample with the claim about tap water selected, for which no article has been read yet.
fn like_tap_water() -> Desk {
    let mut desk = sample();
    let claim = desk.nth_claim(9);
    desk.ask(Intent::Claim(ClaimIntent::Select(Some(claim))));
    desk.keys("Cmd+Shift+K");
    desk.wait_for_passages();
    desk
}

impl Desk {
    fn wait_for_passages(&mut self) {
        self.wait_settled(|bench| !bench.similar.worker.is_running());
    }
}

#[test]
fn likely_passages_are_opened_linked_and_dismissed_by_keys() {
    let mut desk = like_tap_water();
    assert!(desk.shows("6 articles not yet read for claim 10"));
    let count = desk.bench().similar.passages.len();
    desk.keys("Home Enter");
    let selected = desk.bench().selected_words().unwrap();
    assert!(selected.contains("water"), "{selected}");
    desk.keys("X");
    desk.wait_for_passages();
    assert!(desk.bench().similar.passages.len() < count);
    assert!(desk.has("Restore 1 dismissed"));
    desk.keys("Home 1");
    desk.wait_for_passages();
    assert!(desk.shows("5 articles not yet read for claim 10"));
    let claim = desk.nth_claim(9);
    assert_eq!(desk.project().evidence_count(claim), 1);
    desk.button("Restore 1 dismissed");
    desk.wait_for_passages();
    assert!(!desk.has("Restore 1 dismissed"));
}

#[test]
fn zero_marks_the_article_of_the_selected_passage_silent() {
    let mut desk = like_tap_water();
    desk.keys("End");
    let current = desk.bench().similar.current;
    let (article, _) = desk.bench().similar.passages[current];
    desk.keys("0");
    desk.wait_for_passages();
    let claim = desk.nth_claim(9);
    assert!(desk.project().is_silent(claim, article));
    desk.keys("Escape");
    assert_eq!(desk.bench().find_tab(), None);
}

#[test]
fn without_a_claim_the_panel_says_what_to_do() {
    let mut desk = Desk::with_articles();
    desk.menu("Edit", "Similar passages…");
    assert_eq!(desk.bench().find_tab(), Some(FindTab::Similar));
    assert!(desk.shows("Select a claim to find sentences"));
    desk.select_sentence("The fire brigade");
    desk.button("Similar to selection");
    desk.wait_for_passages();
    assert!(desk.shows("2 other articles"));
}

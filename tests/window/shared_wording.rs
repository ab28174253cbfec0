//! The tab Shared wording and the bars beside the text, as user stories.

use super::{desk::Desk, sample};
use crosscheck::{
    storage::FindTab,
    workbench::{ClaimIntent, Command, Intent, Overlay},
};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

const SLUICE: &str = "The sluice at Vellin gave way on Saturday night and flooded the lower town, where 12 people \
    were injured by drifting timber.";

impl Desk {
    fn show_shared(&mut self) {
        self.menu("Edit", "Shared wording…");
        self.wait_settled(|bench| bench.shared.is_known);
    }
}

fn three_articles() -> Desk {
    let mut desk = Desk::new();
    let one = format!("Flood\n\n{SLUICE} More rain is expected.\n");
    let other = format!("Water\n\nLate on Sunday. {}\n", SLUICE.replace("12", "8"));
    desk.add_articles([
        ("1.txt", &one),
        ("2.txt", &other),
        ("3.txt", "Elsewhere\n\nNothing of that kind was reported.\n"),
    ]);
    desk
}

#[test]
fn shared_passages_are_browsed_by_keys_and_open_side_by_side() {
    let mut desk = three_articles();
    desk.show_shared();
    assert!(desk.shows("1 pair"));
    assert!(desk.shows("1 number differs"));
    desk.keys("Right Home");
    for article in desk.bench().columns.articles() {
        desk.ask(Intent::Article(
            crosscheck::workbench::ArticleIntent::Close(article),
        ));
    }
    desk.keys("Enter");
    assert_eq!(desk.bench().columns.articles().len(), 2);
    let selected = desk.bench().selected_words().unwrap();
    assert!(selected.starts_with("The sluice at Vellin"), "{selected}");
    desk.keys("Escape");
    assert_eq!(desk.bench().find_tab(), None);
}

#[test]
fn a_derivation_is_recorded_and_undone() {
    let mut desk = three_articles();
    desk.show_shared();
    assert!(desk.shows("may derive from"));
    desk.button("Record derivation");
    assert!(desk.shows("Recorded: "));
    desk.undo();
    assert!(desk.shows("may derive from"));
    desk.type_into("Agency that both derive from", "Lanterna");
    desk.keys("Enter");
    assert!(desk.shows("Recorded: both derive from Lanterna"));
}

#[test]
fn a_bar_beside_the_text_opens_the_other_article_beside() {
    let mut desk = three_articles();
    desk.show_shared();
    let articles = desk.bench().columns.articles();
    let project = desk.project();
    let sharing: Vec<_> = project.articles().take(2).map(|it| it.id).collect();
    for article in articles.into_iter().filter(|it| *it != sharing[0]) {
        desk.ask(Intent::Article(
            crosscheck::workbench::ArticleIntent::Close(article),
        ));
    }
    let bars = desk
        .harness
        .query_all_by_label_contains("Open side by side. Same prose: Water");
    assert_eq!(bars.count(), 1);
    desk.click_role(Role::Button, "Open side by side. Same prose: Water");
    assert_eq!(desk.bench().columns.articles(), sharing);
    // By keyboard, at the caret left there by the click.
    desk.ask(Intent::Article(
        crosscheck::workbench::ArticleIntent::Close(sharing[1]),
    ));
    desk.ask(Intent::Command(Command::OpenShared));
    assert_eq!(desk.bench().columns.articles(), sharing);
}

#[test]
fn the_samples_quotation_in_two_wordings_is_one_statement() {
    let mut desk = sample();
    desk.show_shared();
    assert!(desk.shows("Recorded: both derive from Lanterna"));
    desk.keys("Down");
    assert!(desk.shows("These 3 passages quote one statement"));
    assert!(desk.shows("all are linked to claim 1"));
    assert_eq!(desk.bench().find_tab(), Some(FindTab::Shared));
}

#[test]
fn without_shared_wording_the_panel_says_that_rewriting_is_not_detected() {
    let mut desk = Desk::with_articles();
    desk.show_shared();
    assert!(desk.shows("No shared wording found; rewritten text is not detected"));
}

#[test]
fn passages_of_a_claim_are_compared_in_columns() {
    let mut desk = sample();
    let claim = desk.nth_claim(0);
    desk.ask(Intent::Claim(ClaimIntent::Select(Some(claim))));
    desk.keys("Cmd+D");
    assert_eq!(desk.bench().overlay, Some(Overlay::Comparison));
    let passages = &desk.bench().comparison.passages;
    assert!(passages.len() > 2, "{passages:?}");
    let base = desk.bench().comparison.base;
    desk.harness
        .query_all_by_label("Use as reference")
        .next()
        .unwrap()
        .click();
    desk.settle();
    assert_ne!(desk.bench().comparison.base, base);
    assert!(desk.shows("Missing: "));
    desk.keys("Escape");
    assert_eq!(desk.bench().overlay, None);
}

#[test]
fn a_quotation_in_two_wordings_is_compared_from_the_list() {
    let mut desk = sample();
    desk.show_shared();
    desk.keys("Down");
    desk.button("Compare…");
    let passages = &desk.bench().comparison.passages;
    assert_eq!(passages.len(), 3, "all that quote the statement");
    assert!(passages.iter().any(|it| it.speaker.is_some()));
    desk.click_containing("Show passage: We are holding sixty saboteurs, and the operation goes on. Different words: ");
    assert_eq!(desk.bench().overlay, None);
    assert_eq!(
        desk.bench().selected_words(),
        Some("We are holding sixty saboteurs, and the operation goes on")
    );
}

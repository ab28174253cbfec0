//! The Find panel: searching, stepping through the hits, and using them.

use super::{
    desk::{Desk, Start},
    with_keyboard,
};
use crosscheck::{
    project::Stance,
    storage::FindTab,
    workbench::{Intent, SearchIntent},
};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

impl Desk {
    fn search(&mut self, query: &str) {
        self.keys("Cmd+Shift+F Cmd+A");
        self.type_text(query);
        self.wait_for_hits();
    }

    fn wait_for_hits(&mut self) {
        self.wait_settled(|bench| !bench.search.worker.is_running());
    }

    fn selected_words(&self) -> Option<&str> {
        self.bench().selected_words()
    }
}

#[test]
fn hits_are_browsed_by_keys_and_opened_in_their_articles() {
    let mut desk = Desk::with_articles();
    desk.make_claim("Nobody was hurt in the mill");
    desk.keys("Escape");
    desk.search("MÍLL");
    assert!(desk.shows("4 in 3 articles, 1 elsewhere"));
    desk.keys("Enter");
    // The selected hit is the active one of the list, which has the keyboard.
    assert_eq!(
        with_keyboard(&desk).as_deref(),
        Some("Fire in the old mill")
    );
    assert_eq!(desk.selected_words(), Some("mill"));
    desk.keys("Down Down Down");
    assert_eq!(desk.bench().search.current, 3);
    let closed = desk.bench().columns.articles();
    for article in closed {
        desk.ask(Intent::Article(
            crosscheck::workbench::ArticleIntent::Close(article),
        ));
    }
    desk.keys("Enter");
    assert_eq!(
        desk.bench().columns.articles().len(),
        1,
        "Enter opens the article"
    );
    assert_eq!(desk.selected_words(), Some("mill"));
    desk.keys("End Enter");
    assert!(desk.bench().selection.claim.is_some());
    desk.keys("Escape");
    assert_eq!(desk.bench().find_tab(), None, "Escape closes the panel");
}

#[test]
fn the_selected_hit_is_highlighted_and_linked_by_the_usual_keys() {
    let mut desk = Desk::with_articles();
    desk.make_claim("Nine people were hurt");
    desk.keys("Escape");
    desk.search("nine");
    desk.keys("Enter 1");
    desk.wait_for_hits();
    desk.keys("Down H");
    desk.wait_for_hits();
    assert_eq!(desk.project().highlights().len(), 2);
    let evidence = desk.project().all_evidence().next().unwrap();
    assert_eq!(evidence.stance, Stance::Supports);
    desk.search("nine stance:supports");
    let found = &desk.bench().search.found;
    assert_eq!((found.count_in_articles(), found.elsewhere.len()), (1, 1));
}

#[test]
fn reviewed_hits_become_highlights_in_one_step() {
    let mut desk = Desk::with_articles();
    desk.search("mill");
    desk.keys("Enter Shift+H");
    assert!(desk.shows("Highlight 4 passages"));
    desk.keys("Space");
    desk.click("Highlight hit 2");
    desk.button("Highlight 2 passages");
    assert_eq!(desk.project().highlights().len(), 2);
    desk.undo();
    assert_eq!(desk.project().highlights().len(), 0);
    desk.button("Highlight all\u{2026}");
    desk.keys("Escape");
    assert_eq!(
        desk.bench().search.ticked_count(),
        None,
        "Escape ends the review"
    );
    assert_eq!(desk.bench().find_tab(), Some(FindTab::Search));
}

#[test]
fn only_hits_in_articles_are_ticked() {
    let mut desk = Desk::with_articles();
    desk.make_claim("Nobody was hurt in the mill");
    desk.keys("Escape");
    desk.search("mill");
    desk.keys("Enter Shift+H");
    desk.button("Untick all");
    desk.keys("End Space");
    assert_eq!(desk.bench().search.ticked_count(), Some(0));
}

#[test]
fn filters_are_completed_and_mistakes_explained() {
    let mut desk = Desk::with_articles();
    desk.button("Search everything");
    desk.type_text("mill sta");
    desk.button("stance:");
    desk.type_text("ref");
    desk.button("stance:refutes");
    assert_eq!(&desk.bench().search.typed, "mill stance:refutes ");
    desk.search("/mill(/");
    assert!(desk.shows("is not a regular expression"));
    desk.search("nowhere");
    assert!(desk.shows("Not found"));
}

#[test]
fn the_panel_keeps_its_place_and_its_tab() {
    let mut desk = Desk::with_articles();
    desk.search("mill");
    desk.button("Dock at the side of the articles");
    desk.search("mill");
    desk.harness.get_by_role(Role::ListBox);
    desk.harness.state_mut().leave();
    let mut again = Desk::in_folder(desk.close(), None, egui::Theme::Light);
    again.menu("File", "New project");
    assert!(again.bench().settings.find_beside);
    again.ask(Intent::Search(SearchIntent::Type("mill".to_owned())));
    assert_eq!(
        again.bench().find_tab(),
        None,
        "it opens only when it is asked for"
    );
}

/// The excerpt begins shortly before the hit, so that the hit is in view.
#[test]
fn a_hit_late_in_its_sentence_is_in_view() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Start::in_folder(folder).size([1024.0, 700.0]).sit();
    let long = "After the council had met for nine hours behind closed doors, as it does each spring, the bursar sold the quarry.\n";
    desk.add_articles([
        ("Herald", long),
        ("Post", "Rain.\n"),
        ("Courier", "Snow.\n"),
    ]);
    desk.search("quarry");
    let options = desk.harness.query_all_by_role(Role::ListBoxOption);
    let labels: Vec<String> = options
        .filter_map(|it| it.accesskit_node().label())
        .collect();
    let hit = labels.iter().find_map(|labels| labels.find("quarry"));
    assert!(hit.is_some_and(|at| at < 60), "{labels:?}");
}

#[test]
fn the_tick_box_of_a_hit_is_level_with_its_words() {
    let mut desk = Desk::with_articles();
    desk.search("mill");
    desk.keys("Enter Shift+H");
    let tick = desk.harness.get_by_label("Highlight hit 1").rect();
    let rows = desk.harness.query_all_by_role(Role::ListBoxOption);
    let mut rows = rows.map(|row| row.rect());
    let row = rows.find(|row| row.contains(tick.center())).unwrap();
    assert_eq!(tick.center().y, row.center().y);
    assert!(row.contains_rect(tick), "{tick} in {row}");
}

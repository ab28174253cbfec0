//! Saved searches and watch words, as user stories.

use super::desk::Desk;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

impl Desk {
    fn type_search(&mut self, query: &str) {
        self.keys("Cmd+Shift+F Cmd+A Delete");
        self.type_text(query);
        self.wait_for_counts();
    }

    fn add_one_more(&mut self, text: &str) {
        let folder = self.path("more");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("4.txt"), text).unwrap();
        self.menu("File", "Add folder of articles…");
        self.type_path(&folder, "Add");
        self.wait_until(|bench| bench.project().articles().len() == 4);
    }

    fn wait_for_counts(&mut self) {
        self.wait_settled(|bench| {
            let is_counted = bench.kept.counts.are_of(bench.project());
            let has_words = !bench.project().search_lists().watch_words.is_empty();
            !bench.search.worker.is_running() && (is_counted || !has_words)
        });
    }

    /// The rows of the list in the tab.
    fn kept_rows(&self) -> Vec<String> {
        let rows = self.harness.query_all_by_role(Role::ListBoxOption);
        let label = |row: egui_kittest::Node<'_>| {
            egui_kittest::kittest::NodeT::accesskit_node(&row).label()
        };
        rows.filter_map(label).collect()
    }
}

#[test]
fn watch_words_are_counted_in_the_article_list_and_reported_for_a_new_article() {
    let mut desk = Desk::with_articles();
    desk.type_search("mill");
    desk.keys("Cmd+Shift+W");
    desk.wait_for_counts();
    assert!(desk.has("Stop watching"), "the same button takes it back");
    assert!(desk.has("Fire in the old mill, open, watch words 2"));
    assert!(desk.has("Mill burns down, open, watch words 1"));
    desk.add_one_more("River\n\nThe mill at the river is closed.\n");
    desk.wait_for_counts();
    assert!(desk.shows("Watch words in River: mill 1"));
    // In the tab with its total, and run again by key.
    desk.type_search("");
    desk.keys("Enter");
    assert_eq!(desk.kept_rows(), ["mill · 5 in 4 articles"]);
    desk.keys("Enter");
    desk.wait_for_counts();
    assert_eq!(&desk.bench().search.typed, "mill");
    assert!(desk.shows("5 in 4 articles"));
}

#[test]
fn a_search_is_saved_listed_and_removed_by_keys() {
    let mut desk = Desk::with_articles();
    desk.type_search("hospital outlet:Post");
    desk.keys("Cmd+B");
    assert!(desk.has("Remove saved search"));
    desk.type_search("");
    assert!(desk.shows("Saved searches"));
    desk.keys("Enter");
    assert_eq!(desk.kept_rows(), ["hospital outlet:Post"]);
    desk.keys("X");
    assert!(desk.kept_rows().is_empty());
    assert!(desk.shows("Save search keeps the query"));
    desk.undo();
    assert_eq!(desk.kept_rows(), ["hospital outlet:Post"]);
}

#[test]
fn selected_words_are_watched_by_a_key_and_searched_for_from_the_details() {
    let mut desk = Desk::with_articles();
    desk.on_sentence("The hospital", "W");
    desk.wait_for_counts();
    let watched = desk.project().search_lists().watch_words.first().cloned();
    assert!(watched.unwrap().starts_with("\"The hospital"));
    desk.keys("Cmd+I");
    let button = desk.harness.query_all_by_role(Role::Button);
    let label =
        |it: egui_kittest::Node<'_>| egui_kittest::kittest::NodeT::accesskit_node(&it).label();
    let name = button
        .filter_map(label)
        .find(|it| it.starts_with("\"The hospital"));
    desk.button(&name.unwrap());
    desk.wait_for_counts();
    assert_eq!(desk.bench().search.found.articles.len(), 1);
}

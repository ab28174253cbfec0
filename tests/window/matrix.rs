//! The matrix, as user stories.

use crate::desk::Desk;
use crosscheck::{
    analysis::Matrix,
    project::ArticleId,
    storage::{self, View},
    workbench::Overlay,
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use generate::Size;

/// Three articles and two claims. The first article supports the first claim, and the second refutes it.
fn two_claims() -> Desk {
    let mut desk = Desk::with_articles();
    desk.on_sentence("The fire brigade", "N «Nine people were hurt»");
    desk.on_sentence("A spokeswoman", "2");
    desk.on_sentence("The fire brigade", "N «The mill burned» Alt+3");
    desk
}

impl Desk {
    fn article(&self, index: usize) -> ArticleId {
        self.project().articles().nth(index).unwrap().id
    }

    /// Accessible names of the cells, in order.
    fn cells(&self) -> Vec<String> {
        let cells = self.harness.query_all_by_role(Role::Cell);
        let label = |node: egui_kittest::Node<'_>| node.accesskit_node().label().unwrap();
        cells.map(label).collect()
    }

    /// Accessible name of the focused cell.
    fn focused_cell(&self) -> Option<String> {
        let cells = self.harness.get_by_role(Role::Grid);
        let cells = cells.accesskit_node();
        assert!(cells.data().active_descendant().is_some());
        let all = self.harness.query_all_by_role(Role::Cell);
        let mut chosen = all.filter(|node| node.accesskit_node().is_selected() == Some(true));
        chosen.next().and_then(|node| node.accesskit_node().label())
    }
}

#[test]
fn a_screen_reader_reads_every_cell_and_the_totals_of_rows_and_columns() {
    let desk = two_claims();
    let expected = [
        "Claim 1, Fire in the old mill: supports",
        "Claim 1, Mill burns down: refutes",
        "Claim 1, Doubts about the mill: not yet read",
        "Claim 2, Fire in the old mill: supports",
        "Claim 2, Mill burns down: not yet read",
        "Claim 2, Doubts about the mill: not yet read",
    ];
    assert_eq!(desk.cells(), expected);
    assert!(desk.has("3 of 6 cells still to read"));
    assert!(desk.has("Mill burns down: 1 conflict, 1 to read"));
    assert!(desk.has("Doubts about the mill: 2 to read"));
    let sums =
        "conflict, supported by 1 independent source, refuted by 1 independent source, 1 to read";
    assert!(
        desk.has(&format!("Claim 1: Nine people were hurt ({sums})")),
        "{sums}"
    );
}

#[test]
fn enter_in_a_text_field_does_not_reach_the_matrix() {
    let mut desk = two_claims();
    desk.keys("Down");
    desk.click("Claim details");
    desk.type_into("Tags", "mill");
    desk.keys("Enter");
    assert_eq!(desk.bench().view, View::Matrix);
    let claim = desk.project().claim(desk.nth_claim(1)).unwrap();
    assert!(claim.tags.contains("mill"), "{:?}", claim.tags);
}

#[test]
fn a_cell_is_marked_silent_by_a_key_and_that_is_undone() {
    let mut desk = two_claims();
    // No article is selected yet: the first arrow key goes to the first cell of the selected claim.
    desk.keys("Down");
    assert_eq!(
        desk.focused_cell().as_deref(),
        Some("Claim 2, Fire in the old mill: supports")
    );
    desk.keys("Up End");
    assert_eq!(
        desk.focused_cell().as_deref(),
        Some("Claim 1, Doubts about the mill: not yet read")
    );
    desk.keys("0");
    assert!(desk.project().is_silent(desk.nth_claim(0), desk.article(2)));
    assert!(desk.has("Claim 1, Doubts about the mill: silent"));
    assert!(desk.has("2 of 6 cells still to read"));
    assert!(desk.has("Doubts about the mill: 1 to read"));

    desk.keys("0");
    assert!(!desk.project().is_silent(desk.nth_claim(0), desk.article(2)));
    desk.keys("Cmd+Z");
    assert!(desk.has("Claim 1, Doubts about the mill: silent"));
    desk.keys("Cmd+Z");
    assert!(desk.has("3 of 6 cells still to read"));

    // An article with evidence is not silent.
    desk.keys("Home 0");
    assert!(!desk.project().is_silent(desk.nth_claim(0), desk.article(0)));
    assert!(desk.has("3 of 6 cells still to read"));
}

#[test]
fn all_keys_pressed_between_two_frames_count() {
    let mut desk = two_claims();
    for key in [Key::ArrowUp, Key::ArrowUp, Key::End] {
        let press = egui::Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        desk.harness.input_mut().events.push(press);
    }
    desk.settle();
    let chosen = "Claim 1, Doubts about the mill: not yet read";
    assert_eq!(desk.focused_cell().as_deref(), Some(chosen));
}

#[test]
fn an_article_is_marked_silent_in_the_articles_view() {
    let mut desk = two_claims();
    desk.keys("Alt+1");
    desk.click("Doubts about the mill, open");
    desk.keys("0");
    assert!(desk.project().is_silent(desk.nth_claim(1), desk.article(2)));
    assert!(desk.has("Doubts about the mill says nothing about claim 2"));
    assert!(desk.shows("silent on claim 2"));
    desk.keys("Cmd+Z");
    assert!(!desk.shows("silent on claim 2"));
}

#[test]
fn enter_opens_the_passage_or_else_the_article() {
    let mut desk = two_claims();
    desk.keys("Up Up Right Enter");
    let workbench = desk.bench();
    assert_eq!(workbench.view, View::Read);
    assert_eq!(workbench.columns.focused(), Some(desk.article(1)));
    let evidence = workbench.selection.evidence.unwrap();
    let evidence = desk.project().evidence(evidence).unwrap();
    let highlight = desk.project().highlight(evidence.highlight).unwrap();
    assert_eq!(
        (evidence.claim, highlight.article),
        (desk.nth_claim(0), desk.article(1))
    );

    desk.keys("Alt+3 Down Right Enter");
    let workbench = desk.bench();
    assert_eq!(workbench.columns.focused(), Some(desk.article(2)));
    assert_eq!(workbench.selection.claim, Some(desk.nth_claim(1)));
}

#[test]
fn comparing_two_articles_shows_only_their_disagreements() {
    let mut desk = two_claims();
    desk.click("Compare Fire in the old mill");
    assert_eq!(desk.cells().len(), 6, "one article waits for another");
    desk.click("Compare Mill burns down");
    let disagreed = [
        "Claim 1, Fire in the old mill: supports",
        "Claim 1, Mill burns down: refutes",
    ];
    assert_eq!(desk.cells(), disagreed);
    assert!(desk.has("Fire in the old mill and Mill burns down disagree on 1 of 2 claims"));
    desk.click("Show all");
    assert_eq!(desk.cells().len(), 6);

    // By keyboard, with two articles that agree on everything.
    desk.keys("Down Space End Space");
    assert_eq!(desk.cells(), [] as [&str; 0]);
    assert!(
        desk.has("Fire in the old mill and Doubts about the mill disagree on none of 2 claims")
    );
    desk.keys("Escape");
    assert_eq!(desk.cells().len(), 6);
}

#[test]
fn the_mouse_selects_opens_and_marks_cells() {
    let mut desk = two_claims();
    let cell = "Claim 2, Mill burns down: not yet read";
    desk.harness.get_by_label(cell).click_secondary();
    desk.settle();
    desk.click("Mark silent");
    assert!(desk.project().is_silent(desk.nth_claim(1), desk.article(1)));
    desk.click("Claim 1, Mill burns down: refutes");
    let workbench = desk.bench();
    assert_eq!(workbench.selection.claim, Some(desk.nth_claim(0)));
    assert_eq!(workbench.matrix.article, Some(desk.article(1)));
    desk.keys("Left");
    let workbench = desk.bench();
    assert_eq!(workbench.matrix.article, Some(desk.article(0)));
}

#[test]
fn passages_of_a_claim_are_compared_from_a_cell_a_row_and_by_key() {
    let mut desk = two_claims();
    for name in [
        "Claim 1, Mill burns down: refutes",
        "Claim 1: Nine people were hurt",
    ] {
        desk.harness.get_by_label_contains(name).click_secondary();
        desk.settle();
        desk.click("Compare passages\u{2026}");
        assert_eq!(desk.bench().overlay, Some(Overlay::Comparison), "{name}");
        assert_eq!(desk.bench().selection.claim, Some(desk.nth_claim(0)));
        assert_eq!(desk.bench().comparison.passages.len(), 2);
        desk.keys("Escape");
    }
    desk.keys("Cmd+D");
    assert_eq!(desk.bench().overlay, Some(Overlay::Comparison));
    desk.keys("Escape");
    // A single passage cannot be compared.
    let cell = "Claim 2, Fire in the old mill: supports";
    desk.harness.get_by_label(cell).click_secondary();
    desk.settle();
    let entry = desk.harness.get_by_label("Compare passages\u{2026}");
    assert!(entry.accesskit_node().is_disabled());
}

#[test]
fn claims_are_sorted_by_conflict() {
    let mut desk = two_claims();
    desk.keys("Alt+Shift+Up");
    assert_eq!(desk.cells()[0], "Claim 1, Fire in the old mill: supports");
    assert_eq!(desk.cells()[1], "Claim 1, Mill burns down: not yet read");
    desk.click("Order of claims");
    desk.click("Conflicts first");
    assert_eq!(desk.cells()[1], "Claim 2, Mill burns down: refutes");
    desk.click("Order of articles");
    desk.click("Conflicts first");
    assert_eq!(
        desk.cells()[2],
        "Claim 2, Doubts about the mill: not yet read"
    );
}

#[test]
fn an_empty_matrix_explains_how_to_fill_it() {
    let mut desk = Desk::new();
    desk.keys("Alt+3");
    desk.click("Go to the articles");
    assert_eq!(desk.bench().view, View::Read);
}

#[test]
fn only_visible_cells_of_a_large_matrix_are_painted() {
    let mut desk = Desk::with(|folder| {
        let path = folder.join("big.ron");
        let size = Size {
            articles: 2_000,
            claims: 5_000,
            article_bytes: 300,
            ..Size::SMALL
        };
        let project = generate::project(1, size);
        std::fs::write(&path, storage::to_ron(&project)).unwrap();
        Some(path)
    });
    desk.keys("Alt+3");
    let left = Matrix::new(desk.project()).unread(desk.project());
    assert_eq!(left.total, 10_000_000);
    let unread = crosscheck::text::grouped(left.unread);
    assert!(desk.has(&format!("{unread} of 10,000,000 cells still to read")));
    let most = 16 * 10;
    assert!(
        (50..most).contains(&desk.cells().len()),
        "{}",
        desk.cells().len()
    );
    desk.keys("Down Cmd+End");
    assert!(
        (50..most).contains(&desk.cells().len()),
        "{}",
        desk.cells().len()
    );
    assert!(desk.focused_cell().unwrap().starts_with("Claim 5000, "));
    desk.keys("PageUp");
    assert!(desk.focused_cell().unwrap().starts_with("Claim 49"));
}

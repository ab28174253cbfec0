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
    let mut desk = Desk::new();
    desk.add_three_articles();
    desk.select_sentence("The fire brigade");
    desk.key(Key::N);
    desk.type_text("Nine people were hurt");
    desk.select_sentence("A spokeswoman");
    desk.key(Key::Num2);
    desk.select_sentence("The fire brigade");
    desk.key(Key::N);
    desk.type_text("The mill burned");
    desk.press(Modifiers::ALT, Key::Num3);
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
    desk.key(Key::ArrowDown);
    desk.click("Claim details");
    desk.type_into("Tags", "mill");
    desk.key(Key::Enter);
    assert_eq!(desk.harness.state().workbench().view(), View::Matrix);
    let claim = desk.project().claim(desk.nth_claim(1)).unwrap();
    assert!(claim.tags.contains("mill"), "{:?}", claim.tags);
}

#[test]
fn a_cell_is_marked_silent_by_a_key_and_that_is_undone() {
    let mut desk = two_claims();
    // No article is selected yet: the first arrow key goes to the first cell of the selected claim.
    desk.key(Key::ArrowDown);
    assert_eq!(
        desk.focused_cell().as_deref(),
        Some("Claim 2, Fire in the old mill: supports")
    );
    for key in [Key::ArrowUp, Key::End] {
        desk.key(key);
    }
    assert_eq!(
        desk.focused_cell().as_deref(),
        Some("Claim 1, Doubts about the mill: not yet read")
    );
    desk.key(Key::Num0);
    assert!(desk.project().is_silent(desk.nth_claim(0), desk.article(2)));
    assert!(desk.has("Claim 1, Doubts about the mill: silent"));
    assert!(desk.has("2 of 6 cells still to read"));
    assert!(desk.has("Doubts about the mill: 1 to read"));

    desk.key(Key::Num0);
    assert!(!desk.project().is_silent(desk.nth_claim(0), desk.article(2)));
    desk.press(Modifiers::COMMAND, Key::Z);
    assert!(desk.has("Claim 1, Doubts about the mill: silent"));
    desk.press(Modifiers::COMMAND, Key::Z);
    assert!(desk.has("3 of 6 cells still to read"));

    // An article with evidence is not silent.
    desk.key(Key::Home);
    desk.key(Key::Num0);
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
    desk.press(Modifiers::ALT, Key::Num1);
    desk.click("Doubts about the mill, open");
    desk.key(Key::Num0);
    assert!(desk.project().is_silent(desk.nth_claim(1), desk.article(2)));
    assert!(desk.has("Doubts about the mill says nothing about claim 2"));
    assert!(desk.shows("silent on claim 2"));
    desk.press(Modifiers::COMMAND, Key::Z);
    assert!(!desk.shows("silent on claim 2"));
}

#[test]
fn enter_opens_the_passage_or_else_the_article() {
    let mut desk = two_claims();
    for key in [Key::ArrowUp, Key::ArrowUp, Key::ArrowRight, Key::Enter] {
        desk.key(key);
    }
    let workbench = desk.harness.state().workbench();
    assert_eq!(workbench.view(), View::Read);
    assert_eq!(workbench.columns().focused(), Some(desk.article(1)));
    let evidence = workbench.selection().evidence.unwrap();
    let evidence = desk.project().evidence(evidence).unwrap();
    let highlight = desk.project().highlight(evidence.highlight).unwrap();
    assert_eq!(
        (evidence.claim, highlight.article),
        (desk.nth_claim(0), desk.article(1))
    );

    desk.press(Modifiers::ALT, Key::Num3);
    for key in [Key::ArrowDown, Key::ArrowRight, Key::Enter] {
        desk.key(key);
    }
    let workbench = desk.harness.state().workbench();
    assert_eq!(workbench.columns().focused(), Some(desk.article(2)));
    assert_eq!(workbench.selection().claim, Some(desk.nth_claim(1)));
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
    for key in [Key::ArrowDown, Key::Space, Key::End, Key::Space] {
        desk.key(key);
    }
    assert_eq!(desk.cells(), [] as [&str; 0]);
    assert!(
        desk.has("Fire in the old mill and Doubts about the mill disagree on none of 2 claims")
    );
    desk.key(Key::Escape);
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
    let workbench = desk.harness.state().workbench();
    assert_eq!(workbench.selection().claim, Some(desk.nth_claim(0)));
    assert_eq!(workbench.matrix().article(), Some(desk.article(1)));
    desk.key(Key::ArrowLeft);
    let workbench = desk.harness.state().workbench();
    assert_eq!(workbench.matrix().article(), Some(desk.article(0)));
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
        assert_eq!(desk.bench().overlay(), Some(Overlay::Comparison), "{name}");
        assert_eq!(desk.bench().selection().claim, Some(desk.nth_claim(0)));
        assert_eq!(desk.bench().comparison().passages().len(), 2);
        desk.key(Key::Escape);
    }
    desk.press(Modifiers::COMMAND, Key::D);
    assert_eq!(desk.bench().overlay(), Some(Overlay::Comparison));
    desk.key(Key::Escape);
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
    desk.press(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
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
    desk.press(Modifiers::ALT, Key::Num3);
    desk.click("Go to the articles");
    assert_eq!(desk.harness.state().workbench().view(), View::Read);
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
    desk.press(Modifiers::ALT, Key::Num3);
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
    desk.key(Key::ArrowDown);
    desk.press(Modifiers::COMMAND, Key::End);
    assert!(
        (50..most).contains(&desk.cells().len()),
        "{}",
        desk.cells().len()
    );
    assert!(desk.focused_cell().unwrap().starts_with("Claim 5000, "));
    desk.key(Key::PageUp);
    assert!(desk.focused_cell().unwrap().starts_with("Claim 49"));
}

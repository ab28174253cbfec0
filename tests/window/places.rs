//! Selecting a claim scrolls to its passages, in whichever view it is selected.

use crosscheck::workbench::{ClaimIntent, Intent};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::desk::Desk;

/// Three articles, two of them so long that their ends are out of view. A claim is supported by the last sentence of
/// each.
fn long_articles() -> Desk {
    let mut desk = Desk::new();
    let middle = "Nothing else was known that evening.\n\n".repeat(80);
    let herald = format!("Fire in the old mill\n\n{middle}Nine people were hurt in the end.\n");
    let post = format!("Mill burns down\n\n{middle}In the end nine were counted.\n");
    desk.add_articles([
        ("1-herald.txt", herald.as_str()),
        ("2-post.txt", post.as_str()),
        ("3-gazette.txt", "Doubts about the mill\n\nNobody knows.\n"),
    ]);
    desk
}

fn is_seen(desk: &Desk, beginning: &str) -> bool {
    desk.harness.query_all_by_role(Role::TextRun).any(|node| {
        let value = node.accesskit_node().value();
        // The claim panel shows the same text as the statement.
        value.is_some_and(|text| text.starts_with(beginning)) && node.rect().left() < 1340.0
    })
}

/// Selects the last sentence of the focused article and links it by a key.
fn link_end(desk: &mut Desk, article: &str, sentence: &str, keys: &str) {
    desk.click_containing(&format!("{article}, "));
    desk.keys("Cmd+End");
    desk.on_sentence(sentence, keys);
    desk.keys("Escape Cmd+Home");
}

fn with_a_claim() -> Desk {
    let mut desk = long_articles();
    link_end(&mut desk, "Fire in the old mill", "Nine people", "N");
    link_end(&mut desk, "Mill burns down", "In the end", "1");
    for article in ["Fire in the old mill", "Mill burns down"] {
        desk.click_containing(&format!("{article}, "));
        desk.keys("Cmd+Home");
    }
    assert_eq!(
        (is_seen(&desk, "Nine people"), is_seen(&desk, "In the end")),
        (false, false)
    );
    desk
}

fn deselect_claim(desk: &mut Desk) {
    desk.ask(Intent::Claim(ClaimIntent::Select(None)));
    assert_eq!(desk.bench().selection.claim, None);
}

#[test]
fn a_claim_selected_in_the_table_shows_its_passages_in_the_articles() {
    let mut desk = with_a_claim();
    deselect_claim(&mut desk);
    desk.keys("Alt+2 Down");
    assert!(desk.bench().selection.claim.is_some());
    desk.keys("Alt+1");
    assert!(is_seen(&desk, "Nine people") && is_seen(&desk, "In the end"));
    // Reading on and then visiting the table does not move the article.
    desk.click_containing("Mill burns down, ");
    desk.keys("Cmd+Home Alt+2 Alt+1");
    assert!(is_seen(&desk, "Nine people") && !is_seen(&desk, "In the end"));
}

#[test]
fn an_article_opens_at_the_passage_of_the_selected_claim() {
    let mut desk = with_a_claim();
    desk.keys("Cmd+W");
    assert!(!is_seen(&desk, "Mill burns down"));
    desk.click_containing("Mill burns down, ");
    assert!(is_seen(&desk, "In the end"));
    // An open article keeps its scroll position.
    desk.keys("Cmd+Home");
    desk.click_containing("Mill burns down, ");
    assert!(!is_seen(&desk, "In the end"));
}

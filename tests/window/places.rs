//! Selecting a claim scrolls to its passages, in whichever view it is selected.

use crosscheck::workbench::{ClaimIntent, Intent};
use egui::{Key, Modifiers, accesskit::Role};
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
fn link_end(desk: &mut Desk, article: &str, sentence: &str, key: Key) {
    desk.harness
        .get_by_label_contains(&format!("{article}, "))
        .click();
    desk.settle();
    desk.press(Modifiers::COMMAND, Key::End);
    desk.select_sentence(sentence);
    desk.key(key);
    desk.key(Key::Escape);
    desk.press(Modifiers::COMMAND, Key::Home);
}

fn with_a_claim() -> Desk {
    let mut desk = long_articles();
    link_end(&mut desk, "Fire in the old mill", "Nine people", Key::N);
    link_end(&mut desk, "Mill burns down", "In the end", Key::Num1);
    for article in ["Fire in the old mill", "Mill burns down"] {
        desk.harness
            .get_by_label_contains(&format!("{article}, "))
            .click();
        desk.settle();
        desk.press(Modifiers::COMMAND, Key::Home);
    }
    assert_eq!(
        (is_seen(&desk, "Nine people"), is_seen(&desk, "In the end")),
        (false, false)
    );
    desk
}

fn deselect_claim(desk: &mut Desk) {
    desk.ask(Intent::Claim(ClaimIntent::Select(None)));
    assert_eq!(desk.harness.state().workbench().selection().claim, None);
}

#[test]
fn a_claim_selected_in_the_table_shows_its_passages_in_the_articles() {
    let mut desk = with_a_claim();
    deselect_claim(&mut desk);
    desk.press(Modifiers::ALT, Key::Num2);
    desk.key(Key::ArrowDown);
    assert!(desk.harness.state().workbench().selection().claim.is_some());
    desk.press(Modifiers::ALT, Key::Num1);
    assert!(is_seen(&desk, "Nine people") && is_seen(&desk, "In the end"));
    // Reading on and then visiting the table does not move the article.
    desk.harness
        .get_by_label_contains("Mill burns down, ")
        .click();
    desk.settle();
    desk.press(Modifiers::COMMAND, Key::Home);
    desk.press(Modifiers::ALT, Key::Num2);
    desk.press(Modifiers::ALT, Key::Num1);
    assert!(is_seen(&desk, "Nine people") && !is_seen(&desk, "In the end"));
}

#[test]
fn an_article_opens_at_the_passage_of_the_selected_claim() {
    let mut desk = with_a_claim();
    desk.press(Modifiers::COMMAND, Key::W);
    assert!(!is_seen(&desk, "Mill burns down"));
    desk.harness
        .get_by_label_contains("Mill burns down, ")
        .click();
    desk.settle();
    assert!(is_seen(&desk, "In the end"));
    // An open article keeps its scroll position.
    desk.press(Modifiers::COMMAND, Key::Home);
    desk.harness
        .get_by_label_contains("Mill burns down, ")
        .click();
    desk.settle();
    assert!(!is_seen(&desk, "In the end"));
}

//! A widget always has the keyboard focus: a widget that loses it passes it to the next one or to the focused article.

use crosscheck::workbench::{EvidenceIntent, Intent};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{desk::Desk, sample, with_a_claim, with_keyboard};

const QUOTE: &str = "The fire brigade said nine people were hurt.";

/// Whether the keyboard is in the article: its arrows move the caret.
fn is_in_article(desk: &mut Desk) -> bool {
    let caret = |desk: &Desk| desk.bench().selection().text;
    let before = caret(desk);
    desk.keys("Left");
    caret(desk) != before
}

#[test]
fn enter_moves_from_field_to_field() {
    let mut desk = with_a_claim();
    desk.keys("A");
    assert_eq!(with_keyboard(&desk), Some(format!("Speaker: {QUOTE}")));
    desk.keys("«Fire brigade» Tab");
    assert_eq!(with_keyboard(&desk), Some(format!("Wording: {QUOTE}")));
    desk.keys("«said» Enter");
    assert_eq!(with_keyboard(&desk), Some(format!("Quotation: {QUOTE}")));
    let claim = desk.nth_claim(0);
    let evidence = desk.project().evidence_of(claim).next().unwrap();
    assert_eq!(evidence.attribution.wording, "said");
    assert!(evidence.attribution.speaker.is_some());
}

#[test]
fn escape_returns_to_the_article() {
    let mut desk = with_a_claim();
    assert!(is_in_article(&mut desk), "after the statement");
    desk.keys("A «Nobody» Escape");
    assert!(is_in_article(&mut desk), "after the speaker");
    desk.click("Filter and sort claims");
    desk.type_into("Filter claims", "fire");
    desk.keys("Escape");
    assert!(is_in_article(&mut desk), "after the filter");
}

#[test]
fn a_widget_removed_by_undo_gives_the_focus_back() {
    let mut desk = Desk::with_articles();
    desk.on_sentence("The fire brigade", "N");
    assert_eq!(with_keyboard(&desk).as_deref(), Some("Statement"));
    desk.keys("Cmd+Z");
    assert_eq!(desk.project().claims().len(), 0);
    assert!(is_in_article(&mut desk));
}

#[test]
fn enter_in_the_filter_goes_to_the_first_claim_that_passes() {
    let mut desk = sample();
    desk.click("Filter and sort claims");
    desk.type_into("Filter claims", "siren");
    desk.keys("Enter");
    let name = with_keyboard(&desk).unwrap();
    assert!(name.contains("siren"), "{name}");
    let chosen = |desk: &Desk| desk.bench().selection().claim;
    assert_eq!(chosen(&desk), None, "one Enter is one step");
    desk.keys("Enter");
    assert!(chosen(&desk).is_some());
}

#[test]
fn deleting_a_claim_keeps_the_focus_in_the_list() {
    let mut desk = sample();
    desk.click("Filter and sort claims");
    desk.type_into("Filter claims", "siren");
    desk.keys("Enter Enter");
    let chosen = desk.bench().selection().claim;
    assert!(
        chosen.is_some(),
        "Enter chooses the claim that has the keyboard"
    );
    desk.type_into("Filter claims", "");
    desk.keys("Cmd+A Delete Enter Cmd+Delete");
    assert_eq!(desk.project().claims().len(), 9);
    let rows = desk.harness.query_all_by_role(Role::ListItem);
    let mut focused = rows.filter(|row| row.accesskit_node().is_focused());
    assert!(focused.next().is_some(), "{:?}", with_keyboard(&desk));
}

#[test]
fn attributing_a_claim_with_several_passages_asks_for_one_of_them() {
    let mut desk = sample();
    desk.keys("Alt+Down");
    assert_eq!(desk.bench().selection().evidence, None);
    let before = with_keyboard(&desk);
    desk.keys("A");
    assert!(desk.is_told("Select a passage of a claim"));
    assert_eq!(with_keyboard(&desk), before);

    let claim = desk.bench().selection().claim.unwrap();
    let second = desk.project().evidence_of(claim).nth(1).unwrap().clone();
    let show = Intent::Evidence(EvidenceIntent::Show(second.id));
    desk.ask(show);
    desk.keys("A");
    let quote = desk.project().quote(second.highlight).unwrap();
    let quote: String = quote.chars().take(60).collect();
    assert_eq!(with_keyboard(&desk), Some(format!("Speaker: {quote}")));
}

#[test]
fn a_form_out_of_view_keeps_the_focus_while_the_panel_scrolls_to_it() {
    let mut desk = Desk::new();
    let counts = [
        "One was hurt.",
        "Two were hurt.",
        "Three were hurt.",
        "Four were hurt.",
    ];
    let herald = format!("Fire in the old mill\n\n{}\n", counts.join("\n\n"));
    let rest = [
        ("2-post.txt", "Mill burns down\n"),
        ("3-sun.txt", "No news\n"),
    ];
    desk.add_articles([("1-herald.txt", herald.as_str()), rest[0], rest[1]]);
    desk.on_sentence("One was", "N Escape");
    for count in &counts[1..] {
        desk.on_sentence(count, "1");
    }
    desk.keys("A «Very near» Enter");
    let claim = desk.nth_claim(0);
    let last = desk.project().evidence_of(claim).last().unwrap();
    let speaker = desk.project().speaker(last.attribution.speaker.unwrap());
    assert_eq!(speaker.unwrap().name, "Very near");
}

#[test]
fn tab_cycles_through_the_whole_window() {
    let mut desk = with_a_claim();
    let mut seen = Vec::new();
    for _ in 0..100 {
        desk.keys("Tab");
        seen.extend(with_keyboard(&desk));
    }
    let times = |name: &str| seen.iter().filter(|seen| *seen == name).count();
    assert!(
        times("File") > 1 && times("Filter articles") > 1,
        "{seen:?}"
    );
}

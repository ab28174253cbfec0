//! The suggestion to hide page clutter, above a pasted text.

use std::collections::BTreeSet;

use crosscheck::text::TextSelection;
use crosscheck::{
    project::ArticleId,
    workbench::{DocumentIntent, Intent, PassageIntent},
};

use crate::desk::Desk;

const PAGE: &str = "Skip to content\nHome\nSearch\n\nTwelve hurt as the barrage breaks\n\n\
    Twelve people were hurt when a gate of the Orvane barrage gave way shortly after midnight, the ministry said.\n\n\
    Eight of the injured were treated on the spot, and four were taken to the hospital in Lome on Sunday.\n\n\
    The mayor of Karveth asked for an inquiry that is led by somebody from outside the province.\n\n\
    Read more: Why it was never rebuilt\n\nMost read\nFive walks for a wet weekend\n";

fn pasted() -> (Desk, ArticleId) {
    let mut desk = Desk::new();
    desk.ask(Intent::Document(DocumentIntent::AddText(PAGE.to_owned())));
    desk.wait_to_see("6 of 10 paragraphs look like page clutter");
    let article = desk.project().articles().next().unwrap().id;
    (desk, article)
}

fn clutter(desk: &Desk, article: ArticleId) -> BTreeSet<usize> {
    desk.project().article(article).unwrap().clutter.clone()
}

#[test]
fn clutter_is_hidden_in_one_step_of_undo() {
    let (mut desk, article) = pasted();
    desk.button("Hide");
    assert_eq!(
        clutter(&desk, article),
        BTreeSet::from([0, 1, 2, 12, 14, 15])
    );
    assert!(!desk.shows("look like page clutter"));
    assert!(desk.shows("3 paragraphs hidden (menus, captions)"));
    desk.undo();
    assert_eq!(clutter(&desk, article), BTreeSet::new());
}

#[test]
fn clutter_to_look_through_is_marked_and_stays_in_view() {
    let (mut desk, article) = pasted();
    desk.button("Look through");
    assert_eq!(clutter(&desk, article).len(), 6);
    assert!(desk.shows("3 paragraphs shown (menus, captions)"));
}

#[test]
fn kept_clutter_is_found_again_when_asked_for() {
    let (mut desk, article) = pasted();
    desk.button("Keep");
    assert!(!desk.shows("look like page clutter"));
    assert_eq!(clutter(&desk, article), BTreeSet::new());
    desk.menu("Article", "Find page clutter");
    desk.wait_to_see("6 of 10 paragraphs look like page clutter");
    desk.button("Hide");
    desk.menu("Article", "Find page clutter");
    desk.wait_to_see("No paragraph of this article looks like page clutter");
}

#[test]
fn a_paragraph_with_a_highlight_is_never_hidden() {
    let (mut desk, article) = pasted();
    let at = PAGE.find("Five walks").unwrap();
    let selection = Some(TextSelection {
        anchor: at,
        head: at + 10,
    });
    desk.ask(Intent::Passage(PassageIntent::SelectText(
        article, selection,
    )));
    desk.menu("Claim", "Highlight selection");
    desk.wait_to_see("5 of 10 paragraphs look like page clutter");
    desk.button("Hide");
    assert_eq!(clutter(&desk, article), BTreeSet::from([0, 1, 2, 12, 14]));
}

//! Attribution, independent sources and waivers in the window, as user stories.

use crate::desk::{Desk, Start};
use crosscheck::{
    project::{
        ArticleDetails, ClaimField, Evidence, FirstHandOrReported, HouseRules, Quotation, Speaker,
    },
    workbench::{ArticleIntent, ClaimIntent, Intent},
};
use egui_kittest::kittest::Queryable;

/// A claim supported by a passage from each of two articles; the second is selected.
fn linked_twice() -> Desk {
    // Tall enough for the whole claim panel.
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Start::in_folder(folder).size([1440.0, 1400.0]).sit();
    desk.add_three_articles();
    desk.on_sentence("The fire brigade", "N «Nine people were hurt»");
    desk.on_sentence("A spokeswoman", "1");
    desk
}

impl Desk {
    fn pieces(&self) -> Vec<&Evidence> {
        let claim = self.project().claims().next().unwrap().id;
        self.project().evidence_of(claim).collect()
    }

    fn names(&self) -> Vec<&str> {
        let speakers = self.project().speakers();
        speakers.map(|speaker| speaker.name.as_str()).collect()
    }
}

#[test]
fn attribution_is_recorded_from_the_keyboard_alone() {
    let mut desk = linked_twice();
    desk.keys("A «Fire brigade» Tab «counted»");
    let second = &desk.pieces()[1].attribution;
    let speaker = desk.project().speaker(second.speaker.unwrap()).unwrap();
    assert_eq!(speaker.name, "Fire brigade");
    assert_eq!(second.wording, "counted");

    // The next passage has the same speaker, who is suggested after typing part of the name.
    desk.on_sentence("The fire brigade", "1 A «fire» Enter");
    assert_eq!(desk.names(), ["Fire brigade"]);
    let first = &desk.pieces()[0].attribution;
    assert_eq!(first.speaker, desk.pieces()[1].attribution.speaker);

    // Undo removes everything, step by step.
    desk.keys("Cmd+Z Cmd+Z Cmd+Z");
    assert_eq!(desk.names(), [] as [&str; 0]);
}

#[test]
fn escape_discards_a_typed_name() {
    let mut desk = linked_twice();
    desk.keys("A «Fire» Escape");
    assert_eq!(desk.names(), [] as [&str; 0]);
    assert!(desk.pieces()[1].attribution.is_empty());
}

#[test]
fn attribution_follows_the_passage_of_a_new_claim() {
    let mut desk = linked_twice();
    desk.keys("A «Fire brigade» Enter");
    desk.on_sentence("The fire brigade", "N Escape A «Mayor» Enter");
    assert_eq!(desk.names(), ["Fire brigade", "Mayor"]);
    let newest = desk.project().claims().last().unwrap().id;
    let piece = desk.project().evidence_of(newest).next().unwrap();
    let said_by = piece.attribution.speaker.unwrap();
    assert_eq!(desk.project().speaker(said_by).unwrap().name, "Mayor");
}

/// Two passages: the second is attributed, and part of a name is typed for the first.
fn half_typed() -> Desk {
    let mut desk = linked_twice();
    desk.keys("A «Fire brigade» Enter");
    desk.on_sentence("The fire brigade", "1 A «rigade»");
    desk
}

#[test]
fn a_click_selects_a_suggested_name() {
    let mut desk = half_typed();
    desk.click("Fire brigade");
    assert_eq!(desk.names(), ["Fire brigade"]);
    assert!(desk.pieces()[0].attribution.speaker.is_some());
}

#[test]
fn hovering_over_a_suggestion_keeps_the_typed_name() {
    let mut desk = half_typed();
    desk.harness.get_by_label("Fire brigade").hover();
    desk.settle();
    desk.keys("Enter");
    assert_eq!(desk.names(), ["Fire brigade", "rigade"]);
}

#[test]
fn a_cancelled_click_on_a_suggestion_keeps_the_typed_name() {
    let mut desk = half_typed();
    let at = desk.harness.get_by_label("Fire brigade").rect().center();
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    let beside = egui::pos2(10.0, 10.0);
    for event in [
        egui::Event::PointerMoved(at),
        button(at, true),
        egui::Event::PointerMoved(beside),
        button(beside, false),
    ] {
        desk.harness.event(event);
        desk.settle();
    }
    desk.keys("Enter");
    assert_eq!(desk.names(), ["Fire brigade", "rigade"]);
}

#[test]
fn a_name_that_was_not_suggested_is_never_selected() {
    let mut desk = half_typed();
    desk.keys("Enter A Down Tab");
    assert_eq!(desk.names(), ["Fire brigade", "rigade"]);
    let first = desk.pieces()[0].attribution.speaker.unwrap();
    assert_eq!(desk.project().speaker(first).unwrap().name, "rigade");
}

#[test]
fn attribution_choices_are_set_and_suggested_for_the_next_passage() {
    let mut desk = linked_twice();
    desk.keys("A «Fire brigade» Enter");
    desk.click("Quotation: A spokeswoman for the brigade counted nine injured people.");
    desk.click("indirect");
    desk.click("First-hand?: A spokeswoman for the brigade counted nine injured people.");
    desk.click("reported");
    let second = desk.pieces()[1].attribution.clone();
    assert_eq!(second.quotation, Some(Quotation::Indirect));
    assert_eq!(second.first_hand, Some(FirstHandOrReported::Reported));

    desk.on_sentence("The fire brigade", "1 Shift+A");
    assert_eq!(desk.pieces()[0].attribution, second);
    desk.keys("Cmd+Z");
    assert!(desk.pieces()[0].attribution.is_empty());
    desk.click("As before: Fire brigade · indirect · reported");
    assert_eq!(desk.pieces()[0].attribution, second);
}

#[test]
fn a_different_spelling_in_the_passage_is_suggested_as_an_alias() {
    let mut desk = Desk::new();
    desk.add_articles([
        (
            "1.txt",
            "The governor\n\nVyacheslav Gladkow wrote that eight people were hurt.\n",
        ),
        ("2.txt", "Elsewhere\n\nNothing was said.\n"),
        ("3.txt", "Nowhere\n\nNobody asked.\n"),
    ]);
    desk.on_sentence("Vyacheslav", "N «Eight people were hurt» Escape");
    desk.click("Show passage: Vyacheslav Gladkow wrote that eight people were hurt.");
    desk.keys("A «Gladkov» Enter");
    desk.click("Add “Gladkow” as an alias of Gladkov");
    let speaker = desk.project().speakers().next().unwrap();
    assert_eq!(speaker.aliases, ["Gladkow"]);
    let offered = "Add “Gladkow” as an alias of Gladkov";
    assert!(!desk.has(offered));
}

#[test]
fn intermediaries_are_added_and_removed() {
    let mut desk = linked_twice();
    desk.keys("A «Governor» Enter");
    desk.click("Relayed by: A spokeswoman for the brigade counted nine injured people.");
    desk.keys("«TASS» Enter");
    let names = |desk: &Desk| -> Vec<String> {
        let attribution = desk.pieces()[1].attribution.clone();
        let name = |id| desk.project().speaker(id).map(Speaker::shown_name);
        let names = attribution.speakers().filter_map(name);
        names.map(str::to_owned).collect()
    };
    assert_eq!(names(&desk), ["Governor", "TASS"]);
    desk.click("Remove intermediary TASS");
    assert_eq!(names(&desk), ["Governor"]);
}

#[test]
fn evidence_from_an_excluded_source_is_marked() {
    let mut desk = linked_twice();
    desk.keys("A «Fire brigade» Enter");
    let is_marked = |desk: &Desk| desk.shows(": does not count");
    assert!(!is_marked(&desk));
    desk.keys("Cmd+Shift+L «Fire brigade» Enter");
    desk.click("Retracted: this speaker");
    desk.keys("Escape");
    desk.on_sentence("A spokeswoman", "1");
    assert!(is_marked(&desk));
    desk.keys("Cmd+Z");
    assert!(!is_marked(&desk));
}

#[test]
fn evidence_published_after_the_claim_is_marked() {
    let mut desk = linked_twice();
    let ask = |desk: &mut Desk, intent| {
        let ctx = desk.harness.ctx.clone();
        desk.harness.state_mut().handle(&ctx, intent);
        desk.settle();
    };
    let claim = desk.nth_claim(0);
    let made = ClaimField::Made("2031-05-12".to_owned());
    ask(&mut desk, Intent::Claim(ClaimIntent::Set(claim, made)));
    let is_marked = |desk: &Desk| {
        desk.harness
            .query_all_by_label_contains(": published later")
            .count()
    };
    assert_eq!(is_marked(&desk), 0);
    let highlight = desk
        .project()
        .highlight(desk.pieces()[1].highlight)
        .unwrap();
    let article = highlight.article;
    let source = ArticleDetails {
        published: "2031-05-13".to_owned(),
        ..desk.project().article(article).unwrap().details.clone()
    };
    let set = ArticleIntent::SetDetails(article, Box::new(source));
    ask(&mut desk, Intent::Article(set));
    assert_eq!(is_marked(&desk), 1, "one of two passages");
}

#[test]
fn a_waiver_needs_a_name_and_a_reason() {
    let mut desk = linked_twice();
    let rules = HouseRules {
        first_hand: Some(2),
        ..HouseRules::default()
    };
    let intent = Intent::SetRules(rules);
    desk.ask(intent);
    let misses = |desk: &Desk| {
        let bench = desk.bench();
        let claim = bench.project().claims().next().unwrap().id;
        bench.lists.table.row(claim).unwrap().misses
    };
    desk.click("Waive: first-hand sources");
    assert_eq!(
        desk.with_keyboard().as_deref(),
        Some("Waived by: first-hand sources")
    );
    desk.type_text("Ada");
    assert_eq!(misses(&desk), 1);
    assert!(desk.shows("once a name and a reason are given"));
    desk.type_into("Reason: first-hand sources", "both saw it");
    assert_eq!(misses(&desk), 0);
    assert!(desk.has("waived"));
}

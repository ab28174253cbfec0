//! Speakers and provenance in the window, as user stories.

mod project;

use crate::{
    desk::{Desk, Start},
    records::Recording,
};
use crosscheck::{
    project::{
        Article, ArticleDetails, ArticleText, ClaimField, DerivationManner, DerivationSource,
        Evidence, Exclusion, Id, Project, Provenance, Speaker, Stance,
    },
    storage,
};
use egui::{Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

/// A window with a small project: three articles, two claims with a verdict each, two spellings of one speaker.
fn desk() -> Desk {
    desk_with(&mill())
}

fn desk_with(project: &Project) -> Desk {
    let start = Start::with_file("mill.ron", &storage::to_ron(project));
    let mut desk = start.size([1024.0, 700.0]).sit();
    desk.wait_settled(|bench| bench.path().is_some());
    desk
}

/// Steps in the speakers dialog and in article details.
trait Speakers {
    fn speakers(&mut self);
    /// Shows the speaker whose row begins with this text.
    fn select_speaker(&mut self, beginning: &str);
    fn names(&self) -> Vec<&str>;
    fn speaker(&self, id: u64) -> &Speaker;
    fn article_details(&mut self);
    fn provenance(&self) -> &Provenance;
    /// Undoes everything and checks that the project is as it was opened.
    fn undo_all(&mut self);
}

impl Speakers for Desk {
    fn speakers(&mut self) {
        self.keys("Cmd+Shift+L");
    }

    fn select_speaker(&mut self, beginning: &str) {
        let begins = |node: &egui_kittest::Node<'_>| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(beginning))
        };
        self.harness
            .query_all_by_role(Role::ListItem)
            .find(begins)
            .expect(beginning)
            .click();
        self.settle();
    }

    fn names(&self) -> Vec<&str> {
        self.project()
            .speakers()
            .map(|one| one.name.as_str())
            .collect()
    }

    fn speaker(&self, id: u64) -> &Speaker {
        self.project().speaker(Id::new(id)).unwrap()
    }

    fn article_details(&mut self) {
        self.keys("Cmd+I");
    }

    fn provenance(&self) -> &Provenance {
        &self.project().article(Id::new(1)).unwrap().provenance
    }

    fn undo_all(&mut self) {
        self.keys("Escape");
        while self.bench().history().undo_label().is_some() {
            self.undo();
        }
        assert_eq!(*self.project(), mill());
    }
}

/// Herald, Post and Gazette; claim 1 rests on Gladkov and Gladkow, claim 2 on the Post alone.
fn mill() -> Project {
    let mut project = Project::default();
    for (id, outlet, credits) in [
        (1, "Herald", "AFP, AP"),
        (2, "Post", ""),
        (3, "Gazette", ""),
    ] {
        let text = ArticleText::new(format!("The {outlet} has nine injured and one dead.\n"));
        let details = ArticleDetails {
            outlet: outlet.to_owned(),
            title: format!("Fire in the mill, by the {outlet}"),
            agency_credits: credits.to_owned(),
            ..ArticleDetails::default()
        };
        project.put_article(Article::new(Id::new(id), text, details));
        project.put_highlight(Id::new(id), Id::new(id), 0, 3);
    }
    for (id, name) in [(1, "Gladkov"), (2, "Gladkow")] {
        project.put_speaker(Speaker::new(Id::new(id), name.to_owned()));
    }
    for (id, statement, verdict) in [
        (1, "Nine people were hurt", "Supported"),
        (2, "One person died", "Refuted"),
    ] {
        project.put_claim(id, statement);
        let verdict = ClaimField::Verdict(Some(verdict.to_owned()));
        project.set(Id::new(id), verdict);
    }
    for (id, claim, speaker) in [(1, 1, Some(1)), (2, 2, None), (3, 1, Some(2))] {
        let mut evidence =
            Evidence::new(Id::new(id), Id::new(id), Id::new(claim), Stance::Supports);
        evidence.attribution.speaker = speaker.map(Id::new);
        project.put_evidence(evidence);
    }
    project
}

#[test]
fn an_empty_project_explains_speakers_and_a_typed_name_adds_one() {
    let mut desk = desk_with(&Project::default());
    desk.speakers();
    assert!(desk.shows("A speaker is a person or an organisation that says things"));
    // The field has the keyboard focus.
    desk.keys("«Fire brigade» Enter");
    assert_eq!(desk.names(), ["Fire brigade"]);
    assert!(desk.shows("Fire brigade, not used yet"));
    desk.type_over("Role", "of the town of Karveth");
    assert_eq!(
        desk.project().speakers().next().unwrap().role,
        "of the town of Karveth"
    );
    desk.keys("Cmd+Z Cmd+Z");
    assert_eq!(desk.names(), [""; 0]);
}

#[test]
fn a_speaker_is_found_and_its_record_edited_from_the_keyboard() {
    let mut desk = desk();
    desk.speakers();
    desk.keys("«kow» Enter");
    assert!(desk.shows("1 claim rests on it"));
    // The name has the keyboard focus, with all of it selected.
    desk.type_text("Gladkof");
    assert_eq!(desk.speaker(2).name, "Gladkof");
    desk.undo();
    assert_eq!(desk.speaker(2).name, "Gladkow");
    desk.type_over("Add alias", "The governor");
    desk.keys("Enter «Гладков» Enter");
    assert_eq!(desk.speaker(2).aliases, ["The governor", "Гладков"]);
    desk.click_last("Remove alias The governor");
    assert_eq!(desk.speaker(2).aliases, ["Гладков"]);
    desk.type_over("Role", "Governor");
    desk.type_over("Notes about the speaker", "Posts at night");
    assert_eq!(desk.speaker(2).notes, "Posts at night");
    desk.undo();
    assert_eq!(desk.speaker(2).notes, "");
    assert_eq!(
        desk.speaker(2).role,
        "Governor",
        "each field is one undo step"
    );
    desk.undo_all();
}

#[test]
fn arrow_keys_in_the_field_move_through_the_list() {
    let mut desk = desk();
    desk.speakers();
    desk.keys("Down");
    assert_eq!(
        desk.harness.get_by_label("Name").value().as_deref(),
        Some("Gladkov")
    );
    desk.keys("Down");
    assert_eq!(
        desk.harness.get_by_label("Name").value().as_deref(),
        Some("Gladkow")
    );
}

#[test]
fn similar_speakers_are_merged_by_one_click_and_separated_by_undo() {
    let mut desk = desk();
    desk.speakers();
    assert!(desk.shows("Gladkow looks like Gladkov"));
    desk.click_last("Merge Gladkow into Gladkov");
    assert_eq!(desk.names(), ["Gladkov"]);
    assert_eq!(desk.speaker(1).aliases, ["Gladkow"]);
    assert!(desk.shows("Gladkov, 2 pieces of evidence"));
    assert!(!desk.shows("looks like"));
    desk.undo_all();
}

#[test]
fn similar_speakers_kept_separate_are_not_suggested_again() {
    let mut desk = desk();
    desk.speakers();
    desk.click_last("Keep separate");
    assert!(!desk.shows("looks like"));
    assert_eq!(*desk.project(), mill());
}

#[test]
fn a_speaker_is_merged_into_a_picked_one_and_another_is_deleted() {
    let mut desk = desk();
    desk.speakers();
    desk.select_speaker("Gladkow");
    desk.click_last("Merge into another speaker, with all spellings");
    // The field of the menu has the keyboard focus; Enter accepts the first match.
    desk.keys("«gladkov» Enter");
    assert_eq!(desk.names(), ["Gladkov"]);
    desk.click_last("Delete speaker");
    assert_eq!(desk.names(), [""; 0]);
    assert_eq!(desk.project().all_evidence().len(), 3);
    desk.undo_all();
}

#[test]
fn a_protected_name_is_shown_only_in_its_own_record() {
    let mut desk = desk();
    desk.speakers();
    desk.select_speaker("Gladkow");
    desk.click_last("Protected source");
    assert_eq!(desk.speaker(2).stand_in.as_deref(), Some("Source A"));
    assert!(desk.shows("Shown as Source A elsewhere"));
    assert!(desk.shows("Source A, protected"));
    let mentions = |desk: &Desk| {
        // The text runs of a field repeat its text.
        let is_run = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::TextRun;
        let labels = desk.harness.query_all_by_label_contains("Gladkow");
        let values = desk.harness.query_all_by_value("Gladkow");
        labels.chain(values).filter(|node| !is_run(node)).count()
    };
    assert_eq!(mentions(&desk), 1, "only the name field");
    desk.select_speaker("Gladkov");
    assert_eq!(mentions(&desk), 0);
    assert!(!desk.shows("Looks like"), "no similar names either");
    desk.select_speaker("Source A");
    desk.type_over("Stand-in", "The man called gladkow");
    assert!(desk.shows("The stand-in contains the name"));
    desk.type_over("Stand-in", "Gladkov");
    assert!(desk.shows("Another speaker is shown by this name"));
    desk.undo_all();
}

#[test]
fn excluding_a_speaker_shows_the_claims_that_rest_on_it() {
    let mut desk = desk();
    desk.speakers();
    desk.select_speaker("Gladkov");
    assert!(desk.shows("1 claim rests on it"));
    desk.click_last("Unreliable: this speaker");
    assert_eq!(desk.speaker(1).excluded, Some(Exclusion::Unreliable));
    assert!(desk.shows("Gladkov, unreliable"));
    assert!(desk.shows("1 verdict needs review"));
    desk.click_last("Claim 1: Nine people were hurt");
    assert_eq!(desk.bench().selection.claim, Some(Id::new(1)));
    desk.click_last("Counts: this speaker");
    assert_eq!(desk.speaker(1).excluded, None);
    desk.undo_all();
}

#[test]
fn an_article_derives_from_credited_agencies_and_from_a_typed_one() {
    let mut desk = desk();
    desk.article_details();
    desk.click_last("Derives from AFP");
    assert_eq!(desk.names(), ["Gladkov", "Gladkow", "AFP"]);
    assert_eq!(desk.provenance().agencies().count(), 1);
    assert!(!desk.shows("Derives from AFP"), "offered once");
    desk.type_over("Agency that it derives from", "Lanterna");
    desk.keys("Enter");
    assert_eq!(desk.provenance().agencies().count(), 2);
    desk.click_last("How it derives from Lanterna");
    desk.click_last("translation");
    assert_eq!(
        desk.provenance().derivations()[1].manner,
        DerivationManner::Translation
    );
    desk.click_last("Remove derivation from AFP");
    desk.click_last("Remove derivation from Lanterna");
    assert_eq!(*desk.provenance(), Provenance::Unknown);
    desk.click_last("Original reporting");
    assert_eq!(*desk.provenance(), Provenance::Original);
    desk.click_last("Not yet checked");
    assert_eq!(*desk.provenance(), Provenance::Unknown);
    desk.undo_all();
}

#[test]
fn an_article_derives_from_another_but_never_in_a_loop() {
    let mut desk = desk();
    desk.article_details();
    desk.click_last("Derives from…");
    desk.click_last("Select the article that it derives from");
    desk.keys("«Post» Enter");
    let from = desk.provenance().derivations()[0].from;
    assert_eq!(from, DerivationSource::Article(Id::new(2)));
    desk.keys("Escape");

    // The reverse is refused, with the reason beside the field.
    let herald_is_from_post = desk.project().clone();
    desk.keys("F6");
    desk.article_details();
    assert!(
        desk.shows("Article details of Herald"),
        "what derives from it is listed"
    );
    desk.click_last("Derives from…");
    desk.click_last("Select the article that it derives from");
    desk.keys("«Herald» Enter");
    assert!(desk.shows("Herald already derives from this article"));
    assert_eq!(*desk.project(), herald_is_from_post);
    desk.click_last("Article details of Herald");
    assert!(desk.shows("Remove derivation from Post"));
    desk.undo_all();
}

#[test]
fn excluding_an_article_shows_the_claims_that_rest_on_it() {
    let mut desk = desk();
    desk.article_details();
    desk.click_last("Retracted: this article");
    let excluded = desk.project().article(Id::new(1)).unwrap().excluded;
    assert_eq!(excluded, Some(Exclusion::Retracted));
    assert!(desk.shows("1 claim rests on this excluded source: 1 verdict needs review"));
    desk.undo_all();
}

#[test]
fn a_typed_alias_stays_with_its_speaker() {
    let mut desk = desk();
    desk.speakers();
    desk.select_speaker("Gladkov");
    desk.type_into("Add alias", "The governor");
    let rows = desk.harness.query_all_by_role(Role::ListItem);
    let is_other = |node: &egui_kittest::Node<'_>| {
        let label = node.accesskit_node().label();
        label.is_some_and(|label| label.starts_with("Gladkow"))
    };
    let pos = rows.into_iter().find(is_other).unwrap().rect().center();
    // With the pointer, which selects the other speaker in the frame in which the field loses the focus.
    desk.harness.event(egui::Event::PointerMoved(pos));
    for pressed in [true, false] {
        desk.harness.event(egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        desk.harness.step();
    }
    desk.settle();
    let typed = |desk: &Desk| desk.harness.get_by_label("Add alias").value();
    assert_eq!(typed(&desk).as_deref(), Some(""));
    desk.select_speaker("Gladkov");
    assert_eq!(typed(&desk).as_deref(), Some("The governor"));
}

//! Claimants, provenance, verdict scales and house rules in the window, told as a user's stories.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

use std::time::{Duration, Instant};

use crosscheck::{
    app::{App, Surroundings},
    files::{self, State},
    project::{
        Article, ArticleEdit, ArticleText, Claim, ClaimEdit, ClaimField, Claimant, ClaimantEdit,
        DerivedFrom, Edit, Evidence, EvidenceEdit, Highlight, HighlightEdit, HouseRules, Id,
        Manner, Project, Provenance, Pulled, SourceRecord, Stance,
    },
    reader::TextEngine,
    text::Span,
    workbench::Workbench,
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

/// A window with a small project: three articles, two claims with a verdict each, two claimants who are one.
struct Desk {
    harness: Harness<'static, App>,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self::with(&mill())
    }

    fn with(project: &Project) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mill.ron");
        files::save(&path, project).unwrap();
        let state = State::at(folder.path().join("state"));
        let harness = Harness::builder()
            .with_size([1024.0, 700.0])
            .with_max_steps(64)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |creation| {
                let surroundings = Surroundings {
                    state: Some(state),
                    engine: TextEngine::with_fonts_only(Vec::new()),
                    file_dialogs: false,
                };
                let mut app = App::new(creation, surroundings);
                app.open_first(&creation.egui_ctx, Some(path));
                app
            });
        let mut desk = Self {
            harness,
            _folder: folder,
        };
        let since = Instant::now();
        while desk.bench().path().is_none() || desk.bench().is_opening() {
            assert!(since.elapsed() < Duration::from_secs(20), "it did not open");
            std::thread::sleep(Duration::from_millis(5));
            desk.harness.step();
        }
        desk.settle();
        desk
    }

    fn settle(&mut self) {
        for _ in 0..3 {
            self.harness.run_ok();
        }
    }

    fn bench(&self) -> &Workbench {
        self.harness.state().workbench()
    }

    fn project(&self) -> &Project {
        self.bench().project()
    }

    /// Clicks what has that name; of several, what is painted last.
    fn click(&mut self, name: &str) {
        let found = self.harness.query_all_by_label(name).last();
        found.unwrap_or_else(|| panic!("{name} is there")).click();
        self.settle();
    }

    fn click_role(&mut self, role: Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).click();
        self.settle();
    }

    fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn undo(&mut self) {
        self.press(Modifiers::COMMAND, Key::Z);
    }

    fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Replaces what stands in the field.
    fn type_into(&mut self, name: &str, text: &str) {
        self.harness.get_by_label(name).focus();
        self.settle();
        self.press(Modifiers::COMMAND, Key::A);
        self.type_text(text);
    }

    fn shows(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    fn claimants(&mut self) {
        self.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    }

    /// Shows the record of whoever's row begins so.
    fn choose(&mut self, beginning: &str) {
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
            .claimants()
            .map(|one| one.name.as_str())
            .collect()
    }

    fn claimant(&self, id: u64) -> &Claimant {
        self.project().claimant(Id::new(id)).unwrap()
    }

    fn source_record(&mut self) {
        self.press(Modifiers::COMMAND, Key::I);
    }

    fn provenance(&self) -> &Provenance {
        &self.project().article(Id::new(1)).unwrap().provenance
    }

    /// Takes everything back, and finds the project as it was opened.
    fn undo_all(&mut self) {
        self.key(Key::Escape);
        while self.bench().history().undo_label().is_some() {
            self.undo();
        }
        assert_eq!(*self.project(), mill());
    }
}

/// Herald, Post and Gazette; claim 1 rests on Gladkov and Gladkow, claim 2 on the Post alone.
fn mill() -> Project {
    let mut project = Project::default();
    let mut edits = Vec::new();
    for (id, outlet, credits) in [
        (1, "Herald", "AFP, AP"),
        (2, "Post", ""),
        (3, "Gazette", ""),
    ] {
        let text = ArticleText::new(format!("The {outlet} has nine injured and one dead.\n"));
        let source = SourceRecord {
            outlet: outlet.to_owned(),
            title: format!("Fire in the mill, by the {outlet}"),
            agency_credits: credits.to_owned(),
            ..SourceRecord::default()
        };
        let article = Box::new(Article::new(Id::new(id), text, source));
        let at = id as usize - 1;
        edits.push(Edit::Article(ArticleEdit::Add { at, article }));
        let highlight = Highlight {
            id: Id::new(id),
            article: Id::new(id),
            span: Span::new(0, 3).unwrap(),
            note: String::new(),
        };
        edits.push(Edit::Highlight(HighlightEdit::Add(highlight)));
    }
    for (id, name) in [(1, "Gladkov"), (2, "Gladkow")] {
        let claimant = Box::new(Claimant::new(Id::new(id), name.to_owned()));
        let at = id as usize - 1;
        edits.push(Edit::Claimant(ClaimantEdit::Add { at, claimant }));
    }
    for (id, statement, verdict) in [
        (1, "Nine people were hurt", "Supported"),
        (2, "One person died", "Refuted"),
    ] {
        let at = id as usize - 1;
        let claim = Box::new(Claim::new(Id::new(id), statement.to_owned(), at as u8));
        edits.push(Edit::Claim(ClaimEdit::Add { at, claim }));
        let field = ClaimField::Verdict(Some(verdict.to_owned()));
        edits.push(Edit::Claim(ClaimEdit::Set {
            id: Id::new(id),
            field,
        }));
    }
    for (id, claim, claimant) in [(1, 1, Some(1)), (2, 2, None), (3, 1, Some(2))] {
        let mut evidence =
            Evidence::new(Id::new(id), Id::new(id), Id::new(claim), Stance::Supports);
        evidence.attribution.claimant = claimant.map(Id::new);
        let at = usize::from(id == 3);
        edits.push(Edit::Evidence(EvidenceEdit::Add { at, evidence }));
    }
    project.apply_all(edits).unwrap();
    project
}

#[test]
fn an_empty_project_says_who_comes_here_and_a_typed_name_does() {
    let mut desk = Desk::with(&Project::default());
    desk.claimants();
    assert!(desk.shows("A claimant is somebody who says things"));
    // The field has the keyboard.
    desk.type_text("Fire brigade");
    desk.key(Key::Enter);
    assert_eq!(desk.names(), ["Fire brigade"]);
    assert!(desk.shows("Fire brigade, named nowhere yet"));
    desk.type_into("Role", "of the town of Karveth");
    assert_eq!(
        desk.project().claimants().next().unwrap().role,
        "of the town of Karveth"
    );
    desk.undo();
    desk.undo();
    assert_eq!(desk.names(), [""; 0]);
}

#[test]
fn a_claimant_is_found_and_its_record_filled_by_keys() {
    let mut desk = Desk::new();
    desk.claimants();
    desk.type_text("kow");
    desk.key(Key::Enter);
    assert!(desk.shows("1 claim rests on it"));
    // The name has the keyboard, all of it selected.
    desk.type_text("Gladkof");
    assert_eq!(desk.claimant(2).name, "Gladkof");
    desk.undo();
    assert_eq!(desk.claimant(2).name, "Gladkow");
    desk.type_into("Add alias", "The governor");
    desk.key(Key::Enter);
    desk.type_text("Гладков");
    desk.key(Key::Enter);
    assert_eq!(desk.claimant(2).aliases, ["The governor", "Гладков"]);
    desk.click("Remove alias The governor");
    assert_eq!(desk.claimant(2).aliases, ["Гладков"]);
    desk.type_into("Role", "Governor");
    desk.type_into("Notes about the claimant", "Posts at night");
    assert_eq!(desk.claimant(2).notes, "Posts at night");
    desk.undo();
    assert_eq!(desk.claimant(2).notes, "");
    assert_eq!(desk.claimant(2).role, "Governor", "a field is a step");
    desk.undo_all();
}

#[test]
fn the_arrows_go_through_the_list_from_its_field() {
    let mut desk = Desk::new();
    desk.claimants();
    desk.key(Key::ArrowDown);
    assert_eq!(
        desk.harness.get_by_label("Name").value().as_deref(),
        Some("Gladkov")
    );
    desk.key(Key::ArrowDown);
    assert_eq!(
        desk.harness.get_by_label("Name").value().as_deref(),
        Some("Gladkow")
    );
}

#[test]
fn two_that_look_alike_are_merged_by_one_click_and_parted_by_undo() {
    let mut desk = Desk::new();
    desk.claimants();
    assert!(desk.shows("Gladkow looks like Gladkov"));
    desk.click("Merge Gladkow into Gladkov");
    assert_eq!(desk.names(), ["Gladkov"]);
    assert_eq!(desk.claimant(1).aliases, ["Gladkow"]);
    assert!(desk.shows("Gladkov, 2 pieces of evidence"));
    assert!(!desk.shows("looks like"));
    desk.undo_all();
}

#[test]
fn two_that_are_two_are_offered_no_more() {
    let mut desk = Desk::new();
    desk.claimants();
    desk.click("They are two");
    assert!(!desk.shows("looks like"));
    assert_eq!(*desk.project(), mill());
}

#[test]
fn a_claimant_is_merged_into_one_that_is_picked_and_another_is_deleted() {
    let mut desk = Desk::new();
    desk.claimants();
    desk.choose("Gladkow");
    desk.click("Merge into another claimant, who gets these spellings");
    // The field of the list has the keyboard, Enter takes the first.
    desk.type_text("gladkov");
    desk.key(Key::Enter);
    assert_eq!(desk.names(), ["Gladkov"]);
    desk.click("Delete Claimant");
    assert_eq!(desk.names(), [""; 0]);
    assert_eq!(desk.project().all_evidence().len(), 3);
    desk.undo_all();
}

#[test]
fn a_protected_name_is_read_in_its_record_alone() {
    let mut desk = Desk::new();
    desk.claimants();
    desk.choose("Gladkow");
    desk.click("Protected source");
    assert_eq!(desk.claimant(2).stand_in.as_deref(), Some("Source A"));
    assert!(desk.shows("Shown as Source A elsewhere"));
    assert!(desk.shows("Source A, protected"));
    let tells = |desk: &Desk| {
        // A field has its letters in runs, which say them again.
        let is_run = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::TextRun;
        let labels = desk.harness.query_all_by_label_contains("Gladkow");
        let values = desk.harness.query_all_by_value("Gladkow");
        labels.chain(values).filter(|node| !is_run(node)).count()
    };
    assert_eq!(tells(&desk), 1, "the field of the name, and nothing else");
    desk.choose("Gladkov");
    assert_eq!(tells(&desk), 0);
    assert!(!desk.shows("Looks like"), "nor what the name is like");
    desk.choose("Source A");
    desk.type_into("Stand-in", "The man called gladkow");
    assert!(desk.shows("The stand-in holds the name"));
    desk.type_into("Stand-in", "Gladkov");
    assert!(desk.shows("Somebody else is shown by this name"));
    desk.undo_all();
}

#[test]
fn a_claimant_that_is_pulled_shows_at_once_what_rests_on_it() {
    let mut desk = Desk::new();
    desk.claimants();
    desk.choose("Gladkov");
    assert!(desk.shows("1 claim rests on it"));
    desk.click("Unreliable: this claimant");
    assert_eq!(desk.claimant(1).pulled, Some(Pulled::Unreliable));
    assert!(desk.shows("Gladkov, unreliable"));
    assert!(desk.shows("1 verdict needs review"));
    desk.click("Claim 1: Nine people were hurt");
    assert_eq!(desk.bench().chosen().claim, Some(Id::new(1)));
    desk.click("Counts: this claimant");
    assert_eq!(desk.claimant(1).pulled, None);
    desk.undo_all();
}

#[test]
fn an_article_derives_from_agencies_that_it_credits_and_from_one_that_is_typed() {
    let mut desk = Desk::new();
    desk.source_record();
    desk.click("Derives from AFP");
    assert_eq!(desk.names(), ["Gladkov", "Gladkow", "AFP"]);
    assert_eq!(desk.provenance().agencies().count(), 1);
    assert!(!desk.shows("Derives from AFP"), "it is offered once");
    desk.type_into("Agency that it derives from", "Lanterna");
    desk.key(Key::Enter);
    assert_eq!(desk.provenance().agencies().count(), 2);
    desk.click("How it derives from Lanterna");
    desk.click("translation");
    assert_eq!(
        desk.provenance().derivations()[1].manner,
        Manner::Translation
    );
    desk.click("Does not derive from AFP");
    desk.click("Does not derive from Lanterna");
    assert_eq!(*desk.provenance(), Provenance::Unknown);
    desk.click("Original reporting");
    assert_eq!(*desk.provenance(), Provenance::Original);
    desk.click("Not looked into");
    assert_eq!(*desk.provenance(), Provenance::Unknown);
    desk.undo_all();
}

#[test]
fn an_article_derives_from_another_but_never_in_a_loop() {
    let mut desk = Desk::new();
    desk.source_record();
    desk.click("Derives from…");
    desk.click("Choose the article that it derives from");
    desk.type_text("Post");
    desk.key(Key::Enter);
    let from = desk.provenance().derivations()[0].from;
    assert_eq!(from, DerivedFrom::Article(Id::new(2)));
    desk.key(Key::Escape);

    // The other way round it is told why not, beside the field.
    let herald_is_from_post = desk.project().clone();
    desk.press(Modifiers::NONE, Key::F6);
    desk.source_record();
    assert!(
        desk.shows("Source record of Herald"),
        "what derives from it is listed"
    );
    desk.click("Derives from…");
    desk.click("Choose the article that it derives from");
    desk.type_text("Herald");
    desk.key(Key::Enter);
    assert!(desk.shows("Herald derives from this article already"));
    assert_eq!(*desk.project(), herald_is_from_post);
    desk.click("Source record of Herald");
    assert!(desk.shows("Does not derive from Post"));
    desk.undo_all();
}

#[test]
fn an_article_that_is_pulled_shows_the_claims_that_rest_on_it() {
    let mut desk = Desk::new();
    desk.source_record();
    desk.click("Retracted: this article");
    let pulled = desk.project().article(Id::new(1)).unwrap().pulled;
    assert_eq!(pulled, Some(Pulled::Retracted));
    assert!(desk.shows("1 claim rests on what counts no more: 1 verdict needs review"));
    desk.undo_all();
}

fn project_window(desk: &mut Desk) {
    desk.click("File");
    desk.click("Project, Verdicts and Rules…");
}

fn verdicts(desk: &Desk) -> Vec<Option<&str>> {
    desk.project()
        .claims()
        .map(|claim| claim.verdict.as_deref())
        .collect()
}

#[test]
fn another_scale_asks_what_the_verdicts_become() {
    let mut desk = Desk::new();
    project_window(&mut desk);
    desk.click_role(Role::ComboBox, "Verdict scale");
    desk.click("Plain");
    assert_eq!(
        verdicts(&desk),
        [Some("Supported"), Some("Refuted")],
        "nothing yet"
    );
    assert!(desk.shows("2 claims will have no verdict"));
    desk.click("Supported becomes");
    desk.click("True");
    desk.click("Change Scale");
    assert_eq!(desk.project().scale().name, "Plain");
    assert_eq!(verdicts(&desk), [Some("True"), None]);
    desk.undo();
    assert_eq!(*desk.project(), mill(), "it was one step");
}

#[test]
fn the_old_scale_can_be_kept() {
    let mut desk = Desk::new();
    project_window(&mut desk);
    desk.click_role(Role::ComboBox, "Verdict scale");
    desk.click("PolitiFact");
    desk.click("Keep the Old One");
    assert_eq!(*desk.project(), mill());
    assert!(!desk.shows("becomes"));
}

#[test]
fn an_own_scale_is_made_of_the_current_one() {
    let mut desk = Desk::new();
    project_window(&mut desk);
    desk.click("Make Own…");
    desk.type_into("Name of the scale", "House scale");
    desk.type_into("Label 1", "Right");
    desk.click("Remove label 4");
    desk.click("Add label");
    assert!(desk.shows("Write something for every label"));
    desk.type_into("Label 4", "Right");
    assert!(desk.shows("is there twice"));
    desk.type_into("Label 4", "Missing Context");
    desk.click("Move label 4 up");
    desk.click("Use This Scale");
    let scale = desk.project().scale();
    let labels: Vec<(&str, u32)> = scale
        .verdicts
        .iter()
        .map(|verdict| (verdict.label.as_str(), verdict.rank))
        .collect();
    assert_eq!(scale.name, "House scale");
    let expected = [
        ("Right", 4),
        ("Refuted", 1),
        ("Missing Context", 5),
        ("Not Enough Evidence", 2),
    ];
    assert_eq!(labels, expected);
    assert_eq!(
        verdicts(&desk),
        [Some("Right"), Some("Refuted")],
        "a label that was renamed stays"
    );
    desk.undo();
    assert_eq!(*desk.project(), mill());
}

#[test]
fn a_label_in_use_that_is_removed_is_asked_about() {
    let mut desk = Desk::new();
    project_window(&mut desk);
    desk.click("Make Own…");
    desk.click("Remove label 2");
    desk.click("Use This Scale");
    assert!(desk.shows("1 claim will have no verdict"));
    desk.click("Refuted becomes");
    desk.click("Not Enough Evidence");
    desk.click("Change Scale");
    assert_eq!(
        verdicts(&desk),
        [Some("Supported"), Some("Not Enough Evidence")]
    );
}

#[test]
fn house_rules_are_switched_on_with_their_numbers() {
    let mut desk = Desk::new();
    project_window(&mut desk);
    desk.click_role(Role::CheckBox, "At least 2 independent origins");
    assert_eq!(desk.project().rules().independent_origins, Some(2));
    desk.click("How many independent origins");
    desk.click("3");
    assert_eq!(desk.project().rules().independent_origins, Some(3));
    desk.click_role(Role::CheckBox, "No verdict on one anonymous source");
    assert!(desk.project().rules().no_single_anonymous);
    desk.click("Use the Usual Rules");
    assert_eq!(*desk.project().rules(), HouseRules::usual());
    desk.undo_all();
}

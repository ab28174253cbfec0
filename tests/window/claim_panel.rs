//! The claim panel beyond evidence, as user stories in which every step can be undone.

use crate::desk::{Desk, Start};
use crate::records::Recording;
use crosscheck::{
    analysis::{
        VerdictFilter,
        graph::{GraphLayout, Node},
    },
    project::{
        Claim, ClaimField, ClaimId, Evidence, EvidenceSet, Id, Project, RelationKind, Reliability,
        Speaker, Stance,
    },
    storage,
};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

/// Two articles about a flood and three claims. The first claim has two passages and the last has none.
fn flood() -> Project {
    let mut project = Project::default();
    for (id, outlet, text) in [
        (1, "Herald", "Nine people were hurt in the flood.\n"),
        (2, "Post", "The hospital counts nine injured.\n"),
    ] {
        project.put_text(id, outlet, text);
        project.put_highlight(Id::new(id), Id::new(id), 0, 4);
    }
    for (id, name) in [(1, "Mayor Vasht"), (2, "Lanterna")] {
        project.put_speaker(Speaker::new(Id::new(id), name.to_owned()));
    }
    for (id, statement, verdict) in [
        (1, "Nine people were hurt", Some("Supported")),
        (2, "Nobody was hurt", Some("Refuted")),
        (3, "There were nine injured", None),
    ] {
        project.put_claim(id, statement);
        let verdict = ClaimField::Verdict(verdict.map(str::to_owned));
        project.set(Id::new(id), verdict);
    }
    for id in [1, 2] {
        let evidence = Evidence::new(Id::new(id), Id::new(id), Id::new(1), Stance::Supports);
        project.put_evidence(evidence);
    }
    project
}

/// A window high enough for the whole claim panel.
fn desk() -> Desk {
    let start = Start::with_file("flood.ron", &storage::to_ron(&flood()));
    let mut desk = start.size([1440.0, 2000.0]).sit();
    desk.wait_settled(|bench| bench.path().is_some());
    desk
}

/// Steps in the claim panel.
trait Panel {
    fn select_claim(&mut self, number: u64);
    fn claim(&self, number: u64) -> &Claim;
    /// Opens a combo box and selects an entry.
    fn pick(&mut self, name: &str, entry: &str);
    /// Clicks the first widget whose accessible name begins with this text.
    fn click_beginning(&mut self, beginning: &str);
    fn leave_field(&mut self);
    /// Undoes everything and checks that the project is as it was opened.
    fn undo_all(&mut self);
}

impl Panel for Desk {
    fn select_claim(&mut self, number: u64) {
        while self.bench().selection.claim != Some(ClaimId::new(number)) {
            self.keys("Alt+Down");
        }
    }

    fn claim(&self, number: u64) -> &Claim {
        self.project().claim(Id::new(number)).unwrap()
    }

    #[track_caller]
    fn pick(&mut self, name: &str, entry: &str) {
        self.click_role(Role::ComboBox, name);
        self.click_last(entry);
    }

    #[track_caller]
    fn click_beginning(&mut self, beginning: &str) {
        let begins = |node: &egui_kittest::Node<'_>| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(beginning))
        };
        let mut nodes = self
            .harness
            .query_all(egui_kittest::kittest::By::new())
            .filter(begins);
        nodes.next().expect(beginning).click();
        drop(nodes);
        self.settle();
    }

    fn leave_field(&mut self) {
        self.keys("Escape");
    }

    fn undo_all(&mut self) {
        self.keys("Escape");
        let mut steps = 0;
        while self.bench().history().undo_label().is_some() {
            self.undo();
            steps += 1;
            assert!(steps < 100, "{:?}", self.bench().history().undo_label());
        }
        assert_eq!(*self.project(), flood());
    }
}

#[test]
fn claims_are_related_and_equal_claims_are_merged() {
    let mut desk = desk();
    desk.select_claim(1);
    desk.click("Related claims");
    desk.type_into("Related claim", "Nobody");
    desk.click_last("contradicts Claim 2: Nobody was hurt");
    let kinds = |desk: &Desk| -> Vec<RelationKind> {
        let relations = desk.project().relations_of(Id::new(1));
        let mut kinds: Vec<_> = relations.map(|relation| relation.kind).collect();
        // Their ids are random.
        kinds.sort_by_key(|kind| *kind as usize);
        kinds
    };
    assert_eq!(kinds(&desk), [RelationKind::Contradicts]);

    desk.pick("This claim", "same as");
    desk.type_into("Related claim", "3");
    desk.click_last("same as Claim 3: There were nine injured");
    assert_eq!(
        kinds(&desk),
        [RelationKind::Contradicts, RelationKind::SameAs]
    );
    desk.click_last("Go to Claim 2: Nobody was hurt");
    assert_eq!(desk.bench().selection.claim, Some(ClaimId::new(2)));
    desk.keys("Alt+Up");
    desk.click_last("Merge Claim 3: There were nine injured into this claim");
    assert_eq!(
        desk.statements(),
        ["Nine people were hurt", "Nobody was hurt"]
    );
    assert_eq!(kinds(&desk), [RelationKind::Contradicts]);
    desk.click_last("Remove relation: contradicts Claim 2: Nobody was hurt");
    assert_eq!(kinds(&desk), []);
    desk.undo_all();
}

#[test]
fn claim_details_are_recorded_field_by_field() {
    let mut desk = desk();
    desk.select_claim(1);
    desk.click("Claim details");
    desk.type_into("Made by", "Mayor Vasht");
    desk.keys("Enter");
    assert_eq!(desk.claim(1).speaker, Some(Id::new(1)), "a known speaker");
    desk.type_into("Made on", "12 May 2031");
    desk.type_into("First seen", "A leaflet");
    desk.type_into("Tags", "casualties, Monday, ");
    assert!(desk.claim(1).tags.is_empty(), "still being typed");
    desk.leave_field();
    let tags: Vec<&str> = desk.claim(1).tags.iter().map(AsRef::as_ref).collect();
    assert_eq!(tags, ["Monday", "casualties"]);
    assert_eq!(desk.claim(1).made, "12 May 2031");
    assert_eq!(desk.claim(1).first_appearance, "A leaflet");
    desk.undo_all();
}

/// An empty search changes nothing; one with a subject challenges the claim.
#[test]
fn a_search_counts_once_it_has_a_subject() {
    let mut desk = desk();
    let is_unchallenged = |desk: &Desk| {
        let table = &desk.bench().lists.table;
        table.row(Id::new(1)).unwrap().unchallenged
    };
    desk.select_claim(1);
    desk.click("Searches and reply");
    desk.click_last("Add search");
    assert_eq!(desk.claim(1).searches.len(), 1);
    assert!(is_unchallenged(&desk) && desk.shows("unchallenged"));
    desk.type_into("Subject of search 1", "asked for a list");
    assert!(!is_unchallenged(&desk) && !desk.shows("unchallenged"));
    desk.type_into("Place of search 1", "the hospital");
    desk.type_into("Date of search 1", "2031-05-13");
    let search = &desk.claim(1).searches[0];
    assert_eq!(
        (search.sought.as_str(), search.place.as_str()),
        ("asked for a list", "the hospital")
    );
    assert_eq!(search.date, "2031-05-13");
    desk.type_into("Speaker's reply", "No comment");
    assert_eq!(desk.claim(1).reply, "No comment");
    desk.click_last("Remove search 1");
    assert_eq!(desk.claim(1).searches, []);
    desk.undo_all();
}

/// Enter in a field of a search goes to the next field, never to the button that removes the search.
#[test]
fn enter_goes_through_the_fields_of_a_search() {
    let mut desk = desk();
    desk.select_claim(1);
    desk.click("Searches and reply");
    desk.click_last("Add search");
    for field in ["Subject", "Place", "Date"] {
        let field = format!("{field} of search 1");
        assert_eq!(desk.with_keyboard(), Some(field));
        desk.keys("«2031» Enter");
    }
    assert_eq!(desk.with_keyboard().as_deref(), Some("Add search"));
    assert_eq!(desk.claim(1).searches.len(), 1);
    let mut reply = desk.harness.query_all_by_value("Speaker's reply");
    assert!(reply.next().is_some(), "a visible label");
}

/// The panel keeps the width set by the analyst, whatever its contents.
#[test]
fn the_panel_keeps_its_width() {
    let mut project = flood();
    let name = "Office of the United Nations High Commissioner for Human Rights and Floods";
    project.put_speaker(Speaker::new(Id::new(1), name.to_owned()));
    for id in [1, 2] {
        project.attribute(Id::new(id), Id::new(1));
    }
    let start = Start::with_file("flood.ron", &storage::to_ron(&project));
    let mut desk = start.size([1024.0, 700.0]).sit();
    desk.wait_settled(|bench| bench.path().is_some());
    desk.select_claim(1);
    for heading in desk.harness.query_all_by_label_contains("One source") {
        assert!(heading.rect().right() <= 1024.0, "{heading:?}");
    }
    let rect = |desk: &Desk, name| desk.harness.get_by_label(name).rect();
    let new = rect(&desk, "New claim");
    desk.click("Searches and reply");
    desk.click_last("Add search");
    let reply = rect(&desk, "Speaker's reply");
    assert!(reply.width() < 340.0, "{reply}");
    for _ in 0..20 {
        desk.type_text("a");
    }
    assert_eq!(rect(&desk, "Speaker's reply").x_range(), reply.x_range());
    assert_eq!(rect(&desk, "New claim"), new);
    assert!(rect(&desk, "Remove search 1").right() <= 1024.0);
}

#[test]
fn evidence_is_put_into_a_set_and_moved_to_another_claim() {
    let mut desk = desk();
    let sources = |desk: &Desk| {
        let table = &desk.bench().lists.table;
        table
            .row(Id::new(1))
            .unwrap()
            .supporting_sources
            .to_string()
    };
    let set_of = |desk: &Desk, id| desk.project().evidence(Id::new(id)).unwrap().set;
    desk.select_claim(1);
    assert_eq!(sources(&desk), "1\u{2013}2 independent sources");
    for (id, entry) in [(1, "set A"), (2, "set A")] {
        let quoted = if id == 1 { "Nine" } else { "The " };
        desk.click_beginning(&format!("Attribution of {quoted}"));
        desk.pick(&format!("Evidence set: {quoted}"), entry);
        assert_eq!(set_of(&desk, id), Some(EvidenceSet(0)));
    }
    assert_eq!(sources(&desk), "1 independent source");
    desk.pick("Evidence set: The ", "counts alone");
    assert_eq!(set_of(&desk, 2), None);

    desk.click_beginning("Move to claim: The ");
    desk.type_into("Find a claim", "nobody");
    desk.click_last("Claim 2: Nobody was hurt");
    assert_eq!(
        desk.project().evidence(Id::new(2)).unwrap().claim,
        Id::new(2)
    );
    desk.undo_all();
}

#[test]
fn article_details_hold_credits_and_reliability() {
    let mut desk = desk();
    desk.keys("Cmd+I");
    // The heading of the suggestions below has the same name.
    let fields = desk.harness.query_all_by_label("Agency credits");
    let is_field = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::TextInput;
    fields.into_iter().find(is_field).unwrap().focus();
    desk.settle();
    desk.type_text("Lanterna");
    desk.click_role(Role::ComboBox, "Reliability");
    desk.click_last(Reliability::B.label());
    let source = |desk: &Desk| desk.project().article(Id::new(1)).unwrap().details.clone();
    assert_eq!(source(&desk).agency_credits, "Lanterna");
    assert_eq!(source(&desk).reliability, Some(Reliability::B));
    assert!(desk.shows("Derives from Lanterna"), "offered at once");
    desk.undo();
    assert_eq!(
        source(&desk).reliability,
        None,
        "each choice is one undo step"
    );
    assert_eq!(source(&desk).agency_credits, "Lanterna");
    desk.undo_all();
}

#[test]
fn the_graph_filters_by_verdict_and_tag() {
    let mut desk = desk();
    let shown = |desk: &Desk| -> Vec<u64> {
        let picture = GraphLayout::new(desk.project(), &desk.bench().graph.query);
        let nodes = picture.nodes().iter().map(|placed| placed.node);
        let claims = nodes.filter_map(|node| match node {
            Node::Claim(id) => Some(id.number()),
            _ => None,
        });
        claims.collect()
    };
    desk.select_claim(3);
    desk.click("Claim details");
    desk.type_into("Tags", "casualties");
    desk.leave_field();
    let tagged = desk.project().clone();
    desk.keys("Alt+4");
    assert_eq!(shown(&desk), [1, 2, 3]);
    desk.pick("Verdict in the graph", "Refuted");
    assert_eq!(
        desk.bench().graph.query.verdict,
        VerdictFilter::Label("Refuted".to_owned())
    );
    assert_eq!(shown(&desk), [2]);
    desk.pick("Verdict in the graph", "Any verdict");
    desk.pick("Tag in the graph", "casualties");
    assert_eq!(shown(&desk), [3]);
    desk.pick("Tag in the graph", "Any tag");
    assert_eq!(shown(&desk), [1, 2, 3]);
    assert_eq!(*desk.project(), tagged, "a filter changes nothing");
    desk.undo_all();
}

#[test]
fn merging_a_speaker_moves_its_claims() {
    let mut desk = desk();
    desk.select_claim(1);
    desk.click("Claim details");
    desk.type_into("Made by", "Mayor Vasht");
    desk.keys("Enter Cmd+Shift+L «Vasht» Enter");
    desk.click_last("Merge into another speaker, with all spellings");
    desk.keys("«lanterna» Enter");
    assert_eq!(desk.project().speakers().len(), 1);
    assert_eq!(desk.claim(1).speaker, Some(Id::new(2)));
    desk.undo_all();
}

#[test]
fn a_typed_related_claim_is_forgotten_with_its_claim() {
    let mut desk = desk();
    desk.select_claim(1);
    desk.click("Related claims");
    desk.type_into("Related claim", "hurt");
    desk.keys("Escape");
    desk.select_claim(3);
    let field = desk.harness.get_by_label("Related claim");
    assert_eq!(field.value().as_deref(), Some(""));
}

#[test]
fn a_wrong_sum_is_reported_below_the_field() {
    let mut desk = crate::with_a_claim();
    desk.click("Justification");
    desk.type_text("8 injured + 5 missing = 14");
    assert!(desk.has("8 + 5 is 13, not 14"));
    desk.keys("Cmd+A «8 injured + 5 missing = 13»");
    assert!(!desk.shows("8 + 5 is"));
    desk.keys("Escape");
    desk.click("Notes on the claim");
    desk.type_into("Notes", "2 + 2 = 5");
    assert!(desk.has("2 + 2 is 4, not 5"));
}

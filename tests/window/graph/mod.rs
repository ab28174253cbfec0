//! The graph in the window, as user stories.

mod keyboard;

use std::time::{Duration, Instant};

use crate::newsroom;
use crosscheck::{
    analysis::{
        ClaimTable,
        graph::{GraphFocus, Node},
    },
    app::{App, Surroundings},
    import::IsolatedReader,
    project::{ClaimId, Project, RelationKind, Stance},
    reader::TextEngine,
    storage::{FileHash, OpenedFile, View},
    workbench::{DocumentIntent, Intent, Workbench},
};
use egui::{Key, Modifiers, Pos2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

/// A window that shows the graph of a project.
struct Desk {
    harness: Harness<'static, App>,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(project: Project) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("graph.ron");
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_max_steps(64)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |creation| {
                let surroundings = Surroundings {
                    state: None,
                    engine: TextEngine::with_fonts_only(Vec::new()),
                    file_dialogs: false,
                    isolated: IsolatedReader::at(env!("CARGO_BIN_EXE_crosscheck").into()),
                };
                let mut app = App::new(creation, surroundings);
                let opened = OpenedFile {
                    hash: FileHash::of(&[]),
                    seen: None,
                    project,
                };
                let table = ClaimTable::new(&opened.project);
                let opened = Ok(Box::new((opened, table)));
                for intent in [
                    DocumentIntent::Open(path.clone()),
                    DocumentIntent::Opened(path, opened),
                ] {
                    app.handle(&creation.egui_ctx, Intent::Document(intent));
                }
                app
            });
        let mut desk = Self { harness, folder };
        desk.settle();
        desk.press(Modifiers::ALT, Key::Num4);
        desk
    }

    fn small() -> Self {
        Self::new(newsroom::small())
    }

    /// Paints until nothing moves and the layout is up to date.
    fn settle(&mut self) {
        let since = Instant::now();
        loop {
            self.harness.run_ok();
            if !self.bench().graph.worker.is_running() {
                break;
            }
            assert!(since.elapsed() < Duration::from_secs(20), "no picture came");
            std::thread::sleep(Duration::from_millis(5));
        }
        self.harness.run_ok();
    }

    fn bench(&self) -> &Workbench {
        self.harness.state().workbench()
    }

    fn project(&self) -> &Project {
        self.bench().project()
    }

    fn view(&self) -> View {
        self.bench().view
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    /// Centre of the node whose name begins with this text.
    fn position(&self, name: &str) -> Pos2 {
        let nodes = self.harness.query_all_by_role(Role::Button);
        let named = |label: Option<String>| label.is_some_and(|label| label.starts_with(name));
        let mut nodes = nodes.filter(|node| named(node.accesskit_node().label()));
        nodes.next().expect(name).rect().center()
    }

    fn press_at(&mut self, position: Pos2, pressed: bool) {
        self.harness.event(egui::Event::PointerMoved(position));
        self.harness.event(egui::Event::PointerButton {
            pos: position,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        self.harness.step();
    }

    fn click_at(&mut self, position: Pos2) {
        self.press_at(position, true);
        self.press_at(position, false);
        self.settle();
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.press_at(from, true);
        for nth in 1_u8..=4 {
            let position = from.lerp(to, f32::from(nth) / 4.0);
            self.harness.event(egui::Event::PointerMoved(position));
            self.harness.step();
        }
        self.press_at(to, false);
        self.settle();
    }

    fn claim(&self, number: usize) -> ClaimId {
        self.project().claim_at(number - 1).unwrap().id
    }

    fn shown_nodes(&self) -> Vec<Node> {
        let picture = self.bench().graph.picture.as_ref().unwrap();
        picture.nodes().iter().map(|placed| placed.node).collect()
    }

    fn notices(&self) -> Vec<String> {
        let notices = self.bench().notices();
        notices.iter().map(|notice| notice.text.clone()).collect()
    }

    /// Accessible name of the focused widget.
    fn focused(&self) -> String {
        let focused = self.harness.query_all(egui_kittest::kittest::By::new());
        let mut focused = focused.filter(|node| node.accesskit_node().is_focused());
        let node = focused.next().expect("something has the keyboard");
        node.accesskit_node().label().unwrap_or_default()
    }
}

const FIRST: &str = "Claim 1: 70 attackers were killed";
const SECOND: &str = "Claim 2: No more than a dozen";
const THIRD: &str = "Claim 3: 12 people were injured";

#[test]
fn a_claim_is_shown_alone_and_then_everything_again() {
    let mut desk = Desk::small();
    let all = desk.shown_nodes().len();
    desk.click("Claim 3: 12 people were injured, +1 −1, part of claim 1");
    assert_eq!(desk.bench().selection.claim, Some(desk.claim(3)));
    desk.key(Key::O);
    let query = desk.bench().graph.query.clone();
    assert_eq!(query.focus, GraphFocus::Claim(desk.claim(3)));
    assert!(desk.shown_nodes().len() < all);
    assert!(desk.harness.query_by_label_contains(SECOND).is_none());
    desk.click("Show all");
    assert_eq!(desk.shown_nodes().len(), all);
}

#[test]
fn a_double_click_on_a_speaker_shows_only_its_passages() {
    let mut desk = Desk::small();
    let position = desk.position("Speaker: Ministry of Defence");
    for pressed in [true, false, true, false] {
        desk.press_at(position, pressed);
    }
    desk.settle();
    let query = &desk.bench().graph.query;
    assert!(matches!(query.focus, GraphFocus::Speaker(_)));
    assert!(
        desk.harness
            .query_by_label_contains("Frontline Blog")
            .is_none()
    );
}

#[test]
fn a_click_on_a_passage_goes_to_the_article() {
    let mut desk = Desk::small();
    let position = desk.position("Passage: “eight injured”");
    desk.click_at(position);
    assert_eq!(desk.view(), View::Read);
    let workbench = desk.bench();
    let chosen = workbench.selection;
    assert_eq!(chosen.claim, Some(desk.claim(3)));
    let quote = workbench.project().quote(chosen.highlight.unwrap());
    assert_eq!(quote, Some("eight injured"));
    desk.press(Modifiers::ALT, Key::Num4);
    assert_eq!(desk.view(), View::Graph);
}

#[test]
fn a_click_on_an_article_opens_it() {
    let mut desk = Desk::small();
    let position = desk.position("Article: Frontline Blog");
    desk.click_at(position);
    assert_eq!(desk.view(), View::Read);
    let focused = desk.bench().columns.focused();
    let article = desk.project().article(focused.unwrap()).unwrap();
    assert_eq!(article.details.outlet, "Frontline Blog");
}

#[test]
fn a_relation_is_drawn_by_drag_and_undone() {
    let mut desk = Desk::small();
    let (from, to) = (desk.position(THIRD), desk.position(SECOND));
    desk.drag(from, to);
    desk.click("Claim 3 undercuts claim 2");
    let (third, second) = (desk.claim(3), desk.claim(2));
    let is_new = |project: &Project| {
        project.relations().any(|relation| {
            (relation.from, relation.to, relation.kind) == (third, second, RelationKind::Undercuts)
        })
    };
    assert!(is_new(desk.project()));
    assert!(
        desk.harness
            .query_by_label("Claim 3 undercuts claim 2")
            .is_some()
    );
    desk.press(Modifiers::COMMAND, Key::Z);
    assert!(!is_new(desk.project()));
    assert_eq!(desk.project().relations().len(), 2);
    assert!(
        desk.harness
            .query_by_label("Claim 3 undercuts claim 2")
            .is_none()
    );
}

#[test]
fn a_duplicate_relation_is_refused_with_a_reason() {
    let mut desk = Desk::small();
    let (from, to) = (desk.position(FIRST), desk.position(SECOND));
    desk.drag(from, to);
    desk.harness
        .query_all_by_label("Claim 1 contradicts claim 2")
        .last()
        .unwrap()
        .click();
    desk.settle();
    assert_eq!(desk.project().relations().len(), 2);
    let told = desk.notices().concat();
    assert!(told.contains("is already related to claim 2"), "{told}");
}

#[test]
fn a_drag_that_ends_beside_a_claim_relates_nothing() {
    let mut desk = Desk::small();
    let from = desk.position(THIRD);
    desk.drag(from, from + egui::vec2(-150.0, 90.0));
    assert!(
        desk.harness
            .query_by_label("Claim 3 undercuts claim 2")
            .is_none()
    );
    assert_eq!(desk.project().relations().len(), 2);
}

#[test]
fn a_relation_is_removed_by_its_label() {
    let mut desk = Desk::small();
    desk.click("Claim 2 contradicts claim 1");
    desk.click("Remove relation");
    assert_eq!(desk.project().relations().len(), 1);
    desk.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.project().relations().len(), 2);
}

#[test]
fn evidence_is_hidden_and_shown_by_stance() {
    let mut desk = Desk::small();
    desk.click("Show evidence: refutes");
    assert!(!desk.bench().graph.query.shows(Stance::Refutes));
    assert!(
        desk.harness
            .query_by_label_contains("“eight injured”")
            .is_none()
    );
    desk.click("Clear");
    assert!(
        desk.harness
            .query_by_label_contains("“eight injured”")
            .is_some()
    );
}

#[test]
fn the_graph_follows_edits_in_other_panels() {
    let mut desk = Desk::small();
    let before = desk.shown_nodes().len();
    desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    assert_eq!(desk.shown_nodes().len(), before + 1);
    assert!(
        desk.harness
            .query_by_label_contains("Claim 4: no statement yet")
            .is_some()
    );
}

#[test]
fn an_empty_graph_explains_how_to_fill_it() {
    let mut desk = Desk::new(Project::default());
    let taught = desk
        .harness
        .query_by_label_contains("create the first claim");
    assert!(taught.is_some());
    desk.click("Go to the articles");
    assert_eq!(desk.view(), View::Read);
}

#[test]
fn the_filtered_graph_is_exported_in_the_selected_theme() {
    let mut desk = Desk::small();
    desk.click("Show evidence: refutes");
    desk.click("Export as SVG…");
    desk.click("Dark");
    desk.click("Export…");
    let path = desk.folder.path().join("drawn.svg");
    desk.press(Modifiers::COMMAND, Key::A);
    let typed = path.display().to_string();
    desk.harness.event(egui::Event::Text(typed));
    desk.settle();
    desk.key(Key::Enter);
    let since = Instant::now();
    while !path.exists() {
        assert!(
            since.elapsed() < Duration::from_secs(20),
            "{:?}",
            desk.notices()
        );
        std::thread::sleep(Duration::from_millis(5));
        desk.settle();
    }
    desk.settle();
    let svg = std::fs::read_to_string(path).unwrap();
    assert!(svg.contains("fill=\"#1c1c1e\"") && !svg.contains("eight injured"));
    assert!(!svg.contains("Sokolova"));
}

#[test]
fn two_thousand_nodes_are_visible_at_once_and_each_can_be_reached() {
    let mut desk = Desk::new(newsroom::large(400, 3));
    desk.key(Key::F);
    let seen = desk.harness.query_all_by_label_contains("Claim ");
    assert!(seen.count() > 10, "labels find room from afar");
    for _ in 0..12 {
        desk.press(Modifiers::NONE, Key::Plus);
    }
    let nodes = desk.harness.query_all_by_role(Role::Button);
    assert!(
        nodes.count() < 120,
        "near by, only what is in view is there"
    );
}

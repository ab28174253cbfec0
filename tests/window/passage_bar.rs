//! The bar at the passage, and the notice in the status bar.

use crosscheck::{
    project::{EvidenceId, Stance},
    storage::Settings,
    workbench::{ClaimIntent, Command, Intent, Overlay},
};
use egui::{Pos2, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{desk::Desk, sample, with_a_claim};

const BAR: &str = "Selected passage";

impl Desk {
    fn bar(&self) -> Option<Rect> {
        let bar = self.harness.query_by_role_and_label(Role::Group, BAR)?;
        let entries = bar.children_recursive();
        let entries = entries.filter(|entry| entry.accesskit_node().raw_bounds().is_some());
        let entries = entries.map(|entry| entry.rect());
        // The frame is around them.
        Some(entries.reduce(Rect::union)?.expand2(vec2(7.0, 4.0)))
    }

    /// Drags from one point to another.
    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.harness.drag_at(from);
        self.harness.step();
        for part in [0.3, 0.7, 1.0] {
            self.harness.hover_at(from.lerp(to, part));
            self.harness.step();
        }
        self.harness.drop_at(to);
        self.settle();
    }

    /// Lets this many seconds of the window's time pass.
    fn pass(&mut self, seconds: f64) {
        let until = self.now() + seconds;
        while self.now() < until {
            self.harness.step();
        }
        self.settle();
    }

    fn now(&self) -> f64 {
        self.harness.ctx.input(|input| input.time)
    }

    fn last_evidence(&self) -> EvidenceId {
        let claim = self.nth_claim(0);
        self.project().evidence_of(claim).last().unwrap().id
    }
}

#[test]
fn a_finished_selection_shows_its_commands_and_the_claim() {
    let mut desk = with_a_claim();
    assert_eq!(desk.bar(), None);
    desk.select_sentence("A spokeswoman");
    assert!(desk.bar().is_some());
    assert!(desk.has("\u{2192} claim 1"));
    // Names and keys are those of the commands.
    for command in [
        Command::Link(Stance::Supports),
        Command::Link(Stance::Refutes),
        Command::Link(Stance::Context),
        Command::NewClaimFromSelection,
        Command::HighlightSelection,
    ] {
        let label = command.spec().label;
        let entry = desk.harness.get_by_role_and_label(Role::Button, label);
        assert!(desk.bar().unwrap().contains_rect(entry.rect()), "{label}");
    }
    let evidence = desk.project().evidence_count(desk.nth_claim(0));
    desk.button("Link as refutes");
    assert_eq!(
        desk.project().evidence_count(desk.nth_claim(0)),
        evidence + 1
    );
    assert_eq!(desk.bar(), None, "it is done");
    assert!(desk.shows("Linked to claim 1 as refutes"));
    // Keys go to the article again.
    let article = desk.bench().columns.focused().unwrap();
    let name = desk.project().article(article).unwrap().name();
    assert_eq!(desk.with_keyboard().as_deref(), Some(name.as_str()));
}

#[test]
fn the_bar_leaves_the_keyboard_to_the_article_and_closes_with_escape() {
    let mut desk = with_a_claim();
    desk.select_sentence("A spokeswoman");
    assert!(desk.bar().is_some());
    let reader = desk.with_keyboard();
    desk.keys("Shift+Right");
    assert_eq!(desk.with_keyboard(), reader);
    assert!(desk.bar().is_some(), "at the new selection");
    desk.keys("Escape");
    assert_eq!(desk.bar(), None);
    desk.select_sentence("A spokeswoman");
    assert!(desk.bar().is_some(), "it comes with the next selection");
    desk.keys("3");
    assert_eq!(desk.bar(), None, "a key does the same");
    let stance = desk
        .project()
        .evidence(desk.last_evidence())
        .unwrap()
        .stance;
    assert_eq!(stance, Stance::Context);
}

#[test]
fn a_clicked_highlight_has_the_bar_until_the_next_change() {
    let mut desk = with_a_claim();
    desk.keys("Escape");
    let line = desk.line("The fire brigade");
    let click = |desk: &mut Desk| {
        let at = line.left_center() + vec2(60.0, 0.0);
        desk.harness.drag_at(at);
        desk.harness.step();
        desk.harness.drop_at(at);
        desk.settle();
    };
    click(&mut desk);
    desk.keys("Escape");
    assert_eq!(desk.bar(), None);
    assert!(desk.bench().selection.highlight.is_some());
    desk.pass(1.0);
    click(&mut desk);
    let bar = desk.bar().expect("the highlight was clicked");
    assert!(!bar.intersects(line), "{bar} covers {line}");
    assert!(
        !desk.has("Highlight selection"),
        "it is highlighted already"
    );
    desk.button("Link as context");
    assert!(desk.shows("The passage is now context of claim 1"));
    assert_eq!(desk.bar(), None);
}

#[test]
fn disabled_entries_explain_why() {
    let mut desk = Desk::with_articles();
    desk.select_sentence("A spokeswoman");
    assert!(desk.has("No claim selected"));
    let entry = desk.harness.get_by_label("Link as supports");
    assert!(entry.accesskit_node().is_disabled());
    entry.hover();
    desk.pass(1.0);
    assert!(desk.shows("Select a claim first"));
    desk.button("New claim from selection");
    assert_eq!(desk.statements().len(), 1);
    assert_eq!(desk.with_keyboard().as_deref(), Some("Statement"));
}

#[test]
fn the_bar_covers_no_selected_word_and_stays_in_its_pane_at_every_size() {
    for size in [[1024.0, 700.0], [1440.0, 900.0], [960.0, 600.0]] {
        let mut desk = sample();
        desk.harness.set_size(size.into());
        let claim = desk.nth_claim(1);
        desk.ask(Intent::Claim(ClaimIntent::Select(Some(claim))));
        let documents = desk.harness.query_all_by_role(Role::Document);
        let panes: Vec<Rect> = documents.map(|pane| pane.rect()).collect();
        let mut shown = 0;
        for pane in panes.into_iter().filter(|pane| pane.width() > 200.0) {
            // Nearer to the edge, a drag scrolls.
            for (from, to) in [(0.1, 0.2), (0.4, 0.7), (0.8, 0.9), (0.87, 0.93)] {
                let at = |y: f32| pane.lerp_inside(vec2(0.5, y));
                desk.drag(at(from), at(to));
                let selected = desk.bench().selected_words();
                let Some(bar) = desk.bar().filter(|_| selected.is_some()) else {
                    continue;
                };
                shown += 1;
                assert!(
                    pane.expand(0.5).contains_rect(bar),
                    "{bar} in {pane} at {size:?}"
                );
                // The drag may begin or end between two lines.
                let dragged = pane
                    .with_min_y(at(from).y + 16.0)
                    .with_max_y(at(to).y - 16.0);
                assert!(
                    !bar.intersects(dragged),
                    "{bar} covers {dragged} at {size:?}"
                );
                desk.keys("Escape");
            }
        }
        assert!(shown >= 4, "{shown} at {size:?}");
    }
}

#[test]
fn bar_and_whole_words_can_be_switched_off() {
    let mut desk = with_a_claim();
    desk.keys("Cmd+Comma");
    desk.click("Show a bar at the selected passage");
    desk.click("Select whole words with the mouse");
    desk.keys("Escape");
    let Settings {
        passage_bar,
        whole_words,
        ..
    } = &desk.bench().settings;
    assert!(!passage_bar && !whole_words);
    desk.select_sentence("A spokeswoman");
    assert_eq!(desk.bar(), None);
    let folder = desk.close();
    let desk = crate::desk::Start::in_folder(folder).sit();
    assert!(!desk.bench().settings.passage_bar, "it is remembered");
}

#[test]
fn a_notice_with_undo_is_shown_for_six_seconds() {
    let mut desk = with_a_claim();
    desk.on_sentence("A spokeswoman", "1");
    let said = "Linked to claim 1 as supports";
    let notice_rect = desk.harness.get_by_label(said).rect();
    let views = desk.harness.get_by_label("Timeline").rect();
    assert!(
        views.expand(2.0).y_range().contains(notice_rect.center().y),
        "it covers no text"
    );
    desk.harness.hover_at(egui::pos2(400.0, 300.0));
    desk.pass(5.0);
    assert!(desk.has(said));
    desk.pass(1.5);
    assert!(!desk.has(said) && desk.bench().notices().is_empty());

    desk.on_sentence("The hospital treated", "2");
    let before = desk.project().clone();
    desk.button("Undo");
    assert_eq!(desk.project().evidence_count(desk.nth_claim(0)), 2);
    desk.keys("Cmd+Y");
    assert_eq!(*desk.project(), before);
}

#[test]
fn an_error_stays_until_it_is_dismissed_and_covers_no_text() {
    let mut desk = with_a_claim();
    desk.ask(Intent::Tell("The disk is full".to_owned()));
    desk.pass(20.0);
    let notice_rect = desk.harness.get_by_label("The disk is full").rect();
    let panes = desk.harness.query_all_by_role(Role::Document);
    for pane in panes {
        assert!(!pane.rect().intersects(notice_rect));
    }
    desk.button("Dismiss notice");
    assert!(!desk.has("The disk is full"));
}

#[test]
fn no_bar_is_shown_while_a_dialog_is_open() {
    let mut desk = with_a_claim();
    desk.on_sentence("A spokeswoman", "Cmd+K");
    assert_eq!(desk.bench().overlay, Some(Overlay::Palette));
    assert_eq!(desk.bar(), None);
}

//! The timeline in the window, as user stories.

mod figures;
mod texts;

use crate::{desk::Desk, newsroom::Newsroom, records::Recording};
use crosscheck::{
    project::{ClaimField, Project, Search, Stance},
    storage::{self, View},
    workbench::{Overlay, TimelineScope, TimelineSubject},
};
use egui::{Rect, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

/// Five articles count the injured of one night. One is dated only to the month, one is undated. A sixth is about another
/// claim.
fn changing_figure() -> Project {
    let mut room = Newsroom::default();
    let herald = room.article(
        "Herald",
        "2023-05-23T08:30Z",
        "Shelling",
        "There were 8 injured.",
    );
    let post = room.article(
        "Post",
        "2023-05-23T21:15Z",
        "More",
        "By night 12 were injured.",
    );
    let gazette = room.article(
        "Gazette",
        "2023-05-24T09:00Z",
        "Count",
        "Now 13 were injured.",
    );
    let echo = room.article(
        "Echo",
        "2023-05-24T15:00Z",
        "Again",
        "Again 13 were injured.",
    );
    let review = room.article("Review", "May 2023", "A month", "In all 13 were injured.");
    let blog = room.article("Blog", "last week", "Notes", "I counted 13 injured.");
    let nurse = room.speaker("Irina Sokolova", "nurse", Some("Source A"));
    let hurt = room.claim("13 people were injured");
    let quiet = room.claim("The night was quiet");
    let (yes, no) = (Stance::Supports, Stance::Refutes);
    room.says(herald, "8 injured", hurt, Stance::Context, None, &[]);
    room.says(post, "12 were injured", hurt, no, None, &[]);
    room.says(gazette, "13 were injured", hurt, yes, Some(nurse), &[]);
    room.says(echo, "13 were injured", hurt, yes, None, &[]);
    room.says(review, "13 were injured", hurt, Stance::Context, None, &[]);
    room.says(blog, "13 injured", hurt, Stance::Context, None, &[]);
    room.says(herald, "There were", quiet, no, None, &[]);
    let made = ClaimField::Made("2023-05-24T12:00Z".into());
    room.project.set(hurt, made);
    let search = Search {
        sought: "A list of the injured".into(),
        place: "City hospital".into(),
        date: "2023-05-25".into(),
    };
    room.project.set(hurt, ClaimField::Searches(vec![search]));
    room.project
}

fn desk_with(project: &Project) -> Desk {
    let mut desk = Desk::with(|folder| {
        let path = folder.join("project.ron");
        std::fs::write(&path, storage::to_ron(project)).unwrap();
        Some(path)
    });
    desk.keys("Alt+5");
    desk
}

impl Desk {
    /// Accessible names of the marks with their positions, in the order of the tree.
    fn marks(&self) -> Vec<(String, Rect)> {
        let marks = self.harness.query_all_by_role(Role::Cell);
        let description = |node: egui_kittest::Node<'_>| {
            let rect = node.rect();
            (node.accesskit_node().label().unwrap(), rect)
        };
        marks.map(description).collect()
    }

    fn descriptions(&self) -> Vec<String> {
        self.marks().into_iter().map(|(name, _)| name).collect()
    }

    /// Position of the mark whose name contains all of these strings.
    fn mark(&self, text: &str) -> Rect {
        let mut marks = self.marks().into_iter();
        let found = marks.find(|(name, _)| name.contains(text));
        found
            .unwrap_or_else(|| panic!("{text}: {:?}", self.descriptions()))
            .1
    }

    /// Accessible name of the focused mark.
    fn focused_mark(&self) -> Option<String> {
        let grid = self.harness.get_by_role(Role::Grid);
        grid.accesskit_node().data().active_descendant()?;
        let mut marks = self.harness.query_all_by_role(Role::Cell);
        let chosen = marks.find(|node| node.accesskit_node().is_selected() == Some(true));
        chosen.and_then(|node| node.accesskit_node().label())
    }

    fn heads(&self) -> Vec<String> {
        let heads = self.harness.query_all_by_role(Role::RowHeader);
        heads
            .map(|node| node.accesskit_node().label().unwrap())
            .collect()
    }

    fn subject(&self) -> TimelineSubject {
        self.bench().timeline.subject
    }

    fn view(&self) -> View {
        self.bench().view
    }
}

#[test]
fn the_timeline_shows_how_a_figure_changed_and_who_reported_it_first() {
    let mut desk = desk_with(&changing_figure());
    desk.keys("Right");
    desk.click("Selected claim");
    let expected = [
        "Context, Review, May 2023: \u{201c}13 were injured\u{201d}",
        "Context, Herald, 23 May 2023 08:30 UTC: \u{201c}8 injured\u{201d}",
        "Refutes, Post, 23 May 2023 21:15 UTC: \u{201c}12 were injured\u{201d}",
        "Supports, Gazette, 24 May 2023 09:00 UTC, first report, said by Source A: \u{201c}13 were injured\u{201d}",
        "Claim made, 24 May 2023 12:00 UTC",
        "Supports, Echo, 24 May 2023 15:00 UTC, published after the claim was made: \u{201c}13 were injured\u{201d}",
        "Search without result, 25 May 2023: A list of the injured (City hospital)",
        "Context, Blog, no date (\u{201c}last week\u{201d}): \u{201c}13 injured\u{201d}",
    ];
    assert_eq!(desk.descriptions(), expected);
    assert!(desk.has("First report: Gazette, 24 May 2023 09:00 UTC"));
    assert!(desk.has("Times in UTC"));
    // Later marks are further right, at distances proportional to time.
    let at = |text: &str| desk.mark(text).center().x;
    let (eight, twelve, thirteen) = (at("Herald"), at("Post"), at("Gazette"));
    assert!(eight < twelve && twelve < thirteen && thirteen < at("Echo"));
    let hours = (twelve - eight) / (thirteen - twelve);
    assert!((hours - 12.75 / 11.75).abs() < 0.05, "{hours}");
}

#[test]
fn a_partial_date_is_a_bar_and_undated_events_are_apart() {
    let mut desk = desk_with(&changing_figure());
    let point = desk.mark("Claim 1: Refutes, Post");
    assert!(point.width() < 24.0, "{point:?}");
    // At first hours are visible, and the bar of the month extends beyond both ends.
    let month = desk.mark("Claim 1: Context, Review, May 2023");
    assert!(month.left() < desk.mark("Herald").left());
    assert!(month.right() > desk.mark("Echo").right());
    let day = desk.mark("Search without result, 25 May 2023");
    assert!(day.width() > 2.0 * point.width(), "{day:?}");
    // Undated marks are to the right of all dated ones.
    let axis_end = desk.harness.get_by_role(Role::Grid).rect().right() - 104.0;
    let undated = [
        "Claim 1: Context, Blog, no date",
        "Claim 2: Claim made, no date",
    ];
    for text in undated {
        assert!(desk.mark(text).left() > axis_end, "{text}");
    }
    assert!(desk.mark("Echo").right() < axis_end);

    // Its date is entered in the article details, opened by key for the selected mark and by click for an undated one.
    desk.click_containing("Claim 1: Supports, Gazette");
    desk.keys("Cmd+I");
    let gazette = desk.project().articles().nth(2).unwrap().id;
    let overlay = desk.bench().overlay;
    assert_eq!(overlay, Some(Overlay::ArticleDetails(gazette)));
    desk.click("Done");
    desk.click_containing("Claim 1: Context, Blog");
    let blog = desk.project().articles().nth(5).unwrap().id;
    let overlay = desk.bench().overlay;
    assert_eq!(overlay, Some(Overlay::ArticleDetails(blog)));
    desk.harness
        .get_by_role_and_label(Role::TextInput, "Published")
        .focus();
    desk.settle();
    desk.keys("Cmd+A «2023-05-24T10:00Z»");
    desk.click("Done");
    let dated = desk.mark("Claim 1: Context, Blog, 24 May 2023 10:00 UTC");
    assert!(dated.left() > desk.mark("Gazette").left() && dated.right() < axis_end);
}

/// Asserts that the name of the focused mark begins with this text.
#[track_caller]
fn focus_is(desk: &Desk, begins: &str) {
    let focused = desk.focused_mark().unwrap_or_default();
    assert!(focused.starts_with(begins), "{focused}");
}

#[test]
fn arrow_keys_move_between_marks_and_enter_opens_the_passage() {
    let mut desk = desk_with(&changing_figure());
    desk.keys("Right");
    focus_is(&desk, "Claim 1: Context, Review");
    desk.keys("Right Right");
    focus_is(&desk, "Claim 1: Refutes, Post");
    // Down goes to the mark nearest in time.
    desk.keys("Down");
    focus_is(&desk, "Claim 2: Refutes, Herald");
    assert_eq!(desk.bench().selection.claim, Some(desk.nth_claim(1)));
    desk.keys("End");
    assert_eq!(
        desk.focused_mark().as_deref(),
        Some("Claim 2: Claim made, no date")
    );
    desk.keys("Home Up Enter");
    let workbench = desk.bench();
    assert_eq!(workbench.view, View::Read);
    let evidence = workbench.selection.evidence.unwrap();
    let evidence = desk.project().evidence(evidence).unwrap();
    assert_eq!(evidence.claim, desk.nth_claim(0));
    assert_eq!(desk.project().quote(evidence.highlight), Some("8 injured"));

    // Back there, the mark is still selected; Enter on the claim's own mark shows the claim alone.
    desk.keys("Alt+5");
    assert!(desk.focused_mark().unwrap().contains("Herald"));
    desk.keys("Right Right Right Enter");
    assert_eq!(
        desk.subject(),
        TimelineSubject::Claim(Some(desk.nth_claim(0)))
    );
    assert_eq!(
        desk.focused_mark().as_deref(),
        Some("Claim made, 24 May 2023 12:00 UTC")
    );
    desk.keys("Up");
    focus_is(&desk, "Supports, Gazette");
    // Another claim is selected as in every view, and has no selected mark yet.
    desk.keys("Alt+Down");
    assert_eq!(
        desk.subject(),
        TimelineSubject::Claim(Some(desk.nth_claim(1)))
    );
    assert_eq!(desk.focused_mark(), None);
    desk.keys("Down");
    focus_is(&desk, "Refutes, Herald");
    desk.keys("Escape");
    assert_eq!(desk.subject(), TimelineSubject::All);
}

#[test]
fn the_axis_zooms_pans_and_fits() {
    let mut desk = desk_with(&changing_figure());
    let between = |desk: &Desk| desk.mark("Gazette").center().x - desk.mark("Post").center().x;
    let before = between(&desk);
    desk.keys("Plus");
    let closer = between(&desk);
    assert!((closer / before - 1.5).abs() < 0.02, "{before} {closer}");
    let x = desk.mark("Gazette").center().x;
    desk.keys("Shift+Right");
    assert!((x - desk.mark("Gazette").center().x - 80.0).abs() < 1.0);
    // Zoomed in on the selected mark, marks out of view are counted, and a click brings them into view.
    desk.click_containing("Claim 1: Supports, Gazette");
    for _ in 0..6 {
        desk.keys("Plus");
    }
    assert!(
        desk.descriptions()
            .iter()
            .all(|description| !description.contains("Herald, 23 May 2023 08:30 UTC: \u{201c}8"))
    );
    desk.click_containing("Claim 1: 2 earlier");
    desk.mark("Claim 1: Refutes, Post");
    desk.keys("F");
    assert!((between(&desk) - before).abs() < 0.5);
    desk.click("Zoom out (-)");
    assert!(between(&desk) < before);

    // Ctrl and the wheel zoom about the pointer.
    desk.click("Fit");
    let at = desk.mark("Gazette").center();
    desk.harness.hover_at(at);
    desk.harness.event(egui::Event::Zoom(2.0));
    desk.settle();
    assert!((between(&desk) / before - 2.0).abs() < 0.02);
    assert!((desk.mark("Gazette").center().x - at.x).abs() < 1.0);

    // In the rows of a claim, marks out of view have an arrow.
    desk.click("Selected claim");
    desk.click("Zoom in (+)");
    for _ in 0..8 {
        desk.keys("Plus");
    }
    let herald = "earlier: Context, Herald, 23 May 2023 08:30 UTC: \u{201c}8 injured\u{201d}";
    desk.click(herald);
    desk.mark("Context, Herald, 23 May 2023 08:30 UTC");
}

#[test]
fn an_article_is_compared_with_the_claims_it_has_evidence_for() {
    let mut desk = desk_with(&changing_figure());
    desk.harness
        .get_by_label_contains("Claim 1: Context, Herald")
        .click_secondary();
    desk.settle();
    desk.click("Show only this article");
    let expected = [
        "Published, Herald, 23 May 2023 08:30 UTC",
        "Context, Claim 1: 13 people were injured, made 24 May 2023 12:00 UTC: \u{201c}8 injured\u{201d}",
        "Refutes, Claim 2: The night was quiet, no date: \u{201c}There were\u{201d}",
    ];
    assert_eq!(desk.descriptions(), expected);
    assert!(desk.has("1 without a date"));
    desk.click("Show another article");
    desk.keys("«echo» Enter");
    let late = "Supports, Claim 1: 13 people were injured, made 24 May 2023 12:00 UTC, published after the claim was made";
    assert!(
        desk.descriptions()[0].starts_with(late),
        "{:?}",
        desk.descriptions()
    );
    let workbench = desk.bench();
    assert_eq!(workbench.timeline.shown, TimelineScope::Article);
}

#[test]
fn the_axis_follows_edits() {
    let mut desk = desk_with(&changing_figure());
    assert!(
        desk.heads()[0].ends_with("(first: Gazette)"),
        "{:?}",
        desk.heads()
    );
    // Echo turns out to be older.
    let echo = desk.project().articles().nth(3).unwrap();
    let (id, mut source) = (echo.id, echo.details.clone());
    source.published = "2023-05-22T10:00Z".into();
    let intent = crosscheck::workbench::ArticleIntent::SetDetails(id, Box::new(source));
    desk.ask(crosscheck::workbench::Intent::Article(intent));
    assert!(
        desk.heads()[0].ends_with("(first: Echo)"),
        "{:?}",
        desk.heads()
    );
    assert!(desk.mark("Echo").left() < desk.mark("Herald").left());
    desk.keys("Cmd+Z");
    assert!(desk.heads()[0].ends_with("(first: Gazette)"));
    assert!(desk.mark("Echo").left() > desk.mark("Gazette").left());
}

#[test]
fn escape_returns_to_all_claims_when_none_is_selected() {
    let mut desk = desk_with(&changing_figure());
    desk.click("Selected claim");
    assert_eq!(desk.subject(), TimelineSubject::Claim(None));
    // Keys that move or zoom do nothing there, and have no later effect.
    desk.keys("Plus Escape");
    assert_eq!(desk.subject(), TimelineSubject::All);
    let before = desk.mark("Gazette");
    desk.keys("F");
    assert_eq!(desk.mark("Gazette"), before);
    desk.keys("Right");
    focus_is(&desk, "Claim 1: ");
}

#[test]
fn an_empty_timeline_explains_how_to_fill_it() {
    let mut desk = Desk::new();
    desk.keys("Alt+5");
    desk.click("Go to the articles");
    assert_eq!(desk.view(), View::Read);
    desk.menu("View", "Timeline");
    assert_eq!(desk.view(), View::Timeline);
}

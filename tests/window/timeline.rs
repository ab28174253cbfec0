//! The timeline in the window, as user stories.

use crate::desk::Desk;
use crate::newsroom::Newsroom;
use crosscheck::{
    project::{ClaimEdit, ClaimField, ClaimId, Edit, Project, Search, Stance},
    storage::{self, View},
    workbench::{ArticleIntent, Intent, Overlay, TimelineIntent, TimelineScope, TimelineSubject},
};
use egui::{Key, Modifiers, Rect, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use generate::Size;

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
    set(
        &mut room.project,
        hurt,
        ClaimField::Made("2023-05-24T12:00Z".into()),
    );
    let search = Search {
        sought: "A list of the injured".into(),
        place: "City hospital".into(),
        date: "2023-05-25".into(),
    };
    set(&mut room.project, hurt, ClaimField::Searches(vec![search]));
    room.project
}

fn set(project: &mut Project, id: ClaimId, field: ClaimField) {
    project
        .apply(Edit::Claim(ClaimEdit::Set { id, field }))
        .unwrap();
}

fn desk_with(project: &Project) -> Desk {
    let mut desk = Desk::with(|folder| {
        let path = folder.join("project.ron");
        std::fs::write(&path, storage::to_ron(project)).unwrap();
        Some(path)
    });
    desk.press(Modifiers::ALT, Key::Num5);
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
        self.harness.state().workbench().timeline().subject()
    }

    fn view(&self) -> View {
        self.harness.state().workbench().view()
    }
}

#[test]
fn the_timeline_shows_how_a_figure_changed_and_who_reported_it_first() {
    let mut desk = desk_with(&changing_figure());
    desk.key(Key::ArrowRight);
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
    desk.harness
        .get_by_label_contains("Claim 1: Supports, Gazette")
        .click();
    desk.settle();
    desk.press(Modifiers::COMMAND, Key::I);
    let gazette = desk.project().articles().nth(2).unwrap().id;
    let overlay = desk.harness.state().workbench().overlay();
    assert_eq!(overlay, Some(Overlay::ArticleDetails(gazette)));
    desk.click("Done");
    desk.harness
        .get_by_label_contains("Claim 1: Context, Blog")
        .click();
    desk.settle();
    let blog = desk.project().articles().nth(5).unwrap().id;
    let overlay = desk.harness.state().workbench().overlay();
    assert_eq!(overlay, Some(Overlay::ArticleDetails(blog)));
    desk.harness
        .get_by_role_and_label(Role::TextInput, "Published")
        .focus();
    desk.settle();
    desk.press(Modifiers::COMMAND, Key::A);
    desk.type_text("2023-05-24T10:00Z");
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
    desk.key(Key::ArrowRight);
    focus_is(&desk, "Claim 1: Context, Review");
    for key in [Key::ArrowRight, Key::ArrowRight] {
        desk.key(key);
    }
    focus_is(&desk, "Claim 1: Refutes, Post");
    // Down goes to the mark nearest in time.
    desk.key(Key::ArrowDown);
    focus_is(&desk, "Claim 2: Refutes, Herald");
    assert_eq!(
        desk.harness.state().workbench().selection().claim,
        Some(desk.nth_claim(1))
    );
    desk.key(Key::End);
    assert_eq!(
        desk.focused_mark().as_deref(),
        Some("Claim 2: Claim made, no date")
    );
    for key in [Key::Home, Key::ArrowUp, Key::Enter] {
        desk.key(key);
    }
    let workbench = desk.harness.state().workbench();
    assert_eq!(workbench.view(), View::Read);
    let evidence = workbench.selection().evidence.unwrap();
    let evidence = desk.project().evidence(evidence).unwrap();
    assert_eq!(evidence.claim, desk.nth_claim(0));
    assert_eq!(desk.project().quote(evidence.highlight), Some("8 injured"));

    // Back there, the mark is still selected; Enter on the claim's own mark shows the claim alone.
    desk.press(Modifiers::ALT, Key::Num5);
    assert!(desk.focused_mark().unwrap().contains("Herald"));
    for key in [
        Key::ArrowRight,
        Key::ArrowRight,
        Key::ArrowRight,
        Key::Enter,
    ] {
        desk.key(key);
    }
    assert_eq!(
        desk.subject(),
        TimelineSubject::Claim(Some(desk.nth_claim(0)))
    );
    assert_eq!(
        desk.focused_mark().as_deref(),
        Some("Claim made, 24 May 2023 12:00 UTC")
    );
    desk.key(Key::ArrowUp);
    focus_is(&desk, "Supports, Gazette");
    // Another claim is selected as in every view, and has no selected mark yet.
    desk.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(
        desk.subject(),
        TimelineSubject::Claim(Some(desk.nth_claim(1)))
    );
    assert_eq!(desk.focused_mark(), None);
    desk.key(Key::ArrowDown);
    focus_is(&desk, "Refutes, Herald");
    desk.key(Key::Escape);
    assert_eq!(desk.subject(), TimelineSubject::All);
}

#[test]
fn the_axis_zooms_pans_and_fits() {
    let mut desk = desk_with(&changing_figure());
    let between = |desk: &Desk| desk.mark("Gazette").center().x - desk.mark("Post").center().x;
    let before = between(&desk);
    desk.key(Key::Plus);
    let closer = between(&desk);
    assert!((closer / before - 1.5).abs() < 0.02, "{before} {closer}");
    let x = desk.mark("Gazette").center().x;
    desk.press(Modifiers::SHIFT, Key::ArrowRight);
    assert!((x - desk.mark("Gazette").center().x - 80.0).abs() < 1.0);
    // Zoomed in on the selected mark, marks out of view are counted, and a click brings them into view.
    desk.harness
        .get_by_label_contains("Claim 1: Supports, Gazette")
        .click();
    desk.settle();
    for _ in 0..6 {
        desk.key(Key::Plus);
    }
    assert!(
        desk.descriptions()
            .iter()
            .all(|description| !description.contains("Herald, 23 May 2023 08:30 UTC: \u{201c}8"))
    );
    desk.harness
        .get_by_label_contains("Claim 1: 2 earlier")
        .click();
    desk.settle();
    desk.mark("Claim 1: Refutes, Post");
    desk.key(Key::F);
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
        desk.key(Key::Plus);
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
    desk.type_text("echo");
    desk.key(Key::Enter);
    let late = "Supports, Claim 1: 13 people were injured, made 24 May 2023 12:00 UTC, published after the claim was made";
    assert!(
        desk.descriptions()[0].starts_with(late),
        "{:?}",
        desk.descriptions()
    );
    let workbench = desk.harness.state().workbench();
    assert_eq!(workbench.timeline().shown(), TimelineScope::Article);
}

/// Two articles that support one claim with dates in their sentences.
fn dates_in_texts() -> Project {
    let mut room = Newsroom::default();
    let herald = room.article(
        "Herald",
        "2023-05-24",
        "Shelling",
        "There was shelling on Monday, and in 1944. It began on 20 May 2023.",
    );
    let blog = room.article("Blog", "", "Notes", "Shelling began on Sunday.");
    let began = room.claim("Shelling began");
    let yes = Stance::Supports;
    room.says(herald, "shelling", began, yes, None, &[]);
    room.says(blog, "Shelling began", began, yes, None, &[]);
    room.project
}

#[test]
fn dates_in_the_texts_are_shown_as_an_option_with_how_they_were_read() {
    let mut desk = desk_with(&dates_in_texts());
    let claim = desk.nth_claim(0);
    desk.ask(Intent::Timeline(TimelineIntent::ShowClaim(claim)));
    let wait = |desk: &mut Desk| {
        desk.wait_until(|bench| !bench.timeline().is_reading_dates());
        desk.settle();
    };
    assert!(!desk.shows("mentions"));
    desk.click("Dates in the texts");
    wait(&mut desk);
    let descriptions = desk.descriptions();
    let monday =
        "Herald, mentions Monday \u{2192} 22 May 2023?: \u{201c}There was shelling on Monday";
    assert!(
        descriptions.iter().any(|it| it.starts_with(monday)),
        "{descriptions:?}"
    );
    let sunday =
        "Blog, mentions no date (\u{201c}Sunday\u{201d}: the day of publication is not known)";
    assert!(
        descriptions.iter().any(|it| it.starts_with(sunday)),
        "{descriptions:?}"
    );
    assert!(!desk.shows("20 May 2023"), "not in a sentence of the claim");
    assert!(desk.shows("earlier: Herald, mentions 1944"));
    // A missing publication date is entered from its row, and the dates follow.
    let mut details = desk.project().articles().nth(1).unwrap().details.clone();
    "2023-05-23".clone_into(&mut details.published);
    let article = desk.project().articles().nth(1).unwrap().id;
    let set = ArticleIntent::SetDetails(article, Box::new(details));
    desk.ask(Intent::Article(set));
    wait(&mut desk);
    assert!(desk.shows("Blog, mentions Sunday \u{2192} 21 May 2023?"));
    // All claims of one article, and from a mark to its passage.
    let herald = desk.project().articles().next().unwrap().id;
    desk.ask(Intent::Timeline(TimelineIntent::ShowArticle(herald)));
    wait(&mut desk);
    assert!(desk.shows("Herald, mentions 20 May 2023"));
    let position = desk.mark("mentions 20 May 2023").center();
    desk.harness.hover_at(position);
    desk.click("Herald, mentions 20 May 2023: \u{201c}It began on 20 May 2023.\u{201d}");
    desk.key(Key::Enter);
    assert_eq!(desk.view(), View::Read);
    let selected = desk.bench().selected_words().unwrap();
    assert!(selected.starts_with("20 May 2023"), "{selected}");
    desk.press(Modifiers::ALT, Key::Num5);
    desk.click("Dates in the texts");
    assert!(!desk.shows("mentions"));
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
    let context = desk.harness.ctx.clone();
    let app = desk.harness.state_mut();
    app.handle(&context, crosscheck::workbench::Intent::Article(intent));
    desk.settle();
    assert!(
        desk.heads()[0].ends_with("(first: Echo)"),
        "{:?}",
        desk.heads()
    );
    assert!(desk.mark("Echo").left() < desk.mark("Herald").left());
    desk.press(Modifiers::COMMAND, Key::Z);
    assert!(desk.heads()[0].ends_with("(first: Gazette)"));
    assert!(desk.mark("Echo").left() > desk.mark("Gazette").left());
}

#[test]
fn excluded_evidence_is_labelled_and_never_the_first_report() {
    let mut room = Newsroom::default();
    let post = room.article("Post", "2023-05-23", "", "Seventy were killed.");
    let copy = room.article(
        "Copy",
        "2023-05-24",
        "",
        "Seventy were killed, says the Post.",
    );
    let claim = room.claim("Seventy were killed");
    room.says(post, "Seventy", claim, Stance::Supports, None, &[]);
    room.says(copy, "Seventy", claim, Stance::Supports, None, &[]);
    let from = crosscheck::project::DerivedFrom::Article(post);
    room.derives(copy, from, crosscheck::project::DerivationKind::Reprint);
    room.pull(post);
    let desk = desk_with(&room.project);
    assert!(desk.heads()[0].ends_with("(all support excluded)"));

    // Excluded evidence is never the first report, and without a date it does not make the first report uncertain.
    let rumour = room.article("Rumour", "", "", "Seventy were killed.");
    let echo = room.article("Echo", "2023-05-25", "", "Seventy were killed.");
    room.says(rumour, "Seventy", claim, Stance::Supports, None, &[]);
    room.pull(rumour);
    room.says(echo, "Seventy", claim, Stance::Supports, None, &[]);
    let mut desk = desk_with(&room.project);
    let descriptions = desk.descriptions();
    let expected = [
        "Claim 1: Supports, Post, 23 May 2023, retracted: ",
        "Claim 1: Supports, Copy, 24 May 2023, does not count: ",
        "Claim 1: Supports, Echo, 25 May 2023, first report: ",
    ];
    for (description, begins) in descriptions.iter().zip(expected) {
        assert!(description.starts_with(begins), "{description}");
    }
    assert!(desk.heads()[0].ends_with("(first: Echo)"));
    // Time zones differ, and no times are known.
    desk.key(Key::ArrowRight);
    desk.click("Selected claim");
    assert!(desk.has("First report: Echo, 25 May 2023 (by the dates as written)"));
}

#[test]
fn an_uncertain_first_report_is_explained() {
    let mut room = Newsroom::default();
    let claim = room.claim("The gate was closed");
    for outlet in ["Herald", "Post"] {
        let article = room.article(outlet, "2031-05-12T14:30Z", "", "It was closed.");
        room.says(article, "closed", claim, Stance::Supports, None, &[]);
    }
    let mut desk = desk_with(&room.project);
    assert!(desk.heads()[0].ends_with("(first: uncertain)"));
    desk.key(Key::ArrowRight);
    desk.click("Selected claim");
    let same = "First report uncertain: dates are missing, imprecise or equal";
    assert!(desk.has(same));
}

#[test]
fn escape_returns_to_all_claims_when_none_is_selected() {
    let mut desk = desk_with(&changing_figure());
    desk.click("Selected claim");
    assert_eq!(desk.subject(), TimelineSubject::Claim(None));
    // Keys that move or zoom do nothing there, and have no later effect.
    desk.key(Key::Plus);
    desk.key(Key::Escape);
    assert_eq!(desk.subject(), TimelineSubject::All);
    let before = desk.mark("Gazette");
    desk.key(Key::F);
    assert_eq!(desk.mark("Gazette"), before);
    desk.key(Key::ArrowRight);
    focus_is(&desk, "Claim 1: ");
}

#[test]
fn undated_marks_without_room_are_described_when_selected() {
    let mut room = Newsroom::default();
    let claim = room.claim("The gate was closed");
    for nth in 0..14 {
        let article = room.article(&format!("Outlet {nth}"), "", "", "It was closed.");
        room.says(article, "closed", claim, Stance::Supports, None, &[]);
    }
    let mut desk = desk_with(&room.project);
    // The claim itself is undated too: eleven of fifteen marks fit.
    let number =
        "Claim 1: Supports, Outlet 10, no date: \u{201c}closed\u{201d}, and 3 more without a date";
    assert_eq!(desk.descriptions().len(), 12);
    assert_eq!(desk.descriptions().last().map(String::as_str), Some(number));
    desk.key(Key::ArrowRight);
    desk.key(Key::End);
    let last =
        "Claim 1: Supports, Outlet 13, no date: \u{201c}closed\u{201d}, and 3 more without a date";
    assert_eq!(desk.focused_mark().as_deref(), Some(last));
    desk.key(Key::ArrowLeft);
    focus_is(&desk, "Claim 1: Supports, Outlet 12, no date");
    // A click lists all of them.
    desk.harness
        .get_by_label_contains("and 3 more without a date")
        .click();
    desk.settle();
    assert_eq!(desk.subject(), TimelineSubject::Claim(Some(claim)));
}

#[test]
fn an_empty_timeline_explains_how_to_fill_it() {
    let mut desk = Desk::new();
    desk.press(Modifiers::ALT, Key::Num5);
    desk.click("Go to the articles");
    assert_eq!(desk.view(), View::Read);
    desk.menu("View", "Timeline");
    assert_eq!(desk.view(), View::Timeline);
}

#[test]
fn only_visible_lanes_of_many_claims_are_painted() {
    let size = Size {
        articles: 2_000,
        claims: 5_000,
        highlights: 10_000,
        article_bytes: 300,
    };
    let mut desk = desk_with(&generate::project(1, size));
    let lanes = |desk: &Desk| desk.heads().len();
    assert!((8..=13).contains(&lanes(&desk)), "{}", lanes(&desk));
    assert!(
        desk.descriptions().len() < 200,
        "{}",
        desk.descriptions().len()
    );
    desk.key(Key::ArrowRight);
    desk.press(Modifiers::COMMAND, Key::End);
    focus_is(&desk, "Claim 5000: ");
    assert!((8..=13).contains(&lanes(&desk)), "{}", lanes(&desk));
    desk.key(Key::PageUp);
    focus_is(&desk, "Claim 499");
    desk.press(Modifiers::COMMAND, Key::Home);
    focus_is(&desk, "Claim 1: ");
}

#[test]
fn a_claim_in_a_thousand_articles_has_no_more_marks_than_fit() {
    let mut room = Newsroom::default();
    let claim = room.claim("The gate was closed");
    for nth in 0..1_000 {
        let published = format!(
            "2031-05-{:02}T{:02}:{:02}Z",
            1 + nth / 100,
            nth % 24,
            nth % 60
        );
        let article = room.article(&format!("Outlet {nth}"), &published, "", "It was closed.");
        room.says(article, "closed", claim, Stance::Supports, None, &[]);
    }
    let mut desk = desk_with(&room.project);
    let at_first = desk.descriptions().len();
    assert!((20..250).contains(&at_first), "{at_first}");
    assert!(
        desk.descriptions()
            .iter()
            .any(|descriptions| descriptions.ends_with("more at this place"))
    );
    // Every mark can be reached: if the selected one is in a count, the count has its name.
    for _ in 0..5 {
        desk.key(Key::ArrowRight);
    }
    assert!(desk.focused_mark().unwrap().contains("Outlet "));
    desk.click("Selected claim");
    assert!(desk.heads().len() < 15, "{}", desk.heads().len());
}

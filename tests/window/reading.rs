//! The reading columns, the details of articles beside them, and the size of everything.

use crosscheck::{
    project::{ArticleDetails, Exclusion, Provenance},
    workbench::{ArticleIntent, ClaimIntent, Intent},
};
use egui::{Rect, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{
    desk::{Desk, Start},
    sample,
};

const COURIER: &str = "Dam breaks near Orvane\n\nBy Mara Ilven\n12 May 2031, 14:30\n\nORVANE (Lanterna) - The gate broke at night.\n\nhttps://courier.example/dam\n";
const LEDGER: &str =
    "Water in the streets\n\nLedger, 13 May 2031\n\nThe streets were under water.\n";
const MARSAT: &str = "Nobody hurt in Orvane\n\nNobody was hurt.\n";

/// The sample with all of its articles open, in a window of this size.
fn desk_with_all_articles(width: f32, height: f32) -> Desk {
    let mut desk = sample();
    let articles: Vec<_> = desk.project().articles().map(|it| it.id).collect();
    for article in articles.into_iter().rev() {
        desk.ask(Intent::Article(ArticleIntent::Open(article)));
    }
    desk.harness.set_size(vec2(width, height));
    desk.settle();
    desk
}

fn buttons(desk: &Desk, beginning: &str) -> Vec<(String, Rect)> {
    let buttons = desk.harness.query_all_by_role(Role::Button);
    let named = buttons.filter_map(|node| Some((node.accesskit_node().label()?, node.rect())));
    named
        .filter(|(name, _)| name.starts_with(beginning))
        .collect()
}

/// The reading panes, left to right.
fn panes(desk: &Desk) -> Vec<Rect> {
    let panes = desk.harness.query_all_by_role(Role::Document);
    panes.map(|node| node.rect()).collect()
}

fn left_of_claims(desk: &Desk) -> f32 {
    let claims = desk.harness.query_all_by_label_contains("Claims \u{b7} ");
    claims
        .map(|node| node.rect().left())
        .fold(f32::INFINITY, f32::min)
}

#[test]
fn no_column_is_cut_off_at_any_size() {
    for (width, height, columns) in [
        (1440.0, 900.0, 2),
        (1024.0, 700.0, 1),
        (960.0, 600.0, 1),
        (1920.0, 1200.0, 4),
    ] {
        let desk = desk_with_all_articles(width, height);
        let panes = panes(&desk);
        assert_eq!(panes.len(), columns, "at {width}");
        let claims = left_of_claims(&desk);
        for pane in &panes {
            assert!(
                pane.width() >= 220.0 && pane.right() <= claims,
                "{pane} at {width}"
            );
        }
        // Each header has its buttons, at one height.
        let closing = buttons(&desk, "Close ");
        assert_eq!(closing.len(), columns, "at {width}");
        for (name, close) in &closing {
            let details = buttons(&desk, "Article details of ");
            let pane = panes
                .iter()
                .find(|pane| pane.x_range().contains(close.center().x));
            let details = details
                .iter()
                .filter(|(_, it)| pane.unwrap().x_range().contains(it.center().x));
            let details: Vec<_> = details.collect();
            assert_eq!(details.len(), 1, "{name} at {width}");
            assert!(details[0].1.right() <= close.left(), "{name} at {width}");
            assert_eq!(details[0].1.center().y, closing[0].1.center().y);
        }
    }
}

#[test]
fn a_spine_opens_in_place_of_the_column_used_least_recently() {
    let mut desk = desk_with_all_articles(1440.0, 900.0);
    let spines = buttons(&desk, "Show The ");
    assert!(!spines.is_empty() && spines.iter().all(|(_, rect)| rect.width() < 30.0));
    let before = desk.bench().columns.focused().unwrap();
    let spine = spines[0].0.clone();
    desk.click(&spine);
    let opened = desk.bench().columns.focused().unwrap();
    let name = desk.project().article(opened).unwrap().name();
    assert_eq!(spine, format!("Show {name}"));
    assert!(
        desk.bench().columns.is_in_view(before),
        "it was used last before"
    );
    assert_eq!(panes(&desk).len(), 2);
    assert_eq!(desk.with_keyboard().as_deref(), Some(name.as_str()));
    // By keyboard too.
    let spine = buttons(&desk, "Show ")[0].0.clone();
    desk.harness.get_by_label(&spine).focus();
    desk.settle();
    desk.keys("Enter");
    let opened = desk.bench().columns.focused().unwrap();
    let name = desk.project().article(opened).unwrap().name();
    assert_eq!(spine, format!("Show {name}"));
}

#[test]
fn selecting_a_claim_brings_the_article_of_its_passage_into_view() {
    let mut desk = sample();
    desk.harness.set_size(vec2(1440.0, 900.0));
    desk.settle();
    let focused = desk.bench().columns.focused();
    let claims: Vec<_> = desk.project().claims().map(|claim| claim.id).collect();
    let mut opened = 0;
    for claim in claims {
        let before = desk.bench().columns.open.len();
        desk.ask(Intent::Claim(ClaimIntent::Select(Some(claim))));
        let project = desk.project();
        let mut articles = project
            .evidence_of(claim)
            .map(|piece| project.highlight(piece.highlight).unwrap().article)
            .peekable();
        let columns = &desk.bench().columns;
        assert!(
            articles.peek().is_none() || articles.any(|article| columns.is_in_view(article)),
            "a passage of claim {claim:?} is in view"
        );
        opened += columns.open.len() - before;
    }
    assert!(opened > 0, "some of the articles were closed");
    assert_eq!(desk.bench().columns.focused(), focused);
}

#[test]
fn the_panels_at_both_sides_are_hidden_by_key_and_stay_hidden() {
    let mut desk = sample();
    let wide = |desk: &Desk| panes(desk).iter().map(Rect::width).sum::<f32>();
    let before = wide(&desk);
    desk.keys("F9");
    assert!(!desk.has("Filter articles"));
    let without_list = wide(&desk);
    assert!(without_list > before + 150.0);
    desk.keys("Shift+F9");
    assert!(!desk.shows("Claims \u{b7} "));
    assert!(wide(&desk) > without_list + 200.0);

    let mut again = Start::in_folder(desk.close()).project("sample.ron").sit();
    again.wait_settled(|bench| bench.path().is_some());
    assert!(!again.has("Filter articles") && !again.shows("Claims \u{b7} "));
    // A command that goes to the claims shows them again.
    again.keys("Cmd+Shift+N");
    assert_eq!(again.with_keyboard().as_deref(), Some("Statement"));
    again.menu("View", "Show articles");
    assert!(again.has("Filter articles"));
}

#[test]
fn the_whole_window_is_zoomed_apart_from_the_text() {
    let mut desk = sample();
    let zoom = |desk: &Desk| (desk.harness.ctx.zoom_factor() * 10.0).round() as i32;
    desk.keys("Cmd+Plus Cmd+Plus");
    assert_eq!(zoom(&desk), 12);
    assert!((desk.bench().settings.zoom - 1.0).abs() < 1e-6);
    // In the graph too, which has its own zoom.
    desk.keys("Alt+4 Cmd+Minus");
    assert_eq!(zoom(&desk), 11);
    let mut again = Start::in_folder(desk.close()).project("sample.ron").sit();
    again.wait_settled(|bench| bench.path().is_some());
    assert_eq!(zoom(&again), 11);
    again.keys("Cmd+0");
    assert_eq!(zoom(&again), 10);
    again.keys("Alt+Plus");
    assert_eq!(zoom(&again), 10);
    assert!(again.bench().settings.zoom > 1.0);
}

#[test]
fn the_title_of_an_article_is_a_heading_in_its_text() {
    let mut desk = Desk::new();
    desk.add_articles([("1.txt", COURIER), ("2.txt", LEDGER), ("3.txt", MARSAT)]);
    let (title, text) = (desk.line("Dam breaks"), desk.line("ORVANE"));
    assert!(title.height() > text.height() * 1.1);
    let headings = desk.harness.query_all_by_role(Role::Heading);
    let inside = |heading: egui_kittest::Node<'_>| heading.rect().contains(title.center());
    assert!(headings.into_iter().any(inside));
}

fn details(desk: &Desk, nth: usize) -> ArticleDetails {
    let article = desk.project().articles().nth(nth);
    article.unwrap().details.clone()
}

#[test]
fn an_article_is_described_in_five_gestures() {
    let mut desk = Desk::new();
    desk.add_articles([("1.txt", COURIER), ("2.txt", LEDGER), ("3.txt", MARSAT)]);
    assert_eq!(buttons(&desk, "Article details of ").len(), 3);
    let gestures: [fn(&mut Desk); 5] = [
        |desk| desk.click("Article details of Dam breaks near Orvane"),
        |desk| desk.type_text("The Courier"),
        |desk| desk.click("Accept all suggestions"),
        |desk| desk.click("Original reporting"),
        |desk| desk.click("Next article"),
    ];
    for gesture in gestures {
        gesture(&mut desk);
    }
    let courier = details(&desk, 0);
    assert_eq!(courier.title, "Dam breaks near Orvane");
    assert_eq!(courier.outlet, "The Courier");
    assert_eq!(courier.byline, "Mara Ilven");
    assert_eq!(courier.published, "2031-05-12T14:30");
    assert_eq!(courier.url, "https://courier.example/dam");
    assert_eq!(courier.agency_credits, "Lanterna");
    assert_eq!(courier.retrieved, jiff::Zoned::now().date().to_string());
    let first = desk.project().articles().next().unwrap();
    assert_eq!(first.provenance, Provenance::Original);

    // In the next article, the empty field has the focus.
    assert_eq!(desk.with_keyboard().as_deref(), Some("Outlet"));
    desk.type_text("Ledger");
    assert_eq!(details(&desk, 1).outlet, "Ledger");
    desk.keys("Cmd+Z Cmd+PageUp Cmd+Z");
    let undone = desk.project().articles().next().unwrap();
    assert_eq!(undone.provenance, Provenance::Unknown);
    desk.undo();
    assert_eq!(
        details(&desk, 0).byline,
        "",
        "all that was taken is one step"
    );
    assert_eq!(details(&desk, 0).outlet, "The Courier");
}

#[test]
fn each_suggestion_fills_only_its_own_field_and_only_on_request() {
    let mut desk = Desk::new();
    desk.add_articles([("1.txt", COURIER), ("2.txt", LEDGER), ("3.txt", MARSAT)]);
    let before = desk.project().clone();
    desk.keys("Cmd+I");
    assert_eq!(*desk.project(), before);
    desk.click("Byline: Mara Ilven");
    assert_eq!(details(&desk, 0).byline, "Mara Ilven");
    assert!(!desk.has("Byline: Mara Ilven"), "it is there now");
    desk.click("Retrieved: Today");
    assert!(!details(&desk, 0).retrieved.is_empty());
    desk.undo();
    assert_eq!(details(&desk, 0).retrieved, "");
    assert_eq!(details(&desk, 0).byline, "Mara Ilven");
    desk.undo();
    assert_eq!(*desk.project(), before);
}

#[test]
fn the_text_stays_readable_beside_its_details_and_its_words_go_into_a_field() {
    let mut desk = Start::in_folder(tempfile::tempdir().unwrap())
        .size([1024.0, 700.0])
        .sit();
    desk.add_articles([("1.txt", COURIER), ("2.txt", LEDGER), ("3.txt", MARSAT)]);
    let text = desk.line("ORVANE");
    desk.keys("Cmd+I");
    assert_eq!(desk.line("ORVANE"), text, "the text does not move");
    let title = desk
        .harness
        .get_by_role_and_label(Role::TextInput, "Title")
        .rect();
    assert!(panes(&desk).iter().all(|pane| pane.right() < title.left()));
    desk.select_sentence("12 May");
    desk.click("Put the selected words into Published");
    assert_eq!(details(&desk, 0).published, "2031-05-12T14:30");
    desk.select_sentence("By Mara");
    desk.click("Put the selected words into Byline");
    assert_eq!(details(&desk, 0).byline, "By Mara Ilven");
    desk.undo();
    assert_eq!(details(&desk, 0).published, "2031-05-12T14:30");
    // Selecting a claim returns to the claims.
    desk.keys("N");
    assert!(!desk.has("Close article details"));
}

#[test]
fn the_article_menu_acts_on_the_current_article() {
    let mut desk = sample();
    let first = desk.bench().columns.focused().unwrap();
    desk.menu("Article", "Exclude as retracted");
    let article = |desk: &Desk| desk.project().article(first).unwrap().clone();
    assert_eq!(article(&desk).excluded, Some(Exclusion::Retracted));
    desk.menu("Article", "Count article again");
    assert_eq!(article(&desk).excluded, None);
    desk.menu("Article", "Mark as original reporting");
    assert_eq!(article(&desk).provenance, Provenance::Original);
    desk.menu("Article", "Mark provenance as not checked");
    assert_eq!(article(&desk).provenance, Provenance::Unknown);
    desk.menu("Article", "Next article");
    assert_ne!(desk.bench().columns.focused(), Some(first));
    let open = desk.bench().columns.open.len();
    desk.menu("Article", "Close column");
    assert_eq!(desk.bench().columns.open.len(), open - 1);
}

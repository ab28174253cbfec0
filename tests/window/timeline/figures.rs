//! Which claim was reported first, and what a timeline of many has room for.

use super::{desk_with, focus_is};
use crate::{desk::Desk, newsroom::Newsroom};
use crosscheck::{project::Stance, workbench::TimelineSubject};
use generate::Size;

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
    let from = crosscheck::project::DerivationSource::Article(post);
    room.derives(copy, from, crosscheck::project::DerivationManner::Reprint);
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
    desk.keys("Right");
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
    desk.keys("Right");
    desk.click("Selected claim");
    let same = "First report uncertain: dates are missing, imprecise or equal";
    assert!(desk.has(same));
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
    desk.keys("Right End");
    let last =
        "Claim 1: Supports, Outlet 13, no date: \u{201c}closed\u{201d}, and 3 more without a date";
    assert_eq!(desk.focused_mark().as_deref(), Some(last));
    desk.keys("Left");
    focus_is(&desk, "Claim 1: Supports, Outlet 12, no date");
    // A click lists all of them.
    desk.click_containing("and 3 more without a date");
    assert_eq!(desk.subject(), TimelineSubject::Claim(Some(claim)));
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
    desk.keys("Right Cmd+End");
    focus_is(&desk, "Claim 5000: ");
    assert!((8..=13).contains(&lanes(&desk)), "{}", lanes(&desk));
    desk.keys("PageUp");
    focus_is(&desk, "Claim 499");
    desk.keys("Cmd+Home");
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
            .any(|description| description.ends_with("more here"))
    );
    // Every mark can be reached: if the selected one is in a count, the count has its name.
    desk.keys("Right Right Right Right Right");
    assert!(desk.focused_mark().unwrap().contains("Outlet "));
    desk.click("Selected claim");
    assert!(desk.heads().len() < 15, "{}", desk.heads().len());
}

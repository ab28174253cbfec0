//! Dates in the texts, on the timeline.

use super::desk_with;
use crate::{desk::Desk, newsroom::Newsroom};
use crosscheck::{
    project::{Project, Stance},
    storage::View,
    workbench::{ArticleIntent, Intent, TimelineIntent},
};

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
        desk.wait_settled(|bench| !bench.timeline.is_reading_dates());
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
    desk.keys("Enter");
    assert_eq!(desk.view(), View::Read);
    let selected = desk.bench().selected_words().unwrap();
    assert!(selected.starts_with("20 May 2023"), "{selected}");
    desk.keys("Alt+5");
    desk.click("Dates in the texts");
    assert!(!desk.shows("mentions"));
}

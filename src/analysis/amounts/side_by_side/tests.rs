use super::*;
use crate::project::{
    ArticleDetails, ArticleEdit, ArticleText, Claim, ClaimEdit, Edit, EvidenceEdit, Highlight,
    HighlightEdit, HighlightId, Stance,
};

/// The groups of articles with these texts in English, published on 12 May 2031: each with its topic and its amounts. "≠"
/// marks those that differ.
fn groups(texts: &[&str]) -> Vec<String> {
    let project = with_articles(&texts.iter().map(|text| ("en", *text)).collect::<Vec<_>>());
    groups_of_articles(&project)
}

fn groups_of_articles(project: &Project) -> Vec<String> {
    let all = project.articles().map(|it| it.id).collect();
    let found = amounts_side_by_side(project, &AmountScope::Articles(all), &|| false);
    found.unwrap().iter().map(shown).collect()
}

/// The groups of a claim whose evidence is each of these texts in English.
fn groups_of_claim(texts: &[&str]) -> Vec<String> {
    let mut project = with_articles(&texts.iter().map(|text| ("en", *text)).collect::<Vec<_>>());
    let claim = ClaimId::new(100);
    let new = Box::new(Claim::new(claim, String::new(), 0));
    let mut edits = vec![Edit::Claim(ClaimEdit::Add { at: 0, claim: new })];
    for (at, text) in texts.iter().enumerate() {
        let number = at as u64 + 1;
        let highlight = Highlight {
            id: HighlightId::new(number),
            article: ArticleId::new(number),
            span: Span::new(0, text.len()).unwrap(),
            note: String::new(),
        };
        let (id, stance) = (EvidenceId::new(number), Stance::Supports);
        let evidence = Box::new(Evidence::new(id, highlight.id, claim, stance));
        edits.push(Edit::Highlight(HighlightEdit::Add(highlight)));
        edits.push(Edit::Evidence(EvidenceEdit::Add { at, evidence }));
    }
    for edit in edits {
        assert!(project.apply(edit).is_ok());
    }
    let found = amounts_side_by_side(&project, &AmountScope::Claim(claim), &|| false);
    found.unwrap().iter().map(shown).collect()
}

fn with_articles(texts: &[(&str, &str)]) -> Project {
    let mut project = Project::default();
    for (at, (language, text)) in texts.iter().enumerate() {
        let details = ArticleDetails {
            published: "2031-05-12T23:30-05:00".to_owned(),
            language: (*language).to_owned(),
            ..ArticleDetails::default()
        };
        let id = ArticleId::new(at as u64 + 1);
        let article = Article::new(id, ArticleText::new((*text).to_owned()), details);
        let article = Box::new(article);
        let added = project.apply(Edit::Article(ArticleEdit::Add { at, article }));
        assert!(added.is_ok());
    }
    project
}

fn shown(group: &AmountGroup) -> String {
    let topic = match &group.topic {
        AmountTopic::Counted(name) => name.clone(),
        AmountTopic::NothingNamed => "-".to_owned(),
        AmountTopic::Days(first, _) => first.to_iso(),
        AmountTopic::Unresolved(why) => why.to_string(),
    };
    let entries = group.entries.iter().map(|entry| {
        let sign = entry.difference.sign().trim_end();
        let amount = entry.amount().map(ToString::to_string);
        format!("{sign}{}", amount.unwrap_or_else(|| "date".to_owned()))
    });
    format!("{topic}: {}", entries.collect::<Vec<_>>().join(", "))
}

#[test]
fn amounts_of_one_thing_are_together_and_those_that_differ_are_marked() {
    let found = groups(&[
        "The ministry counted 12 people. Ten gates broke.",
        "Eight people were hurt.",
        "Officials spoke of 12 people. It has ten gates.",
    ]);
    assert_eq!(found, ["people: \u{2260}8, 12, 12", "gates: 10, 10"]);
}

#[test]
fn bounds_that_leave_room_for_the_other_amount_do_not_differ() {
    let found = groups(&["At least 12 people came.", "There were 13 people."]);
    assert_eq!(found, ["people: at least 12, 13"]);
    let found = groups(&["Up to 12 people came.", "There were 13 people."]);
    assert_eq!(found, ["people: \u{2260}up to 12, \u{2260}13"]);
    let found = groups(&["About 100 people came.", "There were 109 people."]);
    assert_eq!(found, ["people: about 100, 109"]);
}

#[test]
fn different_minima_differ() {
    let found = groups(&["At least 8 civilians came.", "At least 12 civilians came."]);
    assert_eq!(
        found,
        ["civilians: \u{2260}at least 8, \u{2260}at least 12"]
    );
    let found = groups(&["Up to 8 people came.", "Up to 12 people came."]);
    assert_eq!(found, ["people: \u{2260}up to 8, \u{2260}up to 12"]);
}

#[test]
fn amounts_that_agree_with_the_usual_one_may_differ_from_each_other() {
    let found = groups(&[
        "About 100 people came.",
        "About 100 people came.",
        "95 people came.",
        "108 people came.",
    ]);
    assert_eq!(
        found,
        ["people: \u{2260}95, about 100, about 100, \u{2260}108"]
    );
}

#[test]
fn things_in_different_states_are_not_compared() {
    let found = groups(&[
        "At least 12 people were injured and two people killed.",
        "8 people were hurt. One person is missing.",
    ]);
    assert_eq!(
        found,
        [
            "people (injured): \u{2260}8, \u{2260}at least 12",
            "people (killed): 2",
            "person (missing): 1"
        ]
    );
}

#[test]
fn a_number_without_a_state_is_compared_if_the_others_have_one_state() {
    let found = groups(&["Nine people were hurt.", "It treated eleven people."]);
    assert_eq!(found, ["people: \u{2260}9, \u{2260}11"]);
}

#[test]
fn one_row_has_the_words_of_all_languages() {
    let project = with_articles(&[
        ("en", "At least 12 civilians were injured."),
        ("fr", "Douze civils ont été blessés."),
        ("de", "Zwölf Zivilisten wurden verletzt."),
        ("ru", "Тринадцать мирных жителей получили ранения."),
        ("uk", "Поранено 13 цивільних."),
        ("ar", "أصيب ١٣ مدنيا في هجوم."),
    ]);
    let row = "civilians (injured): at least 12, \u{2260}12, \u{2260}12, 13, 13, 13";
    assert_eq!(groups_of_articles(&project), [row]);
}

#[test]
fn numbers_of_things_not_named_are_compared_in_sentences_of_shared_wording() {
    let found = groups(&[
        "Their list of the cells with broken doors has 340.",
        "Their list of the cells with broken doors has 430.",
        "The second round ended with 12.",
    ]);
    assert_eq!(found, ["-: \u{2260}340, \u{2260}430", "-: 12"]);
    let reprint = "They admitted eight of them to the ward and sent five home.";
    assert_eq!(groups(&[reprint, reprint]), ["-: 8, 8", "-: 5, 5"]);
    let flooded = "It put the number of flooded homes at 340.";
    let found = groups(&[flooded, "430 homes were flooded."]);
    assert_eq!(found, ["homes (flooded): \u{2260}340, \u{2260}430"]);
}

#[test]
fn other_numbers_in_the_evidence_of_a_claim_may_differ() {
    let found = groups_of_claim(&["The list has 340.", "They wrote down 430.", "It says 340."]);
    assert_eq!(found, ["-: 340, 340, \u{2260}?430"]);
    let found = groups_of_claim(&["Twelve people were injured.", "Eight civilians were hurt."]);
    assert_eq!(
        found,
        [
            "people (injured): \u{2260}?12",
            "civilians (injured): \u{2260}?8"
        ]
    );
    let found = groups_of_claim(&["Sixty saboteurs sat.", "Sixty saboteurs.", "Seven of them."]);
    assert_eq!(found, ["saboteurs: 60, 60", "-: \u{2260}?7"]);
    let found = groups_of_claim(&["Seven of them came on Monday.", "Sixty saboteurs came."]);
    assert_eq!(
        found,
        ["saboteurs: 60", "-: \u{2260}?7", "2031-05-12: date"]
    );
    let found = groups_of_claim(&["Two people were killed.", "Eight people were injured."]);
    assert_eq!(found, ["people (killed): 2", "people (injured): 8"]);
}

#[test]
fn dates_are_resolved_relative_to_publication_in_its_own_zone() {
    let found = groups(&["It happened on Monday.", "It happened on 12 May 2031."]);
    assert_eq!(found, ["2031-05-12: date, date"]);
}

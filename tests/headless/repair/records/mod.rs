//! A damaged project: each problem is listed with its place and what can be done, each remedy does what it says, and
//! nothing is dropped that was not chosen.

mod groups;

use super::{damaged, open, replaced, sound};
use crosscheck::{
    project::{Project, Stance},
    storage::{self, Damaged, LoadError, Remedy},
};

const GOLDEN: &str = include_str!("../../../fixtures/v1/plain.ron");

fn whole() -> Project {
    storage::from_ron(GOLDEN.as_bytes()).unwrap()
}

/// The golden file with `from` replaced by `to`.
#[track_caller]
fn with(from: &str, to: &str) -> Damaged {
    replaced(GOLDEN, from, to)
}

/// Chooses `remedy` for the first open problem, which must have it.
#[track_caller]
fn choose(damaged: &Damaged, remedy: Remedy) -> Damaged {
    let first = open(damaged).swap_remove(0);
    let offered = first.fault.remedies();
    assert!(offered.contains(&remedy), "{first}: {offered:?}");
    damaged.choose(first.key(), Some(remedy))
}

/// The project after `remedy` alone.
#[track_caller]
fn repaired(damaged: &Damaged, remedy: Remedy) -> Project {
    let project = choose(damaged, remedy)
        .repaired()
        .expect("nothing is open any more");
    sound(project)
}

#[test]
fn a_highlight_moves_to_the_only_position_of_its_quote() {
    let moved = with("start: 13, end: 26", "start: 14, end: 27");
    let remedy = open(&moved)[0].fault.safe_remedy().unwrap();
    let label = open(&moved)[0].fault.words_for(remedy);
    assert_eq!(label, "Move it to paragraph 3");
    assert_eq!(repaired(&moved, remedy), whole());
}

#[test]
fn a_quote_found_at_several_positions_is_not_moved_automatically() {
    let text = GOLDEN
        .replacen("\"Menu | News\"", "\"Twelve people, Twelve people\"", 1)
        .replacen("start: 13, end: 26", "start: 3, end: 9", 1);
    let several = damaged(&text).choose_safe();
    let open = open(&several);
    let highlight = open
        .iter()
        .find(|problem| problem.concerns == "Twelve people")
        .unwrap();
    let moves = highlight.fault.remedies().into_iter();
    let moves: Vec<Remedy> = moves
        .filter(|remedy| matches!(remedy, Remedy::MoveTo(_)))
        .collect();
    assert_eq!(moves.len(), 3, "{moves:?}");
    assert_eq!(highlight.fault.safe_remedy(), None);
}

#[test]
fn a_wrong_quote_can_be_replaced_by_the_text_at_its_position() {
    let project = repaired(
        &with("quote: \"Twelve people\"", "quote: \"Nobody\""),
        Remedy::QuoteTextThere,
    );
    assert_eq!(project, whole());
}

#[test]
fn a_span_inside_a_character_is_widened_if_its_quote_is_not_found() {
    let cut = with(
        "start: 37, end: 50, quote: \"13 شخصًا\"",
        "start: 37, end: 49, quote: \"?\"",
    );
    assert_eq!(repaired(&cut, Remedy::QuoteTextThere), whole());
}

#[test]
fn leaving_out_a_highlight_asks_about_its_links() {
    let moved = with("quote: \"Twelve people\"", "quote: \"Nobody\"");
    let without = choose(&moved, Remedy::LeaveOut);
    let follows = open(&without);
    assert_eq!(follows.len(), 1);
    assert_eq!(
        follows[0].to_string(),
        "line 58, column 39: evidence names highlight 0000000000021, which is left out"
    );
    assert_eq!(follows[0].fault.safe_remedy(), None);
    assert_eq!(without.repaired(), None);
    let project = repaired(&without, Remedy::LeaveOut);
    assert_eq!(project.highlights().len(), 3);
    assert_eq!(project.all_evidence().len(), 2);
}

#[test]
fn a_choice_can_be_cleared() {
    let moved = with("quote: \"Twelve people\"", "quote: \"Nobody\"");
    let key = moved.problems()[0].key();
    let chosen = moved.clone().choose(key, Some(Remedy::LeaveOut));
    assert_eq!(chosen.problems().len(), 2);
    assert_eq!(chosen.choose(key, None), moved);
}

#[test]
fn evidence_of_a_missing_claim_gets_one() {
    let dangling = with("claim: \"0000000000031\"", "claim: \"000000000003z\"");
    let project = repaired(&dangling, Remedy::MakeClaim);
    assert_eq!(project.claims().len(), 4);
    let made = project.claims().last().unwrap();
    assert_eq!(
        made.statement,
        "(The claim 000000000003z is missing from the file)"
    );
    assert_eq!(project.evidence_count(made.id), 1);
}

#[test]
fn evidence_of_a_missing_highlight_can_only_be_left_out() {
    let dangling = with(
        "highlight: \"0000000000021\"",
        "highlight: \"000000000002z\"",
    );
    assert_eq!(open(&dangling)[0].fault.remedies(), [Remedy::LeaveOut]);
    assert_eq!(dangling.clone().choose_safe(), dangling, "it is not safe");
    assert_eq!(
        repaired(&dangling, Remedy::LeaveOut).all_evidence().len(),
        2
    );
}

#[test]
fn a_changed_text_can_be_kept() {
    let changed = with("Menu | News", "Menu | Olds");
    let project = repaired(&changed, Remedy::KeepAsItIs);
    assert!(
        project
            .articles()
            .next()
            .unwrap()
            .text
            .as_str()
            .starts_with("Menu | Olds")
    );
}

#[test]
fn a_duplicate_id_becomes_two() {
    for (from, to) in [
        ("id: \"0000000000024\"", "id: \"0000000000023\""),
        ("id: \"0000000000033\"", "id: \"0000000000031\""),
        ("id: \"0000000000043\"", "id: \"0000000000042\""),
        ("id: \"0000000000013\"", "id: \"0000000000012\""),
        ("id: \"0000000000043\"", "id: \"not an id\""),
        ("id: \"0000000000001\"", "id: \"mine\""),
    ] {
        let project = repaired(&with(from, to), Remedy::NewId);
        let count = project.articles().len() + project.highlights().len() + project.claims().len();
        assert_eq!(count + project.all_evidence().len(), 13, "{from} -> {to}");
    }
}

#[test]
fn a_verdict_off_the_scale_is_added_or_cleared() {
    let odd = || with("Some(\"Supported\")", "Some(\"Mostly fine\")");
    let project = repaired(&odd(), Remedy::AddToScale);
    let added = project.scale().verdicts.last().unwrap();
    assert_eq!((added.label.as_str(), added.rank), ("Mostly fine", 5));
    assert_eq!(
        project.claims().next().unwrap().verdict.as_deref(),
        Some("Mostly fine")
    );
    let project = repaired(&odd(), Remedy::ClearVerdict);
    assert_eq!(project.claims().next().unwrap().verdict, None);
}

#[test]
fn a_scale_with_a_duplicate_label_is_repaired() {
    let project = repaired(
        &with("\"Not Enough Evidence\", rank", "\"Refuted\", rank"),
        Remedy::RepairScale,
    );
    assert_eq!(project.scale().verdicts.len(), 3);
}

#[test]
fn clutter_marks_on_missing_paragraphs_are_removed() {
    let project = repaired(
        &with("clutter: [0, 1]", "clutter: [0, 9]"),
        Remedy::DropMarks,
    );
    let clutter = &project.articles().next().unwrap().clutter;
    assert_eq!(clutter.iter().copied().collect::<Vec<_>>(), [0]);
}

#[test]
fn a_duplicate_link_is_removed_automatically_only_if_it_is_equal() {
    let third = "(id: \"0000000000043\", highlight: \"0000000000022\", claim: \"0000000000032\", stance: Context, note: \"\")";
    let again = |stance: &str, note: &str| {
        let to = format!(
            "(id: \"0000000000043\", highlight: \"0000000000021\", claim: \"0000000000031\", stance: {stance}, note: \"{note}\")"
        );
        with(third, &to)
    };
    assert!(again("Supports", "").choose_safe().repaired().is_some());
    assert!(again("Refutes", "").choose_safe().repaired().is_none());
    assert!(again("Supports", "but").choose_safe().repaired().is_none());
    let project = repaired(&again("Refutes", "but"), Remedy::LeaveOut);
    assert!(
        project
            .all_evidence()
            .all(|evidence| evidence.stance != Stance::Context)
    );
}

#[test]
fn texts_over_the_limit_are_truncated() {
    let long = |field: &str| {
        with(
            &format!("{field}: \""),
            &format!("{field}: \"{}", "x".repeat(100_001)),
        )
    };
    for field in [
        "title",
        "outlet",
        "statement",
        "justification",
        "notes",
        "note",
        "name",
    ] {
        let project = repaired(&long(field), Remedy::Shorten);
        assert!(storage::to_ron(&project).contains("xxx…"), "{field}");
    }
}

#[test]
fn an_unreadable_line_loses_no_other() {
    let broken = with("start: 37", "start: thirty-seven");
    let problem = &open(&broken)[0];
    assert_eq!(
        problem.to_string(),
        "line 49, column 1: highlight cannot be read: expected a whole number here"
    );
    let project = choose(&choose(&broken, Remedy::LeaveOut), Remedy::LeaveOut)
        .repaired()
        .unwrap();
    assert_eq!(project.highlights().len(), 3);
    assert_eq!(project.all_evidence().len(), 2);
}

#[test]
fn an_unreadable_paragraph_is_kept_verbatim() {
    let broken = with("\"Menu | News\",", "\"Menu | \"News\",");
    // A person must accept that the text is no longer the one that was imported.
    let safe = broken.choose_safe();
    assert_eq!(safe.open_problems(), 1);
    let project = choose(&safe, Remedy::KeepAsItIs).repaired().unwrap();
    let text = project.articles().next().unwrap().text.as_str();
    assert!(text.starts_with("Menu | \"News\n\nTwelve people"), "{text}");
    // The highlights after it have moved with their words.
    assert_eq!(project.highlights().len(), 4);
}

#[test]
fn a_truncated_file_gives_everything_before_its_end() {
    let before_claims = GOLDEN.find("    (id: \"0000000000032\"").unwrap();
    let broken = damaged(&GOLDEN[..before_claims + 30]);
    let problems: Vec<String> = open(&broken).iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "line 54, column 1: claim cannot be read: a comma is missing at the end of the line",
            "line 54, column 1: the project ends here: the rest of the file is missing",
        ]
    );
    let rest = choose(&choose(&broken, Remedy::LeaveOut), Remedy::KeepAsItIs);
    let project = rest.repaired().unwrap();
    assert_eq!((project.highlights().len(), project.claims().len()), (4, 1));
}

#[test]
fn a_file_truncated_at_any_line_is_repaired_or_refused_but_never_complete() {
    for (at, _) in GOLDEN.match_indices('\n').rev().skip(1) {
        match storage::from_ron(&GOLDEN.as_bytes()[..=at]) {
            Err(LoadError::Damaged(damaged)) => {
                assert!(damaged.open_problems() > 0);
                let project = damaged.choose_safe().repaired();
                assert!(
                    project.is_none_or(|project| crate::sound_project::check(&project).is_ok())
                );
            }
            Err(_) => assert!(at < GOLDEN.find("  articles: [").unwrap(), "cut at {at}"),
            Ok(_) => panic!("cut at {at}"),
        }
    }
}

#[test]
fn safe_fixes_remove_nothing() {
    let text = GOLDEN
        .replacen("start: 13, end: 26", "start: 14, end: 27", 1)
        .replacen("id: \"0000000000033\"", "id: \"0000000000031\"", 1)
        .replacen("Some(\"Supported\")", "Some(\"Fine\")", 1)
        .replacen("claim: \"0000000000032\"", "claim: \"000000000003z\"", 1)
        .replacen("clutter: [0, 1]", "clutter: [0, 7]", 1);
    let safe = damaged(&text).choose_safe();
    // A person must decide which of two claims with one id a link refers to.
    let open_problems: Vec<String> = open(&safe).iter().map(ToString::to_string).collect();
    assert_eq!(open_problems.len(), 1, "{open_problems:?}");
    assert!(
        open_problems[0].contains("claim has the id of a claim before it"),
        "{open_problems:?}"
    );
    assert!(
        safe.problems()
            .iter()
            .all(|problem| problem.chosen != Some(Remedy::LeaveOut))
    );
    let project = choose(&safe, Remedy::NewId).repaired().unwrap();
    assert_eq!((project.highlights().len(), project.claims().len()), (4, 4));
    assert_eq!(project.all_evidence().len(), 3);
}

#[test]
fn a_remedy_that_is_not_suggested_does_nothing() {
    let dangling = with(
        "highlight: \"0000000000021\"",
        "highlight: \"000000000002z\"",
    );
    let key = dangling.problems()[0].key();
    let chosen = dangling.choose(key, Some(Remedy::NewId));
    assert_eq!(chosen.open_problems(), 1);
}

#[test]
fn each_problem_says_what_it_concerns() {
    let concerns = |from: &str, to: &str| with(from, to).problems()[0].concerns.clone();
    assert_eq!(concerns("start: 13", "start: 14"), "Twelve people");
    assert_eq!(
        concerns("Some(\"Supported\")", "Some(\"No\")"),
        "Twelve people were injured."
    );
    assert_eq!(
        concerns(
            "highlight: \"0000000000021\"",
            "highlight: \"000000000002z\""
        ),
        "Twelve people were injured."
    );
    assert_eq!(concerns("Menu |", "Menu:"), "The Courier - 2031-05-12");
}

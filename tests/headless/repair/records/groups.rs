//! Problems with one cause are settled together.

use super::{GOLDEN, whole, with};
use crate::repair::damaged;
use crosscheck::storage::{Cause, Damaged, GroupRemedy, Listed, Remedy};

/// One word of a text was replaced by a longer one: the hash, the highlights over it and all after it are wrong.
fn changed_text() -> Damaged {
    with(
        "\"Twelve people were injured, the",
        "\"Twenty-four people were injured, the",
    )
}

#[test]
fn problems_caused_by_a_changed_text_are_one_group() {
    let changed = changed_text();
    let [group] = changed.groups() else {
        panic!("one group: {:?}", changed.groups());
    };
    let article = "The Courier - 2031-05-12".into();
    assert_eq!(group.cause, Cause::ChangedText { article });
    assert_eq!(group.members.len(), changed.problems().len());
    let below = [0, 1, 2].map(|at| Listed::Problem(at, true));
    assert_eq!(changed.listed(), [&[Listed::Group(0)][..], &below].concat());
}

#[test]
fn one_choice_keeps_a_changed_text_with_its_highlights() {
    let changed = changed_text();
    let first = changed.problems()[0].key();
    let settled = changed.settle(first, GroupRemedy::KeepHighlights);
    assert_eq!(settled.open_problems(), 0);
    let project = settled.repaired().unwrap();
    let quotes: Vec<&str> = project
        .highlights()
        .filter_map(|highlight| project.quote(highlight.id))
        .collect();
    // The first contains the changed word, and ends where it did; the second only moved with its words.
    assert_eq!(quotes[0], "Twenty-four people");
    assert_eq!(
        quotes[1],
        whole()
            .quote(whole().highlights().nth(1).unwrap().id)
            .unwrap()
    );
    // Selecting it again clears it; and each can be chosen differently.
    assert_eq!(settled.settle(first, GroupRemedy::KeepHighlights), changed);
    let key = settled.problems()[1].key();
    let without = settled.choose(key, Some(Remedy::LeaveOut));
    assert_eq!(without.problems()[1].chosen, Some(Remedy::LeaveOut));
    assert_eq!(without.problems()[0].chosen, Some(Remedy::KeepAsItIs));
}

#[test]
fn highlights_whose_words_are_gone_can_all_be_left_out() {
    let changed = changed_text();
    let first = changed.problems()[0].key();
    let settled = changed.settle(first, GroupRemedy::KeepFound);
    let chosen: Vec<Option<Remedy>> = settled.problems().iter().map(|it| it.chosen).collect();
    assert_eq!(chosen[1], Some(Remedy::LeaveOut));
    assert!(matches!(chosen[2], Some(Remedy::MoveTo(_))), "{chosen:?}");
    assert_eq!(
        settled.open_problems(),
        1,
        "the link of the first is asked about"
    );
}

#[test]
fn links_to_one_missing_claim_are_settled_together() {
    let text = GOLDEN.replace("claim: \"0000000000031\"", "claim: \"000000000003z\"");
    let dangling = damaged(&text);
    let [group] = dangling.groups() else {
        panic!("one group: {:?}", dangling.groups());
    };
    let remedies = group.remedies(dangling.problems());
    let both = [Remedy::MakeClaim, Remedy::LeaveOut].map(GroupRemedy::Each);
    assert_eq!(remedies, both);
    let key = dangling.problems()[0].key();
    let project = dangling.settle(key, both[0]).repaired().unwrap();
    assert_eq!(
        (project.claims().len(), project.all_evidence().len()),
        (4, 3)
    );
    let project = dangling.settle(key, both[1]).repaired().unwrap();
    assert_eq!(
        (project.claims().len(), project.all_evidence().len()),
        (3, 1)
    );
}

//! How many independent origins a claim has: each case of the rule by name, and what must hold of all.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

mod findings;
mod setting;
mod views;

use std::collections::{BTreeMap, BTreeSet};

use crosscheck::{
    analysis::{OriginCount, Origins, Roots},
    project::{ClaimId, Stance},
};
use proptest::prelude::*;
use setting::{CLAIM, From, Setting, any_setting};

fn origins(setting: &Setting, stance: Stance) -> Origins {
    let project = setting.project();
    assert_eq!(project.check(), []);
    Origins::of(
        &project,
        ClaimId::new(CLAIM),
        stance,
        &mut Roots::new(&project),
    )
}

fn count(setting: &Setting) -> OriginCount {
    origins(setting, Stance::Supports).count
}

/// `told` is how [`Setting::parse`] has it.
#[track_caller]
fn check(told: &str, figure: &str) {
    assert_eq!(
        origins(&Setting::parse(told), Stance::Supports).figure(),
        figure,
        "{told}"
    );
}

#[track_caller]
fn check_reasons(told: &str, expected: &[&str]) {
    let setting = Setting::parse(told);
    let reasons = origins(&setting, Stance::Supports).reasons(&setting.project());
    let sentences: Vec<&str> = reasons
        .iter()
        .map(|reason| reason.sentence.as_str())
        .collect();
    assert_eq!(sentences, expected, "{told}");
}

#[test]
fn no_evidence_has_no_origin() {
    check("A=original", "0 articles, no origin");
    check("A=original -A", "0 articles, no origin");
}

#[test]
fn stances_are_counted_apart() {
    let setting = Setting::parse("A=original B=original C=original +A -B -C oA");
    assert_eq!(
        origins(&setting, Stance::Supports).figure(),
        "1 article, 1 origin"
    );
    assert_eq!(
        origins(&setting, Stance::Refutes).figure(),
        "2 articles, 2 origins"
    );
    assert_eq!(
        origins(&setting, Stance::Context).figure(),
        "1 article, 1 origin"
    );
}

#[test]
fn attributed_evidence_comes_from_its_claimant() {
    check("+A:@gov +B:@gov +C:@gov +D:@gov", "4 articles, 1 origin");
    check("+A:@gov +B:@mayor", "2 articles, 2 origins");
    check("+A:@gov +A:@mayor", "1 article, 2 origins");
}

#[test]
fn a_report_of_a_report_comes_from_the_end_of_its_chain() {
    check("+A:@tass:@gov +B:@afp:@gov", "2 articles, 1 origin");
    check("+A:@tass:@gov +B:@tass", "2 articles, 2 origins");
}

#[test]
fn a_chain_whose_end_nobody_recorded_ends_at_its_last_link() {
    check("+A:@post:@tass:? +B:@tass", "2 articles, 1 origin");
}

#[test]
fn attribution_goes_before_the_articles_derivation() {
    check("A~B B=original +A:@gov +B", "2 articles, 2 origins");
}

#[test]
fn first_hand_evidence_comes_from_the_article_itself() {
    check("+A! +B!", "2 articles, 2 origins");
    check("A<B B=original +A! +B", "2 articles, 2 origins");
}

#[test]
fn a_reprint_or_a_translation_saw_nothing_itself() {
    check("A~B B=original +A! +B", "2 articles, 1 origin");
    check("A^B B=original +A! +B", "2 articles, 1 origin");
    check("A~B +A!", "1 article, 1 origin");
}

#[test]
fn first_hand_evidence_that_names_who_said_it_comes_from_them() {
    check("+A:@gov! +B:@gov!", "2 articles, 1 origin");
}

#[test]
fn original_reporting_is_an_origin() {
    check("A=original +A", "1 article, 1 origin");
    check("A=original B=original +A +B +B", "2 articles, 2 origins");
}

#[test]
fn what_derives_from_an_agency_comes_from_the_agency() {
    check("A<@afp B<@afp +A +B", "2 articles, 1 origin");
    check("A<@afp +A +B:@afp", "2 articles, 1 origin");
    check("A<@afp B<@ap +A +B", "2 articles, 2 origins");
}

#[test]
fn what_derives_from_an_article_comes_from_its_root() {
    check("A=original B<A C<B +A +B +C", "3 articles, 1 origin");
    check("A<@afp B<A C<B D<@afp +C +D", "2 articles, 1 origin");
}

#[test]
fn unrecorded_provenance_may_be_an_origin_or_not() {
    check("+A", "1 article, 1 origin");
    check("+A +B", "2 articles, 1\u{2013}2 origins");
    check("A=original +A +B +C", "3 articles, 1\u{2013}3 origins");
    check("+A:@gov +B:@mayor +C", "3 articles, 2\u{2013}3 origins");
}

#[test]
fn what_derives_from_unrecorded_provenance_shares_it() {
    check("B<A C<A +B +C", "2 articles, 1 origin");
    check("C=original A<B +A +B +C", "3 articles, 1\u{2013}2 origins");
}

#[test]
fn one_of_several_roots_is_not_settled() {
    check("A=original B=original C<A,B +C", "1 article, 1 origin");
    check(
        "A=original B=original C<A,B D=original +C +D",
        "2 articles, 1\u{2013}2 origins",
    );
    check(
        "A=original B=original C<A,B +C +D",
        "2 articles, 1\u{2013}2 origins",
    );
}

#[test]
fn one_of_several_that_all_count_adds_nothing() {
    check(
        "A=original B=original C<A,B +A +B +C",
        "3 articles, 2 origins",
    );
    check(
        "A=original C<A,B +A +B +C",
        "3 articles, 1\u{2013}2 origins",
    );
}

#[test]
fn several_with_the_same_root_are_settled() {
    check(
        "A=original B<A C<A D<B,C E=original +D +E",
        "2 articles, 2 origins",
    );
    check("B<A C<A D<B,C +A +D", "2 articles, 1 origin");
}

#[test]
fn a_set_counts_together() {
    check("A=original B=original +A/1 +B/1", "2 articles, 1 origin");
    check(
        "A=original B=original C=original +A/1 +B/1 +C",
        "3 articles, 2 origins",
    );
    check("A=original B=original +A/1 +B/2", "2 articles, 2 origins");
}

#[test]
fn units_that_share_an_origin_count_once() {
    check(
        "A=original B=original C=original +A/1 +B/1 +B/2 +C/2",
        "3 articles, 1 origin",
    );
    check("A=original B=original +A/1 +B/1 +A", "2 articles, 1 origin");
}

#[test]
fn an_open_piece_of_a_set_may_join_two_groups() {
    check("A=original +A/1 +C/1", "2 articles, 1 origin");
    check(
        "A=original B=original +A/1 +C/1 +B",
        "3 articles, 1\u{2013}2 origins",
    );
    check(
        "A=original B=original +A +B +C/1 +D/1",
        "4 articles, 1\u{2013}3 origins",
    );
}

#[test]
fn what_a_pulled_claimant_said_does_not_count() {
    check("+A:@gov +B:@mayor x@gov", "1 article, 1 origin");
    check("+A:@gov x@gov", "0 articles, no origin");
    check("A<@afp +A x@afp", "0 articles, no origin");
    // Who passes it on is not who said it.
    check("+A:@tass:@gov x@tass", "1 article, 1 origin");
}

#[test]
fn what_stands_in_a_pulled_article_does_not_count() {
    check("A=original +A +A:@gov +A! xA", "0 articles, no origin");
}

#[test]
fn what_rests_on_a_pulled_article_does_not_count() {
    check(
        "A=original B<A C<B D=original +C +D xA",
        "1 article, 1 origin",
    );
    check(
        "A=original B<A C<B D=original +C +D xB",
        "1 article, 1 origin",
    );
    check("A=original B<A +B:@gov xA", "1 article, 1 origin");
}

#[test]
fn what_may_rest_on_something_pulled_is_not_counted_for_certain() {
    check(
        "A=original B=original C<A,B +C xA",
        "1 article, 0\u{2013}1 origin",
    );
    check(
        "A=original B=original C<A,B +C xA xB",
        "0 articles, no origin",
    );
    check(
        "A=original B=original C<A,B +C +B xA",
        "2 articles, 1 origin",
    );
}

#[test]
fn a_set_falls_with_its_piece() {
    check(
        "A=original B=original C=original +A/1 +B/1 +C xA",
        "1 article, 1 origin",
    );
    let setting = Setting::parse("A=original B=original +A/1 +B/1 xA");
    assert_eq!(origins(&setting, Stance::Supports).pulled.len(), 2);
}

#[test]
fn several_articles_with_one_origin_are_circular() {
    let circular = |told| origins(&Setting::parse(told), Stance::Supports).is_circular();
    assert!(circular("+A:@gov +B:@gov"));
    assert!(circular("A=original B<A +A +B"));
    assert!(circular("B<A C<A +B +C"), "wherever it is from, it is one");
    assert!(!circular("+A:@gov +A:@gov"), "one article");
    assert!(!circular("+A:@gov +B"), "it may be two");
    assert!(!circular("+A:@gov +B:@gov x@gov"), "nothing is left");
}

#[test]
fn sentences_say_why() {
    check_reasons(
        "+A:@Governor +B:@Governor +C:@Governor",
        &["These three count once: all cite Governor."],
    );
    check_reasons(
        "A<@AFP B<@AFP +A +B",
        &["These two count once: both derive from AFP."],
    );
    check_reasons(
        "A=original B<A +A +B +A! C=original +C",
        &[
            "These three count once: all go back to \u{201c}Paper A\u{201d}.",
            "This counts once: it is the reporting of \u{201c}Paper C\u{201d}.",
        ],
    );
    check_reasons(
        "A=original B=original +A/1 +B/1",
        &[
            "These two count once, since some count only together: they rest on \u{201c}Paper A\u{201d} and \u{201c}Paper B\u{201d}.",
        ],
    );
}

#[test]
fn sentences_say_what_is_not_known() {
    check_reasons(
        "+A",
        &[
            "Nobody has recorded where \u{201c}Paper A\u{201d} has this from: it may be an origin of its own or not.",
        ],
    );
    check_reasons(
        "B<A C<A +B +C",
        &[
            "These two count once: both have it from the same place.",
            "Nobody has recorded where \u{201c}Paper A\u{201d} has this from: it may be an origin of its own or not.",
        ],
    );
    check_reasons(
        "C<@AFP,@AP +C",
        &[
            "\u{201c}Paper C\u{201d} derives from several, and nobody knows from which this comes: AFP or AP.",
        ],
    );
}

#[test]
fn sentences_say_what_does_not_count() {
    check_reasons(
        "+A:@Governor +B:@Governor x@Governor",
        &["These two do not count: Governor is retracted."],
    );
    check_reasons(
        "A=original B=original +A/1 +B/1 xA",
        &[
            "This does not count: \u{201c}Paper A\u{201d} is retracted.",
            "This does not count: other evidence of the same set does not.",
        ],
    );
}

#[test]
fn a_protected_claimant_is_called_by_its_stand_in() {
    check_reasons(
        "+A:@secret +B:@secret",
        &["These two count once: both cite Source A."],
    );
    check_reasons(
        "+A:@secret x@secret",
        &["This does not count: Source A is retracted."],
    );
}

#[test]
fn a_long_chain_of_reprints_is_followed_to_its_end() {
    let mut setting = Setting::parse("A=original +A");
    for number in 1..1_000 {
        setting.articles.push(From::Reprint(number - 1));
    }
    setting.add_evidence(999);
    assert_eq!(
        origins(&setting, Stance::Supports).figure(),
        "2 articles, 1 origin"
    );
}

#[test]
fn articles_that_derive_from_two_each_are_looked_at_once() {
    let mut setting = Setting::parse("A=original B=original +A");
    for number in (2..200).step_by(2) {
        setting
            .articles
            .push(From::Several(vec![number - 2, number - 1]));
        setting
            .articles
            .push(From::Several(vec![number - 1, number - 2]));
    }
    setting.add_evidence(199);
    assert_eq!(
        count(&setting),
        OriginCount {
            at_least: 1,
            at_most: 2
        }
    );
}

proptest! {
    #[test]
    fn the_range_is_in_order(setting in any_setting()) {
        let OriginCount { at_least, at_most } = count(&setting);
        prop_assert!(at_least <= at_most);
    }

    #[test]
    fn whatever_is_true_lies_in_the_range(setting in any_setting(), picks in prop::collection::vec(any::<usize>(), 5)) {
        let OriginCount { at_least, at_most } = count(&setting);
        let truth = setting.truth(&picks);
        let origins = truth_count(&setting, &truth);
        prop_assert!((at_least..=at_most).contains(&origins), "{truth:?}: {origins} not in {at_least}-{at_most}");
    }

    #[test]
    fn what_has_no_recorded_provenance_is_never_counted_as_independent(setting in any_setting()) {
        let before = count(&setting);
        let mut more = setting;
        more.articles.push(From::Unknown);
        more.add_evidence(more.articles.len() - 1);
        let after = count(&more);
        prop_assert!(after.at_least <= before.at_least.max(1));
        prop_assert!(after.at_most <= before.at_most + 1);
    }

    #[test]
    fn settling_a_provenance_never_widens_the_range(setting in any_setting(), which in 0..5_usize, settled in any_setting()) {
        let mut setting = setting.with_nothing_pulled();
        let which = which % setting.articles.len();
        setting.articles[which] = From::Unknown;
        // Whoever marked a reprint's words as first-hand took them for the article's own.
        setting.evidence.retain(|piece| !piece.first_hand || piece.article != which);
        let before = count(&setting);
        setting.articles[which] = settled.articles[which % settled.articles.len()].clone();
        setting.keep_in_order();
        let after = count(&setting);
        prop_assert!(after.at_least >= before.at_least && after.at_most <= before.at_most, "{before:?} became {after:?}");
    }

    #[test]
    fn the_order_of_the_evidence_does_not_matter(setting in any_setting(), turn in 0..8_usize) {
        let before = count(&setting);
        let mut turned = setting;
        let len = turned.evidence.len().max(1);
        turned.evidence.rotate_left(turn % len);
        turned.evidence.reverse();
        prop_assert_eq!(count(&turned), before);
    }

    /// What is known may grow, since an article that derives from both is settled then; what is possible never does.
    #[test]
    fn merging_two_claimants_never_raises_the_figure(setting in any_setting()) {
        let setting = setting.with_nothing_pulled();
        let before = count(&setting);
        let after = count(&setting.with_claimants_merged());
        prop_assert!(after.at_most <= before.at_most);
        let several =
            |from: &From| matches!(from, From::Several(_) | From::SeveralAgencies(_));
        if !setting.articles.iter().any(several) {
            prop_assert!(after.at_least <= before.at_least);
        }
    }
}

/// How many origins there are, if each article has the one that it is said to have; `None` is pulled.
fn truth_count(setting: &Setting, of_articles: &[Option<setting::Truth>]) -> usize {
    let mut units: Vec<BTreeSet<setting::Truth>> = Vec::new();
    let mut sets: BTreeMap<u8, Option<BTreeSet<setting::Truth>>> = BTreeMap::new();
    for piece in &setting.evidence {
        let origin = setting.truth_of(piece, of_articles);
        match (piece.set, origin) {
            (None, None) => {}
            (None, Some(origin)) => units.push(BTreeSet::from([origin])),
            (Some(number), origin) => {
                let unit = sets.entry(number).or_insert_with(|| Some(BTreeSet::new()));
                match origin {
                    Some(origin) => {
                        unit.as_mut().map(|unit| unit.insert(origin));
                    }
                    None => *unit = None,
                }
            }
        }
    }
    units.extend(sets.into_values().flatten());
    let mut groups: Vec<BTreeSet<setting::Truth>> = Vec::new();
    for unit in units {
        let (same, mut others): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| !group.is_disjoint(&unit));
        others.push(same.into_iter().fold(unit, |all, group| &all | &group));
        groups = others;
    }
    groups.len()
}

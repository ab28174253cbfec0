//! The number of independent sources of a claim: each case of the rule by name.

mod chains;
mod findings;
mod house_rules;
mod properties;
mod rolled;
mod sentences;
mod setting;
mod truth;
mod views;

use crosscheck::{
    analysis::{ClaimEvidence, IndependentSources, Roots, SourceCount},
    project::{ClaimId, Stance},
};
use setting::{CLAIM, From, Setting};

fn sources(setting: &Setting, stance: Stance) -> IndependentSources {
    let project = setting.project();
    assert_eq!(crate::sound_project::check(&project), Ok(()));
    let claim = project
        .claim(ClaimId::new(CLAIM))
        .expect("the setting has it");
    let evidence = ClaimEvidence::new(&project, claim);
    IndependentSources::new(&evidence, stance, &mut Roots::new(&project))
}

fn count(setting: &Setting) -> SourceCount {
    sources(setting, Stance::Supports).count
}

/// `notation` is how [`Setting::parse`] has it; "2 as 1–2" stands for "2 articles, 1–2 independent sources".
#[track_caller]
fn check(notation: &str, figure: &str) {
    let (articles, count) = figure.split_once(" as ").unwrap();
    let sources_of = |count: &str| match count {
        "none" => "no independent source".to_owned(),
        "1" | "0–1" => format!("{count} independent source"),
        _ => format!("{count} independent sources"),
    };
    let s = if articles == "1" { "" } else { "s" };
    let figure = format!("{articles} article{s}, {}", sources_of(count));
    let found = sources(&Setting::parse(notation), Stance::Supports).figure();
    assert_eq!(found, figure, "{notation}");
}

#[test]
fn no_evidence_has_no_source() {
    check("A=original", "0 as none");
    check("A=original -A", "0 as none");
}

#[test]
fn stances_are_counted_apart() {
    let setting = Setting::parse("A=original B=original C=original +A -B -C oA");
    assert_eq!(
        sources(&setting, Stance::Supports).figure(),
        "1 article, 1 independent source"
    );
    assert_eq!(
        sources(&setting, Stance::Refutes).figure(),
        "2 articles, 2 independent sources"
    );
    assert_eq!(
        sources(&setting, Stance::Context).figure(),
        "1 article, 1 independent source"
    );
}

#[test]
fn attributed_evidence_comes_from_its_speaker() {
    check("+A:@gov +B:@gov +C:@gov +D:@gov", "4 as 1");
    check("+A:@gov +B:@mayor", "2 as 2");
    check("+A:@gov +A:@mayor", "1 as 2");
}

#[test]
fn a_report_of_a_report_comes_from_the_end_of_its_chain() {
    check("+A:@tass:@gov +B:@afp:@gov", "2 as 1");
    check("+A:@tass:@gov +B:@tass", "2 as 2");
}

#[test]
fn a_chain_of_unknown_origin_ends_at_its_last_recorded_link() {
    check("+A:@post:@tass:? +B:@tass", "2 as 1");
}

#[test]
fn attribution_takes_precedence_over_the_derivation_of_the_article() {
    check("A~B B=original C=original +A:@gov +C", "2 as 2");
}

/// The reprint's words are the governor's, so the words it reprints may be too, until they are attributed.
#[test]
fn unattributed_evidence_may_be_the_statement_of_a_recorded_speaker() {
    let open = "2 as 1–2";
    check("A~B B=original +A:@gov +B", open);
    check("A~B B=original +A +B:@gov", open);
    check("A~C B~C C=original +A +B:@gov", open);
    check("A<@tass +A +B:@tass:@gov", open);
    check("A<@tass B<@tass +A +B:@gov", open);
    check("A<B,C B=original C=original +A:@gov +B", open);
    check(
        "A<B,C B<D,E C=original D=original E=original +A:@gov +E",
        open,
    );
    check("A=original +A:@gov +A", "1 as 1–2");
}

#[test]
fn attributed_or_first_hand_evidence_is_settled() {
    check("A~B B=original +A:@gov +B:@gov", "2 as 1");
    check("A~B B=original +A:@gov +B:@mayor", "2 as 2");
    check("A~B B=original +A:@gov +B!", "2 as 2");
    check("A=original +A:@gov +A!", "1 as 2");
    check("A<@tass +A +B:@tass:@gov +C:@tass", "3 as 2");
}

#[test]
fn own_words_that_came_through_another_source_are_settled() {
    check("A=original B=original +A +B:@gov", "2 as 2");
    check("A<@tass B<@afp +A +B:@gov", "2 as 2");
    // It is the agency's own, since it is in the agency's text.
    check("A<@tass +A +A:@tass", "1 as 1");
    // It has another stance, so it is not the same statement.
    check("A~B B=original -A:@gov +B", "1 as 1");
}

#[test]
fn evidence_that_may_be_an_excluded_speakers_is_not_counted_for_certain() {
    check("A=original +A +A:@gov x@gov", "1 as 0–1");
    check("A=original +A! +A:@gov x@gov", "1 as 1");
}

#[test]
fn first_hand_evidence_comes_from_the_article_itself() {
    check("+A! +B!", "2 as 2");
    check("A<B B=original +A! +B", "2 as 2");
}

#[test]
fn a_reprint_or_a_translation_is_never_first_hand() {
    check("A~B B=original +A! +B", "2 as 1");
    check("A^B B=original +A! +B", "2 as 1");
    check("A~B +A!", "1 as 1");
}

#[test]
fn first_hand_evidence_that_names_who_said_it_comes_from_them() {
    check("+A:@gov! +B:@gov!", "2 as 1");
}

#[test]
fn original_reporting_is_a_source() {
    check("A=original +A", "1 as 1");
    check("A=original B=original +A +B +B", "2 as 2");
}

#[test]
fn an_article_derived_from_an_agency_has_the_agency_as_source() {
    check("A<@afp B<@afp +A +B", "2 as 1");
    check("A<@afp +A +B:@afp", "2 as 1");
    check("A<@afp B<@ap +A +B", "2 as 2");
}

#[test]
fn an_article_derived_from_another_has_its_root() {
    check("A=original B<A C<B +A +B +C", "3 as 1");
    check("A<@afp B<A C<B D<@afp +C +D", "2 as 1");
}

#[test]
fn unrecorded_provenance_makes_the_count_a_range() {
    check("+A", "1 as 1");
    check("+A +B", "2 as 1–2");
    check("A=original +A +B +C", "3 as 1–3");
    check("+A:@gov +B:@mayor +C", "3 as 2–3");
}

#[test]
fn derived_articles_share_an_unrecorded_provenance() {
    check("B<A C<A +B +C", "2 as 1");
    check("C=original A<B +A +B +C", "3 as 1–2");
}

#[test]
fn one_of_several_roots_is_not_settled() {
    check("A=original B=original C<A,B +C", "1 as 1");
    check("A=original B=original C<A,B D=original +C +D", "2 as 1–2");
    check("A=original B=original C<A,B +C +D", "2 as 1–2");
}

#[test]
fn one_of_several_that_all_count_adds_nothing() {
    check("A=original B=original C<A,B +A +B +C", "3 as 2");
    check("A=original C<A,B +A +B +C", "3 as 1–2");
}

#[test]
fn several_with_the_same_root_are_settled() {
    check("A=original B<A C<A D<B,C E=original +D +E", "2 as 2");
    check("B<A C<A D<B,C +A +D", "2 as 1");
}

#[test]
fn a_set_counts_together() {
    check("A=original B=original +A/1 +B/1", "2 as 1");
    check("A=original B=original C=original +A/1 +B/1 +C", "3 as 2");
    check("A=original B=original +A/1 +B/2", "2 as 2");
}

#[test]
fn units_that_share_a_source_count_once() {
    check(
        "A=original B=original C=original +A/1 +B/1 +B/2 +C/2",
        "3 as 1",
    );
    check("A=original B=original +A/1 +B/1 +A", "2 as 1");
}

#[test]
fn an_open_piece_of_a_set_may_join_two_groups() {
    check("A=original +A/1 +C/1", "2 as 1");
    check("A=original B=original +A/1 +C/1 +B", "3 as 1–2");
    check("A=original B=original +A +B +C/1 +D/1", "4 as 1–3");
}

/// The other documented case: whichever candidate the open root is, the evidence that counts with it joins one of the
/// first two.
#[test]
fn a_set_with_an_open_root_counts_apart_from_the_candidates_of_the_root() {
    check(
        "A=original B=original C<A,B D=original +A +B +C/1 +D/1",
        "4 as 2–3",
    );
    check("A=original B=original +A/1 +B/1 +A! +A:@gov", "2 as 2–3");
}

#[test]
fn statements_of_an_excluded_speaker_do_not_count() {
    check("+A:@gov +B:@mayor x@gov", "1 as 1");
    check("+A:@gov x@gov", "0 as none");
    check("A<@afp +A x@afp", "0 as none");
    // A relay is not the speaker.
    check("+A:@tass:@gov x@tass", "1 as 1");
}

/// The documented case in which the range is wider than necessary: the first and the last set cannot both count
/// separately without the one between, which makes one of them. But the combinations of excluded sets are not tried
/// out.
#[test]
fn sets_in_a_chain_that_may_be_excluded_count_apart() {
    let open = "A<@gov,@afp B<@gov,@bbc C<@gov,@cnn D<@gov,@dpa x@gov";
    let sets = "+A/1 +B/1 +B/2 +C/2 +C/3 +D/3";
    check(&format!("{open} {sets}"), "4 as 0–2");
    check(&format!("{open} +A/1 +B/1 +B/2 +C/2"), "3 as 0–1");
}

#[test]
fn evidence_in_an_excluded_article_does_not_count() {
    check("A=original +A +A:@gov +A! xA", "0 as none");
}

#[test]
fn evidence_that_rests_on_an_excluded_article_does_not_count() {
    check("A=original B<A C<B D=original +C +D xA", "1 as 1");
    check("A=original B<A C<B D=original +C +D xB", "1 as 1");
    check("A=original B<A +B:@gov xA", "1 as 1");
}

#[test]
fn evidence_that_may_rest_on_an_excluded_source_is_not_counted_for_certain() {
    check("A=original B=original C<A,B +C xA", "1 as 0–1");
    check("A=original B=original C<A,B +C xA xB", "0 as none");
    check("A=original B=original C<A,B +C +B xA", "2 as 1");
}

#[test]
fn a_set_is_excluded_with_one_of_its_pieces() {
    check("A=original B=original C=original +A/1 +B/1 +C xA", "1 as 1");
    let setting = Setting::parse("A=original B=original +A/1 +B/1 xA");
    assert_eq!(sources(&setting, Stance::Supports).excluded.len(), 2);
}

#[test]
fn a_set_that_may_be_excluded_does_not_join_other_sources() {
    // C comes from the governor, who is excluded, or from AFP.
    let open = "A=original B=original C<@gov,@afp x@gov";
    let check = |evidence, figure| check(&format!("{open} {evidence}"), figure);
    check("+A +B +A/1 +B/1 +C/1", "3 as 1–2");
    check("+A +A/1 +B/1 +C/1", "3 as 1");
    check("+A/1 +B/1 +C/1", "3 as 0–1");
    check("+A/1 +B/1 +C/1 +D:@mayor", "4 as 1–2");
}

#[test]
fn sets_that_may_be_excluded_and_share_a_root_add_one_source_at_most() {
    let open = "A=original B=original C<@gov,@afp D<@gov,@afp x@gov";
    let check = |evidence, figure| check(&format!("{open} {evidence}"), figure);
    check("+A/1 +C/1 +B/2 +C/2", "3 as 0–1");
    check("+A/1 +C/1 +B/2 +D/2", "4 as 0–2");
}

#[test]
fn a_source_counted_only_in_a_set_that_may_be_excluded_covers_no_root() {
    let open = "A=original B=original C<@gov,@afp D<A,B E<A,B x@gov";
    let setting = Setting::parse(&format!("{open} +A/1 +B/1 +C/1 +D +E"));
    assert!(
        count(&setting).at_most >= 2,
        "the set falls, D is from A and E from B"
    );
}

#[test]
fn several_articles_with_one_source_are_one_source_only() {
    let one_source_only =
        |notation| sources(&Setting::parse(notation), Stance::Supports).is_one_source_only();
    assert!(one_source_only("+A:@gov +B:@gov"));
    assert!(one_source_only("A=original B<A +A +B"));
    assert!(
        one_source_only("B<A C<A +B +C"),
        "wherever it is from, it is one"
    );
    assert!(!one_source_only("+A:@gov +A:@gov"), "one article");
    assert!(!one_source_only("+A:@gov +B"), "it may be two");
    assert!(!one_source_only("+A:@gov +B:@gov x@gov"), "nothing is left");
}

#[test]
fn articles_reached_by_several_derivations_are_visited_once() {
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
        SourceCount {
            at_least: 1,
            at_most: 2
        }
    );
}

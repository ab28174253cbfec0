//! Which house rules a claim misses by its independent sources, and what a waiver does.

use super::findings::{claim, claims_csv, row, set, two_sources, with_rules};
use crate::records::Recording;
use crosscheck::{
    analysis::{ClaimEvidence, ClaimSources, Miss, Roots},
    project::{
        Attribution, ClaimField, Edit, EvidenceEdit, EvidenceId, HouseRule, HouseRules, Naming,
        PrimaryOrSecondary, Project, Waiver,
    },
};

fn attribute(project: &mut Project, evidence: u64, change: impl Fn(&mut Attribution)) {
    let id = EvidenceId::new(evidence);
    let mut attribution = Box::new(project.evidence(id).unwrap().attribution.clone());
    change(&mut attribution);
    project.make(Edit::Evidence(EvidenceEdit::SetAttribution {
        id,
        attribution,
    }));
}

fn name_as(project: &mut Project, evidence: u64, naming: Naming) {
    attribute(project, evidence, |it| it.naming = Some(naming));
}

fn call(project: &mut Project, evidence: u64, is: PrimaryOrSecondary) {
    attribute(project, evidence, |it| it.primary_or_secondary = Some(is));
}

fn waiver(rule: HouseRule, by: &str, reason: &str) -> Waiver {
    Waiver {
        rule,
        by: by.to_owned(),
        reason: reason.to_owned(),
    }
}

fn sentences(project: &Project) -> Vec<String> {
    let sources = ClaimSources::new(
        &ClaimEvidence::new(project, claim(project)),
        &mut Roots::new(project),
    );
    let misses = sources.misses(project, claim(project));
    misses.iter().map(Miss::sentence).collect()
}

fn no_single_anonymous() -> HouseRules {
    HouseRules {
        no_single_anonymous: true,
        ..HouseRules::default()
    }
}

#[test]
fn rules_that_are_off_are_never_missed() {
    assert!(sentences(&with_rules("+A", HouseRules::default())).is_empty());
}

#[test]
fn too_few_sources_are_a_miss_and_a_range_asks_for_its_provenance() {
    assert_eq!(
        sentences(&with_rules("+A:@gov", two_sources())),
        ["It has 1 independent source, but the house rule asks for 2."]
    );
    assert_eq!(
        sentences(&with_rules("+A +B", two_sources())),
        [
            "It has 1\u{2013}2 independent sources, but the house rule asks for 2. Record the provenance of its articles to find out."
        ]
    );
    assert!(sentences(&with_rules("+A:@gov +B:@mayor", two_sources())).is_empty());
}

#[test]
fn the_rules_check_refutation_if_it_has_more_sources() {
    assert!(sentences(&with_rules("+A:@gov -B:@mayor -C:@tass", two_sources())).is_empty());
}

#[test]
fn secondary_sources_are_required_if_there_is_no_primary_one() {
    let rules = HouseRules {
        secondary_sources: Some(2),
        ..HouseRules::default()
    };
    let mut project = with_rules("A=original B=original +A +B +C", rules);
    for evidence in [0, 2] {
        call(&mut project, evidence, PrimaryOrSecondary::Secondary);
    }
    assert_eq!(
        sentences(&project),
        [
            "It has no primary source and 1 secondary source of original reporting; the house rule asks for 2."
        ]
    );
    call(&mut project, 1, PrimaryOrSecondary::Secondary);
    assert!(sentences(&project).is_empty());
    call(&mut project, 0, PrimaryOrSecondary::Primary);
    assert!(sentences(&project).is_empty());
}

#[test]
fn first_hand_sources_are_articles_of_their_own() {
    let rules = HouseRules {
        first_hand: Some(2),
        ..HouseRules::default()
    };
    assert_eq!(
        sentences(&with_rules("A=original B~A +A! +B! +A!", rules.clone())),
        ["It has 1 first-hand source; the house rule asks for 2."]
    );
    assert!(sentences(&with_rules("+A! +B!", rules)).is_empty());
}

#[test]
fn a_verdict_on_one_anonymous_source_is_a_miss() {
    let mut project = with_rules("+A:@gov +B:@gov", no_single_anonymous());
    for evidence in [0, 1] {
        name_as(&mut project, evidence, Naming::Anonymous);
    }
    assert!(sentences(&project).is_empty(), "there is no verdict");
    set(&mut project, ClaimField::Verdict(Some("Supported".into())));
    let missed = ["Its support rests on one anonymous source, although there is a verdict."];
    assert_eq!(sentences(&project), missed);
    name_as(&mut project, 0, Naming::OnBackground);
    assert_eq!(sentences(&project), missed, "nobody is named there either");
    name_as(&mut project, 0, Naming::Named);
    assert!(sentences(&project).is_empty());
}

/// A refutation by one unnamed official is not improved by two agencies that support the claim.
#[test]
fn either_side_may_rest_on_one_anonymous_source() {
    let mut project = with_rules("+A:@afp +B:@ap -C:@official", no_single_anonymous());
    set(&mut project, ClaimField::Verdict(Some("Refuted".into())));
    let unnamed = |project: &mut Project, evidence| {
        name_as(project, evidence, Naming::Anonymous);
    };
    assert!(sentences(&project).is_empty());
    unnamed(&mut project, 2);
    let missed = ["Its refutation rests on one anonymous source, although there is a verdict."];
    assert_eq!(sentences(&project), missed);
    let waiver = waiver(
        HouseRule::NoSingleAnonymous,
        "Ada",
        "the editor knows who it is",
    );
    assert_eq!(row(&project).misses, 1);
    set(&mut project, ClaimField::Waivers(vec![waiver]));
    assert_eq!(row(&project).misses, 0);
    unnamed(&mut project, 0);
    assert_eq!(sentences(&project), missed, "the other agency is named");
    let id = EvidenceId::new(1);
    project.make(Edit::Evidence(EvidenceEdit::Remove(id)));
    let missed = ["Each side rests on one anonymous source, although there is a verdict."];
    assert_eq!(sentences(&project), missed);
}

#[test]
fn anonymous_reports_that_nobody_has_traced_may_be_one_source() {
    for (told, missed) in [
        (
            "+A +B",
            &[
                "Its support may rest on one anonymous source, although there is a verdict. Record the provenance of its articles to find out.",
            ][..],
        ),
        ("+A:@gov +B:@mayor", &[]),
        ("+A:@gov x@gov", &[]),
    ] {
        let mut project = with_rules(told, no_single_anonymous());
        set(&mut project, ClaimField::Verdict(Some("Supported".into())));
        let pieces = project.all_evidence().len() as u64;
        for evidence in 0..pieces {
            name_as(&mut project, evidence, Naming::Anonymous);
        }
        assert_eq!(sentences(&project), missed, "{told}");
    }
}

#[test]
fn a_waiver_counts_once_it_has_a_name_and_a_reason() {
    let mut project = with_rules("+A:@gov", two_sources());
    for (by, reason, misses) in [
        ("", "", 1),
        ("Ada", " ", 1),
        ("", "known", 1),
        ("Ada", "known", 0),
    ] {
        let waiver = waiver(HouseRule::IndependentSources, by, reason);
        set(&mut project, ClaimField::Waivers(vec![waiver]));
        assert_eq!(row(&project).misses, misses, "{by:?} {reason:?}");
        let csv = claims_csv(&project);
        assert_eq!(csv.contains("waived by Ada, known"), misses == 0);
        assert_eq!(csv.contains("waived by"), misses == 0);
    }
}

#[test]
fn a_waived_rule_miss_is_listed_with_its_signature_and_not_counted() {
    let mut project = with_rules("+A:@gov", two_sources());
    assert_eq!(row(&project).misses, 1);
    let waiver = waiver(
        HouseRule::IndependentSources,
        "Ada",
        "it is the ministry's own figure",
    );
    set(&mut project, ClaimField::Waivers(vec![waiver.clone()]));
    let sources = ClaimSources::new(
        &ClaimEvidence::new(&project, claim(&project)),
        &mut Roots::new(&project),
    );
    assert_eq!(
        sources.misses(&project, claim(&project))[0].waiver,
        Some(&waiver)
    );
    assert_eq!(row(&project).misses, 0);
}

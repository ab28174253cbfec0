//! Consequences of the independent sources of a claim for house rules, exclusions and the table.

use std::collections::BTreeSet;

use crosscheck::{
    analysis::{
        ClaimEvidence, ClaimRow, ClaimSources, ClaimTable, IndependentSource, Roots, SortBy,
        TableColumn, TableFilter, affected_claims, all_excluded, arrange,
        claims_depending_on_source,
    },
    export::{CLAIM_COLUMNS, Export, ExportSettings, write_export},
    project::{
        ArticleDetails, ArticleEdit, ArticleId, Attribution, Claim, ClaimEdit, ClaimField, ClaimId,
        ClaimType, Edit, Evidence, EvidenceEdit, EvidenceId, Exclusion, HighlightId, HouseRule,
        HouseRules, Naming, PrimaryOrSecondary, Project, ProjectEdit, Search, SpeakerEdit,
        SpeakerId, Stance, Waiver,
    },
    views::theme::Theme,
};

use super::setting::{CLAIM, Setting};

fn apply(project: &mut Project, edit: Edit) {
    project.apply(edit).unwrap();
}

fn set(project: &mut Project, field: ClaimField) {
    let id = ClaimId::new(CLAIM);
    apply(project, Edit::Claim(ClaimEdit::Set { id, field }));
}

fn published_later(project: &Project) -> Vec<EvidenceId> {
    let evidence = ClaimEvidence::new(project, claim(project));
    evidence.published_later().into_iter().collect()
}

fn claim(project: &Project) -> &Claim {
    project.claim(ClaimId::new(CLAIM)).unwrap()
}

fn row(project: &Project) -> ClaimRow {
    ClaimRow::new(project, claim(project))
}

fn with_rules(notation: &str, rules: HouseRules) -> Project {
    let mut project = Setting::parse(notation).project();
    apply(&mut project, Edit::Project(ProjectEdit::SetRules(rules)));
    project
}

fn attribute(project: &mut Project, evidence: u64, change: impl Fn(&mut Attribution)) {
    let id = EvidenceId::new(evidence);
    let mut attribution = Box::new(project.evidence(id).unwrap().attribution.clone());
    change(&mut attribution);
    apply(
        project,
        Edit::Evidence(EvidenceEdit::SetAttribution { id, attribution }),
    );
}

fn sentences(project: &Project) -> Vec<String> {
    let sources = ClaimSources::new(
        &ClaimEvidence::new(project, claim(project)),
        &mut Roots::new(project),
    );
    let misses = sources.misses(project, claim(project));
    misses
        .iter()
        .map(crosscheck::analysis::Miss::sentence)
        .collect()
}

fn two_sources() -> HouseRules {
    HouseRules {
        independent_sources: Some(2),
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
        attribute(&mut project, evidence, |attribution| {
            attribution.primary_or_secondary = Some(PrimaryOrSecondary::Secondary);
        });
    }
    assert_eq!(
        sentences(&project),
        [
            "It has no primary source and 1 secondary source of original reporting; the house rule asks for 2."
        ]
    );
    attribute(&mut project, 1, |attribution| {
        attribution.primary_or_secondary = Some(PrimaryOrSecondary::Secondary);
    });
    assert!(sentences(&project).is_empty());
    attribute(&mut project, 0, |attribution| {
        attribution.primary_or_secondary = Some(PrimaryOrSecondary::Primary);
    });
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
    let rules = HouseRules {
        no_single_anonymous: true,
        ..HouseRules::default()
    };
    let mut project = with_rules("+A:@gov +B:@gov", rules);
    for evidence in [0, 1] {
        attribute(&mut project, evidence, |attribution| {
            attribution.naming = Some(Naming::Anonymous);
        });
    }
    assert!(sentences(&project).is_empty(), "there is no verdict");
    set(&mut project, ClaimField::Verdict(Some("Supported".into())));
    let missed = ["Its support rests on one anonymous source, although there is a verdict."];
    assert_eq!(sentences(&project), missed);
    attribute(&mut project, 0, |attribution| {
        attribution.naming = Some(Naming::OnBackground);
    });
    assert_eq!(sentences(&project), missed, "nobody is named there either");
    attribute(&mut project, 0, |attribution| {
        attribution.naming = Some(Naming::Named);
    });
    assert!(sentences(&project).is_empty());
}

/// A refutation by one unnamed official is not improved by two agencies that support the claim.
#[test]
fn either_side_may_rest_on_one_anonymous_source() {
    let rules = HouseRules {
        no_single_anonymous: true,
        ..HouseRules::default()
    };
    let mut project = with_rules("+A:@afp +B:@ap -C:@official", rules);
    set(&mut project, ClaimField::Verdict(Some("Refuted".into())));
    let unnamed = |project: &mut Project, evidence| {
        attribute(project, evidence, |attribution| {
            attribution.naming = Some(Naming::Anonymous);
        });
    };
    assert!(sentences(&project).is_empty());
    unnamed(&mut project, 2);
    let missed = ["Its refutation rests on one anonymous source, although there is a verdict."];
    assert_eq!(sentences(&project), missed);
    let waiver = Waiver {
        rule: HouseRule::NoSingleAnonymous,
        by: "Ada".into(),
        reason: "the editor knows who it is".into(),
    };
    assert_eq!(row(&project).misses, 1);
    set(&mut project, ClaimField::Waivers(vec![waiver]));
    assert_eq!(row(&project).misses, 0);
    unnamed(&mut project, 0);
    assert_eq!(sentences(&project), missed, "the other agency is named");
    let id = EvidenceId::new(1);
    apply(&mut project, Edit::Evidence(EvidenceEdit::Remove(id)));
    let missed = ["Each side rests on one anonymous source, although there is a verdict."];
    assert_eq!(sentences(&project), missed);
}

#[test]
fn anonymous_reports_that_nobody_has_traced_may_be_one_source() {
    let rules = HouseRules {
        no_single_anonymous: true,
        ..HouseRules::default()
    };
    for (notation, missed) in [
        (
            "+A +B",
            &[
                "Its support may rest on one anonymous source, although there is a verdict. Record the provenance of its articles to find out.",
            ][..],
        ),
        ("+A:@gov +B:@mayor", &[]),
        ("+A:@gov x@gov", &[]),
    ] {
        let mut project = with_rules(notation, rules.clone());
        set(&mut project, ClaimField::Verdict(Some("Supported".into())));
        let pieces = project.all_evidence().len() as u64;
        for evidence in 0..pieces {
            attribute(&mut project, evidence, |attribution| {
                attribution.naming = Some(Naming::Anonymous);
            });
        }
        assert_eq!(sentences(&project), missed, "{notation}");
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
        let waiver = Waiver {
            rule: HouseRule::IndependentSources,
            by: by.into(),
            reason: reason.into(),
        };
        set(&mut project, ClaimField::Waivers(vec![waiver]));
        assert_eq!(row(&project).misses, misses, "{by:?} {reason:?}");
        let mut csv = Vec::new();
        let settings = ExportSettings::new(Theme::light().graph_palette());
        write_export(&mut csv, Export::Claims, &project, &settings).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        assert_eq!(csv.contains("waived by Ada, known"), misses == 0);
        assert_eq!(csv.contains("waived by"), misses == 0);
    }
}

#[test]
fn a_waived_rule_miss_is_listed_with_its_signature_and_not_counted() {
    let mut project = with_rules("+A:@gov", two_sources());
    assert_eq!(row(&project).misses, 1);
    let waiver = Waiver {
        rule: HouseRule::IndependentSources,
        by: "Ada".into(),
        reason: "it is the ministry's own figure".into(),
    };
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

#[test]
fn excluding_a_speaker_lists_the_same_claims_before_and_after() {
    let mut project = with_rules("A<@gov +A +B:@gov/1 +C:@mayor/1 +D:@mayor", two_sources());
    set(&mut project, ClaimField::Verdict(Some("Supported".into())));
    let gov = SpeakerId::new(0);
    // Because of the set, the governor and the mayor count once: the rule is missed with or without them.
    let resting = claims_depending_on_source(&project, IndependentSource::Speaker(gov));
    assert_eq!(resting.len(), 1);
    assert_eq!(resting[0].evidence, [0, 1, 2].map(EvidenceId::new));
    assert_eq!(resting[0].falls_below, []);
    assert!(resting[0].needs_review);
    let mut excluded = project.speaker(gov).unwrap().clone();
    excluded.excluded = Some(Exclusion::Unreliable);
    apply(
        &mut project,
        Edit::Speaker(SpeakerEdit::Set(Box::new(excluded))),
    );
    assert_eq!(
        claims_depending_on_source(&project, IndependentSource::Speaker(gov)),
        resting
    );
    assert_eq!(
        all_excluded(&project).collect::<Vec<_>>(),
        [IndependentSource::Speaker(gov)]
    );
    assert_eq!(row(&project).excluded, [3, 0, 0]);
    assert_eq!(row(&project).supports, 1);
}

#[test]
fn a_relay_lists_the_claims_that_came_through_it() {
    let mut project = with_rules("+A:@tass:@gov +B:@tass -C:@mayor", two_sources());
    set(&mut project, ClaimField::Verdict(Some("Supported".into())));
    let tass = IndependentSource::Speaker(project.speakers().next().unwrap().id);
    let resting = claims_depending_on_source(&project, tass);
    assert_eq!(resting[0].evidence, [EvidenceId::new(1)], "what it said");
    assert_eq!(resting[0].passed_on, [EvidenceId::new(0)]);
    let project = Setting::parse("+A:@tass:@gov").project();
    let resting = claims_depending_on_source(&project, tass);
    assert_eq!(resting.len(), 1);
    assert_eq!(resting[0].evidence, []);
    assert_eq!(resting[0].passed_on, [EvidenceId::new(0)]);
    assert!(!resting[0].rests() && !resting[0].needs_review);
}

#[test]
fn no_number_counts_excluded_evidence() {
    let found = row(&Setting::parse("+A -B oC -D:@gov xB xC x@gov").project());
    assert_eq!((found.supports, found.refutes, found.context), (1, 0, 0));
    assert_eq!(found.excluded, [0, 2, 1]);
    assert_eq!((found.all_excluded(), found.articles), (3, 1));
    assert!(!found.conflicts && found.unchallenged && found.needs_attention());
    assert_eq!(
        found.count_in_words(Stance::Refutes),
        "0 refutes (+2 excluded)"
    );
    assert_eq!(found.count_in_words(Stance::Supports), "1 supports");
    // Evidence that only counts as a set is excluded as a set, including context.
    let found = row(&Setting::parse("A=original B=original oA/1 oB/1 oC xA").project());
    assert_eq!((found.context, found.excluded), (1, [0, 0, 2]));
}

#[test]
fn the_claims_csv_has_the_counts_of_the_table() {
    let project = Setting::parse("+A +A -B xB").project();
    let mut csv = Vec::new();
    let settings = ExportSettings::new(Theme::light().graph_palette());
    write_export(&mut csv, Export::Claims, &project, &settings).unwrap();
    let row = csv::Reader::from_reader(&*csv)
        .into_records()
        .next()
        .unwrap();
    let row = row.unwrap();
    let cell = |name| {
        let at = CLAIM_COLUMNS.iter().position(|column| *column == name);
        &row[at.unwrap()]
    };
    let figures = [
        "supports",
        "refutes",
        "context",
        "articles",
        "excluded_evidence",
    ];
    assert_eq!(figures.map(cell), ["2", "0", "0", "1", "1"]);
}

#[test]
fn excluding_an_article_lists_the_rules_that_are_then_missed() {
    let project = with_rules("A=original B<A C=original +B +C", two_sources());
    let resting =
        claims_depending_on_source(&project, IndependentSource::Article(ArticleId::new(0)));
    assert_eq!(resting[0].falls_below, [HouseRule::IndependentSources]);
    assert!(!resting[0].needs_review);
    let unused = IndependentSource::Article(ArticleId::new(7));
    assert_eq!(claims_depending_on_source(&project, unused), []);
}

#[test]
fn evidence_that_was_certainly_published_later_is_marked() {
    let mut project = Setting::parse("+A +B +C").project();
    for (at, published) in ["2023-05-22", "2023-05", "2023-05-24T09:00"]
        .into_iter()
        .enumerate()
    {
        let source = ArticleDetails {
            published: published.into(),
            ..ArticleDetails::default()
        };
        let id = ArticleId::new(at as u64);
        apply(
            &mut project,
            Edit::Article(ArticleEdit::SetDetails {
                id,
                details: Box::new(source),
            }),
        );
    }
    assert_eq!(published_later(&project), []);
    set(&mut project, ClaimField::Made("2023-05-22".into()));
    assert_eq!(published_later(&project), [EvidenceId::new(2)]);
    assert_eq!(row(&project).published_later, 1);
    set(&mut project, ClaimField::Made("some day".into()));
    assert_eq!(published_later(&project), []);
}

#[test]
fn support_is_unchallenged_until_a_search_is_recorded() {
    let unchallenged = |notation| row(&Setting::parse(notation).project()).unchallenged;
    assert!(unchallenged("+A oB"));
    assert!(!unchallenged("+A -B"));
    assert!(!unchallenged("oA"));
    let mut project = Setting::parse("+A").project();
    // One as a click adds it, and one with only a date.
    let dated = Search {
        date: "2023-05-24".into(),
        ..Search::default()
    };
    for blank in [Search::default(), dated] {
        set(&mut project, ClaimField::Searches(vec![blank]));
        assert!(row(&project).unchallenged);
    }
    for (sought, place) in [("asked for the count", " "), ("", "the hospital")] {
        let search = Search {
            sought: sought.into(),
            place: place.into(),
            ..Search::default()
        };
        set(&mut project, ClaimField::Searches(vec![search]));
        assert!(!row(&project).unchallenged);
    }
}

#[test]
fn the_table_shows_sources_and_claims_that_need_attention() {
    let found = row(&Setting::parse("+A:@gov +B:@gov -C").project());
    assert_eq!(found.supporting_sources.to_string(), "1 independent source");
    assert!(found.one_source_only && found.conflicts && found.needs_attention());
    let quiet = row(&Setting::parse("+A:@gov -C").project());
    assert!(!quiet.one_source_only && !quiet.needs_attention());
    assert!(!row(&Setting::default().project()).needs_attention());
}

#[test]
fn renaming_a_speaker_renames_it_on_its_claims() {
    let mut project = Setting::parse("+A:@gov +B:@secret").project();
    set(&mut project, ClaimField::Speaker(Some(SpeakerId::new(1))));
    let mut table = ClaimTable::new(&project);
    let name = |table: &ClaimTable| table.row(ClaimId::new(CLAIM)).unwrap().speaker.clone();
    assert_eq!(name(&table).as_deref(), Some("Source A"));
    let mut renamed = project.speaker(SpeakerId::new(1)).unwrap().clone();
    renamed.stand_in = Some("Source B".into());
    let edit = Edit::Speaker(SpeakerEdit::Set(Box::new(renamed)));
    let touched = affected_claims(&project, std::slice::from_ref(&edit));
    apply(&mut project, edit);
    table.update(&project, &touched);
    assert_eq!(name(&table).as_deref(), Some("Source B"));
}

#[test]
fn claims_are_filtered_and_sorted_by_derived_values() {
    let mut project = Setting::parse("+A:@gov +B:@mayor").project();
    for (at, made) in ["2023-05-24", "May 2023", ""].into_iter().enumerate() {
        let mut claim = Claim::new(ClaimId::new(10 + at as u64), made.into(), 0);
        claim.made = made.into();
        claim.kind = (at == 1).then_some(ClaimType::Numerical);
        claim.tags = if at == 2 {
            BTreeSet::from(["war".into()])
        } else {
            BTreeSet::new()
        };
        apply(
            &mut project,
            Edit::Claim(ClaimEdit::Add {
                at: at + 1,
                claim: Box::new(claim),
            }),
        );
    }
    let table = ClaimTable::new(&project);
    let listed = |filter: TableFilter, column, descending| {
        let sort = SortBy { column, descending };
        let ids = arrange(&project, &table, &filter, sort);
        ids.into_iter()
            .map(crosscheck::project::Id::number)
            .collect::<Vec<_>>()
    };
    let all = TableFilter::default;
    assert_eq!(listed(all(), TableColumn::Made, false), [11, 10, 1, 12]);
    assert_eq!(listed(all(), TableColumn::Made, true), [10, 11, 1, 12]);
    assert_eq!(
        listed(all(), TableColumn::IndependentSources, true),
        [1, 10, 11, 12]
    );
    assert_eq!(listed(all(), TableColumn::Kind, false), [11, 1, 10, 12]);
    let tagged = TableFilter {
        tag: Some("war".into()),
        ..all()
    };
    assert_eq!(listed(tagged, TableColumn::Number, false), [12]);
    let numbers = TableFilter {
        kind: Some(ClaimType::Numerical),
        ..all()
    };
    assert_eq!(listed(numbers, TableColumn::Number, false), [11]);
    let attention = TableFilter {
        needs_attention: true,
        ..all()
    };
    assert_eq!(
        listed(attention, TableColumn::Number, false),
        [1],
        "it is unchallenged"
    );
}

#[test]
fn the_first_publication_is_found_among_dates_of_any_format() {
    let mut project = Setting::parse("+A +B +C").project();
    let published = ["2023-05-23T09:00Z", "22 May 2023", "2023-05-23T10:00+03:00"];
    for (at, published) in published.into_iter().enumerate() {
        let source = ArticleDetails {
            published: published.into(),
            ..ArticleDetails::default()
        };
        let (id, source) = (ArticleId::new(at as u64), Box::new(source));
        apply(
            &mut project,
            Edit::Article(ArticleEdit::SetDetails {
                id,
                details: source,
            }),
        );
    }
    assert_eq!(row(&project).first_published.label(), "22 May 2023");
    // A claim with the first article only, and one with the third.
    for (at, highlight) in [(1, 0), (2, 2)] {
        let claim = ClaimId::new(10 + highlight);
        let added = Box::new(Claim::new(claim, "It was so".into(), 0));
        apply(
            &mut project,
            Edit::Claim(ClaimEdit::Add { at, claim: added }),
        );
        let evidence = Evidence::new(
            EvidenceId::new(10 + highlight),
            HighlightId::new(highlight),
            claim,
            Stance::Supports,
        );
        let edit = EvidenceEdit::add(0, evidence);
        apply(&mut project, Edit::Evidence(edit));
    }
    let sort = SortBy {
        column: TableColumn::FirstPublished,
        descending: false,
    };
    let table = ClaimTable::new(&project);
    let listed = arrange(&project, &table, &TableFilter::default(), sort);
    let numbers: Vec<u64> = listed
        .into_iter()
        .map(crosscheck::project::Id::number)
        .collect();
    assert_eq!(numbers, [1, 12, 10], "by instants, not by what clocks show");
}

//! Everything recorded has its column and its cell.

use super::{EXACT, claims, evidence, read, under};
use crosscheck::{
    analysis::{ClaimTable, SourceCount},
    project::{
        Attribution, ClaimEdit, ClaimField, ClaimId, ClaimType, Credibility, Dismissed, Edit,
        EvidenceEdit, EvidenceSet, Exclusion, FirstHandOrReported, HouseRule, HouseRules, Id,
        Naming, PrimaryOrSecondary, Project, ProjectEdit, Quotation, Relation, RelationEdit,
        RelationKind, Search, Speaker, SpeakerEdit, SpeakerId, Waiver,
    },
    storage,
};

/// The sample, in which the first claim is completely recorded. An excluded agency said its first piece of evidence,
/// whose article is later than the claim. A governor made the claim, and said its second piece.
fn recorded() -> Project {
    let mut project = storage::sample();
    let claims: Vec<ClaimId> = project.claims().take(2).map(|claim| claim.id).collect();
    let pieces: Vec<_> = project.evidence_of(claims[0]).map(|it| it.id).collect();
    let (agency, governor) = (Id::new(91), Id::new(92));
    let speaker = |at, id, name: &str, excluded| {
        let speaker = Speaker {
            excluded,
            ..Speaker::new(id, name.to_owned())
        };
        let speaker = Box::new(speaker);
        Edit::Speaker(SpeakerEdit::Add { at, speaker })
    };
    let set = |field| {
        let id = claims[0];
        Edit::Claim(ClaimEdit::Set { id, field })
    };
    let said = |id, attribution| {
        let attribution = Box::new(attribution);
        Edit::Evidence(EvidenceEdit::SetAttribution { id, attribution })
    };
    let first = Attribution {
        speaker: Some(agency),
        relayed_by: vec![governor],
        wording: "said on Telegram".to_owned(),
        quotation: Some(Quotation::Mixed),
        first_hand: Some(FirstHandOrReported::Reported),
        primary_or_secondary: Some(PrimaryOrSecondary::Secondary),
        naming: Some(Naming::OnBackground),
    };
    let second = Attribution {
        speaker: Some(governor),
        ..Attribution::default()
    };
    let rules = HouseRules {
        independent_sources: Some(9),
        first_hand: Some(2),
        ..HouseRules::default()
    };
    let relation = Relation {
        id: Id::new(93),
        from: claims[1],
        to: claims[0],
        kind: RelationKind::PartOf,
    };
    let mut edits = vec![
        speaker(0, agency, "Lanterna", Some(Exclusion::Retracted)),
        speaker(1, governor, "The governor", None),
        said(pieces[0], first),
        said(pieces[1], second),
        Edit::Evidence(EvidenceEdit::SetEvidenceSet {
            id: pieces[1],
            set: Some(EvidenceSet(0)),
        }),
        Edit::Project(ProjectEdit::SetRules(rules)),
        Edit::Relation(RelationEdit::Add(relation)),
    ];
    edits.extend(fields(governor).map(set));
    project.apply_all(edits).unwrap();
    project
}

fn fields(governor: SpeakerId) -> [ClaimField; 10] {
    let search = Search {
        sought: "asked the hospital, no answer".to_owned(),
        place: String::new(),
        date: "2031-05-24".to_owned(),
    };
    let waiver = Waiver {
        rule: HouseRule::FirstHand,
        by: "Ann".to_owned(),
        reason: "both saw it".to_owned(),
    };
    [
        ClaimField::Kind(Some(ClaimType::Numerical)),
        ClaimField::Made("2020".to_owned()),
        ClaimField::Speaker(Some(governor)),
        ClaimField::FirstAppearance("a speech".to_owned()),
        ClaimField::Tags(["flood".into(), "arrests".into()].into()),
        ClaimField::Credibility(Some(Credibility::Doubtful)),
        ClaimField::Searches(vec![search]),
        ClaimField::Reply("no comment".to_owned()),
        ClaimField::Waivers(vec![waiver]),
        ClaimField::Dismissed([Dismissed::new(Id::new(1), "not this")].into()),
    ]
}

/// The column for a field of a claim. Colour and dismissed passages have none.
fn column_of(field: &ClaimField) -> Option<&'static str> {
    match field {
        ClaimField::Statement(_) => Some("claim"),
        ClaimField::Verdict(_) => Some("verdict"),
        ClaimField::Status(_) => Some("status"),
        ClaimField::Justification(_) => Some("justification"),
        ClaimField::Notes(_) => Some("notes"),
        ClaimField::Color(_) | ClaimField::Dismissed(_) => None,
        ClaimField::Kind(_) => Some("type"),
        ClaimField::Made(_) => Some("made"),
        ClaimField::Speaker(_) => Some("speaker"),
        ClaimField::FirstAppearance(_) => Some("first_appearance"),
        ClaimField::Tags(_) => Some("tags"),
        ClaimField::Credibility(_) => Some("credibility"),
        ClaimField::Searches(_) => Some("searches"),
        ClaimField::Reply(_) => Some("reply"),
        ClaimField::Waivers(_) => Some("waivers"),
    }
}

#[test]
fn every_field_of_a_claim_has_a_column() {
    let rows = read(&claims(&recorded(), EXACT));
    for field in fields(Id::new(92)) {
        if let Some(column) = column_of(&field) {
            let cells = under(&rows, 1, &[column]);
            assert!(!cells.concat().is_empty(), "{field:?}");
        }
    }
}

#[test]
fn the_row_of_a_claim_has_all_its_fields() {
    let project = recorded();
    let rows = read(&claims(&project, EXACT));
    let columns = [
        "type",
        "made",
        "speaker",
        "first_appearance",
        "tags",
        "credibility",
        "house_rule_misses",
        "waivers",
        "searches",
        "reply",
        "relations",
        "excluded_evidence",
    ];
    assert_eq!(
        under(&rows, 1, &columns),
        [
            "numerical",
            "2020",
            "The governor",
            "a speech",
            "arrests | flood",
            "4",
            "independent sources",
            "first-hand sources: waived by Ann, both saw it",
            "asked the hospital, no answer | 2031-05-24",
            "no comment",
            "has as a part 2",
            "1"
        ]
    );
    assert_eq!(under(&rows, 2, &["relations"]), ["part of 1"]);
    // The numbers are those of the window; the rule is tested elsewhere.
    let table = ClaimTable::new(&project);
    for (nth, claim) in project.claims().enumerate() {
        let row = table.row(claim.id).unwrap();
        let figure = |count: SourceCount| match (count.at_least, count.at_most) {
            (least, most) if least == most => most.to_string(),
            (least, most) => format!("{least}\u{2013}{most}"),
        };
        let yes = |is_so| if is_so { "yes" } else { "" };
        let cells = [
            "independent_sources_support",
            "independent_sources_refute",
            "one_source_only",
            "unchallenged",
        ];
        assert_eq!(
            under(&rows, nth + 1, &cells),
            [
                figure(row.supporting_sources).as_str(),
                &figure(row.refuting_sources),
                yes(row.one_source_only),
                yes(row.unchallenged)
            ]
        );
    }
}

#[test]
fn the_row_of_a_piece_of_evidence_has_all_its_fields() {
    let rows = read(&evidence(&recorded(), EXACT));
    let columns = [
        "speaker",
        "relayed_by",
        "wording",
        "quotation",
        "first_hand",
        "primary_or_secondary",
        "naming",
        "evidence_set",
        "independent_source",
        "excluded",
        "published_after_claim",
        "reliability",
    ];
    assert_eq!(
        under(&rows, 1, &columns),
        [
            "Lanterna",
            "The governor",
            "said on Telegram",
            "mixed",
            "reported",
            "secondary",
            "on background",
            "",
            "Lanterna",
            "retracted",
            "yes",
            "B - usually reliable"
        ]
    );
    assert_eq!(
        under(&rows, 2, &columns),
        [
            "The governor",
            "",
            "",
            "",
            "",
            "",
            "",
            "A",
            "The governor",
            "",
            "yes",
            "D - not usually reliable"
        ]
    );
}

#[test]
fn several_values_are_joined_by_a_character_that_no_program_splits_at() {
    let rows = read(&claims(&recorded(), EXACT));
    assert_eq!(under(&rows, 1, &["tags"]), ["arrests | flood"]);
}

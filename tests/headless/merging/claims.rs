//! Merging claims, and moving evidence between them.

use super::{after, link, project, protect, session, together};
use crate::records::Recording;
use crosscheck::{
    project::{
        ClaimEdit, ClaimField, ClaimType, Dismissed, Edit, Evidence, EvidenceSet, HouseRule, Id,
        Relation, RelationEdit, RelationKind, Stance, Status, Waiver,
    },
    workbench::{ClaimIntent, EvidenceIntent, Intent, NoticeKind},
};

fn merge_claims() -> Intent {
    Intent::Claim(ClaimIntent::Merge(Id::new(1), Id::new(2)))
}

#[test]
fn sets_of_merged_claims_stay_apart() {
    let mut before = project(2, &[]);
    for (id, letter, claim, set) in [
        (1, 1, 1, 0),
        (2, 2, 1, 0),
        (3, 3, 2, 0),
        (4, 4, 2, 1),
        (5, 5, 1, 1),
    ] {
        link(&mut before, id, letter, claim, |piece| {
            piece.set = Some(EvidenceSet(set));
        });
    }
    let after = after(&before, merge_claims());
    let sets = together(&after, Id::new(2));
    let pieces = |ids: &[u64]| ids.iter().map(|id| Id::new(*id)).collect::<Vec<_>>();
    let expected = [pieces(&[3]), pieces(&[4]), pieces(&[1, 2]), pieces(&[5])];
    assert_eq!(sets, expected);
}

#[test]
fn evidence_moved_to_another_claim_joins_none_of_its_sets() {
    let mut before = project(2, &[]);
    for (id, letter, claim) in [(1, 1, 1), (2, 2, 1), (3, 3, 2)] {
        link(&mut before, id, letter, claim, |piece| {
            piece.set = Some(EvidenceSet(0));
        });
    }
    let relink = Intent::Evidence(EvidenceIntent::Relink(Id::new(1), Id::new(2)));
    let after = after(&before, relink);
    assert_eq!(after.evidence(Id::new(1)).unwrap().set, None);
    assert_eq!(together(&after, Id::new(2)), [vec![Id::new(3)]]);
}

#[test]
fn an_article_in_which_a_passage_is_linked_is_not_silent() {
    let mut before = project(2, &[]);
    link(&mut before, 1, 1, 1, |_| {});
    let silent = ClaimEdit::SetSilent {
        id: Id::new(2),
        article: Id::new(1),
        silent: true,
    };
    before.apply(Edit::Claim(silent)).unwrap();
    for intent in [
        EvidenceIntent::Relink(Id::new(1), Id::new(2)),
        EvidenceIntent::Link(Id::new(1), Id::new(2), Stance::Supports),
    ] {
        let after = after(&before, Intent::Evidence(intent));
        assert_eq!(after.evidence_count(Id::new(2)), 1);
        assert!(!after.is_silent(Id::new(2), Id::new(1)));
    }
}

#[test]
fn claims_with_too_many_sets_together_are_not_merged() {
    let mut before = project(2, &[]);
    for (id, letter, claim, set) in (1..=256)
        .map(|nth| (nth, nth, 2, nth - 1))
        .chain([(300, 300, 1, 7)])
    {
        link(&mut before, id, letter, claim, |piece| {
            piece.set = Some(EvidenceSet(set as u8));
        });
    }
    assert_eq!(after(&before, merge_claims()), before);
}

#[test]
fn a_passage_of_both_claims_keeps_the_data_of_both_links() {
    let mut before = project(2, &["Gladkov"]);
    link(&mut before, 1, 1, 1, |piece| {
        piece.stance = Stance::Refutes;
        piece.note = "a count of Tuesday".to_owned();
        piece.attribution.speaker = Some(Id::new(1));
    });
    link(&mut before, 2, 1, 2, |piece| {
        piece.note = "first figure".to_owned();
    });
    let after = after(&before, merge_claims());
    let pieces: Vec<&Evidence> = after.evidence_of(Id::new(2)).collect();
    assert_eq!(pieces.len(), 1);
    assert_eq!(pieces[0].stance, Stance::Supports);
    assert_eq!(
        pieces[0].note,
        "first figure\nThe passage refutes the merged claim\na count of Tuesday"
    );
    assert_eq!(pieces[0].attribution.speaker, Some(Id::new(1)));
}

#[test]
fn a_merge_fills_empty_fields_of_the_kept_claim() {
    let mut before = project(2, &["Gladkov"]);
    for field in [
        ClaimField::Speaker(Some(Id::new(1))),
        ClaimField::Made("2031-05".to_owned()),
        ClaimField::Status(Status::Done),
    ] {
        before.set(Id::new(1), field);
    }
    let after = after(&before, merge_claims());
    let merged = after.claim(Id::new(2)).unwrap();
    assert_eq!(merged.speaker, Some(Id::new(1)));
    assert_eq!(merged.made, "2031-05");
    assert_eq!(
        merged.status,
        Status::Open,
        "its own work stands where it stood"
    );
    assert_eq!(merged.notes, "Merged with: claim 1\nIts status: done");
}

#[test]
fn a_merge_records_different_values_of_claims_in_the_notes() {
    let mut before = project(2, &["Gladkov", "Petrov"]);
    let dismissed = Dismissed::new(Id::new(1), "not about it");
    let waiver = |by: &str| Waiver {
        rule: HouseRule::FirstHand,
        by: by.to_owned(),
        reason: format!("{by} was there"),
    };
    let sources = Waiver {
        rule: HouseRule::IndependentSources,
        ..waiver("Ann")
    };
    protect(&mut before, 2, "Source A", None);
    for (id, field) in [
        (1, ClaimField::Verdict(Some("Refuted".to_owned()))),
        (2, ClaimField::Verdict(Some("Supported".to_owned()))),
        (1, ClaimField::Speaker(Some(Id::new(2)))),
        (2, ClaimField::Speaker(Some(Id::new(1)))),
        (1, ClaimField::Kind(Some(ClaimType::Numerical))),
        (2, ClaimField::Kind(Some(ClaimType::Causal))),
        (1, ClaimField::Made("2031-05-12".to_owned())),
        (2, ClaimField::Made("2031-05-13".to_owned())),
        (1, ClaimField::Waivers(vec![waiver("Ann"), sources.clone()])),
        (2, ClaimField::Waivers(vec![waiver("Bob")])),
        (1, ClaimField::Notes("as heard".to_owned())),
        (1, ClaimField::Dismissed([dismissed.clone()].into())),
    ] {
        before.set(Id::new(id), field);
    }
    let after = after(&before, merge_claims());
    let merged = after.claim(Id::new(2)).unwrap();
    assert_eq!(merged.verdict.as_deref(), Some("Supported"));
    assert_eq!(merged.waivers, [waiver("Bob"), sources]);
    assert!(merged.dismissed.contains(&dismissed));
    assert_eq!(
        merged.notes,
        "Merged with: claim 1\nIts verdict: Refuted\nIts type: numerical\nIts speaker: Source A\nIts date: 2031-05-12\n\
         Its waiver of first-hand sources: Ann, Ann was there\nas heard"
    );
}

#[test]
fn a_merge_records_the_relation_of_the_claims_in_the_notes() {
    let mut before = project(3, &[]);
    for (id, from, to, kind) in [
        (1, 1, 2, RelationKind::Contradicts),
        (2, 2, 1, RelationKind::Entails),
        (3, 1, 2, RelationKind::SameAs),
        (4, 1, 3, RelationKind::PartOf),
    ] {
        let relation = Relation {
            id: Id::new(id),
            from: Id::new(from),
            to: Id::new(to),
            kind,
        };
        let add = RelationEdit::Add(relation);
        before.apply(Edit::Relation(add)).unwrap();
    }
    let after = after(&before, merge_claims());
    assert_eq!(
        after.claim(Id::new(2)).unwrap().notes,
        "Merged with: claim 1\nIts relation to this claim: contradicts\nIts relation to this claim: follows from"
    );
    let remaining: Vec<_> = after.relations_of(Id::new(2)).collect();
    assert_eq!(remaining.len(), 1);
    assert_eq!(remaining[0].kind, RelationKind::PartOf);
}

#[test]
fn a_verdict_of_only_one_claim_is_kept() {
    let mut before = project(2, &[]);
    let verdict = ClaimField::Verdict(Some("Refuted".to_owned()));
    before.set(Id::new(1), verdict);
    let merged = after(&before, merge_claims());
    let verdict = &merged.claim(Id::new(2)).unwrap().verdict;
    assert_eq!(verdict.as_deref(), Some("Refuted"));
}

#[test]
fn a_merge_records_different_values_of_links_in_the_note() {
    let mut before = project(2, &["Gladkov", "TASS"]);
    for (id, claim, who) in [(1, 1, 1), (2, 2, 2)] {
        link(&mut before, id, 1, claim, |piece| {
            piece.attribution.speaker = Some(Id::new(who));
            piece.set = Some(EvidenceSet(0));
        });
    }
    let after = after(&before, merge_claims());
    let merged = after.evidence(Id::new(2)).unwrap();
    assert_eq!(merged.attribution.speaker, Some(Id::new(2)));
    assert_eq!(
        merged.note,
        "For the merged claim: Gladkov\nIn the merged claim, it counted only together with other pieces"
    );
}

#[test]
fn a_relation_that_is_refused_names_the_claims_as_people_know_them() {
    let mut before = project(3, &[]);
    let long = ClaimField::Statement("word ".repeat(40));
    before.set(Id::new(3), long);
    let mut workbench = session(before);
    let mut refused = |from, to, kind| {
        let relate = ClaimIntent::Relate(Id::new(from), Id::new(to), kind);
        workbench.handle(Intent::Claim(relate));
        let errors = workbench.notices().iter();
        let mut errors = errors.filter(|notice| notice.kind == NoticeKind::Error);
        errors.next_back().map(|notice| notice.text.clone())
    };
    assert_eq!(refused(1, 2, RelationKind::Contradicts), None);
    assert_eq!(refused(3, 1, RelationKind::PartOf), None);
    // The other way round.
    assert_eq!(refused(1, 3, RelationKind::PartOf), None);
    let twice = refused(2, 1, RelationKind::Contradicts).unwrap();
    let told = "Claim 2, “claim 2”, is already related to claim 1, “claim 1”, as “contradicts”. Nothing was changed";
    assert_eq!(twice, told);
    let itself = refused(2, 2, RelationKind::Entails).unwrap();
    assert_eq!(itself, "Claim 2, “claim 2”, cannot be related to itself");
    let long = refused(3, 1, RelationKind::PartOf).unwrap();
    assert!(long.len() < 200 && long.contains('\u{2026}'), "{long}");
}

//! Merging, deleting and changing the scale lose nothing that was recorded, and each is one step of undo.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::any_project;
use crosscheck::{
    analysis::{ClaimTable, VerdictFilter},
    export::Export,
    project::{
        Article, ArticleDetails, ArticleId, ArticleText, Attribution, Claim, ClaimEdit, ClaimField,
        ClaimId, ClaimType, DerivedFrom, Dismissed, Edit, Evidence, EvidenceEdit, EvidenceId,
        EvidenceSet, Exclusion, Highlight, HighlightEdit, HighlightId, HouseRule, Id, Project,
        ProjectEdit, Provenance, Relation, RelationEdit, RelationKind, Speaker, SpeakerEdit,
        SpeakerId, Stance, Status, VerdictScale, Waiver,
    },
    storage::{FileHash, OpenedFile, Settings},
    text::Span,
    workbench::{
        ArticleIntent, AttributionIntent, ClaimIntent, Command, DocumentIntent, EvidenceIntent,
        Intent, ListIntent, Named, NoticeKind, Purpose, SpeakerIntent, Workbench, free_stand_in,
    },
};
use proptest::prelude::*;

/// A session with the project.
pub fn session(project: Project) -> Workbench {
    let mut workbench = Workbench::new(Settings::default());
    let table = ClaimTable::new(&project);
    let opened = OpenedFile {
        project,
        hash: FileHash::of(&[]),
        seen: None,
    };
    for intent in [
        DocumentIntent::Open("test.ron".into()),
        DocumentIntent::Opened("test.ron".into(), Ok(Box::new((opened, table)))),
    ] {
        workbench.handle(Intent::Document(intent));
    }
    workbench
}

/// Carries out the intent, and checks that it is one step of undo and redo. Returns the project after it.
fn after(before: &Project, intent: Intent) -> Project {
    let mut workbench = session(before.clone());
    workbench.handle(intent);
    let after = workbench.project().clone();
    assert_eq!(crate::sound_project::check(&after), Ok(()));
    workbench.handle(Intent::Command(Command::Undo));
    assert_eq!(workbench.project(), before);
    assert_eq!(workbench.history().undo_label(), None);
    workbench.handle(Intent::Command(Command::Redo));
    assert_eq!(*workbench.project(), after);
    after
}

fn nth<T>(mut all: impl ExactSizeIterator<Item = T>, number: usize) -> Option<T> {
    let count = all.len();
    if count == 0 {
        None
    } else {
        all.nth(number % count)
    }
}

/// The record of a piece of evidence without its speaker.
fn but_who(evidence: &Evidence) -> Evidence {
    Evidence {
        attribution: Attribution {
            speaker: None,
            relayed_by: Vec::new(),
            ..evidence.attribution.clone()
        },
        ..evidence.clone()
    }
}

/// The speakers and agencies that articles derive from, and the speakers of claims and evidence.
fn names(project: &Project) -> Vec<BTreeSet<SpeakerId>> {
    let mut evidence: Vec<&Evidence> = project.all_evidence().collect();
    evidence.sort_by_key(|piece| piece.id);
    let evidence = evidence
        .into_iter()
        .map(|piece| piece.attribution.speakers().collect());
    let claims = project
        .claims()
        .map(|claim| claim.speaker.into_iter().collect());
    let articles = project
        .articles()
        .map(|article| article.provenance.agencies().collect());
    evidence.chain(claims).chain(articles).collect()
}

proptest! {
    #[test]
    fn a_merged_speaker_is_named_wherever_either_was(before in any_project(), one in 0..9_usize, other in 0..9_usize) {
        let (Some(gone), Some(kept)) = (nth(before.speakers(), one), nth(before.speakers(), other)) else {
            return Ok(());
        };
        prop_assume!(gone.id != kept.id);
        let after = after(&before, Intent::Speaker(SpeakerIntent::Merge(gone.id, kept.id)));
        prop_assert_eq!(after.speaker(gone.id), None);
        let rename = |id| if id == gone.id { kept.id } else { id };
        let expected: Vec<BTreeSet<_>> = names(&before)
            .into_iter()
            .map(|names| names.into_iter().map(rename).collect())
            .collect();
        prop_assert_eq!(names(&after), expected);
        for piece in before.all_evidence() {
            prop_assert_eq!(after.evidence(piece.id).map(but_who), Some(but_who(piece)));
        }
        let merged = after.speaker(kept.id).unwrap();
        for spelling in gone.spellings().chain(kept.spellings()) {
            prop_assert!(merged.is_called(spelling));
        }
        prop_assert_eq!(merged.stand_in.is_some(), gone.stand_in.is_some() || kept.stand_in.is_some());
        prop_assert_eq!(merged.excluded.is_some(), gone.excluded.is_some() || kept.excluded.is_some());
    }

    #[test]
    fn a_deleted_speaker_is_named_nowhere_and_all_else_stays(before in any_project(), one in 0..9_usize) {
        let Some(gone) = nth(before.speakers(), one) else {
            return Ok(());
        };
        let after = after(&before, Intent::Speaker(SpeakerIntent::Delete(gone.id)));
        let without = |names: BTreeSet<SpeakerId>| names.into_iter().filter(|id| *id != gone.id).collect();
        let expected: Vec<BTreeSet<_>> = names(&before).into_iter().map(without).collect();
        prop_assert_eq!(names(&after), expected);
        for piece in before.all_evidence() {
            prop_assert_eq!(after.evidence(piece.id).map(but_who), Some(but_who(piece)));
        }
    }

    #[test]
    fn merged_claims_lose_no_passage_and_no_word(before in any_project(), one in 0..9_usize, other in 0..9_usize) {
        let (Some(gone), Some(kept)) = (nth(before.claims(), one), nth(before.claims(), other)) else {
            return Ok(());
        };
        prop_assume!(gone.id != kept.id);
        let after = after(&before, Intent::Claim(ClaimIntent::Merge(gone.id, kept.id)));
        prop_assert_eq!(after.claim(gone.id), None);
        let merged = after.claim(kept.id).unwrap();
        prop_assert_eq!(&merged.statement, &kept.statement);
        prop_assert_eq!(&merged.verdict, kept.verdict.as_ref().map_or(&gone.verdict, |_| &kept.verdict));
        check_listed_in_notes(&before, &merged.notes, gone, kept);
        let all: BTreeSet<_> = passages(&before, gone.id).union(&passages(&before, kept.id)).copied().collect();
        prop_assert_eq!(passages(&after, kept.id), all);
        for words in [&gone.statement, &gone.notes, &gone.justification, &gone.reply] {
            let merged_texts = [merged.notes.as_str(), &merged.justification, &merged.reply].concat();
            prop_assert!(merged_texts.contains(words.trim_end()), "{words:?} in {merged_texts:?}");
        }
        for search in gone.searches.iter().chain(&kept.searches) {
            prop_assert!(merged.searches.contains(search));
        }
        for waiver in &kept.waivers {
            prop_assert!(merged.waivers.contains(waiver));
        }
        for waiver in &gone.waivers {
            let is_told = merged.notes.contains(&waiver.by) && merged.notes.contains(&waiver.reason);
            prop_assert!(merged.waivers.contains(waiver) || is_told);
        }
        prop_assert!(merged.tags.is_superset(&gone.tags) && merged.tags.is_superset(&kept.tags));
        check_silence(&before, &after, gone.id, kept.id);
        check_relations(&before, &after, gone.id, kept.id);
        for claim in before.claims().filter(|claim| ![gone.id, kept.id].contains(&claim.id)) {
            prop_assert!(before.evidence_of(claim.id).eq(after.evidence_of(claim.id)));
        }
    }

    #[test]
    fn a_merge_keeps_sets_and_joins_no_others(before in any_project(), one in 0..9_usize, other in 0..9_usize) {
        let (Some(gone), Some(kept)) = (nth(before.claims(), one), nth(before.claims(), other)) else {
            return Ok(());
        };
        let shares_a_passage = !passages(&before, gone.id).is_disjoint(&passages(&before, kept.id));
        prop_assume!(gone.id != kept.id && !shares_a_passage);
        let after = after(&before, Intent::Claim(ClaimIntent::Merge(gone.id, kept.id)));
        let apart = [together(&before, gone.id), together(&before, kept.id)].concat();
        let apart: BTreeSet<_> = apart.into_iter().collect();
        prop_assert_eq!(together(&after, kept.id).into_iter().collect::<BTreeSet<_>>(), apart);
    }

    #[test]
    fn every_verdict_is_mapped_as_requested(before in any_project(), choice in prop::collection::vec(0..8_usize, 6), to in 0..3_usize) {
        let scale = [VerdictScale::averitec(), VerdictScale::politifact(), VerdictScale::plain()][to].clone();
        let target = |nth: usize| scale.verdicts.get(choice[nth % 6]).map(|verdict| verdict.label.clone());
        let old = before.scale().verdicts.iter().map(|verdict| verdict.label.clone());
        let mapped: BTreeMap<_, _> = old.enumerate().map(|(nth, label)| (label, target(nth))).collect();
        let after = after(&before, Intent::SetScale(scale.clone(), mapped.clone()));
        prop_assert_eq!(after.scale(), &scale);
        for (old, new) in before.claims().zip(after.claims()) {
            let expected = old.verdict.as_ref().and_then(|label| mapped[label].clone());
            prop_assert_eq!(&new.verdict, &expected);
            prop_assert_eq!(&Claim { verdict: old.verdict.clone(), ..new.clone() }, old);
        }
    }

    #[test]
    fn removing_an_article_removes_only_its_highlights(before in any_project(), one in 0..9_usize) {
        let Some(gone) = nth(before.articles(), one) else {
            return Ok(());
        };
        let after = after(&before, Intent::Article(ArticleIntent::Remove(gone.id)));
        let stays = |highlight: HighlightId| {
            before.highlight(highlight).is_some_and(|highlight| highlight.article != gone.id)
        };
        let ids = |project: &Project| project.all_evidence().map(|piece| piece.id).collect::<BTreeSet<_>>();
        let remaining = before.all_evidence().filter(|piece| stays(piece.highlight)).map(|piece| piece.id);
        prop_assert_eq!(ids(&after), remaining.collect::<BTreeSet<_>>());
        // No words of it remain in dismissed passages.
        let without = before.claims().cloned().map(|mut claim| {
            claim.dismissed.retain(|it| it.article != gone.id);
            claim
        });
        prop_assert!(without.eq(after.claims().cloned()));
        for article in before.articles().filter(|article| article.id != gone.id) {
            check_provenance_without(article, gone.id, &after);
        }
    }
}

fn passages(project: &Project, claim: ClaimId) -> BTreeSet<HighlightId> {
    project
        .evidence_of(claim)
        .map(|piece| piece.highlight)
        .collect()
}

/// The sets of a claim as groups of pieces, whatever their numbers.
fn together(project: &Project, claim: ClaimId) -> Vec<Vec<EvidenceId>> {
    let mut sets: BTreeMap<EvidenceSet, Vec<EvidenceId>> = BTreeMap::new();
    for piece in project.evidence_of(claim) {
        if let Some(set) = piece.set {
            sets.entry(set).or_default().push(piece.id);
        }
    }
    sets.into_values().collect()
}

/// The merged claim is silent on the articles that either was silent on, unless it has evidence in them. Differing
/// values of both claims are listed in the notes.
fn check_listed_in_notes(project: &Project, notes: &str, gone: &Claim, kept: &Claim) {
    let name = |id| project.speaker(id).unwrap().shown_name().to_owned();
    let both = |its: Option<String>, own: Option<String>| {
        let differ = its != own && own.is_some_and(|own| !own.is_empty());
        its.filter(|its| differ && !its.is_empty())
    };
    let kind = |claim: &Claim| claim.kind.map(|kind| kind.label().to_owned());
    let credibility = |claim: &Claim| claim.credibility.map(|it| it.label().to_owned());
    for lost in [
        both(gone.verdict.clone(), kept.verdict.clone()),
        both(gone.speaker.map(name), kept.speaker.map(name)),
        both(Some(gone.made.clone()), Some(kept.made.clone())),
        both(
            Some(gone.first_appearance.clone()),
            Some(kept.first_appearance.clone()),
        ),
        both(kind(gone), kind(kept)),
        both(credibility(gone), credibility(kept)),
    ] {
        assert!(
            // White space at the ends of notes is trimmed.
            lost.iter().all(|words| notes.contains(words.trim())),
            "{lost:?} in {notes:?}"
        );
    }
}

fn check_silence(before: &Project, after: &Project, gone: ClaimId, kept: ClaimId) {
    let speaks: BTreeSet<ArticleId> = passages(after, kept)
        .into_iter()
        .filter_map(|id| after.highlight(id).map(|highlight| highlight.article))
        .collect();
    let silent = before
        .silent_articles(gone)
        .chain(before.silent_articles(kept));
    let expected: BTreeSet<_> = silent.filter(|article| !speaks.contains(article)).collect();
    assert_eq!(
        after.silent_articles(kept).collect::<BTreeSet<_>>(),
        expected
    );
}

/// Every relation of either claim to a third one exists once; those between the two are gone.
fn check_relations(before: &Project, after: &Project, gone: ClaimId, kept: ClaimId) {
    let rename = |claim| if claim == gone { kept } else { claim };
    let says = |project: &Project| -> Vec<_> {
        let relations = project
            .relations()
            .map(|one| (rename(one.from), rename(one.to), one.kind));
        let others = relations.filter(|(from, to, _)| from != to);
        others
            .map(|(from, to, kind)| {
                if kind.is_mutual() {
                    (from.min(to), from.max(to), kind)
                } else {
                    (from, to, kind)
                }
            })
            .collect()
    };
    let expected: BTreeSet<_> = says(before).into_iter().collect();
    let found = says(after);
    assert_eq!(found.len(), expected.len(), "none is there twice");
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
}

fn check_provenance_without(article: &Article, gone: ArticleId, after: &Project) {
    let remaining: Vec<_> = article
        .provenance
        .derivations()
        .iter()
        .filter(|one| one.from != DerivedFrom::Article(gone))
        .copied()
        .collect();
    let now = &after.article(article.id).unwrap().provenance;
    assert_eq!(now.derivations(), remaining);
    let had_others = article.provenance.derivations().is_empty() || !remaining.is_empty();
    let expected = if had_others {
        &article.provenance
    } else {
        &Provenance::Unknown
    };
    assert_eq!(
        std::mem::discriminant(now),
        std::mem::discriminant(expected),
        "what derived from nothing else is not looked into"
    );
}

/// A project with an article of letters, with claims and speakers; ids start at 1.
pub fn project(claims: u64, speakers: &[&str]) -> Project {
    let mut project = Project::default();
    let text = ArticleText::new("abcdefghij".repeat(40));
    let article = Article::new(Id::new(1), text, ArticleDetails::default());
    let mut edits = vec![Edit::Article(crosscheck::project::ArticleEdit::Add {
        at: 0,
        article: Box::new(article),
    })];
    for number in 1..=claims {
        let claim = Box::new(Claim::new(Id::new(number), format!("claim {number}"), 0));
        let at = number as usize - 1;
        edits.push(Edit::Claim(ClaimEdit::Add { at, claim }));
    }
    for (at, name) in speakers.iter().enumerate() {
        let speaker = Box::new(Speaker::new(Id::new(at as u64 + 1), (*name).to_owned()));
        edits.push(Edit::Speaker(SpeakerEdit::Add { at, speaker }));
    }
    project.apply_all(edits).unwrap();
    project
}

/// Links the letter with that number to the claim.
pub fn link(
    project: &mut Project,
    id: u64,
    letter: u64,
    claim: u64,
    change: impl FnOnce(&mut Evidence),
) {
    let highlight = Id::new(letter);
    if project.highlight(highlight).is_none() {
        let span = Span::new(letter as usize, letter as usize + 1).unwrap();
        let highlight = Highlight {
            id: highlight,
            article: Id::new(1),
            span,
            note: String::new(),
        };
        project
            .apply(Edit::Highlight(HighlightEdit::Add(highlight)))
            .unwrap();
    }
    let mut evidence = Evidence::new(Id::new(id), highlight, Id::new(claim), Stance::Supports);
    change(&mut evidence);
    let at = project.evidence_count(Id::new(claim));
    project
        .apply(Edit::Evidence(EvidenceEdit::add(at, evidence)))
        .unwrap();
}

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
fn a_picked_speaker_is_set_even_if_another_has_the_same_name() {
    let mut before = project(1, &["Oduya", "Marta Oduya"]);
    link(&mut before, 1, 1, 1, |_| {});
    let aliases = Speaker {
        aliases: vec!["Marta Oduya".into()],
        ..before.speaker(Id::new(1)).unwrap().clone()
    };
    let set = SpeakerEdit::Set(Box::new(aliases));
    before.apply(Edit::Speaker(set)).unwrap();
    for named in [
        Named::Known(Id::new(2)),
        Named::Called("marta oduya".to_owned()),
    ] {
        let set = AttributionIntent::SetSpeaker(Id::new(1), named);
        let after = after(&before, Intent::Attribution(set));
        let said_by = after.evidence(Id::new(1)).unwrap().attribution.speaker;
        assert_eq!(said_by, Some(Id::new(2)));
    }
}

#[test]
fn attributing_as_before_keeps_the_wording() {
    let mut before = project(1, &["Gladkov"]);
    link(&mut before, 1, 1, 1, |_| {});
    link(&mut before, 2, 2, 1, |piece| {
        piece.attribution.wording = "said on Telegram".to_owned();
    });
    let mut bench = session(before);
    let named = Named::Known(Id::new(1));
    for intent in [
        AttributionIntent::SetSpeaker(Id::new(1), named),
        AttributionIntent::Repeat(Id::new(2)),
    ] {
        bench.handle(Intent::Attribution(intent));
    }
    let repeated = &bench.project().evidence(Id::new(2)).unwrap().attribution;
    assert_eq!(repeated.speaker, Some(Id::new(1)));
    assert_eq!(repeated.wording, "said on Telegram");
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
        let set = ClaimEdit::Set {
            id: Id::new(1),
            field,
        };
        before.apply(Edit::Claim(set)).unwrap();
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
    let protected = Speaker {
        stand_in: Some("Source A".to_owned()),
        ..before.speaker(Id::new(2)).unwrap().clone()
    };
    before
        .apply(Edit::Speaker(SpeakerEdit::Set(Box::new(protected))))
        .unwrap();
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
        let id = Id::new(id);
        before
            .apply(Edit::Claim(ClaimEdit::Set { id, field }))
            .unwrap();
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
    let set = ClaimEdit::Set {
        id: Id::new(1),
        field: verdict,
    };
    before.apply(Edit::Claim(set)).unwrap();
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
fn a_merge_shortens_a_chain_in_which_both_are() {
    let mut before = project(1, &["Gladkov", "Gladkow", "TASS"]);
    link(&mut before, 1, 1, 1, |piece| {
        piece.attribution.speaker = Some(Id::new(1));
        piece.attribution.relayed_by = vec![Id::new(3), Id::new(2)];
    });
    let merge = SpeakerIntent::Merge(Id::new(2), Id::new(1));
    let after = after(&before, Intent::Speaker(merge));
    let attribution = &after.evidence(Id::new(1)).unwrap().attribution;
    assert_eq!(attribution.speaker, Some(Id::new(1)));
    assert_eq!(attribution.relayed_by, [Id::new(3)]);
    assert_eq!(after.speaker(Id::new(1)).unwrap().aliases, ["Gladkow"]);
}

#[test]
fn no_notice_shows_the_name_of_a_protected_source() {
    let mut before = project(0, &["Petrov", "Petroff"]);
    let protected = Speaker {
        stand_in: Some("Source A".to_owned()),
        excluded: Some(Exclusion::Unreliable),
        ..before.speaker(Id::new(1)).unwrap().clone()
    };
    before
        .apply(Edit::Speaker(SpeakerEdit::Set(Box::new(protected))))
        .unwrap();
    for intent in [
        SpeakerIntent::Merge(Id::new(1), Id::new(2)),
        SpeakerIntent::Merge(Id::new(2), Id::new(1)),
        SpeakerIntent::Delete(Id::new(1)),
        SpeakerIntent::Add("petrov".to_owned()),
    ] {
        let mut workbench = session(before.clone());
        workbench.handle(Intent::Speaker(intent));
        let messages: Vec<&str> = workbench
            .notices()
            .iter()
            .map(|notice| notice.text.as_str())
            .collect();
        assert!(!messages.is_empty());
        assert!(
            messages.iter().all(|text| !text.contains("Petro")),
            "{messages:?}"
        );
        assert!(
            messages.iter().any(|text| text.contains("Source A")),
            "{messages:?}"
        );
    }
}

#[test]
fn the_suggested_name_of_an_export_contains_the_project_and_no_protected_name() {
    let mut before = project(0, &["Petrov"]);
    let suggested = |project: &Project, export| {
        session(project.clone()).suggested_name(Purpose::Export(export))
    };
    for (export, name) in [
        (Export::Claims, "test-claims.csv"),
        (Export::Evidence, "test-evidence.csv"),
        (Export::Graph, "test-graph.svg"),
    ] {
        assert_eq!(suggested(&before, export), name);
    }
    let protected = |stand_in: &str| Speaker {
        stand_in: Some(stand_in.to_owned()),
        aliases: vec!["Ivan Petrov".into()],
        ..before.speaker(Id::new(1)).unwrap().clone()
    };
    let protected = ["Source A", "Not Petrov"].map(protected);
    for (who, title, name) in [
        (0, "ivan_petrov.jpg", "Source Ajpg-claims.csv"),
        (0, "Pet\u{2764}rov", "project-claims.csv"),
        (1, "Petrov", "project-claims.csv"),
    ] {
        let who = Box::new(protected[who].clone());
        let title = ProjectEdit::SetTitle(title.to_owned());
        before
            .apply_all(vec![
                Edit::Speaker(SpeakerEdit::Set(who)),
                Edit::Project(title),
            ])
            .unwrap();
        assert_eq!(suggested(&before, Export::Claims), name);
    }
}

#[test]
fn a_relation_that_is_refused_names_the_claims_as_people_know_them() {
    let mut before = project(3, &[]);
    let long = ClaimField::Statement("word ".repeat(40));
    let set = ClaimEdit::Set {
        id: Id::new(3),
        field: long,
    };
    before.apply(Edit::Claim(set)).unwrap();
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
    assert_eq!(
        refused(1, 3, RelationKind::PartOf),
        None,
        "the other way round"
    );
    for (from, to, kind, message) in [
        (
            2,
            1,
            RelationKind::Contradicts,
            "Claim 2, “claim 2”, is already related to claim 1, “claim 1”, as “contradicts”. Nothing was changed",
        ),
        (
            2,
            2,
            RelationKind::Entails,
            "Claim 2, “claim 2”, cannot be related to itself",
        ),
    ] {
        assert_eq!(refused(from, to, kind).as_deref(), Some(message));
    }
    let long = refused(3, 1, RelationKind::PartOf).unwrap();
    assert!(long.len() < 200 && long.contains('\u{2026}'), "{long}");
}

#[test]
fn a_merge_keeps_the_role_and_notes_of_both_speakers() {
    let mut before = project(0, &["Gladkov", "Gladkow"]);
    for (id, role) in [(1, "governor"), (2, "head of the region")] {
        let speaker = Speaker {
            role: role.to_owned(),
            notes: format!("note {id}"),
            ..before.speaker(Id::new(id)).unwrap().clone()
        };
        before
            .apply(Edit::Speaker(SpeakerEdit::Set(Box::new(speaker))))
            .unwrap();
    }
    let merge = SpeakerIntent::Merge(Id::new(1), Id::new(2));
    let after = after(&before, Intent::Speaker(merge));
    let kept = after.speaker(Id::new(2)).unwrap();
    assert_eq!(kept.role, "head of the region");
    assert_eq!(kept.notes, "note 2\nRole before merging: governor\nnote 1");
}

#[test]
fn an_empty_stand_in_still_hides_the_name() {
    let mut speaker = Speaker::new(Id::new(1), "Petrov".to_owned());
    speaker.stand_in = Some(" ".to_owned());
    assert_eq!(speaker.shown_name(), "Protected source");
}

#[test]
fn stand_ins_use_the_next_unused_letter() {
    assert_eq!(free_stand_in(&Project::default()), "Source A");
    let names: Vec<String> = ('A'..='Z')
        .map(|letter| format!("Source {letter}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(
        free_stand_in(&project(0, &["Source A", "Source C"])),
        "Source B"
    );
    assert_eq!(free_stand_in(&project(0, &names)), "Source 27");
}

#[test]
fn a_known_name_selects_its_speaker_and_a_new_name_creates_one() {
    let mut before = project(1, &["Gladkov"]);
    link(&mut before, 1, 1, 1, |_| {});
    let mut workbench = session(before);
    let mut set = |name: &str| {
        let set = AttributionIntent::SetSpeaker(Id::new(1), Named::Called(name.to_owned()));
        workbench.handle(Intent::Attribution(set));
        let attribution = workbench
            .project()
            .evidence(Id::new(1))
            .unwrap()
            .attribution
            .clone();
        let names: Vec<String> = workbench
            .project()
            .speakers()
            .map(|one| one.name.clone())
            .collect();
        (attribution.speaker, names)
    };
    assert_eq!(
        set(" gladkov "),
        (Some(Id::new(1)), vec!["Gladkov".to_owned()])
    );
    let (speaker, names) = set("Ministry");
    assert!(speaker.is_some_and(|id| id != Id::new(1)));
    assert_eq!(names, ["Gladkov", "Ministry"]);
    assert_eq!(set("  ").0, None);
}

#[test]
fn an_alias_is_added_once_and_not_empty() {
    let mut workbench = session(project(0, &["Gladkov"]));
    for alias in [" Gladkow ", "GLADKOW", "", "  ", "gladkov"] {
        let add = SpeakerIntent::AddAlias(Id::new(1), alias.to_owned());
        workbench.handle(Intent::Speaker(add));
    }
    let speaker = workbench.project().speakers().next().unwrap();
    assert_eq!(speaker.aliases, ["Gladkow"]);
    workbench.handle(Intent::Speaker(SpeakerIntent::Add(" ".to_owned())));
    assert_eq!(workbench.project().speakers().len(), 1);
}

#[test]
fn a_deleted_speaker_is_not_suggested_again() {
    let mut before = project(1, &[]);
    link(&mut before, 1, 1, 1, |_| {});
    link(&mut before, 2, 2, 1, |_| {});
    let mut workbench = session(before);
    let set = AttributionIntent::SetSpeaker(Id::new(1), Named::Called("Ministry".to_owned()));
    workbench.handle(Intent::Attribution(set));
    let ministry = workbench.project().speakers().next().unwrap().id;
    let before = workbench.attribution_before(Id::new(2));
    assert_eq!(before.and_then(|before| before.speaker), Some(ministry));
    workbench.handle(Intent::Speaker(SpeakerIntent::Delete(ministry)));
    assert_eq!(workbench.attribution_before(Id::new(2)), None);
}

#[test]
fn labels_can_be_swapped_and_a_label_off_the_scale_is_refused() {
    let mut before = project(2, &[]);
    for (id, label) in [(1, "Supported"), (2, "Refuted")] {
        let field = ClaimField::Verdict(Some(label.to_owned()));
        before
            .apply(Edit::Claim(ClaimEdit::Set {
                id: Id::new(id),
                field,
            }))
            .unwrap();
    }
    let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, Option<String>> {
        pairs
            .iter()
            .map(|(old, new)| ((*old).to_owned(), Some((*new).to_owned())))
            .collect()
    };
    let swap = map(&[("Supported", "Refuted"), ("Refuted", "Supported")]);
    let after = after(&before, Intent::SetScale(VerdictScale::averitec(), swap));
    let verdicts: Vec<_> = after
        .claims()
        .map(|claim| claim.verdict.as_deref())
        .collect();
    assert_eq!(verdicts, [Some("Refuted"), Some("Supported")]);

    let mut workbench = session(before.clone());
    let wrong = map(&[("Supported", "Half True")]);
    workbench.handle(Intent::SetScale(VerdictScale::plain(), wrong));
    assert_eq!(*workbench.project(), before);
    assert!(workbench.notices()[0].text.contains("Half True"));
}

#[test]
fn a_filter_by_a_deleted_label_lists_every_claim() {
    let mut workbench = session(project(2, &[]));
    let supported = VerdictFilter::Label("Supported".to_owned());
    workbench.handle(Intent::List(ListIntent::FilterVerdict(supported)));
    assert_eq!(workbench.lists().claims().len(), 0);
    workbench.handle(Intent::SetScale(VerdictScale::plain(), BTreeMap::new()));
    assert_eq!(workbench.lists().claims().len(), 2);
}

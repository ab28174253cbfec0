//! Whatever a project holds, merging, deleting and changing the scale lose nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{after, together};
use crate::support::any_project;
use crosscheck::{
    project::{
        Article, ArticleId, Attribution, Claim, ClaimId, DerivationSource, Evidence, HighlightId,
        Project, Provenance, SpeakerId, VerdictScale,
    },
    workbench::{ArticleIntent, ClaimIntent, Intent, SpeakerIntent},
};
use proptest::prelude::*;

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

fn passages(project: &Project, claim: ClaimId) -> BTreeSet<HighlightId> {
    project
        .evidence_of(claim)
        .map(|piece| piece.highlight)
        .collect()
}

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

/// The merged claim is silent on the articles that either was silent on, unless it has evidence in them. Differing
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
        .filter(|one| one.from != DerivationSource::Article(gone))
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

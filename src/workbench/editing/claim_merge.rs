//! Merging two claims.

use super::{merged_fields::merged_fields, removal};
use crate::{
    analysis::attribution_words,
    project::{
        Change, ClaimEdit, ClaimId, Edit, Evidence, EvidenceEdit, EvidenceSet, Project, Relation,
        RelationEdit,
    },
    storage::fresh_id,
    workbench::{command::Command, notices::About, session::Session},
};

use std::collections::{BTreeMap, BTreeSet};

impl Session {
    /// Merges the first claim into the second as one undo step: evidence, notes, searches, relations and silent articles
    /// move over, without duplicates. The second keeps its fields; differing fields of the first go into its notes.
    pub(super) fn merge_claims(&mut self, from: ClaimId, into: ClaimId) {
        let project = self.project();
        let (Some(gone), Some(kept)) = (project.claim(from), project.claim(into)) else {
            return;
        };
        if from == into {
            return;
        }
        let Some(sets) = renamed_sets(project, from, into) else {
            let why = "Together the two claims have more than 256 evidence sets, the limit for one claim. Nothing was changed";
            self.notices.problem(About::Change, why.to_owned(), None);
            return;
        };
        let mut edits = moving_evidence(project, from, into, &sets);
        edits.extend(moving_silence(project, from, into));
        // The links have moved already.
        let left = removal::claim(project, from).into_iter();
        edits.extend(left.filter(|edit| !matches!(edit, Edit::Evidence(_))));
        edits.extend(moving_relations(project, from, into));
        edits.extend(
            merged_fields(project, gone, kept)
                .into_iter()
                .map(|field| Edit::Claim(ClaimEdit::Set { id: into, field })),
        );
        let number = project.claim_place(from).map_or(0, |place| place + 1);
        if self.commit(Change::new("merge claims", edits)) {
            self.select_claim(Some(into));
            let kept = self
                .project()
                .claim_place(into)
                .map_or(0, |place| place + 1);
            let words = format!("Merged claim {number} into what is now claim {kept}");
            self.notices.done(words, Some(Command::Undo));
        }
    }
}

/// Links keep their ids. A passage linked to both claims keeps its link to `into`, completed by the other one.
fn moving_evidence(
    project: &Project,
    from: ClaimId,
    into: ClaimId,
    sets: &BTreeMap<EvidenceSet, EvidenceSet>,
) -> Vec<Edit> {
    let mut at = project.evidence_count(into);
    let mut edits = removal::unlinking(project, from, |_| true);
    for evidence in project.evidence_of(from) {
        let set = evidence.set.and_then(|set| sets.get(&set).copied());
        if let Some(kept) = project.link(evidence.highlight, into) {
            edits.extend(joining_links(project, evidence, set, kept).map(Edit::Evidence));
        } else {
            let evidence = Evidence {
                claim: into,
                set,
                ..evidence.clone()
            };
            edits.push(Edit::Evidence(EvidenceEdit::add(at, evidence)));
            at += 1;
        }
    }
    edits
}

/// New names for the sets of `from` that do not collide with those of `into`; `None` where there are too many.
fn renamed_sets(
    project: &Project,
    from: ClaimId,
    into: ClaimId,
) -> Option<BTreeMap<EvidenceSet, EvidenceSet>> {
    let sets = |claim| project.evidence_of(claim).filter_map(|piece| piece.set);
    let mut taken: BTreeSet<EvidenceSet> = sets(into).collect();
    let mut names = BTreeMap::new();
    for set in sets(from).collect::<BTreeSet<_>>() {
        let mut offered = std::iter::once(set).chain((0..=u8::MAX).map(EvidenceSet));
        let name = offered.find(|name| !taken.contains(name))?;
        taken.insert(name);
        names.insert(set, name);
    }
    Some(names)
}

/// Completes a link by the deleted link of the same passage. Its own stance, attribution and set stay; differences go into
/// the note.
fn joining_links(
    project: &Project,
    gone: &Evidence,
    set: Option<EvidenceSet>,
    kept: &Evidence,
) -> impl Iterator<Item = EvidenceEdit> + use<> {
    let id = kept.id;
    let mut note = kept.note.clone();
    for more in differences(project, gone, kept).iter().chain([&gone.note]) {
        if !more.is_empty() && *more != kept.note {
            let gap = if note.is_empty() { "" } else { "\n" };
            note = [note.as_str(), gap, more].concat();
        }
    }
    let attribution = (kept.attribution.is_empty() && !gone.attribution.is_empty())
        .then(|| Box::new(gone.attribution.clone()));
    [
        (note != kept.note).then_some(EvidenceEdit::SetNote { id, note }),
        attribution.map(|attribution| EvidenceEdit::SetAttribution { id, attribution }),
        (kept.set.is_none() && set.is_some()).then_some(EvidenceEdit::SetTogether { id, set }),
    ]
    .into_iter()
    .flatten()
}

/// How a deleted link differs from the kept one, in words.
fn differences(project: &Project, gone: &Evidence, kept: &Evidence) -> Vec<String> {
    let mut told = Vec::new();
    if gone.stance != kept.stance {
        told.push(format!(
            "The passage {} the merged claim",
            gone.stance.label()
        ));
    }
    let is_other = !kept.attribution.is_empty() && gone.attribution != kept.attribution;
    if is_other && !gone.attribution.is_empty() {
        let words = attribution_words(project, &gone.attribution);
        told.push(format!("For the merged claim: {words}"));
    }
    if gone.set.is_some() && kept.set.is_some() {
        told.push("In the merged claim, it counted only together with other pieces".to_owned());
    }
    told
}

/// An article with evidence for either claim is not silent on the merged one.
fn moving_silence(project: &Project, from: ClaimId, into: ClaimId) -> Vec<Edit> {
    let speaks: BTreeSet<_> = [from, into]
        .into_iter()
        .flat_map(|claim| project.evidence_of(claim))
        .filter_map(|evidence| project.highlight(evidence.highlight))
        .map(|highlight| highlight.article)
        .collect();
    let set = |article, silent| {
        Edit::Claim(ClaimEdit::SetSilent {
            id: into,
            article,
            silent,
        })
    };
    let ends = project
        .silent_articles(into)
        .filter(|id| speaks.contains(id));
    let goes_on = project
        .silent_articles(from)
        .filter(|id| !speaks.contains(id));
    let ends = ends.map(|article| set(article, false));
    ends.chain(goes_on.map(|article| set(article, true)))
        .collect()
}

/// Moves the relations to other claims, without duplicates; drops those between the two.
fn moving_relations(project: &Project, from: ClaimId, into: ClaimId) -> Vec<Edit> {
    let rename = |claim| if claim == from { into } else { claim };
    let says = |one: &Relation| {
        let ends = if one.kind.is_mutual() && one.to < one.from {
            (one.to, one.from)
        } else {
            (one.from, one.to)
        };
        (ends, one.kind)
    };
    let mut known: BTreeSet<_> = project.relations_of(into).map(says).collect();
    let mut edits = Vec::new();
    for old in project.relations_of(from) {
        let relation = Relation {
            id: fresh_id(),
            from: rename(old.from),
            to: rename(old.to),
            kind: old.kind,
        };
        if relation.from != relation.to && known.insert(says(&relation)) {
            edits.push(Edit::Relation(RelationEdit::Add(relation)));
        }
    }
    edits
}

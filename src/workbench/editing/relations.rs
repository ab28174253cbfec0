//! Relations between claims, and merging two claims.

use super::{merged_claim::merged_fields, removal};
use crate::{
    analysis::attribution_words,
    project::{
        Change, ClaimEdit, ClaimId, Edit, Evidence, EvidenceEdit, EvidenceSet, Project, Relation,
        RelationEdit, RelationKind,
    },
    storage::fresh_id,
    text::beginning,
    workbench::{Workbench, command::Command, notices::About},
};

use std::collections::{BTreeMap, BTreeSet};

impl Workbench {
    pub(crate) fn relate(&mut self, from: ClaimId, to: ClaimId, kind: RelationKind) {
        if let Some(why) = why_not_related(&self.project, from, to, kind) {
            self.notices.trouble(About::Change, why, None);
            return;
        }
        let relation = Relation {
            id: fresh_id(),
            from,
            to,
            kind,
        };
        let edit = Edit::Relation(RelationEdit::Add(relation));
        self.commit(Change::new("relate claims", vec![edit]));
    }

    /// One undo step: moves the evidence of the first claim to the second, with its notes, searches, relations and silent
    /// marks, without duplicates. The second claim keeps its own fields; differing values of the first go into its notes.
    pub(crate) fn merge_claims(&mut self, from: ClaimId, into: ClaimId) {
        let project = &self.project;
        let (Some(gone), Some(kept)) = (project.claim(from), project.claim(into)) else {
            return;
        };
        if from == into {
            return;
        }
        let Some(sets) = sets_apart(project, from, into) else {
            let why = "The two claims have more than 256 sets of evidence between them, which is more than one claim can have. Nothing was changed";
            self.notices.trouble(About::Change, why.to_owned(), None);
            return;
        };
        let mut edits = moving_evidence(project, from, into, &sets);
        edits.extend(moving_silence(project, from, into));
        // Its links are already gone; this deletes the rest.
        let left = removal::claim(project, from).into_iter();
        edits.extend(left.filter(|edit| !matches!(edit, Edit::Evidence(_))));
        edits.extend(moving_relations(project, from, into));
        edits.extend(
            merged_fields(project, gone, kept)
                .into_iter()
                .map(|field| Edit::Claim(ClaimEdit::Set { id: into, field })),
        );
        let number = project.claim_place(from).map_or(0, |index| index + 1);
        if self.commit(Change::new("merge claims", edits)) {
            self.select_claim(Some(into));
            let kept = self.project.claim_place(into).map_or(0, |index| index + 1);
            let message = format!("Merged claim {number} into what is now claim {kept}");
            self.notices.done(message, Some(Command::Undo));
        }
    }
}

/// Why the two claims cannot be related in this way, with the claims numbered as in the window.
fn why_not_related(
    project: &Project,
    from: ClaimId,
    to: ClaimId,
    kind: RelationKind,
) -> Option<String> {
    let [first, second] = [from, to].map(|claim| quoted_claim(project, claim));
    if from == to {
        return Some(format!("Claim {first} cannot be related to itself"));
    }
    let mut relations = project.relations_of(from);
    let is_there = relations.any(|relation| {
        let there = (relation.from, relation.to) == (from, to);
        relation.kind == kind && (there || (kind.is_mutual() && relation.from == to))
    });
    is_there.then(|| {
        let label = kind.label();
        format!(
            "Claim {first} is already related to claim {second} as \u{201c}{label}\u{201d}. Nothing was changed"
        )
    })
}

/// "3, “70 attackers were killed”,"
fn quoted_claim(project: &Project, claim: ClaimId) -> String {
    let number = project.claim_place(claim).map_or(0, |index| index + 1);
    match project.claim(claim).map(|claim| claim.statement.as_str()) {
        Some("") | None => number.to_string(),
        Some(statement) => format!("{number}, \u{201c}{}\u{201d},", beginning(statement, 80)),
    }
}

/// Moves links with their ids. A passage linked to both keeps its existing link, completed from the other.
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

/// New names in the other claim for the sets of the first claim, distinct from its own sets; `None` if there are not
/// enough names.
fn sets_apart(
    project: &Project,
    from: ClaimId,
    into: ClaimId,
) -> Option<BTreeMap<EvidenceSet, EvidenceSet>> {
    let sets = |claim| project.evidence_of(claim).filter_map(|piece| piece.set);
    let mut used: BTreeSet<EvidenceSet> = sets(into).collect();
    let mut names = BTreeMap::new();
    for set in sets(from).collect::<BTreeSet<_>>() {
        let mut unused = std::iter::once(set).chain((0..=u8::MAX).map(EvidenceSet));
        let name = unused.find(|name| !used.contains(name))?;
        used.insert(name);
        names.insert(set, name);
    }
    Some(names)
}

/// Completes a link from another link of the same passage, which is deleted. The stance, attribution and set are kept;
/// differences go into the note.
fn joining_links(
    project: &Project,
    gone: &Evidence,
    set: Option<EvidenceSet>,
    kept: &Evidence,
) -> impl Iterator<Item = EvidenceEdit> + use<> {
    let Evidence {
        id: _,
        highlight: _,
        claim: _,
        stance: _, // goes into the note, as does the set
        note: its_note,
        attribution,
        set: _,
        value,
    } = gone;
    let id = kept.id;
    let mut note = kept.note.clone();
    for more in told_of_link(project, gone, kept).iter().chain([its_note]) {
        if !more.is_empty() && *more != kept.note {
            let gap = if note.is_empty() { "" } else { "\n" };
            note = [note.as_str(), gap, more].concat();
        }
    }
    let attribution = (kept.attribution.is_empty() && !attribution.is_empty())
        .then(|| Box::new(attribution.clone()));
    [
        (note != kept.note).then_some(EvidenceEdit::SetNote { id, note }),
        attribution.map(|attribution| EvidenceEdit::SetAttribution { id, attribution }),
        (kept.set.is_none() && set.is_some()).then_some(EvidenceEdit::SetEvidenceSet { id, set }),
        (kept.value.is_empty() && !value.is_empty()).then(|| EvidenceEdit::SetValue {
            id,
            value: value.clone(),
        }),
    ]
    .into_iter()
    .flatten()
}

/// Describes how a deleted link differs from the kept one.
fn told_of_link(project: &Project, gone: &Evidence, kept: &Evidence) -> Vec<String> {
    let mut differences = Vec::new();
    if gone.stance != kept.stance {
        differences.push(format!(
            "The passage {} the merged claim",
            gone.stance.label()
        ));
    }
    let is_other = !kept.attribution.is_empty() && gone.attribution != kept.attribution;
    if is_other && !gone.attribution.is_empty() {
        let attribution = attribution_words(project, &gone.attribution);
        differences.push(format!("For the merged claim: {attribution}"));
    }
    if gone.set.is_some() && kept.set.is_some() {
        differences
            .push("In the merged claim, it counted only together with other pieces".to_owned());
    }
    differences
}

/// Moves silent marks. An article with evidence for either claim is not silent.
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

/// Moves relations with other claims, except those that the second claim already has. Relations between the two are
/// dropped.
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

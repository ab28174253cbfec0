use crate::project::{
    ArticleEdit, ArticleId, ClaimEdit, ClaimId, Edit, EvidenceEdit, EvidenceId, HighlightEdit,
    HighlightId, Project, ProjectEdit, RelationEdit, SpeakerEdit, SpeakerId,
};

use std::collections::BTreeSet;

/// The claims whose rows the edits may change, by the links in `project`.
///
/// Call it on the project both before and after the change: the links of a removed record exist only before, those of
/// an added one only after. [`ClaimTable::update`](super::ClaimTable::update) needs both results together.
pub fn affected_claims(project: &Project, edits: &[Edit]) -> BTreeSet<ClaimId> {
    edits
        .iter()
        .flat_map(|edit| affected_by(project, edit))
        .collect()
}

fn affected_by(project: &Project, edit: &Edit) -> Vec<ClaimId> {
    match edit {
        // Any claim may miss another rule now.
        Edit::Project(ProjectEdit::SetRules(_)) => project.claims().map(|claim| claim.id).collect(),
        Edit::Project(
            ProjectEdit::SetTitle(_)
            | ProjectEdit::SetScale(_)
            | ProjectEdit::SetReportHeading(_)
            | ProjectEdit::SetSearchLists(_)
            | ProjectEdit::SetNames(_),
        ) => Vec::new(),
        Edit::Article(edit) => by_article(project, edit),
        Edit::Highlight(edit) => by_highlight(project, edit),
        Edit::Claim(edit) => vec![by_claim(edit)],
        Edit::Evidence(edit) => by_evidence(project, edit).into_iter().collect(),
        Edit::Speaker(edit) => by_speaker(project, edit),
        Edit::Relation(edit) => by_relation(project, edit),
    }
}

fn by_article(project: &Project, edit: &ArticleEdit) -> Vec<ClaimId> {
    match edit {
        // These articles have no highlights, and claims do not depend on clutter.
        ArticleEdit::Add { .. } | ArticleEdit::Remove(_) | ArticleEdit::SetClutter { .. } => {
            Vec::new()
        }
        // Outlets are listed in article order.
        ArticleEdit::Move { id, .. } | ArticleEdit::SetDetails { id, .. } => {
            claims_of_article(project, *id)
        }
        // Also affects the articles that derive from it.
        ArticleEdit::SetProvenance { id, .. } | ArticleEdit::SetExcluded { id, .. } => {
            claims_depending_on(project, vec![*id])
        }
    }
}

fn by_highlight(project: &Project, edit: &HighlightEdit) -> Vec<ClaimId> {
    match edit {
        HighlightEdit::Add(_) | HighlightEdit::Remove(_) | HighlightEdit::SetNote { .. } => {
            Vec::new()
        }
        HighlightEdit::SetSpan { id, .. } => claims_of_highlight(project, *id),
    }
}

fn by_claim(edit: &ClaimEdit) -> ClaimId {
    match edit {
        ClaimEdit::Add { claim, .. } => claim.id,
        ClaimEdit::Remove(id)
        | ClaimEdit::Move { id, .. }
        | ClaimEdit::Set { id, .. }
        | ClaimEdit::SetSilent { id, .. } => *id,
    }
}

fn by_evidence(project: &Project, edit: &EvidenceEdit) -> Option<ClaimId> {
    match edit {
        EvidenceEdit::Add { evidence, .. } => Some(evidence.claim),
        EvidenceEdit::Remove(id)
        | EvidenceEdit::SetStance { id, .. }
        | EvidenceEdit::SetNote { id, .. }
        | EvidenceEdit::SetAttribution { id, .. }
        | EvidenceEdit::SetEvidenceSet { id, .. }
        | EvidenceEdit::SetValue { id, .. } => claim_of(project, *id),
    }
}

fn by_speaker(project: &Project, edit: &SpeakerEdit) -> Vec<ClaimId> {
    match edit {
        // No record refers to a speaker that is new or being removed.
        SpeakerEdit::Add { .. } | SpeakerEdit::Remove(_) => Vec::new(),
        SpeakerEdit::Set(speaker) => {
            let id = speaker.id;
            let made = project.claims_by(id).map(|claim| claim.id);
            made.chain(claims_said_by(project, id)).collect()
        }
    }
}

fn by_relation(project: &Project, edit: &RelationEdit) -> Vec<ClaimId> {
    let relation = match edit {
        RelationEdit::Add(relation) => Some(relation),
        RelationEdit::Remove(id) => project.relation(*id),
    };
    let ends = relation.map(|relation| [relation.from, relation.to]);
    ends.into_iter().flatten().collect()
}

/// Claims with evidence that the speaker said, or that derives from the speaker as an agency.
pub(crate) fn claims_said_by(
    project: &Project,
    id: SpeakerId,
) -> impl Iterator<Item = ClaimId> + '_ {
    let said = project.evidence_by(id).map(|evidence| evidence.claim);
    said.chain(claims_depending_on(
        project,
        project.articles_from(id).collect(),
    ))
}

/// Claims with evidence in these articles or in others that derive from them.
pub(crate) fn claims_depending_on(
    project: &Project,
    mut remaining: Vec<ArticleId>,
) -> Vec<ClaimId> {
    let mut seen: BTreeSet<ArticleId> = remaining.iter().copied().collect();
    let mut claims = Vec::new();
    while let Some(article) = remaining.pop() {
        claims.extend(claims_of_article(project, article));
        remaining.extend(project.derived_from(article).filter(|id| seen.insert(*id)));
    }
    claims
}

fn claim_of(project: &Project, id: EvidenceId) -> Option<ClaimId> {
    project.evidence(id).map(|evidence| evidence.claim)
}

fn claims_of_highlight(project: &Project, id: HighlightId) -> Vec<ClaimId> {
    let links = project.links_of(id);
    links.iter().map(|evidence| evidence.claim).collect()
}

fn claims_of_article(project: &Project, id: ArticleId) -> Vec<ClaimId> {
    project
        .highlights_of(id)
        .flat_map(|(_, highlight)| claims_of_highlight(project, highlight))
        .collect()
}

//! Deletion of records and their references. Edits never cascade, so these functions return the edits to run first.
//!
//! Links are deleted from last to first, so that no link still to be deleted has to move. Kept links of the claim that
//! come after a deleted one do move.

use crate::project::{
    ArticleEdit, ArticleId, Attribution, ClaimEdit, ClaimField, ClaimId, Derivation,
    DerivationSource, Edit, Evidence, EvidenceEdit, EvidenceId, HighlightEdit, HighlightId,
    Project, Provenance, RelationEdit, SpeakerEdit, SpeakerId,
};

use std::{cmp::Reverse, collections::BTreeSet};

/// Deletes a highlight with its links.
pub(crate) fn highlight(project: &Project, id: HighlightId) -> Vec<Edit> {
    // A highlight's links are ordered by id.
    let mut links: Vec<EvidenceId> = project.links_of(id).iter().map(|link| link.id).collect();
    links.sort_unstable_by_key(|link| Reverse(*link));
    let mut edits: Vec<Edit> = links.into_iter().map(unlink).collect();
    edits.push(Edit::Highlight(HighlightEdit::Remove(id)));
    edits
}

/// Deletes a claim with its links and relations; the highlights are kept.
pub(crate) fn claim(project: &Project, id: ClaimId) -> Vec<Edit> {
    let mut edits = unlinking(project, id, |_| true);
    edits.extend(
        project
            .relations_of(id)
            .map(|relation| Edit::Relation(RelationEdit::Remove(relation.id))),
    );
    edits.extend(
        project
            .silent_articles(id)
            .map(|article| silence(id, article)),
    );
    edits.push(Edit::Claim(ClaimEdit::Remove(id)));
    edits
}

/// Deletes the links of a claim that are `wanted`.
pub(crate) fn unlinking(
    project: &Project,
    claim: ClaimId,
    wanted: impl Fn(&Evidence) -> bool,
) -> Vec<Edit> {
    let links = project.evidence_of(claim).rev();
    let wanted = links.filter(|link| wanted(link));
    wanted.map(|link| unlink(link.id)).collect()
}

fn unlink(id: EvidenceId) -> Edit {
    Edit::Evidence(EvidenceEdit::Remove(id))
}

/// Removes the passages of an article that were dismissed for claims, so that none of its text stays behind.
fn forgetting_dismissed(project: &Project, article: ArticleId) -> impl Iterator<Item = Edit> + '_ {
    let claims = project.claims();
    let with = claims.filter(move |claim| claim.dismissed.iter().any(|it| it.article == article));
    with.map(move |claim| {
        let others = claim.dismissed.iter().filter(|it| it.article != article);
        let field = ClaimField::Dismissed(others.cloned().collect());
        Edit::Claim(ClaimEdit::Set {
            id: claim.id,
            field,
        })
    })
}

/// Removes an article with its highlights. Articles derived from it lose that source; if it was their only one, their
/// provenance becomes unknown.
pub(crate) fn article(project: &Project, id: ArticleId) -> Vec<Edit> {
    let highlights = || project.highlights_of(id).map(|(_, highlight)| highlight);
    let links = highlights().flat_map(|highlight| project.links_of(highlight));
    let claims: BTreeSet<ClaimId> = links.map(|link| link.claim).collect();
    let lies_there = |link: &Evidence| {
        let highlight = project.highlight(link.highlight);
        highlight.is_some_and(|highlight| highlight.article == id)
    };
    let mut edits: Vec<Edit> = claims
        .into_iter()
        .flat_map(|claim| unlinking(project, claim, lies_there))
        .collect();
    edits.extend(highlights().map(|id| Edit::Highlight(HighlightEdit::Remove(id))));
    edits.extend(forgetting_dismissed(project, id));
    let from = DerivationSource::Article(id);
    edits.extend(
        project
            .derived_from(id)
            .filter_map(|child| deriving(project, child, from, None)),
    );
    edits.extend(project.silent_claims(id).map(|claim| silence(claim, id)));
    edits.push(Edit::Article(ArticleEdit::Remove(id)));
    edits
}

/// Deletes a speaker; its references become empty.
pub(crate) fn speaker(project: &Project, id: SpeakerId) -> Vec<Edit> {
    let mut edits = renaming_speaker(project, id, None);
    edits.push(Edit::Speaker(SpeakerEdit::Remove(id)));
    edits
}

/// Replaces every reference to `from` by one to `into`, or clears it.
pub(crate) fn renaming_speaker(
    project: &Project,
    from: SpeakerId,
    into: Option<SpeakerId>,
) -> Vec<Edit> {
    let attributed = project.evidence_by(from).map(|evidence| {
        let attribution = Box::new(renamed(&evidence.attribution, from, into));
        let id = evidence.id;
        Edit::Evidence(EvidenceEdit::SetAttribution { id, attribution })
    });
    let made = project.claims_by(from).map(|claim| {
        let field = ClaimField::Speaker(into);
        Edit::Claim(ClaimEdit::Set {
            id: claim.id,
            field,
        })
    });
    let derived = project.articles_from(from).filter_map(|article| {
        let agency = DerivationSource::Agency(from);
        deriving(project, article, agency, into.map(DerivationSource::Agency))
    });
    attributed.chain(made).chain(derived).collect()
}

/// Removes duplicates from the chain.
fn renamed(old: &Attribution, from: SpeakerId, into: Option<SpeakerId>) -> Attribution {
    let name = |who: SpeakerId| if who == from { into } else { Some(who) };
    let speaker = old.speaker.and_then(name);
    let mut relayed_by = Vec::with_capacity(old.relayed_by.len());
    for who in old.relayed_by.iter().copied().filter_map(name) {
        if speaker != Some(who) && !relayed_by.contains(&who) {
            relayed_by.push(who);
        }
    }
    Attribution {
        speaker,
        relayed_by,
        ..old.clone()
    }
}

/// Replaces `from` by `into` in the article's provenance, or removes it.
fn deriving(
    project: &Project,
    id: ArticleId,
    from: DerivationSource,
    into: Option<DerivationSource>,
) -> Option<Edit> {
    let old = project.article(id)?.provenance.derivations();
    let mut derivations: Vec<Derivation> = Vec::with_capacity(old.len());
    for one in old {
        let source = if one.from == from {
            into
        } else {
            Some(one.from)
        };
        let Some(source) = source else { continue };
        if !derivations.iter().any(|other| other.from == source) {
            derivations.push(Derivation {
                from: source,
                manner: one.manner,
            });
        }
    }
    let provenance = if derivations.is_empty() {
        Provenance::Unknown
    } else {
        Provenance::Derived(derivations)
    };
    Some(Edit::Article(ArticleEdit::SetProvenance { id, provenance }))
}

fn silence(id: ClaimId, article: ArticleId) -> Edit {
    Edit::Claim(ClaimEdit::SetSilent {
        id,
        article,
        silent: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        project::{Article, ArticleDetails, ArticleText, Claim, Highlight, Id, Stance},
        text::Span,
    };

    /// An article with `count` highlights. All are evidence for claim 1, and the first is evidence for as many claims.
    fn project(count: u64) -> Project {
        let mut project = Project::default();
        let text = ArticleText::new("a".repeat(count as usize));
        let article = Box::new(Article::new(Id::new(1), text, ArticleDetails::default()));
        let mut edits = vec![Edit::Article(ArticleEdit::Add { at: 0, article })];
        for number in 1..=count {
            let at = number as usize - 1;
            let claim = Box::new(Claim::new(Id::new(number), String::new(), 0));
            edits.push(Edit::Claim(ClaimEdit::Add { at, claim }));
            edits.push(Edit::Highlight(HighlightEdit::Add(Highlight {
                id: Id::new(number),
                article: Id::new(1),
                span: Span::new(at, at + 1).unwrap(),
                note: String::new(),
            })));
        }
        let first = (1..=count).map(|number| (number, 1, number as usize - 1));
        let links = first.chain((2..=count).map(|claim| (1, claim, 0)));
        // Ids in random order, as they are generated.
        for (nth, (highlight, claim, at)) in links.enumerate() {
            let id = Id::new((nth as u64 + 1) * 7919 % 10_007);
            let stance = Stance::Supports;
            let evidence = Evidence::new(id, Id::new(highlight), Id::new(claim), stance);
            edits.push(Edit::Evidence(EvidenceEdit::add(at, evidence)));
        }
        project.apply_all(edits).unwrap();
        project
    }

    /// Number of list entries that move when these edits delete links from the lists of claims and of highlights.
    fn moved(mut project: Project, edits: Vec<Edit>) -> usize {
        let mut moved = 0;
        for edit in edits {
            if let Edit::Evidence(EvidenceEdit::Remove(id)) = edit {
                let link = project.evidence(id).unwrap();
                let of_claim = project.evidence_of(link.claim).rev();
                moved += of_claim.take_while(|other| other.id != id).count();
                let of_highlight = project.links_of(link.highlight);
                moved += of_highlight.iter().filter(|other| other.id > id).count();
            }
            project.apply(edit).unwrap();
        }
        moved
    }

    #[test]
    fn deleting_many_links_moves_no_kept_link() {
        let project = project(100);
        let of_claim = claim(&project, Id::new(1));
        // Of the highlights of these links, only the first has other links.
        assert!(moved(project.clone(), of_claim) <= 100);
        let of_highlight = highlight(&project, Id::new(1));
        // Of the claims of these links, only the first has other links.
        assert!(moved(project.clone(), of_highlight) <= 100);
    }

    #[test]
    fn removing_an_article_unlinks_its_evidence_in_reverse_order() {
        let project = project(100);
        let edits = article(&project, Id::new(1));
        let removed = edits.iter().filter_map(|edit| match edit {
            Edit::Evidence(EvidenceEdit::Remove(id)) => project.evidence(*id),
            _ => None,
        });
        let of_first: Vec<&Evidence> = removed.filter(|link| link.claim == Id::new(1)).collect();
        assert!(
            of_first
                .iter()
                .copied()
                .eq(project.evidence_of(Id::new(1)).rev())
        );
        let mut without = project.clone();
        let back = without.apply_all(edits).unwrap();
        assert_eq!(without.all_evidence().len(), 0);
        without.apply_all(back).unwrap();
        assert_eq!(without, project);
    }
}

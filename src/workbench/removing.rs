//! Taking records out with what names them. Edits never cascade, so these say which edits go before.

use crate::project::{
    ArticleEdit, ArticleId, Attribution, ClaimEdit, ClaimField, ClaimId, ClaimantEdit, ClaimantId,
    Derivation, DerivedFrom, Edit, EvidenceEdit, HighlightEdit, HighlightId, Project, Provenance,
    RelationEdit,
};

/// Deletes a highlight with its links.
pub(super) fn highlight(project: &Project, id: HighlightId) -> Vec<Edit> {
    let links = project.links_of(id).into_iter();
    let mut edits: Vec<Edit> = links
        .map(|link| Edit::Evidence(EvidenceEdit::Remove(link.id)))
        .collect();
    edits.push(Edit::Highlight(HighlightEdit::Remove(id)));
    edits
}

/// Deletes a claim with its links and relations; the highlights stay.
pub(super) fn claim(project: &Project, id: ClaimId) -> Vec<Edit> {
    let links = project.evidence_of(id);
    let mut edits: Vec<Edit> = links
        .map(|evidence| Edit::Evidence(EvidenceEdit::Remove(evidence.id)))
        .collect();
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

/// Takes an article out with its highlights. Articles that derive from it derive from one less; of those that derived from
/// nothing else it is no longer known.
pub(super) fn article(project: &Project, id: ArticleId) -> Vec<Edit> {
    let highlights = project.highlights_of(id);
    let mut edits: Vec<Edit> = highlights
        .flat_map(|(_, highlight)| self::highlight(project, highlight))
        .collect();
    let from = DerivedFrom::Article(id);
    edits.extend(
        project
            .derived_from(id)
            .filter_map(|child| deriving(project, child, from, None)),
    );
    edits.extend(project.silent_claims(id).map(|claim| silence(claim, id)));
    edits.push(Edit::Article(ArticleEdit::Remove(id)));
    edits
}

/// Deletes a claimant; nobody is named in its place.
pub(super) fn claimant(project: &Project, id: ClaimantId) -> Vec<Edit> {
    let mut edits = renaming_claimant(project, id, None);
    edits.push(Edit::Claimant(ClaimantEdit::Remove(id)));
    edits
}

/// Names `into`, or nobody, wherever `from` is named.
pub(super) fn renaming_claimant(
    project: &Project,
    from: ClaimantId,
    into: Option<ClaimantId>,
) -> Vec<Edit> {
    let attributed = project.evidence_by(from).map(|evidence| {
        let attribution = Box::new(renamed(&evidence.attribution, from, into));
        let id = evidence.id;
        Edit::Evidence(EvidenceEdit::SetAttribution { id, attribution })
    });
    let made = project.claims_by(from).map(|claim| {
        let field = ClaimField::Claimant(into);
        Edit::Claim(ClaimEdit::Set {
            id: claim.id,
            field,
        })
    });
    let derived = project.articles_from(from).filter_map(|article| {
        let agency = DerivedFrom::Agency(from);
        deriving(project, article, agency, into.map(DerivedFrom::Agency))
    });
    attributed.chain(made).chain(derived).collect()
}

/// No one is in the chain twice afterwards.
fn renamed(old: &Attribution, from: ClaimantId, into: Option<ClaimantId>) -> Attribution {
    let name = |who: ClaimantId| if who == from { into } else { Some(who) };
    let claimant = old.claimant.and_then(name);
    let mut via = Vec::with_capacity(old.via.len());
    for who in old.via.iter().copied().filter_map(name) {
        if claimant != Some(who) && !via.contains(&who) {
            via.push(who);
        }
    }
    Attribution {
        claimant,
        via,
        ..old.clone()
    }
}

/// Lets the article derive from `into`, or from one thing less, in the place of `from`.
fn deriving(
    project: &Project,
    id: ArticleId,
    from: DerivedFrom,
    into: Option<DerivedFrom>,
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

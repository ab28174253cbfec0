use super::*;
use crate::{
    project::{
        edit::{
            ArticleEdit, ClaimEdit, Edit, EvidenceEdit, HighlightEdit, RelationEdit, SpeakerEdit,
        },
        records::{
            ArticleDetails, ArticleText, Derivation, DerivationKind, DerivedFrom, HouseRule, Id,
            ParagraphKind, Provenance, Relation, RelationKind, Speaker, Stance, Waiver,
        },
    },
    text::Span,
};

/// An article with a passage that supports claim 1, which entails claim 2; a speaker. All ids are 1, but for claim 2.
fn sound() -> Project {
    let mut project = Project::default();
    let text = ArticleText::new("Nine were hurt.".to_owned());
    let article = Article::new(Id::new(1), text, ArticleDetails::default());
    let mut edits = vec![
        Edit::Article(ArticleEdit::Add {
            at: 0,
            article: Box::new(article),
        }),
        Edit::Highlight(HighlightEdit::Add(Highlight {
            id: Id::new(1),
            article: Id::new(1),
            span: Span::new(0, 4).unwrap(),
            note: String::new(),
        })),
        Edit::Speaker(SpeakerEdit::Add {
            at: 0,
            speaker: Box::new(Speaker::new(Id::new(1), "Mayor".to_owned())),
        }),
    ];
    for id in 1..=2 {
        let claim = Box::new(Claim::new(Id::new(id), "Nine".to_owned(), 0));
        edits.push(Edit::Claim(ClaimEdit::Add { at: 0, claim }));
    }
    let evidence = Evidence::new(Id::new(1), Id::new(1), Id::new(1), Stance::Supports);
    edits.push(Edit::Evidence(EvidenceEdit::add(0, evidence)));
    edits.push(Edit::Relation(RelationEdit::Add(relation(1))));
    project.apply_all(edits).unwrap();
    project
}

fn relation(id: u64) -> Relation {
    Relation {
        id: Id::new(id),
        from: Id::new(1),
        to: Id::new(2),
        kind: RelationKind::Entails,
    }
}

fn evidence(project: &mut Project) -> &mut Evidence {
    project.evidence.get_mut(&Id::new(1)).unwrap()
}

fn claim(project: &mut Project) -> &mut Claim {
    &mut project.claims.get_mut(&Id::new(1)).unwrap().claim
}

fn article(project: &mut Project) -> &mut Article {
    &mut project.articles.get_mut(&Id::new(1)).unwrap().article
}

#[track_caller]
fn check(expected: &Problem, breach: impl FnOnce(&mut Project)) {
    let mut project = sound();
    assert_eq!(project.check(), []);
    breach(&mut project);
    let found = project.check();
    assert!(found.contains(expected), "{expected:?} in {found:?}");
}

#[test]
fn broken_links_between_records_are_found() {
    let highlight = |project: &mut Project, article: u64| {
        let entry = project.highlights.get_mut(&Id::new(1)).unwrap();
        entry.highlight.article = Id::new(article);
    };
    check(&Problem::HighlightWithoutArticle(Id::new(1)), |it| {
        highlight(it, 9);
    });
    check(&Problem::WrongSpanIndex(Id::new(1)), |it| highlight(it, 9));
    check(&Problem::EvidenceWithoutHighlight(Id::new(1)), |it| {
        evidence(it).highlight = Id::new(9);
    });
    check(&Problem::EvidenceWithoutClaim(Id::new(1)), |it| {
        evidence(it).claim = Id::new(9);
    });
    check(&Problem::WrongEvidenceList(Id::new(1)), |it| {
        evidence(it).claim = Id::new(2);
    });
    check(&Problem::EvidenceTwice(Id::new(2)), |it| {
        let again = Evidence {
            id: Id::new(2),
            ..evidence(it).clone()
        };
        it.evidence.insert(again.id, again);
    });
    check(&Problem::NoSpeaker("evidence".to_owned()), |it| {
        evidence(it).attribution.speaker = Some(Id::new(9));
    });
    check(
        &Problem::WrongNames("speaker 0000000000001".to_owned()),
        |it| {
            claim(it).speaker = Some(Id::new(1));
        },
    );
    check(&Problem::WrongRelation(Id::new(1)), |it| {
        it.relations.get_mut(&Id::new(1)).unwrap().to = Id::new(9);
    });
    check(&Problem::WrongSilence(Id::new(1)), |it| {
        let entry = it.claims.get_mut(&Id::new(1)).unwrap();
        entry.silent.insert(Id::new(1));
    });
}

#[test]
fn records_that_no_edit_would_accept_are_reported() {
    check(&Problem::BadScale, |it| it.scale.verdicts.clear());
    check(&Problem::VerdictOffScale(Id::new(1)), |it| {
        claim(it).verdict = Some("Maybe".to_owned());
    });
    check(&Problem::WaivedTwice(Id::new(1)), |it| {
        let waiver = Waiver {
            rule: HouseRule::FirstHand,
            by: String::new(),
            reason: String::new(),
        };
        claim(it).waivers = vec![waiver.clone(), waiver];
    });
    check(&Problem::ChainTwice(Id::new(1)), |it| {
        let attribution = &mut evidence(it).attribution;
        attribution.speaker = Some(Id::new(1));
        attribution.relayed_by = vec![Id::new(1)];
    });
    check(&Problem::HighlightOutsideText(Id::new(1)), |it| {
        let entry = it.highlights.get_mut(&Id::new(1)).unwrap();
        entry.highlight.span = Span::new(0, 99).unwrap();
    });
    check(&Problem::ClutterOutsideText(Id::new(1)), |it| {
        article(it).clutter.insert(1);
    });
    check(&Problem::StructureOutsideText(Id::new(1)), |it| {
        let kinds = &mut article(it).structure.kinds;
        kinds.push((1, ParagraphKind::Heading));
    });
    check(&Problem::WrongProvenance(Id::new(1)), |it| {
        article(it).provenance = Provenance::Derived(Vec::new());
    });
    check(&Problem::WrongProvenance(Id::new(1)), |it| {
        let derivation = Derivation {
            from: DerivedFrom::Agency(Id::new(1)),
            manner: DerivationKind::Quotes,
        };
        article(it).provenance = Provenance::Derived(vec![derivation, derivation]);
    });
    check(&Problem::WrongRelation(Id::new(2)), |it| {
        it.relations.insert(Id::new(2), relation(2));
    });
}

#[test]
fn wrong_counts_are_found() {
    check(&Problem::WrongTextCount, |it| it.text_bytes += 1);
    check(&Problem::WrongSilentCount, |it| it.silent += 1);
}

use super::{Dice, Size, add, capitalised, project, word};
use crosscheck::project::{
    ArticleEdit, ArticleId, Attribution, ClaimEdit, ClaimField, ClaimId, ClaimType, Derivation,
    DerivationManner, DerivationSource, Edit, EvidenceEdit, EvidenceId, Project, Provenance,
    Quotation, Relation, RelationEdit, RelationKind, Speaker, SpeakerEdit, SpeakerId,
};

/// The [`project`] of that seed and size, with who said what, what articles derive from, how claims bear on each other, and which articles are silent about
/// which claims: a speaker for every ten claims, one of four pieces attributed, two of three articles' provenance
/// recorded, a relation for every fifth claim, and two silent articles a claim.
pub fn with_sources(seed: u64, size: Size) -> Project {
    let mut project = project(seed, size);
    // A different sequence from that of the project itself.
    let mut dice = Dice(!seed);
    let articles: Vec<ArticleId> = project.articles().map(|article| article.id).collect();
    let claims: Vec<ClaimId> = project.claims().map(|claim| claim.id).collect();
    let speakers = add_speakers(&mut dice, &mut project, claims.len() / 10 + 2);
    for (place, id) in articles.iter().enumerate() {
        let provenance = provenance(&mut dice, &articles[..place], &speakers);
        let id = *id;
        add(
            &mut project,
            Edit::Article(ArticleEdit::SetProvenance { id, provenance }),
        );
    }
    for claim in &claims {
        add_sources_of(&mut dice, &mut project, *claim, &articles, &speakers);
    }
    for pair in claims.chunks_exact(5) {
        let relation = Relation {
            id: dice.id(),
            from: pair[0],
            to: pair[1],
            kind: *dice.pick(&RelationKind::ALL),
        };
        add(&mut project, Edit::Relation(RelationEdit::Add(relation)));
    }
    project
}

fn add_speakers(dice: &mut Dice, project: &mut Project, count: usize) -> Vec<SpeakerId> {
    let one = |at: usize| {
        let name = capitalised(&word(dice));
        let speaker = Box::new(Speaker::new(dice.id(), format!("{name} {at}")));
        let id = speaker.id;
        add(project, Edit::Speaker(SpeakerEdit::Add { at, speaker }));
        id
    };
    (0..count).map(one).collect()
}

/// Derives only from earlier articles, so that there are no loops.
fn provenance(dice: &mut Dice, earlier: &[ArticleId], speakers: &[SpeakerId]) -> Provenance {
    let manner = *dice.pick(&DerivationManner::ALL);
    let agency = DerivationSource::Agency(*dice.pick(speakers));
    let derivation = |from| Derivation { from, manner };
    match dice.below(6) {
        0 | 1 => Provenance::Unknown,
        2 => Provenance::Original,
        3 if !earlier.is_empty() => {
            let article = DerivationSource::Article(*dice.pick(earlier));
            Provenance::Derived(vec![derivation(article), derivation(agency)])
        }
        4 if !earlier.is_empty() => {
            let article = DerivationSource::Article(*dice.pick(earlier));
            Provenance::Derived(vec![derivation(article)])
        }
        _ => Provenance::Derived(vec![derivation(agency)]),
    }
}

fn add_sources_of(
    dice: &mut Dice,
    project: &mut Project,
    claim: ClaimId,
    articles: &[ArticleId],
    speakers: &[SpeakerId],
) {
    let evidence: Vec<EvidenceId> = project.evidence_of(claim).map(|piece| piece.id).collect();
    for id in evidence {
        if dice.below(4) == 0 {
            let attribution = Box::new(Attribution {
                speaker: Some(*dice.pick(speakers)),
                wording: "said".to_owned(),
                quotation: Some(*dice.pick(&Quotation::ALL)),
                relayed_by: Vec::new(),
                first_hand: None,
                primary_or_secondary: None,
                naming: None,
            });
            add(
                project,
                Edit::Evidence(EvidenceEdit::SetAttribution { id, attribution }),
            );
        }
    }
    let made = format!("2031-05-{:02}", 1 + dice.below(28));
    let fields = [
        ClaimField::Made(made),
        ClaimField::Speaker(Some(*dice.pick(speakers))),
        ClaimField::Kind(Some(*dice.pick(&ClaimType::ALL))),
    ];
    for field in fields {
        let id = claim;
        add(project, Edit::Claim(ClaimEdit::Set { id, field }));
    }
    for _ in 0..2.min(articles.len()) {
        let silent = ClaimEdit::SetSilent {
            id: claim,
            article: *dice.pick(articles),
            silent: true,
        };
        add(project, Edit::Claim(silent));
    }
}

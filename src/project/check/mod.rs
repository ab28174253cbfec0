mod names;

use super::{
    records::{
        Article, ArticleId, Claim, ClaimId, Evidence, EvidenceId, Highlight, HighlightId,
        RelationId, VerdictScale,
    },
    store::Project,
};
use crate::text::is_grapheme_boundary;

use std::collections::BTreeSet;

/// A broken invariant of a project. Edits cannot cause one; each has a test.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A highlight belongs to no article.
    #[error("highlight {0} names an article that is not in the project")]
    HighlightWithoutArticle(HighlightId),
    /// A highlight extends past the end of its text or splits a character.
    #[error("highlight {0} does not cover whole characters of its article")]
    HighlightOutsideText(HighlightId),
    /// Evidence refers to a missing highlight.
    #[error("evidence {0} names a highlight that is not in the project")]
    EvidenceWithoutHighlight(EvidenceId),
    /// Evidence refers to a missing claim.
    #[error("evidence {0} names a claim that is not in the project")]
    EvidenceWithoutClaim(EvidenceId),
    /// Two pieces of evidence link the same highlight and claim.
    #[error("evidence {0} joins a highlight and a claim that are joined already")]
    EvidenceTwice(EvidenceId),
    /// A speaker occurs twice in an attribution.
    #[error("evidence {0} names a speaker twice")]
    ChainTwice(EvidenceId),
    /// The scale has no label, or a repeated one.
    #[error("the verdict scale has no label, or the same label twice")]
    BadScale,
    /// A claim has two waivers of one rule.
    #[error("claim {0} waives a rule twice")]
    WaivedTwice(ClaimId),
    /// A claim's verdict is not on the scale.
    #[error("claim {0} has a verdict that is not on the project's scale")]
    VerdictOffScale(ClaimId),
    /// The position index of an article disagrees with its highlights.
    #[error("the index of highlights in article {0} is wrong")]
    WrongSpanIndex(ArticleId),
    /// A claim or a highlight lacks the reverse link to its evidence.
    #[error("the list that should hold evidence {0} does not, or holds what is not there")]
    WrongEvidenceList(EvidenceId),
    /// A record refers to a missing speaker; `.0` is the record.
    #[error("{0} names a speaker that is not in the project")]
    NoSpeaker(String),
    /// An article derives from a missing article, from itself through others, from nothing, or from one source twice.
    #[error(
        "article {0} derives from an article that is not in the project, from itself, from nothing or from one source twice"
    )]
    WrongProvenance(ArticleId),
    /// A relation refers to a missing claim, links a claim to itself, or repeats another relation.
    #[error("relation {0} does not join two claims of the project, or joins them as another does")]
    WrongRelation(RelationId),
    /// A claim and an article disagree about whether the article is silent.
    #[error("claim {0} is listed as silent in an article that does not list it")]
    WrongSilence(ClaimId),
    /// The cached count of silent marks is wrong.
    #[error("the count of articles that are marked as silent is wrong")]
    WrongSilentCount,
    /// The cached length of the articles' text is wrong.
    #[error("the count of the text of all articles is wrong")]
    WrongTextCount,
    /// A reverse link of a speaker, an article or a claim is wrong; `.0` is the record.
    #[error("{0} does not know all that names it")]
    WrongNames(String),
    /// A clutter index is past the last paragraph.
    #[error("article {0} marks a paragraph as clutter that it does not have")]
    ClutterOutsideText(ArticleId),
    /// A kind or a locator is of no paragraph, or out of order.
    #[error("article {0} has the kind or place of a paragraph that it does not have")]
    StructureOutsideText(ArticleId),
}

impl Project {
    /// Checks all invariants and returns each violation; empty for every project made by edits alone.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.check_scale(&mut problems);
        self.check_highlights(&mut problems);
        self.check_articles(&mut problems);
        self.check_claims(&mut problems);
        self.check_evidence(&mut problems);
        self.check_lists(&mut problems);
        self.check_names(&mut problems);
        problems
    }

    fn check_scale(&self, problems: &mut Vec<Problem>) {
        let VerdictScale { name: _, verdicts } = &self.scale;
        let labels: BTreeSet<&str> = verdicts.iter().map(|one| one.label.as_str()).collect();
        let is_bad = labels.is_empty() || labels.len() != verdicts.len();
        problems.extend(is_bad.then_some(Problem::BadScale));
    }

    fn check_highlights(&self, problems: &mut Vec<Problem>) {
        for highlight in self.highlights() {
            let Highlight {
                id,
                article,
                span,
                note: _,
            } = highlight;
            let Some(article) = self.article(*article) else {
                problems.push(Problem::HighlightWithoutArticle(*id));
                continue;
            };
            let text = article.text.as_str();
            let edges = [span.start(), span.end()];
            if !edges.iter().all(|at| is_grapheme_boundary(text, *at)) {
                problems.push(Problem::HighlightOutsideText(*id));
            }
        }
    }

    fn check_articles(&self, problems: &mut Vec<Problem>) {
        let expected: BTreeSet<_> = self
            .highlights()
            .map(|highlight| (highlight.article, highlight.span, highlight.id))
            .collect();
        let (mut indexed, mut bytes) = (0, 0);
        for article in self.articles() {
            let Article {
                id: article,
                text,
                details: _,
                clutter,
                structure,
                // See `check_provenance_of_all`.
                provenance: _,
                excluded: _,
                original: _,
            } = article;
            bytes += text.as_str().len();
            let found: Vec<_> = self.highlights_of(*article).collect();
            indexed += found.len();
            let is_expected = |(span, id): &(_, _)| expected.contains(&(*article, *span, *id));
            if !found.iter().all(is_expected) {
                problems.push(Problem::WrongSpanIndex(*article));
            }
            let count = text.paragraphs().len();
            if clutter.last().is_some_and(|last| *last >= count) {
                problems.push(Problem::ClutterOutsideText(*article));
            }
            if structure.wrong_paragraph(count).is_some() {
                problems.push(Problem::StructureOutsideText(*article));
            }
        }
        problems.extend((bytes != self.text_bytes).then_some(Problem::WrongTextCount));
        if indexed != expected.len() {
            problems.extend(
                self.articles()
                    .map(|article| Problem::WrongSpanIndex(article.id)),
            );
        }
    }

    fn check_evidence(&self, problems: &mut Vec<Problem>) {
        let mut joined = BTreeSet::new();
        for evidence in self.all_evidence() {
            let Evidence {
                id,
                highlight,
                claim,
                stance: _,
                note: _,
                attribution,
                set: _,
                value: _,
            } = evidence;
            if self.highlight(*highlight).is_none() {
                problems.push(Problem::EvidenceWithoutHighlight(*id));
            }
            if self.claim(*claim).is_none() {
                problems.push(Problem::EvidenceWithoutClaim(*id));
            }
            if !joined.insert((highlight, claim)) {
                problems.push(Problem::EvidenceTwice(*id));
            }
            let mut named = BTreeSet::new();
            if !attribution.speakers().all(|speaker| named.insert(speaker)) {
                problems.push(Problem::ChainTwice(*id));
            }
        }
    }

    fn check_lists(&self, problems: &mut Vec<Problem>) {
        let from_claims = self.claims.iter().flat_map(|(claim, entry)| {
            entry.evidence.iter().map(|id| {
                (
                    *id,
                    self.evidence(*id)
                        .is_some_and(|evidence| evidence.claim == *claim),
                )
            })
        });
        let from_highlights = self.highlights.iter().flat_map(|(highlight, entry)| {
            let holds = |id: &EvidenceId| {
                self.evidence(*id)
                    .is_some_and(|evidence| evidence.highlight == *highlight)
            };
            entry.evidence.iter().map(move |id| (*id, holds(id)))
        });
        let mut listed: Vec<EvidenceId> = Vec::new();
        for (id, right) in from_claims.chain(from_highlights) {
            listed.push(id);
            if !right {
                problems.push(Problem::WrongEvidenceList(id));
            }
        }
        listed.sort_unstable();
        let mut twice_each: Vec<EvidenceId> = self
            .evidence
            .iter()
            .flat_map(|(id, _)| [*id, *id])
            .collect();
        twice_each.sort_unstable();
        if listed != twice_each {
            problems.extend(listed.first().copied().map(Problem::WrongEvidenceList));
        }
    }

    fn check_claims(&self, problems: &mut Vec<Problem>) {
        for claim in self.claims() {
            let Claim {
                id,
                statement: _,
                verdict,
                status: _,
                justification: _,
                notes: _,
                color: _,
                kind: _,
                made: _,
                // See `check_speakers`.
                speaker: _,
                first_appearance: _,
                tags: _,
                credibility: _,
                searches: _,
                reply: _,
                waivers,
            } = claim;
            let is_off_scale = |label: &str| !self.scale().has(label);
            if verdict.as_deref().is_some_and(is_off_scale) {
                problems.push(Problem::VerdictOffScale(*id));
            }
            let mut waived = BTreeSet::new();
            if !waivers.iter().all(|waiver| waived.insert(waiver.rule)) {
                problems.push(Problem::WaivedTwice(*id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        project::{
            edit::{
                ArticleEdit, ClaimEdit, Edit, EvidenceEdit, HighlightEdit, RelationEdit,
                SpeakerEdit,
            },
            records::{
                ArticleDetails, ArticleText, Derivation, DerivationKind, DerivedFrom, HouseRule,
                Id, ParagraphKind, Provenance, Relation, RelationKind, Speaker, Stance, Waiver,
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
}

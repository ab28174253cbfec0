mod names;

use super::{
    records::{ArticleId, ClaimId, EvidenceId, HighlightId, RelationId},
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
    #[error("highlight {0} does not lie on whole characters of its article")]
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
    /// An article derives from a missing article, or from itself through others.
    #[error("article {0} derives from an article that is not in the project, or from itself")]
    WrongProvenance(ArticleId),
    /// A relation refers to a missing claim, or links a claim to itself.
    #[error("relation {0} does not join two claims of the project")]
    WrongRelation(RelationId),
    /// A claim and an article disagree about whether the article is silent.
    #[error("claim {0} is said to be passed over by an article that does not know of it")]
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
}

impl Project {
    /// Checks all invariants and returns each violation; empty for every project made by edits alone.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let text: usize = self.articles().map(|it| it.text.as_str().len()).sum();
        problems.extend((text != self.text_bytes).then_some(Problem::WrongTextCount));
        self.check_highlights(&mut problems);
        self.check_articles(&mut problems);
        self.check_evidence(&mut problems);
        self.check_lists(&mut problems);
        self.check_verdicts(&mut problems);
        self.check_names(&mut problems);
        problems
    }

    fn check_highlights(&self, problems: &mut Vec<Problem>) {
        for highlight in self.highlights() {
            let Some(article) = self.article(highlight.article) else {
                problems.push(Problem::HighlightWithoutArticle(highlight.id));
                continue;
            };
            let text = article.text.as_str();
            let edges = [highlight.span.start(), highlight.span.end()];
            if !edges.iter().all(|at| is_grapheme_boundary(text, *at)) {
                problems.push(Problem::HighlightOutsideText(highlight.id));
            }
        }
    }

    fn check_articles(&self, problems: &mut Vec<Problem>) {
        let expected: BTreeSet<_> = self
            .highlights()
            .map(|highlight| (highlight.article, highlight.span, highlight.id))
            .collect();
        let mut indexed = 0;
        for article in self.articles() {
            let found: Vec<_> = self.highlights_of(article.id).collect();
            indexed += found.len();
            if !found
                .iter()
                .all(|(span, id)| expected.contains(&(article.id, *span, *id)))
            {
                problems.push(Problem::WrongSpanIndex(article.id));
            }
            if article
                .clutter
                .last()
                .is_some_and(|last| *last >= article.text.paragraphs().len())
            {
                problems.push(Problem::ClutterOutsideText(article.id));
            }
        }
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
            if self.highlight(evidence.highlight).is_none() {
                problems.push(Problem::EvidenceWithoutHighlight(evidence.id));
            }
            if self.claim(evidence.claim).is_none() {
                problems.push(Problem::EvidenceWithoutClaim(evidence.id));
            }
            if !joined.insert((evidence.highlight, evidence.claim)) {
                problems.push(Problem::EvidenceTwice(evidence.id));
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
        let mut twice_each: Vec<EvidenceId> =
            self.evidence.keys().flat_map(|id| [*id, *id]).collect();
        twice_each.sort_unstable();
        if listed != twice_each {
            problems.extend(listed.first().copied().map(Problem::WrongEvidenceList));
        }
    }

    fn check_verdicts(&self, problems: &mut Vec<Problem>) {
        let off_scale = self.claims().filter(|claim| {
            claim
                .verdict
                .as_deref()
                .is_some_and(|label| !self.scale().has(label))
        });
        problems.extend(off_scale.map(|claim| Problem::VerdictOffScale(claim.id)));
    }
}

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
    #[error("evidence {0} links a highlight and a claim that are already linked")]
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
    #[error("the list for evidence {0} lacks it, or lists evidence that does not exist")]
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
    #[error("{0} does not list everything that refers to it")]
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
                // A passage of a missing article does no harm.
                dismissed: _,
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
mod tests;

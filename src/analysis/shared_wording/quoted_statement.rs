//! Statements that several articles quote, and what the project records about them.

use super::{SharedKind, SharedPair};
use crate::{
    analysis::disjoint_sets::DisjointSets,
    project::{ArticleId, ClaimId, Evidence, EvidenceId, Project, SpeakerId, Stance},
    text::Span,
};

use std::collections::BTreeMap;

/// Passages in quotation marks that quote one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedStatement {
    /// At least two, in the order of the articles when they were compared.
    pub passages: Vec<(ArticleId, Span)>,
}

/// The highlights, claims and speakers that the project records for a quoted statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementLinks {
    /// The claim that most of its passages are linked to, with the stance of the first of them.
    pub claim: Option<(ClaimId, Stance)>,
    /// The passages that are not linked to that claim; all, if there is none.
    pub unlinked: Vec<(ArticleId, Span)>,
    /// The speakers that its passages are attributed to.
    pub speakers: Vec<SpeakerId>,
    /// Evidence without a speaker.
    pub unattributed: Vec<EvidenceId>,
}

/// Joins matching quotations: if A matches B, and B matches C, all three quote one statement.
pub fn quoted_statements(pairs: &[SharedPair]) -> Vec<QuotedStatement> {
    let mut places: BTreeMap<(ArticleId, Span), usize> = BTreeMap::new();
    let mut passages = Vec::new();
    let mut sets = DisjointSets::default();
    for pair in pairs {
        for passage in pair.of_kind(SharedKind::Quotation) {
            let [one, other] = [0, 1].map(|side| {
                let key = (pair.articles[side], passage.spans[side]);
                *places.entry(key).or_insert_with(|| {
                    passages.push(key);
                    sets.add()
                })
            });
            sets.merge(one, other);
        }
    }
    let mut statements: BTreeMap<usize, Vec<(ArticleId, Span)>> = BTreeMap::new();
    for (place, passage) in passages.into_iter().enumerate() {
        let first = sets.representative(place);
        statements.entry(first).or_default().push(passage);
    }
    let statements = statements.into_values();
    statements
        .map(|passages| QuotedStatement { passages })
        .collect()
}

impl QuotedStatement {
    /// The longest of its passages, which omits the least.
    pub fn longest(&self) -> Option<(ArticleId, Span)> {
        let passages = self.passages.iter().rev();
        passages.max_by_key(|(_, span)| span.len()).copied()
    }

    /// The links of the highlights that cover at least half of a passage, or are within it.
    pub fn links(&self, project: &Project) -> StatementLinks {
        let each: Vec<Vec<&Evidence>> = self
            .passages
            .iter()
            .map(|(article, span)| evidence_at(project, *article, *span))
            .collect();
        let mut claims: Vec<(ClaimId, Stance, usize)> = Vec::new();
        let mut links = StatementLinks::default();
        for piece in each.iter().flatten() {
            match claims.iter_mut().find(|it| it.0 == piece.claim) {
                Some((.., count)) => *count += 1,
                None => claims.push((piece.claim, piece.stance, 1)),
            }
            match piece.attribution.speaker {
                None => links.unattributed.push(piece.id),
                Some(speaker) if !links.speakers.contains(&speaker) => links.speakers.push(speaker),
                Some(_) => {}
            }
        }
        let first = claims.iter().rev().max_by_key(|(.., count)| *count);
        links.claim = first.map(|(claim, stance, _)| (*claim, *stance));
        let is_unlinked = |pieces: &Vec<&Evidence>| {
            let claim = links.claim.map(|(claim, _)| claim);
            !pieces.iter().any(|piece| Some(piece.claim) == claim)
        };
        let unlinked = self.passages.iter().zip(&each);
        links.unlinked = unlinked
            .filter(|(_, pieces)| is_unlinked(pieces))
            .map(|(passage, _)| *passage)
            .collect();
        links
    }
}

fn evidence_at(project: &Project, article: ArticleId, quoted: Span) -> Vec<&Evidence> {
    let around = project.highlights_in(article, quoted);
    let meant = around.filter(|(span, _)| {
        let common = span.end().min(quoted.end()) - span.start().max(quoted.start());
        common * 2 >= quoted.len() || common == span.len()
    });
    meant
        .flat_map(|(_, highlight)| project.links_of(highlight))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::SharedPassage, project::Id};

    fn quoted(articles: [u64; 2], starts: [usize; 2]) -> SharedPair {
        let spans = starts.map(|start| Span::new(start, start + 10).unwrap());
        SharedPair {
            articles: articles.map(Id::new),
            passages: vec![SharedPassage {
                kind: SharedKind::Quotation,
                spans,
                differing: Vec::new(),
            }],
            percent: [0, 0],
        }
    }

    #[test]
    fn quotations_that_match_in_pairs_are_one_statement() {
        let pairs = [
            quoted([1, 2], [0, 20]),
            quoted([3, 4], [40, 60]),
            quoted([5, 6], [5, 5]),
            quoted([2, 3], [20, 40]),
        ];
        let statements = quoted_statements(&pairs);
        let articles: Vec<Vec<u64>> = statements
            .iter()
            .map(|it| it.passages.iter().map(|(id, _)| id.number()).collect())
            .collect();
        assert_eq!(articles, [vec![1, 2, 3, 4], vec![5, 6]]);
    }
}

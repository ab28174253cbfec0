//! Passages side by side, compared word by word.

use crate::{
    analysis::{ComparedWords, PassageText, SharedKind, best_base, compare_words},
    project::{ArticleId, ClaimId, Evidence, EvidenceId, SpeakerId},
    text::Span,
    workbench::{Command, Overlay, Workbench},
};

#[derive(Clone, Copy, Debug)]
pub enum ComparisonIntent {
    /// Selects a claim, and compares its passages.
    OfClaim(ClaimId),
    /// Compares the others with the passage at this index.
    SetBase(usize),
    /// Closes the comparison, and opens an article at its passage.
    Open(usize),
}

/// One of the compared passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedPassage {
    pub article: ArticleId,
    pub span: Span,
    /// The speaker, if recorded.
    pub speaker: Option<SpeakerId>,
    pub words: ComparedWords,
}

/// The passages of the last comparison.
#[derive(Debug, Default)]
pub struct Comparison {
    pub passages: Vec<ComparedPassage>,
    /// Number of passages for which there is no room.
    pub left_out: usize,
    /// Index of the passage that the others are compared with.
    pub base: usize,
}

/// Maximum number of passages that are legible side by side.
const MAX_COMPARED: usize = 6;

impl Workbench {
    pub(crate) fn comparison_intent(&mut self, intent: ComparisonIntent) {
        match intent {
            ComparisonIntent::OfClaim(claim) => {
                self.select_claim(Some(claim));
                self.command(Command::Compare);
            }
            ComparisonIntent::SetBase(base) => self.compare_with(base),
            ComparisonIntent::Open(nth) => {
                let passage = self.comparison.passages.get(nth);
                if let Some((article, span)) = passage.map(|it| (it.article, it.span)) {
                    self.set_overlay(None);
                    self.open_passage(article, span);
                }
            }
        }
    }

    /// Passages of the selected claim to compare: the pieces of evidence selected together, or else all.
    fn evidence_to_compare(&self) -> Vec<EvidenceId> {
        let together = self.selected_evidence().map(|id| self.attributed_with(id));
        let claim = self.selection.claim;
        let all = claim
            .into_iter()
            .flat_map(|id| self.project.evidence_of(id));
        match together {
            Some(pieces) if pieces.len() > 1 => pieces,
            Some(_) | None => all.map(|piece| piece.id).collect(),
        }
    }

    pub(crate) fn can_compare(&self) -> bool {
        self.evidence_to_compare().len() > 1
    }

    pub(crate) fn compare_evidence(&mut self) {
        let pieces = self.evidence_to_compare();
        let pieces = pieces.iter().filter_map(|id| self.project.evidence(*id));
        let passage = |piece: &Evidence| {
            let highlight = self.project.highlight(piece.highlight)?;
            Some((highlight.article, highlight.span, piece.attribution.speaker))
        };
        let passages = pieces.filter_map(passage).collect();
        self.compare(passages);
    }

    /// Compares all passages of the selected quotation, or both sides of the selected prose.
    pub(crate) fn compare_shared(&mut self) {
        let Some((pair, passage)) = self.shared.pair().zip(self.shared.passage()) else {
            return;
        };
        let both = || [0, 1].map(|side| (pair.articles[side], passage.spans[side]));
        let passages = match passage.kind {
            SharedKind::Prose => both().to_vec(),
            SharedKind::Quotation => {
                let statement = self.shared.statement();
                statement.map_or_else(|| both().to_vec(), |it| it.passages.clone())
            }
        };
        let with_speaker = passages.into_iter().map(|(article, span)| {
            let around = self.project.highlights_in(article, span);
            let mut pieces = around.flat_map(|(_, id)| self.project.links_of(id));
            let speaker = pieces.find_map(|piece| piece.attribution.speaker);
            (article, span, speaker)
        });
        let passages = with_speaker.collect();
        self.compare(passages);
    }

    fn compare(&mut self, mut passages: Vec<(ArticleId, Span, Option<SpeakerId>)>) {
        self.comparison.left_out = passages.len().saturating_sub(MAX_COMPARED);
        passages.truncate(MAX_COMPARED);
        let passages = passages.into_iter();
        self.comparison.passages = passages
            .map(|(article, span, speaker)| ComparedPassage {
                article,
                span,
                speaker,
                words: ComparedWords::default(),
            })
            .collect();
        self.compare_with(best_base(&self.compared_texts()));
        self.set_overlay(Some(Overlay::Comparison));
    }

    fn compared_texts(&self) -> Vec<PassageText<'_>> {
        let passages = self.comparison.passages.iter();
        let texts = passages.map(|it| {
            let article = self.project.article(it.article);
            let text = article.and_then(|article| article.quote(it.span));
            PassageText {
                text: text.unwrap_or_default(),
                language: article.map_or("", |article| &article.details.language),
            }
        });
        texts.collect()
    }

    fn compare_with(&mut self, base: usize) {
        let compared = compare_words(&self.compared_texts(), base);
        for (passage, words) in self.comparison.passages.iter_mut().zip(compared) {
            passage.words = words;
        }
        self.comparison.base = base;
    }
}

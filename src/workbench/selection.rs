use crate::{
    project::{ArticleId, ClaimId, EvidenceId, HighlightId, Project},
    text::{Span, TextSelection},
};

/// The current selection. Refers only to records that are in the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The claim whose evidence is shown.
    pub claim: Option<ClaimId>,
    /// The highlight that keyboard commands act on.
    pub highlight: Option<HighlightId>,
    /// The last opened piece of evidence.
    pub evidence: Option<EvidenceId>,
    pub text: Option<(ArticleId, TextSelection)>,
    /// Whether the highlight was opened as a piece of evidence, and so is not a candidate for linking.
    highlight_is_shown: bool,
    /// Whether the claim was selected in another view; its passages are revealed when the articles view opens.
    is_unrevealed: bool,
}

impl Selection {
    /// An opened piece of evidence, with its passage.
    pub(super) fn shown(
        claim: ClaimId,
        highlight: HighlightId,
        evidence: EvidenceId,
        start: (ArticleId, usize),
    ) -> Self {
        Self {
            claim: Some(claim),
            highlight: Some(highlight),
            evidence: Some(evidence),
            text: Some((start.0, TextSelection::caret(start.1))),
            highlight_is_shown: true,
            is_unrevealed: false,
        }
    }

    /// The selected passage and its article; `None` if the selection is empty.
    pub(super) fn span(&self) -> Option<(ArticleId, Span)> {
        let (article, selection) = self.text?;
        Some((article, selection.span()?))
    }

    /// Selects the highlight that keyboard commands act on.
    pub(super) fn set_highlight(&mut self, highlight: Option<HighlightId>) {
        self.highlight = highlight;
        self.highlight_is_shown = false;
    }

    /// Selects a piece of evidence with its highlight, as if it had been opened, or no piece.
    pub(super) fn set_evidence(&mut self, piece: Option<(EvidenceId, HighlightId)>) {
        self.evidence = piece.map(|(evidence, _)| evidence);
        if let Some((_, highlight)) = piece {
            self.highlight = Some(highlight);
            self.highlight_is_shown = true;
        }
    }

    /// Selects a claim and returns whether it is a different one. A highlight selected by the user stays selected, and
    /// can be linked to this claim too.
    pub(super) fn set_claim(&mut self, claim: Option<ClaimId>) -> bool {
        let is_other = self.claim != claim;
        self.claim = claim;
        self.evidence = None;
        if is_other && std::mem::take(&mut self.highlight_is_shown) {
            self.highlight = None;
        }
        is_other
    }

    pub(super) fn reveal_later(&mut self, is_later: bool) {
        self.is_unrevealed = is_later;
    }

    /// The claim whose passages are still to be revealed.
    pub(super) fn unrevealed(&self) -> Option<ClaimId> {
        self.claim.filter(|_| self.is_unrevealed)
    }

    /// The selection without records that are no longer in the project.
    pub(super) fn within(self, project: &Project) -> Self {
        let Self {
            claim,
            highlight,
            evidence,
            text,
            highlight_is_shown,
            is_unrevealed,
        } = self;
        Self {
            claim: claim.filter(|id| project.claim(*id).is_some()),
            highlight: highlight.filter(|id| project.highlight(*id).is_some()),
            evidence: evidence.filter(|id| project.evidence(*id).is_some()),
            text: text.filter(|(id, _)| project.article(*id).is_some()),
            highlight_is_shown,
            is_unrevealed,
        }
    }
}

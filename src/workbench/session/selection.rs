use super::Session;
use crate::{
    project::{ArticleId, ClaimId, EvidenceId, HighlightId, Project},
    storage::View,
    text::{Span, TextSelection},
    workbench::intent::{Effect, FocusOn},
};

/// The selected records and text. All of them are in the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The claim whose evidence is listed.
    pub claim: Option<ClaimId>,
    pub highlight: Option<HighlightId>,
    /// The piece of evidence that was visited last.
    pub evidence: Option<EvidenceId>,
    pub text: Option<(ArticleId, TextSelection)>,
}

impl Selection {
    pub(super) fn retain_in(&mut self, project: &Project) {
        let Self {
            claim,
            highlight,
            evidence,
            text,
        } = self;
        claim.take_if(|id| project.claim(*id).is_none());
        highlight.take_if(|id| project.highlight(*id).is_none());
        evidence.take_if(|id| project.evidence(*id).is_none());
        text.take_if(|(article, _)| project.article(*article).is_none());
    }
}

/// How the selection and the keyboard focus came about.
#[derive(Debug, Default)]
pub(super) struct Flags {
    /// The selected highlight was visited as evidence, so selecting another claim deselects it.
    visited_as_evidence: bool,
    /// The claim was selected outside [`View::Read`]; its passages scroll into view once the articles are shown.
    claim_to_reveal: bool,
    /// F6 went past the last column to the claims.
    focus_in_claims: bool,
}

impl Session {
    pub(in crate::workbench) fn show(&mut self, view: View) {
        self.view = view;
        if let Some(claim) = self.selection.claim
            && view == View::Read
            && self.flags.claim_to_reveal
        {
            self.reveal_claim(claim);
        }
    }

    pub(in crate::workbench) fn select_claim(&mut self, claim: Option<ClaimId>) {
        self.notices.forget_hint();
        let changed = self.selection.claim != claim;
        self.selection.claim = claim;
        self.selection.evidence = None;
        // A highlight that was selected itself stays selected, to be linked to this claim too.
        if changed && std::mem::take(&mut self.flags.visited_as_evidence) {
            self.selection.highlight = None;
        }
        if let Some(claim) = claim.filter(|_| changed) {
            self.reveal_claim(claim);
        }
    }

    /// Selects a highlight that stays selected when another claim is.
    pub(in crate::workbench) fn highlight_to_link(&mut self, highlight: Option<HighlightId>) {
        self.selection.highlight = highlight;
        self.flags.visited_as_evidence = false;
    }

    pub(in crate::workbench) fn show_evidence(&mut self, id: EvidenceId) {
        let Some(evidence) = self.project.evidence(id) else {
            return;
        };
        let Some(highlight) = self.project.highlight(evidence.highlight) else {
            return;
        };
        let (article, span) = (highlight.article, highlight.span);
        self.selection = Selection {
            claim: Some(evidence.claim),
            highlight: Some(evidence.highlight),
            evidence: Some(id),
            text: Some((article, TextSelection::caret(span.start()))),
        };
        self.flags.visited_as_evidence = true;
        self.reveal(article, span, true);
    }

    /// Opens the article's column or goes to it.
    pub(in crate::workbench) fn open_article(&mut self, article: ArticleId) {
        let was_open = self.columns.index_of(article).is_some();
        self.columns.open(article);
        if !was_open {
            self.reveal_claim_in(article);
        }
        self.focus(FocusOn::Article(article));
    }

    /// The person reads in this column.
    pub(in crate::workbench) fn focus_column(&mut self, article: ArticleId) {
        self.columns.focus(article);
        self.flags.focus_in_claims = false;
    }

    /// Cycles through the columns from left to right, then the claims.
    pub(in crate::workbench) fn step_pane(&mut self, by: isize) {
        self.show(View::Read);
        let columns = self.columns.open_columns();
        let next = match (self.columns.beside(by), by > 0) {
            (next, _) if !self.flags.focus_in_claims => next,
            (_, true) => columns.first().map(|column| column.article),
            (_, false) => columns.last().map(|column| column.article),
        };
        self.flags.focus_in_claims = next.is_none();
        match next {
            Some(article) => self.open_article(article),
            None => self.focus(FocusOn::Claims),
        }
    }

    /// Opens the article's column, scrolls to the passage and optionally flashes it.
    pub(in crate::workbench) fn reveal(&mut self, article: ArticleId, span: Span, flash: bool) {
        self.show(View::Read);
        self.columns.open(article);
        self.effect(Effect::Reveal {
            article,
            span,
            flash,
        });
    }

    /// Scrolls every open article to its first passage for the claim, now or when the articles are shown next.
    fn reveal_claim(&mut self, claim: ClaimId) {
        self.flags.claim_to_reveal = self.view != View::Read;
        if self.flags.claim_to_reveal {
            return;
        }
        let is_open = |(article, _): &(ArticleId, _)| self.columns.index_of(*article).is_some();
        let mut first: Vec<_> = self.passages_for(claim).filter(is_open).collect();
        first.sort_unstable();
        first.dedup_by_key(|(article, _)| *article);
        let scroll = first
            .into_iter()
            .map(|(article, span)| scroll_to(article, span));
        self.effects.extend(scroll);
    }

    /// Scrolls an article that was just opened to its first passage for the selected claim.
    fn reveal_claim_in(&mut self, article: ArticleId) {
        let Some(claim) = self.selection.claim else {
            return;
        };
        let passages = self.passages_for(claim);
        let here = passages.filter(|(other, _)| *other == article).min();
        self.effects
            .extend(here.map(|(_, span)| scroll_to(article, span)));
    }

    fn passages_for(&self, claim: ClaimId) -> impl Iterator<Item = (ArticleId, Span)> {
        self.project
            .evidence_of(claim)
            .filter_map(|evidence| self.project.highlight(evidence.highlight))
            .map(|highlight| (highlight.article, highlight.span))
    }
}

fn scroll_to(article: ArticleId, span: Span) -> Effect {
    Effect::Reveal {
        article,
        span,
        flash: false,
    }
}

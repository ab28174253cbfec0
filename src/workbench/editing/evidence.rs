//! Links between highlights and claims: created, changed, shown and deleted.

use crate::{
    project::{
        ArticleId, Change, ClaimEdit, ClaimId, Edit, Evidence, EvidenceEdit, EvidenceId,
        HighlightEdit, HighlightId, Stance, TypingIn,
    },
    storage::{MAX_STATEMENT, View, fresh_id, shorten},
    text::{Span, beginning_in_one_line},
    workbench::{
        Selection, Workbench,
        command::Command,
        intent::{Effect, FocusOn},
    },
};

#[derive(Debug)]
pub enum EvidenceIntent {
    Link(HighlightId, ClaimId, Stance),
    /// Highlights the selection and links it to a claim.
    LinkSelection(ClaimId, Stance),
    /// Selects a piece of the selected claim, or none.
    Select(Option<EvidenceId>),
    /// Adds a piece to the selected ones, or deselects it.
    SelectAlso(EvidenceId),
    /// Selects the pieces from the selected one to this one.
    SelectThrough(EvidenceId),
    /// Opens the article and scrolls to the passage.
    Show(EvidenceId),
    SetStance(EvidenceId, Stance),
    SetNote(EvidenceId, String),
    /// Sets the value stated in the passage, as it is typed.
    SetValue(EvidenceId, String),
    /// Deletes the link; the highlight is kept.
    Unlink(EvidenceId),
    /// Moves the link to another claim.
    Relink(EvidenceId, ClaimId),
}

impl Workbench {
    pub(crate) fn evidence_intent(&mut self, intent: EvidenceIntent) {
        match intent {
            EvidenceIntent::Link(highlight, claim, stance) => self.link(highlight, claim, stance),
            EvidenceIntent::LinkSelection(claim, stance) => self.link_selection(claim, stance),
            EvidenceIntent::Select(id) => self.select_piece(id),
            EvidenceIntent::SelectAlso(id) => self.select_also(id),
            EvidenceIntent::SelectThrough(id) => self.select_through(id),
            EvidenceIntent::Show(id) => self.show_evidence(id),
            EvidenceIntent::SetStance(id, stance) => self.set_stance(id, stance),
            EvidenceIntent::SetNote(id, note) => {
                let edit = Edit::Evidence(EvidenceEdit::SetNote { id, note });
                self.commit(Change::typed(
                    "edit evidence note",
                    TypingIn::EvidenceNote(id),
                    edit,
                ));
            }
            EvidenceIntent::SetValue(id, value) => {
                let edit = Edit::Evidence(EvidenceEdit::SetValue { id, value });
                self.commit(Change::typed("edit value", TypingIn::Value(id), edit));
            }
            EvidenceIntent::Unlink(id) => self.unlink(id),
            EvidenceIntent::Relink(id, claim) => self.relink(id, claim),
        }
    }

    /// Links the selection or the selected highlight to the selected claim, or changes the stance of an existing link.
    pub(crate) fn link_selected(&mut self, stance: Stance) {
        if let Some(claim) = self.selection.claim {
            self.link_selection(claim, stance);
        }
    }

    fn link_selection(&mut self, claim: ClaimId, stance: Stance) {
        let Some((highlight, mut edits)) = self.passage() else {
            return;
        };
        let link = self.project.link(highlight, claim);
        let link = link.map(|link| (link.id, link.stance));
        let is_changed = link.is_some_and(|(_, before)| before != stance);
        edits.extend(self.linking(highlight, claim, stance));
        edits.extend(self.breaking_silence(highlight, claim, &edits));
        let label = match stance {
            Stance::Supports => "link as supports",
            Stance::Refutes => "link as refutes",
            Stance::Context => "link as context",
        };
        let is_known = edits.is_empty();
        if is_known || self.commit(Change::new(label, edits)) {
            self.settle_on(highlight);
            self.selection.claim = Some(claim);
            self.selection.evidence = self
                .project
                .link(highlight, claim)
                .map(|evidence| evidence.id);
            let number = self.project.claim_number(claim);
            let linked = format!("Linked to claim {number} as {}", stance.label());
            match (is_known, is_changed) {
                (true, _) => self.notices.hint(format!("{linked} already")),
                (false, true) => self.confirm_stance(claim, stance),
                (false, false) => self.notices.done(linked, Some(Command::Undo)),
            }
        }
    }

    fn confirm_stance(&mut self, claim: ClaimId, stance: Stance) {
        let number = self.project.claim_number(claim);
        let message = match stance {
            Stance::Supports => format!("The passage now supports claim {number}"),
            Stance::Refutes => format!("The passage now refutes claim {number}"),
            Stance::Context => format!("The passage is now context of claim {number}"),
        };
        self.notices.done(message, Some(Command::Undo));
    }

    fn link(&mut self, highlight: HighlightId, claim: ClaimId, stance: Stance) {
        self.selection.text = None;
        self.selection.highlight = Some(highlight);
        self.link_selection(claim, stance);
    }

    /// The edit that sets the stance of the link, or none if it already has it.
    fn linking(&mut self, highlight: HighlightId, claim: ClaimId, stance: Stance) -> Option<Edit> {
        match self.project.link(highlight, claim) {
            Some(link) if link.stance == stance => None,
            Some(link) => Some(Edit::Evidence(EvidenceEdit::SetStance {
                id: link.id,
                stance,
            })),
            None => {
                let evidence = Evidence::new(fresh_id(), highlight, claim, stance);
                let at = self.project.evidence_count(claim);
                Some(Edit::Evidence(EvidenceEdit::add(at, evidence)))
            }
        }
    }

    /// The edit that removes the silent mark of the highlight's article for the claim. The highlight may be added by
    /// `edits`.
    fn breaking_silence(
        &self,
        highlight: HighlightId,
        claim: ClaimId,
        edits: &[Edit],
    ) -> Option<Edit> {
        let added = edits.iter().find_map(|edit| {
            let Edit::Highlight(HighlightEdit::Add(added)) = edit else {
                return None;
            };
            (added.id == highlight).then_some(added)
        });
        let article = added.or_else(|| self.project.highlight(highlight))?.article;
        let is_silent = self.project.is_silent(claim, article);
        is_silent.then_some(Edit::Claim(ClaimEdit::SetSilent {
            id: claim,
            article,
            silent: false,
        }))
    }

    /// One undo step: adds the highlight (if it is new), a claim with the quote as its statement, and a supporting link.
    pub(crate) fn new_claim_from_selection(&mut self) {
        let Some(statement) = self.selected_words().map(Self::statement_of) else {
            return;
        };
        let Some((highlight, mut edits)) = self.passage() else {
            return;
        };
        let claim = self.new_claim_record(statement);
        let id = claim.id;
        edits.push(Edit::Claim(ClaimEdit::Add {
            at: self.project.claims().len(),
            claim: Box::new(claim),
        }));
        let evidence = Evidence::new(fresh_id(), highlight, id, Stance::Supports);
        let link = evidence.id;
        edits.push(Edit::Evidence(EvidenceEdit::add(0, evidence)));
        if self.commit(Change::new("add claim from selection", edits)) {
            self.settle_on(highlight);
            self.selection.claim = Some(id);
            self.selection.evidence = Some(link);
            self.effects.push(Effect::Focus(FocusOn::Statement(id)));
        }
    }

    /// The statement of a claim made from a quote.
    pub(crate) fn statement_of(quote: &str) -> String {
        let mut statement = beginning_in_one_line(quote, MAX_STATEMENT_FROM_QUOTE);
        shorten(&mut statement, MAX_STATEMENT);
        statement
    }

    pub(crate) fn show_evidence(&mut self, id: EvidenceId) {
        let Some(evidence) = self.project.evidence(id) else {
            return;
        };
        let Some(highlight) = self.project.highlight(evidence.highlight) else {
            return;
        };
        let (article, span) = (highlight.article, highlight.span);
        let start = (article, span.start());
        self.selection = Selection::shown(evidence.claim, evidence.highlight, id, start);
        self.select_alone();
        self.reveal(article, span, true);
    }

    /// Selects a piece of evidence, so that commands act on its passage. Its article stays where it is.
    fn select_piece(&mut self, id: Option<EvidenceId>) {
        let piece = id.and_then(|id| self.project.evidence(id));
        self.selection
            .set_evidence(piece.map(|piece| (piece.id, piece.highlight)));
        self.select_alone();
    }

    fn set_stance(&mut self, id: EvidenceId, stance: Stance) {
        let Some(piece) = self.project.evidence(id) else {
            return;
        };
        let (claim, before) = (piece.claim, piece.stance);
        let edit = Edit::Evidence(EvidenceEdit::SetStance { id, stance });
        if before != stance && self.commit(Change::new("change stance", vec![edit])) {
            self.confirm_stance(claim, stance);
        }
    }

    fn unlink(&mut self, id: EvidenceId) {
        let highlight = self.project.evidence(id).map(|evidence| evidence.highlight);
        if self.commit(Change::new(
            "unlink",
            vec![Edit::Evidence(EvidenceEdit::Remove(id))],
        )) {
            // Keyboard commands now act on the passage that was just unlinked.
            self.selection.set_highlight(highlight);
            self.selection.text = None;
            self.notices
                .done("Unlinked; the highlight stays", Some(Command::Undo));
        }
    }

    fn relink(&mut self, id: EvidenceId, claim: ClaimId) {
        let Some(evidence) = self.project.evidence(id).cloned() else {
            return;
        };
        if evidence.claim == claim {
            return;
        }
        if self.project.link(evidence.highlight, claim).is_some() {
            self.notices
                .hint("That passage is already linked to the other claim");
            return;
        }
        let at = self.project.evidence_count(claim);
        let highlight = evidence.highlight;
        let mut edits = vec![
            Edit::Evidence(EvidenceEdit::Remove(id)),
            Edit::Evidence(EvidenceEdit::add(
                at,
                Evidence {
                    claim,
                    // A set belongs to one claim, even if another claim has one with the same label.
                    set: None,
                    ..evidence
                },
            )),
        ];
        edits.extend(self.breaking_silence(highlight, claim, &[]));
        if self.commit(Change::new("link to another claim", edits)) {
            let number = self.project.claim_place(claim).map_or(0, |index| index + 1);
            self.notices.done(
                format!("Linked to claim {number} instead"),
                Some(Command::Undo),
            );
        }
    }

    /// Scrolls every open article to its first passage for the claim, now or as soon as the articles view opens. If none
    /// of them is in view, brings the article of the claim's first passage into view.
    pub(crate) fn reveal_claim(&mut self, claim: ClaimId) {
        let is_later = self.view != View::Read;
        self.selection.reveal_later(is_later);
        if is_later {
            return;
        }
        let articles = || self.passages_for(claim).map(|(article, _)| article);
        let any_in_view = articles().any(|article| self.columns.is_in_view(article));
        let first = articles().next().filter(|_| !any_in_view);
        if let Some(article) = first {
            self.columns.bring_into_view(article);
        }
        let mut first: Vec<(ArticleId, Span)> = self
            .passages_for(claim)
            .filter(|(article, _)| self.columns.place(*article).is_some())
            .collect();
        first.sort_unstable();
        first.dedup_by_key(|(article, _)| *article);
        self.effects.extend(
            first
                .into_iter()
                .map(|(article, span)| show_passage(article, span)),
        );
    }

    /// Scrolls a newly opened article to its first passage for the selected claim, if any.
    pub(crate) fn reveal_claim_in(&mut self, article: ArticleId) {
        let Some(claim) = self.selection.claim else {
            return;
        };
        let here = self
            .passages_for(claim)
            .filter(|(other, _)| *other == article);
        if let Some((_, span)) = here.min() {
            self.effects.push(show_passage(article, span));
        }
    }

    fn passages_for(&self, claim: ClaimId) -> impl Iterator<Item = (ArticleId, Span)> {
        self.project
            .evidence_of(claim)
            .filter_map(|evidence| self.project.highlight(evidence.highlight))
            .map(|highlight| (highlight.article, highlight.span))
    }
}

fn show_passage(article: ArticleId, span: Span) -> Effect {
    Effect::Reveal {
        article,
        span,
        flash: false,
    }
}

/// Maximum length of a statement taken from a quote, in characters. A statement is a sentence.
const MAX_STATEMENT_FROM_QUOTE: usize = 300;

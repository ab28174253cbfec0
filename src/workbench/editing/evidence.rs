//! Links between highlights and claims.

use crate::{
    project::{
        Change, ClaimEdit, ClaimId, Edit, Evidence, EvidenceEdit, EvidenceId, HighlightEdit,
        HighlightId, Stance, TypingIn,
    },
    storage::{MAX_STATEMENT, fresh_id, shorten},
    workbench::{
        command::Command,
        intent::{EvidenceIntent, FocusOn},
        session::Session,
    },
};

impl Session {
    pub(in crate::workbench) fn evidence_intent(&mut self, intent: EvidenceIntent) {
        match intent {
            EvidenceIntent::Link(highlight, claim, stance) => self.link(highlight, claim, stance),
            EvidenceIntent::LinkSelection(claim, stance) => self.link_selection(claim, stance),
            EvidenceIntent::Show(id) => self.show_evidence(id),
            EvidenceIntent::SetStance(id, stance) => self.set_stance(id, stance),
            EvidenceIntent::SetNote(id, note) => {
                let edit = Edit::Evidence(EvidenceEdit::SetNote { id, note });
                let typing = TypingIn::EvidenceNote(id);
                self.commit(Change::typed("edit evidence note", typing, edit));
            }
            EvidenceIntent::Unlink(id) => self.unlink(id),
            EvidenceIntent::Relink(id, claim) => self.relink(id, claim),
        }
    }

    /// Links the selected text or highlight to the selected claim, or changes the stance of an existing link.
    pub(in crate::workbench) fn link_to_selected_claim(&mut self, stance: Stance) {
        if let Some(claim) = self.selection.claim {
            self.link_selection(claim, stance);
        }
    }

    fn link_selection(&mut self, claim: ClaimId, stance: Stance) {
        let Some((highlight, mut edits)) = self.passage() else {
            return;
        };
        edits.extend(self.linking(highlight, claim, stance));
        edits.extend(self.ending_silence(highlight, claim, &edits));
        let label = match stance {
            Stance::Supports => "link as supports",
            Stance::Refutes => "link as refutes",
            Stance::Context => "link as context",
        };
        if edits.is_empty() || self.commit(Change::new(label, edits)) {
            self.settle_on(highlight);
            self.selection.claim = Some(claim);
            self.selection.evidence = self
                .project()
                .link(highlight, claim)
                .map(|evidence| evidence.id);
        }
    }

    fn link(&mut self, highlight: HighlightId, claim: ClaimId, stance: Stance) {
        self.selection.text = None;
        self.selection.highlight = Some(highlight);
        self.link_selection(claim, stance);
    }

    /// The edit that links with this stance; `None` where the link has it already.
    fn linking(&self, highlight: HighlightId, claim: ClaimId, stance: Stance) -> Option<Edit> {
        match self.project().link(highlight, claim) {
            Some(link) if link.stance == stance => None,
            Some(link) => Some(Edit::Evidence(EvidenceEdit::SetStance {
                id: link.id,
                stance,
            })),
            None => {
                let evidence = Evidence::new(fresh_id(), highlight, claim, stance);
                let at = self.project().evidence_count(claim);
                Some(Edit::Evidence(EvidenceEdit::add(at, evidence)))
            }
        }
    }

    /// The edit that unmarks the article of the highlight as silent, where it is. `edits` may add the highlight.
    fn ending_silence(
        &self,
        highlight: HighlightId,
        claim: ClaimId,
        edits: &[Edit],
    ) -> Option<Edit> {
        let added = edits.iter().find_map(|edit| match edit {
            Edit::Highlight(HighlightEdit::Add(added)) if added.id == highlight => Some(added),
            _ => None,
        });
        let article = added
            .or_else(|| self.project().highlight(highlight))?
            .article;
        let is_silent = self.project().is_silent(claim, article);
        is_silent.then_some(Edit::Claim(ClaimEdit::SetSilent {
            id: claim,
            article,
            silent: false,
        }))
    }

    /// One undo step: a new highlight if needed, a claim with the quote as its statement, and the supporting link.
    pub(in crate::workbench) fn new_claim_from_selection(&mut self) {
        let Some(mut statement) = self.selected_text().map(one_line) else {
            return;
        };
        shorten(&mut statement, MAX_STATEMENT);
        let Some((highlight, mut edits)) = self.passage() else {
            return;
        };
        let claim = self.claim_with(statement);
        let id = claim.id;
        edits.push(Edit::Claim(ClaimEdit::Add {
            at: self.project().claims().len(),
            claim: Box::new(claim),
        }));
        let evidence = Evidence::new(fresh_id(), highlight, id, Stance::Supports);
        let link = evidence.id;
        edits.push(Edit::Evidence(EvidenceEdit::add(0, evidence)));
        if self.commit(Change::new("new claim from selection", edits)) {
            self.settle_on(highlight);
            self.selection.claim = Some(id);
            self.selection.evidence = Some(link);
            self.focus(FocusOn::Statement(id));
        }
    }

    fn set_stance(&mut self, id: EvidenceId, stance: Stance) {
        let same = self
            .project()
            .evidence(id)
            .is_none_or(|evidence| evidence.stance == stance);
        if !same {
            let edit = Edit::Evidence(EvidenceEdit::SetStance { id, stance });
            self.commit(Change::new("change stance", vec![edit]));
        }
    }

    fn unlink(&mut self, id: EvidenceId) {
        let highlight = self
            .project()
            .evidence(id)
            .map(|evidence| evidence.highlight);
        let edit = Edit::Evidence(EvidenceEdit::Remove(id));
        if self.commit(Change::new("unlink", vec![edit])) {
            // Keys act on the unlinked passage.
            self.highlight_to_link(highlight);
            self.selection.text = None;
            self.notices
                .done("Unlinked; the highlight stays", Some(Command::Undo));
        }
    }

    fn relink(&mut self, id: EvidenceId, claim: ClaimId) {
        let Some(evidence) = self.project().evidence(id).cloned() else {
            return;
        };
        if evidence.claim == claim {
            return;
        }
        if self.project().link(evidence.highlight, claim).is_some() {
            self.notices
                .hint("That passage is already linked to the other claim");
            return;
        }
        let at = self.project().evidence_count(claim);
        let highlight = evidence.highlight;
        let mut edits = vec![
            Edit::Evidence(EvidenceEdit::Remove(id)),
            Edit::Evidence(EvidenceEdit::add(
                at,
                Evidence {
                    claim,
                    // Sets belong to one claim.
                    set: None,
                    ..evidence
                },
            )),
        ];
        edits.extend(self.ending_silence(highlight, claim, &[]));
        if self.commit(Change::new("link to another claim", edits)) {
            let number = self
                .project()
                .claim_place(claim)
                .map_or(0, |place| place + 1);
            self.notices.done(
                format!("Linked to claim {number} instead"),
                Some(Command::Undo),
            );
        }
    }
}

/// Limit for a statement taken from a quote, in characters.
const LONGEST_STATEMENT: usize = 300;

/// Collapses white space and line breaks, and cuts at the limit.
fn one_line(quote: &str) -> String {
    // Leaves room for white space without reading a whole article.
    let beginning: String = quote.chars().take(4 * LONGEST_STATEMENT).collect();
    let words = beginning.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_STATEMENT) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

use super::{Chosen, EvidenceIntent, FocusOn, PassageIntent, View, Workbench, intent::Effect};
use crate::{
    files::fresh_id,
    project::{
        ArticleId, CLAIM_COLORS, Change, Claim, ClaimEdit, ClaimId, Edit, Evidence, EvidenceEdit,
        EvidenceId, Highlight, HighlightEdit, HighlightId, Stance, TypingIn,
    },
    text::{Span, TextSelection},
};

impl Workbench {
    pub(super) fn passage_intent(&mut self, intent: PassageIntent) {
        match intent {
            PassageIntent::Select(article, selection) => self.select(article, selection),
            PassageIntent::Choose(highlight) => self.choose_highlight(highlight),
            PassageIntent::MoveEdges(id, span) => self.move_edges(id, span),
            PassageIntent::SetNote(id, note) => {
                let edit = Edit::Highlight(HighlightEdit::SetNote { id, note });
                self.commit(Change::typed(
                    "edit highlight note",
                    TypingIn::HighlightNote(id),
                    edit,
                ));
            }
            PassageIntent::Delete(id) => self.delete_highlight(id),
        }
    }

    pub(super) fn evidence_intent(&mut self, intent: EvidenceIntent) {
        match intent {
            EvidenceIntent::Link(highlight, claim, stance) => self.link(highlight, claim, stance),
            EvidenceIntent::LinkSelection(claim, stance) => self.link_selection(claim, stance),
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
            EvidenceIntent::Unlink(id) => self.unlink(id),
            EvidenceIntent::Relink(id, claim) => self.relink(id, claim),
        }
    }

    fn select(&mut self, article: ArticleId, selection: Option<TextSelection>) {
        self.columns.focus(article);
        self.in_claims = false;
        self.chosen.text = selection.map(|selection| (article, selection));
        // Words that were just selected are what keys act on, not the highlight chosen before.
        if self.selected_span().is_some() {
            self.chosen.highlight = None;
        }
    }

    /// The selected passage and its article; `None` where no letter is selected.
    #[must_use]
    pub fn selected_span(&self) -> Option<(ArticleId, Span)> {
        let (article, selection) = self.chosen.text?;
        Some((article, selection.span()?))
    }

    /// The words that are selected, or those of the chosen highlight.
    #[must_use]
    pub fn selected_words(&self) -> Option<&str> {
        match self.selected_span() {
            Some((article, span)) => self.project.article(article)?.quote(span),
            None => self.project.quote(self.chosen.highlight?),
        }
    }

    pub(super) fn choose_highlight(&mut self, id: Option<HighlightId>) {
        self.chosen.highlight = id;
        let Some(highlight) = id.and_then(|id| self.project.highlight(id)) else {
            return;
        };
        self.columns.focus(highlight.article);
        if self.selected_span().is_some() {
            self.chosen.text = Some((
                highlight.article,
                TextSelection::caret(highlight.span.start()),
            ));
        }
        // The claim panel follows the highlight, but never leaves a claim that the highlight belongs to.
        let links = self.project.links_of(highlight.id);
        let shown = links
            .iter()
            .find(|link| Some(link.claim) == self.chosen.claim)
            .or(links.first());
        if let Some(link) = shown {
            self.chosen.claim = Some(link.claim);
            self.chosen.evidence = Some(link.id);
        }
    }

    /// Goes to the next highlight of the focused article by position, or to the one before.
    pub(super) fn step_highlight(&mut self, forwards: bool) {
        let Some(article) = self.columns.focused() else {
            return;
        };
        let all: Vec<(Span, HighlightId)> = self.project.highlights_of(article).collect();
        let here = self.place_of_highlight(article);
        let found = if forwards {
            all.iter()
                .find(|place| Some(**place) > here)
                .or(all.first())
        } else {
            all.iter()
                .rfind(|place| here.is_none_or(|here| **place < here))
                .or(all.last())
        };
        if let Some((span, id)) = found.copied() {
            self.choose_highlight(Some(id));
            self.chosen.text = Some((article, TextSelection::caret(span.start())));
            self.reveal(article, span, false);
        }
    }

    fn place_of_highlight(&self, article: ArticleId) -> Option<(Span, HighlightId)> {
        if let Some(chosen) = self
            .chosen
            .highlight
            .and_then(|id| self.project.highlight(id))
            && chosen.article == article
        {
            return Some((chosen.span, chosen.id));
        }
        let (_, selection) = self.chosen.text.filter(|(other, _)| *other == article)?;
        Some((
            Span::new(selection.head, selection.head + 1)?,
            HighlightId::new(0),
        ))
    }

    fn move_edges(&mut self, id: HighlightId, span: Span) {
        self.commit(Change::new(
            "move highlight",
            vec![Edit::Highlight(HighlightEdit::SetSpan { id, span })],
        ));
    }

    /// The chosen highlight, or the one that lies exactly on the selection, or a new one there with the edit that adds it.
    fn passage(&mut self) -> Option<(HighlightId, Vec<Edit>)> {
        let Some((article, span)) = self.selected_span() else {
            return self.chosen.highlight.map(|id| (id, Vec::new()));
        };
        let same = self
            .project
            .highlights_in(article, span)
            .find(|(other, _)| *other == span);
        if let Some((_, id)) = same {
            return Some((id, Vec::new()));
        }
        let id = fresh_id();
        let highlight = Highlight {
            id,
            article,
            span,
            note: String::new(),
        };
        Some((id, vec![Edit::Highlight(HighlightEdit::Add(highlight))]))
    }

    pub(super) fn highlight_selection(&mut self) {
        let Some((id, edits)) = self.passage() else {
            return;
        };
        if edits.is_empty() || self.commit(Change::new("highlight", edits)) {
            self.settle_on(id);
        }
    }

    /// Chooses a highlight that was just made, and lets the selection shrink to a caret behind it.
    fn settle_on(&mut self, id: HighlightId) {
        if let Some(highlight) = self.project.highlight(id) {
            self.chosen.text = Some((
                highlight.article,
                TextSelection::caret(highlight.span.end()),
            ));
            self.chosen.highlight = Some(id);
        }
    }

    /// Links the selection or the chosen highlight to the chosen claim; where they are linked, changes the stance.
    pub(super) fn link_chosen(&mut self, stance: Stance) {
        if let Some(claim) = self.chosen.claim {
            self.link_selection(claim, stance);
        }
    }

    fn link_selection(&mut self, claim: ClaimId, stance: Stance) {
        let Some((highlight, mut edits)) = self.passage() else {
            return;
        };
        edits.extend(self.linking(highlight, claim, stance));
        let label = match stance {
            Stance::Supports => "link as supports",
            Stance::Refutes => "link as refutes",
            Stance::Context => "link as context",
        };
        if edits.is_empty() || self.commit(Change::new(label, edits)) {
            self.settle_on(highlight);
            self.chosen.claim = Some(claim);
            self.chosen.evidence = self
                .project
                .link(highlight, claim)
                .map(|evidence| evidence.id);
        }
    }

    fn link(&mut self, highlight: HighlightId, claim: ClaimId, stance: Stance) {
        self.chosen.text = None;
        self.chosen.highlight = Some(highlight);
        self.link_selection(claim, stance);
    }

    /// The edit that makes the link have this stance: none where it has it already.
    fn linking(&mut self, highlight: HighlightId, claim: ClaimId, stance: Stance) -> Option<Edit> {
        match self.project.link(highlight, claim) {
            Some(link) if link.stance == stance => None,
            Some(link) => Some(Edit::Evidence(EvidenceEdit::SetStance {
                id: link.id,
                stance,
            })),
            None => {
                let evidence = Evidence {
                    id: fresh_id(),
                    highlight,
                    claim,
                    stance,
                    note: String::new(),
                };
                let at = self.project.evidence_count(claim);
                Some(Edit::Evidence(EvidenceEdit::Add { at, evidence }))
            }
        }
    }

    /// One step: the highlight (if it is new), the claim with the quote for its statement, and the link as support.
    pub(super) fn new_claim_from_selection(&mut self) {
        let Some(statement) = self.selected_words().map(one_line) else {
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
        let evidence = Evidence {
            id: fresh_id(),
            highlight,
            claim: id,
            stance: Stance::Supports,
            note: String::new(),
        };
        edits.push(Edit::Evidence(EvidenceEdit::Add { at: 0, evidence }));
        if self.commit(Change::new("new claim from selection", edits)) {
            self.settle_on(highlight);
            self.chosen.claim = Some(id);
            self.effects.push(Effect::Focus(FocusOn::Statement(id)));
        }
    }

    pub(super) fn new_claim_record(&mut self, statement: String) -> Claim {
        let color = self.least_used_color();
        Claim::new(fresh_id(), statement, color)
    }

    /// The colour that the fewest claims have, so that a new claim stands out from the others.
    fn least_used_color(&self) -> u8 {
        let mut uses = [0_usize; CLAIM_COLORS as usize];
        for claim in self.project.claims() {
            uses[usize::from(claim.color % CLAIM_COLORS)] += 1;
        }
        (0..CLAIM_COLORS)
            .min_by_key(|color| uses[usize::from(*color)])
            .unwrap_or_default()
    }

    pub(super) fn show_evidence(&mut self, id: EvidenceId) {
        let Some(evidence) = self.project.evidence(id) else {
            return;
        };
        let Some(highlight) = self.project.highlight(evidence.highlight) else {
            return;
        };
        let (article, span) = (highlight.article, highlight.span);
        self.chosen = Chosen {
            claim: Some(evidence.claim),
            highlight: Some(evidence.highlight),
            evidence: Some(id),
            text: Some((article, TextSelection::caret(span.start()))),
        };
        self.reveal(article, span, true);
    }

    fn set_stance(&mut self, id: EvidenceId, stance: Stance) {
        let same = self
            .project
            .evidence(id)
            .is_none_or(|evidence| evidence.stance == stance);
        if !same {
            self.commit(Change::new(
                "change stance",
                vec![Edit::Evidence(EvidenceEdit::SetStance { id, stance })],
            ));
        }
    }

    fn unlink(&mut self, id: EvidenceId) {
        let highlight = self.project.evidence(id).map(|evidence| evidence.highlight);
        if self.commit(Change::new(
            "unlink",
            vec![Edit::Evidence(EvidenceEdit::Remove(id))],
        )) {
            // What keys act on now is the passage that was just let go.
            self.chosen.highlight = highlight;
            self.chosen.text = None;
            self.notices
                .done("Unlinked; the highlight stays", Some(super::Command::Undo));
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
                .error("That passage is linked to the other claim already");
            return;
        }
        let at = self.project.evidence_count(claim);
        let edits = vec![
            Edit::Evidence(EvidenceEdit::Remove(id)),
            Edit::Evidence(EvidenceEdit::Add {
                at,
                evidence: Evidence { claim, ..evidence },
            }),
        ];
        if self.commit(Change::new("link to another claim", edits)) {
            let number = self.project.claim_place(claim).map_or(0, |place| place + 1);
            self.notices.done(
                format!("Linked to claim {number} instead"),
                Some(super::Command::Undo),
            );
        }
    }

    pub(super) fn delete_highlight(&mut self, id: HighlightId) {
        let links = self.project.links_of(id);
        let count = links.len();
        let mut edits: Vec<Edit> = links
            .iter()
            .map(|link| Edit::Evidence(EvidenceEdit::Remove(link.id)))
            .collect();
        edits.push(Edit::Highlight(HighlightEdit::Remove(id)));
        if self.commit(Change::new("delete highlight", edits)) {
            let links = match count {
                0 => String::new(),
                1 => " and its link".to_owned(),
                _ => format!(" and its {count} links"),
            };
            self.notices.done(
                format!("Deleted the highlight{links}"),
                Some(super::Command::Undo),
            );
        }
    }

    /// Choosing a claim shows its first passage in every open article.
    pub(super) fn reveal_claim(&mut self, claim: ClaimId) {
        if self.view != View::Read {
            return;
        }
        let mut first: Vec<(ArticleId, Span)> = self
            .project
            .evidence_of(claim)
            .filter_map(|evidence| self.project.highlight(evidence.highlight))
            .map(|highlight| (highlight.article, highlight.span))
            .filter(|(article, _)| self.columns.place(*article).is_some())
            .collect();
        first.sort_unstable();
        first.dedup_by_key(|(article, _)| *article);
        let reveal = |(article, span)| Effect::Reveal {
            article,
            span,
            flash: false,
        };
        self.effects.extend(first.into_iter().map(reveal));
    }
}

/// Longest statement that is taken from a quote, in characters; a statement is a sentence.
const LONGEST_STATEMENT: usize = 300;

/// A quote as a statement: runs of white space, line feeds included, become one space.
fn one_line(quote: &str) -> String {
    // Four times as much is enough even if most of it is white space, and no work for a whole article.
    let beginning: String = quote.chars().take(4 * LONGEST_STATEMENT).collect();
    let words = beginning.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_STATEMENT) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

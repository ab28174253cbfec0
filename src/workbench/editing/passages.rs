use super::removal;
use crate::{
    project::{
        ArticleId, CLAIM_COLORS, Change, Claim, Edit, Highlight, HighlightEdit, HighlightId,
        TypingIn,
    },
    storage::fresh_id,
    text::{Span, TextSelection, without_blank_edges},
    workbench::{
        Workbench,
        command::Command,
        editing::{ArticleIntent, ClaimIntent},
        intent::Intent,
    },
};

#[derive(Debug)]
pub enum PassageIntent {
    /// Replaces the text selection.
    SelectText(ArticleId, Option<TextSelection>),
    SelectHighlight(Option<HighlightId>),
    /// Opens an article at a passage, which becomes the selected one.
    Open(ArticleId, Span),
    /// Moves a highlight to another span.
    MoveEdges(HighlightId, Span),
    SetNote(HighlightId, String),
}

impl Workbench {
    pub(crate) fn passage_intent(&mut self, intent: PassageIntent) {
        match intent {
            PassageIntent::SelectText(article, selection) => self.select(article, selection),
            PassageIntent::SelectHighlight(highlight) => self.select_highlight(highlight),
            PassageIntent::Open(article, span) => self.open_passage(article, span),
            PassageIntent::MoveEdges(id, span) => self.move_edges(id, span),
            PassageIntent::SetNote(id, note) => {
                let edit = Edit::Highlight(HighlightEdit::SetNote { id, note });
                self.commit(Change::typed(
                    "edit highlight note",
                    TypingIn::HighlightNote(id),
                    edit,
                ));
            }
        }
    }

    fn select(&mut self, article: ArticleId, selection: Option<TextSelection>) {
        self.columns.enter(article);
        self.selection.text = selection.map(|selection| (article, selection));
        // Keyboard commands act on newly selected text, not on the highlight selected before.
        if self.selected_span().is_some() {
            self.selection.highlight = None;
            self.notices.forget_hint();
        }
    }

    /// The selected passage and its article; `None` if the selection is empty.
    pub fn selected_span(&self) -> Option<(ArticleId, Span)> {
        self.selection.span()
    }

    /// The selection without white space at its edges, which a drag easily includes; `None` if nothing remains.
    pub(crate) fn selected_passage(&self) -> Option<(ArticleId, Span)> {
        let (article, span) = self.selected_span()?;
        let text = self.project.article(article)?.text.as_str();
        Some((article, without_blank_edges(text, span)?))
    }

    /// Whether there is a passage to highlight: selected text or a selected highlight.
    pub(crate) fn has_passage(&self) -> bool {
        match self.selected_span() {
            Some(_) => self.selected_passage().is_some(),
            None => self.selection.highlight.is_some(),
        }
    }

    /// Goes to the record with the given id: a piece of evidence, a highlight, a claim or an article.
    pub(crate) fn go_to(&mut self, id: &str) {
        let project = &self.project;
        let evidence = id.parse().ok().and_then(|id| project.evidence(id));
        let highlight = id.parse().ok().and_then(|id| project.highlight(id));
        let claim = id.parse().ok().and_then(|id| project.claim(id));
        let article = id.parse().ok().and_then(|id| project.article(id));
        if let Some(evidence) = evidence {
            self.show_evidence(evidence.id);
        } else if let Some(highlight) = highlight {
            let (id, article, span) = (highlight.id, highlight.article, highlight.span);
            self.select_highlight(Some(id));
            self.reveal(article, span, true);
        } else if let Some(claim) = claim {
            self.dispatch(Intent::Claim(ClaimIntent::Select(Some(claim.id))));
        } else if let Some(article) = article {
            self.dispatch(Intent::Article(ArticleIntent::Open(article.id)));
        } else {
            let message = format!("No passage, claim or article in this project has the id {id}");
            self.notices.error(message);
        }
    }

    /// The selected text, or the text of the selected highlight.
    pub fn selected_words(&self) -> Option<&str> {
        match self.selected_span() {
            Some((article, span)) => self.project.article(article)?.quote(span),
            None => self.project.quote(self.selection.highlight?),
        }
    }

    pub(crate) fn select_highlight(&mut self, id: Option<HighlightId>) {
        self.selection.set_highlight(id);
        self.notices.forget_hint();
        let Some(highlight) = id.and_then(|id| self.project.highlight(id)) else {
            return;
        };
        self.columns.focus(highlight.article);
        if self.selected_span().is_some() {
            self.selection.text = Some((
                highlight.article,
                TextSelection::caret(highlight.span.start()),
            ));
        }
        // The claim panel follows the highlight, but stays on a claim that the highlight is linked to.
        let links = self.project.links_of(highlight.id);
        let shown = links
            .iter()
            .find(|link| Some(link.claim) == self.selection.claim)
            .or(links.first());
        if let Some(link) = shown {
            self.selection.claim = Some(link.claim);
            self.selection.evidence = Some(link.id);
            self.select_alone();
        }
    }

    /// Moves to the next or previous highlight of the focused article by position.
    pub(crate) fn step_highlight(&mut self, forwards: bool) {
        let Some(article) = self.columns.focused() else {
            return;
        };
        let all: Vec<(Span, HighlightId)> = self.project.highlights_of(article).collect();
        let here = self.position_to_step_from(article);
        let found = if forwards {
            all.iter()
                .find(|position| Some(**position) > here)
                .or(all.first())
        } else {
            all.iter()
                .rfind(|position| here.is_none_or(|here| **position < here))
                .or(all.last())
        };
        if let Some((span, id)) = found.copied() {
            self.select_highlight(Some(id));
            self.selection.text = Some((article, TextSelection::caret(span.start())));
            self.reveal(article, span, false);
        }
    }

    /// Position to step from: the selected highlight, or else the caret.
    fn position_to_step_from(&self, article: ArticleId) -> Option<(Span, HighlightId)> {
        if let Some(selected) = self
            .selection
            .highlight
            .and_then(|id| self.project.highlight(id))
            && selected.article == article
        {
            return Some((selected.span, selected.id));
        }
        let (_, selection) = self.selection.text.filter(|(other, _)| *other == article)?;
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

    /// The selected highlight, or the one with exactly the selected span, or a new one with the edit that adds it.
    pub(crate) fn passage(&mut self) -> Option<(HighlightId, Vec<Edit>)> {
        if self.selected_span().is_none() {
            return self.selection.highlight.map(|id| (id, Vec::new()));
        }
        let (article, span) = self.selected_passage()?;
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

    pub(crate) fn highlight_selection(&mut self) {
        let Some((id, edits)) = self.passage() else {
            return;
        };
        if edits.is_empty() || self.commit(Change::new("highlight", edits)) {
            self.settle_on(id);
        }
    }

    /// Selects a new highlight, and collapses the selection to a caret after it.
    pub(crate) fn settle_on(&mut self, id: HighlightId) {
        if let Some(highlight) = self.project.highlight(id) {
            self.selection.text = Some((
                highlight.article,
                TextSelection::caret(highlight.span.end()),
            ));
            self.selection.set_highlight(Some(id));
        }
    }

    pub(crate) fn new_claim_record(&mut self, statement: String) -> Claim {
        let color = self.least_used_color();
        Claim::new(fresh_id(), statement, color)
    }

    /// The colour used by the fewest claims, so that a new claim differs from the others.
    fn least_used_color(&self) -> u8 {
        let mut uses = [0_usize; CLAIM_COLORS as usize];
        for claim in self.project.claims() {
            uses[usize::from(claim.color % CLAIM_COLORS)] += 1;
        }
        (0..CLAIM_COLORS)
            .min_by_key(|color| uses[usize::from(*color)])
            .unwrap_or_default()
    }

    pub(crate) fn delete_highlight(&mut self, id: HighlightId) {
        let count = self.project.links_of(id).len();
        let edits = removal::highlight(&self.project, id);
        if self.commit(Change::new("delete highlight", edits)) {
            let links = match count {
                0 => String::new(),
                1 => " and its link".to_owned(),
                _ => format!(" and its {count} links"),
            };
            self.notices
                .done(format!("Deleted the highlight{links}"), Some(Command::Undo));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{storage::Settings, text::TextSelection, workbench::intent::Intent};

    /// Selects the text between the `|` of `marked`, highlights it and returns the quote.
    fn highlighted(marked: &str) -> Option<String> {
        let text = marked.replace('|', "");
        let (anchor, head) = (marked.find('|').unwrap(), marked.rfind('|').unwrap() - 1);
        let mut workbench = Workbench::new(Settings::default());
        workbench.add_pasted(&text);
        let article = workbench.project().articles().next().unwrap().id;
        let selection = Some(TextSelection { anchor, head });
        workbench.handle(Intent::Passage(PassageIntent::SelectText(
            article, selection,
        )));
        workbench.handle(Intent::Command(Command::HighlightSelection));
        let highlight = workbench.project().highlights().next()?.id;
        workbench.project().quote(highlight).map(str::to_owned)
    }

    #[test]
    fn a_highlight_has_no_white_space_at_its_edges() {
        assert_eq!(
            highlighted("One|\n two words |three").as_deref(),
            Some("two words")
        );
        assert_eq!(highlighted("One |two| three").as_deref(), Some("two"));
        assert_eq!(highlighted("One|\n\n|two").as_deref(), None);
        // A space with a combining accent is one grapheme, and is kept whole.
        assert_eq!(highlighted("a| \u{301}b|").as_deref(), Some(" \u{301}b"));
    }
}

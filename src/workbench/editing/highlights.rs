use super::removal;
use crate::{
    project::{ArticleId, Change, Edit, Evidence, Highlight, HighlightEdit, HighlightId, TypingIn},
    storage::fresh_id,
    text::{Span, TextSelection, without_blank_edges},
    workbench::{command::Command, intent::PassageIntent, session::Session},
};

impl Session {
    pub(in crate::workbench) fn passage_intent(&mut self, intent: PassageIntent) {
        match intent {
            PassageIntent::SelectText(article, selection) => self.select_text(article, selection),
            PassageIntent::SelectHighlight(highlight) => self.select_highlight(highlight),
            PassageIntent::MoveEdges(id, span) => {
                let edit = Edit::Highlight(HighlightEdit::SetSpan { id, span });
                self.commit(Change::new("move highlight", vec![edit]));
            }
            PassageIntent::SetNote(id, note) => {
                let edit = Edit::Highlight(HighlightEdit::SetNote { id, note });
                let typing = TypingIn::HighlightNote(id);
                self.commit(Change::typed("edit highlight note", typing, edit));
            }
            PassageIntent::Delete(id) => self.delete_highlight(id),
        }
    }

    fn select_text(&mut self, article: ArticleId, selection: Option<TextSelection>) {
        self.focus_column(article);
        self.selection.text = selection.map(|selection| (article, selection));
        // Keys act on the new selection, not on the highlight that was selected before.
        if self.selected_span().is_some() {
            self.selection.highlight = None;
            self.notices.forget_hint();
        }
    }

    /// `None` for a caret.
    pub(in crate::workbench) fn selected_span(&self) -> Option<(ArticleId, Span)> {
        let (article, selection) = self.selection.text?;
        Some((article, selection.span()?))
    }

    /// The selection without the white space at its edges; `None` where nothing is left.
    fn selected_passage(&self) -> Option<(ArticleId, Span)> {
        let (article, span) = self.selected_span()?;
        let text = self.project().article(article)?.text.as_str();
        Some((article, without_blank_edges(text, span)?))
    }

    /// Whether a passage or a highlight is selected.
    pub(in crate::workbench) fn has_passage(&self) -> bool {
        match self.selected_span() {
            Some(_) => self.selected_passage().is_some(),
            None => self.selection.highlight.is_some(),
        }
    }

    /// The selected text, or else that of the selected highlight.
    pub(in crate::workbench) fn selected_text(&self) -> Option<&str> {
        match self.selected_span() {
            Some((article, span)) => self.project().article(article)?.quote(span),
            None => self.project().quote(self.selection.highlight?),
        }
    }

    pub(in crate::workbench) fn select_highlight(&mut self, id: Option<HighlightId>) {
        self.highlight_to_link(id);
        self.notices.forget_hint();
        let Some(highlight) = id.and_then(|id| self.project().highlight(id)) else {
            return;
        };
        let (id, article, start) = (highlight.id, highlight.article, highlight.span.start());
        self.columns.focus(article);
        if self.selected_span().is_some() {
            self.selection.text = Some((article, TextSelection::caret(start)));
        }
        // The claim panel follows the highlight, but stays at a claim that the highlight is linked to.
        let links = self.project().links_of(id);
        let is_shown = |link: &&&Evidence| Some(link.claim) == self.selection.claim;
        let shown = links.iter().find(is_shown).or(links.first());
        if let Some((claim, evidence)) = shown.map(|link| (link.claim, link.id)) {
            self.selection.claim = Some(claim);
            self.selection.evidence = Some(evidence);
        }
    }

    /// Selects the next or previous highlight of the focused article by position, wrapping around.
    pub(in crate::workbench) fn step_highlight(&mut self, forwards: bool) {
        let Some(article) = self.columns.focused() else {
            return;
        };
        let all: Vec<(Span, HighlightId)> = self.project().highlights_of(article).collect();
        let here = self.position_in(article);
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
            self.select_highlight(Some(id));
            self.selection.text = Some((article, TextSelection::caret(span.start())));
            self.reveal(article, span, false);
        }
    }

    /// Where [`Self::step_highlight`] starts: the selected highlight or the caret.
    fn position_in(&self, article: ArticleId) -> Option<(Span, HighlightId)> {
        if let Some(chosen) = self
            .selection
            .highlight
            .and_then(|id| self.project().highlight(id))
            && chosen.article == article
        {
            return Some((chosen.span, chosen.id));
        }
        let (_, selection) = self.selection.text.filter(|(other, _)| *other == article)?;
        Some((
            Span::new(selection.head, selection.head + 1)?,
            HighlightId::new(0),
        ))
    }

    /// The selected highlight, or the one at exactly the selected text, or a new one there with the edit that adds it.
    pub(in crate::workbench) fn passage(&mut self) -> Option<(HighlightId, Vec<Edit>)> {
        if self.selected_span().is_none() {
            return self.selection.highlight.map(|id| (id, Vec::new()));
        }
        let (article, span) = self.selected_passage()?;
        let same = self
            .project()
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

    pub(in crate::workbench) fn highlight_selection(&mut self) {
        let Some((id, edits)) = self.passage() else {
            return;
        };
        if edits.is_empty() || self.commit(Change::new("highlight", edits)) {
            self.settle_on(id);
        }
    }

    /// Selects a highlight and collapses the text selection to its end.
    pub(in crate::workbench) fn settle_on(&mut self, id: HighlightId) {
        if let Some(highlight) = self.project().highlight(id) {
            self.selection.text = Some((
                highlight.article,
                TextSelection::caret(highlight.span.end()),
            ));
            self.highlight_to_link(Some(id));
        }
    }

    pub(in crate::workbench) fn delete_highlight(&mut self, id: HighlightId) {
        let count = self.project().links_of(id).len();
        let edits = removal::highlight(self.project(), id);
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
    use crate::{
        storage::Settings,
        text::TextSelection,
        workbench::{DocumentIntent, Intent, Workbench},
    };

    /// Selects the text between the `|` of `marked`, highlights it, and returns the quote.
    fn highlighted(marked: &str) -> Option<String> {
        let text = marked.replace('|', "");
        let (anchor, head) = (marked.find('|').unwrap(), marked.rfind('|').unwrap() - 1);
        let mut workbench = Workbench::new(Settings::default());
        workbench.handle(Intent::Document(DocumentIntent::AddText(text)));
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
    fn a_highlight_starts_and_ends_with_a_letter() {
        assert_eq!(
            highlighted("One|\n two words |three").as_deref(),
            Some("two words")
        );
        assert_eq!(highlighted("One |two| three").as_deref(), Some("two"));
        assert_eq!(highlighted("One|\n\n|two").as_deref(), None);
        // A space with a combining accent is one grapheme and stays whole.
        assert_eq!(highlighted("a| \u{301}b|").as_deref(), Some(" \u{301}b"));
    }
}

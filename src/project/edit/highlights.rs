use super::{EditError, HighlightEdit};
use crate::{
    project::{
        records::{Article, ArticleId, Highlight, HighlightId},
        store::{ArticleEntry, HighlightEntry, Project},
        tables::Ordered,
    },
    text::{Span, is_grapheme_boundary},
};

impl Project {
    pub(crate) fn apply_highlight(
        &mut self,
        edit: HighlightEdit,
    ) -> Result<HighlightEdit, EditError> {
        match edit {
            HighlightEdit::Add(highlight) => self.add_highlight(highlight),
            HighlightEdit::Remove(id) => self.remove_highlight(id),
            HighlightEdit::SetSpan { id, span } => self.set_span(id, span),
            HighlightEdit::SetNote { id, note } => {
                let entry = self
                    .highlights
                    .get_mut(&id)
                    .ok_or(EditError::NoHighlight(id))?;
                let note = std::mem::replace(&mut entry.highlight.note, note);
                Ok(HighlightEdit::SetNote { id, note })
            }
        }
    }

    fn add_highlight(&mut self, highlight: Highlight) -> Result<HighlightEdit, EditError> {
        let Highlight {
            id,
            article,
            span,
            note: _,
        } = highlight;
        if self.highlights.contains_key(&id) {
            return Err(EditError::IdInUse(format!("highlight {id}")));
        }
        article_entry(&mut self.articles, article, span)?
            .highlights
            .insert(span, id);
        let evidence = Vec::new();
        let entry = HighlightEntry {
            highlight,
            evidence,
        };
        self.highlights.insert(id, entry);
        Ok(HighlightEdit::Remove(id))
    }

    fn remove_highlight(&mut self, id: HighlightId) -> Result<HighlightEdit, EditError> {
        let entry = self.highlights.get(&id).ok_or(EditError::NoHighlight(id))?;
        if !entry.evidence.is_empty() {
            return Err(EditError::HighlightInUse(id));
        }
        let (article, span) = (entry.highlight.article, entry.highlight.span);
        article_entry(&mut self.articles, article, span)?
            .highlights
            .remove(span, id);
        let entry = self
            .highlights
            .remove(&id)
            .ok_or(EditError::NoHighlight(id))?;
        Ok(HighlightEdit::Add(entry.highlight))
    }

    fn set_span(&mut self, id: HighlightId, span: Span) -> Result<HighlightEdit, EditError> {
        let highlight = self.highlight(id).ok_or(EditError::NoHighlight(id))?;
        let (article, old) = (highlight.article, highlight.span);
        let entry = article_entry(&mut self.articles, article, span)?;
        entry.highlights.remove(old, id);
        entry.highlights.insert(span, id);
        if let Some(entry) = self.highlights.get_mut(&id) {
            entry.highlight.span = span;
        }
        Ok(HighlightEdit::SetSpan { id, span: old })
    }
}

/// Returns the article if `span` covers whole characters of its text.
fn article_entry(
    articles: &mut Ordered<Article, ArticleEntry>,
    id: ArticleId,
    span: Span,
) -> Result<&mut ArticleEntry, EditError> {
    let entry = articles.get_mut(&id).ok_or(EditError::NoArticle(id))?;
    let text = entry.article.text.as_str();
    let whole = [span.start(), span.end()]
        .iter()
        .all(|at| is_grapheme_boundary(text, *at));
    let bad = EditError::BadSpan {
        article: id,
        start: span.start(),
        end: span.end(),
    };
    if whole { Ok(entry) } else { Err(bad) }
}

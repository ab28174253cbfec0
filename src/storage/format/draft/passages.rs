//! Articles and highlights of a file.

use super::{
    Draft, PlacedFault, erase,
    file_record::{FileRecord, none_of, with_versions},
    own_place,
};
use crate::{
    project::{
        Article, ArticleEdit, Edit, EditError, Highlight, HighlightEdit, Provenance, WrittenArticle,
    },
    storage::{
        format::{
            positions::{text_there, wrong_quote},
            problem::{Fault, Record, RecordId, shortened},
            records::QuotedHighlight,
            remedy::Remedy,
            texts::Texts,
            wrong_quote::MisquotedArticle,
        },
        fresh_id::fresh_id,
        limits,
    },
    text::Span,
};

use std::sync::Arc;

impl<'a> FileRecord<'a> for Article {
    const KIND: Record = Record::Article;

    fn id(&self) -> Option<RecordId> {
        Some(erase(self.id))
    }

    fn renew_id(&mut self) {
        self.id = fresh_id();
    }

    fn concerns(&self, _draft: &Draft<'a>) -> String {
        self.name()
    }

    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>> {
        none_of([draft.bad_id(text, self.id)])?;
        let at = draft.project.articles().len();
        let article = Box::new(self.clone());
        let add = Edit::Article(ArticleEdit::Add { at, article });
        draft.add(text, add, Self::KIND, self, |project| {
            project.article(self.id)
        })
    }

    fn shorten(&mut self) {
        limits::Limits::shortening().article(self);
    }

    fn mend(&mut self, _draft: &mut Draft<'a>, _place: &'a str, remedy: Remedy) {
        if remedy == Remedy::DropMarks {
            let count = self.text.paragraphs().len();
            self.clutter.retain(|paragraph| *paragraph < count);
            self.structure.drop_wrong(count);
        }
    }
}

impl<'a> FileRecord<'a> for QuotedHighlight<'_> {
    const KIND: Record = Record::Highlight;

    fn id(&self) -> Option<RecordId> {
        Some(erase(self.id))
    }

    fn renew_id(&mut self) {
        self.id = fresh_id();
    }

    fn concerns(&self, _draft: &Draft<'a>) -> String {
        shortened(&self.quote)
    }

    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>> {
        let Self {
            id,
            article,
            start,
            end,
            quote,
            note,
        } = self;
        let (id, article) = (*id, *article);
        none_of([draft.bad_id(text, id), draft.bad_article(article, text)])?;
        let span = Span::new(*start, *end);
        let named = draft.project.article(article);
        let span =
            span.filter(|span| named.and_then(|article| article.quote(*span)) == Some(quote));
        let misquoted = draft.misquoted.get(&article);
        let is_whole = |span: &Span| {
            let ends = [span.start(), span.end()];
            misquoted.is_none_or(|of| ends.iter().all(|at| of.boundaries.is_boundary(*at)))
        };
        if span.is_some_and(|span| !is_whole(&span)) {
            return Err(draft.wrong_quote(text, self, own_place(text)));
        }
        let Some(span) = span else {
            let as_written = Texts::first(text, "quote").filter(|it| !it.contains('\\'));
            let at_quote = as_written.unwrap_or(own_place(text));
            return Err(draft.wrong_quote(text, self, at_quote));
        };
        let highlight = Highlight {
            id,
            article,
            span,
            note: note.as_ref().to_owned(),
        };
        let tried = draft.try_edit(Edit::Highlight(HighlightEdit::Add(highlight)));
        tried.map_err(|fault| match fault {
            Fault::Refused(EditError::BadSpan { .. }) => {
                draft.wrong_quote(text, self, own_place(text))
            }
            other => {
                let earlier = draft.project.highlight(id).and_then(|earlier| {
                    let article = draft.project.article(earlier.article)?;
                    Some(QuotedHighlight::new(earlier, article))
                });
                let fault = with_versions(other, Record::Highlight, earlier.as_ref(), self);
                vec![(own_place(text), fault)]
            }
        })
    }

    fn shorten(&mut self) {
        limits::shorten(self.note.to_mut(), limits::MAX_NOTE);
    }

    fn mend(&mut self, draft: &mut Draft<'a>, _place: &'a str, remedy: Remedy) {
        if let Remedy::MoveTo(span) = remedy {
            (self.start, self.end) = (span.start(), span.end());
        } else if remedy == Remedy::QuoteTextThere {
            draft.quote_text_there(self);
        }
    }
}

impl<'a> Draft<'a> {
    pub(crate) fn take_article(&mut self, text: &'a str, written: WrittenArticle<'_>) {
        let is_unchanged = written.text.hash().to_string() == written.sha256;
        let mut article = Article::from(written);
        if !is_unchanged {
            let fault = Fault::WrongHash {
                title: shortened(&article.details.title),
                article: self.name(article.id),
            };
            let place = Texts::first(text, "sha256").unwrap_or(text);
            // Keeps the text even without a chosen remedy, so that its highlights can be compared with it.
            self.decide(Record::Article, None, vec![(place, fault)], &article.name());
        }
        let provenance = std::mem::take(&mut article.provenance);
        if let Some(article) = self.take_record(text, article)
            && provenance != Provenance::Unknown
        {
            self.derives(article.id, text, provenance);
        }
    }

    fn wrong_quote(
        &mut self,
        text: &'a str,
        written: &QuotedHighlight<'_>,
        at_quote: &'a str,
    ) -> Vec<PlacedFault<'a>> {
        let Some(of) = self.project.article(written.article) else {
            return Vec::new();
        };
        let shared = self.misquoted.entry(written.article);
        let of = shared.or_insert_with(|| Arc::new(MisquotedArticle::new(of)));
        vec![wrong_quote(of, written, at_quote, own_place(text))]
    }

    fn quote_text_there(&self, written: &mut QuotedHighlight<'_>) {
        let Some(of) = self.misquoted.get(&written.article) else {
            return;
        };
        if let Some(span) = text_there(of, &written.quote, written.start, written.end) {
            (written.start, written.end) = (span.start(), span.end());
            written.quote = of.text.as_str()[span.range()].to_owned().into();
        }
    }
}

//! Articles and highlights of a file.

use super::{Draft, Found, any, bad_id, names_bad_id};
use crate::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Edit, EditError, Highlight,
        HighlightEdit, HighlightId,
    },
    storage::{
        format::{
            load::piece,
            positions::{stands_there, wrong_quote},
            problem::{Fault, Record, shortened},
            remedy::Remedy,
            v3,
            wrong_quote::MisquotedArticle,
        },
        fresh_id::fresh_id,
        limits,
    },
    text::Span,
};

use std::sync::Arc;

use sha2::Digest;

impl<'a> Draft<'a> {
    pub(crate) fn take_article(&mut self, written: v3::Article<'a>) {
        let record = Record::Article;
        self.ids.update(written.id);
        let mut id: Option<ArticleId> = written.id.parse().ok();
        let mut article = Article {
            clutter: written.clutter,
            excluded: written.excluded.map(Into::into),
            ..Article::new(
                id.unwrap_or_default(),
                ArticleText::new(written.text.0),
                ArticleDetails::from(written.source),
            )
        };
        if article.text.hash().to_string() != written.sha256 {
            let name = article.name();
            let title = shortened(&article.details.title);
            let article = id.map(any);
            let fault = Fault::WrongHash { title, article };
            // Chosen or not, the text is taken, so that what rests on it is compared with it.
            self.decide(record, None, vec![(written.sha256, fault)], || name);
        }
        loop {
            let tried = match id {
                None => Err(Fault::BadId(shortened(written.id))),
                Some(id) => {
                    article.id = id;
                    let at = self.project.articles().len();
                    let article = Box::new(article.clone());
                    self.try_edit(Edit::Article(ArticleEdit::Add { at, article }))
                }
            };
            let Err(fault) = tried else {
                self.derives(article.id, written.id, written.provenance);
                return;
            };
            let faults = vec![(written.id, fault)];
            let name = id.map(any);
            let Some(remedies) = self.decide(record, name, faults, || article.name()) else {
                return;
            };
            match remedies[0].1 {
                Remedy::NewId => id = Some(fresh_id()),
                Remedy::DropMarks => {
                    let count = article.text.paragraphs().len();
                    article.clutter.retain(|paragraph| *paragraph < count);
                }
                _ => limits::shorten_details(&mut article),
            }
        }
    }

    pub(crate) fn take_highlight(
        &mut self,
        mut written: crate::storage::format::v1::Highlight<'a>,
    ) {
        let mut id: Option<HighlightId> = written.id.parse().ok();
        while let Err(faults) = self.try_highlight(id, &written) {
            let concerns = || shortened(&written.quote);
            let name = id.map(any);
            let Some(remedies) = self.decide(Record::Highlight, name, faults, concerns) else {
                return;
            };
            for (_, remedy) in remedies {
                match remedy {
                    Remedy::NewId => id = Some(fresh_id()),
                    Remedy::MoveTo(span) => {
                        (written.start, written.end) = (span.start(), span.end());
                    }
                    Remedy::QuoteWhatStandsThere => self.quote_what_stands_there(&mut written),
                    _ => limits::shorten(&mut written.note, limits::MAX_NOTE),
                }
            }
        }
    }

    fn try_highlight(
        &mut self,
        id: Option<HighlightId>,
        written: &crate::storage::format::v1::Highlight<'a>,
    ) -> Result<(), Vec<Found<'a>>> {
        let article: Option<ArticleId> = written.article.parse().ok();
        let (Some(id), Some(article)) = (id, article) else {
            let own = id.is_none().then(|| bad_id(written.id));
            let named = article
                .is_none()
                .then(|| names_bad_id(Record::Article, written.article));
            return Err(own.into_iter().chain(named).collect());
        };
        let at_quote = piece(&written.quote).unwrap_or(written.id);
        if self.project.article(article).is_none() {
            return Err(self.missing(Record::Article, any(article), written.article));
        }
        let span = Span::new(written.start, written.end);
        let of = self.project.article(article);
        if span.and_then(|span| of?.quote(span)) != Some(&written.quote) {
            return Err(self.wrong_quote(article, written, at_quote));
        }
        let Some(span) = span else { return Ok(()) };
        let highlight = Highlight {
            id,
            article,
            span,
            note: written.note.clone(),
        };
        let tried = self.try_edit(Edit::Highlight(HighlightEdit::Add(highlight)));
        tried.map_err(|fault| match fault {
            Fault::Refused(EditError::BadSpan { .. }) => {
                self.wrong_quote(article, written, written.id)
            }
            other => vec![(written.id, other)],
        })
    }

    fn wrong_quote(
        &mut self,
        article: ArticleId,
        written: &crate::storage::format::v1::Highlight<'a>,
        at_quote: &'a str,
    ) -> Vec<Found<'a>> {
        let Some(of) = self.project.article(article) else {
            return Vec::new();
        };
        let shared = self.misquoted.entry(article);
        let of = shared.or_insert_with(|| Arc::new(MisquotedArticle::of(of)));
        vec![wrong_quote(of, written, at_quote)]
    }

    fn quote_what_stands_there(&self, written: &mut crate::storage::format::v1::Highlight<'a>) {
        let article = written.article.parse().ok();
        let article = article.and_then(|id: ArticleId| self.project.article(id));
        let text = article.map_or("", |article| article.text.as_str());
        if let Some(span) = stands_there(text, &written.quote, written.start, written.end) {
            (written.start, written.end) = (span.start(), span.end());
            written.quote = text[span.range()].to_owned().into();
        }
    }
}

//! Articles and highlights of a file.

use super::{Draft, PlacedFault, any, own_place};
use crate::{
    project::{
        Article, ArticleEdit, Edit, EditError, Highlight, HighlightEdit, Provenance, WrittenArticle,
    },
    storage::{
        format::{
            positions::{text_there, wrong_quote},
            problem::{Fault, Record, shortened},
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
            self.decide(Record::Article, None, vec![(place, fault)], || {
                article.name()
            });
        }
        let provenance = std::mem::take(&mut article.provenance);
        while let Err(fault) = self.add_article(&article) {
            let name = self.name(article.id);
            let earlier = self.project.article(article.id);
            let fault = Self::with_versions(fault, Record::Article, earlier, &article);
            let faults = vec![(own_place(text), fault)];
            let concerns = || article.name();
            let Some(remedies) = self.decide(Record::Article, name, faults, concerns) else {
                return;
            };
            match remedies[0].1 {
                Remedy::NewId => article.id = fresh_id(),
                Remedy::DropMarks => {
                    let count = article.text.paragraphs().len();
                    article.clutter.retain(|paragraph| *paragraph < count);
                    article.structure.drop_wrong(count);
                }
                Remedy::Shorten => limits::Limits::shortening().article(&mut article),
                // Not offered for an article.
                Remedy::MoveTo(_)
                | Remedy::QuoteTextThere
                | Remedy::KeepAsItIs
                | Remedy::MakeClaim
                | Remedy::MakeSpeaker
                | Remedy::Clear
                | Remedy::AddToScale
                | Remedy::ClearVerdict
                | Remedy::RepairScale
                | Remedy::LeaveOut => {}
            }
        }
        if provenance != Provenance::Unknown {
            self.derives(article.id, text, provenance);
        }
    }

    fn add_article(&mut self, article: &Article) -> Result<(), Fault> {
        self.check_own_id(article.id)?;
        let at = self.project.articles().len();
        let article = Box::new(article.clone());
        self.try_edit(Edit::Article(ArticleEdit::Add { at, article }))
    }

    pub(crate) fn take_highlight(&mut self, text: &'a str, mut written: QuotedHighlight<'_>) {
        while let Err(faults) = self.try_highlight(text, &written) {
            let concerns = || shortened(&written.quote);
            let name = self.name(written.id);
            let Some(remedies) = self.decide(Record::Highlight, name, faults, concerns) else {
                return;
            };
            for (_, remedy) in remedies {
                match remedy {
                    Remedy::NewId => written.id = fresh_id(),
                    Remedy::MoveTo(span) => {
                        (written.start, written.end) = (span.start(), span.end());
                    }
                    Remedy::QuoteTextThere => self.quote_text_there(&mut written),
                    Remedy::Shorten => limits::shorten(written.note.to_mut(), limits::MAX_NOTE),
                    // Not offered for a highlight.
                    Remedy::KeepAsItIs
                    | Remedy::MakeClaim
                    | Remedy::MakeSpeaker
                    | Remedy::Clear
                    | Remedy::AddToScale
                    | Remedy::ClearVerdict
                    | Remedy::RepairScale
                    | Remedy::DropMarks
                    | Remedy::LeaveOut => {}
                }
            }
        }
    }

    fn try_highlight(
        &mut self,
        text: &'a str,
        written: &QuotedHighlight<'_>,
    ) -> Result<(), Vec<PlacedFault<'a>>> {
        let QuotedHighlight {
            id,
            article,
            start,
            end,
            quote,
            note,
        } = written;
        let (id, article) = (*id, *article);
        let own = |fault| (own_place(text), fault);
        let of_id = self.check_own_id(id).err().map(own);
        if self.project.article(article).is_none() {
            let place = self.place(text, "article", article);
            let missing = self.missing(Record::Article, any(article), place);
            return Err(of_id.into_iter().chain(missing).collect());
        }
        if let Some(of_id) = of_id {
            return Err(vec![of_id]);
        }
        let span = Span::new(*start, *end);
        let of = self.project.article(article);
        let span = span.filter(|span| of.and_then(|of| of.quote(*span)) == Some(quote));
        let misquoted = self.misquoted.get(&article);
        let is_whole = |span: &Span| {
            let ends = [span.start(), span.end()];
            misquoted.is_none_or(|of| ends.iter().all(|at| of.boundaries.is_boundary(*at)))
        };
        if span.is_some_and(|span| !is_whole(&span)) {
            return Err(self.wrong_quote(text, written, own_place(text)));
        }
        let Some(span) = span else {
            let as_written = Texts::first(text, "quote").filter(|it| !it.contains('\\'));
            let at_quote = as_written.unwrap_or(own_place(text));
            return Err(self.wrong_quote(text, written, at_quote));
        };
        let highlight = || Highlight {
            id,
            article,
            span,
            note: note.as_ref().to_owned(),
        };
        let tried = self.try_edit(Edit::Highlight(HighlightEdit::Add(highlight())));
        tried.map_err(|fault| match fault {
            Fault::Refused(EditError::BadSpan { .. }) => {
                self.wrong_quote(text, written, own_place(text))
            }
            other => {
                let earlier = self.project.highlight(id).and_then(|earlier| {
                    let article = self.project.article(earlier.article)?;
                    Some(QuotedHighlight::of(earlier, article))
                });
                let earlier = earlier.as_ref();
                let fault = Self::with_versions(other, Record::Highlight, earlier, written);
                vec![own(fault)]
            }
        })
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
        let of = shared.or_insert_with(|| Arc::new(MisquotedArticle::of(of)));
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

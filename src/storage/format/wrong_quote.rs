//! A highlight whose quote does not match its article, with the article's words for display.

use super::{
    boundaries::Boundaries,
    problem::{RecordId, shortened},
};
use crate::{
    project::{Article, ArticleText},
    text::{Span, beginning},
};

use std::{fmt, sync::Arc};

/// Number of characters shown on each side of a passage.
const CONTEXT_CHARACTERS: usize = 32;

/// A highlight whose quote differs from the text at its span. A file may have a hundred thousand of them, so each stores
/// only positions; [`WrongQuote::in_text`] extracts the words for display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongQuote {
    /// The article, shared by all its wrong highlights.
    pub of: Arc<MisquotedArticle>,
    /// Whether the span is valid for the article.
    pub span_fault: SpanFault,
    /// The quote as recorded, shortened.
    pub quote: Box<str>,
    /// Span of the words now there, in whole words; `None` if the recorded span is invalid.
    pub now: Option<Span>,
    /// The nearest other positions of the whole quote in the article.
    pub places: Box<[Span]>,
}

/// An article with highlights whose quotes do not match it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MisquotedArticle {
    pub id: RecordId,
    /// Display name, shortened.
    pub name: Arc<str>,
    /// Shared text of the article, not a copy.
    pub text: ArticleText,
    pub(crate) boundaries: Boundaries,
}

impl MisquotedArticle {
    pub(crate) fn new(article: &Article) -> Self {
        Self {
            id: RecordId::new(article.id.number()),
            name: shortened(&article.name()).into(),
            text: article.text.clone(),
            boundaries: Boundaries::new(article.text.as_str()),
        }
    }
}

/// Whether a span is valid for its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanFault {
    /// The span covers whole characters.
    Whole,
    /// The span begins or ends within a character of the paragraph with this number, from 1.
    WithinCharacter(usize),
    /// The span reaches beyond the end of the text.
    BeyondTheEnd,
    /// The span is empty or ends before it begins.
    Backwards,
}

/// A passage of an article for display, shortened, with some surrounding words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageInContext {
    /// Number of the passage's first paragraph, from 1.
    pub paragraph: usize,
    /// Words before the passage in its first paragraph.
    pub before: String,
    /// Words of the passage.
    pub words: String,
    /// Words after the passage in its last paragraph.
    pub after: String,
}

impl WrongQuote {
    /// Number of the paragraph in which a span begins, from 1.
    pub fn paragraph(&self, span: Span) -> usize {
        self.of.text.paragraphs().at(span.start()) + 1
    }

    /// Returns a passage of the article with surrounding words. `span` must come from this problem; one outside the
    /// article yields no words.
    pub fn in_text(&self, span: Span) -> PassageInContext {
        let (whole, paragraphs) = (self.of.text.as_str(), self.of.text.paragraphs());
        let first = paragraphs.range(paragraphs.at(span.start()));
        let last = paragraphs.range(paragraphs.at(span.end()));
        let piece = |range| whole.get(range).unwrap_or_default();
        PassageInContext {
            paragraph: self.paragraph(span),
            before: end_of(piece(first.start..span.start())),
            words: shortened(piece(span.range())),
            after: beginning(
                piece(span.end()..last.end.max(span.end())),
                CONTEXT_CHARACTERS,
            ),
        }
    }
}

fn end_of(before: &str) -> String {
    match before.char_indices().rev().nth(CONTEXT_CHARACTERS - 1) {
        Some((at, _)) if at > 0 => format!("\u{2026}{}", &before[at..]),
        _ => before.to_owned(),
    }
}

impl fmt::Display for WrongQuote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            quote, span_fault, ..
        } = self;
        match (span_fault, self.now) {
            (SpanFault::Whole, Some(now)) => {
                let PassageInContext {
                    paragraph, words, ..
                } = self.in_text(now);
                write!(
                    f,
                    "quotes \u{201c}{quote}\u{201d}, but in paragraph {paragraph} its article has \u{201c}{words}\u{201d}"
                )
            }
            _ => write!(f, "quotes \u{201c}{quote}\u{201d}, but {span_fault}"),
        }
    }
}

impl fmt::Display for SpanFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("covers whole characters"),
            Self::WithinCharacter(paragraph) => {
                write!(
                    f,
                    "begins or ends within a character of paragraph {paragraph}"
                )
            }
            Self::BeyondTheEnd => f.write_str("reaches beyond the end of its article"),
            Self::Backwards => f.write_str("ends before it begins"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ArticleDetails, ArticleId};

    #[test]
    fn words_are_cut_in_their_paragraphs() {
        let long = "é".repeat(CONTEXT_CHARACTERS + 9);
        let text = ArticleText::new(format!("one\n{long} two\nthree {long}"));
        let article = Article::new(ArticleId::new(1), text, ArticleDetails::default());
        let whole = article.text.as_str();
        let start = whole.find("two").unwrap();
        let span = Span::new(start, whole.find("three").unwrap() + 5).unwrap();
        let wrong = WrongQuote {
            of: Arc::new(MisquotedArticle::new(&article)),
            span_fault: SpanFault::Whole,
            quote: "x".into(),
            now: Some(span),
            places: Box::default(),
        };
        let expected = PassageInContext {
            paragraph: 2,
            before: format!("\u{2026}{} ", "é".repeat(CONTEXT_CHARACTERS - 1)),
            words: "two\nthree".to_owned(),
            after: format!(" {}\u{2026}", "é".repeat(CONTEXT_CHARACTERS - 1)),
        };
        assert_eq!(wrong.in_text(span), expected);
        assert_eq!(
            wrong.to_string(),
            "quotes \u{201c}x\u{201d}, but in paragraph 2 its article has \u{201c}two\nthree\u{201d}"
        );
    }
}

//! A highlight that does not quote what its article says, and the words of the article that are shown with it.

use super::problem::{RecordId, shortened};
use crate::{
    project::{Article, ArticleText},
    text::Span,
};

use std::{fmt, sync::Arc};

/// A highlight whose quote is not what stands at its span. A file may have a hundred thousand of them, so each keeps only
/// where things are; [`WrongQuote::in_text`] cuts the words when they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongQuote {
    /// The article, which all its wrong highlights share.
    pub of: Arc<MisquotedArticle>,
    /// Whether the span is a piece of the article.
    pub lies: Lies,
    /// What the highlight says, shortened.
    pub quote: Box<str>,
    /// What the article has there, in whole words; `None` where the span is no piece of the text.
    pub now: Option<Span>,
    /// Where else in the article the whole quote stands; the nearest few.
    pub places: Box<[Span]>,
}

/// An article with highlights that quote what it does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MisquotedArticle {
    /// Its id.
    pub id: RecordId,
    /// What it is called, shortened.
    pub name: Arc<str>,
    /// What it says; not copied.
    pub text: ArticleText,
}

impl MisquotedArticle {
    pub(crate) fn of(article: &Article) -> Self {
        Self {
            id: RecordId::new(article.id.number()),
            name: shortened(&article.name()).into(),
            text: article.text.clone(),
        }
    }
}

/// Whether a span is a piece of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// It has whole characters.
    Whole,
    /// It begins or ends within a character of the paragraph with this number, from 1.
    WithinCharacter(usize),
    /// It reaches beyond the end of the text.
    BeyondTheEnd,
    /// It ends before it begins.
    Backwards,
}

/// A passage of an article as it is shown: shortened, with some of the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InText {
    /// The number of its first paragraph, from 1.
    pub paragraph: usize,
    /// Some words before it in that paragraph.
    pub before: String,
    /// What it says.
    pub words: String,
    /// Some words behind it in its last paragraph.
    pub after: String,
}

/// How many characters are shown to each side of a passage.
const AROUND: usize = 32;

impl WrongQuote {
    /// The number of the paragraph, from 1, in which a span of the article begins.
    #[must_use]
    pub fn paragraph(&self, span: Span) -> usize {
        self.of.text.paragraphs().at(span.start()) + 1
    }

    /// A passage of the article with the words around it. `span` is one of this problem: what is not in the article has no words.
    #[must_use]
    pub fn in_text(&self, span: Span) -> InText {
        let (whole, paragraphs) = (self.of.text.as_str(), self.of.text.paragraphs());
        let first = paragraphs.range(paragraphs.at(span.start()));
        let last = paragraphs.range(paragraphs.at(span.end()));
        let piece = |range| whole.get(range).unwrap_or_default();
        InText {
            paragraph: self.paragraph(span),
            before: end_of(piece(first.start..span.start())),
            words: shortened(piece(span.range())),
            after: beginning_of(piece(span.end()..last.end.max(span.end()))),
        }
    }
}

fn end_of(before: &str) -> String {
    match before.char_indices().rev().nth(AROUND - 1) {
        Some((at, _)) if at > 0 => format!("\u{2026}{}", &before[at..]),
        _ => before.to_owned(),
    }
}

fn beginning_of(after: &str) -> String {
    match after.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}\u{2026}", &after[..at]),
        None => after.to_owned(),
    }
}

impl fmt::Display for WrongQuote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { quote, lies, .. } = self;
        match (lies, self.now) {
            (Lies::Whole, Some(now)) => {
                let InText {
                    paragraph, words, ..
                } = self.in_text(now);
                write!(
                    f,
                    "quotes \u{201c}{quote}\u{201d}, but in paragraph {paragraph} its article has \u{201c}{words}\u{201d}"
                )
            }
            _ => write!(f, "quotes \u{201c}{quote}\u{201d}, but {lies}"),
        }
    }
}

impl fmt::Display for Lies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("lies on whole characters"),
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
        let long = "é".repeat(AROUND + 9);
        let text = ArticleText::new(format!("one\n{long} two\nthree {long}"));
        let article = Article::new(ArticleId::new(1), text, ArticleDetails::default());
        let whole = article.text.as_str();
        let start = whole.find("two").unwrap();
        let span = Span::new(start, whole.find("three").unwrap() + 5).unwrap();
        let wrong = WrongQuote {
            of: Arc::new(MisquotedArticle::of(&article)),
            lies: Lies::Whole,
            quote: "x".into(),
            now: Some(span),
            places: Box::default(),
        };
        let expected = InText {
            paragraph: 2,
            before: format!("\u{2026}{} ", "é".repeat(AROUND - 1)),
            words: "two\nthree".to_owned(),
            after: format!(" {}\u{2026}", "é".repeat(AROUND - 1)),
        };
        assert_eq!(wrong.in_text(span), expected);
        assert_eq!(
            wrong.to_string(),
            "quotes \u{201c}x\u{201d}, but in paragraph 2 its article has \u{201c}two\nthree\u{201d}"
        );
    }
}

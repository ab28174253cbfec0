//! Lines and columns in a file, and the positions of quotes in an article.

use super::{
    problem::{Fault, shortened},
    records::QuotedHighlight,
    wrong_quote::{MisquotedArticle, SpanFault, WrongQuote},
};
use crate::text::{Span, word_around};

use std::sync::Arc;

use memchr::memmem;

/// Search distance around the span's end for the last word of a quote, in bytes.
const END_SEARCH_BYTES: usize = 64;

/// Search distance for a quote, in bytes of the article, on either side of its recorded position. Most articles are
/// searched completely; the limit keeps a long one with a hundred thousand wrong quotes from taking minutes.
const SEARCH_BYTES: usize = 16 * 1024;

/// Maximum number of occurrences of a quote that are compared.
const MAX_COMPARED: usize = 1024;

/// Maximum number of positions suggested for a quote.
const MAX_PLACES: usize = 3;

/// Builds the fault of a highlight whose quote differs from the text at its span, with other positions of the quote.
/// `at_quote` is the quote's slice of the file, `place` the highlight's.
pub(crate) fn wrong_quote<'a>(
    of: &Arc<MisquotedArticle>,
    written: &QuotedHighlight<'_>,
    at_quote: &'a str,
    place: &'a str,
) -> (&'a str, Fault) {
    let (start, end) = (written.start, written.end);
    let span_fault = span_fault(of, start, end);
    let wrong = Box::new(WrongQuote {
        of: Arc::clone(of),
        span_fault,
        quote: shortened(&written.quote).into(),
        now: text_there(of, &written.quote, start, end),
        places: places_of(of, &written.quote, start).into(),
    });
    match span_fault {
        SpanFault::Whole => (at_quote, Fault::WrongQuote(wrong)),
        SpanFault::WithinCharacter(_) | SpanFault::BeyondTheEnd | SpanFault::Backwards => {
            (place, Fault::BadSpan(wrong))
        }
    }
}

fn span_fault(of: &MisquotedArticle, start: usize, end: usize) -> SpanFault {
    let is_boundary = |at| of.boundaries.is_boundary(at);
    if start >= end {
        SpanFault::Backwards
    } else if end > of.text.as_str().len() {
        SpanFault::BeyondTheEnd
    } else if is_boundary(start) && is_boundary(end) {
        SpanFault::Whole
    } else {
        let cut = if is_boundary(start) { end } else { start };
        SpanFault::WithinCharacter(of.text.paragraphs().at(cut) + 1)
    }
}

/// Returns the span that the highlight would quote at its current position, extended to whole characters. If its words
/// were edited, the end may have moved. The span then ends with the quote's last word if that is nearby, or else with
/// the word that it would cut. Returns `None` if the span is empty or reaches beyond the text.
pub(crate) fn text_there(
    of: &MisquotedArticle,
    quote: &str,
    start: usize,
    end: usize,
) -> Option<Span> {
    let text = of.text.as_str();
    let around = |start, end| {
        let (start, end) = of.boundaries.around(start, end)?;
        Span::new(start, end)
    };
    let span = around(start, end)?;
    let end = end_of_last_word(text, quote, span).unwrap_or_else(|| {
        // A word may be as long as the article, but only its nearest part matters.
        let from = text.floor_char_boundary(span.end().saturating_sub(END_SEARCH_BYTES));
        let to = text.ceil_char_boundary((span.end() + 2 * END_SEARCH_BYTES).min(text.len()));
        let cut = word_around(text, &(from..to), span.end());
        let within = cut.start < span.end() && text[cut.clone()].contains(char::is_alphanumeric);
        let near = cut.end.min(span.end() + END_SEARCH_BYTES);
        if within { near } else { span.end() }
    });
    around(span.start(), text.floor_char_boundary(end))
}

/// Finds the end of the quote's last word nearest to the end of `span`, within the same paragraph.
fn end_of_last_word(text: &str, quote: &str, span: Span) -> Option<usize> {
    let word = quote.split_whitespace().next_back()?;
    let from = text.floor_char_boundary(span.end().saturating_sub(END_SEARCH_BYTES + word.len()));
    let from = from.max(span.start());
    let to = text.ceil_char_boundary((span.end() + END_SEARCH_BYTES).min(text.len()));
    let near = &text[from..to];
    let ends = near
        .match_indices(word)
        .map(|(at, _)| from + at + word.len());
    let is_whole = |end: &usize| {
        let next = text[*end..].chars().next();
        *end > span.start() && !next.is_some_and(char::is_alphanumeric)
    };
    let same_paragraph = |end: &usize| {
        let (one, other) = (span.end().min(*end), span.end().max(*end));
        !text[text.ceil_char_boundary(one)..other].contains('\n')
    };
    ends.filter(is_whole)
        .filter(same_paragraph)
        .min_by_key(|end| end.abs_diff(span.end()))
}

/// Finds up to three positions of the quote near `start`, on character boundaries, nearest first.
fn places_of(of: &MisquotedArticle, quote: &str, start: usize) -> Vec<Span> {
    let text = of.text.as_str();
    if quote.is_empty() {
        return Vec::new();
    }
    let from = start.min(text.len()).saturating_sub(SEARCH_BYTES);
    let to = start
        .saturating_add(quote.len())
        .saturating_add(SEARCH_BYTES)
        .min(text.len());
    let (from, to) = (text.floor_char_boundary(from), text.ceil_char_boundary(to));
    let near = &text[from..to];
    let is_whole = |span: &Span| {
        let mut ends = [span.start(), span.end()].into_iter();
        ends.all(|at| of.boundaries.is_boundary(at))
    };
    let found = memmem::find_iter(near.as_bytes(), quote.as_bytes())
        .filter_map(|at| Span::new(from + at, from + at + quote.len()));
    // Keep the 64 nearest of the first occurrences.
    let found = found.take(MAX_COMPARED).filter(is_whole);
    let mut positions: Vec<Span> = found.take(64).collect();
    positions.sort_by_key(|span| span.start().abs_diff(start));
    positions.truncate(MAX_PLACES);
    positions
}

/// Computes lines and columns for ascending byte offsets in a single pass over the file.
pub(crate) struct LineCounter<'a> {
    file: &'a str,
    at: usize,
    line: usize,
    column: usize,
    /// Byte offset at which the first line begins again.
    begin_again: usize,
}

impl<'a> LineCounter<'a> {
    pub(crate) fn new(file: &'a str) -> Self {
        Self::of_two_sides(file, usize::MAX)
    }

    /// For a text that consists of two files, the second of which starts at `begin_again`.
    pub(crate) fn of_two_sides(file: &'a str, begin_again: usize) -> Self {
        Self {
            file,
            begin_again,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// Line and column of byte `at`, both from 1; columns count characters. `at` must not decrease between calls.
    pub(crate) fn at(&mut self, at: usize) -> (usize, usize) {
        if at >= self.begin_again {
            *self = Self {
                at: self.begin_again,
                ..Self::new(self.file)
            };
        }
        let passed = self.file.get(self.at..at).unwrap_or_default();
        let feeds = memchr::memchr_iter(b'\n', passed.as_bytes());
        let (count, last) = feeds.fold((0, None), |(count, _), at| (count + 1, Some(at)));
        self.line += count;
        if let Some(last) = last {
            self.column = 1 + passed[last + 1..].chars().count();
        } else {
            self.column += passed.chars().count();
        }
        self.at = at;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Article, ArticleDetails, ArticleId, ArticleText};

    fn article(text: &str) -> MisquotedArticle {
        let text = ArticleText::new(text.to_owned());
        let article = Article::new(ArticleId::new(1), text, ArticleDetails::default());
        MisquotedArticle::new(&article)
    }

    #[test]
    fn lines_and_columns_are_counted_once() {
        let mut lines = LineCounter::new("é(\n\nab(");
        assert_eq!(
            [0, 2, 3, 4, 6].map(|at| lines.at(at)),
            [(1, 1), (1, 2), (1, 3), (2, 1), (3, 2)]
        );
    }

    /// Guillemets in `marked` enclose the expected matches.
    fn check(marked: &str, quote: &str, start: usize) {
        let text = marked.replace(['«', '»'], "");
        let found: Vec<&str> = places_of(&article(&text), quote, start)
            .iter()
            .map(|span| &text[span.range()])
            .collect();
        assert_eq!(found.len(), marked.matches('«').count(), "{marked}");
        assert!(found.iter().all(|words| *words == quote), "{marked}");
    }

    #[test]
    fn quotes_are_matched_on_whole_characters_only() {
        check("one «two» three", "two", 0);
        check("«two» and «two»", "two", 3);
        check("caf e\u{301}", "e", 0);
        check("nothing here", "two", 999);
    }

    /// Guillemets in `marked` enclose the words that a highlight at `range` would quote.
    fn check_there(marked: &str, quote: &str, range: std::ops::Range<usize>) {
        let text = marked.replace(['«', '»'], "");
        let now = text_there(&article(&text), quote, range.start, range.end).unwrap();
        let (before, words) = (&text[..now.start()], &text[now.range()]);
        let after = &text[now.end()..];
        assert_eq!(format!("{before}«{words}»{after}"), marked);
    }

    #[test]
    fn the_replacement_quote_ends_at_the_same_character() {
        check_there("«killed 170 fighters» in all", "killed 70 fighters", 0..18);
        check_there("«killed 7 fighters» in all", "killed 70 fighters", 0..18);
        check_there("«people were injured» there", "people were hurt", 0..16);
        check_there("a «b» c", "x", 2..3);
        check_there("caf«e\u{301}»\nfighters", "fighters", 3..4);
    }

    #[test]
    fn the_nearest_place_comes_first() {
        let positions = places_of(&article("two, then two"), "two", 9);
        assert_eq!(
            positions
                .iter()
                .map(|span| span.start())
                .collect::<Vec<_>>(),
            [10, 0]
        );
    }
}

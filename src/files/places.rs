//! Where things are in a file, and where a quote is in an article.

use memchr::memmem;

use super::{
    problem::{Fault, WrongQuote, shortened},
    v1,
};
use crate::text::{Span, is_grapheme_boundary, snap_to_graphemes};

/// How far from its place a quote is looked for, in bytes of the article either way. An article of most lengths is looked
/// through whole; a bound keeps a long one with a hundred thousand wrong quotes from taking minutes.
const NEARBY: usize = 16 * 1024;

/// Most places that are offered.
const MOST_PLACES: usize = 3;

/// The fault of a highlight whose quote is not what stands at its span, with where else the quote stands. `at_quote` is where
/// the quote lies in the file.
pub(super) fn wrong_quote<'a>(
    text: &str,
    written: &v1::Highlight<'a>,
    at_quote: &'a str,
) -> (&'a str, Fault) {
    let (start, end) = (written.start, written.end);
    let is_whole = |at| is_grapheme_boundary(text, at);
    let span = Span::new(start, end).filter(|_| is_whole(start) && is_whole(end));
    let found = span.and_then(|span| text.get(span.range()));
    let wrong = Box::new(WrongQuote {
        start,
        end,
        quote: shortened(&written.quote),
        found: shortened(found.unwrap_or_default()),
        places: places_of(text, &written.quote, start),
        widened: widened(text, start, end),
    });
    match span {
        Some(_) => (at_quote, Fault::WrongQuote(wrong)),
        None => (written.id, Fault::BadSpan(wrong)),
    }
}

/// The whole characters that the span touches; `None` where it is empty or reaches beyond the text.
pub(super) fn widened(text: &str, start: usize, end: usize) -> Option<Span> {
    if start < end && end <= text.len() {
        snap_to_graphemes(text, start, end)
    } else {
        None
    }
}

/// Where the quote stands on whole characters near `start`, the nearest first; at most three places.
fn places_of(text: &str, quote: &str, start: usize) -> Vec<Span> {
    if quote.is_empty() {
        return Vec::new();
    }
    let from = start.min(text.len()).saturating_sub(NEARBY);
    let to = start
        .saturating_add(quote.len())
        .saturating_add(NEARBY)
        .min(text.len());
    let (from, to) = (text.floor_char_boundary(from), text.ceil_char_boundary(to));
    let near = &text[from..to];
    let found = memmem::find_iter(near.as_bytes(), quote.as_bytes())
        .filter_map(|at| Span::new(from + at, from + at + quote.len()))
        .filter(|span| {
            [span.start(), span.end()]
                .iter()
                .all(|at| is_grapheme_boundary(text, *at))
        });
    // More than these are not told apart by their nearness alone.
    let mut places: Vec<Span> = found.take(64).collect();
    places.sort_by_key(|span| span.start().abs_diff(start));
    places.truncate(MOST_PLACES);
    // A hundred thousand problems may be held at once.
    places.shrink_to_fit();
    places
}

/// Tells lines and columns of ascending places, going through the file once.
pub(super) struct Lines<'a> {
    file: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(file: &'a str) -> Self {
        Self {
            file,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// The line and the column in characters of byte `at`, both from 1. `at` must not be less than before.
    pub(super) fn at(&mut self, at: usize) -> (usize, usize) {
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

    #[test]
    fn lines_and_columns_are_counted_once() {
        let mut lines = Lines::of("é(\n\nab(");
        assert_eq!(
            [0, 2, 3, 4, 6].map(|at| lines.at(at)),
            [(1, 1), (1, 2), (1, 3), (2, 1), (3, 2)]
        );
    }

    /// `marked` is a text with the places that must be found in guillemets, the nearest to `start` first.
    fn check(marked: &str, quote: &str, start: usize) {
        let text = marked.replace(['«', '»'], "");
        let found: Vec<&str> = places_of(&text, quote, start)
            .iter()
            .map(|span| &text[span.range()])
            .collect();
        assert_eq!(found.len(), marked.matches('«').count(), "{marked}");
        assert!(found.iter().all(|words| *words == quote), "{marked}");
    }

    #[test]
    fn a_quote_is_found_on_whole_characters_only() {
        check("one «two» three", "two", 0);
        check("«two» and «two»", "two", 3);
        check("caf e\u{301}", "e", 0);
        check("nothing here", "two", 999);
    }

    #[test]
    fn the_nearest_place_comes_first() {
        let places = places_of("two, then two", "two", 9);
        assert_eq!(
            places.iter().map(|span| span.start()).collect::<Vec<_>>(),
            [10, 0]
        );
    }
}

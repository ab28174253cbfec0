//! Where things are in a file, and where a quote is in an article.

use super::{
    problem::{Fault, shortened},
    records::QuotedHighlight,
    wrong_quote::{Lies, MisquotedArticle, WrongQuote},
};
use crate::{
    project::ArticleText,
    text::{Span, is_grapheme_boundary, snap_to_graphemes, word_around},
};

use std::sync::Arc;

use memchr::memmem;

/// How far from its place a quote is looked for, in bytes of the article either way. An article of most lengths is looked
/// through whole; a bound keeps a long one with a hundred thousand wrong quotes from taking minutes.
const NEARBY: usize = 16 * 1024;

/// Most places that are offered.
const MOST_PLACES: usize = 3;

/// The fault of a highlight whose quote is not what stands at its span, with where else the quote stands. `at_quote` is where
/// the quote lies in the file, `place` where the highlight does.
pub(crate) fn wrong_quote<'a>(
    of: &Arc<MisquotedArticle>,
    written: &QuotedHighlight<'_>,
    at_quote: &'a str,
    place: &'a str,
) -> (&'a str, Fault) {
    let (start, end) = (written.start, written.end);
    let text = of.text.as_str();
    let lies = lies(&of.text, start, end);
    let wrong = Box::new(WrongQuote {
        of: Arc::clone(of),
        lies,
        quote: shortened(&written.quote).into(),
        now: stands_there(text, &written.quote, start, end),
        places: places_of(text, &written.quote, start).into(),
    });
    match lies {
        Lies::Whole => (at_quote, Fault::WrongQuote(wrong)),
        _ => (place, Fault::BadSpan(wrong)),
    }
}

fn lies(text: &ArticleText, start: usize, end: usize) -> Lies {
    let whole = text.as_str();
    let is_boundary = |at| is_grapheme_boundary(whole, at);
    if start >= end {
        Lies::Backwards
    } else if end > whole.len() {
        Lies::BeyondTheEnd
    } else if is_boundary(start) && is_boundary(end) {
        Lies::Whole
    } else {
        let cut = if is_boundary(start) { end } else { start };
        Lies::WithinCharacter(text.paragraphs().at(cut) + 1)
    }
}

/// How far from its end the last word of a quote is looked for, in bytes.
const NEAR_END: usize = 64;

/// What a highlight would quote where it is: the whole characters that it touches. Where the words in it were changed, its end
/// has moved: then it reaches to the quote's last word, if that stands nearby, or to the end of the word that it would cut.
/// `None` where the span is empty or reaches beyond the text.
pub(crate) fn stands_there(text: &str, quote: &str, start: usize, end: usize) -> Option<Span> {
    if start >= end || end > text.len() {
        return None;
    }
    let span = snap_to_graphemes(text, start, end)?;
    let end = end_of_last_word(text, quote, span).unwrap_or_else(|| {
        let cut = word_around(text, &(0..text.len()), span.end());
        let within = cut.start < span.end() && text[cut.clone()].contains(char::is_alphanumeric);
        let near = cut.end.min(span.end() + NEAR_END);
        if within { near } else { span.end() }
    });
    snap_to_graphemes(text, span.start(), end)
}

/// Where the last word of `quote` ends near the end of `span`; the nearest, in the same paragraph.
fn end_of_last_word(text: &str, quote: &str, span: Span) -> Option<usize> {
    let word = quote.split_whitespace().next_back()?;
    let from = text.floor_char_boundary(span.end().saturating_sub(NEAR_END + word.len()));
    let from = from.max(span.start());
    let to = text.ceil_char_boundary((span.end() + NEAR_END).min(text.len()));
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
    places
}

/// Tells lines and columns of ascending places, going through the file once.
pub(crate) struct Lines<'a> {
    file: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(file: &'a str) -> Self {
        Self {
            file,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// The line and the column in characters of byte `at`, both from 1. `at` must not be less than before.
    pub(crate) fn at(&mut self, at: usize) -> (usize, usize) {
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

    /// `marked` is a text with what a highlight would quote in guillemets; the highlight lies at `start..end` of it.
    fn check_there(marked: &str, quote: &str, range: std::ops::Range<usize>) {
        let text = marked.replace(['«', '»'], "");
        let now = stands_there(&text, quote, range.start, range.end).unwrap();
        let (before, words) = (&text[..now.start()], &text[now.range()]);
        let after = &text[now.end()..];
        assert_eq!(format!("{before}«{words}»{after}"), marked);
    }

    #[test]
    fn what_stands_there_ends_where_the_quote_did() {
        check_there("«killed 170 fighters» in all", "killed 70 fighters", 0..18);
        check_there("«killed 7 fighters» in all", "killed 70 fighters", 0..18);
        check_there("«people were injured» there", "people were hurt", 0..16);
        check_there("a «b» c", "x", 2..3);
        check_there("caf«e\u{301}»\nfighters", "fighters", 3..4);
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

use super::{
    folding::{Folding, changes_letter, fold_ascii, folded},
    graphemes::snap_to_graphemes,
    span::Span,
    words_and_sentences::is_word_edge,
};

use std::ops::Range;

/// A search term, folded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    /// Never empty.
    folded: Vec<char>,
    /// Whether a match must begin and end at a word edge.
    whole_words: bool,
}

impl Needle {
    /// Folds the typed term; `None` if it folds to nothing.
    pub fn new(typed: &str) -> Option<Self> {
        let folded: Vec<char> = folded(typed).chars().collect();
        (!folded.is_empty()).then_some(Self {
            folded,
            whole_words: false,
        })
    }

    /// The same term, matching whole words only, or anywhere.
    pub fn with_whole_words(self, whole_words: bool) -> Self {
        Self {
            whole_words,
            ..self
        }
    }

    pub(super) fn folded(&self) -> &[char] {
        &self.folded
    }

    /// Whether a match may be used: if only whole words are wanted, it must be one or several.
    pub(super) fn fits_words(&self, text: &str, span: Span) -> bool {
        !self.whole_words || is_whole_words(text, span)
    }

    pub fn begins(&self, text: &str) -> bool {
        find_all(text, self)
            .next()
            .is_some_and(|span| span.start() == 0)
    }

    pub fn is_in(&self, text: &str) -> bool {
        find_all(text, self).next().is_some()
    }
}

/// Returns the matches of `needle` in `text`, compared as by [`folded`], left to right, without overlaps, widened to
/// whole graphemes.
///
/// A space in the term matches any run of white space, line breaks included.
pub fn find_all<'a>(text: &'a str, needle: &'a Needle) -> impl Iterator<Item = Span> + 'a {
    find_within(text, needle, 0..text.len())
}

/// Like [`find_all`], but only matches that begin within `range`, whose ends must be character boundaries.
///
/// To search a long text in chunks, begin the next chunk where this one or its last match ends, whichever is later.
pub fn find_within<'a>(
    text: &'a str,
    needle: &'a Needle,
    range: Range<usize>,
) -> impl Iterator<Item = Span> + 'a {
    let within = &text.as_bytes()[..range.end];
    let mut from = range.start;
    std::iter::from_fn(move || {
        while let Some(start) = next_candidate(within, from, needle.folded[0]) {
            from = start + text[start..].chars().next().map_or(1, char::len_utf8);
            if let Some(end) = match_end(&text[start..], &needle.folded).map(|len| start + len)
                && let Some(span) = snap_to_graphemes(text, start, end)
                && needle.fits_words(text, span)
            {
                from = span.end();
                return Some(span);
            }
        }
        None
    })
}

/// Whether a span begins and ends at the edge of a word.
pub fn is_whole_words(text: &str, span: Span) -> bool {
    is_word_edge(text, span.start()) && is_word_edge(text, span.end())
}

/// The first offset from `from` on where a match may begin. Skips nearly all of a text: the only candidates are ASCII
/// characters that fold to `first` and non-ASCII characters.
fn next_candidate(text: &[u8], from: usize, first: char) -> Option<usize> {
    let may_begin = |byte: &u8| !byte.is_ascii() || fold_ascii(char::from(*byte)) == first;
    let passed = text.get(from..)?.iter().position(may_begin)?;
    Some(from + passed)
}

/// Length in bytes of a match at the start of `text`. Its first character must not fold to nothing, so that no match
/// begins at a stray accent. The mark after it must not change its last letter: か is not in が.
fn match_end(text: &str, needle: &[char]) -> Option<usize> {
    let mut folding = Folding::default();
    let mut matched = 0;
    for (at, character) in text.char_indices() {
        let before = matched;
        let mut differs = false;
        // The folded part after the match within the same character: a term may end inside a ligature.
        let mut next = None;
        folding.each(character, |got| match needle.get(matched) {
            Some(want) if *want == got => matched += 1,
            Some(_) => differs = true,
            None => next = next.or(Some(got)),
        });
        if differs || (at == 0 && matched == before) {
            return None;
        }
        if matched == needle.len() {
            let end = at + character.len_utf8();
            let is_changed = match next {
                Some(part) => changes_letter(part),
                None => is_changed_by(&text[end..], folding),
            };
            return (!is_changed).then_some(end);
        }
    }
    None
}

/// Whether the next folded part of the text changes the letter before it.
fn is_changed_by(rest: &str, mut folding: Folding) -> bool {
    let mut next = None;
    for character in rest.chars() {
        // After another space, a space folds to nothing.
        if character.is_ascii() {
            return false;
        }
        folding.each(character, |part| next = next.or(Some(part)));
        if let Some(part) = next {
            return changes_letter(part);
        }
    }
    false
}

#[cfg(test)]
mod tests;

use crate::text::{
    FoldedNeedle, FoldedText, Needle, Span, find_all, is_grapheme_boundary, is_whole_words,
    snap_to_graphemes,
};

use memchr::memmem::Finder;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// One part of a query; every part must be found.
#[derive(Clone, Debug)]
pub enum Term {
    /// Words that match equivalent spellings and characters of one key on a keyboard.
    Folded(Box<FoldedNeedle>),
    /// The letters as typed.
    Exact(ExactNeedle),
    Pattern(Regex),
    /// Alternatives, one of which must be found.
    Any(Vec<Term>),
}

/// Letters that match as typed, whether or not their accents are separate code points.
#[derive(Clone, Debug)]
pub struct ExactNeedle {
    /// One for each encoding of the accents.
    finders: Vec<Finder<'static>>,
    whole_words: bool,
}

impl Term {
    /// `None` if the words fold to nothing.
    pub(super) fn of_words(words: &str, exact: bool, whole_words: bool) -> Option<Self> {
        if exact {
            return ExactNeedle::new(words.trim(), whole_words).map(Self::Exact);
        }
        let needle = Needle::new(words)?.with_whole_words(whole_words);
        Some(Self::Folded(Box::new(FoldedNeedle::new(needle))))
    }

    /// The matches in a text, from left to right, not nested, in whole graphemes. `folded` is the folded text, if
    /// cached.
    pub(super) fn find(&self, text: &str, folded: Option<&FoldedText>) -> Vec<Span> {
        match self {
            Self::Folded(needle) => match folded {
                Some(folded) => folded.find_all(text, needle).collect(),
                None => find_all(text, needle.needle()).collect(),
            },
            Self::Exact(needle) => needle.find(text),
            Self::Any(terms) => {
                let found = terms.iter().flat_map(|term| term.find(text, folded));
                let mut all: Vec<Span> = found.collect();
                without_nested(&mut all);
                all
            }
            Self::Pattern(pattern) => {
                let found = pattern.find_iter(text).filter(|found| !found.is_empty());
                let spans =
                    found.filter_map(|found| snap_to_graphemes(text, found.start(), found.end()));
                // A letter and its accent may both match, and are one grapheme.
                let mut end = 0;
                let apart = spans.filter(|span| {
                    let is_apart = span.start() >= end;
                    end = end.max(span.end());
                    is_apart
                });
                apart.collect()
            }
        }
    }
}

/// Sorts spans, and removes those within another.
pub(super) fn without_nested(spans: &mut Vec<Span>) {
    spans.sort_unstable_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
    let mut reached = 0;
    spans.retain(|span| {
        let is_new = span.end() > reached;
        reached = reached.max(span.end());
        is_new
    });
}

impl ExactNeedle {
    fn new(typed: &str, whole_words: bool) -> Option<Self> {
        let mut spellings = vec![
            typed.to_owned(),
            typed.nfc().collect(),
            typed.nfd().collect(),
        ];
        spellings.sort_unstable();
        spellings.dedup();
        let finders = spellings.iter().map(|it| Finder::new(it).into_owned());
        (!typed.is_empty()).then(|| Self {
            finders: finders.collect(),
            whole_words,
        })
    }

    fn find(&self, text: &str) -> Vec<Span> {
        let matches = |finder: &Finder<'_>| {
            let len = finder.needle().len();
            let matches: Vec<usize> = finder.find_iter(text.as_bytes()).collect();
            matches
                .into_iter()
                .filter_map(move |at| Span::new(at, at + len))
        };
        let is_it = |span: &Span| {
            let ends = [span.start(), span.end()];
            ends.iter().all(|at| is_grapheme_boundary(text, *at))
                && (!self.whole_words || is_whole_words(text, *span))
        };
        let mut all: Vec<Span> = self
            .finders
            .iter()
            .flat_map(matches)
            .filter(is_it)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_found_from_left_to_right_and_not_within_each_other() {
        let any = |words: &[&str]| {
            let terms = words
                .iter()
                .filter_map(|it| Term::of_words(it, false, false));
            Term::Any(terms.collect())
        };
        let found = |words: &[&str], text: &str| {
            let spans = any(words).find(text, None);
            let found: Vec<String> = spans
                .iter()
                .map(|it| text[it.start()..it.end()].to_owned())
                .collect();
            found
        };
        let text = "Qarvet is Karveth, upper Qarvet";
        assert_eq!(
            found(&["Karveth", "upper Qarvet", "qarvet"], text),
            ["Qarvet", "Karveth", "upper Qarvet"]
        );
        assert!(found(&["Ilven", "Orvane"], text).is_empty());
    }

    #[test]
    fn a_letter_and_its_accent_are_one_match_of_a_pattern() {
        let term = Term::Pattern(Regex::new("e|\u{301}").unwrap());
        let spans = term.find("e\u{301}te", None);
        let found: Vec<(usize, usize)> = spans.iter().map(|it| (it.start(), it.end())).collect();
        assert_eq!(found, [(0, 3), (4, 5)]);
    }
}

use super::{graphemes::snap_to_graphemes, span::Span};

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A search term, folded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle(Vec<char>);

impl Needle {
    /// Folds the typed term; `None` if nothing is left of it.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let mut folded = Vec::new();
        typed
            .trim()
            .chars()
            .for_each(|character| fold(character, |part| folded.push(part)));
        (!folded.is_empty()).then_some(Self(folded))
    }

    #[must_use]
    pub fn begins(&self, text: &str) -> bool {
        find_all(text, self)
            .next()
            .is_some_and(|span| span.start() == 0)
    }

    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        find_all(text, self).next().is_some()
    }
}

/// A text as search compares it; see [`find_all`] for the rule.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars()
        .for_each(|character| fold(character, |part| folded.push(part)));
    folded
}

/// Every match of `needle` in `text`, ignoring case and accents, left to right, without overlaps, widened to whole graphemes.
///
/// Folding is by character: compatibility decomposition ("fi" finds "ﬁ"), combining marks dropped, lower case. It is the same
/// for all languages: Turkish dotless i is not i.
pub fn find_all<'a>(text: &'a str, needle: &'a Needle) -> impl Iterator<Item = Span> + 'a {
    find_within(text, needle, 0..text.len())
}

/// Like [`find_all`], but only matches that begin within `range`, whose ends are character boundaries.
///
/// To search a long text in pieces, begin the next piece where this one or its last match ends, whichever is later.
pub fn find_within<'a>(
    text: &'a str,
    needle: &'a Needle,
    range: Range<usize>,
) -> impl Iterator<Item = Span> + 'a {
    let within = &text.as_bytes()[..range.end];
    let mut from = range.start;
    std::iter::from_fn(move || {
        while let Some(start) = next_candidate(within, from, needle.0[0]) {
            from = start + text[start..].chars().next().map_or(1, char::len_utf8);
            if let Some(end) = match_end(&text[start..], &needle.0).map(|len| start + len)
                && let Some(span) = snap_to_graphemes(text, start, end)
            {
                from = span.end();
                return Some(span);
            }
        }
        None
    })
}

/// The first offset from `from` on at which a match may begin. This skips nearly all of a text: an ASCII letter folds to its
/// lower case, so only letters equal to `first` and characters beyond ASCII are candidates.
fn next_candidate(text: &[u8], from: usize, first: char) -> Option<usize> {
    let may_begin = |byte: &u8| !byte.is_ascii() || char::from(byte.to_ascii_lowercase()) == first;
    let passed = text.get(from..)?.iter().position(may_begin)?;
    Some(from + passed)
}

/// Length in bytes of a match at the start of `text`. Its first character must survive folding, so that no match begins at a
/// stray combining mark.
fn match_end(text: &str, needle: &[char]) -> Option<usize> {
    let mut matched = 0;
    for (at, character) in text.char_indices() {
        let before = matched;
        let mut differs = false;
        fold(character, |got| match needle.get(matched) {
            Some(want) if *want == got => matched += 1,
            // A term that ends inside a ligature matches the whole character.
            None => {}
            Some(_) => differs = true,
        });
        if differs || (at == 0 && matched == before) {
            return None;
        }
        if matched == needle.len() {
            return Some(at + character.len_utf8());
        }
    }
    None
}

/// Calls `hand_on` with each folded letter: none for a combining mark, several for a ligature.
fn fold(character: char, mut hand_on: impl FnMut(char)) {
    if character.is_ascii() {
        hand_on(character.to_ascii_lowercase());
        return;
    }
    std::iter::once(character)
        .nfkd()
        .filter(|part| !is_combining_mark(*part))
        .flat_map(char::to_lowercase)
        .for_each(hand_on);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(needle: &str, text: &str, expected: &[&str]) {
        let needle = Needle::new(needle).unwrap();
        let found: Vec<&str> = find_all(text, &needle)
            .map(|span| &text[span.range()])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn case_and_accents_are_ignored() {
        check(
            "cafe",
            "Café, CAFE, cafe\u{301}s",
            &["Café", "CAFE", "cafe\u{301}"],
        );
        check("ÉTÉ", "un été", &["été"]);
        check("йод", "ИОД", &["ИОД"]);
    }

    #[test]
    fn a_ligature_is_found_by_its_letters() {
        check("fi", "o\u{FB01}ce", &["\u{FB01}"]);
        check("f", "o\u{FB01}ce", &["\u{FB01}"]);
    }

    #[test]
    fn hits_do_not_overlap() {
        check("aa", "aaaaa", &["aa", "aa"]);
    }

    #[test]
    fn searching_in_pieces_finds_the_same_matches() {
        let text = "Été, ete\u{301}, ÉTÉ: l\u{2019}été de l\u{2019}e\u{301}te\u{301} o\u{FB01}ce";
        for typed in ["ete", "e", "fi", "\u{2019}"] {
            let needle = Needle::new(typed).unwrap();
            let whole: Vec<Span> = find_all(text, &needle).collect();
            assert!(!whole.is_empty());
            for piece in 1..text.len() {
                let mut found: Vec<Span> = Vec::new();
                let mut from = 0;
                while from < text.len() {
                    let end = text.ceil_char_boundary((from + piece).min(text.len()));
                    found.extend(find_within(text, &needle, from..end));
                    from = found.last().map_or(end, |last| last.end().max(end));
                }
                assert_eq!(found, whole, "{typed:?} in pieces of {piece}");
            }
        }
    }

    #[test]
    fn a_blank_term_is_no_needle() {
        assert_eq!(Needle::new("  "), None);
    }
}

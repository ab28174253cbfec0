use super::{graphemes::snap_to_graphemes, span::Span};

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What is looked for, folded once: lower case, without accents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle(Vec<char>);

impl Needle {
    /// Folds what the analyst typed; `None` where nothing is left to look for.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let mut folded = Vec::new();
        typed
            .trim()
            .chars()
            .for_each(|character| fold(character, |part| folded.push(part)));
        (!folded.is_empty()).then_some(Self(folded))
    }

    /// Whether `text` begins with the needle.
    #[must_use]
    pub fn begins(&self, text: &str) -> bool {
        find_all(text, self)
            .next()
            .is_some_and(|span| span.start() == 0)
    }

    /// Whether `text` holds the needle anywhere.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        find_all(text, self).next().is_some()
    }
}

/// A text as finding compares it: lower case, without accents, ligatures taken apart. See [`find_all`] for how.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars()
        .for_each(|character| fold(character, |part| folded.push(part)));
    folded
}

/// Every place in `text` where `needle` stands, case- and accent-insensitive, left to right, not overlapping.
/// Each is widened to whole graphemes.
///
/// Folding is by character: canonical and compatibility decomposition (so that "ﬁ" is found by "fi"), combining marks
/// dropped, then lower case. It knows no language: Turkish dotless i is not i.
pub fn find_all<'a>(text: &'a str, needle: &'a Needle) -> impl Iterator<Item = Span> + 'a {
    find_within(text, needle, 0..text.len())
}

/// Like [`find_all`], but only the places that begin within `range`, whose ends are between characters.
///
/// A long text can be looked through a piece at a time: the next piece begins where this one ends, or its last place does
/// if that is further on.
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

/// The first place from `from` on at which a match may begin. Nearly all of a text is passed over here: a letter of ASCII
/// folds to nothing but its lower case, so only those that are `first` then, and all other characters, are worth a look.
fn next_candidate(text: &[u8], from: usize, first: char) -> Option<usize> {
    let may_begin = |byte: &u8| !byte.is_ascii() || char::from(byte.to_ascii_lowercase()) == first;
    let passed = text.get(from..)?.iter().position(may_begin)?;
    Some(from + passed)
}

/// How many bytes of the start of `text` the folded `needle` matches. The first character must be one that folding keeps,
/// so that a match never begins at a stray combining mark.
fn match_end(text: &str, needle: &[char]) -> Option<usize> {
    let mut matched = 0;
    for (at, character) in text.char_indices() {
        let before = matched;
        let mut differs = false;
        fold(character, |got| match needle.get(matched) {
            Some(want) if *want == got => matched += 1,
            // The needle ended inside a ligature: the whole character counts.
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

/// Hands on what is left of `character` after folding: nothing for a combining mark, several letters for a ligature.
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
    fn case_and_accents_do_not_matter() {
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
    fn a_text_looked_through_in_pieces_gives_the_same_places() {
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
    fn nothing_typed_finds_nothing() {
        assert_eq!(Needle::new("  "), None);
    }
}

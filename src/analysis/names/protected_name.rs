use crate::text::{Reading, loosen};

use std::{borrow::Cow, ops::Range};

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;

/// A protected spelling, prepared for searching many normalised texts.
#[derive(Clone, Debug)]
pub(crate) struct ProtectedName {
    /// Normalised and non-empty. A blank or nothing may separate them in a text, as URLs and file names have "ivan-petrov" or
    /// `IvanPetrov`.
    words: Vec<String>,
    /// Index in `words` of the longest, which `finder` searches for.
    longest: usize,
    finder: Finder<'static>,
    pub(crate) stand_in: String,
}

impl ProtectedName {
    /// `None` for a spelling without letters, digits and symbols.
    pub(crate) fn new(spelling: &str, stand_in: &str) -> Option<Self> {
        let mut loose = String::new();
        loosen(&apart(spelling), Reading::AsWritten, &mut loose);
        let words: Vec<String> = loose.split_ascii_whitespace().map(str::to_owned).collect();
        let (longest, word) = words
            .iter()
            .enumerate()
            .max_by_key(|(_, word)| word.len())?;
        Some(Self {
            finder: Finder::new(word.as_bytes()).into_owned(),
            longest,
            stand_in: stand_in.to_owned(),
            words,
        })
    }

    pub(crate) fn is_in(&self, loose: &str) -> bool {
        self.places(loose).next().is_some()
    }

    /// Matches in a normalised text, left to right, without overlaps.
    pub(crate) fn places<'a>(&'a self, loose: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let loose = loose.as_bytes();
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let at = from + self.finder.find(&loose[from..])?;
                from = at + 1;
                if let Some(place) = self.around(loose, at) {
                    from = place.end;
                    return Some(place);
                }
            }
        })
    }

    /// The whole name around its longest word at byte `at`.
    fn around(&self, loose: &[u8], at: usize) -> Option<Range<usize>> {
        let (before, from_longest) = self.words.split_at(self.longest);
        let (longest, after) = from_longest.split_first()?;
        let start = before.iter().rev().try_fold(at, |start, word| {
            let left = &loose[..start];
            let left = left.strip_suffix(b" ").unwrap_or(left);
            left.strip_suffix(word.as_bytes()).map(<[u8]>::len)
        })?;
        let rest = after
            .iter()
            .try_fold(&loose[at + longest.len()..], |rest, word| {
                let rest = rest.strip_prefix(b" ").unwrap_or(rest);
                rest.strip_prefix(word.as_bytes())
            })?;
        Some(start..loose.len() - rest.len())
    }
}

/// The spelling with digraphs contracted, if it has any: "Joerg Krueger" becomes "Jorg Kruger", which also finds "Jörg Krüger". Short
/// words are left alone: "Joe" would be found in every "job".
pub(crate) fn drawn_together(spelling: &str) -> Option<String> {
    let spelling: String = spelling.nfc().collect();
    let words = spelling.split_inclusive(char::is_whitespace);
    let drawn: String = words.map(drawn_word).collect();
    (drawn != spelling).then_some(drawn)
}

/// Fewest letters that a contracted word may have.
const LEAST_DRAWN: usize = 4;

fn drawn_word(word: &str) -> Cow<'_, str> {
    let mut drawn = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        drawn.push(letter);
        let seconds = match letter.to_ascii_lowercase() {
            'a' => ['a', 'e'].as_slice(),
            'o' | 'u' => &['e'],
            _ => continue,
        };
        letters.next_if(|next| seconds.contains(&next.to_ascii_lowercase()));
    }
    if drawn.trim().chars().count() < LEAST_DRAWN {
        word.into()
    } else {
        drawn.into()
    }
}

/// The spelling with umlauts and the like written out, if it has any: "Krueger".
pub(crate) fn spelled_out(spelling: &str) -> Option<String> {
    let mut spelled = String::with_capacity(spelling.len() + 4);
    let mut is_other = false;
    for letter in spelling.nfc() {
        let out = match letter {
            'ä' => "ae",
            'Ä' => "Ae",
            'ö' | 'ø' => "oe",
            'Ö' | 'Ø' => "Oe",
            'ü' => "ue",
            'Ü' => "Ue",
            'å' => "aa",
            'Å' => "Aa",
            other => {
                spelled.push(other);
                continue;
            }
        };
        spelled += out;
        is_other = true;
    }
    is_other.then_some(spelled)
}

/// Splits `McDonald` into "Mc Donald", since it may be two words elsewhere.
fn apart(spelling: &str) -> String {
    let mut apart = String::with_capacity(spelling.len() + 4);
    let mut after_small = false;
    for letter in spelling.chars() {
        if after_small && letter.is_uppercase() {
            apart.push(' ');
        }
        // Combining accents and invisible characters change nothing.
        if letter.is_alphanumeric() {
            after_small = letter.is_lowercase();
        }
        apart.push(letter);
    }
    apart
}

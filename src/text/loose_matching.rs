use super::{
    escapes::escaped_character, graphemes::snap_to_graphemes, hidden_characters::hidden_character,
    span::Span,
};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Normalised text for the protected-name search, with a map back to byte offsets.
///
/// Looser than [`find_all`](super::find_all), because a missed name is a leak. Only letters, digits and symbols such as emoji
/// count; case ("ß" is "SS"), accents and strokes ("ł" is "l") and invisible characters do not. A run of anything else
/// (white space, dashes, dots, underscores) becomes one blank.
///
/// ```
/// use crosscheck::text::{LooseText, Reading};
/// let text = "said IVÁN_\n Pe\u{ad}trov.";
/// let loose = LooseText::of(text, Reading::AsWritten);
/// let at = loose.as_str().find("ivan petrov").unwrap();
/// let span = loose.span(text, at, at + "ivan petrov".len()).unwrap();
/// assert_eq!(&text[span.range()], "IVÁN_\n Pe\u{ad}trov");
/// ```
#[derive(Clone, Debug, Default)]
pub struct LooseText {
    loose: String,
    /// For each byte of `loose`, the start and end of the original bytes it comes from.
    from: Vec<(usize, usize)>,
}

/// A way to read a text before normalising it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Letter by letter.
    AsWritten,
    /// With percent and HTML escapes decoded, also doubly escaped ones: "%20" and "&nbsp;" are blanks; "%D0%98", "%25D0%2598"
    /// and "&#1048;" are "И". A named HTML reference to anything but a letter ("&rsquo;") is a blank.
    Unescaped,
    /// With words joined that a hyphen breaks at the end of a line.
    Rejoined,
}

impl Reading {
    /// The readings that differ for `text`: nearly always one.
    pub fn all_of(text: &str) -> impl Iterator<Item = Self> + use<> {
        let bytes = text.as_bytes();
        let has_escape = memchr::memchr2_iter(b'%', b'&', bytes)
            .any(|at| escaped_character(bytes, at).is_some());
        let mut hyphens = text.match_indices(is_hyphen);
        let has_break = hyphens.any(|(at, _)| break_at(text, at).is_some());
        let others = [
            has_escape.then_some(Self::Unescaped),
            has_break.then_some(Self::Rejoined),
        ];
        [Self::AsWritten]
            .into_iter()
            .chain(others.into_iter().flatten())
    }
}

impl LooseText {
    #[must_use]
    pub fn of(text: &str, reading: Reading) -> Self {
        let mut all = Self::default();
        each(text, reading, |part, start, end| {
            all.loose.push(part);
            all.from.resize(all.loose.len(), (start, end));
        });
        all
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.loose
    }

    /// The span of `text` (the original) that the normalised bytes `start..end` come from, widened to whole graphemes.
    #[must_use]
    pub fn span(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        let (first, _) = *self.from.get(start)?;
        let (_, end) = *self.from.get(end.checked_sub(1)?)?;
        snap_to_graphemes(text, first, end)
    }
}

/// Replaces `loose` with the normalised `text`, trimmed.
pub fn loosen(text: &str, reading: Reading, loose: &mut String) {
    loose.clear();
    each(text, reading, |part, _, _| loose.push(part));
    loose.truncate(loose.trim_end().len());
}

/// Calls `hand_on` with each normalised letter and the start and end of its original bytes.
fn each(text: &str, reading: Reading, mut hand_on: impl FnMut(char, usize, usize)) {
    let mut after_blank = true;
    let mut one = |character, start, end| {
        of_character(character, |part| {
            let is_blank = part == ' ';
            if !(is_blank && after_blank) {
                hand_on(part, start, end);
            }
            after_blank = is_blank;
        });
    };
    let mut done = 0;
    for (at, character) in text.char_indices() {
        if at < done {
            continue;
        }
        if reading == Reading::Rejoined
            && let Some(end) = break_at(text, at)
        {
            done = end;
            continue;
        }
        let escaped = match reading {
            Reading::Unescaped => escaped_character(text.as_bytes(), at),
            _ => None,
        };
        let (character, end) = escaped.unwrap_or((character, at + character.len_utf8()));
        one(character, at, end);
        done = end;
    }
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{AD}')
}

/// Offset at which a word continues that the hyphen at byte `at` breaks. A line's end may have become a blank in a quote.
fn break_at(text: &str, at: usize) -> Option<usize> {
    let after = text[at..].strip_prefix(is_hyphen)?;
    let rest = after.trim_start();
    let goes_on = rest.starts_with(char::is_alphabetic) && rest.len() < after.len();
    let in_word = text[..at].ends_with(char::is_alphabetic);
    (goes_on && in_word).then_some(text.len() - rest.len())
}

fn of_character(character: char, mut hand_on: impl FnMut(char)) {
    match character {
        _ if character.is_ascii_alphanumeric() => hand_on(character.to_ascii_lowercase()),
        _ if character.is_whitespace() => hand_on(' '),
        _ if is_unseen(character) => {}
        _ if character.is_ascii() => hand_on(' '),
        // Upper case first: it makes "ß" and "SS", and the two sigmas, equal.
        _ => std::iter::once(character)
            .nfkd()
            .filter(|part| !is_combining_mark(*part))
            .flat_map(char::to_uppercase)
            .flat_map(char::to_lowercase)
            .nfkd()
            .filter(|part| !is_combining_mark(*part))
            .for_each(|part| plain(part).chars().for_each(&mut hand_on)),
    }
}

/// Characters that draw nothing: Unicode's default ignorables, fillers, the empty Braille cell, and the tatweel that stretches
/// Arabic words. Variation selectors are combining marks and are dropped anyway.
fn is_unseen(character: char) -> bool {
    hidden_character(character).is_some()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{640}' | '\u{115F}' | '\u{1160}' | '\u{180E}'
            | '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// The usual ASCII spelling of a letter that Unicode does not decompose; a blank for anything that is not a letter.
fn plain(letter: char) -> Letters {
    let plain = match letter {
        '\u{142}' => "l",
        'ø' => "o",
        'đ' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'æ' => "ae",
        'œ' => "oe",
        // Left over from a capital sharp s.
        'ß' => "ss",
        // Letters by their Unicode class, but read as apostrophes, ayn and hamza.
        '\u{2B9}'..='\u{2BF}' | '\u{2C8}' | '\u{2EE}' | '\u{A78B}' | '\u{A78C}' => " ",
        // Persian and Arabic keyboards have different kaf and yeh.
        '\u{6A9}' => "\u{643}",
        '\u{649}' | '\u{6CC}' => "\u{64A}",
        other if other.is_alphanumeric() || is_sign(other) => return Letters::Same(other),
        _ => " ",
    };
    Letters::Plain(plain)
}

/// Symbols that may be part of a name: arrows, emoji.
fn is_sign(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FBFF}')
}

enum Letters {
    Same(char),
    Plain(&'static str),
}

impl Letters {
    fn chars(self) -> impl Iterator<Item = char> {
        let (same, plain) = match self {
            Self::Same(letter) => (Some(letter), ""),
            Self::Plain(letters) => (None, letters),
        };
        same.into_iter().chain(plain.chars())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_that_read_as_the_same_name_are_equal() {
        for same in [
            "Łukasz O'Weiß-Gård",
            "LUKASZ O\u{2019}WEISS\u{2011}GARD",
            " łu\u{ad}kasz \u{a0}\n o\u{2018}weiß\u{2013}ga\u{30a}rd\t",
            "Ｌｕ\u{200b}kasz o`weiss-gard",
            "/lukasz_o.weiss+gard/",
            "Łukasz O\u{2BC}Weiß Gård",
            "l\u{61c}u\u{180e}k\u{3164}a\u{e0041}s\u{fe0f}z o weiss gard",
        ] {
            let mut loose = String::from("what was there");
            loosen(same, Reading::AsWritten, &mut loose);
            assert_eq!(loose, "lukasz o weiss gard", "{same:?}");
        }
    }

    #[test]
    fn arabic_ignores_tatweel_vowel_points_and_keyboard() {
        let mut loose = String::new();
        for same in ["كريم", "کریم", "كـــريم", "كَرِيم"] {
            loosen(same, Reading::AsWritten, &mut loose);
            assert_eq!(loose, "كريم", "{same}");
        }
    }

    #[test]
    fn symbols_are_kept() {
        let mut loose = String::new();
        loosen("a 🦊 b", Reading::AsWritten, &mut loose);
        assert_eq!(loose, "a 🦊 b");
    }

    #[test]
    fn a_text_with_escapes_has_two_readings() {
        let text = "50% is /q=%D0%98%d0%B2-%25D0%2592%2541%20z";
        let readings: Vec<Reading> = Reading::all_of(text).collect();
        assert_eq!(readings, [Reading::AsWritten, Reading::Unescaped]);
        let loose = LooseText::of(text, Reading::Unescaped);
        assert_eq!(loose.as_str(), "50 is q ив ва z".replace('а', "a"));
        let at = loose.as_str().find("ив").unwrap();
        let span = loose.span(text, at, at + "ив".len()).unwrap();
        assert_eq!(&text[span.range()], "%D0%98%d0%B2");
        for text in [
            "",
            "50% of it",
            "%zz %d0 %ff",
            "Smith & Sons; -",
            "a - b",
            "1- 2",
        ] {
            assert_eq!(Reading::all_of(text).count(), 1, "{text}");
        }
    }

    #[test]
    fn a_word_broken_by_a_hyphen_is_also_read_whole() {
        let text = "said Pet-\n  rov. Ivan-Petrov";
        let readings: Vec<Reading> = Reading::all_of(text).collect();
        assert_eq!(readings, [Reading::AsWritten, Reading::Rejoined]);
        let loose = LooseText::of(text, Reading::Rejoined);
        assert_eq!(loose.as_str(), "said petrov ivan petrov");
        let span = loose.span(text, 5, 11).unwrap();
        assert_eq!(&text[span.range()], "Pet-\n  rov");
    }

    #[test]
    fn every_letter_maps_back_to_its_original_bytes() {
        let text = "\u{feff} É\u{301}té ﬁn";
        let loose = LooseText::of(text, Reading::AsWritten);
        assert_eq!(loose.as_str(), "ete fin");
        let at = |start, end| loose.span(text, start, end).map(|span| &text[span.range()]);
        assert_eq!(at(0, 3), Some("É\u{301}té"));
        assert_eq!(at(4, 5), Some("ﬁ"));
        assert_eq!(at(6, 7), Some("n"));
        assert_eq!(at(7, 8), None);
    }
}

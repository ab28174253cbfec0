use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{Span, hidden_character, snap_to_graphemes};

/// A text as a name is looked for in it that must not get out, with the way back to where each letter stands.
///
/// Looser than [`find_all`](super::find_all), since what is missed here is a leak: besides upper and lower case ("ß" is "SS")
/// and accents (a stroke too: "ł" is "l"), hidden characters and soft hyphens do not count, nor which kind of dash, apostrophe
/// or white space stands there, nor how much of the latter.
///
/// ```
/// use crosscheck::text::LooseText;
/// let text = "said IVÁN\n Pe\u{ad}trov.";
/// let loose = LooseText::of(text);
/// let at = loose.as_str().find("ivan petrov").unwrap();
/// let span = loose.span(text, at, at + "ivan petrov".len()).unwrap();
/// assert_eq!(&text[span.range()], "IVÁN\n Pe\u{ad}trov");
/// ```
#[derive(Clone, Debug, Default)]
pub struct LooseText {
    loose: String,
    /// The byte of the text that each byte of `loose` comes from.
    from: Vec<usize>,
}

impl LooseText {
    /// The text loosened.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut all = Self::default();
        each(text, |part, at| {
            all.loose.push(part);
            all.from.resize(all.loose.len(), at);
        });
        all
    }

    /// The loosened text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.loose
    }

    /// Where the bytes from `start` to `end` of the loosened text stand in `text`, which it was made of; widened to whole
    /// graphemes. `None` where that is nothing.
    #[must_use]
    pub fn span(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        let first = *self.from.get(start)?;
        let last = *self.from.get(end.checked_sub(1)?)?;
        let after = text.get(last..)?.chars().next().map_or(0, char::len_utf8);
        snap_to_graphemes(text, first, last + after)
    }
}

/// Loosens `text` into `loose`, in place of what was there; white space at its ends goes.
pub fn loosen(text: &str, loose: &mut String) {
    loose.clear();
    each(text, |part, _| loose.push(part));
    loose.truncate(loose.trim_end().len());
}

fn each(text: &str, mut hand_on: impl FnMut(char, usize)) {
    let mut after_blank = true;
    for (at, character) in text.char_indices() {
        of_character(character, |part| {
            let is_blank = part == ' ';
            if !(is_blank && after_blank) {
                hand_on(part, at);
            }
            after_blank = is_blank;
        });
    }
}

fn of_character(character: char, mut hand_on: impl FnMut(char)) {
    match character {
        _ if character.is_whitespace() => hand_on(' '),
        '\u{60}' | '\u{B4}' | '\u{2018}' | '\u{2019}' | '\u{2BC}' | '\u{2032}' => hand_on('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => hand_on('-'),
        '\u{AD}' => {}
        _ if hidden_character(character).is_some() => {}
        _ if character.is_ascii() => hand_on(character.to_ascii_lowercase()),
        // By way of the upper case, which knows that "ß" and "SS", or the two sigmas, are one.
        _ => std::iter::once(character)
            .nfkd()
            .filter(|part| !is_combining_mark(*part))
            .flat_map(char::to_uppercase)
            .flat_map(char::to_lowercase)
            .nfkd()
            .filter(|part| !is_combining_mark(*part))
            .for_each(|part| without_stroke(part).chars().for_each(&mut hand_on)),
    }
}

/// A letter as those write it who have no key for it; Unicode does not take these apart.
fn without_stroke(letter: char) -> Letters {
    let plain = match letter {
        '\u{142}' => "l",
        'ø' => "o",
        'đ' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'æ' => "ae",
        'œ' => "oe",
        other => return Letters::Same(other),
    };
    Letters::Plain(plain)
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
    fn what_a_person_reads_as_the_same_name_is_the_same() {
        for same in [
            "Łukasz O'Weiß-Gård",
            "LUKASZ O\u{2019}WEISS\u{2011}GARD",
            " łu\u{ad}kasz \u{a0}\n o\u{2018}weiß\u{2013}ga\u{30a}rd\t",
            "Ｌｕ\u{200b}kasz o`weiss-gard",
        ] {
            let mut loose = String::from("what was there");
            loosen(same, &mut loose);
            assert_eq!(loose, "lukasz o'weiss-gard", "{same:?}");
        }
    }

    #[test]
    fn every_letter_leads_back_to_where_it_stands() {
        let text = "\u{feff} É\u{301}té ﬁn";
        let loose = LooseText::of(text);
        assert_eq!(loose.as_str(), "ete fin");
        let at = |start, end| loose.span(text, start, end).map(|span| &text[span.range()]);
        assert_eq!(at(0, 3), Some("É\u{301}té"));
        assert_eq!(at(4, 5), Some("ﬁ"));
        assert_eq!(at(6, 7), Some("n"));
        assert_eq!(at(7, 8), None);
    }
}

use super::{
    inflection::InflectedPart,
    name_matches::SHORT,
    name_parts::{NameParts, surname_index},
};
use crate::text::{Shapes, letters_of};

use std::borrow::Cow;

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;

/// A protected spelling, prepared for searching many texts.
#[derive(Clone, Debug)]
pub(super) struct ProtectedName {
    pub stand_in: String,
    /// The words of the name that count, in their order.
    pub parts: Vec<InflectedPart>,
    /// Index in `parts` of the surname, if it is searched for alone.
    pub surname: Option<usize>,
    /// The letters of the whole name, of the name in reverse order, and without its middle.
    pub wholes: Vec<WholeName>,
    /// Capitals of the parts, if there are several.
    pub initials: Vec<char>,
    /// It is another form of a given name, which is only possibly a name and never in small letters.
    pub is_nickname: bool,
    /// Finds what every match has: the keys of the parts.
    keys: Vec<Finder<'static>>,
}

/// The letters of a name as one word, and where its words end in them.
#[derive(Clone, Debug)]
pub(super) struct WholeName {
    pub letters: String,
    pub ends: Vec<usize>,
    /// False for an initial before a short surname, and one in place of the surname.
    pub is_certain: bool,
    pub finder: Finder<'static>,
}

impl WholeName {
    fn new(words: &[&str]) -> Self {
        let letters = words.concat();
        let ends = words.iter().scan(0, |end, word| {
            *end += word.len();
            Some(*end)
        });
        Self {
            ends: ends.collect(),
            is_certain: true,
            finder: Finder::new(letters.as_bytes()).into_owned(),
            letters,
        }
    }

    /// Number of letters.
    pub fn count(&self) -> usize {
        self.letters.chars().count()
    }
}

impl ProtectedName {
    /// `None` for a spelling without letters, digits and symbols.
    pub fn new(spelling: &str, stand_in: &str, shapes: Shapes) -> Option<Self> {
        let NameParts { words, is_part } = NameParts::new(spelling);
        let letters: Vec<String> = words.iter().map(|word| letters_of(word, shapes)).collect();
        let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
        let mut wholes = vec![WholeName::new(&letters)];
        if wholes[0].letters.is_empty() {
            return None;
        }
        let counted: Vec<&String> = words
            .iter()
            .zip(&is_part)
            .filter(|(_, is)| **is)
            .map(|(word, _)| word)
            .collect();
        let parts: Vec<InflectedPart> = counted
            .iter()
            .map(|part| InflectedPart::new(part, shapes))
            .collect();
        if let [first, .., last] = parts.as_slice() {
            wholes.push(WholeName::new(&[&last.letters, &first.letters]));
            if words.len() > 2 {
                wholes.push(WholeName::new(&[&first.letters, &last.letters]));
            }
            let initial = first
                .letters
                .chars()
                .next()
                .map(String::from)
                .unwrap_or_default();
            let of_last = last
                .letters
                .chars()
                .next()
                .map(String::from)
                .unwrap_or_default();
            if first.letters.chars().count() > 1 {
                wholes.push(WholeName {
                    is_certain: false,
                    ..WholeName::new(&[&first.letters, &of_last])
                });
            }
            let is_certain = last.letters.chars().count() > SHORT;
            wholes.push(WholeName {
                is_certain,
                ..WholeName::new(&[&initial, &last.letters])
            });
            // As the name of an account: "petrovi".
            if is_certain {
                wholes.push(WholeName {
                    is_certain: false,
                    ..WholeName::new(&[&last.letters, &initial])
                });
            }
        }
        let surname = (parts.len() > 1)
            .then(|| surname_index(spelling, &counted))
            .flatten();
        let initials = counted
            .iter()
            .filter_map(|part| part.chars().find(|it| it.is_alphabetic()));
        let mut keys: Vec<Finder<'static>> = parts
            .iter()
            .filter(|part| part.key.chars().count() > 1)
            .map(|part| Finder::new(part.key.as_bytes()).into_owned())
            .collect();
        keys.push(wholes[0].finder.clone());
        Some(Self {
            stand_in: stand_in.to_owned(),
            surname,
            initials: if parts.len() > 1 {
                initials.collect()
            } else {
                Vec::new()
            },
            parts,
            wholes,
            is_nickname: false,
            keys,
        })
    }

    /// Another form of a given name that was recorded alone.
    pub fn of_nickname(form: &str, stand_in: &str, shapes: Shapes) -> Option<Self> {
        let name = Self::new(form, stand_in, shapes)?;
        Some(Self {
            is_nickname: true,
            ..name
        })
    }

    /// Whether the letters may hold the name; `initials` are looked for in the text itself.
    pub fn may_be_in(&self, letters: &str, text: &str) -> bool {
        self.keys
            .iter()
            .any(|key| key.find(letters.as_bytes()).is_some())
            || self.initials.first().is_some_and(|first| {
                text.match_indices(*first)
                    .any(|(at, it)| text[at + it.len()..].starts_with('.'))
            })
    }
}

/// The spelling with digraphs contracted, if it has any: "Joerg Krueger" becomes "Jorg Kruger", which also finds "Jörg Krüger". Short
/// words are left alone: "Joe" would be found in every "job".
pub(super) fn drawn_together(spelling: &str) -> Option<String> {
    let spelling: String = spelling.nfc().collect();
    let words = spelling.split_inclusive(char::is_whitespace);
    let drawn: String = words.map(drawn_word).collect();
    (drawn != spelling).then_some(drawn)
}

/// The spelling with "للحسيني" (to al-Husseini) for "الحسيني", where the article and a preposition become one.
pub(super) fn with_preposition(spelling: &str) -> Option<String> {
    const ARTICLE: &str = "ال";
    let words = spelling.split_inclusive(char::is_whitespace);
    let joined: String = words
        .map(|word| {
            let rest = word.strip_prefix(ARTICLE);
            rest.map_or(Cow::Borrowed(word), |rest| ["لل", rest].concat().into())
        })
        .collect();
    (joined != spelling).then_some(joined)
}

/// Fewest letters that a contracted word may have.
const MIN_DRAWN: usize = 4;

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
    if drawn.trim().chars().count() < MIN_DRAWN {
        word.into()
    } else {
        drawn.into()
    }
}

/// The spelling with umlauts and the like written out, if it has any: "Krueger".
pub(super) fn spelled_out(spelling: &str) -> Option<String> {
    let mut spelled = String::with_capacity(spelling.len() + 4);
    let mut is_other = false;
    for letter in spelling.nfc() {
        let out = match letter {
            'ä' | 'æ' => "ae",
            'Ä' | 'Æ' => "Ae",
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

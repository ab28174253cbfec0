use super::{
    given_names::{is_given_name, other_forms},
    inflection::InflectedPart,
    name_matches::{Certainty, SHORT},
    name_parts::{NameParts, is_family_name, is_kunya, is_patronymic, surname_index},
    written_forms::WrittenForm,
};
use crate::text::{Shapes, letters_of};

use memchr::memmem::Finder;

/// A protected spelling, prepared for searching many texts.
#[derive(Clone, Debug)]
pub(super) struct ProtectedName {
    pub stand_in: String,
    /// The parts of the name, in order.
    pub parts: Vec<InflectedPart>,
    /// For each part, other forms of it that count beside another part: nicknames.
    pub nicknames: Vec<Vec<InflectedPart>>,
    /// Index in `parts` of the surname, if it is searched for alone.
    pub surname: Option<usize>,
    /// Indices in `parts` of what may be a surname too: the first of two, or a kunya.
    pub other_surnames: Vec<usize>,
    /// How certain the surname alone is: only possible if the recorded name has more, as William Carter-Hughes has.
    pub surname_certainty: Certainty,
    /// Whether a part is one letter, which many words begin with.
    pub has_initial: bool,
    /// The letters of the whole name, of the name in reverse order, and without middle names.
    pub wholes: Vec<WholeName>,
    /// Capitals of the parts, if there are several.
    pub initials: Vec<char>,
    /// Finds what every match contains: the keys of the parts.
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
    pub fn new(form: &WrittenForm, stand_in: &str, shapes: Shapes) -> Option<Self> {
        let spelling = form.text.as_str();
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
            wholes.push(WholeName {
                is_certain: last.letters.chars().count() > SHORT,
                ..WholeName::new(&[&initial, &last.letters])
            });
        }
        let is_initial = |part: &&String| {
            let mut letters = part.chars().filter(|it| it.is_alphabetic());
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        };
        let has_initial = counted.iter().any(is_initial);
        if let [given, surnames @ ..] = letters.as_slice()
            && surnames.len() > 1
            && !is_family_name(&words[0])
        {
            let initial: String = given.chars().take(1).collect();
            wholes.push(WholeName::new(surnames));
            wholes.push(WholeName::new(&[&[initial.as_str()], surnames].concat()));
        }
        // Nothing is searched for without letters: it would be found without end.
        wholes.retain(|whole| !whole.letters.is_empty());
        let surname = (parts.len() > 1 && form.surname.is_some())
            .then(|| surname_index(spelling, &counted))
            .flatten();
        let is_surname = |nth: usize| {
            let (is_first, word) = (nth == 0, counted[nth].as_str());
            Some(nth) != surname
                && word.chars().count() > 1
                && if is_first {
                    is_family_name(word) || is_kunya(word)
                } else {
                    !is_family_name(counted[0]) && !is_given_name(word) && !is_patronymic(word)
                }
        };
        let others = (0..parts.len()).filter(|nth| surname.is_some() && is_surname(*nth));
        let other_surnames = others.collect();
        let nicknames = counted.iter().enumerate().map(|(nth, part)| {
            let forms = other_forms(part)
                .into_iter()
                .filter(|_| surname.is_some_and(|it| it != nth));
            forms.map(|form| InflectedPart::new(form, shapes)).collect()
        });
        let nicknames = nicknames.collect();
        let initials = counted
            .iter()
            .filter_map(|part| part.chars().find(|it| it.is_alphabetic()));
        let mut keys: Vec<Finder<'static>> = parts
            .iter()
            .flat_map(InflectedPart::keys)
            .map(|key| Finder::new(key.as_bytes()).into_owned())
            .collect();
        keys.push(wholes[0].finder.clone());
        Some(Self {
            stand_in: stand_in.to_owned(),
            surname,
            other_surnames,
            nicknames,
            surname_certainty: form.surname.unwrap_or(Certainty::Possibly),
            has_initial,
            initials: if parts.len() > 1 {
                initials.collect()
            } else {
                Vec::new()
            },
            parts,
            wholes,
            keys,
        })
    }

    /// Whether the letters may contain the name; initials are searched in the text itself.
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

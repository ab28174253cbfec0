use super::{
    escapes::{DecodedChar, decoded_readings},
    folding::Folding,
    graphemes::snap_to_graphemes,
    span::Span,
};

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;
use unicode_normalization::char::is_combining_mark;

/// The letters of a text as protected names are compared, with a map back to byte offsets.
///
/// Looser than [`find_all`](super::find_all), because a missed name is a leak. Only letters, digits, vowel signs and
/// symbols such as emoji are kept. They are folded, and look-alikes become one letter; everything else is a gap.
///
/// ```
/// use crosscheck::text::{LetterText, Shapes};
///
/// let text = "said IVÁN_\n Pe\u{ad}trov.";
/// let letters = LetterText::new(text, Shapes::Folded);
/// let at = letters.as_str().find("ivanpetrov").unwrap();
/// let span = letters.span(text, at, at + "ivanpetrov".len()).unwrap();
/// assert_eq!(&text[span.range()], "IVÁN_\n Pe\u{ad}trov");
/// ```
#[derive(Clone, Debug, Default)]
pub struct LetterText {
    letters: String,
    /// For each byte of `letters`, the start and end of the original bytes it comes from.
    from: Vec<(usize, usize)>,
    /// The gap before each byte of `letters`, and one at the end.
    gaps: Vec<Gap>,
}

/// Which letters look alike (UTS #39).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shapes {
    /// Letters beyond ASCII by the shape of their small form: Cyrillic "а" is "a".
    Folded,
    /// All letters by their shape as written: "l" is "I" is "1", "rn" is "m".
    AsWritten,
}

/// Separation between two letters, weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    #[default]
    None,
    /// A capital after a small letter.
    Camel,
    /// One of the letters is in a script without spaces between words.
    Script,
    /// Punctuation or other characters, but no white space.
    Sign,
    /// A hyphen at the end of a line.
    Hyphenation,
    /// White space, alone or among other characters.
    Blank,
}

impl Gap {
    /// Whether a word ends at the gap.
    pub fn ends_word(self) -> bool {
        self != Self::None
    }

    pub fn is_unspaced(self) -> bool {
        self == Self::Script
    }

    /// Whether the gap contains any characters.
    pub fn is_written(self) -> bool {
        matches!(self, Self::Sign | Self::Hyphenation | Self::Blank)
    }
}

impl LetterText {
    /// The letters as written, without decoding escapes.
    pub fn new(text: &str, shapes: Shapes) -> Self {
        let written = text.char_indices();
        Self::of_characters(
            written.map(|(at, character)| (character, at, at + character.len_utf8())),
            shapes,
        )
    }

    /// The letters of each reading of the text: as written, with escapes decoded, without tags.
    pub fn readings(text: &str, shapes: Shapes) -> impl Iterator<Item = Self> {
        let decoded = decoded_readings(text);
        let decoded = decoded
            .into_iter()
            .map(move |reading| Self::of_characters(reading, shapes));
        [Self::new(text, shapes)].into_iter().chain(decoded)
    }

    fn of_characters(characters: impl IntoIterator<Item = DecodedChar>, shapes: Shapes) -> Self {
        let mut all = Self::default();
        let mut folding = Folding::default();
        let mut gap = Gap::None;
        let mut after_small = false;
        let mut parts = String::new();
        for (character, start, end) in characters {
            parts.clear();
            fold_character(&mut folding, character, shapes, &mut parts);
            if parts.is_empty() {
                continue;
            }
            if after_small && character.is_uppercase() {
                gap = gap.max(Gap::Camel);
            }
            after_small = character.is_lowercase();
            for part in parts.chars() {
                if is_letter(part) {
                    all.push(part, (start, end), gap, shapes);
                    gap = if is_unspaced(part) {
                        Gap::Script
                    } else {
                        Gap::None
                    };
                } else {
                    gap = widened(gap, part, character);
                }
            }
        }
        all.gaps.push(gap.max(Gap::Sign));
        if let Some(first) = all.gaps.first_mut() {
            *first = (*first).max(Gap::Sign);
        }
        all
    }

    fn push(&mut self, letter: char, from: (usize, usize), gap: Gap, shapes: Shapes) {
        let is_rn = shapes == Shapes::AsWritten && letter == 'n' && gap == Gap::None;
        if is_rn && self.letters.ends_with('r') {
            // Keep the position of the "r".
            self.letters.pop();
            self.letters.push('m');
            if let Some((_, end)) = self.from.last_mut() {
                *end = from.1;
            }
            return;
        }
        let gap = if is_unspaced(letter) {
            gap.max(Gap::Script)
        } else {
            gap
        };
        self.letters.push(letter);
        self.from.resize(self.letters.len(), from);
        self.gaps.push(gap);
        self.gaps.resize(self.letters.len(), Gap::None);
    }

    pub fn as_str(&self) -> &str {
        &self.letters
    }

    /// The gap before the letter at a byte offset of [`as_str`](Self::as_str).
    pub fn gap(&self, at: usize) -> Gap {
        self.gaps.get(at).copied().unwrap_or_default()
    }

    /// The nearest end of a word after byte `at`, at most `most` bytes away.
    pub fn word_end(&self, at: usize, most: usize) -> Option<usize> {
        let ahead = self.gaps.get(at + 1..)?.iter().take(most);
        Some(at + 1 + ahead.into_iter().position(|gap| gap.ends_word())?)
    }

    /// The nearest start of a word at or before byte `at`, at most `most` bytes away.
    pub fn word_start(&self, at: usize, most: usize) -> Option<usize> {
        let behind = self.gaps.get(..=at)?.iter().rev().take(most);
        Some(at - behind.into_iter().position(|gap| gap.ends_word())?)
    }

    /// The first original character of the letter at a byte offset.
    pub fn original(&self, text: &str, at: usize) -> Option<char> {
        let (start, _) = *self.from.get(at)?;
        text[start..].chars().next()
    }

    /// The span of the original `text` that the letters at bytes `start..end` come from, widened to whole graphemes.
    pub fn span(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        let (first, _) = *self.from.get(start)?;
        let (_, end) = *self.from.get(end.checked_sub(1)?)?;
        snap_to_graphemes(text, first, end)
    }
}

/// The letters of a text without the map, for a quick check.
pub fn letters_of(text: &str, shapes: Shapes) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut folding = Folding::default();
    let mut parts = String::new();
    let mut after_gap = false;
    let is_ascii = text.is_ascii();
    for character in text.chars() {
        parts.clear();
        if is_ascii {
            parts.push(ascii_part(character, shapes));
        } else {
            fold_character(&mut folding, character, shapes, &mut parts);
        }
        for part in parts.chars() {
            if !is_letter(part) {
                after_gap |= !part.is_control();
                continue;
            }
            let is_rn = shapes == Shapes::AsWritten && part == 'n' && !after_gap;
            if is_rn && letters.ends_with('r') {
                letters.pop();
                letters.push('m');
            } else {
                letters.push(part);
            }
            after_gap = false;
        }
    }
    letters
}

/// The folded shape of an ASCII character. Controls, which fold to nothing, are kept.
fn ascii_part(character: char, shapes: Shapes) -> char {
    match (shapes, character) {
        (Shapes::AsWritten, 'I' | '1' | '|') => 'l',
        (Shapes::AsWritten, '0') => 'o',
        (_, '\t'..='\r') => ' ',
        (_, other) => other.to_ascii_lowercase(),
    }
}

/// Whether a text contains escapes or tags, which must be decoded before a quick check.
pub fn may_be_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'%', b'&', b'\\', bytes).is_some()
        || memchr::memchr2(b'<', b']', bytes).is_some()
}

fn widened(gap: Gap, part: char, original: char) -> Gap {
    let new = match part {
        ' ' if gap == Gap::Sign && original.is_control() => Gap::Hyphenation,
        ' ' => Gap::Blank,
        _ => Gap::Sign,
    };
    match (gap, new) {
        // Spaces may follow a hyphen at the end of a line.
        (Gap::Hyphenation, Gap::Blank) => Gap::Hyphenation,
        _ => gap.max(new),
    }
}

/// Adds the folded parts of a character, and one space for other characters.
fn fold_character(folding: &mut Folding, character: char, shapes: Shapes, parts: &mut String) {
    match shapes {
        Shapes::Folded => folding.each(character, |part| push_shape(part, parts)),
        Shapes::AsWritten => match shape_as_written(character) {
            Some(shape) => {
                for character in shape.chars() {
                    folding.each(character, |part| push_shape(part, parts));
                }
            }
            None => folding.each(character, |part| push_shape(part, parts)),
        },
    }
}

fn push_shape(part: char, parts: &mut String) {
    match SMALL_SHAPES.get(&part).filter(|_| !part.is_ascii()) {
        Some(shape) => parts.push_str(shape),
        // Stress marks on Cyrillic vowels.
        None if matches!(part, '\u{300}' | '\u{301}') => {}
        None => parts.push(part),
    }
}

fn shape_as_written(character: char) -> Option<&'static str> {
    match character {
        'I' | '1' | '|' => Some("l"),
        '0' => Some("o"),
        ascii if ascii.is_ascii() => None,
        other => SHAPES_AS_WRITTEN.get(&other).map(String::as_str),
    }
}

fn is_letter(part: char) -> bool {
    part.is_alphanumeric() || is_combining_mark(part) || is_symbol(part)
}

/// Symbols that may be part of a name: arrows, emoji.
fn is_symbol(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{27FF}' | '\u{2900}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FBFF}')
}

/// Whether the letter is in a script without spaces between words.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0EFF}' // Thai, Lao
        | '\u{1000}'..='\u{109F}' // Burmese
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{3040}'..='\u{30FF}' // Hiragana, Katakana
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' // Han
    )
}

type ShapeMap = HashMap<char, String, FixedState>;

/// The shapes of folded letters, where they differ.
static SMALL_SHAPES: LazyLock<ShapeMap> =
    LazyLock::new(|| shapes(|letter| folded_letters(letter) == [letter]));

/// The shapes of non-ASCII letters as written.
static SHAPES_AS_WRITTEN: LazyLock<ShapeMap> = LazyLock::new(|| shapes(|_| true));

/// The skeletons of letters by Unicode's table of confusables, and the boxed and circled letters that it leaves out.
fn shapes(is_wanted: impl Fn(char) -> bool) -> ShapeMap {
    let mut all = ShapeMap::default();
    for letter in '\u{80}'..='\u{1FFFF}' {
        if !(is_letter(letter) && is_wanted(letter)) {
            continue;
        }
        let skeleton: String = match boxed_letter(letter) {
            Some(inside) => inside.to_string(),
            None => unicode_security::skeleton(&letter.to_string()).collect(),
        };
        let letters: Vec<char> = skeleton.chars().flat_map(folded_letters).collect();
        let is_of_letters = !letters.is_empty() && letters.iter().all(|it| is_letter(*it));
        if is_of_letters && letters != [letter] {
            // The table has "rn" for letters like "m".
            let shape: String = letters.into_iter().collect();
            all.insert(letter, if shape == "rn" { "m".to_owned() } else { shape });
        }
    }
    all
}

fn folded_letters(letter: char) -> Vec<char> {
    let mut letters = Vec::new();
    Folding::default().each(letter, |part| letters.push(part));
    letters
}

/// The letter in a box, a filled circle, or one half of a flag.
fn boxed_letter(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let nth = match code {
        0x1_F150..=0x1_F169 => code - 0x1_F150,
        0x1_F170..=0x1_F189 => code - 0x1_F170,
        0x1_F1E6..=0x1_F1FF => code - 0x1_F1E6,
        _ => return None,
    };
    char::from_u32(u32::from('a') + nth)
}

#[cfg(test)]
mod tests;

//! Numbers in digits of any script: "1,234.5", "1.234,5", "1 234", "1'234", "½".

use super::lexicon::Language;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    /// `None` for digits that are not a number: "192.168.1.2", "12.05.2023".
    pub value: Option<f64>,
    /// The number of digits, if there are only digits.
    pub bare_digits: Option<usize>,
}

/// Spaces and apostrophes between groups of three digits.
const GROUPING: [char; 7] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}', '٬'];

/// Maximum length of a number, in digits and separators.
const MAX_LENGTH: usize = 60;

impl Figures {
    /// The number at the start of the text, with its length in bytes.
    pub fn read(text: &str, language: Language) -> Option<(Self, usize)> {
        let mut plain = String::new();
        let mut characters = text.char_indices().peekable();
        let mut end = 0;
        while let Some((at, character)) = characters.next().filter(|_| plain.len() < MAX_LENGTH) {
            if let Some(digit) = digit(character) {
                plain.push(digit);
            } else if let Some(part) = vulgar_fraction(character) {
                let whole = if plain.is_empty() {
                    0.0
                } else {
                    number(&plain, language)?
                };
                let value = Some(whole + part);
                let figures = Self {
                    value,
                    bare_digits: None,
                };
                return Some((figures, at + character.len_utf8()));
            } else {
                let next_is_digit = characters
                    .peek()
                    .is_some_and(|(_, next)| digit(*next).is_some());
                // ".77"
                let begins = plain.is_empty() && character != '.';
                if begins
                    || !next_is_digit
                    || !continues(&plain, character, &text[at + character.len_utf8()..])
                {
                    break;
                }
                plain.push(match character {
                    '٫' => '٫',
                    '.' | ',' => character,
                    _ => ' ',
                });
            }
            end = at + character.len_utf8();
        }
        if !plain.contains(|character: char| character.is_ascii_digit()) {
            return None;
        }
        let is_bare = plain.bytes().all(|byte| byte.is_ascii_digit());
        let figures = Self {
            value: number(&plain, language),
            bare_digits: is_bare.then_some(plain.len()),
        };
        Some((figures, end))
    }
}

/// Whether a character between digits belongs to the number.
fn continues(plain: &str, character: char, rest: &str) -> bool {
    match character {
        '.' | ',' | '٫' => true,
        _ if GROUPING.contains(&character) => {
            // Groups of three after one to three digits, by one kind of separator.
            let first = plain.split(' ').next().unwrap_or(plain);
            let last = plain.rsplit(' ').next().unwrap_or(plain);
            let is_first = plain.len() == first.len();
            let before = if is_first {
                first.len() <= 3 && first != "0"
            } else {
                last.len() == 3
            };
            let after = rest.chars().map_while(digit).count();
            before && after == 3 && first.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

/// The value of digits with separators; the language decides if these are ambiguous.
fn number(plain: &str, language: Language) -> Option<f64> {
    let plain = plain.replace(' ', "").replace('٫', "\u{1}");
    let decimal_sign = if language.writes_decimal_comma() {
        ','
    } else {
        '.'
    };
    let marks: Vec<(usize, char)> = plain
        .char_indices()
        .filter(|(_, character)| !character.is_ascii_digit())
        .collect();
    let Some((last_at, last)) = marks.last().copied() else {
        return plain.parse().ok();
    };
    let of_last = marks
        .iter()
        .filter(|(_, character)| *character == last)
        .count();
    let after = plain.len() - last_at - 1;
    let is_decimal = if of_last > 1 {
        false
    } else if marks.len() > 1 || last == '\u{1}' {
        true
    } else {
        after != 3 || last == decimal_sign || last_at > 3 || last_at == 0 || plain.starts_with('0')
    };
    let (whole, decimals) = if is_decimal {
        (&plain[..last_at], &plain[last_at + 1..])
    } else {
        (&plain[..], "")
    };
    let grouping = whole.chars().find(|character| !character.is_ascii_digit());
    if grouping.is_some_and(|character| !is_grouped(character, whole)) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{decimals}0").parse().ok()
}

/// Whether digits are in groups of three, or as in India: "12,34,567".
fn is_grouped(separator: char, whole: &str) -> bool {
    let groups: Vec<usize> = whole.split(separator).map(str::len).collect();
    let [first, between @ .., last] = groups.as_slice() else {
        return true;
    };
    let is_indian = separator == ',' && !between.is_empty() && *first <= 2;
    *last == 3
        && (1..=3).contains(first)
        && (between.iter().all(|len| *len == 3)
            || (is_indian && between.iter().all(|len| *len == 2)))
}

/// The value of an ASCII, Arabic or Persian digit.
pub(super) fn digit(character: char) -> Option<char> {
    let zero = match character {
        '0'..='9' => return Some(character),
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return None,
    };
    char::from_digit(character as u32 - zero, 10)
}

fn vulgar_fraction(character: char) -> Option<f64> {
    Some(match character {
        '½' => 1.0 / 2.0,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 1.0 / 4.0,
        '¾' => 3.0 / 4.0,
        '⅕' => 1.0 / 5.0,
        '⅛' => 1.0 / 8.0,
        _ => return None,
    })
}

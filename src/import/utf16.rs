//! UTF-16 without a byte order mark, told apart from everything else.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How much of a file is looked at, in bytes; even.
const HEAD: usize = 64 * 1024;

/// Share of the characters that must be what texts are made of, in the right byte order.
const PLAUSIBLE: f64 = 0.96;

/// By how much the other byte order must fall behind.
const CLEARLY: f64 = 0.1;

/// Share of the characters that must be marks of running text.
const MARKS: f64 = 0.02;

/// Most of Chinese text that two letters of ASCII could look like; it is a fifth on average.
const DOUBTFUL: f64 = 0.5;

/// What bytes without a mark are, as far as UTF-16 goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    /// UTF-16 in this byte order.
    Is(&'static Encoding),
    /// UTF-16 in one of the two orders, and nothing tells in which.
    Either,
    /// Something else.
    No,
}

/// Looks at the bytes in both orders. Latin text gives itself away by a NUL in every other byte; any text by being made of
/// letters in one order and of nonsense in the other.
pub(crate) fn guess(bytes: &[u8]) -> Guess {
    if !bytes.len().is_multiple_of(2) || bytes.is_empty() {
        return Guess::No;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let little = Score::of(units(head, u16::from_le_bytes));
    let big = Score::of(units(head, u16::from_be_bytes));
    match (little.is_text(), big.is_text()) {
        (true, false) => Guess::Is(UTF_16LE),
        (false, true) => Guess::Is(UTF_16BE),
        (true, true) if little.plausible > big.plausible + CLEARLY => Guess::Is(UTF_16LE),
        (true, true) if big.plausible > little.plausible + CLEARLY => Guess::Is(UTF_16BE),
        (true, true) => Guess::Either,
        (false, false) => Guess::No,
    }
}

/// Whether there are bytes that text in no other encoding has: controls, but for those that lay out text and for the escape
/// that changes character sets.
pub(crate) fn has_control_bytes(bytes: &[u8]) -> bool {
    let lays_out = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A | 0x1B);
    bytes.iter().any(|byte| *byte < 0x20 && !lays_out(byte))
}

fn units(bytes: &[u8], read: fn([u8; 2]) -> u16) -> impl Iterator<Item = u16> {
    bytes
        .chunks_exact(2)
        .map(move |pair| read([pair[0], pair[1]]))
}

/// How much a stretch looks like text.
struct Score {
    /// Share of characters that texts are made of; 0 where it is no UTF-16 at all.
    plausible: f64,
    /// Share of blanks, line ends, punctuation and letters of alphabets: what every running text has.
    marks: f64,
    /// Share of characters that two letters of ASCII would look like.
    doubtful: f64,
}

impl Score {
    fn of(units: impl Iterator<Item = u16>) -> Self {
        let (mut all, mut plausible, mut marks, mut doubtful) = (0_u32, 0_u32, 0_u32, 0_u32);
        let mut broken = 0;
        for decoded in char::decode_utf16(units) {
            all += 1;
            match decoded {
                Ok(character) => {
                    plausible += u32::from(is_plausible(character));
                    marks += u32::from(is_mark(character));
                    doubtful += u32::from(is_two_of_ascii(character));
                }
                Err(_) => broken += 1,
            }
        }
        // The end of the head may part a pair.
        let valid = broken <= u32::from(all > (HEAD / 4) as u32);
        let share = |count: u32| f64::from(count) / f64::from(all.max(1));
        Self {
            plausible: if valid { share(plausible) } else { 0.0 },
            marks: share(marks),
            doubtful: share(doubtful),
        }
    }

    fn is_text(&self) -> bool {
        self.plausible >= PLAUSIBLE && self.marks >= MARKS && self.doubtful <= DOUBTFUL
    }
}

/// Letters, digits and punctuation that living languages are written with; line ends and blanks.
///
/// A character whose lower byte is zero is a Latin one read the wrong way round, but for three that are common.
fn is_plausible(character: char) -> bool {
    let is_swapped = u32::from(character).trailing_zeros() >= 8
        && !matches!(character, '\u{3000}' | '一' | '가');
    !is_swapped
        && matches!(character,
        '\t' | '\n' | '\r'
        | ' '..='~' | '\u{A0}'..='\u{17F}' // Latin
        | '\u{370}'..='\u{52F}' // Greek, Cyrillic
        | '\u{531}'..='\u{58F}' | '\u{591}'..='\u{5F4}' | '\u{600}'..='\u{6FF}' // Armenian, Hebrew, Arabic
        | '\u{900}'..='\u{DFF}' // of India
        | '\u{E01}'..='\u{EDF}' // Thai, Lao
        | '\u{10A0}'..='\u{10FF}' | '\u{1200}'..='\u{137F}' | '\u{1780}'..='\u{17FF}' // Georgian, Ethiopic, Khmer
        | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{20BF}' | '\u{2100}'..='\u{22FF}'
        | '\u{2460}'..='\u{24FF}' | '\u{2500}'..='\u{27BF}'
        | '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' // Japanese, Chinese
        | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF9F}' // Korean, full width
        | '\u{FEFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What every running text has, and what bytes of another encoding hardly ever look like: a blank, a line end, punctuation, a
/// letter of an alphabet or a syllabary. The Chinese characters are none: two letters of ASCII look like one.
fn is_mark(character: char) -> bool {
    is_plausible(character)
        && !matches!(character, '\u{2000}'..='\u{27BF}' | '\u{3003}'..='\u{3040}' | '\u{3400}'..='\u{9FFF}' | '\u{10000}'..)
}

fn is_two_of_ascii(character: char) -> bool {
    let [upper, lower] = match u16::try_from(u32::from(character)) {
        Ok(unit) => unit.to_be_bytes(),
        Err(_) => return false,
    };
    (upper == b' ' || upper.is_ascii_alphabetic()) && (b' '..=b'~').contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 9] = [
        "Two lines\nof text",
        "Губернатор",
        "知事は十二人が負傷したと発表した。病院の院長は、入院患者は八人だったと述べた。",
        "州长说，十二人受伤。医院院长却说住院的只有八人。\n消防队员搜救至深夜。",
        "主席說，十二人受傷。醫院院長卻說住院的只有八人。",
        "주지사는 열두 명이 다쳤다고 발표했다.",
        "ผู้ว่าการกล่าวว่ามีผู้บาดเจ็บสิบสองคน",
        "Губернатор сообщил о раненых",
        "قال المحافظ إن اثني عشر شخصًا أصيبوا",
    ];

    fn encoded(text: &str, write: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(write).collect()
    }

    #[test]
    fn each_script_tells_its_byte_order() {
        for text in TEXTS {
            assert_eq!(
                guess(&encoded(text, u16::to_le_bytes)),
                Guess::Is(UTF_16LE),
                "{text}"
            );
            assert_eq!(
                guess(&encoded(text, u16::to_be_bytes)),
                Guess::Is(UTF_16BE),
                "{text}"
            );
        }
    }

    #[test]
    fn bytes_of_other_kinds_are_not_taken_for_it() {
        assert_eq!(guess(b"bush hid the facts"), Guess::No);
        assert_eq!(guess(b"\x7FELF\0\0\0\x01\x02\x03"), Guess::No);
        assert_eq!(guess(b"abc\0defg"), Guess::No);
        assert_eq!(guess(b""), Guess::No);
        assert_eq!(guess(b"odd"), Guess::No);
    }
}

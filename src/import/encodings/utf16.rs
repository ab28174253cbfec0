//! Recognition of UTF-16 without a byte order mark.

/// Number of bytes examined; even.
const HEAD_BYTES: usize = 64 * 1024;

/// Minimum share of plausible characters in the right byte order.
const MIN_PLAUSIBLE: f64 = 0.96;

/// Minimum difference between the two byte orders, if both are plausible.
const MIN_LEAD: f64 = 0.1;

/// Minimum share of characters that every running text has. Korean has a space after each word.
const MIN_COMMON: f64 = 0.04;
const MIN_COMMON_KOREAN: f64 = 0.1;

/// A text with at least this share of Korean syllables is Korean.
const MIN_KOREAN: f64 = 0.3;

/// Maximum share of characters that could be two ASCII letters; a fifth in average Chinese text.
const MAX_ASCII_PAIRS: f64 = 0.5;

/// UTF-16 without NUL is possible only with at least one control byte in this many.
const MAX_BYTES_PER_CONTROL: usize = 128;

/// At one control byte in this many, the bytes are hardly anything but UTF-16.
const FEW_BYTES_PER_CONTROL: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    LittleEndian,
    BigEndian,
    /// UTF-16, but plausible in both byte orders.
    Either,
    No,
}

/// Whether bytes with NUL or many other control characters are UTF-16; `None` if nothing suggests it.
pub(super) fn detect(bytes: &[u8]) -> Option<Guess> {
    if memchr::memchr(0, bytes).is_some() {
        return Some(guess(bytes));
    }
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let controls = head.iter().filter(|byte| is_control(**byte)).count();
    if controls * MAX_BYTES_PER_CONTROL < head.len() || controls == 0 {
        return None;
    }
    match guess(bytes) {
        Guess::Either if controls * FEW_BYTES_PER_CONTROL < head.len() => None,
        Guess::No => None,
        sure => Some(sure),
    }
}

/// Compares both byte orders: one gives letters, the other improbable characters.
fn guess(bytes: &[u8]) -> Guess {
    if !bytes.len().is_multiple_of(2) || bytes.is_empty() {
        return Guess::No;
    }
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let little = Score::of(units(head, u16::from_le_bytes));
    let big = Score::of(units(head, u16::from_be_bytes));
    match (little.is_text(), big.is_text()) {
        (true, false) => Guess::LittleEndian,
        (false, true) => Guess::BigEndian,
        (true, true) if little.plausible > big.plausible + MIN_LEAD => Guess::LittleEndian,
        (true, true) if big.plausible > little.plausible + MIN_LEAD => Guess::BigEndian,
        (true, true) => Guess::Either,
        (false, false) => Guess::No,
    }
}

/// Control characters except white space, the end of a DOS file and the escape that switches character sets. Text in
/// other encodings has hardly any.
pub(super) fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1A | 0x1B)
}

fn units(bytes: &[u8], read: fn([u8; 2]) -> u16) -> impl Iterator<Item = u16> {
    bytes
        .chunks_exact(2)
        .map(move |pair| read([pair[0], pair[1]]))
}

/// Shares of characters that count for or against text.
struct Score {
    /// 0 if it is not valid UTF-16.
    plausible: f64,
    /// White space, punctuation and letters of alphabets, which every running text has.
    common: f64,
    korean: f64,
    /// Characters that could be two ASCII letters.
    ascii_pairs: f64,
}

impl Score {
    fn of(units: impl Iterator<Item = u16>) -> Self {
        let (mut all, mut plausible, mut common, mut ascii_pairs) = (0_u32, 0_u32, 0_u32, 0_u32);
        let mut korean = 0;
        let mut broken = 0;
        for decoded in char::decode_utf16(units) {
            all += 1;
            match decoded {
                Ok(character) => {
                    plausible += u32::from(is_plausible(character));
                    common += u32::from(is_common(character));
                    korean += u32::from(is_korean(character));
                    ascii_pairs += u32::from(is_ascii_pair(character));
                }
                Err(_) => broken += 1,
            }
        }
        // The end of the examined bytes may split a surrogate pair.
        let valid = broken <= u32::from(all > (HEAD_BYTES / 4) as u32);
        let share = |count: u32| f64::from(count) / f64::from(all.max(1));
        Self {
            plausible: if valid { share(plausible) } else { 0.0 },
            common: share(common),
            korean: share(korean),
            ascii_pairs: share(ascii_pairs),
        }
    }

    fn is_text(&self) -> bool {
        let min_common = if self.korean >= MIN_KOREAN {
            MIN_COMMON_KOREAN
        } else {
            MIN_COMMON
        };
        self.plausible >= MIN_PLAUSIBLE
            && self.common >= min_common
            && self.ascii_pairs <= MAX_ASCII_PAIRS
    }
}

/// Letters, digits and punctuation of living languages, and white space.
///
/// A character whose lower byte is zero is a Latin one in the wrong byte order, except for three common ones.
pub(super) fn is_plausible(character: char) -> bool {
    let is_swapped = u32::from(character).trailing_zeros() >= 8
        && !matches!(character, '\u{3000}' | '一' | '가');
    !is_swapped && is_written(character)
}

/// Whether texts of people have the character.
pub(super) fn is_written(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r'
        | ' '..='~' | '\u{A0}'..='\u{17F}' | '\u{1A0}' | '\u{1A1}' | '\u{1AF}' | '\u{1B0}' | '\u{218}'..='\u{21B}' // Latin
        | '\u{2B9}'..='\u{2BF}' | '\u{300}'..='\u{333}' // Apostrophes, accents
        | '\u{370}'..='\u{52F}' // Greek, Cyrillic
        | '\u{531}'..='\u{58F}' | '\u{591}'..='\u{5F4}' | '\u{600}'..='\u{6FF}' // Armenian, Hebrew, Arabic
        | '\u{900}'..='\u{DFF}' // Indic
        | '\u{E01}'..='\u{EDF}' // Thai, Lao
        | '\u{10A0}'..='\u{10FF}' | '\u{1200}'..='\u{137F}' | '\u{1780}'..='\u{17FF}' // Georgian, Ethiopic, Khmer
        | '\u{1E00}'..='\u{1FFF}' | '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{20BF}' | '\u{2100}'..='\u{22FF}'
        | '\u{2460}'..='\u{24FF}' | '\u{2500}'..='\u{27BF}'
        | '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' // Japanese, Chinese
        | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF9F}' // Korean, full width
        | '\u{FEFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// White space, punctuation, and letters of alphabets and syllabaries. Every running text has them, and bytes of
/// another encoding hardly ever decode to them. Chinese characters do not count, because two ASCII letters decode to
/// one, nor do Korean syllables, because two Russian letters in KOI8-R do.
pub(super) fn is_common(character: char) -> bool {
    is_plausible(character)
        && !matches!(character, '\u{2000}'..='\u{27BF}' | '\u{3003}'..='\u{3040}' | '\u{3400}'..='\u{9FFF}' | '가'..='힣' | '\u{10000}'..)
}

pub(super) fn is_korean(character: char) -> bool {
    matches!(character, '가'..='힣')
}

fn is_ascii_pair(character: char) -> bool {
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
    fn the_byte_order_of_every_script_is_recognised() {
        for text in TEXTS {
            assert_eq!(
                guess(&encoded(text, u16::to_le_bytes)),
                Guess::LittleEndian,
                "{text}"
            );
            assert_eq!(
                guess(&encoded(text, u16::to_be_bytes)),
                Guess::BigEndian,
                "{text}"
            );
        }
    }

    #[test]
    fn other_bytes_are_not_utf_16() {
        assert_eq!(guess(b"bush hid the facts"), Guess::No);
        assert_eq!(guess(b"\x7FELF\0\0\0\x01\x02\x03"), Guess::No);
        assert_eq!(guess(b"abc\0defg"), Guess::No);
        assert_eq!(guess(b""), Guess::No);
        assert_eq!(guess(b"odd"), Guess::No);
    }
}

//! Encodings that write other scripts in ASCII, between sequences that switch to them and back.

use super::{Decoded, HZ, ISO_2022_JP, ISO_2022_KR, TextEncoding, UTF_7, likelihood, utf16};

use encoding_rs::{EUC_KR, GBK};

/// Guesses the encoding of ASCII bytes that only make sense in it: all its sequences are valid and decode to text.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static TextEncoding> {
    let has = |sequence: &[u8]| memchr::memmem::find(bytes, sequence).is_some();
    let is_sound = |encoding: &'static TextEncoding| {
        let Decoded { text, unreadable } = encoding.decode(bytes);
        (unreadable == 0 && !text.is_ascii()).then_some(encoding)
    };
    if has(b"\x1B$)C") && has(b"\x0E") {
        return is_sound(&ISO_2022_KR);
    }
    if has(b"\x1B$") || has(b"\x1B(") {
        return is_sound(&ISO_2022_JP);
    }
    if has(b"~{") {
        return is_sound(&HZ);
    }
    if has(b"+") && is_utf_7(bytes) {
        return Some(&UTF_7);
    }
    None
}

/// A plus is common in plain text, so all sequences must also decode to text.
fn is_utf_7(bytes: &[u8]) -> bool {
    let Decoded { text, unreadable } = utf_7(bytes);
    let others: String = text.chars().filter(|c| !c.is_ascii()).collect();
    let is_telling = |c| utf16::is_common(c) || matches!(c, '\u{2010}'..='\u{2026}');
    let korean = others.chars().filter(|c| utf16::is_korean(*c)).count();
    unreadable == 0
        && others.chars().all(utf16::is_written)
        && (others.chars().any(is_telling)
            || korean >= 4
            || likelihood::common_chinese(&others) >= 0.3)
}

/// Whether ASCII bytes may also be UTF-7: they decode to words in another script, if to too few to be sure.
pub(super) fn may_be_utf_7(bytes: &[u8]) -> bool {
    const MIN_LETTERS: usize = 2;
    if memchr::memchr(b'+', bytes).is_none() {
        return false;
    }
    let Decoded { text, unreadable } = utf_7(bytes);
    let mut others = text.chars().filter(|c| !c.is_ascii());
    unreadable == 0 && others.clone().count() >= MIN_LETTERS && others.all(utf16::is_written)
}

/// Korean between SHIFT OUT and SHIFT IN.
pub(super) fn iso_2022_kr(bytes: &[u8]) -> Decoded {
    let mut eight_bit = Vec::with_capacity(bytes.len());
    let mut shifted = false;
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => break,
            [0x1B, b'$', b')', b'C', tail @ ..] => tail,
            [0x0E, tail @ ..] => {
                shifted = true;
                tail
            }
            [0x0F, tail @ ..] => {
                shifted = false;
                tail
            }
            [byte @ 0x21..=0x7E, tail @ ..] if shifted => {
                eight_bit.push(byte | 0x80);
                tail
            }
            [byte, tail @ ..] => {
                eight_bit.push(*byte);
                tail
            }
        };
    }
    web(EUC_KR, &eight_bit)
}

/// Chinese between `~{` and `~}`.
pub(super) fn hz(bytes: &[u8]) -> Decoded {
    let mut eight_bit = Vec::with_capacity(bytes.len());
    let mut shifted = false;
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => break,
            [b'~', b'{', tail @ ..] if !shifted => {
                shifted = true;
                tail
            }
            [b'~', b'}', tail @ ..] if shifted => {
                shifted = false;
                tail
            }
            [b'~', b'~', tail @ ..] if !shifted => {
                eight_bit.push(b'~');
                tail
            }
            [b'~', b'\n', tail @ ..] if !shifted => tail,
            [first @ 0x21..=0x77, second @ 0x21..=0x7E, tail @ ..] if shifted => {
                eight_bit.extend([first | 0x80, second | 0x80]);
                tail
            }
            // A line end also ends the Chinese text in it.
            [byte, tail @ ..] => {
                shifted &= *byte != b'\n';
                eight_bit.push(if shifted { 0xFF } else { *byte });
                tail
            }
        };
    }
    web(GBK, &eight_bit)
}

fn web(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Decoded {
    Decoded::new(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// UTF-16 in base 64, between "+" and the first character that is not base 64; a "-" there is dropped.
pub(super) fn utf_7(bytes: &[u8]) -> Decoded {
    let mut decoded = Decoded::default();
    let mut rest = bytes;
    while let [byte, tail @ ..] = rest {
        rest = tail;
        if *byte == b'+' {
            let len = tail
                .iter()
                .take_while(|byte| base_64(**byte).is_some())
                .count();
            let (digits, after) = tail.split_at(len);
            rest = after.strip_prefix(b"-").unwrap_or(after);
            match (digits, after) {
                ([], [b'-', ..]) => decoded.text.push('+'),
                _ => decoded.shifted(digits),
            }
        } else if byte.is_ascii() {
            decoded.text.push(char::from(*byte));
        } else {
            decoded.unreadable();
        }
    }
    decoded
}

impl Decoded {
    fn unreadable(&mut self) {
        self.text.push('\u{FFFD}');
        self.unreadable += 1;
    }

    /// Appends the UTF-16 of the base-64 digits. The remaining bits must be zero and fewer than a digit has.
    fn shifted(&mut self, digits: &[u8]) {
        let mut units = Vec::with_capacity(digits.len());
        let (mut bits, mut filled) = (0_u32, 0);
        for digit in digits.iter().filter_map(|digit| base_64(*digit)) {
            bits = bits << 6 | digit;
            filled += 6;
            if filled >= 16 {
                filled -= 16;
                units.push((bits >> filled) as u16);
                bits &= (1 << filled) - 1;
            }
        }
        for unit in char::decode_utf16(units.iter().copied()) {
            match unit {
                Ok(character) => self.text.push(character),
                Err(_) => self.unreadable(),
            }
        }
        if units.is_empty() || filled >= 6 || bits != 0 {
            self.unreadable();
        }
    }
}

fn base_64(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<(&str, &str)>) {
        let found = guess(bytes).map(|encoding| (encoding.name, encoding.decode(bytes).text));
        let found = found.as_ref().map(|(name, text)| (*name, text.as_str()));
        assert_eq!(found, expected);
    }

    #[test]
    fn sequences_that_read_as_text_are_recognised() {
        check(
            b"Headline\n~{4s0S>v5L~}, 12\n",
            Some(("HZ", "Headline\n大坝决堤, 12\n")),
        );
        check(
            b"\x1B$)C\x0E4k1T\x0F 12\n",
            Some(("ISO-2022-KR", "대규 12\n")),
        );
        check(b"\x1B$B9?2E\x1B(B 12\n", Some(("ISO-2022-JP", "洪嘉 12\n")));
        check(
            b"Der Damm brach +APw-ber Nacht",
            Some(("UTF-7", "Der Damm brach über Nacht")),
        );
        check(
            b"1 +- 1, +BBMEQwQxBDUEQAQ9BDAEQgQ+BEA-",
            Some(("UTF-7", "1 + 1, Губернатор")),
        );
    }

    #[test]
    fn plain_text_with_the_same_characters_stays_plain() {
        for text in [
            "1+1=2, C++ and a+b",
            "Call +491712345678 or +49 171 2345678",
            "a~{b~}c",
            "~/folder and {x}",
            "\x1B[31mred\x1B[0m",
            "+1-555-0100",
        ] {
            check(text.as_bytes(), None);
        }
    }
}

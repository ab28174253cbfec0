/// Decodes the percent or HTML escape at byte `at`: its character and where the escape ends.
///
/// Text escaped several times decodes in one go.
pub(super) fn escaped_character(text: &[u8], at: usize) -> Option<(char, usize)> {
    match text.get(at)? {
        b'%' => of_address(text, at),
        b'&' => of_html(text, at),
        _ => None,
    }
}

/// Percent-encoded UTF-8. A URL within a URL is encoded twice or more: "%2520" is "%20" is a blank.
fn of_address(text: &[u8], at: usize) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    let (first, mut end) = escaped_byte(text, at)?;
    bytes[0] = first;
    let length = match first {
        0..=0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    for byte in &mut bytes[1..length] {
        (*byte, end) = escaped_byte(text, end)?;
    }
    let character = str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    Some((character, end))
}

/// A character reference. HTML within HTML is escaped twice or more: "&amp;nbsp;" is "&nbsp;" is a blank.
fn of_html(text: &[u8], at: usize) -> Option<(char, usize)> {
    let (mut character, mut end) = of_reference(text, at + 1)?;
    // An escaped ampersand before another name. "Smith&amp;Jones;" is two people: names of non-letters begin in lower case.
    let may_begin = |from: usize| {
        text.get(from)
            .is_some_and(|first| !first.is_ascii_uppercase())
    };
    while character == '&'
        && let Some(next) = of_reference(text, end)
        && (next.0 != ' ' || may_begin(end))
    {
        (character, end) = next;
    }
    Some((character, end))
}

/// The numeric or named reference that begins at byte `from` and ends with a semicolon.
fn of_reference(text: &[u8], from: usize) -> Option<(char, usize)> {
    // "CounterClockwiseContourIntegral" and the semicolon.
    const LONGEST: usize = 32;
    let inside = text.get(from..)?;
    let length = inside.iter().take(LONGEST).position(|byte| *byte == b';')?;
    let inside = str::from_utf8(&inside[..length]).ok()?;
    let character = match inside.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(inside)?,
    };
    Some((character, from + length + 1))
}

fn numbered(number: &str) -> Option<char> {
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(number.ok()?)
}

/// Names of letters and of invisible characters are known. All others (apostrophes, dashes …) separate words: a blank.
fn named(name: &str) -> Option<char> {
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let known = match name {
        "amp" | "AMP" => Some('&'),
        "shy" => Some('\u{AD}'),
        "zwj" => Some('\u{200D}'),
        "zwnj" => Some('\u{200C}'),
        "lrm" => Some('\u{200E}'),
        "rlm" => Some('\u{200F}'),
        "ZeroWidthSpace" => Some('\u{200B}'),
        "NoBreak" => Some('\u{2060}'),
        "szlig" => Some('ß'),
        "aelig" | "AElig" => Some('æ'),
        "oelig" | "OElig" => Some('œ'),
        "eth" | "ETH" => Some('ð'),
        "thorn" | "THORN" => Some('þ'),
        "imath" | "inodot" => Some('ı'),
        name => accented(name),
    };
    is_name.then(|| known.unwrap_or(' '))
}

/// The letter of a name such as "ouml" or "Lstrok", which is a letter and its accent.
fn accented(name: &str) -> Option<char> {
    const ACCENTS: [&str; 14] = [
        "acute", "breve", "caron", "cedil", "circ", "dblac", "dot", "grave", "macr", "ogon",
        "ring", "slash", "strok", "tilde",
    ];
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let accent = &name[1..];
    (accent == "uml" || ACCENTS.contains(&accent)).then_some(letter)
}

fn escaped_byte(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let mut at = at + 1;
    text.get(at - 1).filter(|first| **first == b'%')?;
    let mut byte = hex(text, at)?;
    // An escaped percent sign before another pair of digits.
    while byte == b'%'
        && let Some(next) = hex(text, at + 2)
    {
        byte = next;
        at += 2;
    }
    Some((byte, at + 2))
}

fn hex(text: &[u8], at: usize) -> Option<u8> {
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    let value = digit(at)? * 16 + digit(at + 1)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_escapes_are_decoded() {
        for (text, expected) in [
            ("%20x", Some((' ', 3))),
            ("%2520x", Some((' ', 5))),
            ("%25x", Some(('%', 3))),
            ("%d0%98", Some(('И', 6))),
            ("%25D0%252598", Some(('И', 12))),
            ("%F0%9F%A6%8A", Some(('🦊', 12))),
            ("%D0", None),
            ("%D0%20", None),
            ("%98%D0", None),
            ("%", None),
            ("%2", None),
            ("&nbsp;x", Some((' ', 6))),
            ("&#1048;", Some(('И', 7))),
            ("&#x418;", Some(('И', 7))),
            ("&ouml;", Some(('o', 6))),
            ("&Lstrok;", Some(('L', 8))),
            ("&szlig;", Some(('ß', 7))),
            ("&shy;", Some(('\u{AD}', 5))),
            ("&rsquo;", Some((' ', 7))),
            ("&apos;", Some((' ', 6))),
            ("&frac12;", Some((' ', 8))),
            ("&amp;rsquo;", Some((' ', 11))),
            ("&amp;amp;#x418;", Some(('И', 15))),
            ("&#38;ouml;", Some(('o', 10))),
            ("&amp;x", Some(('&', 5))),
            ("&", None),
            ("&;", None),
            ("&a-b;", None),
            ("&1;", None),
            ("&CounterClockwiseContourIntegralX;", None),
            ("& Sons;", None),
            ("&#99999999;", None),
            ("&#x110000;", None),
            ("x%20", None),
        ] {
            assert_eq!(escaped_character(text.as_bytes(), 0), expected, "{text}");
        }
    }
}

/// The character that the escapes of an address at byte `at` mean, in UTF-8, and where they end. An address within an address
/// is escaped twice or more: "%2520" is "%20" is a blank.
pub(super) fn escaped_character(text: &[u8], at: usize) -> Option<(char, usize)> {
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

fn escaped_byte(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let mut at = at + 1;
    text.get(at - 1).filter(|first| **first == b'%')?;
    let mut byte = hex(text, at)?;
    // The sign itself, escaped, before another pair.
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
    fn whole_characters_are_read_and_nothing_else() {
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
            ("x%20", None),
        ] {
            assert_eq!(escaped_character(text.as_bytes(), 0), expected, "{text}");
        }
    }
}

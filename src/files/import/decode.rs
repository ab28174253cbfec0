use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Why bytes are no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// It holds NUL, which no text does.
    #[error(
        "there are NUL bytes in it, so it is not text. Copy the text and use Paste Article\u{2026}"
    )]
    Nul,
    /// It says by its byte order mark what it is, and is not.
    #[error(
        "it says that it is {0}, and is not: it is damaged. Get the file again, or paste the text"
    )]
    Broken(&'static str),
    /// There is nothing to read in it.
    #[error("there is no text in it")]
    Empty,
    /// Longer than [`MAX_ARTICLE_BYTES`](super::MAX_ARTICLE_BYTES).
    #[error("it is longer than {} MB. Split it, or paste the part that is needed", super::MAX_ARTICLE_BYTES / (1024 * 1024))]
    TooLong,
}

/// The text without its byte order mark, and the name of the encoding it was in.
///
/// A byte order mark decides. Without one, what is valid UTF-8 is UTF-8; what has NUL in every other of its first
/// bytes is UTF-16; anything else is guessed by chardetng, as web browsers guess.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, &'static str), DecodeError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes),
    };
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    if text.contains('\0') {
        return Err(DecodeError::Nul);
    }
    // A guess is the best there is, but a mark that lies tells of damage.
    if broken && (encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE) {
        return Err(DecodeError::Broken(encoding.name()));
    }
    Ok((text.into_owned(), encoding.name()))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return encoding;
    }
    // ISO-2022-JP is ASCII with escapes, and so is valid UTF-8 too.
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0x1B) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Text of any script has blanks, digits or line ends in its first stretch, and those are NUL and a byte in UTF-16.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let nul_at = |offset| {
        let places = head.iter().skip(offset).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    let units = head.len() / 2;
    // A stray NUL or three in a short text do not make it UTF-16.
    let enough = (units / 8).max(units.min(4)).max(1);
    match (nul_at(0), nul_at(1)) {
        _ if !bytes.len().is_multiple_of(2) => None,
        (0, low) if low >= enough => Some(UTF_16LE),
        (high, 0) if high >= enough => Some(UTF_16BE),
        _ => None,
    }
}

/// CR LF and CR become LF.
pub(super) fn with_line_feeds(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, encoding: &str) {
        assert_eq!(
            decode(bytes),
            Ok((expected.to_owned(), encoding_name(encoding)))
        );
    }

    fn encoding_name(label: &str) -> &'static str {
        Encoding::for_label(label.as_bytes()).unwrap().name()
    }

    #[test]
    fn a_byte_order_mark_decides_and_goes() {
        check(b"\xEF\xBB\xBFna\xC3\xAFve", "naïve", "UTF-8");
        check(b"\xFF\xFEn\0a\0\xEF\0", "naï", "UTF-16LE");
        check(b"\xFE\xFF\0n\0a\0\xEF", "naï", "UTF-16BE");
    }

    #[test]
    fn utf_16_is_known_by_its_nul_bytes() {
        let bytes =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        check(
            &bytes("Two lines\nof text"),
            "Two lines\nof text",
            "UTF-16LE",
        );
        let russian = "Губернатор сообщил, что ранены двенадцать человек.";
        check(&bytes(russian), russian, "UTF-16LE");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"a\0b\0\0"), Err(DecodeError::Nul));
        assert_eq!(decode(b"abc\0defg"), Err(DecodeError::Nul));
        assert_eq!(decode(b"\x7FELF\0\0\0\x01"), Err(DecodeError::Nul));
        assert_eq!(
            decode(b"\xEF\xBB\xBF\xFF"),
            Err(DecodeError::Broken("UTF-8"))
        );
        assert_eq!(decode(b"\xFF\xFEa"), Err(DecodeError::Broken("UTF-16LE")));
    }

    #[test]
    fn line_ends_become_line_feeds() {
        assert_eq!(with_line_feeds("a\r\nb\rc\n\r\n".to_owned()), "a\nb\nc\n\n");
    }
}

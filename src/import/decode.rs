use super::utf16;

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
    /// It is UTF-16 without a byte order mark, and makes sense in either order.
    #[error(
        "it looks like UTF-16, but nothing in it tells in which byte order. Save it as UTF-8, or paste the text"
    )]
    ByteOrder,
    /// There is nothing to read in it.
    #[error("there is no text in it")]
    Empty,
    /// Longer than [`MAX_ARTICLE_BYTES`](crate::files::MAX_ARTICLE_BYTES).
    #[error("it is longer than {} MB. Split it, or paste the part that is needed", crate::storage::MAX_ARTICLE_BYTES / (1024 * 1024))]
    TooLong,
}

/// The text without its byte order mark, and the name of the encoding it was in.
///
/// A byte order mark decides. Without one, what is valid UTF-8 is UTF-8; what has bytes that only UTF-16 text has, or makes no
/// sense in the encoding that chardetng guesses (as web browsers guess), is UTF-16 if it reads as text in one byte order;
/// anything else is what chardetng guesses.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, &'static str), DecodeError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes)?,
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

fn guess(bytes: &[u8]) -> Result<&'static Encoding, DecodeError> {
    let guessed = guess_of_others(bytes);
    let is_whole = || {
        let text = guessed.decode_without_bom_handling_and_without_replacement(bytes);
        text.is_some()
    };
    if !utf16::has_control_bytes(bytes) && is_whole() {
        return Ok(guessed);
    }
    match utf16::guess(bytes) {
        utf16::Guess::Is(encoding) => Ok(encoding),
        utf16::Guess::Either => Err(DecodeError::ByteOrder),
        utf16::Guess::No => Ok(guessed),
    }
}

/// UTF-8 where it is valid, else what chardetng says.
fn guess_of_others(bytes: &[u8]) -> &'static Encoding {
    // ISO-2022-JP is ASCII with escapes, and so is valid UTF-8 too.
    if !bytes.contains(&0x1B) && std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// CR LF and CR become LF, in place: an article may be long.
pub(crate) fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut bytes = text.into_bytes();
    let mut after_return = false;
    bytes.retain_mut(|byte| {
        let ends_the_same_line = after_return && *byte == b'\n';
        after_return = *byte == b'\r';
        if after_return {
            *byte = b'\n';
        }
        !ends_the_same_line
    });
    // One ASCII sign for another, or none, leaves UTF-8 what it was.
    String::from_utf8(bytes).unwrap_or_default()
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

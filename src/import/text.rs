//! Plain text in any encoding.

use super::{ImportedArticle, title, utf16};
use crate::{project::ArticleText, storage::MAX_ARTICLE_BYTES};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Shown after the name of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("not text, because it contains NUL bytes. Copy the text and use Paste article\u{2026}")]
    Nul,
    /// Its byte order mark names another encoding.
    #[error(
        "marked as {0}, but not valid {0}, so it is damaged. Get the file again, or paste the text"
    )]
    Broken(&'static str),
    /// UTF-16 without a byte order mark that makes sense in either order.
    #[error(
        "looks like UTF-16, but its byte order is unclear. Save it as UTF-8, or paste the text"
    )]
    ByteOrder,
    #[error("no text in it")]
    Empty,
    /// Longer than [`MAX_ARTICLE_BYTES`].
    #[error("longer than {} MB. Split it, or paste the part that you need", MAX_ARTICLE_BYTES / (1024 * 1024))]
    TooLong,
}

/// Imports pasted text.
///
/// # Errors
/// [`DecodeError`] if it is empty or too long, or contains NUL characters.
pub fn import_text(pasted: &str) -> Result<ImportedArticle, DecodeError> {
    check_len(pasted.len())?;
    if pasted.contains('\0') {
        return Err(DecodeError::Nul);
    }
    article(pasted.to_owned(), UTF_8)
}

/// Imports the bytes of a text in any encoding.
///
/// # Errors
/// [`DecodeError`] if they are not text, or too much of it.
pub fn import_bytes(bytes: &[u8]) -> Result<ImportedArticle, DecodeError> {
    check_len(bytes.len())?;
    let (text, encoding) = decode(bytes)?;
    article(text, encoding)
}

fn check_len(len: usize) -> Result<(), DecodeError> {
    if len as u64 > MAX_ARTICLE_BYTES {
        return Err(DecodeError::TooLong);
    }
    Ok(())
}

fn article(text: String, encoding: &'static Encoding) -> Result<ImportedArticle, DecodeError> {
    let text = with_line_feeds(text);
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(ImportedArticle {
        title: title::guess(&text),
        text: ArticleText::new(text),
        encoding: encoding.name(),
    })
}

/// The text without its byte order mark, and its encoding.
///
/// A byte order mark decides. Without one, valid UTF-8 is UTF-8. Otherwise chardetng guesses, as web browsers do, unless the
/// bytes are not valid in the guessed encoding or contain bytes that only UTF-16 has: then it is UTF-16, if it reads as
/// text in one byte order.
fn decode(bytes: &[u8]) -> Result<(String, &'static Encoding), DecodeError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes)?,
    };
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    if text.contains('\0') {
        return Err(DecodeError::Nul);
    }
    // Another encoding is a guess and the best there is, but Unicode that is not valid is damaged.
    if broken && (encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE) {
        return Err(DecodeError::Broken(encoding.name()));
    }
    Ok((text.into_owned(), encoding))
}

fn guess(bytes: &[u8]) -> Result<&'static Encoding, DecodeError> {
    let guessed = guess_without_utf16(bytes);
    let is_valid = || {
        let text = guessed.decode_without_bom_handling_and_without_replacement(bytes);
        text.is_some()
    };
    if !utf16::has_control_bytes(bytes) && is_valid() {
        return Ok(guessed);
    }
    match utf16::guess(bytes) {
        utf16::Guess::Is(encoding) => Ok(encoding),
        utf16::Guess::Either => Err(DecodeError::ByteOrder),
        utf16::Guess::No => Ok(guessed),
    }
}

fn guess_without_utf16(bytes: &[u8]) -> &'static Encoding {
    // ISO-2022-JP is ASCII with escapes, and so also valid UTF-8.
    if !bytes.contains(&0x1B) && std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// CR LF and CR become LF, in place because an article may be long.
fn with_line_feeds(text: String) -> String {
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
    // Replacing or removing ASCII bytes keeps UTF-8 valid.
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, encoding: &str) {
        let encoding = Encoding::for_label(encoding.as_bytes()).unwrap();
        assert_eq!(decode(bytes), Ok((expected.to_owned(), encoding)));
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_removed() {
        check(b"\xEF\xBB\xBFna\xC3\xAFve", "naïve", "UTF-8");
        check(b"\xFF\xFEn\0a\0\xEF\0", "naï", "UTF-16LE");
        check(b"\xFE\xFF\0n\0a\0\xEF", "naï", "UTF-16BE");
    }

    #[test]
    fn utf_16_is_recognised_by_its_nul_bytes() {
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
    fn bytes_that_are_not_text_are_refused() {
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

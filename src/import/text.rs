//! Plain text and Markdown in any supported encoding.

use super::{
    ImportedArticle, ReadError,
    encodings::{self, Confidence, DecodeError, DecodedText, TextEncoding, UTF_8},
    title,
};
use crate::{
    project::{ArticleDetails, ArticleText, Structure},
    storage::MAX_ARTICLE_BYTES,
};

use std::collections::BTreeSet;

use memchr::{memchr_iter, memchr3, memmem};

/// A file with fewer bytes than this is not text if one of them is NUL; it needs so many more for each further one.
const MIN_BYTES_WITH_NUL: usize = 16;
const MIN_BYTES_PER_NUL: usize = 1000;

/// The text of a file, unchanged, in any supported encoding.
///
/// # Errors
/// [`DecodeError`] if it is too long or not text.
pub fn decoded(bytes: &[u8]) -> Result<String, DecodeError> {
    check_len(bytes.len())?;
    Ok(read_bytes(bytes)?.text)
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
    article(DecodedText {
        text: with_line_feeds(pasted.trim_start_matches('\u{FEFF}').to_owned()),
        encoding: &UTF_8,
        confidence: Confidence::Certain,
        unreadable: 0,
    })
}

/// Imports the bytes of a text in any encoding.
///
/// # Errors
/// [`DecodeError`] if they are not text, or too long.
pub fn import_bytes(bytes: &[u8]) -> Result<ImportedArticle, DecodeError> {
    article(decode(bytes)?)
}

/// Reads a text file for the table of formats.
pub(super) fn read(reading: &DecodedText) -> Result<ImportedArticle, ReadError> {
    Ok(article(reading.clone())?)
}

fn check_len(len: usize) -> Result<(), DecodeError> {
    if len as u64 > MAX_ARTICLE_BYTES {
        return Err(DecodeError::TooLong(MAX_ARTICLE_BYTES));
    }
    Ok(())
}

/// The text of a file, with line feeds.
pub(super) fn decode(bytes: &[u8]) -> Result<DecodedText, DecodeError> {
    check_len(bytes.len())?;
    Ok(in_lines(read_bytes(bytes)?))
}

/// Decodes a text. A few NUL characters in UTF-8 are damage: they become U+FFFD.
fn read_bytes(bytes: &[u8]) -> Result<DecodedText, DecodeError> {
    match encodings::read(bytes) {
        Err(DecodeError::Nul) => without_nul(bytes).ok_or(DecodeError::Nul),
        other => other,
    }
}

fn without_nul(bytes: &[u8]) -> Option<DecodedText> {
    let count = memchr_iter(0, bytes).count();
    let least = MIN_BYTES_WITH_NUL + count.saturating_sub(1) * MIN_BYTES_PER_NUL;
    let is_text = bytes.len() >= least;
    let text = std::str::from_utf8(bytes).ok().filter(|_| is_text)?;
    let is_control = |sign: char| sign.is_control() && !sign.is_whitespace() && sign != '\0';
    if text.contains(is_control) {
        return None;
    }
    let text = text
        .trim_start_matches('\u{FEFF}')
        .replace('\0', "\u{FFFD}");
    Some(DecodedText {
        unreadable: text.matches('\u{FFFD}').count(),
        text,
        encoding: &UTF_8,
        confidence: Confidence::Certain,
    })
}

/// The text of a file in an encoding that the user selected, with line feeds.
pub(super) fn decode_as(
    bytes: &[u8],
    encoding: &'static TextEncoding,
) -> Result<DecodedText, DecodeError> {
    check_len(bytes.len())?;
    Ok(in_lines(encodings::read_as(bytes, encoding)))
}

pub(super) fn in_lines(reading: DecodedText) -> DecodedText {
    DecodedText {
        text: with_line_feeds(reading.text),
        ..reading
    }
}

fn article(reading: DecodedText) -> Result<ImportedArticle, DecodeError> {
    let DecodedText {
        text,
        encoding,
        confidence,
        unreadable,
    } = reading;
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(ImportedArticle {
        details: ArticleDetails {
            title: title::guess(&text),
            ..ArticleDetails::default()
        },
        text: ArticleText::new(text),
        clutter: BTreeSet::new(),
        structure: Structure::default(),
        warnings: Vec::new(),
        encoding,
        confidence,
        unreadable,
        part: None,
        columns: None,
        comments: Vec::new(),
    })
}

/// Replaces every Unicode line end by a line feed: CR, LF, CR LF, next line, vertical tab (the soft line break of word
/// processors), form feed, line and paragraph separator. In place, because an article may be long.
pub(super) fn with_line_feeds(text: String) -> String {
    let has_others = memchr3(b'\r', 0x0B, 0x0C, text.as_bytes()).is_some()
        || ["\u{85}", "\u{2028}", "\u{2029}"]
            .iter()
            .any(|end| memmem::find(text.as_bytes(), end.as_bytes()).is_some());
    if !has_others {
        return text;
    }
    let mut bytes = text.into_bytes();
    let (mut read, mut written) = (0, 0);
    while read < bytes.len() {
        let (byte, taken) = match &bytes[read..] {
            [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => (b'\n', 2),
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => (b'\n', 3),
            [b'\r' | 0x0B | 0x0C, ..] => (b'\n', 1),
            [byte, ..] => (*byte, 1),
            [] => break,
        };
        bytes[written] = byte;
        written += 1;
        read += taken;
    }
    bytes.truncate(written);
    // Replacing whole characters by ASCII keeps UTF-8 valid.
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_byte_in_utf_8_becomes_a_mark() {
        let article = import_bytes("Zwölf\0 wurden verletzt.".as_bytes()).unwrap();
        assert_eq!(article.text.as_str(), "Zwölf\u{FFFD} wurden verletzt.");
        let reading = article.reading().unwrap();
        assert!(reading.contains("1 place could not be read"), "{reading}");
        for bytes in [
            &b"plain\0text\0again"[..],
            b"Twelve people\x01 were hurt\0 at night.",
        ] {
            assert!(import_bytes(bytes).is_err());
        }
    }

    #[test]
    fn every_line_end_becomes_a_line_feed() {
        let lines = "a\r\nb\rc\n\r\nd\u{85}e\u{b}f\u{c}g\u{2028}h\u{2029}i\r\r\n";
        assert_eq!(
            with_line_feeds(lines.to_owned()),
            "a\nb\nc\n\nd\ne\nf\ng\nh\ni\n\n"
        );
        // Their bytes also occur within other characters.
        let others = "Å\u{2027}…à€\u{205}";
        assert_eq!(
            with_line_feeds(others.to_owned() + "\r"),
            others.to_owned() + "\n"
        );
    }
}

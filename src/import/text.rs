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

use memchr::{memchr3, memmem};

/// The text of a file, unchanged, in any supported encoding.
///
/// # Errors
/// [`DecodeError`] if it is too long or not text.
pub fn decoded(bytes: &[u8]) -> Result<String, DecodeError> {
    check_len(bytes.len())?;
    Ok(encodings::read(bytes)?.text)
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
    Ok(in_lines(encodings::read(bytes)?))
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

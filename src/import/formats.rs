//! The table of import formats. To add one, write its reader in a file of its own and fill in its row.

use super::{DecodeError, ImportedArticle, text};

use std::path::Path;

pub(super) struct ImportFormat {
    /// In the plural.
    pub name: &'static str,
    /// Of file names, in lower case, without the dot.
    endings: &'static [&'static str],
    /// First bytes that no file of another format has.
    signatures: &'static [&'static [u8]],
    /// `None` for formats that are recognised only to say that they cannot be read yet.
    pub read: Option<Read>,
}

/// Reads the bytes of a file, at most [`MAX_ARTICLE_BYTES`](crate::storage::MAX_ARTICLE_BYTES).
pub(super) type Read = fn(&[u8]) -> Result<ImportedArticle, DecodeError>;

const FORMATS: &[ImportFormat] = &[
    ImportFormat {
        name: "Text",
        endings: &["txt", "text"],
        signatures: &[],
        read: Some(text::import_bytes),
    },
    ImportFormat {
        name: "Markdown",
        endings: &["md", "markdown"],
        signatures: &[],
        read: Some(text::import_bytes),
    },
    unread("PDF articles", &["pdf"], &[b"%PDF-"]),
    unread("web pages", &["htm", "html", "xhtml", "mhtml"], &[]),
    unread(
        "word processor documents",
        &["doc", "docx", "odt", "rtf"],
        &[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"],
    ),
    unread("e-books", &["epub", "mobi"], &[]),
    unread(
        "pictures",
        &["png", "jpg", "jpeg", "gif", "webp", "tif", "tiff"],
        &[b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"II*\0", b"MM\0*"],
    ),
    unread("projects as articles", &["ron"], &[]),
];

const fn unread(
    name: &'static str,
    endings: &'static [&'static str],
    signatures: &'static [&'static [u8]],
) -> ImportFormat {
    ImportFormat {
        name,
        endings,
        signatures,
        read: None,
    }
}

pub(super) fn format_of_content(bytes: &[u8]) -> Option<&'static ImportFormat> {
    let starts = |signature: &&[u8]| bytes.starts_with(signature);
    FORMATS
        .iter()
        .find(|format| format.signatures.iter().any(starts))
}

/// The format of a file name. A name without an ending is text.
///
/// # Errors
/// The ending, if no format has it.
pub(super) fn format_of_name(path: &Path) -> Result<&'static ImportFormat, String> {
    let Some(ending) = path.extension() else {
        return Ok(&FORMATS[0]);
    };
    let ending = ending.to_string_lossy().to_lowercase();
    let has_ending = |format: &&ImportFormat| format.endings.contains(&ending.as_str());
    FORMATS.iter().find(has_ending).ok_or(ending)
}

/// Names and endings of the formats with a reader, for a file dialog.
#[must_use]
pub fn readable_formats() -> (String, Vec<&'static str>) {
    let readable = || FORMATS.iter().filter(|format| format.read.is_some());
    let names: Vec<&str> = readable().map(|format| format.name).collect();
    let endings = readable().flat_map(|format| format.endings).copied();
    (names.join(", "), endings.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: &str) {
        let format = format_of_content(bytes).or(format_of_name(Path::new(name)).ok());
        assert_eq!(format.map_or("none", |format| format.name), expected);
    }

    #[test]
    fn content_decides_before_the_name() {
        check("report.txt", b"%PDF-1.7", "PDF articles");
        check("report.txt", b"Flood in Lorvenia", "Text");
        check("report", b"", "Text");
        check("REPORT.MD", b"# Flood", "Markdown");
        check("report.pdf", b"", "PDF articles");
        check("report.xyz", b"\x89PNG\r\n\x1A\n", "pictures");
        check("report.xyz", b"Flood", "none");
    }

    #[test]
    fn no_ending_belongs_to_two_formats() {
        let mut endings: Vec<&str> = FORMATS.iter().flat_map(|it| it.endings).copied().collect();
        endings.sort_unstable();
        let all = endings.len();
        endings.dedup();
        assert_eq!(endings.len(), all);
    }
}

//! The table of import formats. To add one, write its reader in a file of its own and fill in its row.

use super::{DecodeError, ImportedArticle, text};

use std::path::Path;

pub(super) struct ImportFormat {
    /// In the plural.
    pub name: &'static str,
    /// Of file names, in lower case, without the dot.
    endings: &'static [&'static str],
    /// First bytes that no file of another format has; see [`format_of`].
    signatures: &'static [&'static [u8]],
    /// Whether its files are text too, so that the ending tells it from plain text.
    is_text: bool,
    /// `None` for formats that are recognised only to say that they cannot be read yet.
    pub read: Option<Read>,
}

/// Reads the bytes of a file, at most [`MAX_ARTICLE_BYTES`](crate::storage::MAX_ARTICLE_BYTES).
pub(super) type Read = fn(&[u8]) -> Result<ImportedArticle, DecodeError>;

/// First bytes of a file that tell its format.
pub(super) const HEAD: u64 = 4096;

const FORMATS: &[ImportFormat] = &[
    TEXT,
    ImportFormat {
        name: "Markdown",
        endings: &["md", "markdown"],
        ..TEXT
    },
    unread("PDF articles", &["pdf"], &[b"%PDF"]),
    unread_text(
        "web pages",
        &["htm", "html", "xhtml", "mht", "mhtml"],
        &[b"<!doctype html", b"<html", b"from: <saved by"],
    ),
    unread_text("RTF documents", &["rtf"], &[b"{\\rtf"]),
    unread(
        "word processor documents",
        &["doc", "docx", "odt", "pages"],
        &[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"],
    ),
    unread("spreadsheets", &["xls", "xlsx", "ods"], &[]),
    unread("presentations", &["ppt", "pptx", "odp"], &[]),
    unread("e-books", &["epub", "mobi"], &[]),
    unread(
        "archives",
        &[
            "zip", "gz", "7z", "rar", "bz2", "xz", "zst", "tar", "wacz", "warc",
        ],
        &[
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"\x1F\x8B",
            b"7z\xBC\xAF\x27\x1C",
            b"Rar!\x1A\x07",
            b"BZh",
            b"\xFD7zXZ\0",
            b"\x28\xB5\x2F\xFD",
        ],
    ),
    unread(
        "pictures",
        &[
            "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "heic",
        ],
        &[
            b"\x89PNG\r\n\x1A\n",
            b"\xFF\xD8\xFF",
            b"GIF87a",
            b"GIF89a",
            b"II*\0",
            b"MM\0*",
        ],
    ),
    unread(
        "sound and video",
        &[
            "mp3", "mp4", "m4a", "m4v", "mov", "wav", "ogg", "oga", "flac", "avi", "mkv", "webm",
        ],
        &[b"ID3", b"OggS", b"fLaC", b"RIFF", b"\x1A\x45\xDF\xA3"],
    ),
    unread(
        "databases and programs",
        &["sqlite", "db", "exe", "dll", "so"],
        &[b"SQLite format 3\0", b"\x7FELF"],
    ),
    unread_text(
        "projects as articles",
        &["ron"],
        &[b"(\n  format: \"crosscheck"],
    ),
];

const TEXT: ImportFormat = ImportFormat {
    name: "Text",
    endings: &["txt", "text"],
    signatures: &[],
    is_text: true,
    read: Some(text::import_bytes),
};

/// Formats in a ZIP archive, by what the name of an entry begins with or the type in the first one says.
const IN_ARCHIVES: &[(&[u8], &str)] = &[
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
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
        is_text: false,
        read: None,
    }
}

const fn unread_text(
    name: &'static str,
    endings: &'static [&'static str],
    signatures: &'static [&'static [u8]],
) -> ImportFormat {
    ImportFormat {
        is_text: true,
        ..unread(name, endings, signatures)
    }
}

/// The format of a file by its first bytes, at most [`HEAD`]; its ending decides only between formats that are text. Whatever has an
/// unknown ending, or none, is text.
pub(super) fn format_of(path: &Path, head: &[u8]) -> &'static ImportFormat {
    let by_ending = format_of_ending(path);
    if let Some(format) = format_of_content(head) {
        return format;
    }
    match by_ending {
        Some(format) if format.is_text || !is_text(head) => format,
        Some(_) | None => &FORMATS[0],
    }
}

fn format_of_content(head: &[u8]) -> Option<&'static ImportFormat> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if head.starts_with(b"PK\x03\x04") {
        let has = |(sign, _): &&(&[u8], &str)| memchr::memmem::find(head, sign).is_some();
        if let Some((_, ending)) = IN_ARCHIVES.iter().find(has) {
            return FORMATS
                .iter()
                .find(|format| format.endings.contains(ending));
        }
    }
    let trimmed = head.trim_ascii_start();
    let starts = |format: &&ImportFormat, signature: &[u8]| {
        if format.is_text {
            let start = trimmed.get(..signature.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(signature))
        } else {
            head.starts_with(signature)
        }
    };
    FORMATS
        .iter()
        .find(|format| format.signatures.iter().any(|it| starts(format, it)))
}

/// Whether the bytes can be text, so that a format which never is can be excluded.
fn is_text(head: &[u8]) -> bool {
    head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || !head.contains(&0)
}

fn format_of_ending(path: &Path) -> Option<&'static ImportFormat> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    let has_ending = |format: &&ImportFormat| format.endings.contains(&ending.as_str());
    FORMATS.iter().find(has_ending)
}

/// Whether a file has to be looked into before it is taken for an article.
pub(super) fn may_be_unread(path: &Path) -> bool {
    format_of_ending(path).is_some_and(|format| format.read.is_none())
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
        assert_eq!(format_of(Path::new(name), bytes).name, expected);
    }

    #[test]
    fn content_decides_before_the_name() {
        check("report.txt", b"%PDF-1.7", "PDF articles");
        check("report.txt", b"Flood in Lorvenia", "Text");
        check("report", b"", "Text");
        check("REPORT.MD", b"# Flood", "Markdown");
        check("report.pdf", b"\0\0", "PDF articles");
        check("report.pdf", b"Flood in Lorvenia", "Text");
        check("report.xyz", b"\x89PNG\r\n\x1A\n", "pictures");
        check("report.xyz", b"Flood", "Text");
        check("page.txt", b"\xEF\xBB\xBF\n<!DOCTYPE HTML><p>", "web pages");
        check("page.html", b"Flood", "web pages");
        check(
            "a",
            b"PK\x03\x04....word/document.xml",
            "word processor documents",
        );
        check(
            "a",
            b"PK\x03\x04....mimetypeapplication/epub+zip",
            "e-books",
        );
        check("a", b"PK\x03\x04....notes.txt", "archives");
    }

    #[test]
    fn names_with_dots_are_text() {
        for name in [
            "Interview with Dr. Brann",
            "Herald 12.05.2031",
            "notes.v3",
            "a.b c.d",
        ] {
            check(name, b"Flood in Lorvenia", "Text");
        }
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

//! The format of a file by its first bytes and its name.

use super::{
    formats::{FORMATS, ImportFormat, Reader},
    warc,
};

use std::path::Path;

/// Number of first bytes that identify a format.
pub(super) const HEAD: u64 = 4096;

/// First bytes of a ZIP archive that is not empty.
pub(super) const ARCHIVE: &[u8] = b"PK\x03\x04";

/// The first entry of an archive that names its type there, and the offset of its name in the file.
const TYPE: &[u8] = b"mimetype";
const TYPE_AT: usize = 30;

/// Number of bytes after that name in which the type is searched.
const MAX_FIELD_BYTES: usize = 128;

/// Formats in a ZIP archive, by the start of an entry's name.
const NAMES_IN_ARCHIVES: &[(&[u8], &str)] = &[
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b".warc.gz", "wacz"),
    (b"pages/pages.jsonl", "wacz"),
    (b"datapackage.json", "wacz"),
];

/// Formats by the type named in the first entry.
const TYPES: &[(&[u8], &str)] = &[
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
];

/// The format of a file by its first bytes, at most [`HEAD`]; the file extension only decides between text formats. A
/// file with an unknown extension, or none, is text.
pub(super) fn format_of(path: &Path, head: &[u8]) -> &'static ImportFormat {
    let by_ending = format_of_ending(path);
    // In a long archive, the entry that shows the format may come late.
    if let Some(format) = by_ending
        && head.starts_with(ARCHIVE)
        && NAMES_IN_ARCHIVES
            .iter()
            .chain(TYPES)
            .any(|(_, extension)| format.endings.contains(extension))
        && format_in_archive(head).is_none()
    {
        return format;
    }
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
    if let Some(format) = format_in_archive(head) {
        return Some(format);
    }
    if warc::is_compressed(head) {
        return of_ending("warc");
    }
    let trimmed = head.trim_ascii_start();
    let text = String::from_utf8_lossy(trimmed);
    let starts = |format: &&ImportFormat, signature: &[u8]| {
        if format.is_text {
            let start = trimmed.get(..signature.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(signature))
        } else {
            let is_bare =
                || !signature.is_ascii() || !is_readable(head) || (format.has_structure)(&text);
            head.starts_with(signature) && is_bare()
        }
    };
    let signed = FORMATS
        .iter()
        .find(|format| format.signatures.iter().any(|it| starts(format, it)));
    signed.or_else(|| {
        let mut formats = FORMATS.iter();
        formats.find(|format| (format.has_structure)(&text))
    })
}

fn format_in_archive(head: &[u8]) -> Option<&'static ImportFormat> {
    if !head.starts_with(ARCHIVE) {
        return None;
    }
    // Compressed bytes can look like any short name.
    let typed = head.get(TYPE_AT..).and_then(|rest| rest.strip_prefix(TYPE));
    // Some programs write a field of their own between the name and the type.
    let searched = typed.map_or(head, |rest| &rest[..rest.len().min(MAX_FIELD_BYTES)]);
    let names: &[(&[u8], &str)] = if typed.is_some() {
        &[]
    } else {
        NAMES_IN_ARCHIVES
    };
    let mut signs = names.iter().chain(TYPES);
    let (_, extension) = signs.find(|(sign, _)| memchr::memmem::find(searched, sign).is_some())?;
    of_ending(extension)
}

fn of_ending(extension: &str) -> Option<&'static ImportFormat> {
    FORMATS
        .iter()
        .find(|format| format.endings.contains(&extension))
}

/// Whether the bytes can be text, which excludes binary formats.
fn is_text(head: &[u8]) -> bool {
    head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || !head.contains(&0)
}

/// Whether the bytes have none that a text does not have, so that they may be one about a format: "ID3 tags were …".
fn is_readable(head: &[u8]) -> bool {
    let is_text = |byte: &u8| *byte >= b' ' || byte.is_ascii_whitespace();
    head.iter().all(is_text)
}

/// Whether a text begins with a line of this name and a version.
pub(super) fn is_version_line(text: &str, name: &str) -> bool {
    let version = text.strip_prefix(name).unwrap_or_default();
    let version = version
        .split(['\r', '\n', '%'])
        .next()
        .unwrap_or_default()
        .trim_end();
    let is_sign = |sign: char| sign.is_ascii_digit() || sign == '.';
    !version.is_empty() && version.chars().all(is_sign)
}

fn format_of_ending(path: &Path) -> Option<&'static ImportFormat> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    of_ending(&extension)
}

/// Whether the content of a file must be checked before it counts as an article.
pub(super) fn may_be_unread(path: &Path) -> bool {
    format_of_ending(path).is_some_and(|format| matches!(format.reader, Reader::None))
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
        check("a", b"PK\x03\x04....word/document.xml", "Word documents");
        check(
            "a.docx",
            b"PK\x03\x04....docProps/thumbnail.jpeg",
            "Word documents",
        );
        check("a.docx", b"PK\x03\x04....xl/workbook.xml", "spreadsheets");
        check("a.docx", b"Flood in Lorvenia", "Text");
        check(
            "a",
            b"PK\x03\x04....mimetypeapplication/epub+zip",
            "e-books",
        );
        check("a", b"PK\x03\x04....notes.txt", "archives");
        // The name of the first entry is always at the same offset.
        let book = b"PK\x03\x04..........................mimetypeapplication/epub+zip..xl/..";
        check("a.epub", book, "e-books");
    }

    #[test]
    fn a_text_that_begins_like_another_format_is_text() {
        for text in [
            &b"ID3 tags were added to the recording"[..],
            b"RIFF raff of the harbour",
            b"OggS is what its files begin with",
            b"GIF89a is a format",
            b"%PDF-1.4 just writing about it",
            b"WARC/1.0 is the format.",
            b"BZh und andere Anf\xE4nge",
        ] {
            check("note.txt", text, "Text");
            check("note", text, "Text");
        }
        check("a", b"ID3\x03\0\0", "sound and video");
        check("a", b"%PDF-1.4\r1 0 obj", "PDF articles");
        check("a", b"%PDF-1.4 %\xE2\xE3\n1 0 obj", "PDF articles");
        check("a", b"WARC/1.0\r\nWARC-Type: warcinfo", "web archives");
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
}

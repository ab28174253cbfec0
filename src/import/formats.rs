//! The table of import formats. To add one, write its reader in a file of its own and fill in its row.

use super::{
    ImportedArticle, ReadError, docx, epub, html, mail, odt, ole, pdf, posts, rtf, telegram, text,
    transcript, warc,
};

use crate::project::ImportMethod;

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
    /// Whether the beginning of a text has its structure.
    has_structure: fn(&str) -> bool,
    pub method: ImportMethod,
    pub reader: Reader,
}

#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// Of formats that are recognised only to say that they cannot be read yet.
    None,
    /// Of formats that are recognised to say what to do instead.
    Refused(fn(&[u8]) -> ReadError),
    /// For formats so simple that no file can do harm.
    Here(Read),
    /// In a process of its own; see [`isolation`](super::isolation).
    Apart(Read),
    /// Likewise, for files that hold several articles.
    Several(fn(&[u8]) -> Result<Vec<ImportedArticle>, ReadError>),
}

/// Reads the bytes of a file, at most [`MAX_ARTICLE_BYTES`](crate::storage::MAX_ARTICLE_BYTES).
type Read = fn(&[u8]) -> Result<ImportedArticle, ReadError>;

/// First bytes of a file that tell its format.
pub(super) const HEAD: u64 = 4096;

/// Ending of web pages.
pub(super) const HTML: &str = "html";

const FORMATS: &[ImportFormat] = &[
    TEXT,
    ImportFormat {
        name: "Markdown",
        endings: &["md", "markdown"],
        ..TEXT
    },
    ImportFormat {
        reader: Reader::Apart(pdf::read),
        ..unread("PDF articles", &["pdf"], &[b"%PDF"])
    },
    ImportFormat {
        name: "web pages",
        endings: &[HTML, "htm", "xhtml"],
        signatures: &[b"<!doctype html", b"<html"],
        reader: Reader::Apart(html::read),
        ..TEXT
    },
    ImportFormat {
        name: "subtitles",
        endings: &["srt", "vtt"],
        signatures: &[b"webvtt"],
        has_structure: transcript::is_subtitles,
        reader: Reader::Here(transcript::read_subtitles),
        ..TEXT
    },
    ImportFormat {
        name: "transcripts",
        // Their files are named like those of any other text.
        endings: &[],
        has_structure: transcript::is_transcript,
        reader: Reader::Here(transcript::read_transcript),
        ..TEXT
    },
    ImportFormat {
        name: "web pages in one file",
        endings: &["mhtml", "mht"],
        signatures: &[b"from: <saved by", b"from: \"saved by"],
        reader: Reader::Apart(mail::read),
        ..TEXT
    },
    ImportFormat {
        name: "mails",
        endings: &["eml"],
        has_structure: mail::is_mail,
        reader: Reader::Apart(mail::read),
        ..TEXT
    },
    ImportFormat {
        name: "RTF documents",
        endings: &["rtf"],
        signatures: &[b"{\\rtf"],
        reader: Reader::Apart(rtf::read),
        ..TEXT
    },
    ImportFormat {
        name: "Word documents",
        endings: &["docx", "docm", "dotx"],
        is_text: false,
        reader: Reader::Apart(docx::read),
        ..TEXT
    },
    ImportFormat {
        name: "OpenDocument texts",
        endings: &["odt", "ott"],
        is_text: false,
        reader: Reader::Apart(odt::read),
        ..TEXT
    },
    ImportFormat {
        reader: Reader::Refused(ole::refusal),
        ..unread(
            "documents of older Microsoft programs",
            &["doc", "xls", "ppt", "msg"],
            &[ole::SIGNATURE],
        )
    },
    unread("documents of Pages", &["pages"], &[]),
    ImportFormat {
        name: "tables",
        endings: &["csv", "tsv"],
        reader: Reader::Here(posts::read_csv),
        ..TEXT
    },
    ImportFormat {
        name: "spreadsheets",
        endings: &["xlsx", "xlsm", "ods"],
        is_text: false,
        reader: Reader::Apart(posts::read_sheet),
        ..TEXT
    },
    ImportFormat {
        name: "chats of Telegram",
        endings: &["json"],
        has_structure: telegram::is_export,
        reader: Reader::Several(telegram::read),
        ..TEXT
    },
    ImportFormat {
        name: "web archives",
        endings: &["warc"],
        signatures: &[b"WARC/"],
        is_text: false,
        method: ImportMethod::WebArchive,
        reader: Reader::Several(warc::read),
        ..TEXT
    },
    ImportFormat {
        name: "packed web archives",
        endings: &["wacz"],
        is_text: false,
        method: ImportMethod::WebArchive,
        reader: Reader::Several(warc::read_packed),
        ..TEXT
    },
    unread("presentations", &["pptx", "odp"], &[]),
    ImportFormat {
        name: "e-books",
        endings: &["epub"],
        is_text: false,
        reader: Reader::Apart(epub::read),
        ..TEXT
    },
    unread("e-books of Kindle", &["mobi", "azw", "azw3"], &[]),
    unread(
        "archives",
        &["zip", "gz", "7z", "rar", "bz2", "xz", "zst", "tar"],
        &[
            ARCHIVE,
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
    has_structure: |_| false,
    method: ImportMethod::File,
    reader: Reader::Here(text::read),
};

/// First bytes of a ZIP archive that is not empty.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Formats in a ZIP archive, by what the name of an entry begins with or the type in the first one says.
const IN_ARCHIVES: &[(&[u8], &str)] = &[
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b".warc.gz", "wacz"),
    (b"pages/pages.jsonl", "wacz"),
    (b"datapackage.json", "wacz"),
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
        has_structure: |_| false,
        method: ImportMethod::File,
        reader: Reader::None,
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

impl ImportFormat {
    /// The ending that stands for the format, for the process that reads it.
    pub fn ending(&self) -> &'static str {
        self.endings.first().copied().unwrap_or(TEXT.endings[0])
    }
}

/// Reads bytes as the format with that ending, in this process; of several articles, the first.
///
/// # Errors
/// [`ReadError`] if there is no article in them.
pub fn read_format(ending: &str, bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let articles = read_articles(ending, bytes)?;
    articles.into_iter().next().ok_or(ReadError::Empty)
}

/// Reads bytes as the format with that ending, in this process.
///
/// # Errors
/// As for [`read_format`].
pub fn read_articles(ending: &str, bytes: &[u8]) -> Result<Vec<ImportedArticle>, ReadError> {
    let mut formats = FORMATS.iter();
    match formats
        .find(|format| format.ending() == ending)
        .map(|format| format.reader)
    {
        Some(Reader::Here(read) | Reader::Apart(read)) => Ok(vec![read(bytes)?]),
        Some(Reader::Several(read)) => read(bytes),
        Some(Reader::Refused(why)) => Err(why(bytes)),
        Some(Reader::None) | None => Err(ReadError::Fault),
    }
}

/// The format of a file by its first bytes, at most [`HEAD`]; its ending decides only between formats that are text. Whatever has an
/// unknown ending, or none, is text.
pub(super) fn format_of(path: &Path, head: &[u8]) -> &'static ImportFormat {
    let by_ending = format_of_ending(path);
    // In a long archive, the entry that tells may come late.
    if let Some(format) = by_ending
        && head.starts_with(ARCHIVE)
        && IN_ARCHIVES
            .iter()
            .any(|(_, ending)| format.endings.contains(ending))
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
        return FORMATS.iter().find(|it| it.endings.contains(&"warc"));
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
    let signed = FORMATS
        .iter()
        .find(|format| format.signatures.iter().any(|it| starts(format, it)));
    signed.or_else(|| {
        let text = String::from_utf8_lossy(trimmed);
        let mut formats = FORMATS.iter();
        formats.find(|format| (format.has_structure)(&text))
    })
}

fn format_in_archive(head: &[u8]) -> Option<&'static ImportFormat> {
    let has = |(sign, _): &&(&[u8], &str)| memchr::memmem::find(head, sign).is_some();
    let mut signs = IN_ARCHIVES.iter().filter(|_| head.starts_with(ARCHIVE));
    let (_, ending) = signs.find(has)?;
    let mut formats = FORMATS.iter();
    formats.find(|format| format.endings.contains(ending))
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
    format_of_ending(path).is_some_and(|format| matches!(format.reader, Reader::None))
}

/// Names and endings of the formats with a reader, for a file dialog.
pub fn readable_formats() -> (String, Vec<&'static str>) {
    let readable = || {
        FORMATS
            .iter()
            .filter(|format| !matches!(format.reader, Reader::None | Reader::Refused(_)))
    };
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

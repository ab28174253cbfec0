//! The table of import formats. To add one, write its reader in a file of its own and fill in its row.

use super::{
    ImportedArticle, ReadError, ReadOptions, TextEncoding, docx, encodings::DecodedText, epub,
    html, mail, odt, ole, pdf, posts, recognition, rtf, telegram, text, transcript, warc,
};

use crate::project::ImportMethod;

pub(super) struct ImportFormat {
    /// In the plural.
    pub name: &'static str,
    /// Name of one file, for display.
    pub label: &'static str,
    /// File extensions, in lower case, without the dot.
    pub endings: &'static [&'static str],
    /// First bytes that identify the format; see [`format_of`](recognition::format_of).
    pub signatures: &'static [&'static [u8]],
    /// Whether its files are text, so that only the extension distinguishes them from plain text.
    pub is_text: bool,
    /// Whether the start of a text has the format's structure. A text that begins with the signature of a binary format
    /// is of that format only if this is so.
    pub has_structure: fn(&str) -> bool,
    /// Whether its files are in an encoding that the user may care about.
    pub shows_encoding: bool,
    pub method: ImportMethod,
    pub reader: Reader,
    /// Advice for a file of a format that is not supported.
    pub advice: &'static str,
}

#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// The format is recognised only to say that it is not supported.
    None,
    /// The format is recognised to say what to do instead.
    Refused(fn(&[u8]) -> ReadError),
    /// For text formats so simple that no file can do harm; they can be read again in another encoding.
    Here(ReadHere),
    /// In a separate process; see [`isolation`](super::isolation).
    Apart(Read),
    /// The same, for files that contain several articles.
    Several(fn(&[u8]) -> Result<Vec<ImportedArticle>, ReadError>),
    /// The same, for files that are read with options of the user.
    WithOptions(fn(&[u8], &ReadOptions) -> Result<Vec<ImportedArticle>, ReadError>),
}

/// Reads a decoded text.
pub(super) type ReadHere = fn(&DecodedText, &ReadOptions) -> Result<ImportedArticle, ReadError>;

/// Reads the bytes of a file, at most [`MAX_ARTICLE_BYTES`](crate::storage::MAX_ARTICLE_BYTES).
type Read = fn(&[u8]) -> Result<ImportedArticle, ReadError>;

/// File extensions of web pages, emails and spreadsheets.
pub(super) const HTML: &str = "html";
pub(super) const MAIL: &str = "eml";
pub(super) const SHEET: &str = "xlsx";

pub(super) const FORMATS: &[ImportFormat] = &[
    TEXT,
    ImportFormat {
        name: "Markdown",
        label: "Markdown",
        endings: &["md", "markdown"],
        ..TEXT
    },
    ImportFormat {
        label: "PDF",
        shows_encoding: false,
        has_structure: |text| recognition::is_version_line(text, "%PDF-"),
        reader: Reader::WithOptions(pdf::read),
        ..unread("PDF articles", &["pdf"], &[b"%PDF"])
    },
    ImportFormat {
        name: "web pages",
        label: "Web page",
        endings: &[HTML, "htm", "xhtml"],
        signatures: &[b"<!doctype html", b"<html"],
        reader: Reader::Apart(html::read),
        ..TEXT
    },
    ImportFormat {
        name: "subtitles",
        label: "Subtitles",
        endings: &["srt", "vtt"],
        signatures: &[b"webvtt"],
        has_structure: transcript::is_subtitles,
        reader: Reader::Here(|text, _| transcript::read_subtitles(text)),
        ..TEXT
    },
    ImportFormat {
        name: "transcripts",
        label: "Transcript",
        // Their files are named like any other text.
        endings: &[],
        has_structure: transcript::is_transcript,
        reader: Reader::Here(|text, _| transcript::read_transcript(text)),
        ..TEXT
    },
    ImportFormat {
        name: "saved web pages",
        label: "Saved web page",
        endings: &["mhtml", "mht"],
        signatures: &[b"from: <saved by", b"from: \"saved by"],
        has_structure: mail::is_saved_page,
        reader: Reader::Apart(mail::read),
        ..TEXT
    },
    ImportFormat {
        name: "emails",
        label: "Email",
        endings: &[MAIL],
        has_structure: mail::is_mail,
        reader: Reader::WithOptions(mail::read_with_attachments),
        ..TEXT
    },
    ImportFormat {
        name: "RTF documents",
        label: "RTF",
        shows_encoding: false,
        endings: &["rtf"],
        signatures: &[b"{\\rtf"],
        reader: Reader::Apart(rtf::read),
        ..TEXT
    },
    ImportFormat {
        name: "Word documents",
        label: "Word document",
        shows_encoding: false,
        endings: &["docx", "docm", "dotx"],
        is_text: false,
        reader: Reader::Apart(docx::read),
        ..TEXT
    },
    ImportFormat {
        name: "OpenDocument texts",
        label: "OpenDocument text",
        shows_encoding: false,
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
        label: "Table",
        endings: &["csv", "tsv"],
        reader: Reader::Here(posts::read_csv),
        ..TEXT
    },
    ImportFormat {
        name: "spreadsheets",
        label: "Spreadsheet",
        shows_encoding: false,
        endings: &[SHEET, "xlsm", "ods"],
        is_text: false,
        reader: Reader::WithOptions(posts::read_sheet),
        ..TEXT
    },
    ImportFormat {
        name: "chats of Telegram",
        label: "Telegram chat",
        endings: &["json"],
        has_structure: telegram::is_export,
        reader: Reader::Several(telegram::read),
        ..TEXT
    },
    ImportFormat {
        name: "web archives",
        label: "Web archive",
        endings: &["warc"],
        signatures: &[b"WARC/"],
        is_text: false,
        has_structure: |text| recognition::is_version_line(text, "WARC/"),
        method: ImportMethod::WebArchive,
        reader: Reader::Several(warc::read),
        ..TEXT
    },
    ImportFormat {
        name: "packed web archives",
        label: "Web archive",
        endings: &["wacz"],
        is_text: false,
        method: ImportMethod::WebArchive,
        reader: Reader::Several(warc::read_packed),
        ..TEXT
    },
    unread("presentations", &["pptx", "odp"], &[]),
    ImportFormat {
        name: "e-books",
        label: "E-book",
        shows_encoding: false,
        endings: &["epub"],
        is_text: false,
        reader: Reader::Apart(epub::read),
        ..TEXT
    },
    unread("e-books of Kindle", &["mobi", "azw", "azw3"], &[]),
    ImportFormat {
        advice: "Unpack it, then add the folder with Add folder of articles\u{2026}",
        ..unread(
            "archives",
            &["zip", "gz", "7z", "rar", "bz2", "xz", "zst", "tar"],
            &[
                recognition::ARCHIVE,
                b"PK\x05\x06",
                b"\x1F\x8B",
                b"7z\xBC\xAF\x27\x1C",
                b"Rar!\x1A\x07",
                b"BZh",
                b"\xFD7zXZ\0",
                b"\x28\xB5\x2F\xFD",
            ],
        )
    },
    ImportFormat {
        advice: "A picture has no text; type the words that it shows, and use Paste article\u{2026}",
        ..unread(
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
        )
    },
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
    ImportFormat {
        is_text: true,
        ..unread(
            "projects as articles",
            &["ron"],
            &[b"(\n  format: \"crosscheck"],
        )
    },
];

const TEXT: ImportFormat = ImportFormat {
    name: "Text",
    label: "Text",
    endings: &["txt", "text"],
    signatures: &[],
    is_text: true,
    has_structure: |_| false,
    shows_encoding: true,
    method: ImportMethod::File,
    reader: Reader::Here(|text, _| text::read(text)),
    advice: "Copy the text and use Paste article\u{2026}",
};

const fn unread(
    name: &'static str,
    endings: &'static [&'static str],
    signatures: &'static [&'static [u8]],
) -> ImportFormat {
    ImportFormat {
        name,
        label: name,
        endings,
        signatures,
        is_text: false,
        reader: Reader::None,
        ..TEXT
    }
}

impl ImportFormat {
    /// The file extension that identifies the format to the process that reads it.
    pub fn extension(&self) -> &'static str {
        self.endings.first().copied().unwrap_or(TEXT.endings[0])
    }
}

/// Reads bytes as the format with that file extension, in this process and without options. Returns the first of
/// several articles.
///
/// # Errors
/// [`ReadError`] if there is no article in them.
pub fn read_format(extension: &str, bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let articles = read_articles(extension, bytes)?;
    articles.into_iter().next().ok_or(ReadError::Empty)
}

/// Reads bytes as the format with that file extension, in this process and without options.
///
/// # Errors
/// As for [`read_format`].
pub fn read_articles(extension: &str, bytes: &[u8]) -> Result<Vec<ImportedArticle>, ReadError> {
    read_with_options(extension, bytes, &ReadOptions::default())
}

/// Reads bytes as the format with that file extension, in this process.
///
/// # Errors
/// As for [`read_format`].
pub fn read_with_options(
    extension: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Vec<ImportedArticle>, ReadError> {
    let mut formats = FORMATS.iter();
    match formats
        .find(|format| format.extension() == extension)
        .map(|format| format.reader)
    {
        Some(Reader::Here(read)) => Ok(vec![read(&text::decode(bytes)?, options)?]),
        Some(Reader::Apart(read)) => Ok(vec![read(bytes)?]),
        Some(Reader::WithOptions(read)) => read(bytes, options),
        Some(Reader::Several(read)) => read(bytes),
        Some(Reader::Refused(why)) => Err(why(bytes)),
        Some(Reader::None) | None => Err(ReadError::Fault),
    }
}

/// The format of that name.
pub(super) fn of_name(name: &str) -> &'static ImportFormat {
    let named = FORMATS.iter().find(|known| known.name == name);
    named.unwrap_or(&FORMATS[0])
}

/// Reads the text of a file again, in the format with that name and an encoding that the user selected.
///
/// # Errors
/// [`ReadError`] if there is no text in it.
pub fn read_in_encoding(
    format: &str,
    bytes: &[u8],
    encoding: &'static TextEncoding,
    options: &ReadOptions,
) -> Result<ImportedArticle, ReadError> {
    match of_name(format).reader {
        Reader::Here(read) => read(&text::decode_as(bytes, encoding)?, options),
        Reader::Apart(_)
        | Reader::WithOptions(_)
        | Reader::Several(_)
        | Reader::Refused(_)
        | Reader::None => Err(ReadError::Fault),
    }
}

/// Names and file extensions of the supported formats, for a file dialog.
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

    #[test]
    fn no_file_extension_belongs_to_two_formats() {
        let mut endings: Vec<&str> = FORMATS.iter().flat_map(|it| it.endings).copied().collect();
        endings.sort_unstable();
        let all = endings.len();
        endings.dedup();
        assert_eq!(endings.len(), all);
    }

    #[test]
    fn no_two_formats_have_the_same_name() {
        let names: std::collections::BTreeSet<&str> = FORMATS.iter().map(|it| it.name).collect();
        assert_eq!(names.len(), FORMATS.len());
    }
}

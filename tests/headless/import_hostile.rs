//! Files of every format that are truncated or malicious: they are read or refused with a message, in bounded time.

use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
};

use crate::support::import_file;
use crosscheck::import::{ImportedArticle, read_articles};
use flate2::{Compression, write::GzEncoder};

/// A file of a format, around its text.
struct Format {
    extension: &'static str,
    file: fn(&str) -> Vec<u8>,
    /// An element, a line or a record without text.
    empty: &'static str,
    /// An element that can be nested in itself.
    nested: (&'static str, &'static str),
    /// One paragraph with the text "text".
    text: &'static str,
}

const FORMATS: &[Format] = &[
    Format {
        extension: "html",
        file: |body| format!("<html><body>{body}</body></html>").into(),
        empty: "<p></p>",
        nested: ("<div>", "</div>"),
        text: "<p>text</p>",
    },
    Format {
        extension: "eml",
        file: |body| {
            format!("MIME-Version: 1.0\nFrom: a\nContent-Type: text/html\n\n{body}").into()
        },
        empty: "<p></p>",
        nested: ("<div>", "</div>"),
        text: "<p>text</p>",
    },
    Format {
        extension: "docx",
        file: |body| {
            let document = format!("<w:document><w:body>{body}</w:body></w:document>");
            archive(&[("word/document.xml", &document)])
        },
        empty: "<w:p/>",
        nested: ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        text: "<w:p><w:r><w:t>text</w:t></w:r></w:p>",
    },
    Format {
        extension: "odt",
        file: |body| {
            let content =
                format!("<a><office:body><office:text>{body}</office:text></office:body></a>");
            archive(&[("content.xml", &content)])
        },
        empty: "<text:p/>",
        nested: (
            "<table:table-row><table:table-cell>",
            "</table:table-cell></table:table-row>",
        ),
        text: "<text:p>text</text:p>",
    },
    Format {
        extension: "epub",
        file: |body| {
            let container = "<container><rootfile full-path=\"b.opf\"/></container>";
            let package =
                "<package><item id=\"a\" href=\"a.html\"/><itemref idref=\"a\"/></package>";
            let chapter = format!("<html><body>{body}</body></html>");
            archive(&[
                ("META-INF/container.xml", container),
                ("b.opf", package),
                ("a.html", &chapter),
            ])
        },
        empty: "<p/>",
        nested: ("<div>", "</div>"),
        text: "<p>text</p>",
    },
    Format {
        extension: "rtf",
        file: |body| format!("{{\\rtf1 {body}}}").into(),
        empty: "{\\b}",
        nested: ("{\\footnote ", "}"),
        text: "text\\par ",
    },
    Format {
        extension: "warc",
        file: |body| capture(&format!("<html><body>{body}</body></html>")),
        empty: "<p></p>",
        nested: ("<div>", "</div>"),
        text: "<p>text</p>",
    },
    Format {
        extension: "json",
        file: |body| format!("{{\"type\":\"\",\"messages\":[{body}{{}}]}}").into(),
        empty: "{},",
        nested: ("{\"text\":[", "]},"),
        text: "{\"text\":\"text\"},",
    },
    Format {
        extension: "csv",
        file: |body| format!("author,text\n{body}").into(),
        empty: ",\n",
        nested: ("\"", "\""),
        text: ",text\n",
    },
    Format {
        extension: "srt",
        file: |body| format!("1\n00:00:01,000 --> 00:00:02,000\n{body}").into(),
        empty: "\n",
        nested: ("<i>", "</i>"),
        text: "\n2\n00:00:03,000 --> 00:00:04,000\ntext\n",
    },
];

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn capture(page: &str) -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let length = answer.len();
    format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{answer}\r\n\r\n")
        .into()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Imports a file as the program does: in a separate process if the format requires it.
fn import(format: &Format, body: &str) -> Result<ImportedArticle, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file").with_extension(format.extension);
    fs::write(&path, (format.file)(body)).unwrap();
    let imported = import_file(&path).map_err(|error| error.to_string())?;
    Ok(imported.article)
}

#[test]
fn a_hundred_thousand_empty_elements_hide_no_text() {
    for format in FORMATS {
        let body = format.empty.repeat(100_000) + format.text;
        let article = import(format, &body).unwrap();
        let last = article.text.as_str().lines().last();
        assert_eq!(last, Some("text"), "{}", format.extension);
    }
}

#[test]
fn deeply_nested_elements_are_read_or_refused() {
    for format in FORMATS {
        let (open, close) = format.nested;
        let body = open.repeat(30_000) + format.text + &close.repeat(30_000);
        if let Err(sentence) = import(format, &body) {
            let is_clear = ["opy the text", "no text"];
            assert!(
                is_clear.iter().any(|words| sentence.contains(words)),
                "{}: {sentence}",
                format.extension
            );
        }
    }
}

#[test]
fn files_truncated_anywhere_are_read_or_refused_with_a_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().unwrap().to_string_lossy().into_owned();
        // The PDF has a test of its own, in other processes.
        if ["golden", "pdf"].contains(&extension.as_str()) {
            continue;
        }
        let whole = fs::read(&path).unwrap();
        let step = 1024.min(whole.len() / 8).max(1);
        for end in (0..whole.len()).step_by(step) {
            match read_articles(&extension, &whole[..end]) {
                Ok(articles) => assert!(!articles.is_empty()),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
}

#[test]
fn a_file_that_is_cut_off_says_so() {
    let is_told = |extension: &str, bytes: &[u8]| match read_articles(extension, bytes) {
        Ok(articles) => {
            let mut warnings = articles.iter().flat_map(|it| &it.warnings);
            warnings.any(|words| words.contains("cut off"))
        }
        Err(_refused) => true,
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    for name in [
        "page.html",
        "saved.mhtml",
        "statement.eml",
        "letter.rtf",
        "capture.warc",
        "chat.json",
        "minutes.odt",
        "report.docx",
        "book.epub",
        "site.wacz",
        "comments.xlsx",
    ] {
        let path = folder.join(name);
        let (_, extension) = name.split_once('.').unwrap();
        let whole = fs::read(&path).unwrap();
        assert!(!is_told(extension, &whole), "{name}");
        for end in (whole.len() / 3..whole.len() - 20).step_by(97) {
            assert!(is_told(extension, &whole[..end]), "{name} at {end}");
        }
    }
    let cues =
        "1\n00:00:01,000 --> 00:00:02,500\nThe dam broke\n\n2\n00:00:02,600 --> 00:00:04,000\n";
    let second = cues.find("2\n00:00:02,6").unwrap();
    for end in second + 1..cues.len() - "000\n".len() {
        let cut = &cues[..end];
        assert!(is_told("srt", cut.as_bytes()), "{cut:?}");
        let read = read_articles("srt", cut.as_bytes()).unwrap();
        assert_eq!(read[0].text.as_str(), "The dam broke");
    }
    assert!(!is_told("srt", [cues, "on Saturday"].concat().as_bytes()));
    assert!(!is_told("srt", &cues.as_bytes()[..second]));
    let base64 = "From: a@lome.example\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n\
        VHdlbHZlIHBlb3BsZSB3ZXJlIGh1cnQu";
    assert!(!is_told("eml", base64.as_bytes()));
    assert!(is_told("eml", &base64.as_bytes()[..base64.len() - 5]));
    let table = "text,date\n\"Twelve were hurt\",2031-05-12\n\"Eight, says the";
    assert!(is_told("csv", table.as_bytes()));
    assert!(!is_told(
        "csv",
        [table, " mayor\",2031"].concat().as_bytes()
    ));
}

#[test]
fn archives_that_unpack_to_too_much_are_refused() {
    let blanks = " ".repeat(257 * 1024 * 1024);
    let bomb = gzip(&capture(&blanks));
    assert!(bomb.len() < 5_000_000);
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    packed.start_file("archive/a.warc.gz", stored).unwrap();
    packed.write_all(&bomb).unwrap();
    let packed = packed.finish().unwrap().into_inner();
    for (extension, bytes) in [
        ("warc", bomb),
        ("wacz", packed),
        ("odt", archive(&[("content.xml", &blanks)])),
        ("xlsx", archive(&[("xl/workbook.xml", &blanks)])),
    ] {
        let error = read_articles(extension, &bytes).unwrap_err().to_string();
        let is_bomb = error.starts_with("it unpacks to more than 256 MB");
        assert!(is_bomb, "{extension}: {error}");
    }
}

#[test]
fn names_that_lead_out_of_an_archive_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("inside");
    fs::create_dir(&inside).unwrap();
    let absolute = folder.path().join("absolute");
    let capture = String::from_utf8(capture("<p>text")).unwrap();
    let files = [
        ("../out.warc", capture.as_str()),
        (absolute.to_str().unwrap(), "x"),
        (
            "content.xml",
            "<office:body><text:p>text</text:p></office:body>",
        ),
        ("word/document.xml", "<w:p><w:t>text</w:t></w:p>"),
    ];
    for extension in ["odt", "docx", "wacz"] {
        let path = inside.join("a").with_extension(extension);
        fs::write(&path, archive(&files)).unwrap();
        let articles = read_articles(extension, &fs::read(&path).unwrap()).unwrap();
        assert_eq!(articles[0].text.as_str(), "text");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(fs::read_dir(&inside).unwrap().count(), 3);
}

#[test]
fn documents_of_old_formats_are_refused_with_what_to_do() {
    let check = |stream: &str, expected: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bytes = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &[0; 8000][..], &name].concat();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.docx");
        fs::write(&path, bytes).unwrap();
        let sentence = import_file(&path).unwrap_err().to_string();
        assert!(sentence.contains(expected), "{sentence}");
    };
    check(
        "EncryptedPackage",
        "it is protected with a password. Save it without one",
    );
    check("WordDocument", "save it as DOCX");
    check("Workbook", "save it as XLSX or CSV");
    check("PowerPoint Document", "save it as PDF");
    check("__substg1.0_", "as EML");
    check("Other", "document of an older program");
}

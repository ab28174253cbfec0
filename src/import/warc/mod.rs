//! Web archives (WARC, and WACZ, which packs them): each page of a capture becomes an article, with its address and the
//! time of the capture.

mod content;
mod http;
mod record;

use super::{ImportedArticle, Part, ReadError, archive::Archive, html, text, warnings_of};
use content::Content;
use http::{GZIP, body_of, header_value, split_head};
use record::Record;

use std::{
    collections::HashSet,
    io::{BufRead, BufReader, Read},
};

use flate2::read::MultiGzDecoder;
use serde_json::Value;

/// Maximum number of pages of one archive; the others are counted and left out.
const MOST_PAGES: usize = 1000;

/// Whether the beginning of a file is of a compressed capture, not of another compressed file.
pub(super) fn is_compressed(head: &[u8]) -> bool {
    let mut first = [0; 5];
    let unpacked = MultiGzDecoder::new(head).read_exact(&mut first);
    head.starts_with(GZIP) && unpacked.is_ok() && &first == b"WARC/"
}

/// Reads a capture, compressed or not.
///
/// # Errors
/// [`ReadError`] if it has no page with text.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ImportedArticle>, ReadError> {
    let mut pages = Pages::default();
    pages.read(bytes)?;
    pages.finish()
}

/// Reads a packed capture.
///
/// # Errors
/// As for [`read`].
pub(super) fn read_packed(bytes: &[u8]) -> Result<Vec<ImportedArticle>, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let is_capture = |name: &String| name.contains(".warc");
    let mut names: Vec<String> = archive.names().filter(is_capture).collect();
    names.sort();
    let mut pages = Pages {
        listed: archive.file(PAGES)?.map(|list| listed_pages(&list)),
        ..Pages::default()
    };
    for name in names {
        if let Some(capture) = archive.reader(&name)? {
            pages.read(capture)?;
        }
    }
    pages.finish()
}

/// The list of pages that somebody opened, in a packed capture: JSON lines, the first without an address.
const PAGES: &str = "pages/pages.jsonl";

fn listed_pages(list: &[u8]) -> HashSet<String> {
    let lines = list.split(|byte| *byte == b'\n');
    let pages = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let address = |page: Value| page.get("url")?.as_str().map(str::to_owned);
    pages.filter_map(address).collect()
}

#[derive(Default)]
struct Pages {
    /// Addresses of the pages that were opened, if the capture lists them.
    listed: Option<HashSet<String>>,
    articles: Vec<ImportedArticle>,
    without_text: usize,
    too_long: usize,
    damaged: usize,
    /// Number of pages in an unknown compression.
    packed: usize,
    more: usize,
    is_cut_off: bool,
    left_out: OtherCaptures,
}

/// Number of captures that are no pages, by kind.
#[derive(Default)]
struct OtherCaptures {
    /// Redirects, errors and other answers without the page.
    without_page: usize,
    repeated: usize,
    pdfs: usize,
    documents: usize,
    others: usize,
}

impl OtherCaptures {
    fn count_of(&mut self, content: Content) -> &mut usize {
        match content {
            Content::Pdf => &mut self.pdfs,
            Content::Document => &mut self.documents,
            Content::Page | Content::Text | Content::Other => &mut self.others,
        }
    }

    fn warnings(&self) -> impl Iterator<Item = String> {
        warnings_of([
            (self.without_page, "redirects and errors"),
            (self.repeated, "repetitions of other captures"),
            (self.pdfs, "PDFs"),
            (self.documents, "other documents"),
            (self.others, "pictures, scripts and other files of pages"),
        ])
    }
}

impl Pages {
    /// Reads a capture record by record, so that it is never in memory as a whole.
    fn read(&mut self, capture: impl Read) -> Result<(), ReadError> {
        let mut capture = BufReader::new(capture);
        let is_compressed = capture.fill_buf().is_ok_and(|head| head.starts_with(GZIP));
        if is_compressed {
            self.read_records(BufReader::new(MultiGzDecoder::new(capture)))
        } else {
            self.read_records(capture)
        }
    }

    fn read_records(&mut self, mut capture: impl BufRead) -> Result<(), ReadError> {
        loop {
            match Record::next(&mut capture) {
                Ok(Some(record)) => {
                    self.is_cut_off |= record.is_cut_off;
                    self.page(&record)?;
                }
                Ok(None) => return Ok(()),
                Err(_damaged) => {
                    self.is_cut_off = true;
                    return Ok(());
                }
            }
        }
    }

    /// Adds the page of a record, if it contains one.
    fn page(&mut self, record: &Record) -> Result<(), ReadError> {
        let (head, body) = match record.header("WARC-Type") {
            "response" => {
                let (head, body) = split_head(&record.block);
                let status = head.lines().next().unwrap_or_default();
                let status = status.split_whitespace().nth(1).unwrap_or_default();
                if !status.starts_with('2') {
                    self.left_out.without_page += 1;
                    return Ok(());
                }
                (head, body)
            }
            "resource" => (record.head.clone(), &record.block[..]),
            "revisit" => {
                self.left_out.repeated += 1;
                return Ok(());
            }
            _ => return Ok(()),
        };
        let kind = header_value(&head, "Content-Type").to_ascii_lowercase();
        let address = record.header("WARC-Target-URI").trim_matches(['<', '>']);
        let content = Content::of_type(&kind).unwrap_or_else(|| {
            let body = body_of(&head, body).ok().flatten();
            body.map_or(Content::Other, |(body, _)| Content::of_bytes(&body))
        });
        // Other addresses are of what the program that captured pages wrote about them.
        let is_captured = address.starts_with("http");
        let is_text = content == Content::Text && !address.ends_with("/robots.txt");
        if content != Content::Page && !(is_text && is_captured) {
            if is_captured {
                *self.left_out.count_of(content) += 1;
            }
            return Ok(());
        }
        if record.is_too_long {
            self.too_long += 1;
            return Ok(());
        }
        if self.articles.len() == MOST_PAGES {
            self.more += 1;
            return Ok(());
        }
        let Some((body, is_whole)) = body_of(&head, body)? else {
            self.packed += 1;
            return Ok(());
        };
        let charset = kind.split_once("charset=").map(|(_, charset)| charset);
        let charset = charset.map(|it| it.trim_matches(['"', '\'', ' ', ';']));
        let read = if is_text {
            html::decoded(&body, charset).and_then(|reading| text::read(&text::in_lines(reading)))
        } else {
            html::read_page(&body, charset)
        };
        match read {
            Ok(mut article) => {
                let details = &mut article.details;
                address.clone_into(&mut details.url);
                record
                    .header("WARC-Date")
                    .clone_into(&mut details.retrieved);
                let listed = self.listed.as_ref();
                let is_listed = listed.is_none_or(|listed| listed.contains(address));
                let digest = record.digest(&body);
                article.part = Some(Part::Page { digest, is_listed });
                if !is_whole || record.is_cut_off {
                    let words = "The page is cut off in the web archive, so its end is missing";
                    article.warnings.push(words.to_owned());
                }
                self.articles.push(article);
            }
            Err(ReadError::Empty) => self.without_text += 1,
            // One page must not cost the others.
            Err(_error) => self.damaged += 1,
        }
        Ok(())
    }

    fn finish(self) -> Result<Vec<ImportedArticle>, ReadError> {
        let Self {
            listed: _,
            mut articles,
            without_text,
            too_long,
            damaged,
            packed,
            more,
            is_cut_off,
            left_out: other_captures,
        } = self;
        // Lists and records may write an address in two ways.
        let is_suggested = |it: &ImportedArticle| it.part.as_ref().is_some_and(Part::is_suggested);
        if !articles.iter().any(is_suggested) {
            for article in &mut articles {
                if let Some(Part::Page { is_listed, .. }) = &mut article.part {
                    *is_listed = true;
                }
            }
        }
        let Some(first) = articles.first_mut() else {
            return Err(if too_long > 0 {
                ReadError::Bomb
            } else if is_cut_off || damaged > 0 {
                ReadError::Damaged
            } else {
                let others: Vec<String> = other_captures.warnings().collect();
                let words = "no page with text is in this web archive";
                ReadError::Reason(if others.is_empty() {
                    words.to_owned()
                } else {
                    format!("{words}, only: {}", others.join("; "))
                })
            });
        };
        let left_out = warnings_of([
            (without_text, "without text"),
            (too_long, "over 256 MB"),
            (damaged, "damaged or too long"),
            (
                packed,
                "packed in a way that Crosscheck cannot read, such as Brotli",
            ),
            (more, "beyond the first 1000"),
        ]);
        let left_out = left_out.map(|what| format!("Pages of the web archive left out, {what}"));
        first.warnings.extend(left_out);
        let others = other_captures.warnings();
        let others = others.map(|what| format!("Captures left out, {what}"));
        first.warnings.extend(others);
        if is_cut_off {
            let words = "The web archive is cut off or damaged; its last pages may be missing";
            first.warnings.push(words.to_owned());
        }
        Ok(articles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn record(kind: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://lome.example/dam\r\nWARC-Date: 2031-05-12T09:00:00Z\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn answer(status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
        let head =
            format!("HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n");
        record("response", &[head.as_bytes(), body].concat())
    }

    const PAGE: &[u8] =
        "<html><p>Twelve people were hurt when the barrage broke – at night.".as_bytes();

    #[track_caller]
    fn check(capture: &[u8]) {
        let read = read(capture).unwrap();
        assert_eq!(read.len(), 1);
        let article = &read[0];
        assert!(article.text.as_str().contains("broke – at night."));
        assert_eq!(article.details.url, "https://lome.example/dam");
        assert_eq!(article.details.retrieved, "2031-05-12T09:00:00Z");
    }

    #[test]
    fn pages_are_read_however_they_are_packed() {
        let chunks = [
            b"8\r\n",
            &PAGE[..8],
            b"\r\n3e;x\r\n",
            &PAGE[8..],
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        let size = format!("{:x}", PAGE.len() - 8);
        let chunks = String::from_utf8(chunks)
            .unwrap()
            .replacen("3e", &size, 1)
            .into_bytes();
        check(&answer("200 OK", "", PAGE));
        check(&gzip(&answer("200 OK", "", PAGE)));
        check(&answer("200 OK", "Transfer-Encoding: chunked\r\n", &chunks));
        check(&answer("200 OK", "Transfer-Encoding: chunked\r\n", PAGE));
        check(&answer("200 OK", "Content-Encoding: gzip\r\n", &gzip(PAGE)));
        check(&answer("200 OK", "Content-Encoding: gzip\r\n", PAGE));
        assert!(is_compressed(&gzip(&answer("200 OK", "", PAGE))));
        assert!(!is_compressed(&gzip(b"other")));
    }

    #[test]
    fn only_pages_that_were_found_come_in() {
        let capture = [
            record("warcinfo", b"software: x"),
            answer("404 Not Found", "", PAGE),
            record("request", b"GET / HTTP/1.1\r\n\r\n"),
            answer("200 OK", "", PAGE),
            answer("200 OK", "", b"<html><body></body>"),
        ];
        check(&capture.concat());
        let members: Vec<u8> = capture.iter().flat_map(|record| gzip(record)).collect();
        check(&members);
        let warnings = &read(&members).unwrap()[0].warnings;
        assert_eq!(
            warnings,
            &[
                "Pages of the web archive left out, without text: 1",
                "Captures left out, redirects and errors: 1"
            ]
        );
        assert!(read(&record("warcinfo", b"x")).is_err());
    }

    /// An answer with a type, or without one if it is empty.
    fn typed(kind: &str, body: &[u8]) -> Vec<u8> {
        let kind = match kind {
            "" => String::new(),
            kind => format!("Content-Type: {kind}\r\n"),
        };
        let head = format!("HTTP/1.1 200 OK\r\n{kind}\r\n");
        record("response", &[head.as_bytes(), body].concat())
    }

    #[test]
    fn every_capture_that_is_no_page_is_counted_by_kind() {
        let capture = [
            answer("200 OK", "", PAGE),
            answer("301 Moved", "Location: /dam\r\n", b""),
            answer("503 Busy", "", PAGE),
            record("revisit", b""),
            typed("application/pdf", b"%PDF-1.7"),
            typed("", b"%PDF-1.4"),
            typed("application/msword", b""),
            typed("application/octet-stream", b"{\\rtf1 Twelve}"),
            typed("image/png", b"\x89PNG"),
            typed("application/json", b"{}"),
            typed("", b"let dam = 12;"),
        ];
        assert_eq!(
            read(&capture.concat()).unwrap()[0].warnings,
            [
                "Captures left out, redirects and errors: 2",
                "Captures left out, repetitions of other captures: 1",
                "Captures left out, PDFs: 2",
                "Captures left out, other documents: 2",
                "Captures left out, pictures, scripts and other files of pages: 3",
            ]
        );
        assert_eq!(
            read(&capture[4]).unwrap_err().to_string(),
            "no page with text is in this web archive, only: PDFs: 1"
        );
    }

    #[test]
    fn a_page_without_a_type_is_known_by_its_content() {
        check(&typed("", PAGE));
        let xhtml = [b"<?xml version='1.0'?>\n", PAGE].concat();
        check(&typed("", &xhtml));
        check(&typed("", &[b"<title>Dam</title>", PAGE].concat()));
    }

    #[test]
    fn a_page_that_is_cut_off_gives_what_is_there_and_says_so() {
        let chunks = [b"40\r\n", PAGE].concat();
        let fields = "Transfer-Encoding: chunked\r\n";
        for (fields, body) in [
            (fields, [&chunks[..], b"\r\n6"].concat()),
            (fields, chunks[..chunks.len() - 3].to_vec()),
            ("Content-Encoding: gzip\r\n", {
                let packed = gzip(&PAGE.repeat(50));
                packed[..packed.len() - 8].to_vec()
            }),
        ] {
            let read = read(&answer("200 OK", fields, &body)).unwrap();
            let text = read[0].text.as_str();
            assert!(
                text.starts_with("Twelve people were hurt when the barrage broke"),
                "{text}"
            );
            assert!(!text.contains("40"), "{text}");
            assert!(read[0].warnings[0].contains("its end is missing"));
        }
    }

    #[test]
    fn a_damaged_page_does_not_lose_the_others() {
        let capture = [
            answer("200", "", PAGE),
            answer("200 OK", "", b"<html><p>\0\0\0\x01\0\0\x02"),
        ];
        let read = read(&capture.concat()).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(
            read[0].warnings,
            ["Pages of the web archive left out, damaged or too long: 1"]
        );
    }

    #[test]
    fn many_small_records_do_not_take_quadratic_time() {
        let capture = record("request", b"GET / HTTP/1.1\r\n\r\n").repeat(20_000);
        assert!(read(&capture).is_err());
    }

    #[test]
    fn a_capture_that_is_cut_off_gives_what_is_there() {
        let whole = [answer("200 OK", "", PAGE), answer("200 OK", "", PAGE)].concat();
        let cut = &whole[..whole.len() * 3 / 4];
        let warnings = read(cut).unwrap()[0].warnings.join(" ");
        assert!(warnings.contains("cut off"), "{warnings}");
    }
}

//! Web archives (WARC, and WACZ, which packs them): each page of a capture becomes an article, with its address and the time of the
//! capture.

mod http;

use super::{
    ImportedArticle, Part, ReadError,
    archive::{Archive, MAX_UNPACKED},
    html,
};
use crate::project::FileHash;
use http::{GZIP, body_of, field, split_head};

use std::{
    collections::HashSet,
    io::{self, BufRead, BufReader, Read},
};

use flate2::read::MultiGzDecoder;
use serde_json::Value;

/// Most pages of a capture that come in.
const MOST_PAGES: usize = 1000;

/// Longest record that is read, in bytes. Pages are shorter, as their pictures are records of their own.
const MAX_RECORD: u64 = 32 * 1024 * 1024;

/// Longest head of a record, in bytes.
const MAX_HEAD: u64 = 64 * 1024;

/// Whether the beginning of a file is of a compressed capture, not of another compressed file.
pub(super) fn is_compressed(head: &[u8]) -> bool {
    let mut first = [0; 5];
    let unpacked = MultiGzDecoder::new(head).read_exact(&mut first);
    head.starts_with(GZIP) && unpacked.is_ok() && &first == b"WARC/"
}

/// Reads a capture, compressed or not.
///
/// # Errors
/// [`ReadError`] if no page with text is in it.
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
    /// Addresses of the pages that somebody opened, if the capture lists them.
    listed: Option<HashSet<String>>,
    articles: Vec<ImportedArticle>,
    without_text: usize,
    damaged: usize,
    /// Packed in a way that cannot be read.
    packed: usize,
    more: usize,
    is_cut_off: bool,
    /// Bytes that were unpacked.
    unpacked: u64,
}

impl Pages {
    /// Reads the records one by one, so that no more than one is in memory.
    fn read(&mut self, capture: impl Read) -> Result<(), ReadError> {
        let mut capture = BufReader::new(capture);
        let is_packed = capture.fill_buf().is_ok_and(|it| it.starts_with(GZIP));
        let records: &mut dyn BufRead = if is_packed {
            &mut BufReader::new(MultiGzDecoder::new(capture))
        } else {
            &mut capture
        };
        let left = MAX_UNPACKED + 1 - self.unpacked;
        let mut records = records.take(left);
        loop {
            match Record::next(&mut records) {
                Ok(Some(record)) => {
                    self.is_cut_off |= record.is_cut_off;
                    self.page(&record);
                }
                Ok(None) => break,
                Err(_cut_off) => {
                    self.is_cut_off = true;
                    // To know whether the rest is too much.
                    drop(io::copy(&mut records, &mut io::sink()));
                    break;
                }
            }
        }
        if records.limit() == 0 {
            return Err(ReadError::Bomb);
        }
        self.unpacked += left - records.limit();
        Ok(())
    }

    /// Adds the page of a record, if it is one.
    fn page(&mut self, record: &Record) {
        let (head, body) = match record.header("WARC-Type") {
            "response" => {
                let (head, body) = split_head(&record.block);
                let status = head.lines().next().unwrap_or_default();
                let status = status.split_whitespace().nth(1).unwrap_or_default();
                if !status.starts_with('2') {
                    return;
                }
                (head, body)
            }
            "resource" => (record.head.clone(), &record.block[..]),
            _ => return,
        };
        let kind = field(&head, "Content-Type").to_ascii_lowercase();
        if !kind.starts_with("text/html") && !kind.starts_with("application/xhtml") {
            return;
        }
        if record.is_too_long {
            self.damaged += 1;
            return;
        }
        if self.articles.len() == MOST_PAGES {
            self.more += 1;
            return;
        }
        let (body, is_whole) = match body_of(&head, body) {
            Ok(Some(body)) => body,
            Ok(None) => {
                self.packed += 1;
                return;
            }
            Err(_too_long) => {
                self.damaged += 1;
                return;
            }
        };
        let charset = kind.split_once("charset=").map(|(_, charset)| charset);
        let charset = charset.map(|it| it.trim_matches(['"', '\'', ' ', ';']));
        match html::read_page(&body, charset) {
            Ok(mut article) => {
                let details = &mut article.details;
                let address = record.header("WARC-Target-URI").trim_matches(['<', '>']);
                address.clone_into(&mut details.url);
                record
                    .header("WARC-Date")
                    .clone_into(&mut details.retrieved);
                let listed = self.listed.as_ref();
                let is_listed = listed.is_none_or(|listed| listed.contains(address));
                let digest = record.digest(&body);
                article.part = Some(Part::Page { digest, is_listed });
                let is_cut_off = !is_whole || record.is_cut_off;
                if is_cut_off && !article.warnings.iter().any(|told| told == html::CUT_OFF) {
                    article.warnings.push(html::CUT_OFF.to_owned());
                }
                self.articles.push(article);
            }
            Err(ReadError::Empty) => self.without_text += 1,
            // One page must not cost the others.
            Err(_error) => self.damaged += 1,
        }
    }

    fn finish(self) -> Result<Vec<ImportedArticle>, ReadError> {
        let Self {
            listed: _,
            mut articles,
            without_text,
            damaged,
            packed,
            more,
            is_cut_off,
            unpacked: _,
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
            return Err(if is_cut_off || damaged > 0 {
                ReadError::Damaged
            } else {
                ReadError::Told("no page with text is in this web archive".to_owned())
            });
        };
        for (count, what) in [
            (without_text, "without text"),
            (damaged, "damaged or too long"),
            (
                packed,
                "packed in a way that Crosscheck cannot read, such as Brotli",
            ),
            (more, "beyond the first 1000"),
        ] {
            if count > 0 {
                let words = format!("Pages of the web archive left out, {what}: {count}");
                first.warnings.push(words);
            }
        }
        if is_cut_off {
            let words = "The web archive is cut off or damaged; its last pages may be missing";
            first.warnings.push(words.to_owned());
        }
        Ok(articles)
    }
}

struct Record {
    head: String,
    block: Vec<u8>,
    is_cut_off: bool,
    /// Only its beginning was read.
    is_too_long: bool,
}

impl Record {
    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// If no record begins where one has to, or its head is cut off.
    fn next(capture: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut head = Vec::new();
        while head.trim_ascii().is_empty() {
            head.clear();
            if capture
                .by_ref()
                .take(MAX_HEAD)
                .read_until(b'\n', &mut head)?
                == 0
            {
                return Ok(None);
            }
        }
        if !head.starts_with(b"WARC/") {
            return Err(io::ErrorKind::InvalidData.into());
        }
        while !head.ends_with(b"\n\n") && !head.ends_with(b"\n\r\n") {
            let read = capture
                .by_ref()
                .take(MAX_HEAD)
                .read_until(b'\n', &mut head)?;
            if read == 0 || head.len() as u64 > MAX_HEAD {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let length = field(&head, "Content-Length").parse();
        let length: u64 = length.map_err(io::Error::other)?;
        let mut block = Vec::new();
        let is_too_long = length > MAX_RECORD;
        let mut rest = capture.by_ref().take(length);
        let most = if is_too_long { MAX_HEAD } else { length };
        // What there is before an error is kept.
        let read = rest.by_ref().take(most).read_to_end(&mut block);
        let read = read.and_then(|_| io::copy(&mut rest, &mut io::sink()));
        Ok(Some(Self {
            head,
            block,
            is_cut_off: read.is_err() || rest.limit() > 0,
            is_too_long,
        }))
    }

    fn header(&self, name: &str) -> &str {
        field(&self.head, name)
    }

    /// The digest of the page that the archive names, or else of its body.
    fn digest(&self, body: &[u8]) -> String {
        let named = ["WARC-Payload-Digest", "WARC-Block-Digest"].map(|name| self.header(name));
        match named.iter().find(|digest| !digest.is_empty()) {
            Some(digest) => (*digest).to_owned(),
            None => format!("sha256:{}", FileHash::of(body)),
        }
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
            &["Pages of the web archive left out, without text: 1"]
        );
        assert!(read(&record("warcinfo", b"x")).is_err());
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

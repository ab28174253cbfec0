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
            html::read_page(&body, charset, html::Frames::default())
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
mod tests;

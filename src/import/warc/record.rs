//! The records of a capture, read one by one.

use super::http::header_value;
use crate::{import::archive::MAX_UNPACKED, project::FileHash};

use std::io::{self, BufRead, ErrorKind, Read};

/// Maximum length of a record's header, and of what is read of a content over the limit, in bytes.
const MAX_HEAD: u64 = 1024 * 1024;

/// A record of a capture.
pub(super) struct Record {
    pub head: String,
    /// Content of the record; empty if records of its type have no page.
    pub block: Vec<u8>,
    /// The content is over the limit, and only its beginning was read.
    pub is_too_long: bool,
    pub is_cut_off: bool,
}

impl Record {
    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// If what follows is no record, or cannot be decompressed.
    pub fn next(capture: &mut impl BufRead) -> io::Result<Option<Self>> {
        let head = match read_head(capture)? {
            head if head.is_empty() => return Ok(None),
            head if head.starts_with("WARC/") => head,
            _ => return Err(ErrorKind::InvalidData.into()),
        };
        let length = header_value(&head, "Content-Length").parse();
        let length: u64 = length.map_err(|_no_number| ErrorKind::InvalidData)?;
        let is_too_long = length > MAX_UNPACKED;
        let kept = match header_value(&head, "WARC-Type") {
            "response" | "resource" if is_too_long => MAX_HEAD,
            "response" | "resource" => length,
            _ => 0,
        };
        let mut block = Vec::new();
        let mut rest = capture.take(length);
        let is_read = rest.by_ref().take(kept).read_to_end(&mut block).is_ok();
        let is_skipped = is_read && io::copy(&mut rest, &mut io::sink()).is_ok();
        Ok(Some(Self {
            head,
            block,
            is_too_long,
            is_cut_off: !is_skipped || rest.limit() > 0,
        }))
    }

    pub fn header(&self, name: &str) -> &str {
        header_value(&self.head, name)
    }

    /// The digest of the page that the archive names, or else of its body.
    pub fn digest(&self, body: &[u8]) -> String {
        let named = ["WARC-Payload-Digest", "WARC-Block-Digest"].map(|name| self.header(name));
        match named.iter().find(|digest| !digest.is_empty()) {
            Some(digest) => (*digest).to_owned(),
            None => format!("sha256:{}", FileHash::of(body)),
        }
    }
}

/// The header of the next record, without the blank lines before and after it; empty at the end.
fn read_head(capture: &mut impl BufRead) -> io::Result<String> {
    let mut capture = capture.take(MAX_HEAD);
    let mut head = Vec::new();
    loop {
        let start = head.len();
        let length = capture.read_until(b'\n', &mut head)?;
        if !head[start..].trim_ascii().is_empty() {
            continue;
        }
        head.truncate(start);
        if length == 0 || !head.is_empty() {
            return Ok(String::from_utf8_lossy(&head).into_owned());
        }
    }
}

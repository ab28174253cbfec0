//! HTTP responses in a web archive: headers, and bodies that may be chunked, compressed or truncated.

use crate::import::{ReadError, archive};

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// Maximum decompressed size of a body.
const MAX_UNPACKED: u64 = archive::MAX_UNPACKED;

pub(super) const GZIP: &[u8] = b"\x1F\x8B";

/// Splits a response into its header and the rest.
pub(super) fn split_head(bytes: &[u8]) -> (String, &[u8]) {
    let mut lines = memchr::memchr_iter(b'\n', bytes);
    let end = lines.find_map(|at| match &bytes[at + 1..] {
        [b'\n', ..] => Some((at, at + 2)),
        [b'\r', b'\n', ..] => Some((at, at + 3)),
        _ => None,
    });
    let (end, body) = end.unwrap_or((bytes.len(), bytes.len()));
    (
        String::from_utf8_lossy(&bytes[..end]).into_owned(),
        &bytes[body..],
    )
}

/// The value of a header field; empty if absent.
pub(super) fn header_value<'a>(head: &'a str, name: &str) -> &'a str {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut values = fields.filter(|(field, _)| field.trim().eq_ignore_ascii_case(name));
    values.next().map_or("", |(_, value)| value.trim())
}

/// Decodes a body. The flag says whether it is complete; `None` for an unknown encoding.
pub(super) fn body_of(head: &str, body: &[u8]) -> Result<Option<(Vec<u8>, bool)>, ReadError> {
    let is_chunked = header_value(head, "Transfer-Encoding").eq_ignore_ascii_case("chunked");
    // Some programs store the body without chunks and leave the header unchanged.
    let joined = is_chunked.then(|| decode_chunked(body)).flatten();
    let (body, has_last_chunk) = match &joined {
        Some((joined, is_complete)) => (&joined[..], *is_complete),
        None => (body, true),
    };
    let encoding = header_value(head, "Content-Encoding").to_ascii_lowercase();
    let (decompressed, is_complete) = match encoding.as_str() {
        "gzip" | "x-gzip" if body.starts_with(GZIP) => decompress(MultiGzDecoder::new(body))?,
        "deflate" => match decompress(ZlibDecoder::new(body))? {
            (decompressed, is_complete) if !decompressed.is_empty() => (decompressed, is_complete),
            _ => decompress(DeflateDecoder::new(body))?,
        },
        // Some programs keep the header after decompressing.
        "" | "identity" | "gzip" | "x-gzip" => (body.to_owned(), true),
        _ if body.trim_ascii_start().starts_with(b"<") => (body.to_owned(), true),
        _ => return Ok(None),
    };
    Ok(Some((decompressed, is_complete && has_last_chunk)))
}

/// Joins the chunks of a body. The flag says whether the last one is present; `None` if the body does not begin with a
/// chunk.
fn decode_chunked(mut body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut joined = Vec::with_capacity(body.len());
    loop {
        let Some((size, rest)) = chunk_size(body) else {
            return (!joined.is_empty()).then_some((joined, false));
        };
        if size == 0 {
            return Some((joined, true));
        }
        let Some((chunk, after)) = rest.split_at_checked(size) else {
            joined.extend(rest);
            return Some((joined, false));
        };
        joined.extend(chunk);
        body = after.trim_ascii_start();
    }
}

/// The size on the first line, and the rest.
fn chunk_size(body: &[u8]) -> Option<(usize, &[u8])> {
    let line = memchr::memchr(b'\n', body)?;
    let size = std::str::from_utf8(&body[..line]).ok()?;
    let size = size.split(';').next().unwrap_or_default().trim();
    Some((usize::from_str_radix(size, 16).ok()?, &body[line + 1..]))
}

/// The decompressed bytes, and whether the stream was complete.
fn decompress(reader: impl Read) -> Result<(Vec<u8>, bool), ReadError> {
    let mut decompressed = Vec::new();
    let read = reader.take(MAX_UNPACKED + 1).read_to_end(&mut decompressed);
    if decompressed.len() as u64 > MAX_UNPACKED {
        return Err(ReadError::Bomb);
    }
    Ok((decompressed, read.is_ok()))
}

//! Headers and bodies of the answers in a capture: in chunks or not, packed or not, whole or cut off.

use crate::import::ReadError;

use std::{borrow::Cow, io::Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// Most bytes that the body of a record may unpack to.
const MAX_UNPACKED: u64 = super::MAX_RECORD;

pub(super) const GZIP: &[u8] = b"\x1F\x8B";

/// The header of a record or an answer, and what follows it.
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

/// The value of a field; empty if it is not there.
pub(super) fn field<'a>(head: &'a str, name: &str) -> &'a str {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut values = fields.filter(|(field, _)| field.trim().eq_ignore_ascii_case(name));
    values.next().map_or("", |(_, value)| value.trim())
}

/// The body of an answer without chunks and unpacked, and whether it is whole; `None` if it is packed in an unknown way.
pub(super) fn body_of<'b>(
    head: &str,
    body: &'b [u8],
) -> Result<Option<(Cow<'b, [u8]>, bool)>, ReadError> {
    let is_chunked = field(head, "Transfer-Encoding").eq_ignore_ascii_case("chunked");
    // Some programs store the body without its chunks and leave the header as it was.
    let joined = is_chunked.then(|| without_chunks(body)).flatten();
    let (body, is_joined) = match joined {
        Some((joined, is_whole)) => (joined.into(), is_whole),
        None => (Cow::Borrowed(body), true),
    };
    let packing = field(head, "Content-Encoding").to_ascii_lowercase();
    let (unpacked, is_whole) = match packing.as_str() {
        "gzip" | "x-gzip" if body.starts_with(GZIP) => unpack(MultiGzDecoder::new(&*body))?,
        "deflate" => match unpack(ZlibDecoder::new(&*body))? {
            (unpacked, is_whole) if !unpacked.is_empty() => (unpacked, is_whole),
            _ => unpack(DeflateDecoder::new(&*body))?,
        },
        // Others too store what they unpacked.
        "" | "identity" | "gzip" | "x-gzip" => return Ok(Some((body, is_joined))),
        _ if body.trim_ascii_start().starts_with(b"<") => return Ok(Some((body, is_joined))),
        _ => return Ok(None),
    };
    Ok(Some((unpacked.into(), is_whole && is_joined)))
}

/// The chunks of a body joined, and whether the last one is there. `None` if it does not begin with one.
fn without_chunks(mut body: &[u8]) -> Option<(Vec<u8>, bool)> {
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

/// The size in the first line, and what follows it.
fn chunk_size(body: &[u8]) -> Option<(usize, &[u8])> {
    let line = memchr::memchr(b'\n', body)?;
    let size = std::str::from_utf8(&body[..line]).ok()?;
    let size = size.split(';').next().unwrap_or_default().trim();
    Some((usize::from_str_radix(size, 16).ok()?, &body[line + 1..]))
}

/// The bytes that could be unpacked, and whether they are all.
fn unpack(reader: impl Read) -> Result<(Vec<u8>, bool), ReadError> {
    let mut unpacked = Vec::new();
    let read = reader.take(MAX_UNPACKED + 1).read_to_end(&mut unpacked);
    if unpacked.len() as u64 > MAX_UNPACKED {
        return Err(ReadError::Bomb);
    }
    Ok((unpacked, read.is_ok()))
}

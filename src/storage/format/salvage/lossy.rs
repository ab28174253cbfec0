use crate::storage::limits::UNREADABLE_SHARE;

use memchr::memchr_iter;

/// Text recovered from bytes that are not entirely UTF-8.
pub(crate) struct Lossy {
    /// The text, with U+FFFD in place of each invalid byte sequence.
    pub(crate) text: String,
    /// Line numbers of the replacements, from 1, without duplicates.
    pub(crate) lines: Vec<usize>,
}

impl Lossy {
    /// Returns `None` if too many bytes are invalid for the file ever to have been text.
    pub(crate) fn new(bytes: &[u8]) -> Option<Self> {
        let most = 100 + bytes.len() / (100 * UNREADABLE_SHARE);
        let mut text = String::with_capacity(bytes.len() + 300);
        let mut lines = Vec::new();
        let (mut line, mut count) = (1, 0);
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            line += memchr_iter(b'\n', chunk.valid().as_bytes()).count();
            if chunk.invalid().is_empty() {
                continue;
            }
            text.push(char::REPLACEMENT_CHARACTER);
            count += 1;
            if count > most {
                return None;
            }
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
        Some(Self { text, lines })
    }
}

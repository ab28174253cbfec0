use crate::storage::limits::UNREADABLE_SHARE;

use memchr::memchr_iter;

/// The text of bytes that are not all text.
pub(crate) struct Lossy {
    /// U+FFFD stands for each sequence of bytes that is no text.
    pub(crate) text: String,
    /// The lines where it does, from 1, each once.
    pub(crate) lines: Vec<usize>,
}

impl Lossy {
    /// `None` where so much is no text that the bytes were never meant for one.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
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

use std::ops::Range;

/// Byte ranges of a text's paragraphs: the lines between line feeds, empty ones included.
///
/// There is always at least one; lookup by offset is O(log n). Text beyond 4 GB belongs to the last paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraphs {
    /// First byte of each paragraph, ascending, from 0. `u32` because a text may be all line feeds.
    starts: Vec<u32>,
    text_len: usize,
}

impl Paragraphs {
    pub fn new(text: &str) -> Self {
        let feeds = || memchr::memchr_iter(b'\n', text.as_bytes());
        let mut starts = Vec::with_capacity(1 + feeds().count());
        starts.push(0);
        starts.extend(feeds().map_while(|at| u32::try_from(at + 1).ok()));
        Self {
            starts,
            text_len: text.len(),
        }
    }

    /// At least 1.
    #[expect(clippy::len_without_is_empty, reason = "there is always a paragraph")]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Bytes of a paragraph without its line feed; an index past the end gives the empty range at the end.
    pub fn range(&self, index: usize) -> Range<usize> {
        let start = self.start(index).unwrap_or(self.text_len);
        let end = self.start(index + 1).map_or(self.text_len, |next| next - 1);
        start..end
    }

    /// Index of the paragraph at byte `offset`; a line feed belongs to the paragraph it ends.
    pub fn at(&self, offset: usize) -> usize {
        let begun = self
            .starts
            .partition_point(|start| *start as usize <= offset);
        begun - 1
    }

    fn start(&self, index: usize) -> Option<usize> {
        self.starts.get(index).map(|start| *start as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_feed_belongs_to_the_paragraph_it_ends() {
        let paragraphs = Paragraphs::new("ab\n\ncd");
        assert_eq!(paragraphs.len(), 3);
        assert_eq!([0, 2, 3, 4, 6].map(|at| paragraphs.at(at)), [0, 0, 1, 2, 2]);
        assert_eq!([0, 1, 2].map(|i| paragraphs.range(i)), [0..2, 3..3, 4..6]);
    }

    #[test]
    fn an_empty_text_has_one_empty_paragraph() {
        let paragraphs = Paragraphs::new("");
        assert_eq!((paragraphs.len(), paragraphs.range(0)), (1, 0..0));
        assert_eq!(paragraphs.range(7), 0..0);
    }
}

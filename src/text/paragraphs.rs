use std::ops::Range;

/// Where the paragraphs of a text lie: the stretches between line feeds, empty ones included.
///
/// A text always has at least one paragraph; finding one by offset takes O(log n).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraphs {
    /// The first byte of every paragraph, ascending; the first is 0.
    starts: Vec<usize>,
    /// Length of the whole text in bytes.
    text_len: usize,
}

impl Paragraphs {
    /// Finds the paragraphs of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let after_feeds = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(after_feeds).collect(),
            text_len: text.len(),
        }
    }

    /// How many there are, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always a paragraph")]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a paragraph, without its line feed. An `index` past the end gives the empty range at the end.
    #[must_use]
    pub fn range(&self, index: usize) -> Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.text_len);
        let end = match self.starts.get(index + 1) {
            Some(next) => next - 1,
            None => self.text_len,
        };
        start..end
    }

    /// The paragraph that holds the byte at `offset`; a line feed belongs to the paragraph it ends.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_feed_belongs_to_the_paragraph_it_ends() {
        let paragraphs = Paragraphs::of("ab\n\ncd");
        assert_eq!(paragraphs.len(), 3);
        assert_eq!([0, 2, 3, 4, 6].map(|at| paragraphs.at(at)), [0, 0, 1, 2, 2]);
        assert_eq!([0, 1, 2].map(|i| paragraphs.range(i)), [0..2, 3..3, 4..6]);
    }

    #[test]
    fn an_empty_text_has_one_empty_paragraph() {
        let paragraphs = Paragraphs::of("");
        assert_eq!((paragraphs.len(), paragraphs.range(0)), (1, 0..0));
        assert_eq!(paragraphs.range(7), 0..0);
    }
}

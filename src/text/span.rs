use std::ops::Range;

/// A stretch of one text, in UTF-8 bytes: `start` inclusive, `end` exclusive, never empty.
///
/// A span knows nothing of the text it lies in; [`snap_to_graphemes`](super::snap_to_graphemes) makes one that
/// is sure not to cut a character, and [`Project::apply`](crate::project::Project::apply) refuses any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    /// Always greater than `start`.
    end: usize,
}

impl Span {
    /// The span from `start` to `end`, or `None` where that would be empty or backwards.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// For slicing: `&text[span.range()]`.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }
}

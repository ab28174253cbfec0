use std::ops::Range;

/// A range of one text in UTF-8 bytes, end exclusive, never empty.
///
/// [`snap_to_graphemes`](super::snap_to_graphemes) makes a span that cuts no character;
/// [`Project::apply`](crate::project::Project::apply) refuses any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    /// Always greater than `start`.
    end: usize,
}

impl Span {
    /// `None` if the span would be empty or backwards.
    pub fn new(start: usize, end: usize) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    pub fn start(self) -> usize {
        self.start
    }

    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes, at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// As a range, for slicing: `&text[span.range()]`.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }
}

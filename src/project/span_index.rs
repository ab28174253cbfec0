use crate::{project::records::HighlightId, text::Span};

use std::collections::{BTreeMap, BTreeSet};

/// Bytes of text per bucket: about one screen of a column, so that a frame reads one or two buckets.
const BUCKET_BYTES: usize = 2048;

/// Index of one article's highlights by position.
///
/// A highlight is in every bucket that it overlaps, so a range query visits only nearby highlights, and one long
/// highlight does not slow down the rest. An edit costs one update per bucket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SpanIndex {
    /// Highlights by bucket number; no bucket is empty. Sets and not lists, because a file may have all its highlights
    /// in one bucket.
    buckets: BTreeMap<usize, BTreeSet<(Span, HighlightId)>>,
}

impl SpanIndex {
    pub(crate) fn insert(&mut self, span: Span, id: HighlightId) {
        for number in buckets_of(span) {
            self.buckets.entry(number).or_default().insert((span, id));
        }
    }

    pub(crate) fn remove(&mut self, span: Span, id: HighlightId) {
        for number in buckets_of(span) {
            if let Some(bucket) = self.buckets.get_mut(&number) {
                bucket.remove(&(span, id));
                if bucket.is_empty() {
                    self.buckets.remove(&number);
                }
            }
        }
    }

    /// All highlights that overlap `range`, by start, then end, then id.
    pub(crate) fn overlapping(
        &self,
        range: Span,
    ) -> impl Iterator<Item = (Span, HighlightId)> + '_ {
        let numbers = buckets_of(range);
        let first = *numbers.start();
        self.buckets
            .range(numbers)
            .flat_map(move |(number, bucket)| {
                bucket
                    .iter()
                    // Yields a highlight that spans several buckets once: in the first bucket of the query.
                    .filter(move |(span, _)| *number == first.max(span.start() / BUCKET_BYTES))
                    .filter(move |(span, _)| span.overlaps(range))
                    .copied()
            })
    }

    /// All highlights, by start, then end, then id.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Span, HighlightId)> + '_ {
        self.buckets.iter().flat_map(|(number, bucket)| {
            bucket
                .iter()
                .filter(move |(span, _)| *number == span.start() / BUCKET_BYTES)
                .copied()
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.buckets.is_empty()
    }
}

fn buckets_of(span: Span) -> std::ops::RangeInclusive<usize> {
    span.start() / BUCKET_BYTES..=(span.end() - 1) / BUCKET_BYTES
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span(start: usize, len: usize) -> Span {
        Span::new(start, start + len.max(1)).unwrap()
    }

    proptest! {
        #[test]
        fn the_index_finds_the_same_spans_as_a_full_scan(
            spans in prop::collection::vec((0..9000_usize, 1..6000_usize), 0..30),
            asked in (0..15000_usize, 1..5000_usize),
            removed in 0..30_usize,
        ) {
            let mut all: Vec<(Span, HighlightId)> = spans
                .iter()
                .enumerate()
                .map(|(n, (start, len))| (span(*start, *len), HighlightId::new(n as u64)))
                .collect();
            let mut index = SpanIndex::default();
            for (span, id) in &all {
                index.insert(*span, *id);
            }
            if removed < all.len() {
                let (span, id) = all.remove(removed);
                index.remove(span, id);
            }
            all.sort();
            let asked = span(asked.0, asked.1);
            let expected: Vec<_> = all.iter().filter(|(span, _)| span.overlaps(asked)).copied().collect();
            prop_assert_eq!(index.overlapping(asked).collect::<Vec<_>>(), expected);
            prop_assert_eq!(index.all().collect::<Vec<_>>(), all);
        }
    }
}

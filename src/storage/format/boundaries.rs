use std::ops::RangeInclusive;

use crate::text::for_each_boundary;

/// The grapheme boundaries of an article, found in one pass, so that many wrong highlights in one long cluster cost no
/// more than the cluster's size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Boundaries {
    /// One bit for each byte offset.
    bits: Vec<u64>,
    len: usize,
}

/// Search distance for a boundary, in bytes. Longer clusters occur in no script.
const MAX_CLUSTER: usize = 4096;

impl Boundaries {
    pub(crate) fn new(text: &str) -> Self {
        let mut found = Self {
            bits: vec![0; text.len() / 64 + 1],
            len: text.len(),
        };
        for_each_boundary(text, |at| found.bits[at / 64] |= 1 << (at % 64));
        found
    }

    pub(crate) fn is_boundary(&self, at: usize) -> bool {
        at <= self.len && self.bits[at / 64] & (1 << (at % 64)) != 0
    }

    /// Extends a range to whole graphemes; `None` if it is empty, or within a cluster longer than any script has.
    pub(crate) fn around(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let nearest = |mut range: RangeInclusive<usize>, is_before: bool| {
            let is_boundary = |at: &usize| self.is_boundary(*at);
            if is_before {
                range.rfind(is_boundary)
            } else {
                range.find(is_boundary)
            }
        };
        if start >= end || end > self.len {
            return None;
        }
        let before = nearest(start.saturating_sub(MAX_CLUSTER)..=start, true)?;
        let after = nearest(end..=(end + MAX_CLUSTER).min(self.len), false)?;
        Some((before, after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{is_grapheme_boundary, snap_to_graphemes};

    #[test]
    fn the_boundaries_are_those_of_the_text() {
        let conjuncts = "\u{915}\u{94d}".repeat(900);
        let flags = "\u{1f1fa}\u{1f1e6}".repeat(300);
        let text = format!("plain caf e\u{301}\r\n{conjuncts} and {flags}");
        let found = Boundaries::new(&text);
        for at in 0..=text.len() {
            assert_eq!(
                found.is_boundary(at),
                is_grapheme_boundary(&text, at),
                "{at}"
            );
        }
        assert!(!found.is_boundary(text.len() + 1));
        for (start, end) in [(3, 7), (10, 11), (13, 14), (2_000, 2_001)] {
            let expected = snap_to_graphemes(&text, start, end);
            let around = found.around(start, end);
            assert_eq!(around, expected.map(|span| (span.start(), span.end())));
        }
        assert_eq!(found.around(3, 3), None);
    }
}

//! Steps to the left and right as the eye sees them.
//!
//! Parley has such steps, but at the end of a line they always go on to the line below on the right and the one above on
//! the left, which for right-to-left paragraphs is against the order of reading.

use crate::reader::layout::{BlockLayout, Caret};

use parley::Affinity;

/// A cluster of a line: its first byte in the block, the byte after it, and whether it runs from right to left.
type Cluster = (usize, usize, bool);

impl BlockLayout {
    /// One cluster to the left or right; at the end of a line on to the line that follows there in the order of reading.
    /// None where the block ends.
    pub(crate) fn step(&self, from: Caret, right: bool) -> Option<Caret> {
        let (line, boundary) = self.boundary(from)?;
        let clusters = self.clusters(line);
        if right && boundary < clusters.len() {
            return Some(self.edge(clusters[boundary], true));
        }
        if !right && boundary > 0 {
            return Some(self.edge(clusters[boundary - 1], false));
        }
        let forward = right != self.is_rtl();
        let next = if forward {
            line + 1
        } else {
            line.checked_sub(1)?
        };
        let clusters = self.clusters(next);
        let entered = if right {
            clusters.first()
        } else {
            clusters.last()
        };
        Some(self.edge(*entered?, !right))
    }

    /// The left or right edge of a cluster as a caret.
    fn edge(&self, (start, end, rtl): Cluster, right: bool) -> Caret {
        let block = self.range().start;
        if right == rtl {
            Caret {
                at: block + start,
                affinity: Affinity::Downstream,
            }
        } else {
            Caret {
                at: block + end,
                affinity: Affinity::Upstream,
            }
        }
    }

    /// The line that a caret stands in, and how many clusters are to the left of it there.
    fn boundary(&self, caret: Caret) -> Option<(usize, usize)> {
        let local = caret.at - self.range().start;
        let after = caret.affinity == Affinity::Downstream && local < self.range().len();
        // The byte of the cluster that the caret clings to.
        let byte = if after { local } else { local.checked_sub(1)? };
        let line = self.line_of(self.range().start + byte);
        let clusters = self.clusters(line);
        let index = clusters
            .iter()
            .position(|(start, end, _)| (*start..*end).contains(&byte))?;
        let (_, _, rtl) = clusters[index];
        Some((line, if after == rtl { index + 1 } else { index }))
    }

    /// The clusters of a line from left to right.
    fn clusters(&self, line: usize) -> Vec<Cluster> {
        let Some(line) = self.layout.get(line) else {
            return Vec::new();
        };
        line.runs()
            .flat_map(|run| run.visual_clusters())
            .map(|cluster| {
                let range = cluster.text_range();
                (range.start, range.end, cluster.is_rtl())
            })
            .collect()
    }
}

//! Caret steps to the left and right on the screen, in text of either direction.
//!
//! Parley has such steps, but at the end of a line it always continues on the line below when going right and on the line
//! above when going left. In a right-to-left paragraph that is against the reading order.

use crate::reader::layout::{BlockLayout, Caret};

use parley::Affinity;

/// A cluster of a line: its first byte in the block, the byte after it, and whether it is right-to-left.
type LineCluster = (usize, usize, bool);

impl BlockLayout {
    /// Moves the caret by one cluster; at the end of a line, on to the next line in reading order.
    /// None at the end of the block.
    pub(super) fn step(&self, from: Caret, right: bool) -> Option<Caret> {
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

    /// The caret at the left or right edge of a cluster.
    fn edge(&self, (start, end, rtl): LineCluster, right: bool) -> Caret {
        let block = self.range().start;
        if right == rtl {
            Caret::before(block + start)
        } else {
            Caret::after(block + end)
        }
    }

    /// The caret's line, and the number of clusters to the left of the caret in it.
    fn boundary(&self, caret: Caret) -> Option<(usize, usize)> {
        let local = caret.at - self.range().start;
        let after = caret.affinity == Affinity::Downstream && local < self.range().len();
        // A byte of the cluster that the caret belongs to.
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
    fn clusters(&self, line: usize) -> Vec<LineCluster> {
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

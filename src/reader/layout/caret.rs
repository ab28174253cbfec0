//! Carets in a block: their places, and steps to the left and right on the screen, in text of either direction.
//!
//! Parley has the same, but loses the line of a caret between lines of different directions, and at the end of a line it always
//! continues on the line below when going right, which in a right-to-left paragraph is against the reading order.

use super::block::{BlockLayout, LineCluster};

use egui::{Pos2, Rect, pos2};
use parley::{Affinity, Cursor};

/// A caret position between two letters, with the letter that it belongs to. The two letters are apart where a line or a
/// direction ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Caret {
    pub(crate) at: usize,
    affinity: Affinity,
}

/// A cluster in its line, and the edge of it that a caret is at.
struct CaretPlace {
    line: usize,
    /// The clusters of the line from left to right.
    clusters: Vec<LineCluster>,
    index: usize,
    on_right: bool,
}

impl Caret {
    /// The caret on the side of the letter that begins at `at`.
    pub(crate) fn before(at: usize) -> Self {
        Self {
            at,
            affinity: Affinity::Downstream,
        }
    }

    /// The caret on the side of the letter that ends at `at`.
    pub(crate) fn after(at: usize) -> Self {
        Self {
            at,
            affinity: Affinity::Upstream,
        }
    }

    /// The caret at the left or right edge of a cluster.
    fn at_edge(cluster: &LineCluster, right: bool) -> Self {
        if right == cluster.rtl {
            Self::before(cluster.bytes.start)
        } else {
            Self::after(cluster.bytes.end)
        }
    }
}

impl BlockLayout {
    /// The caret nearest to a point, which may be outside the block.
    pub(crate) fn caret_at(&self, point: Pos2) -> Caret {
        let y = point.y.clamp(0.0, (self.layout.height() - 1.0).max(0.0));
        let cursor = Cursor::from_point(&self.layout, point.x, y);
        let block = self.range();
        Caret {
            at: (block.start + cursor.index()).min(block.end),
            affinity: cursor.affinity(),
        }
    }

    /// The rectangle of a caret: one line high, without width.
    pub(crate) fn caret_rect(&self, caret: Caret) -> Rect {
        let (line, x) = match self.cluster_edge_of(caret) {
            Some(cluster_edge) => {
                let cluster = &cluster_edge.clusters[cluster_edge.index];
                let x = if cluster_edge.on_right {
                    cluster.right
                } else {
                    cluster.left
                };
                (cluster_edge.line, x)
            }
            None => (0, 0.0),
        };
        let (top, bottom) = self.line_extent(line);
        Rect::from_min_max(pos2(x, top), pos2(x, bottom))
    }

    /// Moves the caret by one cluster; at the end of a line, on to the next line in reading order.
    /// None at the end of the block.
    pub(crate) fn step(&self, from: Caret, right: bool) -> Option<Caret> {
        let cluster_edge = self.cluster_edge_of(from)?;
        // The number of clusters to the left of the caret.
        let boundary = cluster_edge.index + usize::from(cluster_edge.on_right);
        let passed = if right {
            cluster_edge.clusters.get(boundary)
        } else {
            boundary
                .checked_sub(1)
                .map(|index| &cluster_edge.clusters[index])
        };
        if let Some(cluster) = passed {
            return Some(Caret::at_edge(cluster, right));
        }
        let next = if right == self.is_rtl() {
            cluster_edge.line.checked_sub(1)?
        } else {
            cluster_edge.line + 1
        };
        let clusters = self.line_clusters(next);
        let entered = if right {
            clusters.first()
        } else {
            clusters.last()
        };
        Some(Caret::at_edge(entered?, !right))
    }

    /// The caret at the start or end of its line.
    pub(crate) fn to_line_edge(&self, from: Caret, end: bool) -> Caret {
        let Some(CaretPlace { line, .. }) = self.cluster_edge_of(from) else {
            return from;
        };
        let range = self.line_range(line);
        if end {
            Caret::after(range.end)
        } else {
            Caret::before(range.start)
        }
    }

    /// The cluster of a caret; `None` in an empty block.
    fn cluster_edge_of(&self, caret: Caret) -> Option<CaretPlace> {
        let block = self.range();
        if block.is_empty() {
            return None;
        }
        let downstream = caret.affinity == Affinity::Downstream && caret.at < block.end;
        let before = downstream || caret.at <= block.start;
        // A byte of the cluster that the caret belongs to.
        let byte = if before { caret.at } else { caret.at - 1 };
        let line = self.line_of(byte);
        let clusters = self.line_clusters(line);
        let index = clusters
            .iter()
            .position(|cluster| cluster.bytes.contains(&byte))?;
        Some(CaretPlace {
            line,
            on_right: before == clusters[index].rtl,
            clusters,
            index,
        })
    }
}

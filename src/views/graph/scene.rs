use super::{GraphScratch, camera::GraphCamera};
use crate::analysis::graph::{GraphColumn, GraphLayout, Node};

use std::{cmp::Reverse, collections::BTreeSet};

use egui::{Pos2, Rect, vec2};

/// The visible part of the layout in this frame.
pub(super) struct Scene<'a> {
    pub(super) layout: &'a GraphLayout,
    pub(super) camera: GraphCamera,
    /// The visible nodes, column by column from top to bottom.
    pub(super) nodes: Vec<VisibleNode>,
    /// Nodes connected to the hovered or focused one, sorted; the others are dimmed. `None` if there is no such node.
    highlighted: Option<Vec<usize>>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct VisibleNode {
    /// Index in the layout.
    pub(super) at: usize,
    /// In window coordinates.
    pub(super) rect: Rect,
    /// Whether its label is drawn over its neighbours, because the node is too small for text.
    pub(super) labelled: bool,
}

impl VisibleNode {
    /// Whether the node is always a widget. When thousands are in view, only the hovered and the focused one are.
    pub(super) fn is_widget(self) -> bool {
        self.labelled || self.rect.height() >= MIN_WIDGET_HEIGHT
    }
}

/// Minimum height of a node that fits a line of text, in points.
pub(super) const MIN_TEXT_HEIGHT: f32 = 15.0;
/// Minimum height of a node that is always a widget.
const MIN_WIDGET_HEIGHT: f32 = 7.0;
/// Height of a label over bars, including its margin.
pub(super) const LABEL_HEIGHT: f32 = 20.0;

impl<'a> Scene<'a> {
    pub(super) fn new(layout: &'a GraphLayout, scratch: &GraphScratch) -> Self {
        let camera = scratch.camera;
        // While a relation is drawn nothing is dimmed, since any claim can be its end.
        let node = scratch.hovered.or(scratch.focused);
        let node = node.filter(|_| scratch.relating.is_none());
        let mut scene = Self {
            layout,
            camera,
            nodes: Vec::new(),
            highlighted: node.and_then(|node| Some(layout.around(layout.find(node)?))),
        };
        let (top, bottom) = camera.heights();
        for column in GraphColumn::ALL {
            let seen = layout.within(column, top, bottom);
            let labelled = scene.labelled(seen);
            scene.nodes.extend(seen.iter().map(|at| VisibleNode {
                at: *at,
                rect: camera.rect(layout.nodes()[*at].area),
                labelled: labelled.contains(at),
            }));
        }
        scene
    }

    /// Chooses the visible nodes of a column to label: highlighted ones first, then by number of edges, skipping
    /// overlaps. Empty if nodes have room for their own text.
    fn labelled(&self, in_view: &[usize]) -> BTreeSet<usize> {
        let scale = self.camera.scale().y;
        let needs_label = |at: &usize| {
            let placed = &self.layout.nodes()[*at];
            let is_wanted = !matches!(placed.node, Node::Passage(_))
                || self.has_highlight() && !self.is_dimmed(*at);
            placed.area.height * scale < MIN_TEXT_HEIGHT && is_wanted
        };
        let mut by_weight: Vec<usize> = in_view.iter().copied().filter(needs_label).collect();
        by_weight.sort_by_key(|at| {
            let edges = self.layout.edges_at(*at).len();
            (self.is_dimmed(*at), Reverse(edges), *at)
        });
        let mut occupied = BTreeSet::new();
        let mut labelled = BTreeSet::new();
        for at in by_weight {
            let y = self.layout.nodes()[at].area.middle() * scale;
            // Whole points are precise enough to keep labels apart.
            let (from, to) = ((y - LABEL_HEIGHT) as i64, (y + LABEL_HEIGHT) as i64);
            if occupied.range(from..=to).next().is_none() {
                occupied.insert(y as i64);
                labelled.insert(at);
            }
        }
        labelled
    }

    pub(super) fn node(&self, at: usize) -> Node {
        self.layout.nodes()[at].node
    }

    /// Position of a node in the window, visible or not.
    pub(super) fn rect(&self, at: usize) -> Rect {
        self.camera.rect(self.layout.nodes()[at].area)
    }

    /// Whether this node is dimmed because others are highlighted.
    pub(super) fn is_dimmed(&self, at: usize) -> bool {
        let highlighted = self.highlighted.as_ref();
        highlighted.is_some_and(|highlighted| highlighted.binary_search(&at).is_err())
    }

    /// Whether an edge between these nodes is highlighted.
    pub(super) fn is_edge_highlighted(&self, from: usize, to: usize) -> bool {
        self.has_highlight() && !self.is_dimmed(from) && !self.is_dimmed(to)
    }

    pub(super) fn has_highlight(&self) -> bool {
        self.highlighted.is_some()
    }

    /// The node at a point of the window; if none is exactly there, the nearest within three points above or below.
    pub(super) fn node_at(&self, point: Pos2) -> Option<usize> {
        let near = |seen: &&VisibleNode| seen.rect.expand2(vec2(0.0, 3.0)).contains(point);
        let distance = |seen: &VisibleNode| (seen.rect.center().y - point.y).abs();
        let nearest = self.nodes.iter().filter(near);
        let nearest = nearest.min_by(|one, other| distance(one).total_cmp(&distance(other)));
        nearest.map(|seen| seen.at)
    }
}

use super::{GraphScratch, camera::GraphCamera};
use crate::analysis::graph::{GraphColumn, GraphLayout, Node};

use std::{cmp::Reverse, collections::BTreeSet};

use egui::{Pos2, Rect, vec2};

/// The visible part of the layout in this frame.
pub(super) struct Scene<'a> {
    pub(super) picture: &'a GraphLayout,
    pub(super) camera: GraphCamera,
    /// The nodes in view, column by column from top to bottom.
    pub(super) nodes: Vec<VisibleNode>,
    /// Nodes connected to the one under the pointer or the keyboard, sorted; others are dimmed. `None` if there is no such node.
    lit: Option<Vec<usize>>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct VisibleNode {
    /// Its index in the layout.
    pub(super) at: usize,
    /// In window coordinates.
    pub(super) rect: Rect,
    /// Whether it has a label over its neighbours: zoomed out, no node has room for its own words.
    pub(super) labelled: bool,
}

impl VisibleNode {
    /// Whether the node is a widget in every frame. Zoomed out, thousands are in view, and those that have the pointer or the
    /// keyboard are enough.
    pub(super) fn is_widget(self) -> bool {
        self.labelled || self.rect.height() >= MIN_WIDGET
    }
}

/// Lowest node that has room for a line of words, in points of the view.
pub(super) const MIN_WITH_WORDS: f32 = 15.0;
/// Lowest node that is always a widget.
const MIN_WIDGET: f32 = 7.0;
/// Height of a label over bars, with the space around it.
pub(super) const LABEL: f32 = 20.0;

impl<'a> Scene<'a> {
    pub(super) fn new(picture: &'a GraphLayout, scratch: &GraphScratch) -> Self {
        let camera = scratch.camera;
        // The other claim of a new relation may be any of them.
        let node = scratch.hovered.or(scratch.focused);
        let node = node.filter(|_| scratch.relating.is_none());
        let mut scene = Self {
            picture,
            camera,
            nodes: Vec::new(),
            lit: node.and_then(|node| Some(picture.around(picture.find(node)?))),
        };
        let (top, bottom) = camera.heights();
        for column in GraphColumn::ALL {
            let seen = picture.within(column, top, bottom);
            let labelled = scene.labelled(seen);
            scene.nodes.extend(seen.iter().map(|at| VisibleNode {
                at: *at,
                rect: camera.rect(picture.nodes()[*at].area),
                labelled: labelled.contains(at),
            }));
        }
        scene
    }

    /// The nodes of a column, of those in view, that get a label: highlighted ones first, then those with most edges, and none so
    /// near to another that they overlap. Empty if nodes have room for their own words.
    fn labelled(&self, in_view: &[usize]) -> BTreeSet<usize> {
        let scale = self.camera.scale().y;
        let is_low = |at: &usize| {
            let placed = &self.picture.nodes()[*at];
            let is_wanted = !matches!(placed.node, Node::Passage(_)) || self.is_lit(*at, *at);
            placed.area.height * scale < MIN_WITH_WORDS && is_wanted
        };
        let mut by_weight: Vec<usize> = in_view.iter().copied().filter(is_low).collect();
        by_weight.sort_by_key(|at| {
            let edges = self.picture.edges_at(*at).len();
            (self.is_dimmed(*at), Reverse(edges), *at)
        });
        let mut taken = BTreeSet::new();
        let mut labelled = BTreeSet::new();
        for at in by_weight {
            let y = self.picture.nodes()[at].area.middle() * scale;
            // Heights in whole points are enough to keep labels apart.
            let (from, to) = ((y - LABEL) as i64, (y + LABEL) as i64);
            if taken.range(from..=to).next().is_none() {
                taken.insert(y as i64);
                labelled.insert(at);
            }
        }
        labelled
    }

    pub(super) fn node(&self, at: usize) -> Node {
        self.picture.nodes()[at].node
    }

    /// Position of a node in the window, in view or not.
    pub(super) fn rect(&self, at: usize) -> Rect {
        self.camera.rect(self.picture.nodes()[at].area)
    }

    /// Whether other nodes are highlighted, and this one is not.
    pub(super) fn is_dimmed(&self, at: usize) -> bool {
        let lit = self.lit.as_ref();
        lit.is_some_and(|lit| lit.binary_search(&at).is_err())
    }

    /// Whether an edge between these nodes is highlighted.
    pub(super) fn is_lit(&self, from: usize, to: usize) -> bool {
        self.has_lit() && !self.is_dimmed(from) && !self.is_dimmed(to)
    }

    pub(super) fn has_lit(&self) -> bool {
        self.lit.is_some()
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

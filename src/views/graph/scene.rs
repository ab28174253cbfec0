use super::{GraphScratch, camera::GraphCamera};
use crate::{
    analysis::graph::{GROUP_GAP, GraphColumn, GraphLayout, Node, PASSAGE_HEIGHT, SPEAKER_GAP},
    views::theme::letters,
};

use std::{cmp::Reverse, collections::BTreeSet};

use egui::{Pos2, Rect, pos2, vec2};

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

/// Minimum height of a node that is always a widget.
const MIN_WIDGET_HEIGHT: f32 = 7.0;
/// Minimum size of the letters in nodes, in points.
const MIN_LETTERS: f32 = 9.0;

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
        let (top, bottom) = camera.visible_y();
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
            !self.has_room(placed.area.height * scale) && is_wanted
        };
        let mut by_weight: Vec<usize> = in_view.iter().copied().filter(needs_label).collect();
        by_weight.sort_by_key(|at| {
            let edges = self.layout.edges_at(*at).len();
            (self.is_dimmed(*at), Reverse(edges), *at)
        });
        let height = self.label_letters() + 8.0;
        let mut occupied = BTreeSet::new();
        let mut labelled = BTreeSet::new();
        for at in by_weight {
            let y = self.layout.nodes()[at].area.middle() * scale;
            // Whole points are precise enough to keep labels apart.
            let (from, to) = ((y - height) as i64, (y + height) as i64);
            if occupied.range(from..=to).next().is_none() {
                occupied.insert(y as i64);
                labelled.insert(at);
            }
        }
        labelled
    }

    /// Size of the letters in nodes, in points: as high as a passage has room for, up to the size at most zooms, and
    /// larger in steps in much larger nodes.
    pub(super) fn letters(&self) -> f32 {
        let zoom = self.camera.scale().y;
        let usual = letters::BODY - 1.0;
        if zoom < 1.4 {
            (PASSAGE_HEIGHT * zoom - 2.0).clamp(MIN_LETTERS, usual)
        } else if zoom < 2.0 {
            1.25 * usual
        } else {
            1.6 * usual
        }
    }

    /// Size of the letters in labels over nodes, in points. Between bars, nothing else limits it.
    pub(super) fn label_letters(&self) -> f32 {
        if self.has_room(PASSAGE_HEIGHT * self.camera.scale().y) {
            self.letters().min(letters::SMALL)
        } else {
            letters::SMALL
        }
    }

    /// Whether a node of this height in points fits a line of text.
    pub(super) fn has_room(&self, height: f32) -> bool {
        height >= self.letters() + 1.0
    }

    /// Area of a label over a node.
    pub(super) fn label(&self, seen: VisibleNode) -> Rect {
        let height = self.label_letters() + 5.0;
        let rect = seen.rect;
        let Some((above, below)) = self.gaps(seen.at) else {
            return Rect::from_center_size(rect.center(), vec2(rect.width(), height));
        };
        let (top, bottom) = (rect.top() - above, rect.bottom() + below);
        let center = pos2(rect.center().x, 0.5 * (top + bottom));
        Rect::from_center_size(center, vec2(rect.width(), height.min(bottom - top - 1.0)))
    }

    /// Space in points above and below a speaker, between passages that have text of their own.
    fn gaps(&self, at: usize) -> Option<(f32, f32)> {
        let scale = self.camera.scale().y;
        let is_speaker = matches!(self.node(at), Node::Speaker(_));
        (is_speaker && self.has_room(PASSAGE_HEIGHT * scale))
            .then_some((GROUP_GAP * scale, SPEAKER_GAP * scale))
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

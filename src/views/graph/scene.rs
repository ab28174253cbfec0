use super::{GraphScratch, camera::GraphCamera, labels};
use crate::analysis::graph::{GraphColumn, GraphLayout, LayoutPoint, Node, NodeRect};

use egui::{Rect, Vec2};

/// The visible part of the layout in this frame.
pub(super) struct Scene<'a> {
    pub(super) picture: &'a GraphLayout,
    /// In window coordinates.
    pub(super) view: Rect,
    camera: GraphCamera,
    /// Points of the view for a point of the picture.
    pub(super) scale: Vec2,
    /// The nodes in view, column by column from top to bottom.
    pub(super) nodes: Vec<VisibleNode>,
    /// Nodes connected to the one under the pointer or the keyboard, sorted; others are dimmed. `None` if there is no such node.
    lit: Option<Vec<usize>>,
}

/// A node in view.
#[derive(Clone, Copy, Debug)]
pub(super) struct VisibleNode {
    /// Its place in the picture.
    pub(super) at: usize,
    /// In window coordinates.
    pub(super) rect: Rect,
    /// Whether it has a label over its neighbours: from afar, where no node has room for its own words.
    pub(super) labelled: bool,
}

impl VisibleNode {
    /// Whether the node is a widget in every frame. From afar thousands are in view, and those that have the pointer or the
    /// keyboard are enough.
    pub(super) fn is_widget(self) -> bool {
        self.labelled || self.rect.height() >= LEAST_WIDGET
    }
}

/// Lowest node that has room for a line of words, in points of the view.
pub(super) const LEAST_WITH_WORDS: f32 = 15.0;
/// Lowest node that is a widget for itself.
const LEAST_WIDGET: f32 = 7.0;

impl<'a> Scene<'a> {
    pub(super) fn of(picture: &'a GraphLayout, scratch: &GraphScratch, view: Rect) -> Self {
        let camera = scratch.camera;
        let mut scene = Self {
            picture,
            view,
            camera,
            scale: camera.scale(picture.size(), view.size()),
            nodes: Vec::new(),
            lit: scene_lit(picture, scratch),
        };
        let (top, bottom) = camera.heights(view);
        for column in GraphColumn::ALL {
            let seen = picture.within(column, top, bottom);
            let labelled = labels::labelled(&scene, seen);
            scene.nodes.extend(seen.iter().map(|at| VisibleNode {
                at: *at,
                rect: camera.area(picture.nodes()[*at].area, picture.size(), view),
                labelled: labelled.contains(at),
            }));
        }
        scene
    }

    pub(super) fn node(&self, at: usize) -> Node {
        self.picture.nodes()[at].node
    }

    pub(super) fn point(&self, point: LayoutPoint) -> egui::Pos2 {
        self.camera.place(point, self.picture.size(), self.view)
    }

    pub(super) fn rect(&self, area: NodeRect) -> Rect {
        self.camera.area(area, self.picture.size(), self.view)
    }

    /// The heights of the picture in view.
    pub(super) fn heights(&self) -> (f32, f32) {
        self.camera.heights(self.view)
    }

    /// Whether something is lit, and this is not.
    pub(super) fn steps_back(&self, at: usize) -> bool {
        self.lit
            .as_ref()
            .is_some_and(|lit| lit.binary_search(&at).is_err())
    }

    /// Whether something is lit, and an edge between these belongs to it.
    pub(super) fn is_lit(&self, from: usize, to: usize) -> bool {
        self.lit.is_some() && !self.steps_back(from) && !self.steps_back(to)
    }

    pub(super) fn has_lit(&self) -> bool {
        self.lit.is_some()
    }

    /// The node at a place in the window, from afar the nearest within three points.
    pub(super) fn node_at(&self, place: egui::Pos2) -> Option<usize> {
        let near = |seen: &&VisibleNode| seen.rect.expand2(egui::vec2(0.0, 3.0)).contains(place);
        let distance = |seen: &&VisibleNode| (seen.rect.center().y - place.y).abs();
        let nearest = self.nodes.iter().filter(near);
        nearest
            .min_by(|one, other| distance(one).total_cmp(&distance(other)))
            .map(|seen| seen.at)
    }
}

fn scene_lit(picture: &GraphLayout, scratch: &GraphScratch) -> Option<Vec<usize>> {
    // Whoever relates two claims looks for the other among all of them.
    if scratch.relating.is_some() {
        return None;
    }
    let node = scratch.hovered.or(scratch.focused)?;
    Some(picture.around(picture.find(node)?))
}

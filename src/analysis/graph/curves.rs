//! Curves of the edges: between two columns, or beside a column that contains both ends.

use super::{
    build::{Edge, EdgeKind, Graph, GraphColumn},
    node_order::Ordered,
    positions::NodeRect,
};

use std::collections::BTreeMap;

/// Distance above the middle of a passage at which its elbow bends.
const BEND_HEIGHT: f32 = 6.0;

/// A position in the layout.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayoutPoint {
    pub x: f32,
    pub y: f32,
}

/// A cubic Bézier curve: start, two control points, end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Curve(pub [LayoutPoint; 4]);

impl Curve {
    /// The point at `t`, from 0 at the start to 1 at the end.
    pub fn at(self, t: f32) -> LayoutPoint {
        let s = 1.0 - t;
        let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
        let sum = |of: fn(LayoutPoint) -> f32| -> f32 {
            let parts = self.0.iter().zip(weights);
            parts.map(|(point, weight)| of(*point) * weight).sum()
        };
        LayoutPoint {
            x: sum(|point| point.x),
            y: sum(|point| point.y),
        }
    }

    /// Bounds of its y.
    pub fn extent(self) -> (f32, f32) {
        let heights = self.0.map(|point| point.y);
        let top = heights.into_iter().fold(f32::INFINITY, f32::min);
        let bottom = heights.into_iter().fold(f32::NEG_INFINITY, f32::max);
        (top, bottom)
    }
}

/// Side of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

/// The curve of every edge.
pub(super) fn route(graph: &Graph, areas: &[NodeRect], ordered: &Ordered) -> Vec<Curve> {
    let below_speaker = below_speaker(graph.nodes.len(), ordered);
    let routes: Vec<EdgeRoute> = graph
        .edges
        .iter()
        .map(|edge| EdgeRoute::new(graph, edge, &below_speaker))
        .collect();
    let ports = Ports::new(graph, areas, &routes);
    let curve = |(at, (edge, way)): (usize, (&Edge, &EdgeRoute))| match *way {
        EdgeRoute::Elbow { above } => elbow(areas, edge, above),
        EdgeRoute::Between(from, to) => horizontal_curve(
            ports.end(areas, at, edge.from, from),
            ports.end(areas, at, edge.to, to),
        ),
        EdgeRoute::Beside(side) => side_curve(
            side,
            ports.end(areas, at, edge.from, side),
            ports.end(areas, at, edge.to, side),
        ),
    };
    let edges = graph.edges.iter().zip(&routes);
    edges.enumerate().map(curve).collect()
}

#[derive(Clone, Copy)]
enum EdgeRoute {
    /// From a speaker down to a passage below, past the passage `above`.
    Elbow { above: usize },
    /// Between two columns.
    Between(Side, Side),
    /// Beside a column.
    Beside(Side),
}

impl EdgeRoute {
    fn new(graph: &Graph, edge: &Edge, below_speaker: &[Option<BelowSpeaker>]) -> Self {
        let (from, to) = (graph.column(edge.from), graph.column(edge.to));
        let under =
            below_speaker[edge.to].filter(|below_speaker| below_speaker.speaker == edge.from);
        if let Some(BelowSpeaker { above, .. }) = under.filter(|_| edge.kind == EdgeKind::Said) {
            Self::Elbow { above }
        } else if from == to {
            Self::Beside(if from == GraphColumn::Claims {
                Side::Right
            } else {
                Side::Left
            })
        } else if from < to {
            Self::Between(Side::Right, Side::Left)
        } else {
            Self::Between(Side::Left, Side::Right)
        }
    }
}

/// Ends of the edges at their nodes: edges at the same side of a node are spread over its height, sorted by their other
/// ends.
struct Ports {
    /// By edge and node.
    heights: BTreeMap<(usize, usize), f32>,
}

impl Ports {
    fn new(graph: &Graph, areas: &[NodeRect], routes: &[EdgeRoute]) -> Self {
        let mut sides: BTreeMap<(usize, Side), Vec<(f32, usize)>> = BTreeMap::new();
        for (at, (edge, way)) in graph.edges.iter().zip(routes).enumerate() {
            let (from, to) = match *way {
                EdgeRoute::Elbow { .. } => continue,
                EdgeRoute::Between(from, to) => (from, to),
                EdgeRoute::Beside(side) => (side, side),
            };
            let mut add = |node, side, other: usize| {
                let ends = sides.entry((node, side)).or_default();
                ends.push((areas[other].middle(), at));
            };
            add(edge.from, from, edge.to);
            add(edge.to, to, edge.from);
        }
        let mut heights = BTreeMap::new();
        for ((node, _), mut ends) in sides {
            ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            let share = areas[node].height / (ends.len() + 1) as f32;
            for (nth, (_, edge)) in ends.into_iter().enumerate() {
                heights.insert((edge, node), areas[node].top + share * (nth + 1) as f32);
            }
        }
        Self { heights }
    }

    fn end(&self, areas: &[NodeRect], edge: usize, node: usize, side: Side) -> LayoutPoint {
        let area = areas[node];
        let y = self.heights.get(&(edge, node)).copied();
        LayoutPoint {
            x: match side {
                Side::Left => area.left,
                Side::Right => area.right(),
            },
            y: y.unwrap_or_else(|| area.middle()),
        }
    }
}

/// Starts and ends horizontally.
fn horizontal_curve(from: LayoutPoint, to: LayoutPoint) -> Curve {
    let half = 0.5 * (to.x - from.x);
    let level = |end: LayoutPoint, by: f32| LayoutPoint {
        x: end.x + by,
        y: end.y,
    };
    Curve([from, level(from, half), level(to, -half), to])
}

/// Leaves and returns at the same side; longer edges reach further out.
fn side_curve(side: Side, from: LayoutPoint, to: LayoutPoint) -> Curve {
    let out = (18.0 + 0.14 * (to.y - from.y).abs()).min(52.0) * 4.0 / 3.0;
    let out_of = |end: LayoutPoint| match side {
        Side::Left => LayoutPoint {
            x: from.x.min(to.x) - out,
            y: end.y,
        },
        Side::Right => LayoutPoint {
            x: from.x.max(to.x) + out,
            y: end.y,
        },
    };
    Curve([from, out_of(from), out_of(to), to])
}

/// Down from the speaker, or from the bend at the passage above, then into the passage.
fn elbow(areas: &[NodeRect], edge: &Edge, above: usize) -> Curve {
    let (speaker, passage) = (areas[edge.from], areas[edge.to]);
    let x = speaker.left + 0.45 * (passage.left - speaker.left);
    let y = if above == edge.from {
        speaker.bottom()
    } else {
        areas[above].middle() - BEND_HEIGHT
    };
    let corner = LayoutPoint {
        x,
        y: passage.middle(),
    };
    let to = LayoutPoint {
        x: passage.left,
        y: passage.middle(),
    };
    Curve([LayoutPoint { x, y }, corner, corner, to])
}

/// A passage below its speaker.
#[derive(Clone, Copy)]
struct BelowSpeaker {
    speaker: usize,
    /// The passage above it, or the speaker.
    above: usize,
}

fn below_speaker(count: usize, ordered: &Ordered) -> Vec<Option<BelowSpeaker>> {
    let mut below_speaker = vec![None; count];
    for group in &ordered.middle {
        let Some(speaker) = group.speaker else {
            continue;
        };
        for (above, passage) in group.nodes().zip(&group.passages) {
            below_speaker[*passage] = Some(BelowSpeaker { speaker, above });
        }
    }
    below_speaker
}
